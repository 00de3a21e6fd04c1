"""Clocks of sources that are ahead, behind, or jump: nothing is lost, and nothing happens after it was received."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from truceline.ingest.ahead import CLOCKS_DIFFER_S, MARK, tells_of_a_clock
from truceline.ingest.read import read
from truceline.model.evidence import Blob, ReadContext
from truceline.model.ids import sha256_hex
from truceline.model.reading import Reading
from truceline.model.units import DAY_S
from truceline.sources.sensor import SOURCE

RECEIVED_S = 1_772_400_000
MONTH_S = 30 * DAY_S


def _iso(moment_s: int) -> str:
    return datetime.fromtimestamp(moment_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _read(*lines: dict[str, object], sent: bool = True) -> Reading:
    data = b"".join(json.dumps({"sensor": "post-7", **line}).encode() + b"\n" for line in lines)
    blob = Blob(sha256_hex(data), data, "post-7.jsonl", "post-7", RECEIVED_S, sent=sent)
    return read(blob, SOURCE, ReadContext())


def _seen(ahead_s: int) -> dict[str, object]:
    return {"kind": "detection", "at": _iso(RECEIVED_S + ahead_s), "lat": 48.5, "lon": 37.9}


def _alive(ahead_s: int) -> dict[str, object]:
    return {"kind": "heartbeat", "at": _iso(RECEIVED_S + ahead_s)}


def _effort(reading: Reading) -> list[tuple[str, int, int]]:
    """Status, and seconds from the receipt to start and end."""
    assert reading.effort is not None
    rows = reading.effort.to_pylist()
    return sorted((row["status"], row["start_s"] - RECEIVED_S, row["end_s"] - RECEIVED_S) for row in rows)


@pytest.mark.parametrize("ahead_s", [CLOCKS_DIFFER_S + 1, 600, 3 * DAY_S, 29 * DAY_S, 400 * DAY_S])
def test_what_is_ahead_is_kept_and_happened_before_it_was_received(ahead_s: int) -> None:
    reading = _read(_seen(ahead_s), _seen(-60))
    assert reading.observations is not None
    late, plain = sorted(reading.observations.to_pylist(), key=lambda row: row["record"])
    assert (late["start_s"], late["end_s"]) == (RECEIVED_S - min(ahead_s, MONTH_S), RECEIVED_S + 1)
    assert late["method"] == plain["method"] + MARK
    assert (plain["start_s"], plain["end_s"]) == (RECEIVED_S - 60, RECEIVED_S - 59)
    (note,) = reading.notes
    assert (note.severity, note.line, note.found.split()[0]) == ("warning", late["record"], str(ahead_s))
    assert tells_of_a_clock(note)
    assert (reading.accounting.taken, reading.accounting.rejected) == (2, 0)


def test_a_year_that_no_clock_can_mean_is_refused_by_its_line_and_the_others_are_kept() -> None:
    reading = _read({**_seen(0), "at": "2165-03-01T10:00:00Z"}, _seen(600), {**_alive(0), "at": "2101-01-01T00:00:00Z"})
    assert reading.observations is not None
    assert reading.observations["record"].to_pylist() == [2]
    refused = [(note.line, note.field, note.found) for note in reading.notes if note.severity == "rejected"]
    assert refused == [(1, "at", "2165-03-01T10:00:00Z"), (3, "at", "2101-01-01T00:00:00Z")]
    assert (reading.accounting.taken, reading.accounting.rejected) == (1, 2)


@pytest.mark.parametrize("ahead_s", [CLOCKS_DIFFER_S, 0, -600, -3 * DAY_S, -400 * DAY_S])
def test_a_clock_that_is_right_or_behind_is_believed(ahead_s: int) -> None:
    reading = _read(_seen(ahead_s))
    assert reading.observations is not None and reading.notes == ()
    assert reading.observations["start_s"].to_pylist() == [RECEIVED_S + ahead_s]


def test_a_file_that_somebody_brought_may_tell_of_days_to_come() -> None:
    reading = _read(_seen(DAY_S), sent=False)
    assert reading.observations is not None and reading.notes == ()
    assert reading.observations["start_s"].to_pylist() == [RECEIVED_S + DAY_S]


def test_hours_to_come_are_neither_watched_nor_missed() -> None:
    def state(status: str, start: int, end: int) -> dict[str, object]:
        return {
            "kind": "status",
            "status": status,
            "start": _iso(RECEIVED_S + start),
            "end": _iso(RECEIVED_S + end),
        }

    reading = _read(state("on", -3600, 3600), state("on", DAY_S, 2 * DAY_S), state("outage", DAY_S, 3 * DAY_S))
    assert _effort(reading) == [("on", -3600, CLOCKS_DIFFER_S)]
    (note,) = reading.notes
    assert tells_of_a_clock(note) and note.found.split()[0] == str(3 * DAY_S)


def test_a_sensor_whose_clock_is_days_ahead_has_watched_nothing_tomorrow() -> None:
    reading = _read(*(_alive(3 * DAY_S + second) for second in (0, 300, 600)))
    assert _effort(reading) == [] and len(reading.notes) == 1
    assert reading.accounting.taken == 3, "it is kept"


def test_a_clock_that_jumps_ahead_leaves_an_outage_no_longer_than_until_the_receipt() -> None:
    """After the jump nobody can say when the sensor watched: silence is not established there."""
    reading = _read(_alive(-1800), _alive(-1500), _alive(-1200), _alive(3 * DAY_S), _alive(3 * DAY_S + 300))
    assert _effort(reading) == [("on", -1800, -1200), ("outage", -1200, CLOCKS_DIFFER_S)]
    assert len(reading.notes) == 1


def test_a_clock_that_jumps_back_keeps_what_it_showed_before() -> None:
    reading = _read(_alive(-900), _alive(-600), _alive(-3 * DAY_S), _alive(300 - 3 * DAY_S))
    assert _effort(reading) == [
        ("on", -3 * DAY_S, 300 - 3 * DAY_S),
        ("on", -900, -600),
        ("outage", 300 - 3 * DAY_S, -900),
    ]
