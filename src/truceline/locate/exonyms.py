"""What larger settlements are called in Ukrainian and in Russian, for maps.

GeoNames has these names among many others, and does not say of a name which language it is of. `exonyms.csv` lists,
as facts, the Ukrainian and the Russian name of Ukraine's settlements of 15,000 inhabitants and more, and of the larger
ones around it, by GeoNames' id. The Ukrainian ones of Ukraine are the codifier's. What is not in it keeps its own name.
"""

from __future__ import annotations

import csv
from importlib.resources import files

#: in which a gazetteer may say what a settlement is called
LANGUAGES = ("uk", "ru")


def exonyms() -> dict[int, dict[str, str]]:
    """By the id of GeoNames: the names by language, those that are known."""
    lines = files("truceline.locate").joinpath("exonyms.csv").read_text(encoding="utf-8").splitlines()
    return {
        int(row["geonameid"]): {language: row[language] for language in LANGUAGES if row[language]}
        for row in csv.DictReader(lines)
    }
