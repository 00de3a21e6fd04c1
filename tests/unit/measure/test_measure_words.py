"""What measure says: every sentence is a phrase of the table, and every phrase of the table can be said."""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path
from typing import get_args

import pytest

import truceline.cases
from truceline.assess.nodes import NUMBERS, WORDS
from truceline.measure.audit import audit
from truceline.measure.holding import holding
from truceline.measure.series import DaySeries, Truce
from truceline.model.english import ENGLISH, english
from truceline.model.evidence import ReadContext
from truceline.model.grounds import GroundKind, State
from truceline.model.phrase import Code, Name, Phrase, Several, blanks_of
from truceline.publish.words import words
from truceline.sources.catalogue import by_name
from truceline.stores.blob_file import blob_of_file

ROOT = Path(__file__).parents[3]
FIRES = ROOT / "../shared/data/economist_war_fires/strikes_by_location_and_day.csv"
SOURCES = sorted((ROOT / "src/truceline/measure").glob("*.py"))


def said() -> dict[str, set[str]]:
    """Key -> the blanks given, for each call of `say` with a key that stands in the source."""
    found: dict[str, set[str]] = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                for one in ast.walk(node.args[0]):
                    if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value in ENGLISH:
                        given = {word.arg for word in node.keywords if word.arg}
                        open_ended = any(word.arg is None for word in node.keywords)
                        found[one.value] = blanks_of(ENGLISH[one.value]) if open_ended else given
    return found


def test_a_key_that_stands_in_the_source_is_in_the_table_with_its_blanks() -> None:
    calls = said()
    assert len(calls) > 50
    for key, given in calls.items():
        assert blanks_of(ENGLISH[key]) <= given, key
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                key = node.args[0]
                assert not (isinstance(key, ast.Constant) and key.value not in ENGLISH), ast.unparse(node)


def test_no_phrase_is_left_over() -> None:
    others = ("model/claim.py", "mission/steps.py", "record/grounds_told.py")
    source = "".join(path.read_text() for path in (*SOURCES, *(ROOT / "src/truceline" / name for name in others)))
    built = {"by_sudden_rise", "by_slow_rise"}  # from the names of alarms
    built |= {f"step_{table}" for table in ("observations", "incidents", "members", "findings")}
    built |= {f"escalation_{way}" for way in ("heavier", "lighter", "not_shown")}
    endings = (*get_args(State), "excepted", "yes_plain", "open_plain")
    built |= {f"why_{kind}_{ending}" for kind in get_args(GroundKind) for ending in endings}
    built |= {f"why_of_{attribute}" for attribute in (*NUMBERS, *WORDS, "count_of")}
    earlier = {"lost_share"}  # bulletins that were released say it: their answers are read again
    assert not [key for key in ENGLISH if f'"{key}"' not in source and key not in built | earlier]


def test_no_sentence_of_measure_is_put_together_by_hand() -> None:
    """A sentence outside the table would stay English in every language. Errors and notes about files are not told."""
    for path in SOURCES:
        if path.name in {"daily.py", "calendar.py"}:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.JoinedStr):
                fixed = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
                assert len(fixed.split()) < 3, (path.name, fixed)


def fires() -> DaySeries:
    if not FIRES.exists():
        pytest.skip("the war fires of The Economist are not here")
    with FIRES.open() as stream:
        rows = sorted(csv.DictReader(stream), key=lambda row: row["date"])
    clear = tuple(1 - float(row["cloud_cover_in_country"]) for row in rows)
    return DaySeries(rows[0]["date"], tuple(float(row["war_fires_per_day"]) for row in rows), clear)


def test_easter_2025_shows_no_drop_and_says_so_in_every_language() -> None:
    verdict = holding(fires(), Truce("2025-04-20", "2025-04-21", ("2025-04-19",)))
    assert verdict.verdict == "undetermined"
    assert "No drop came with the truce" in verdict.reasons[0]
    assert any("is excluded" in reason for reason in verdict.reasons)
    for lang, words_ in (("uk", "Зниження не видно"), ("ru", "Снижения не видно")):
        told = [words(lang).phrase(phrase) for phrase in verdict.told]
        assert any(words_ in sentence for sentence in told)


def test_8_to_10_may_2025_cannot_be_told_for_the_clouds() -> None:
    verdict = holding(fires(), Truce("2025-05-08", "2025-05-11"))
    assert verdict.verdict == "undetermined" and verdict.effect.high_milli is None
    assert "cannot be told" in verdict.reasons[0]
    assert any("69 % of what is usual" in reason for reason in verdict.reasons)
    assert not any("No drop" in reason for reason in verdict.reasons)


def test_reasons_are_what_is_told_in_english() -> None:
    verdict = holding(DaySeries("2025-01-01", (4.0,) * 90), Truce("2025-03-01"))
    assert verdict.reasons == tuple(english(phrase) for phrase in verdict.told)


def names_in(value: object) -> set[str]:
    """Words of others inside a phrase, and units that are in no closed table."""
    if isinstance(value, Name):
        return {value.words}
    if isinstance(value, Code):
        return set() if words("en").knows(value.group, value.code) else {value.code}
    parts = value.items if isinstance(value, Several) else ()
    if isinstance(value, Phrase):
        parts = tuple(blank for _, blank in value.blanks)
    return {name for part in parts for name in names_in(part)}


@pytest.mark.parametrize("lang", ["uk", "ru"])
def test_the_audit_of_a_real_truce_is_told_without_english(lang: str) -> None:
    folder = Path(truceline.cases.__file__).parent / "easter_2025"
    tables = sorted(folder.rglob("*.csv"))
    context = ReadContext(time_zone="Europe/Kyiv")
    points = [one for path in tables for one in audit(by_name("claims").read(blob_of_file(path), context).claims)]
    assert len(points) > 10
    for point in points:
        told = words(lang).phrase(point.told)
        for name in sorted(names_in(point.told), key=len, reverse=True):
            told = told.replace(name, "")
        assert not re.search("[A-Za-z]{2,}", re.sub("UTC|FPV", "", told)), told
        assert english(point.told) == point.words
