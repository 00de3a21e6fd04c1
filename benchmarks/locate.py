"""Do the circles of `locate` hold the true place as often as they say? By class of words, with bootstrap intervals.

The parameters of the circles were learnt on the first half (VIINA headlines of 2023, hromadas and villages with an even
number), and are measured on the second (2024 and 2025, odd numbers). Truth:

- headlines: VIINA's point for a place whose name, in some form, stands in the headline. VIINA is geocoded by machine,
  so that some of what is counted as missed is its error;
- left out: a settlement of GeoNames that is hidden from its own hromada, raion or oblast;
- described: a village of GeoNames, put into words from the towns around it ("7 km SE of X", "between X and Y").

    python benchmarks/locate.py DATA [--out FOLDER] [--headlines N] [--misses]

DATA is a folder with viina_incidents_*.csv.gz. Writes locate.json and locate.svg.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from truceline.locate import precision
from truceline.locate.context import scene
from truceline.locate.declension import lemmas
from truceline.locate.gazetteer import load, ukraine_of_packages
from truceline.locate.geodesy import Point, distance_m, spread
from truceline.locate.index import PlaceIndex
from truceline.locate.names import name_key
from truceline.locate.radius_words import PlaceWords
from truceline.locate.resolve import resolve, setting_of
from truceline.locate.spelling import difference, sounds
from truceline.locate.ukraine import Ukraine
from truceline.locate.ukraine_build import MARGIN_M
from truceline.locate.ukraine_table import HROMADA, OBLAST, RAION
from truceline.ports import Place

LEARN, MEASURE = 0, 1
#: a truth this far outside a circle is another place of the name: ours is wrong, or VIINA's, whose points of one
#: headline lie hundreds of kilometres apart
_FAR_M = 50_000
#: from how far off a village is put into words by a town, and how far off it is still "near" it or "south of" it:
#: a choice about usage, since no text says how far its writer was
_SAID_M = 30_000
_SAID_OF = {"near": 15_000, "offset": 20_000}
_POINTS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
_NAME = re.compile(
    r"[А-ЯІЇЄҐ][а-яіїєґА-Я'’ʼ]+(?:-[А-ЯІЇЄҐ]?[а-яіїєґ'’ʼ]+)*(?:\s[А-ЯІЇЄҐ][а-яіїєґ'’ʼ]+)?"
    r"(?:\s(?:області|область|района|району|районі|районе|области|обл\.|громади|громаді))?"
)
_DIRECTION = re.compile(r"[А-ЯІЇЄҐа-яіїєґ'’-]{4,30}(?:ому|ом)\s+напрямку")
_OBLAST = re.compile(r"[А-ЯІЇЄҐ][а-яіїєґ-]{3,30}ої\s+області")


class Case(NamedTuple):
    """Something that was said of a place, with the circle it was read as and how far off the truth is."""

    kind: str
    half: int
    radius_m: float
    off_m: float
    words: str = ""

    @property
    def held(self) -> bool:
        return self.off_m <= self.radius_m


class Headline(NamedTuple):
    text: str
    names: tuple[str, ...]
    said: str  # the name of the place as it stands there
    point: Point
    half: int


def headlines(folder: Path, most: int) -> list[Headline]:
    """At most so many headlines of each half in which VIINA's place is named, each headline and place once."""
    found: list[Headline] = []
    for half, years in ((LEARN, "2023"), (MEASURE, "202[45]")):
        rows: list[dict[str, str]] = []
        for path in sorted(folder.glob(f"viina_incidents_{years}*.csv.gz")):
            with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as stream:
                rows += csv.DictReader(stream)
        random.Random(half).shuffle(rows)
        found += list(_named(rows, half, most))
    return found


def _named(rows: Iterable[dict[str, str]], half: int, most: int) -> Iterator[Headline]:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        text, place = row["headline"] or "", (row["place_name"] or "").strip()
        if not place or (text, place) in seen or len(seen) >= 40 * most:
            continue
        seen.add((text, place))
        names = tuple(match.group() for match in _NAME.finditer(text))
        said = next((name for name in names if _is_form(name, place)), None)
        if said is not None and most > 0:
            most -= 1
            yield Headline(text, names, said, (round(float(row["lat"]) * 1e6), round(float(row["lon"]) * 1e6)), half)


def _is_form(said: str, place: str) -> bool:
    words, key = name_key(said).split(), name_key(place).split()
    return len(words) == len(key) and all(
        any((apart := difference(sounds(lemma), sounds(latin))) is not None and apart <= 8 for lemma in lemmas(word))
        for word, latin in zip(words, key, strict=True)
    )


