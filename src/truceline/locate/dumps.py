"""GeoNames dumps of any country (or of all), and their alternate names, as a mission brings them.

Formats: the readme of GeoNames' export server (19 tab-separated columns; `alternateNamesV2` 10, its predecessor 8).
Settlements (class P) and divisions (ADM1 to ADM4) are taken; a division gets the circle of the settlements in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from truceline.locate.geodesy import Point, spread
from truceline.locate.names import is_written_name, name_key
from truceline.locate.precision import COMMUNITY_M, DISTRICT_M, REGION_M, settlement_radius_m
from truceline.locate.shelf import Shelf
from truceline.model.errors import InputError
from truceline.model.units import to_e6
from truceline.ports import Place

_COLUMNS = 19
_ALTERNATE_COLUMNS = (8, 10)
_NO_LANGUAGE = frozenset(("link", "wkdt", "post", "iata", "icao", "faac", "unlc", "tcid"))
_LEVELS = {"ADM1": 1, "ADM2": 2, "ADM3": 3, "ADM4": 4}
_EXTENT_M = {1: REGION_M, 2: DISTRICT_M, 3: COMMUNITY_M, 4: COMMUNITY_M}
_MOST_PLACES, _MOST_NAMES = 1_500_000, 8_000_000
_MARGIN_M = 3_000
_MOST_ID = MOST_PEOPLE = 10**10
_ADVICE = "Give a file of GeoNames' export server as it is: XX.txt or XX.zip, or allCountries.txt with an `area`."

#: lon_min, lat_min, lon_max, lat_max in micro-degrees
Box = tuple[int, int, int, int]


class _Row(NamedTuple):
    geonameid: int
    name: str
    lat_e6: int
    lon_e6: int
    level: int  # of a division; 0 for a settlement
    codes: tuple[str, ...]  # country and divisions it lies in
    population: int


class Dump:
    """Rows of dumps with the names by which they are found."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []
        self._row_of: dict[int, int] = {}
        self._names: dict[str, list[int]] = {}
        self._former: set[tuple[int, str]] = set()
        self._points: dict[tuple[str, ...], list[tuple[int, Point]]] = {}

    def take(self, data: bytes, where: str, area: Box | None) -> None:
        """The settlements and divisions of a dump, those in the area when one is given."""
        for line, cells in _lines(data, where, (_COLUMNS,)):
            if cells[6] != "P" and cells[7] not in _LEVELS:
                continue
            row = _row(cells, f"{where}:{line}")
            if area is None or (area[0] <= row.lon_e6 <= area[2] and area[1] <= row.lat_e6 <= area[3]):
                self._keep(row, [cells[1], cells[2], *cells[3].split(",")], where)

    def take_alternate(self, data: bytes, where: str) -> None:
        """Further names of rows that are known; historic ones as such."""
        for line, cells in _lines(data, where, _ALTERNATE_COLUMNS):
            number = whole_number(cells[1], _MOST_ID)
            if number is None:
                raise InputError(f"geonameid is {cells[1][:80]!r}", where=f"{where}:{line}", advice=_ADVICE)
            row = self._row_of.get(number)
            if row is not None and cells[2] not in _NO_LANGUAGE and is_written_name(cells[3]):
                self._add(name_key(cells[3]), row)
                refuse_more(len(self._rows), len(self._names), where)
                if cells[7] == "1":
                    self._former.add((row, name_key(cells[3])))

    def shelf(self) -> Shelf:
        return Shelf(self._place, self._names, self._names, self._standing)

    def points(self, within: str, people: int = 0) -> list[Point]:
        """Where the settlements of a country ("SY") or division ("SY.12") with so many inhabitants lie."""
        return [point for inhabitants, point in self._points.get(tuple(within.split(".")), []) if inhabitants >= people]

    def _keep(self, row: _Row, names: list[str], where: str) -> None:
        if row.geonameid in self._row_of:
            return
        number = self._row_of[row.geonameid] = len(self._rows)
        self._rows.append(row)
        refuse_more(len(self._rows), len(self._names), where)
        for name in names:
            if is_written_name(name) or name == names[0]:
                self._add(name_key(name), number)
        if row.level == 0:
            for depth in range(1, len(row.codes) + 1):
                self._points.setdefault(row.codes[:depth], []).append((row.population, (row.lat_e6, row.lon_e6)))

    def _add(self, key: str, row: int) -> None:
        rows = self._names.setdefault(key, [])
        if key and (not rows or rows[-1] != row):
            rows.append(row)

    def _place(self, number: int) -> Place:
        row = self._rows[number]
        within = ".".join(row.codes[:2])
        point, radius, kind = (row.lat_e6, row.lon_e6), settlement_radius_m(row.population), "settlement"
        if row.level:
            point, radius = self._circle(row)
            kind = "region" if row.level == 1 else "district"
        place_id = f"division:{within}" if row.level == 1 else f"geonames:{row.geonameid}"
        division = ", ".join(row.codes[::-1])
        return Place(place_id, row.name, *point, radius, kind, row.population, within, division=division)

    def _circle(self, row: _Row) -> tuple[Point, int]:
        points = [point for _, point in self._points.get(row.codes[: row.level + 1], [])]
        if not points or len(row.codes) <= row.level:
            return (row.lat_e6, row.lon_e6), _EXTENT_M[row.level]
        centre, radius = spread(points)
        return centre, radius + _MARGIN_M

    def _standing(self, place: Place, key: str) -> str:
        number = place.place_id.rpartition(":")[2]
        row = self._row_of.get(int(number)) if number.isdigit() else None
        return "former" if row is not None and (row, key) in self._former else "name"


