"""Lines taken by shape say what they say one by one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.sources import sensor_lines
from truceline.sources.sensor_lines import FIELDS, KINDS, sort_lines

_NAMES = st.sampled_from(
    ["kind", "sensor", "Sensor ", "at", "ts", "time", "type", "class", "status", "lat", "LATITUDE", "count", "battery"]
)
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", " on ", *KINDS, "Heartbeat", "\ud800", "é\x00"]),
    st.lists(st.integers(), max_size=1),
)
_LINES = st.lists(st.dictionaries(_NAMES, _VALUES, max_size=5), max_size=12)


def _sorted(data: bytes) -> tuple[dict[str, list[tuple[int, dict[str, str]]]], list[tuple[int, str]], int]:
    answer = sort_lines(data, "f.jsonl")
    sheets = {
        kind: [
            (int(line), {name: words for name in sheet.columns if (words := sheet.columns[name][row].as_py())})
            for row, line in enumerate(sheet.lines)
        ]
        for kind, sheet in answer.sheets.items()
    }
    return sheets, [(note.line, note.found) for note in answer.notes], answer.rows


def _text(lines: list[dict[str, Any]]) -> bytes:
    return "\n".join(json.dumps(line) for line in lines).encode()


@settings(deadline=None)
@given(_LINES)
def test_a_line_is_read_the_same_alone_and_among_others(lines: list[dict[str, Any]]) -> None:
    sheets, notes, rows = _sorted(_text(lines))

    for number, line in enumerate(lines, 1):
        alone, its_notes, _ = _sorted(b"\n" * (number - 1) + _text([line]))
        for kind in KINDS:
            assert [row for row in sheets[kind] if row[0] == number] == alone[kind]
        assert [note for note in notes if note[0] == number] == its_notes
    assert rows == len(lines)


@settings(deadline=None)
@given(_LINES)
def test_lines_of_too_many_shapes_lose_nothing(lines: list[dict[str, Any]]) -> None:
    usual = _sorted(_text(lines))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sensor_lines, "_SHAPES", 1)
        patch.setattr(sensor_lines, "_CHUNK", 3)
        assert _sorted(_text(lines)) == usual


def test_numbers_are_written_as_one_by_one() -> None:
    data = b"""{"kind": "detection", "lat": 1E-7, "lon": 5.0, "count": 0.80, "radius_m": 007}
{"kind": "detection", "lat": 1e-07, "lon": 12345678901234567890, "count": -0, "radius_m": true}
{"kind": "detection", "lat": 33.10, "lon": 1e999, "count": null, "radius_m": [1]}
"""
    sheets, notes, rows = _sorted(data)

    assert sheets["detection"] == [
        (2, {"lat": "1e-07", "lon": "12345678901234567890", "count": "0", "radius_m": "true"}),
        (3, {"lat": "33.1", "lon": "inf", "radius_m": "[1]"}),
    ]
    assert ([line for line, _ in notes], rows) == ([1], 3)


def test_lines_keep_their_numbers_and_order() -> None:
    data = (
        b'\xef\xbb\xbf{"sensor": "a", "type": "x"}\r\n\n{"type": "y"}\n{"status": "on"}\n{"sensor": "b", "type": "z"}'
    )

    sheets, notes, _ = _sorted(data)

    assert [line for line, _ in sheets["detection"]] == [1, 3, 5]
    assert [line for line, _ in sheets["status"]] == [4]
    assert notes == []


def test_a_million_bad_lines_are_a_few_notes() -> None:
    answer = sort_lines(b"nonsense\n" * 50_000, "f.jsonl")

    assert (len(answer.notes), answer.rows) == (1, 50_000)


def test_names_without_use_are_left() -> None:
    lines = [{"kind": "status", "sensor": "s", f"extra{n}": n} for n in range(500)]

    answer = sort_lines(_text(lines), "f.jsonl")

    assert set(answer.sheets["status"].columns) <= FIELDS
    assert answer.sheets["status"].text("sensor").to_pylist() == ["s"] * 500
