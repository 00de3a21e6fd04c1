"""Making the table of Ukraine: which row of the codifier is which place of GeoNames, and where divisions lie.

The codifier has no coordinates. A settlement is taken for the place of GeoNames that bears its name where the name is
borne once in the oblast in both; where it is borne more often, for the one that lies in its hromada beyond doubt.
A raion or hromada takes the circle around its settlements that are found so, widened by what was measured when one at a
time was left out. What stays without coordinates lies in the circle of its hromada: no more is known.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from truceline.locate.codifier import Unit
from truceline.locate.former import FORMER, since_2021
from truceline.locate.geodesy import Point, distance_m, spread
from truceline.locate.geonames import City
from truceline.locate.names import is_written_name, name_key
from truceline.locate.spelling import difference, sounds
from truceline.locate.ukraine_table import (
    CITY,
    CITY_STATE,
    GEONAMES,
    HROMADA,
    OBLAST,
    RAION,
    SETTLEMENTS,
    TOWNLET,
    Table,
)
from truceline.model.units import to_e6

#: metres beyond the located settlements of a division within which 95 % of its others lie, by how many are located
#: (leaving out one at a time); the last holds for more
MARGIN_M = (20_000, 14_000, 9_000, 9_000, 9_000, 5_500, 4_500, 4_500, 2_500)
#: a namesake is told by its hromada when it lies in the hromada's circle, and the next unit's is this much further
_CLEARLY_NEARER = 1.5
#: a place of GeoNames is a city of the codifier, not a village of its name, when it is this many times as large as any
#: other of its name in the oblast
_CITY_LARGER, _CITY_PEOPLE = 4, 2_000
_RADIUS_STEP_M = 100
_LEAST_ALIKE = 3


def build(units: Sequence[Unit], cities: Sequence[City]) -> Table:
    """The table from the rows of the codifier and the Ukrainian places of GeoNames."""
    called = [_Called(city) for city in cities]
    admin1 = _admin1(units, called)
    found = _same_places(units, called, admin1)
    circles = _circles(units, found)
    taken = {city.geonameid for city in found.values()}
    rest = [city for city in called if city.geonameid not in taken]
    categories = "".join(unit.category for unit in units) + GEONAMES * len(rest)
    names = [unit.name for unit in units] + [city.cyrillic or city.name for city in rest]
    distinct = {name: i for i, name in enumerate(sorted(set(names)))}
    at: list[_Called | None] = [found.get(i) for i in range(len(units))] + list(rest)
    oblast_of = {code: digits for digits, code in sorted(admin1.items())}
    places = [_where(i, at[i], circles) for i in range(len(names))]
    return Table(
        codes=tuple(u.code[2:] for u in units) + tuple(oblast_of.get(c.admin1code, "") for c in rest),
        categories=categories,
        names=tuple(distinct),
        name=tuple(distinct[name] for name in names),
        lat_e5=tuple(place[0] for place in places),
        lon_e5=tuple(place[1] for place in places),
        radius_m=tuple(place[2] for place in places),
        population=tuple(city.population if city else 0 for city in at),
        geonames=tuple(city.geonameid if city else 0 for city in at),
        seat=tuple(_seats(units)) + (-1,) * len(rest),
        admin1=admin1,
        english={i: city.name for i, city in enumerate(at) if city},
        others={i: others for i, city in enumerate(at) if city and (others := _others(city, names[i]))},
        renamed=_bore(units, at),
    )


def _where(row: int, city: _Called | None, circles: dict[int, tuple[Point, int]]) -> tuple[int, int, int]:
    if city is not None:
        return round(city.latitude * 1e5), round(city.longitude * 1e5), 0
    if row in circles:
        (lat, lon), radius = circles[row]
        return round(lat / 10), round(lon / 10), math.ceil(radius / _RADIUS_STEP_M) * _RADIUS_STEP_M
    return 0, 0, 0


class _Called:
    """A place of GeoNames with the keys of its names."""

    def __init__(self, city: City) -> None:
        self.geonameid = city.geonameid
        self.name = city.name
        self.latitude, self.longitude = city.latitude, city.longitude
        self.population = city.population
        self.admin1code = city.admin1code
        self.names = [name for name in (city.name, *city.other_names()) if is_written_name(name)]

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(map(name_key, self.names))

    @cached_property
    def own(self) -> frozenset[str]:
        """Keys in Cyrillic of the name it bears now, which is the one GeoNames writes in Latin letters."""
        heard = sounds(name_key(self.name))
        return frozenset(k for k in self.keys if not k.isascii() and difference(sounds(k), heard) is not None)

    @cached_property
    def cyrillic(self) -> str | None:
        """Its name in Ukrainian: of the spellings of the name it bears now, the one with Ukrainian letters."""
        own = [name for name in self.names if name_key(name) in self.own]
        return min(own, key=lambda name: (-len(set(name.lower()) & set("іїєґ'’")), name), default=None)


def _others(city: _Called, name: str) -> tuple[str, ...]:
    known = {name_key(name), name_key(city.name)}
    kept = {name_key(n): n for n in sorted(city.names, reverse=True)}
    return tuple(sorted(kept[key] for key in kept.keys() - known))


def _bore(units: Sequence[Unit], at: Sequence[_Called | None]) -> dict[int, tuple[str, ...]]:
    """Names that rows bore within living memory; of namesakes in an oblast the city or the largest was renamed."""
    bearers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        if unit.category in SETTLEMENTS:
            bearers[unit.code[2:4], name_key(unit.name)].append(i)

    def rank(row: int) -> tuple[bool, int, int]:
        city = at[row]
        return units[row].category == CITY, city.population if city else 0, -row

    found: dict[int, list[str]] = defaultdict(list)
    for digits, now, before in FORMER:
        if rows := bearers.get((digits, name_key(now))):
            found[max(rows, key=rank)] += before
    row_of = {unit.code[2:]: i for i, unit in enumerate(units)}
    for code, name in since_2021():
        if code in row_of:
            found[row_of[code]].append(name)
    return {row: tuple(dict.fromkeys(names)) for row, names in sorted(found.items())}


def _admin1(units: Sequence[Unit], cities: Sequence[_Called]) -> dict[str, str]:
    """First two digits of an oblast's codes to GeoNames' code, by the names that are borne once in both."""
    borne = Counter(name_key(u.name) for u in units if u.category in SETTLEMENTS)
    oblast = {name_key(u.name): u.code[2:4] for u in units if u.category in SETTLEMENTS}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for city in cities:
        for key in city.keys:
            if borne[key] == 1:
                votes[oblast[key]][city.admin1code] += 1
    for unit in units:
        if unit.category == CITY_STATE:
            same = [city for city in cities if name_key(unit.name) in city.keys]
            votes[unit.code[2:4]].update(c.admin1code for c in sorted(same, key=lambda c: -c.population)[:1])
    return {digits: max(sorted(count), key=count.__getitem__) for digits, count in sorted(votes.items())}


def _same_places(units: Sequence[Unit], cities: Sequence[_Called], admin1: dict[str, str]) -> dict[int, _Called]:
    """Row of the codifier to the place of GeoNames that it is."""
    claims: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        if unit.category in SETTLEMENTS:
            claims[admin1.get(unit.code[2:4], ""), name_key(unit.name)].append(i)
    heard: dict[tuple[str, str], list[str]] = defaultdict(list)
    for oblast, key in sorted(claims):
        heard[oblast, sounds(key).frame].append(key)

    def as_called(city: _Called) -> set[str]:
        own = sounds(name_key(city.name))
        return {k for k in heard.get((city.admin1code, own.frame), ()) if difference(own, sounds(k)) is not None}

    became = _became(units, admin1)
    found: dict[int, _Called] = {}
    for keys_of in (lambda city: city.own, as_called, lambda city: city.keys | _renamed(city, became)):
        found = _matched(units, cities, claims, keys_of, found)
    return found


def _renamed(city: _Called, became: dict[str, dict[str, set[str]]]) -> set[str]:
    """What places with a name of this one are called now."""
    here = became.get(city.admin1code, {})
    return {now for key in city.keys for now in here.get(key, ())}


def _became(units: Sequence[Unit], admin1: dict[str, str]) -> dict[str, dict[str, set[str]]]:
    """By GeoNames' code of the oblast: former names to the names of today, as keys."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for digits, now, before in FORMER:
        for name in before:
            found[admin1.get(digits, "")][name_key(name)].add(name_key(now))
    now_of = {unit.code[2:]: unit.name for unit in units if unit.category in SETTLEMENTS}
    for code, name in since_2021():
        if code in now_of:
            found[admin1.get(code[:2], "")][name_key(name)].add(name_key(now_of[code]))
    return found


