"""The shelves of Ukraine: settlements to the village, and the divisions of three levels."""

from __future__ import annotations

from functools import cached_property, lru_cache

from truceline.locate.adjectives import stem
from truceline.locate.geodesy import Point
from truceline.locate.names import name_key
from truceline.locate.precision import QUARTER_M, UNKNOWN_HROMADA_M, settlement_radius_m
from truceline.locate.shelf import Shelf
from truceline.locate.spelling import difference, sounds
from truceline.locate.ukraine_table import CITY_STATE, HROMADA, OBLAST, QUARTER, RAION, SETTLEMENTS, Table
from truceline.ports import Place

_LOCAL = frozenset((RAION, HROMADA, QUARTER))
#: leading digits that the codes of everything in a division share
_DIGITS = {OBLAST: 2, CITY_STATE: 2, RAION: 4, HROMADA: 7}
_KINDS = {RAION: "район", HROMADA: "громада", QUARTER: "район", OBLAST: "область"}


class Ukraine:
    """The table of Ukraine, looked up by name."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._rows = {code: i for i, code in enumerate(table.codes) if len(code) == 17}
        self._keys = [name_key(name) for name in table.names]
        self._made: dict[int, Place] = {}

    @cached_property
    def settlements(self) -> Shelf:
        """Settlements by their Ukrainian name, and by what else GeoNames or an act of renaming calls them."""
        table = self._table
        names: dict[str, list[int]] = {}
        for row, category in enumerate(table.categories):
            if category in SETTLEMENTS:
                names.setdefault(self._keys[table.name[row]], []).append(row)
        spelled = list(names)
        for row, others in [*((r, (n,)) for r, n in table.english.items()), *table.others.items()]:
            for key in map(name_key, others):
                _add(names, key, row)
        for row, keys in self._renamed.items():
            if self._is_settlement(row):
                for key in keys:
                    _add(names, key, row)
                    spelled.append(key)
        return Shelf(self.place, names, spelled, self._standing)

    @cached_property
    def divisions(self) -> Shelf:
        """Raions, hromadas and districts of cities, by the stem of their adjective."""
        names: dict[str, list[int]] = {}
        for row, category in enumerate(self._table.categories):
            if category in _LOCAL:
                for name in (self._table.names[self._table.name[row]], *self._table.renamed.get(row, ())):
                    _add(names, stem(name), row)
        return Shelf(self.place, names, names)

    def place(self, row: int) -> Place:
        """The place of a row of the table."""
        if row not in self._made:
            self._made[row] = self._settlement(row) if self._is_settlement(row) else self._division(row)
        return self._made[row]

    def named_after(self, place: Place) -> tuple[Place, ...]:
        """The raions and hromadas whose seat a settlement is."""
        return tuple(self.place(row) for row in self._seated.get(place.place_id, ()))

    def oblast(self, admin1: str) -> Place:
        """The oblast that GeoNames gives this code."""
        return self.place(self._oblasts[admin1])

    def seat(self, division: Place) -> Place | None:
        """The settlement a raion or hromada is named after."""
        row = self._row_of.get(division.place_id, -1)
        return self.place(self._table.seat[row]) if row >= 0 and self._table.seat[row] >= 0 else None

    def within(self, digits: str) -> str:
        """`Place.within` of what lies in the oblast with these first digits of its code."""
        return f"UA.{self._table.admin1.get(digits, '')}"

    def points(self, admin1: str = "", people: int = 0) -> list[Point]:
        """Settlements with coordinates of their own, in an oblast or in the country, with so many inhabitants."""
        digits = next((d for d, code in self._table.admin1.items() if code == admin1), "")
        return [
            self._point(row)
            for row, code in enumerate(self._table.codes)
            if self._table.lat_e5[row]
            and self._is_settlement(row)
            and code.startswith(digits)
            and self._table.population[row] >= people
        ]

    def located(self, category: str) -> list[tuple[Place, list[Place]]]:
        """Divisions of a category with the settlements in them that have coordinates of their own."""
        length = _DIGITS[category]
        inside: dict[str, list[Place]] = {}
        for row, code in enumerate(self._table.codes):
            if self._table.lat_e5[row] and self._is_settlement(row) and len(code) > length:
                inside.setdefault(code[:length], []).append(self.place(row))
        rows = (row for row, kind in enumerate(self._table.categories) if kind == category)
        return [(self.place(row), inside.get(self._table.codes[row][:length], [])) for row in rows]

    def _standing(self, place: Place, key: str) -> str:
        row = self._row_of[place.place_id]
        if _one_name(key, self._keys[self._table.name[row]]) or _one_name(key, name_key(place.name)):
            return "name"
        return "renamed" if any(_one_name(key, name) for name in self._renamed.get(row, ())) else "former"

    @cached_property
    def _renamed(self) -> dict[int, tuple[str, ...]]:
        """Rows with the keys of the names they bore within living memory."""
        return {row: tuple(map(name_key, names)) for row, names in self._table.renamed.items()}

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {self._id(row): row for row in range(len(self._table.codes))}

    @cached_property
    def _seated(self) -> dict[str, list[int]]:
        seated: dict[str, list[int]] = {}
        for row, seat in enumerate(self._table.seat):
            if seat >= 0:
                seated.setdefault(self._id(seat), []).append(row)
        return seated

    @cached_property
    def _oblasts(self) -> dict[str, int]:
        table = self._table
        return {
            table.admin1[table.codes[row][:2]]: row
            for row, category in enumerate(table.categories)
            if category == OBLAST and table.codes[row][:2] in table.admin1
        }

    def _is_settlement(self, row: int) -> bool:
        return self._table.categories[row] in SETTLEMENTS

    def _id(self, row: int) -> str:
        geonames = self._table.geonames[row]
        return f"geonames:{geonames}" if geonames else f"katotth:UA{self._table.codes[row]}"

    def _settlement(self, row: int) -> Place:
        table = self._table
        (lat, lon), radius = self._point(row), settlement_radius_m(table.population[row])
        if not table.lat_e5[row]:
            (lat, lon), radius = self._around(row)
        name = table.names[table.name[row]]
        return Place(
            self._id(row), table.english.get(row, name), lat, lon, radius, "settlement", table.population[row],
            self._within(row), division=self._path(row),
        )  # fmt: skip

    def _division(self, row: int) -> Place:
        table = self._table
        category = table.categories[row]
        (lat, lon), radius = self._around(row)
        city = self._city_of(row) if category == QUARTER else None
        if city is not None:
            lat, lon, radius = city.lat_e6, city.lon_e6, max(city.radius_m, QUARTER_M)
        within = self._within(row)
        people = sum(self._population(row)) if category == OBLAST else 0
        return Place(
            f"division:{within}" if category == OBLAST else self._id(row), self._called(row), lat, lon, radius,
            "region" if category == OBLAST else "district", people, within, division=self._path(row),
        )  # fmt: skip

    def _population(self, oblast: int) -> list[int]:
        digits = self._table.codes[oblast][:2]
        return [n for n, code in zip(self._table.population, self._table.codes, strict=True) if code[:2] == digits]

    def _called(self, row: int) -> str:
        """The name of a division with its kind; a republic has it in its name, and a city has none."""
        name, kind = self._table.names[self._table.name[row]], _KINDS.get(self._table.categories[row])
        return f"{name} {kind}" if kind and not name.startswith("Автономна") else name

    def _city_of(self, row: int) -> Place | None:
        """The city a district of it lies in: its code ends in two digits that are the district's."""
        code = self._table.codes[row][:10]
        rows = (r for c, r in self._rows.items() if c.startswith(code) and self._is_settlement(r))
        return next((self.place(r) for r in rows), None)

    def _around(self, row: int) -> tuple[Point, int]:
        """The circle of a division; of anything else, that of the narrowest division around it that has one."""
        for digits in _containing(self._table.codes[row]):
            for code in (c for c in self._by_prefix.get(digits, ())):
                if self._table.radius_m[code]:
                    return self._point(code), self._table.radius_m[code]
        return self._point(row), UNKNOWN_HROMADA_M

    @cached_property
    def _by_prefix(self) -> dict[str, list[int]]:
        """Divisions by the digits that the codes of everything in them begin with."""
        found: dict[str, list[int]] = {}
        for row, category in enumerate(self._table.categories):
            length = _DIGITS.get(category)
            if length:
                found.setdefault(self._table.codes[row][:length], []).append(row)
        return found

    def _point(self, row: int) -> Point:
        return self._table.lat_e5[row] * 10, self._table.lon_e5[row] * 10

    def _within(self, row: int) -> str:
        return self.within(self._table.codes[row][:2])

    def _path(self, row: int) -> str:
        parts = []
        for digits in _containing(self._table.codes[row]):
            for above in self._by_prefix.get(digits, ()):
                if above != row:
                    parts.append(self._called(above))
        return ", ".join(parts)


def _containing(code: str) -> tuple[str, ...]:
    """Leading digits of the divisions that a code lies in, narrowest first: hromada, raion, oblast."""
    return (code[:7], code[:4], code[:2]) if len(code) > 2 else (code,)


def _add(names: dict[str, list[int]], key: str, row: int) -> None:
    rows = names.setdefault(key, [])
    if row not in rows:
        rows.append(row)


@lru_cache(maxsize=1 << 14)
def _one_name(a: str, b: str) -> bool:
    return a == b or difference(sounds(a), sounds(b)) is not None
