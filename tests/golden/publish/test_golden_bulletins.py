"""Bytes of whole bulletins: any change of words, order or layout is seen here first.

Files in `expected/` are read by people in a review; the sums in `expected/sums.txt` cover the rest.
After an intended change: `TRUCELINE_WRITE_GOLDEN=1 pytest tests/golden/publish`, then look at the difference.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.golden.publish.sample_bulletin import empty_bulletin, sample_bulletin

from truceline.model.bulletin import Bulletin
from truceline.publish.geojson import render_geojson
from truceline.publish.html import render_html
from truceline.publish.json import render_json, render_schema
from truceline.publish.markdown import render_markdown
from truceline.publish.tables import render_csv
from truceline.publish.words import LANGUAGES

EXPECTED = Path(__file__).parent / "expected"
WRITE = bool(os.environ.get("TRUCELINE_WRITE_GOLDEN"))

BULLETINS: dict[str, Callable[[], Bulletin]] = {
    "small": sample_bulletin,
    "empty": empty_bulletin,
    "large": lambda: sample_bulletin(2000, 60),
}
READ = [f"{name}.{lang}.md" for name in ("small", "empty") for lang in LANGUAGES]
SUMMED = [
    *(f"{name}.{lang}.html" for name in BULLETINS for lang in LANGUAGES),
    *(f"large.{lang}.md" for lang in LANGUAGES),
    *(f"{name}.{ending}" for name in BULLETINS for ending in ("json", "geojson", "csv")),
    "schema.json",
]


def rendered(file: str) -> bytes:
    name, *rest = file.split(".")
    if name == "schema":
        return render_schema()
    bulletin = BULLETINS[name]()
    if len(rest) == 2:
        return {"html": render_html, "md": render_markdown}[rest[1]](bulletin, rest[0])
    return {"json": render_json, "geojson": render_geojson, "csv": render_csv}[rest[0]](bulletin)


@pytest.mark.parametrize("file", READ)
def test_bulletins_to_read(file: str) -> None:
    if WRITE:
        EXPECTED.mkdir(exist_ok=True)
        (EXPECTED / file).write_bytes(rendered(file))
    assert rendered(file).decode() == (EXPECTED / file).read_bytes().decode()


def test_sums_of_all_other_files() -> None:
    sums = "".join(f"{hashlib.sha256(rendered(file)).hexdigest()}  {file}\n" for file in SUMMED)
    if WRITE:
        (EXPECTED / "sums.txt").write_text(sums)
    assert sums.splitlines() == (EXPECTED / "sums.txt").read_text().splitlines()