def _matched(
    units: Sequence[Unit],
    cities: Sequence[_Called],
    claims: dict[tuple[str, str], list[int]],
    keys_of: Callable[[_Called], AbstractSet[str]],
    found: dict[int, _Called],
) -> dict[int, _Called]:
    """`found` with the places that are known by these keys."""
    taken = {city.geonameid for city in found.values()}
    wanted: dict[tuple[str, str], list[_Called]] = defaultdict(list)
    for city in cities:
        if city.geonameid not in taken:
            for key in keys_of(city):
                if claims.get((city.admin1code, key)):
                    wanted[city.admin1code, key].append(city)
    single = {
        rows[0]: places[0]
        for slot, places in sorted(wanted.items())
        if len(rows := claims[slot]) == 1 and len(places) == 1 and rows[0] not in found
    }
    found = {**found, **_one_row_each(units, single)}
    for pick in (_as_city, _as_village, _as_village):
        circles = _circles(units, found)
        hromadas = {units[i].code: circle for i, circle in circles.items() if units[i].category == HROMADA}
        taken = {city.geonameid for city in found.values()}
        for slot, places in sorted(wanted.items()):
            rows = [row for row in claims[slot] if row not in found]
            for row, city in pick([c for c in places if c.geonameid not in taken], rows, units, hromadas):
                found[row] = city
                taken.add(city.geonameid)
    return found


