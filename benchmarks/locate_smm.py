"""Cases for `locate.py` from the daily reports of the OSCE's mission to Ukraine: "Zolote (60km west of Luhansk)".

`locate_smm.csv` has the distances and sides of settlements as the reports of 2015-2020 print them (facts, typed by
hand, not text). The circle of the words is held against the settlement itself, where a gazetteer has its point.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterator
from pathlib import Path

from benchmarks.locate_cases import Case

from truceline.locate.geodesy import distance_m
from truceline.locate.index import PlaceIndex
from truceline.ports import Place

_REGIONS = ("UA.05", "UA.14")  # Donetsk and Luhansk
_MOST_M = 120_000


def smm(gazetteer: PlaceIndex) -> Iterator[Case]:
    """A case of each settlement; of namesakes, the one nearest to where the words say."""
    with (Path(__file__).parent / "locate_smm.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            words = f"{row['km']}km {row['side']} of {row['of']}"
            circle = gazetteer.find(words)[0]
            known = [place for place in gazetteer.find(row["name"]) if _is_located(place)]
            apart = [distance_m((circle.lat_e6, circle.lon_e6), (place.lat_e6, place.lon_e6)) for place in known]
            if apart and min(apart) < _MOST_M:
                half = zlib.crc32(row["name"].encode()) % 2
                yield Case("SMM, 60km west of X", half, circle.radius_m, min(apart), row["name"], words)


def _is_located(place: Place) -> bool:
    return place.kind == "settlement" and place.within in _REGIONS and place.place_id.startswith("geonames:")
