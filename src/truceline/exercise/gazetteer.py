"""The island's gazetteer: `name,aliases,…,within,name_uk,name_ru`, aliases parted by semicolons."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from truceline.exercise.text_columns import csv_bytes, degrees, digits
from truceline.exercise.theatre import Theatre, to_degrees_e6


def gazetteer_csv(theatre: Theatre) -> bytes:
    """Settlements first, then sectors, the parts of the island, and the island."""
    places = theatre.settlements
    lat, lon = to_degrees_e6(places.x, places.y)
    columns = {
        "name": [n.en for n in places.names] + [sector_name(i) for i in range(theatre.n_sectors)] + ["Kessander"],
        "aliases": [""] * len(places.names) + [sector_aliases(i) for i in range(theatre.n_sectors)] + ["Кессандер"],
        "kind": ["settlement"] * len(places.names) + ["district"] * theatre.n_sectors + ["country"],
        "within": [sector_name(int(i)) for i in theatre.sector_of(places.x)] + ["Kessander"] * theatre.n_sectors + [""],
        "name_uk": [n.uk for n in places.names] + [""] * (theatre.n_sectors + 1),
        "name_ru": [n.ru for n in places.names] + [""] * (theatre.n_sectors + 1),
    }
    centre_x = (np.arange(theatre.n_sectors) + 0.5) * theatre.length_km / theatre.n_sectors - theatre.length_km / 2
    wide_lat, wide_lon = to_degrees_e6(np.append(centre_x, 0.0), np.append(theatre.line_y(centre_x), 0.0))
    wide = np.append(np.full(theatre.n_sectors, 25_000), int(theatre.length_km * 500) + 20_000)
    text = {name: pa.array(column, pa.string()) for name, column in columns.items()}
    return csv_bytes(
        {
            "name": text["name"],
            "aliases": text["aliases"],
            "lat": degrees(np.concatenate([lat, wide_lat])),
            "lon": degrees(np.concatenate([lon, wide_lon])),
            "radius_m": digits(np.concatenate([places.radius_m, wide])),
            "kind": text["kind"],
            "population": digits(np.concatenate([places.population, np.zeros(len(wide), dtype=np.int64)])),
            "within": text["within"],
            "name_uk": text["name_uk"],
            "name_ru": text["name_ru"],
        }
    )


def sector_name(index: int) -> str:
    return f"Kessander Reach {index + 1}"


def sector_aliases(index: int) -> str:
    return f"Reach {index + 1};Кессандерська ділянка {index + 1};Кессандерский участок {index + 1}"
