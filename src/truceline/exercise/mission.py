"""The mission file of the exercise: which file comes from whom."""

from __future__ import annotations

import msgspec
import numpy as np

from truceline.exercise.coded import REGISTERS
from truceline.exercise.params import ZONE
from truceline.exercise.theatre import DEPTH_KM, Theatre, to_degrees_e6


def mission_toml(theatre: Theatre) -> bytes:
    half = theatre.length_km / 2 + 25
    lat, lon = to_degrees_e6(np.array([-half, half]), np.array([-DEPTH_KM - 15, DEPTH_KM + 15]))
    area = ", ".join(f"{int(v) / 1e6:.6f}" for v in (lon[0], lat[0], lon[1], lat[1]))
    head = _HEAD.format(zone=ZONE, area=area)
    coded = (
        _SOURCE.format(match=f"events_{r.name}*.csv", name=r.name, connector="generic", source_class=r.source_class)
        for r in REGISTERS
    )
    rest = (_SOURCE.format(match=m, name=n, connector=c, source_class=k) for m, n, c, k in _FILES)
    return (head + "".join(coded) + "".join(rest) + _POLICY).encode()


#: from west to east, each across the line: both parties are in all of them
_SECTORS = ("West", "Centre", "East")


def sectors_geojson(theatre: Theatre) -> bytes:
    """Three sectors of one size."""
    edges = np.linspace(-theatre.length_km / 2 - 25, theatre.length_km / 2 + 25, len(_SECTORS) + 1)
    depth = DEPTH_KM + 15
    features = []
    for name, west, east in zip(_SECTORS, edges[:-1], edges[1:], strict=True):
        x, y = np.array([west, east, east, west, west]), np.array([-depth, -depth, depth, depth, -depth])
        lat, lon = to_degrees_e6(x, y)
        ring = [[int(one) / 1e6, int(other) / 1e6] for one, other in zip(lon, lat, strict=True)]
        polygon = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"name": name}, "geometry": polygon})
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


#: file, source, connector, class
_FILES = (
    ("patrol*.csv", "patrol", "patrol", "patrol"),
    ("patrol*.json", "patrol_app", "patrol", "patrol"),
    ("sensors_camera*.jsonl", "camera", "sensor", "camera"),
    ("sensors_acoustic*.jsonl", "acoustic", "sensor", "acoustic"),
    ("effort*.csv", "effort", "effort", "patrol"),
    ("fires_*.csv", "fires", "firms", "satellite"),
    ("alerts*.csv", "alerts", "alerts", "alert"),
    ("claims*.csv", "claims", "claims", "official"),
    ("crossings*.csv", "crossing_points", "generic", "official"),
    ("news_*.html", "press_pages", "html", "news"),
    ("news_*.txt", "press_texts", "text", "news"),
    ("feed_*.xml", "press_feeds", "feed", "news"),
)


_HEAD = """# An exercise: the island, the parties, the places and every event are invented.
[mission]
name = "Kessander exercise"
agreement = "agreement.toml"
zone = "{zone}"
cut_off = "19:30"
languages = ["en", "uk", "ru"]
gazetteer = "gazetteer.csv"
sectors = "sectors.geojson"
area = [{area}]
invented = true

"""
_SOURCE = """[[source]]
match = "{match}"
name = "{name}"
connector = "{connector}"
class = "{source_class}"

"""
_POLICY = """[policy]
cell_resolution = 5
delay_h = 24
min_cell = 3
texts = ["press_*"]
"""