_Hromadas = dict[str, tuple[Point, int]]


def _as_city(
    places: Sequence[_Called], rows: Sequence[int], units: Sequence[Unit], _: _Hromadas
) -> Iterator[tuple[int, _Called]]:
    """The one city of the codifier among rows of a name is the far largest place of it."""
    cities = [row for row in rows if units[row].category in (CITY, CITY_STATE)]
    ranked = sorted(places, key=lambda city: (-city.population, city.geonameid))
    if len(cities) != 1 or not ranked or ranked[0].population < _CITY_PEOPLE:
        return
    if len(ranked) == 1 or ranked[0].population >= _CITY_LARGER * ranked[1].population:
        yield cities[0], ranked[0]


def _as_village(
    places: Sequence[_Called], rows: Sequence[int], units: Sequence[Unit], hromadas: _Hromadas
) -> Iterator[tuple[int, _Called]]:
    """The settlement in whose hromada a place lies, while the hromadas of its namesakes are clearly further."""
    left = list(rows)
    for city in places:
        row = _in_hromada(city, left, units, hromadas)
        if row is not None:
            left.remove(row)
            yield row, city


def _one_row_each(units: Sequence[Unit], found: dict[int, _Called]) -> dict[int, _Called]:
    """Of rows that would be one place of GeoNames by several of its names, the one that bears its own name."""
    best: dict[int, int] = {}
    for row, city in sorted(found.items()):
        other = best.get(city.geonameid)
        cyrillic = city.cyrillic
        if other is None or (cyrillic and name_key(units[row].name) == name_key(cyrillic)):
            best[city.geonameid] = row
    return {row: found[row] for row in sorted(best.values())}


def _in_hromada(city: _Called, rows: Sequence[int], units: Sequence[Unit], hromadas: _Hromadas) -> int | None:
    point = (to_e6(city.latitude), to_e6(city.longitude))
    ranked = sorted(
        (distance_m(point, hromadas[units[row].hromada][0]), row) for row in rows if units[row].hromada in hromadas
    )
    if not ranked or len(ranked) < len(rows):
        return None
    within = [row for apart, row in ranked if apart <= hromadas[units[row].hromada][1]]
    if not within:
        return None
    apart, row = ranked[0] if len(within) > 1 else (0.0, within[0])
    return row if len(within) == 1 or ranked[1][0] > _CLEARLY_NEARER * apart else None


def _circles(units: Sequence[Unit], found: dict[int, _Called]) -> dict[int, tuple[Point, int]]:
    """Of every raion, hromada and oblast with a located settlement: the circle that holds its settlements."""
    members: dict[str, list[Point]] = defaultdict(list)
    for row, city in sorted(found.items()):
        point = (to_e6(city.latitude), to_e6(city.longitude))
        for code in {units[row].oblast, units[row].raion, units[row].hromada} - {""}:
            members[code].append(point)
    circles: dict[int, tuple[Point, int]] = {}
    for i, unit in enumerate(units):
        if unit.category in (OBLAST, RAION, HROMADA, CITY_STATE) and (points := members.get(unit.code)):
            centre, radius = spread(points)
            circles[i] = (centre, radius + MARGIN_M[min(len(points), len(MARGIN_M)) - 1])
    return circles


def _seats(units: Sequence[Unit]) -> list[int]:
    """The settlement a raion or hromada is named after: the one in it whose name begins most like the adjective."""
    inside: dict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        if unit.category in SETTLEMENTS:
            inside[unit.raion].append(i)
            inside[unit.hromada].append(i)
    lead = {CITY: 3.5, TOWNLET: 1.5}  # a division is named after its town rather than after a village like it
    seats = []
    for unit in units:
        near = inside[unit.code] if unit.category in (RAION, HROMADA) else []
        like = {i: _alike(unit.name, units[i].name) for i in near}
        best = max(near, key=lambda i: (like[i] + lead.get(units[i].category, 0), -i), default=-1)
        seats.append(best if best >= 0 and like[best] >= _LEAST_ALIKE else -1)
    return seats


_ALIKE = str.maketrans("іїєео", "ііііі", "'’ьй-")


def _alike(adjective: str, name: str) -> int:
    """Letters that both begin with; vowels that change in a closed syllable count as one."""
    a, b = adjective.lower().translate(_ALIKE), name.lower().translate(_ALIKE)
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
