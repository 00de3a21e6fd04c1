"""What earlier bulletins said is held against what is known now; only released bytes count."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from tests.golden.publish.sample_bulletin import sample_bulletin

from truceline.mission import corrections
from truceline.mission.corrections import corrections_of
from truceline.mission.release_lines import RecallLine, ReleaseLine
from truceline.model.bulletin import Bulletin, PublicCorrection, PublicDay
from truceline.model.ids import sha256_hex
from truceline.model.measures import DayMeasure, Effect, Verdict
from truceline.model.period import period_ending
from truceline.model.phrase import Phrase, say
from truceline.publish.json import render_json

PERIOD = period_ending(date(2031, 4, 16), 1, "UTC", 0)
NOW = tuple(
    DayMeasure(
        day=f"2031-04-{n}",
        incidents=n,
        breaches=3,
        undetermined=1,
        counted=3,
        observed_incidents=0,
        observer_minutes=0,
        outage_minutes=0,
        night_minutes=0,
        in_force=True,
    )
    for n in (14, 15, 16)
)


def bulletin(day: str, incidents: int, **changes: Any) -> Bulletin:
    told = (PublicDay(day, incidents, 3, 1, 3, None, None, None, True),)
    return msgspec.structs.replace(sample_bulletin(0), days=told, corrections=(), **changes)


def verdict(answer: str, *told: Phrase) -> Verdict:
    given: Any = answer
    return Verdict(given, Effect(None, None, None), (), (), (), told)


class House:
    """Released files in a folder, and the lines of a record."""

    def __init__(self, folder: Path) -> None:
        self.mission: Any = SimpleNamespace(bulletins_path=folder)
        self.lines: list[ReleaseLine] = []
        self.gone: list[RecallLine] = []
        was = sample_bulletin(0).verdict.verdict
        #: what would be answered now, by day; as in the released bulletins, unless a test says otherwise
        self.now = {day.day: verdict(was) for day in NOW}

    def release(self, folder: str, made: Bulletin) -> None:
        path = self.mission.bulletins_path / folder / "bulletin.json"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(render_json(made))
        self.lines.append(ReleaseLine("bul_x", {f"{folder}/bulletin.json": sha256_hex(path.read_bytes())}))

    def told(self, digest: str = "new", software: str = "Truceline 0.1.0") -> tuple[PublicCorrection, ...]:
        record: Any = self
        return corrections_of(self.mission, record, PERIOD, NOW, self.now.__getitem__, (digest, software))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(corrections, "releases", lambda record: tuple(record.lines))
    monkeypatch.setattr(corrections, "recalls", lambda record: tuple(record.gone))
    return House(tmp_path)


def test_a_figure_that_moved_is_told_with_its_reason(house: House) -> None:
    house.release("2031-04-14", bulletin("2031-04-14", 11))
    house.release("2031-04-15", bulletin("2031-04-15", 15))
    assert house.told() == (PublicCorrection("2031-04-14", "incidents", "11", "14", "later_evidence"),)
    same = sample_bulletin().evidence_digest
    assert house.told(same, "Truceline 0.2.0")[0].why == "other_program"
    assert house.told(same)[0].why == "other_rules"


def test_bytes_that_nobody_released_correct_nothing(house: House) -> None:
    house.release("2031-04-14", bulletin("2031-04-14", 11))
    path = house.mission.bulletins_path / "2031-04-14" / "bulletin.json"
    path.write_bytes(render_json(bulletin("2031-04-14", 99)))
    assert house.told() == ()


def test_weekly_and_old_bulletins_are_left_alone(house: House) -> None:
    house.release("2031-04-14-weekly", bulletin("2031-04-14", 11))
    house.release("2031-03-01", bulletin("2031-04-14", 11))
    house.release("2031-04-17", bulletin("2031-04-14", 11))
    assert house.told() == ()


def test_publishing_again_keeps_what_was_corrected(house: House) -> None:
    """The second release of a day says what its first had said otherwise; the third says the same, byte for byte."""
    house.release("2031-04-16", bulletin("2031-04-16", 9))
    first = house.told()
    assert [(one.was, one.now) for one in first] == [("9", "16")]
    house.release("2031-04-16", msgspec.structs.replace(bulletin("2031-04-16", 16), corrections=first))
    assert house.told() == first


def test_a_recall_is_told_with_its_reason(house: House) -> None:
    house.gone.append(RecallLine("bul_1", "2031-04-15", "a table of the day before", "anna", 0, {}))
    (told,) = house.told()
    assert (told.of, told.why, told.words) == ("recalled", "recalled", "a table of the day before")


def test_an_answer_that_would_be_another_now_is_told_with_old_new_and_why(house: House) -> None:
    house.release("2031-04-14", bulletin("2031-04-14", 14))
    house.release("2031-04-15", bulletin("2031-04-15", 15, in_force=False))
    house.now = {day.day: verdict("collapsed", say("no_series")) for day in NOW}
    was = sample_bulletin(0).verdict.verdict
    [one] = house.told()  # on the day after nothing was in force, so nothing was answered
    assert one == PublicCorrection("2031-04-14", "verdict", was, "collapsed", "later_evidence", told=say("no_series"))
    assert was != "collapsed"


def test_an_answer_that_rests_on_the_same_is_not_asked_for_again(house: House) -> None:
    made = bulletin("2031-04-14", 14)
    house.release("2031-04-14", made)
    house.now = {}
    assert house.told(made.evidence_digest, made.software) == ()
