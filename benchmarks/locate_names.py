"""Names in sentences: is the right place first, is it decided, is it among the candidates, does the circle hold it?

`locate_names.csv` has sentences written for this, with the words for a place in them, where it lies, and what is hard
about it: a case form, an old name, a romanisation (national, BGN, ALA-LC), a homonym, a river of a city's name.

    python benchmarks/locate_names.py [--misses]
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the scripts of this folder import each other

from truceline.extract.extract import extract
from truceline.locate.gazetteer import load
from truceline.locate.geodesy import distance_m
from truceline.locate.index import PlaceIndex
from truceline.locate.locate import places
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import PlaceMention
from truceline.model.units import to_e6
from truceline.ports import Place

#: the points of the list are rounded, and a gazetteer's may lie elsewhere in the place
_ROUNDED_M = 4_000


class Answer(NamedTuple):
    """How the words of a row were read."""

    row: dict[str, str]
    first: bool  # the likeliest candidate is the place
    held: bool  # what was decided holds it
    decided: bool
    kept: bool  # it is among the candidates
    shown: str


def answers(gazetteer: PlaceIndex) -> Iterator[Answer]:
    """Each row of the list, read as the stage reads a document, beside the places that are extracted from it."""
    with (Path(__file__).parent / "locate_names.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        text, start = row["text"], row["text"].index(row["words"])
        item = EvidenceItem("itm_1", "00", "", "text/plain", "", "news", "", 0, 0)
        document = Document(item, text, (Span(0, len(text)),), published_s=0)
        named = [mention for mention in extract([document]) if isinstance(mention, PlaceMention)]
        named = [mention for mention in named if mention.end <= start or mention.start >= start + len(row["words"])]
        found = places([document], [*named, _mention(text, row["words"])], gazetteer)
        reading = next(one for one in found if one.start == start)
        truth = to_e6(float(row["lat"])), to_e6(float(row["lon"]))
        near = [_near(candidate.place, truth) for candidate in reading.candidates]
        resolved = reading.resolved
        shown = "none" if resolved is None else f"{resolved.place.name} ({resolved.place.division})"
        yield Answer(
            row,
            bool(near and near[0]),
            resolved is not None and _near(resolved.place, truth),
            resolved is not None,
            any(near),
            f"{shown}; {len(near)} candidates, first {reading.candidates[0].place.name if near else '-'}",
        )


def _mention(text: str, words: str) -> PlaceMention:
    start = text.index(words)
    return PlaceMention(
        item_id="itm_1", start=start, end=start + len(words), text=words, method="rule", confidence_ppm=900_000
    )


def _near(place: Place, truth: tuple[int, int]) -> bool:
    return distance_m((place.lat_e6, place.lon_e6), truth) <= place.radius_m + _ROUNDED_M


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--misses", action="store_true")
    options = given.parse_args()
    found = list(answers(load()))
    for by in ("language", "sort"):
        for value in sorted({answer.row[by] for answer in found}):
            _print(value, [answer for answer in found if answer.row[by] == value])
    _print("all", found)
    if options.misses:
        for answer in found:
            if not answer.held:
                print(f"{answer.row['words']} | {answer.row['text']} | {answer.shown} | kept {answer.kept}")


def _print(name: str, found: list[Answer]) -> None:
    n = len(found)
    first, held, kept = (sum(getattr(answer, key) for answer in found) / n for key in ("first", "held", "kept"))
    undecided = sum(not answer.decided for answer in found)
    wrong = sum(answer.decided and not answer.held for answer in found)
    print(f"{name:10} n {n:4} first {first:.3f} held {held:.3f} kept {kept:.3f} undecided {undecided} wrong {wrong}")


if __name__ == "__main__":
    main()