def whole_number(cell: str, most: int) -> int | None:
    """A whole number in digits of ASCII, up to `most`; null for anything else, however long."""
    if not (cell.isascii() and cell.isdigit()) or len(cell) > len(str(most)):
        return None
    number = int(cell)
    return number if number <= most else None


def refuse_more(places: int, names: int, where: str) -> None:
    """Raises InputError for more places, or more names of them, than a gazetteer may have."""
    if places > _MOST_PLACES or names > _MOST_NAMES:
        found = f"more than {_MOST_PLACES:,} places" if places > _MOST_PLACES else f"more than {_MOST_NAMES:,} names"
        advice = "Give the file of a country, or an `area` in mission.toml."
        raise InputError(found, where=where, advice=advice)


def _lines(data: bytes, where: str, columns: tuple[int, ...]) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows of a tab-separated file, one at a time, so that a large file is not held twice."""
    start, line = 0, 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        raw, start, line = data[start:end], end + 1, line + 1
        try:
            cells = raw.decode("utf-8-sig" if line == 1 else "utf-8").rstrip("\r").split("\t")
        except UnicodeDecodeError as error:
            found = f"byte {error.start} of the line is not UTF-8"
            raise InputError(found, where=f"{where}:{line}", advice=_ADVICE) from error
        if cells == [""]:
            continue
        if len(cells) not in columns:
            wanted = " or ".join(map(str, columns))
            raise InputError(f"{len(cells)} columns, not {wanted}", where=f"{where}:{line}", advice=_ADVICE)
        yield line, cells


def _row(cells: list[str], where: str) -> _Row:
    lat, lon = _degrees(cells[4], "latitude", 90, where), _degrees(cells[5], "longitude", 180, where)
    for i, name, most in ((0, "geonameid", _MOST_ID), (14, "population", MOST_PEOPLE)):
        if whole_number(cells[i], most) is None and (i == 0 or cells[i]):
            found = f"{name} is {cells[i][:80]!r}"
            raise InputError(found, where=where, advice=f"Give a whole number up to {most}.")
    if not name_key(cells[1]):
        raise InputError("name is empty", where=where, advice="Give the place a name.")
    codes = [cells[8]]
    for cell in cells[10:14]:
        if not cell or cell == "00":
            break
        codes.append(cell)
    level = _LEVELS.get(cells[7], 0) if cells[6] == "A" else 0
    return _Row(int(cells[0]), cells[1], lat, lon, level, tuple(codes), int(cells[14] or 0))


def _degrees(cell: str, name: str, limit: int, where: str) -> int:
    try:
        degrees = float(cell)
    except ValueError:
        degrees = float("nan")
    if not -limit <= degrees <= limit:
        raise InputError(
            f"{name} is {cell[:80]!r}", where=where, advice=f"Give decimal degrees between -{limit} and {limit}."
        )
    return to_e6(degrees)
