"""Coordinates and counts: what goes in, what stays out, and what is said."""

from __future__ import annotations

import pytest

from truceline.model.evidence import Blob
from truceline.sources.numbers import integers, places
from truceline.sources.sheet import Sheet
from truceline.sources.table import read_table

#: lon_min, lat_min, lon_max, lat_max
UKRAINE = (22_000_000, 44_000_000, 40_500_000, 52_500_000)


def sheet(text: str) -> Sheet:
    return Sheet(read_table(Blob(sha256="", data=text.encode(), filename="t.csv", source="", received_s=0)))


def place(lat: str, lon: str, bounds: tuple[int, int, int, int] | None = None) -> tuple[object, Sheet]:
    found = sheet(f"lat;lon;x\n{lat};{lon};1\n")
    read = places(found, "lat", "lon", bounds)
    pair = (read.lat()[0].as_py(), read.lon()[0].as_py()) if found.alive[0] else "refused"
    return pair, found


@pytest.mark.parametrize(
    ("lat", "lon", "wanted"),
    [
        ("48.5", "37.25", (48_500_000, 37_250_000)),
        ("-48.0000004", "-179.9999996", (-48_000_000, -180_000_000)),
        ("48,5", "37,25", (48_500_000, 37_250_000)),
        ("4.85e1", "37", (48_500_000, 37_000_000)),
        ("", "", (None, None)),
        ("NA", "NA", (None, None)),
        ("90", "180", (90_000_000, 180_000_000)),
        ("0", "0", (None, None)),
        ("NaN", "37", "refused"),
        ("inf", "37", "refused"),
        ("-Infinity", "37", "refused"),
        ("90.0001", "37", "refused"),
        ("48", "180.5", "refused"),
        ("48.5", "", "refused"),
        ("", "37.1", "refused"),
        ("48°30'N", "37", "refused"),
        ("4_8", "37", "refused"),
    ],
)
def test_coordinates(lat: str, lon: str, wanted: object) -> None:
    pair, found = place(lat, lon)
    assert pair == wanted
    assert (wanted != "refused") or [note.line for note in found.notes][:1] == [2]


def test_exchanged_coordinates_are_put_right_only_when_one_reading_fits_the_area() -> None:
    pair, found = place("37.25", "48.5", UKRAINE)
    assert pair == (48_500_000, 37_250_000)
    assert [note.severity for note in found.notes] == ["warning"]
    assert place("37.25", "48.5")[0] == (37_250_000, 48_500_000)
    assert place("10.0", "12.0", UKRAINE)[0] == (10_000_000, 12_000_000)
    assert place("46.0", "30.0", UKRAINE)[1].notes == []


def test_an_exchanged_pair_may_be_out_of_range_as_it_stands() -> None:
    pair, _ = place("135.0", "34.0", (130_000_000, 30_000_000, 140_000_000, 40_000_000))
    assert pair == (34_000_000, 135_000_000)
    assert place("135.0", "34.0")[0] == "refused"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        *[("0", 0), ("+7", 7), ("12.0", 12), ("1e3", 1000), ("2147483647", 2_147_483_647)],
        *[("", None), ("unknown", None), ("-3", None), ("1.5", None), ("many", None), ("2147483648", None)],
        ("99999999999", None),
        *[("1,000", 1000), ("12 500", 12_500), ("1\u00a0234\u00a0567", 1_234_567), ("4,900", 4900), ("12,0", 12)],
        *[("1.000", None), ("1,00", 1), ("0,500", None), ("1,234 567", None)],
    ],
)
def test_counts(words: str, value: int | None) -> None:
    found = sheet(f"n;x\n{words};1\n")
    assert integers(found, "n")[0].as_py() == value
    silent = value is not None or words in ("", "unknown")
    assert len(found.notes) == (0 if silent else 1)


def test_a_required_count_costs_the_row() -> None:
    found = sheet("n;x\nmany;1\n;2\n3;3\n")
    integers(found, "n", required=True)
    assert found.alive.tolist() == [False, False, True]
    assert [(note.line, note.field, note.found) for note in found.notes] == [(2, "n", "many"), (3, "n", "nothing")]
