"""Cases for `locate.py` outside Ukraine: places of UCDP GED's events in Syria (CC BY 4.0), geocoded by people.

Settlements come from GeoNames with 500 inhabitants or more, so most villages are unknown; what is known must be held.
A governorate or district is held against every place in it that an event was coded to (precision 1 or 2).
"""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from benchmarks.locate_cases import Case

from truceline.locate.gazetteer import load
from truceline.locate.geodesy import distance_m
from truceline.locate.index import PlaceIndex
from truceline.locate.resolve import UNSURE, resolve, setting_of
from truceline.model.units import to_e6

_EXACT = frozenset("12")
_KIND = re.compile(r"\s+(?:town|city|village)\b.*$")


def syria(folder: Path) -> Iterator[Case]:
    """Cases of the events under this folder, each name and place once; none where the file is not there."""
    places: dict[tuple[str, str, str], tuple[int, int]] = {}
    for path in sorted(folder.glob("**/ged191_syria_*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if row["where_prec"] in _EXACT:
                    key = row["where_coordinates"], row["adm_1"], row["adm_2"]
                    places[key] = to_e6(float(row["latitude"])), to_e6(float(row["longitude"]))
    gazetteer = load({"UA", "SY"}) if places else None
    for (name, governorate, district), point in sorted(places.items()):
        if gazetteer is not None:
            yield from _cases(gazetteer, name, governorate, district, point)


def _cases(gazetteer: PlaceIndex, name: str, governorate: str, district: str, point: tuple[int, int]) -> Iterator[Case]:
    half = zlib.crc32(name.encode()) % 2
    asked = [("Syria, governorate", governorate)] if governorate != "NA" else []
    if district != "NA":
        asked.append(("Syria, district", district.removeprefix("Mintaqat ").removeprefix("Markaz ")))
    if _KIND.search(name):
        asked.append(("Syria, settlement", _KIND.sub("", name)))
    setting = setting_of(["Syria", governorate], gazetteer)
    for kind, words in asked:
        found = resolve(words, gazetteer, setting)
        if found is not None:
            place = found.place
            off = distance_m((place.lat_e6, place.lon_e6), point)
            kind = "Syria, several candidates" if found.method == UNSURE else kind
            yield Case(kind, half, place.radius_m, off, f"{place.place_id} {point}", f"{words}, {governorate}, {name}")
