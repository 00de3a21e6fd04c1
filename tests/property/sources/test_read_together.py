"""However many reports are read at once, each is read as by itself."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from truceline.ingest.read import Given, read, read_all
from truceline.model.errors import TrucelineError
from truceline.model.evidence import Blob, ReadContext
from truceline.model.ids import sha256_hex
from truceline.model.reading import Reading
from truceline.ports import JointSource
from truceline.sources.patrol import SOURCE
from truceline.testing.source import fingerprint

_TIMES = st.sampled_from(
    ["2031-04-21T10:00Z", "2031-04-21", "2031-10-26 03:30", "2031-03-30 03:30", "21.04.2031 10:05", "soon", "", None]
)
_TYPES = st.sampled_from(["fire.shelling", "shelling", "ground.movement", "other", "boom", "", None])
_NUMBERS = st.sampled_from([0, 3, -1, 2.0, "4", "many", "", None, 2**40])
_DEGREES = st.sampled_from([50.0, 36.25, "48,5", "12.5", "-", 0, 91, "", None])
_WORDS = st.sampled_from(["Alder", " Birch ", "\u2003Пост 3", 'a "b" \\ c', "", None])

_seen = st.fixed_dictionaries(
    {"type": _TYPES, "at": _TIMES},
    optional={
        "end": _TIMES,
        "lat": _DEGREES,
        "lon": _DEGREES,
        "radius_m": _NUMBERS,
        "count": _NUMBERS,
        "unit": _WORDS,
        "verb": st.sampled_from(["saw", "audible", "was_told", "dreamt"]),
        "weapon": _WORDS,
        "killed": _NUMBERS,
        "actor": _WORDS,
        "text": _WORDS,
        "shoe size": _NUMBERS,
        "event_time": _TIMES,  # another name of what `at` is
    },
)
_kept = st.fixed_dictionaries(
    {"type": st.sampled_from(["denied access", "denial", "delay", "no_power", ""]), "start": _TIMES, "end": _TIMES},
    optional={"reason": _WORDS, "sector": _WORDS},
)
_report = st.fixed_dictionaries(
    {},
    optional={
        "patrol": _WORDS,
        "report_id": _WORDS,
        "start": _TIMES,
        "end": _TIMES,
        "patrol_start": _TIMES,
        "patrol_end": _TIMES,
        "lat": _DEGREES,
        "lon": _DEGREES,
        "range_m": _NUMBERS,
        "location": st.sampled_from(["48.57 37.98 112.0 4.5", "the bridge", ""]),
        "place": _WORDS,
        "weather": _WORDS,
        "observations": st.lists(_seen, max_size=4),
        "restrictions": st.lists(_kept, max_size=2),
    },
)
_body = st.one_of(
    _report.map(lambda report: json.dumps(report).encode()),
    st.lists(_report | st.integers(), max_size=3).map(lambda some: json.dumps(some, indent=1).encode()),
    st.sampled_from([b"", b"{", b"[1,2]", b"\xff\xfe{\x00}\x00", b"patrol,type,at\np,shelling,2031-04-21T10:00Z\n"]),
    st.binary(max_size=40),
)
_sent = st.tuples(_body, st.sampled_from(["north", "south"]), st.sampled_from(["report.json", "other.json"]))
#: takes effort away from a patrol that has a name, and from no other
_HELD: dict[str, Any] = {"restrictions": [{"type": "delay", "start": "2031-04-21T10:00Z", "end": "2031-04-21T11:00Z"}]}
_ALIKE: dict[str, Any] = {"type": "shelling", "at": "2031-04-21T10:00Z", "lat": 50, "lon": 36}


def _given(body: bytes, source: str, filename: str) -> Given:
    blob = Blob(sha256=sha256_hex(body), data=body, filename=filename, source=source, received_s=1)
    context = ReadContext(
        source_class="camera" if source == "north" else None,
        time_zone="Europe/Kyiv",
        bounds_e6=(22_000_000, 44_000_000, 41_000_000, 53_000_000),
    )
    return Given(blob, SOURCE, context)


def _told(found: Reading | TrucelineError) -> object:
    return fingerprint(found) if isinstance(found, Reading) else (type(found), found.found, found.where, found.advice)


def _alone(one: Given) -> object:
    try:
        return _told(read(one.blob, one.source, one.context))
    except TrucelineError as error:
        return _told(error)


@settings(max_examples=60, deadline=None)
@given(st.lists(_sent, min_size=2, max_size=8))
@example([(json.dumps({"observations": [_ALIKE] * n}).encode(), "north", "report.json") for n in (1, 2, 3)])
@example([(b"{}", "north", "a.json"), (b"{}", "south", "b.json")])
@example([(json.dumps({"patrol": patrol, **_HELD}).encode(), "north", "report.json") for patrol in ("p1", "", "p2")])
def test_each_is_read_as_by_itself(sent: list[tuple[bytes, str, str]]) -> None:
    some = [_given(*one) for one in sent]
    assert [_told(found) for found in read_all(some)] == [_alone(one) for one in some]


def test_plain_reports_are_read_at_once() -> None:
    """Else the test above could hold because nothing ever is."""
    bodies = [json.dumps({"report_id": str(n), "observations": [_ALIKE]}).encode() for n in range(3)]
    some = [_given(body, "north", "report.json") for body in bodies]
    assert isinstance(SOURCE, JointSource)
    assert None not in SOURCE.read_together([one.blob for one in some], [one.context for one in some])
