"""Locate on towns with known coordinates: does the stated circle hold the place, and how far off is it?

Towns whose name occurs once among the 1,819 places of the file, told with their region in each language; and ranges
and bearings from them as observers write. The file (dr5hn) is not a source of the gazetteer.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from pyproj import Geod

from reading.labels import document, seconds
from truceline.extract.extract import extract, params_of
from truceline.locate.gazetteer import load
from truceline.locate.locate import locate

_GEOD = Geod(ellps="WGS84")
_PUBLISHED = "2026-02-05T12:00:00Z"
#: ISO 3166-2:UA → the region's adjective in English, Ukrainian (locative) and Russian (prepositional)
REGIONS = {
    "05": ("Vinnytsia", "Вінницькій", "Винницкой"),
    "07": ("Volyn", "Волинській", "Волынской"),
    "09": ("Luhansk", "Луганській", "Луганской"),
    "12": ("Dnipropetrovsk", "Дніпропетровській", "Днепропетровской"),
    "14": ("Donetsk", "Донецькій", "Донецкой"),
    "18": ("Zhytomyr", "Житомирській", "Житомирской"),
    "21": ("Zakarpattia", "Закарпатській", "Закарпатской"),
    "23": ("Zaporizhzhia", "Запорізькій", "Запорожской"),
    "26": ("Ivano-Frankivsk", "Івано-Франківській", "Ивано-Франковской"),
    "32": ("Kyiv", "Київській", "Киевской"),
    "35": ("Kirovohrad", "Кіровоградській", "Кировоградской"),
    "46": ("Lviv", "Львівській", "Львовской"),
    "48": ("Mykolaiv", "Миколаївській", "Николаевской"),
    "51": ("Odesa", "Одеській", "Одесской"),
    "53": ("Poltava", "Полтавській", "Полтавской"),
    "56": ("Rivne", "Рівненській", "Ровенской"),
    "59": ("Sumy", "Сумській", "Сумской"),
    "61": ("Ternopil", "Тернопільській", "Тернопольской"),
    "63": ("Kharkiv", "Харківській", "Харьковской"),
    "65": ("Kherson", "Херсонській", "Херсонской"),
    "68": ("Khmelnytskyi", "Хмельницькій", "Хмельницкой"),
    "71": ("Cherkasy", "Черкаській", "Черкасской"),
    "74": ("Chernihiv", "Чернігівській", "Черниговской"),
    "77": ("Chernivtsi", "Чернівецькій", "Черновицкой"),
}
TEMPLATES = {
    "en": ("Artillery shelled the town of {name} in {region} region on Wednesday.", 0.0, 0.0),
    "uk": ("У середу артилерія обстріляла населений пункт {name} у {region} області.", 0.0, 0.0),
    "ru": ("В среду артиллерия обстреляла населённый пункт {name} в {region} области.", 0.0, 0.0),
    "en, range": (
        "The SMM heard two undetermined explosions 3–5km south-east of {name}, {region} region.",
        135.0,
        4000.0,
    ),
    "uk, range": (
        "СММ чула два вибухи за 3–5 км на південний схід від населеного пункту {name} у {region} області.",
        135.0,
        4000.0,
    ),
}
_SAMPLE = 250
_WIDEST_M = 230_000
#: words of the names of the regions' capitals, as the file has them
_CAPITALS = {
    "05": ("Vinnytsia", "Вінниця"),
    "07": ("Lutsk", "Луцьк"),
    "09": ("Luhansk", "Луганськ"),
    "12": ("Dnipro", "Дніпро"),
    "14": ("Donetsk", "Донецьк"),
    "18": ("Zhytomyr", "Житомир"),
    "21": ("Uzhhorod", "Ужгород"),
    "23": ("Zaporizhzhya", "Запоріжжя"),
    "26": ("Ivano-Frankivsk", "Івано-Франківськ"),
    "32": ("Kyiv", "Київ", "Irpin"),
    "35": ("Kropyvnytskyi", "Кропивницький", "Kirovohrad"),
    "46": ("Lviv", "Львів"),
    "48": ("Mykolaiv", "Миколаїв"),
    "51": ("Odesa", "Odessa", "Одеса"),
    "53": ("Poltava", "Полтава"),
    "56": ("Rivne", "Рівне"),
    "59": ("Sumy", "Суми"),
    "61": ("Ternopil", "Тернопіль"),
    "63": ("Kharkiv", "Харків"),
    "65": ("Kherson", "Херсон"),
    "68": ("Khmelnytskyi", "Хмельницький"),
    "71": ("Cherkasy", "Черкаси"),
    "74": ("Chernihiv", "Чернігів"),
    "77": ("Chernivtsi", "Чернівці"),
}
#: districts and councils that the file calls cities
_AREA = re.compile(r"район|рада|rayon|rada|raion", re.IGNORECASE)


def report(path: Path, errors: int) -> None:
    if not path.exists():
        return
    gazetteer = load()
    towns = _towns(path)
    print(
        f"locate: {len(towns)} towns; located, circle holds the place (stated .95), distance km p50 p90, radius km p50"
    )
    for title, (template, bearing, range_m) in TEMPLATES.items():
        lang = title[:2]
        off, radii, lost = [], [], []
        for number, town in enumerate(towns):
            name, region = town["names"][lang], REGIONS[town["state_code"]][("en", "uk", "ru").index(lang)]
            lon, lat, _ = _GEOD.fwd(float(town["longitude"]), float(town["latitude"]), bearing, range_m)
            text = template.format(name=name, region=region)
            placed = _place(text, f"{lang}{number}", gazetteer)
            if placed is None:
                lost.append(f"    not located: {text}")
                continue
            off.append(_GEOD.inv(lon, lat, placed[1], placed[0])[2])
            radii.append(placed[2])
            if off[-1] > radii[-1]:
                lost.append(f"    {off[-1] / 1000:.1f} km off, radius {radii[-1] / 1000:.1f}: {text}")
        distance, radius = np.array(off or [math.nan]), np.array(radii or [math.nan])
        print(
            f"    {title:10} {len(off) / len(towns):.3f}  {np.mean(distance <= radius):.3f}"
            f"  {np.quantile(distance, 0.5) / 1000:.2f} {np.quantile(distance, 0.9) / 1000:.2f}"
            f"  {np.median(radius) / 1000:.2f}"
        )
        print(*lost[:errors], sep="\n", end="\n" if lost[:errors] else "")


def _towns(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        rows = json.load(stream)
    times_named = Counter(row["native"] for row in rows)
    good = [
        row | {"names": {"en": row["name"], "uk": row["native"], "ru": row["translations"].get("ru")}}
        for row in rows
        if row["type"] == "city" and times_named[row["native"]] == 1 and row["state_code"] in REGIONS
    ]
    good = [row for row in good if all(row["names"].values()) and not _AREA.search(f"{row['names']}")]
    good = _near_their_capital(rows, good)
    return good[:: max(1, len(good) // _SAMPLE)]


def _near_their_capital(rows: list[dict[str, Any]], good: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without places more than 230 km from the capital of the region that the file puts them into: it errs there."""
    capitals = {}
    for row in rows:
        names = f"{row['name']} {row['native']}"
        if row["type"] == "city" and any(name in names.split() for name in _CAPITALS.get(row["state_code"], ())):
            capitals[row["state_code"]] = (float(row["longitude"]), float(row["latitude"]))
    return [
        row
        for row in good
        if (home := capitals.get(row["state_code"]))
        and _GEOD.inv(*home, float(row["longitude"]), float(row["latitude"]))[2] < _WIDEST_M
    ]


def _place(text: str, name: str, gazetteer: Any) -> tuple[float, float, float] | None:
    """Latitude, longitude and radius of the first located event."""
    read = document(text, name, seconds(_PUBLISHED), "Europe/Kyiv")
    for row in locate((read,), extract((read,), params_of("Europe/Kyiv")), gazetteer).to_pylist():
        if row["lat_e6"] is not None:
            return row["lat_e6"] / 1e6, row["lon_e6"] / 1e6, float(row["radius_m"])
    return None
