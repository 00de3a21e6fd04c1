"""The world's gazetteer: GeoNames (CC BY 4.0), with the divisions and areas that news writes of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from truceline.locate import geonames
from truceline.locate.geodesy import spread
from truceline.locate.index import PlaceIndex
from truceline.locate.names import is_written_name, name_key
from truceline.locate.precision import settlement_radius_m
from truceline.locate.regions import AREAS, COUNTRY_NAMES, DIVISIONS, Division
from truceline.model.units import to_e6
from truceline.ports import Place

_MARGIN_M = 5_000
Entry = tuple[Place, set[str]]


def world(small_places_of: Collection[str], *, villages: bool = False) -> PlaceIndex:
    """Settlements of 15,000 or more, those of 500 or more in the given countries, divisions, areas, countries.

    `villages`: also the raions, hromadas and villages of Ukraine's codifier.
    """
    settlements = list(_settlements(small_places_of))
    by_country: dict[str, list[Entry]] = {}
    for entry in settlements:
        by_country.setdefault((entry[0].within or "").partition(".")[0], []).append(entry)
    bare, named_after_seat = _divisions(by_country)
    areas = list(_areas(by_country))
    small, local = _codified(by_country, [*bare, *named_after_seat]) if villages else ([], [])
    return PlaceIndex([*settlements, *small, *local, *_countries(by_country), *bare, *areas], named_after_seat)


def _codified(by_country: dict[str, list[Entry]], divisions: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Villages and local divisions of Ukraine. Imported here, since only whoever asks for them waits for the file."""
    from truceline.locate import codifier

    return codifier.places(codifier.units(), by_country.get("UA", []), dict(codifier.by_oblast(divisions)))


def _settlements(small_places_of: Collection[str]) -> Iterator[Entry]:
    for city in geonames.cities(small_places_of):
        names = {name_key(name) for name in city.other_names() if is_written_name(name)}
        place = Place(
            place_id=f"geonames:{city.geonameid}",
            name=city.name,
            lat_e6=to_e6(city.latitude),
            lon_e6=to_e6(city.longitude),
            radius_m=settlement_radius_m(city.population),
            kind="settlement",
            population=city.population,
            within=f"{city.countrycode}.{city.admin1code}",
        )
        yield place, names


def _countries(by_country: dict[str, list[Entry]]) -> Iterator[Entry]:
    for country in geonames.countries():
        entries = by_country.get(country.iso)
        if entries:
            place_id = f"geonames:{country.geonameid}"
            names = {name_key(name) for name in COUNTRY_NAMES.get(country.iso, ())}
            yield _circle(place_id, country.name, "country", entries, country.iso), names


def _divisions(by_country: dict[str, list[Entry]]) -> tuple[list[Entry], list[Entry]]:
    """Divisions found by their bare name, and those whose bare name means their seat."""
    bare: list[Entry] = []
    seated: list[Entry] = []
    for division in DIVISIONS:
        members = _members(by_country, division)
        if members:
            name = f"{division.names[0]} region" if division.seat_named else division.names[0]
            within = members[0][0].within or ""
            place = _circle(f"division:{within}", name, "region", members, within)
            names = {name_key(name) for name in division.names}
            (seated if division.seat_named else bare).append((place, names))
    return bare, seated


def _members(by_country: dict[str, list[Entry]], division: Division) -> list[Entry]:
    entries = by_country.get(division.country, [])
    key = name_key(division.seat)
    seats = [entry for entry in entries if key in entry[1] or name_key(entry[0].name) == key]
    if not seats:
        return []
    seat = max(seats, key=lambda entry: (entry[0].population, entry[0].place_id))[0]
    return [entry for entry in entries if entry[0].within == seat.within]


def _areas(by_country: dict[str, list[Entry]]) -> Iterator[Entry]:
    for name, others, parts in AREAS:
        members = [m for country, seat in parts for m in _members(by_country, Division(country, seat, (seat,)))]
        if members:
            yield _circle(f"area:{name_key(name)}", name, "area", members, parts[0][0]), {name_key(n) for n in others}


def _circle(place_id: str, name: str, kind: str, members: Sequence[Entry], within: str) -> Place:
    (lat, lon), radius = spread([(place.lat_e6, place.lon_e6) for place, _ in members])
    widest = max(place.radius_m for place, _ in members)
    population = sum(place.population for place, _ in members)
    return Place(place_id, name, lat, lon, max(radius, widest) + _MARGIN_M, kind, population, within)