def read_headlines(found: Sequence[Headline], gazetteer: PlaceIndex) -> tuple[list[Case], dict[str, int]]:
    """Cases of named places, of sectors and of oblasts; and how many names were decided."""
    cases: list[Case] = []
    counts = {"names": 0, "undecided": 0, "unknown": 0}
    for line in found:
        setting = setting_of([*line.names, *scene(line.text)], gazetteer)
        meant = resolve(line.said, gazetteer, setting)
        if line.half == MEASURE:
            counts["names"] += 1
            if meant is None:
                counts["undecided" if gazetteer.find(line.said) else "unknown"] += 1
        if meant is not None:
            kind = _kind(meant.place, meant.method)
            cases.append(_case(kind, line, meant.place, line.said))
        for kind, pattern in (("sector", _DIRECTION), ("oblast", _OBLAST)):
            said = {match.group() for match in pattern.finditer(line.text)}
            if len(said) == 1 and (places := gazetteer.find(*said)):
                cases.append(_case(f"headline, {kind}", line, places[0], *said))
    return cases, counts


def _kind(place: Place, method: str) -> str:
    if method.endswith("around_candidates"):
        return "headline, several candidates"
    if place.kind != "settlement":
        return "headline, division"
    return "headline, village in its hromada" if place.place_id.startswith("katotth:") else "headline, settlement"


def _case(kind: str, line: Headline, place: Place, words: str) -> Case:
    off = distance_m((place.lat_e6, place.lon_e6), line.point)
    return Case(kind, line.half, place.radius_m, off, f"{words} | {line.text[:110]}")


def left_out(table: Ukraine) -> Iterator[Case]:
    """Settlements hidden one at a time from the divisions they lie in."""
    for category, name in ((HROMADA, "hromada"), (RAION, "raion")):
        for number, (division, inside) in enumerate(table.located(category)):
            points = [(place.lat_e6, place.lon_e6) for place in inside]
            hidden = random.Random(division.place_id).sample(points, min(len(points), 4)) if len(points) > 1 else []
            for point in hidden:
                rest = [other for other in points if other != point]
                if rest:
                    centre, radius = spread(rest)
                    margin = MARGIN_M[min(len(rest), len(MARGIN_M)) - 1]
                    off = distance_m(centre, point)
                    yield Case(f"left out, {name}", number % 2, radius + margin, off, f"{division.name}: {len(rest)}")


def described(villages: Sequence[Place]) -> Iterator[Case]:
    """Villages in the words that the towns around them give."""
    towns = [place for place in villages if place.population >= 5_000]
    for number, village in enumerate(sorted(villages, key=lambda place: place.place_id)):
        if village.population >= 5_000:
            continue
        point = (village.lat_e6, village.lon_e6)
        near = sorted((distance_m(point, (town.lat_e6, town.lon_e6)), town.place_id, town) for town in towns)[:3]
        (apart, _, town), (_, _, other) = near[0], near[1]
        if apart < _SAID_M:
            yield from _said(number % 2, village, point, town, apart)
            yield from _between(number % 2, point, town, other)


def _said(half: int, village: Place, point: Point, town: Place, apart: float) -> Iterator[Case]:
    side = _POINTS[round(_bearing((town.lat_e6, town.lon_e6), point) / 45) % 8]
    km = max(1, round(apart / 1000)) if apart < 10_000 else 5 * round(apart / 5000)
    bearing = 45.0 * _POINTS.index(side)
    forms = {
        "described, 7 km SE of X": PlaceWords("", "offset", bearing_deg=bearing, low_m=km * 1000, high_m=km * 1000),
        "described, 7 km from X": PlaceWords("", "offset", low_m=km * 1000, high_m=km * 1000),
        "described, south of X": PlaceWords("", "offset", bearing_deg=bearing),
        "described, near X": PlaceWords("", "near"),
    }
    for kind, read in forms.items():
        if apart > _SAID_OF.get(read.relation if read.low_m is None else "", _SAID_M):
            continue
        place = precision.with_words(town, read)
        off = distance_m((place.lat_e6, place.lon_e6), point)
        yield Case(kind, half, place.radius_m, off, f"{village.name}: {km} km {side} of {town.name}")


def _between(half: int, point: Point, a: Place, b: Place) -> Iterator[Case]:
    ends = [(place.lat_e6, place.lon_e6) for place in (a, b)]
    apart = distance_m(*ends)
    if distance_m(ends[0], point) + distance_m(point, ends[1]) <= 1.15 * apart <= 1.15 * 60_000:
        (circle,) = precision.between([a], [b])
        off = distance_m((circle.lat_e6, circle.lon_e6), point)
        yield Case("described, between X and Y", half, circle.radius_m, off, f"{a.name}, {b.name}")


def _bearing(a: Point, b: Point) -> float:
    north = b[0] - a[0]
    east = (b[1] - a[1]) * math.cos(math.radians((a[0] + b[0]) / 2e6))
    return math.degrees(math.atan2(east, north)) % 360


