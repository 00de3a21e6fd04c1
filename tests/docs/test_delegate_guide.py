"""docs/begin/delegate.md names pages, buttons and commands as they are, and the rights that a delegate has."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from truceline.cli import commands
from truceline.record.access import Action, Class, Role, State, may
from truceline.record.note import parse
from truceline.record.statement import Statement
from truceline.stores.keyring import load_or_make

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "begin" / "delegate.md").read_text(encoding="utf-8")
#: terms of the methods: no page says them
TERMS = {"Belief", "plausibility"}
SIDES: tuple[Role, ...] = ("side_a", "side_b")
THEIRS: tuple[tuple[Action, Class, State], ...] = (
    ("read", "case", "proposed"),
    ("add", "case", "proposed"),
    ("read", "bulletin", "released"),
    ("read", "log", "held"),
)
NOT_THEIRS: tuple[tuple[Action, Class, State], ...] = (
    ("read", "evidence", "held"),
    ("read", "observation", "held"),
    ("read", "case", "held"),
)


def test_what_it_says_to_press_is_what_the_pages_call_it() -> None:
    shown = {
        words
        for file in (ROOT / "web" / "src" / "words" / "en").glob("*.json")
        for words in json.loads(file.read_bytes()).values()
        if isinstance(words, str)
    }
    named = set(re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", PAGE))
    assert {"Commission", "Vote", "Dissent", *TERMS} < named
    assert not named - TERMS - shown


def test_both_delegates_may_what_it_says_and_no_more() -> None:
    for side in SIDES:
        assert all(may(side, *right).allowed for right in THEIRS)
        assert not any(may(side, *right).allowed for right in NOT_THEIRS)
    for role in ("analyst", "chair"):
        assert all(may(role, *right).allowed for right in NOT_THEIRS), "they read the reasons, and bring what is held"


def test_a_decision_is_signed_elsewhere_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    load_or_make(tmp_path / "keys", "bert")
    statement = Statement("decide", "truceline/1", 1, {"case": "cas_1", "outcome": "violation", "grounds": "Craters."})
    file = tmp_path / "statement"
    file.write_text(statement.text, encoding="utf-8")
    (line,) = re.findall(r"`truceline (access sign [^`]*)`", PAGE)
    words = [{"FILE": str(file), "NAME": "bert"}.get(word, word) for word in shlex.split(line)]
    done = CliRunner().invoke(commands, words)
    assert done.exit_code == 0, done.output
    note = parse(file.read_bytes())
    assert (note.text, [signature.name for signature in note.lines]) == (statement.text, ["bert"])
