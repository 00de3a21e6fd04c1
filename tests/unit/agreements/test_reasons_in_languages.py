"""Reasons of findings in Ukrainian and Russian: every sentence has words there, and none is put together by hand."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import msgspec
import pyarrow as pa
import pytest

import truceline.assess.phrases
from truceline.agreements.wording import agreement_words, wording_in
from truceline.assess.explain import Explainer
from truceline.assess.language import load
from truceline.assess.phrases import ENGLISH
from truceline.model.incident import Incident
from truceline.model.tables import INCIDENTS

ROOM = Path(truceline.assess.phrases.__file__).parent
AGREEMENT = """
[agreement]
id = "a"
name = "Угода"
version = "1"
time_zone = "Europe/Kyiv"
[[party]]
id = "A"
name = "Сторона А"
[[party]]
id = "B"
name = "Сторона Б"
[[reading]]
according_to = "all"
from = "2031-03-01T00:00"
[[provision]]
id = "P"
citation = "§ 1"
words = "Не стріляти."
bearers = ["A", "B"]
when = { all = [ { act = "fire" }, { attr = "calibre_mm", min = 100 } ] }
effect = "breach"
[[provision.unless]]
words = "відповідь"
effect = "counted"
if_unknown = "undetermined"
plea = "bearer"
when = { event = "offensive", by = "other", before_h = 2 }
"""


@pytest.mark.parametrize("lang", ["uk", "ru"])
def test_no_template_holds_english_words(lang: str) -> None:
    phrases = agreement_words(lang).group("phrases")
    assert phrases.keys() == ENGLISH.keys()
    assert not [key for key, words in phrases.items() if re.search("[A-Za-z]{2,}", re.sub(r"\{\w+\}", "", words))]


@pytest.mark.parametrize("name", ["reasons.py", "measured.py", "changes.py", "summary.py"])
def test_no_sentence_is_put_together_by_hand(name: str) -> None:
    tree = ast.parse((ROOM / name).read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            fixed = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            assert not re.search("[A-Za-z]{2,} [A-Za-z]{2,}", fixed), fixed
    keys = [
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute | ast.Name)
        and (node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id) in {"say", "_say"}
        and isinstance(node.args[0], ast.Constant)
    ]
    assert set(keys) <= ENGLISH.keys()


@pytest.mark.parametrize(("lang", "met"), [("uk", "виконано"), ("ru", "выполнено")])
def test_a_tree_of_reasons_has_no_word_of_english(lang: str, met: str) -> None:
    agreement = load(AGREEMENT.encode(), None, "a.toml")
    incident = _incident()
    explainer = Explainer(_table(incident), agreement, None, wording_in(lang, agreement))
    finding = explainer.explain(incident, "P")
    words = [finding.summary, *finding.would_change]
    nodes = [reading.tree for reading in finding.readings]
    while nodes:
        node = nodes.pop()
        words.append(node.words)
        nodes += node.children
    assert any(met in sentence for sentence in words) and len(words) > 6
    left = [sentence for sentence in words if re.search("[A-Za-z]{2,}", sentence.replace("offensive", ""))]
    assert not left


def _incident() -> Incident:
    row = {f.name: None if f.nullable else 0 for f in INCIDENTS} | {
        "incident_id": "inc_a",
        "event_type": "fire.shelling",
        "type_share_ppm": 800_000,
        "start_s": 1_930_000_000,
        "end_s": 1_930_000_600,
        "lat_e6": 48_000_000,
        "lon_e6": 38_000_000,
        "radius_m": 500,
        "claimants": [],
        "alleged_actor": "A",
        "actor_disputed": False,
        "verb": "saw",
        "weapon": "mortar",
        "n_observations": 1,
        "existence_ppm": 900_000,
    }
    return msgspec.convert(row, Incident)


def _table(incident: Incident) -> pa.Table:
    return pa.Table.from_pylist([msgspec.to_builtins(incident)], schema=INCIDENTS)