def summary(cases: Sequence[Case]) -> list[dict[str, object]]:
    """Of each kind on the half that was not learnt on: coverage with its 95 % bootstrap interval, how much of the truth
    lies far outside, and the median radius."""
    rows: list[dict[str, object]] = []
    for kind in sorted({case.kind for case in cases}):
        mine = [case for case in cases if case.kind == kind and case.half == MEASURE]
        if not mine:
            continue
        held = np.array([case.held for case in mine])
        draws = np.random.default_rng(7).choice(held, (2_000, len(held))).mean(axis=1)
        learn = [case for case in cases if case.kind == kind and case.half == LEARN]
        need = float(np.quantile([case.off_m for case in learn], 0.95)) if learn else None
        rows.append(
            {
                "kind": kind,
                "n": len(mine),
                "coverage": round(float(held.mean()), 4),
                "low": round(float(np.quantile(draws, 0.025)), 4),
                "high": round(float(np.quantile(draws, 0.975)), 4),
                "radius_m_median": round(float(np.median([case.radius_m for case in mine]))),
                "off_m_median": round(float(np.median([case.off_m for case in mine]))),
                "far": round(float(np.mean([case.off_m > _FAR_M + case.radius_m for case in mine])), 4),
                "off_m_95_learnt": None if need is None else round(need),
            }
        )
    return rows


def plot(rows: Sequence[dict[str, object]]) -> str:
    """Coverage of each kind against the 95 % that the circles promise."""
    left, wide, step, top = 270, 420, 26, 46
    high = top + step * len(rows) + 40

    def x(share: float) -> float:
        return left + wide * (max(share, 0.6) - 0.6) / 0.4

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + wide + 150} {high}" font-family="sans-serif"'
        ' font-size="12"><rect width="100%" height="100%" fill="white"/>',
        '<text x="12" y="24" font-size="15">Share of true places inside the stated circle (promised: 95 %)</text>',
    ]
    for share in (0.6, 0.7, 0.8, 0.9, 0.95, 1.0):
        colour = "#b00" if share == 0.95 else "#ddd"
        parts.append(f'<line x1="{x(share)}" x2="{x(share)}" y1="{top - 6}" y2="{high - 30}" stroke="{colour}"/>')
        parts.append(f'<text x="{x(share)}" y="{high - 14}" text-anchor="middle">{share:.0%}</text>')
    for i, row in enumerate(rows):
        y = top + step * i + 10
        low, middle, most = (float(str(row[key])) for key in ("low", "coverage", "high"))
        parts.append(f'<text x="{left - 10}" y="{y + 4}" text-anchor="end">{row["kind"]}</text>')
        parts.append(f'<line x1="{x(low)}" x2="{x(most)}" y1="{y}" y2="{y}" stroke="#246" stroke-width="3"/>')
        parts.append(f'<circle cx="{x(middle)}" cy="{y}" r="4.5" fill="#246"/>')
        radius = float(str(row["radius_m_median"])) / 1000
        parts.append(f'<text x="{left + wide + 12}" y="{y + 4}">n = {row["n"]}, {radius:.1f} km</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def speed(gazetteer: PlaceIndex, names: Sequence[str]) -> dict[str, float]:
    """Names a second, first time and again."""

    def rate(find: Callable[[str], object]) -> float:
        start = time.perf_counter()
        for name in names:
            find(name)
        return round(len(names) / (time.perf_counter() - start))

    return {"distinct": len(set(names)), "first_per_s": rate(gazetteer.find), "again_per_s": rate(gazetteer.find)}


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("data", type=Path)
    given.add_argument("--out", type=Path, default=Path(__file__).parent / "results")
    given.add_argument("--headlines", type=int, default=4_000)
    given.add_argument("--misses", action="store_true")
    options = given.parse_args()
    start = time.perf_counter()
    gazetteer = load()
    loaded = round(time.perf_counter() - start, 2)
    lines = headlines(options.data, options.headlines)
    cases, counts = read_headlines(lines, gazetteer)
    table = Ukraine(ukraine_of_packages())
    villages = [place for _, inside in table.located(OBLAST) for place in inside]
    cases += [*left_out(table), *described(villages)]
    rows = summary(cases)
    rate = speed(load(), [name for line in lines for name in line.names])
    answer = {"load_s": loaded, "names": counts, "speed": rate, "coverage": rows}
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "locate.json").write_text(json.dumps(answer, indent=1, ensure_ascii=False) + "\n")
    (options.out / "locate.svg").write_text(plot(rows))
    print(f"load {loaded} s; {counts}; {rate}")
    shown = "{kind:36} n {n:5} coverage {coverage:.3f} [{low:.3f}, {high:.3f}] far {far:.3f} radius {radius_m_median} m"
    for row in rows:
        print(shown.format(**row))
    if options.misses:
        for case in random.Random(1).sample([c for c in cases if not c.held], 40):
            print(f"{case.kind}: off {case.off_m / 1000:.0f} km, radius {case.radius_m / 1000:.0f} km: {case.words}")


if __name__ == "__main__":
    main()
