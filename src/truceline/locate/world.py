"""The world's gazetteer: Ukraine to the village, and of GeoNames (CC BY 4.0) what news elsewhere writes of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, partial

from truceline.locate import geonames
from truceline.locate.adjectives import stem
from truceline.locate.geodesy import Point, enclosing, spread
from truceline.locate.geonames import City, Country
from truceline.locate.index import PlaceIndex
from truceline.locate.landmarks import LANDMARKS, Landmark
from truceline.locate.names import is_written_name, name_key
from truceline.locate.precision import settlement_radius_m
from truceline.locate.regions import AREAS, COUNTRY_NAMES, DIVISIONS, Area, Division
from truceline.locate.romanize import alike
from truceline.locate.shelf import Entry, Shelf, shelf_of
from truceline.locate.ukraine import Ukraine
from truceline.locate.ukraine_table import Table
from truceline.locate.waters import PLANTS, SECTORS, WATERS, Along
from truceline.model.units import to_e6
from truceline.ports import Place

_UKRAINE = "UA"
_MARGIN_M = 5_000
#: news of a country is rarely about a place in it that only bears its name
_COUNTRY_PEOPLE = 1_000_000
_PLANT_M, _SECTOR_M = 6_000, 35_000


class World:
    """Cities of the world and what is made of them; Ukraine comes from its own table."""

    def __init__(self, small_places_of: Collection[str], table: Table) -> None:
        others = set(small_places_of) - {_UKRAINE}
        self._cities = [city for city in geonames.cities(others) if city.countrycode != _UKRAINE]
        self._places: dict[int, Place] = {}
        self.ukraine = Ukraine(table)

    def index(self) -> PlaceIndex:
        shelves = (self.ukraine.settlements, self._settlements(), shelf_of(self._wide()))
        named = {
            "river": shelf_of(self._waters()),
            "plant": shelf_of(self._plants()),
            "direction": shelf_of(self._sectors()),
        }
        return PlaceIndex(shelves, shelf_of(self._by_stem(), in_any_spelling=True), self.points, self.ukraine, named)

    def points(self, within: str, people: int = 0) -> list[Point]:
        """Where the settlements of a country ("UA") or division ("UA.04") with so many inhabitants lie."""
        country, _, admin1 = within.partition(".")
        if country == _UKRAINE:
            return self.ukraine.points(admin1, people)
        rows = self._by_country.get(country, [])
        return [_point(city) for city in rows if admin1 in ("", city.admin1code) and city.population >= people]

    @cached_property
    def _by_country(self) -> dict[str, list[City]]:
        found: dict[str, list[City]] = {}
        for city in self._cities:
            found.setdefault(city.countrycode, []).append(city)
        return found

    def _settlements(self) -> Shelf:
        names: dict[str, list[int]] = {}
        for row, city in enumerate(self._cities):
            keys = {name_key(name) for name in city.other_names() if is_written_name(name)}
            for key in (keys | {name_key(city.name)}) - {""}:
                names.setdefault(key, []).append(row)
        return Shelf(self._place, names, standing=lambda place, key: "name" if alike(place.name, key) else "former")

    def _place(self, row: int) -> Place:
        if row not in self._places:
            city = self._cities[row]
            (lat, lon), radius = _point(city), settlement_radius_m(city.population)
            within = f"{city.countrycode}.{city.admin1code}"
            self._places[row] = Place(
                f"geonames:{city.geonameid}", city.name, lat, lon, radius, "settlement", city.population, within,
                division=self._country_names.get(city.countrycode, city.countrycode),
            )  # fmt: skip
        return self._places[row]

    @cached_property
    def _country_names(self) -> dict[str, str]:
        return {country.iso: country.name for country in geonames.countries()}

    def _wide(self) -> Iterator[Entry]:
        """Countries, divisions known by their bare name, areas, and waters that share their name with no city."""
        for country in geonames.countries():
            if country.iso == _UKRAINE or country.iso in self._by_country:
                names = [name_key(name) for name in (country.name, *COUNTRY_NAMES.get(country.iso, ()))]
                yield names, partial(self._country, country)
        for division in DIVISIONS:
            if division.bare:
                yield map(name_key, division.bare), partial(self._division, division)
        for area in AREAS:
            yield map(name_key, area.names), partial(self._area, area)
        for landmark in LANDMARKS:
            yield map(name_key, landmark.names), partial(_landmark, landmark)
        for water in WATERS:
            keys = [name_key(name) for name in water.names]
            yield [key for key in keys if not self.ukraine.settlements.exact(key)], partial(self._water, water)

    def _country(self, country: Country) -> Place:
        people = max(country.population, _COUNTRY_PEOPLE)
        place_id = f"geonames:{country.geonameid}"
        return _circle(place_id, country.name, "country", self.points(country.iso), people, country.iso)

    def _division(self, division: Division) -> Place:
        within = self._within(division.country, division.seat)
        if division.country == _UKRAINE:
            return self.ukraine.oblast(within.partition(".")[2])
        name = division.names[0] if division.bare and division.bare[0].isascii() else f"{division.names[0]} region"
        people = sum(c.population for c in self._by_country[division.country] if within.endswith(f".{c.admin1code}"))
        return _circle(f"division:{within}", name, "region", self.points(within), people, within)

    def _within(self, country: str, seat: str) -> str:
        """`Place.within` of the division that this city lies in."""
        key = name_key(seat)
        if country == _UKRAINE:
            found = max(self.ukraine.settlements.exact(key), key=lambda place: (place.population, place.place_id))
            return found.within or country
        named = [
            city
            for city in self._by_country[country]
            if key in (name_key(city.name), *map(name_key, city.other_names()))
        ]
        best = max(named, key=lambda city: (city.population, city.geonameid))
        return f"{country}.{best.admin1code}"

    def _area(self, area: Area) -> Place:
        points = [point for country, seat in area.parts for point in self.points(self._within(country, seat))]
        place_id = f"area:{name_key(area.names[0])}"
        return _circle(place_id, area.names[0], "area", points, _COUNTRY_PEOPLE, area.parts[0][0])

    def _by_stem(self) -> Iterator[Entry]:
        """First-order divisions by the stems of all their names."""
        for division in DIVISIONS:
            yield {stem(name): None for name in division.names}, partial(self._division, division)

    def _waters(self) -> Iterator[Entry]:
        for water in WATERS:
            yield map(name_key, water.names), partial(self._water, water)

    def _water(self, water: Along) -> Place:
        (lat, lon), radius = enclosing([((p.lat_e6, p.lon_e6), p.radius_m) for p in self._towns(water.along)])
        name = f"{water.names[0]} (water)"
        return Place(f"water:{name_key(water.names[0])}", name, lat, lon, radius + _MARGIN_M, "area", 0, _UKRAINE)

    def _plants(self) -> Iterator[Entry]:
        for plant in PLANTS:
            yield {stem(name): None for name in plant.names}, partial(self._plant, plant)

    def _plant(self, plant: Along) -> Place:
        at = self._towns(plant.along)[0]
        name, place_id = f"{plant.names[0]} power plant", f"plant:{name_key(plant.names[0])}"
        return Place(place_id, name, at.lat_e6, at.lon_e6, at.radius_m + _PLANT_M, "area", 0, at.within)

    def _sectors(self) -> Iterator[Entry]:
        for sector in SECTORS:
            yield {stem(name): None for name in sector.names}, partial(self._sector, sector)

    def _sector(self, sector: Along) -> Place:
        (lat, lon), radius = enclosing([((p.lat_e6, p.lon_e6), _SECTOR_M) for p in self._towns(sector.along)])
        name, place_id = f"{sector.names[0]} напрямок", f"sector:{stem(sector.names[0])}"
        return Place(place_id, name, lat, lon, radius, "area", 0, _UKRAINE)

    def _towns(self, towns: Sequence[tuple[str, str]]) -> list[Place]:
        """The largest settlement of each name in the oblast with these digits."""
        found = []
        for digits, name in towns:
            within = self.ukraine.within(digits)
            named = [p for p in self.ukraine.settlements.exact(name_key(name)) if p.within == within]
            found.append(max(named, key=lambda place: (place.population, place.place_id)))
        return found


def _landmark(landmark: Landmark) -> Place:
    lat, lon, radius = to_e6(landmark.lat), to_e6(landmark.lon), landmark.radius_km * 1000
    name = landmark.names[0]
    return Place(f"landmark:{name_key(name)}", name, lat, lon, radius, "area", 0, landmark.within)


def _point(city: City) -> Point:
    return to_e6(city.latitude), to_e6(city.longitude)


def _circle(place_id: str, name: str, kind: str, points: Sequence[Point], people: int, within: str) -> Place:
    (lat, lon), radius = spread(points)
    return Place(place_id, name, lat, lon, radius + _MARGIN_M, kind, people, within)
