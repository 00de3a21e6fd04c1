"""Every phrase from which derive puts its reasons together has words in every language."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import truceline.derive.verdict
from truceline.publish.reasons import reason
from truceline.publish.words import LANGUAGES, words

ROOM = Path(truceline.derive.verdict.__file__).parent
#: the files in which reasons are worded
FILES = ("verdict.py", "incident.py", "direction.py", "derive.py", "ruled.py")
#: what a blank of a template may hold: its name, then words that say the same kind of thing
BLANKS = {
    "share": "7.4% of the narrators' three-word runs are shared (quotations masked)",
    "account": "74% of one account is told by the other",
    "account.capitalize()": "74% of one account is told by the other",
    "grounds": "the same day named",
    "one": "One incident",
    "shared": "3 names and 4 figures in both",
    "agency": "AFP",
    "in_a": "AFP",
    "in_b": "AFP",
    "credited": "",
}
_WORDS = re.compile(r"[A-Za-z']{2,}\W+[A-Za-z'-]{2,}")


def templates() -> list[str]:
    """Strings of two words and more that are neither comments nor the text of an error, their blanks filled."""
    found: list[str] = []
    for name in FILES:
        tree = ast.parse((ROOM / name).read_text(encoding="utf-8"))
        documented = [node for node in ast.walk(tree) if isinstance(node, ast.Expr)]
        texts = {id(node.value) for node in documented}
        inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if id(node) in texts or id(node) in inside:
                continue
            if isinstance(node, ast.JoinedStr):
                found.append("".join(map(_filled, node.values)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    return sorted({text.strip("; ") for text in found if _WORDS.search(text)})


def _filled(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    if part.format_spec is not None and "%" in ast.unparse(part.format_spec):
        return "7.4%"
    name = ast.unparse(part.value)
    return BLANKS.get(name, BLANKS.get(name.rpartition(".")[2], "AFP" if "agencies" in name else "12"))


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
@pytest.mark.parametrize("template", templates())
def test_a_reason_of_derive_is_said_in_every_language(template: str, lang: str) -> None:
    assert not reason(template, words(lang)).own, f"no words in {lang}: {template}"


def test_no_phrase_is_left_over() -> None:
    """A phrase that derive no longer says is one that translators keep up for nothing."""
    said = " | ".join(templates())
    plain = {phrase: re.sub(r"\{\w+\}", "\0", phrase) for phrase in words("en").group("reason")}
    left = [p for p, text in plain.items() if not all(part.strip("() ") in said for part in text.split("\0"))]
    assert left == []
