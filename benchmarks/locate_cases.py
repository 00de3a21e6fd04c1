"""Cases for `locate.py`: words for a place, the circle they are read as, and where the place truly is.

- headlines: VIINA's point for a place whose name, in some form, stands in the headline; of cities, its streets too;
- left out: a settlement of GeoNames that is hidden from its own hromada or raion;
- described: a village of GeoNames, put into words from the towns around it ("7 km SE of X", "between X and Y").
"""

from __future__ import annotations

import csv
import gzip
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from truceline.locate import precision
from truceline.locate.context import in_context
from truceline.locate.declension import lemmas
from truceline.locate.geodesy import Point, distance_m, spread
from truceline.locate.index import PlaceIndex
from truceline.locate.names import name_key
from truceline.locate.radius_words import PlaceWords
from truceline.locate.resolve import UNSURE, Resolved
from truceline.locate.scenery import Scenery
from truceline.locate.spelling import difference, sounds
from truceline.locate.ukraine import Ukraine
from truceline.locate.ukraine_build import MARGIN_M
from truceline.locate.ukraine_table import HROMADA, RAION
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import PlaceMention
from truceline.ports import Place

LEARN, MEASURE = 0, 1
#: from how many inhabitants a settlement is a city here, and how far from its middle a street of it may be
_CITY = 50_000
_STREET_M = 30_000
#: two points that are one
_SAME_DEG = 0.006
#: from how far off a village is put into words by a town, and how far off it is still "near" it or "south of" it:
#: a choice about usage, since no text says how far its writer was
_SAID_M = 30_000
_SAID_OF = {"near": 15_000, "offset": 20_000}
_POINTS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
_NAME = re.compile(
    r"[А-ЯІЇЄҐ][а-яіїєґА-Я'’ʼ]+(?:-[А-ЯІЇЄҐ]?[а-яіїєґ'’ʼ]+)*(?:\s[А-ЯІЇЄҐ][а-яіїєґ'’ʼ]+)?"
    r"(?:\s(?:області|область|района|району|районі|районе|области|обл\.|громади|громаді))?"
)
_SECTOR = re.compile(r"[А-ЯІЇЄҐа-яіїєґ'’-]{4,30}(?:ому|ом)\s+напрямку")
#: words by which a headline speaks of something beside the city it names
_APART = re.compile(
    r"район|напрям|направл|под |під |возле|біля|около|поблизу|област|к (?:юг|север|запад|восток)", re.IGNORECASE
)


class Case(NamedTuple):
    """Something that was said of a place, with the circle it was read as and how far off the truth is."""

    kind: str
    half: int
    radius_m: float
    off_m: float
    key: str  # cases of one kind that share it are one: the same words, read as the same circle, at the same truth
    words: str = ""
    objection: str = ""  # why the truth is none: it contradicts the text, or the words name no place

    @property
    def held(self) -> bool:
        return self.off_m <= self.radius_m


class Headline(NamedTuple):
    text: str
    said: re.Match[str] | None  # the name of the place as it stands there; of a street, the city's name is looked for
    place: str  # as VIINA calls it
    point: Point
    half: int

    @property
    def street(self) -> bool:
        """Whether the point is finer than a settlement's."""
        return self.said is None


def headlines(folder: Path, most: int) -> list[Headline]:
    """At most so many headlines of each half in which VIINA's place is named, each headline and place once."""
    found: list[Headline] = []
    for half, years in ((LEARN, "2023"), (MEASURE, "202[45]")):
        rows: list[dict[str, str]] = []
        for path in sorted(folder.glob(f"**/viina_incidents_{years}*.csv.gz")):
            with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as stream:
                rows += csv.DictReader(stream)
        settlements = _settlement_points(rows)
        random.Random(half).shuffle(rows)
        found += list(_named(rows, half, most, settlements))
    return found


def _settlement_points(rows: Iterable[dict[str, str]]) -> frozenset[Point]:
    """The point that VIINA gives most often for each name: that of the settlement. Its others are streets."""
    counts: dict[str, Counter[Point]] = {}
    for row in rows:
        counts.setdefault(row["place_name"] or "", Counter())[_point_of(row)] += 1
    return frozenset(max(count, key=lambda point: (count[point], point)) for count in counts.values())


def _point_of(row: dict[str, str]) -> Point:
    return round(float(row["lat"]) * 1e6), round(float(row["lon"]) * 1e6)


def _named(rows: Iterable[dict[str, str]], half: int, most: int, settlements: frozenset[Point]) -> Iterator[Headline]:
    seen: set[tuple[str, Point]] = set()
    for row in rows:
        text, place, point = row["headline"] or "", (row["place_name"] or "").strip(), _point_of(row)
        if not place or (text, point) in seen:
            continue
        seen.add((text, point))
        if point not in settlements:
            yield Headline(text, None, place, point, half)
        elif most > 0 and (said := next((n for n in _NAME.finditer(text) if _is_form(n.group(), place)), None)):
            most -= 1
            yield Headline(text, said, place, point, half)


def _is_form(said: str, place: str) -> bool:
    words, key = name_key(said).split(), name_key(place).split()
    return len(words) == len(key) and all(
        any((apart := difference(sounds(lemma), sounds(latin))) is not None and apart <= 8 for lemma in lemmas(word))
        for word, latin in zip(words, key, strict=True)
    )


class Reader:
    """Headlines read as the stage reads a document."""

    def __init__(self, gazetteer: PlaceIndex, judged: Sequence[Judged]) -> None:
        self._gazetteer = gazetteer
        self._judged = judged
        self.cases: dict[tuple[str, int, str], Case] = {}
        self.counts = {"names": 0, "undecided": 0, "unknown": 0}

    def read(self, line: Headline) -> None:
        """Take the cases of a headline: its named place and its sector."""
        spans = [match.span() for match in _NAME.finditer(line.text)]
        item = EvidenceItem("itm_1", "00", "", "text/plain", "", "news", "", 0, 0)
        document = Document(item, line.text, (Span(0, len(line.text)),), published_s=0)
        scenery = Scenery(document, [_mention(line.text, *span) for span in spans], self._gazetteer)
        if line.said is None:
            self._street(scenery, line, spans)
            return
        meant = self._resolved(scenery, line, *line.said.span())
        if line.half == MEASURE:
            self.counts["names"] += 1
            if meant is None:
                self.counts["undecided" if self._gazetteer.find(line.said.group()) else "unknown"] += 1
        if meant is not None:
            self._take(_kind(meant), line, meant.place, line.said.group())
        sectors = {match.group().lower(): match for match in _SECTOR.finditer(line.text)}
        if len(sectors) == 1:
            (match,) = sectors.values()
            if wide := self._resolved(scenery, line, *match.span()):
                self._take("headline, sector", line, wide.place, match.group())

    def _street(self, scenery: Scenery, line: Headline, spans: Sequence[tuple[int, int]]) -> None:
        """A case where one city is the only place that is named, and the point is a street of it or beside it."""
        named = [meant for span in spans if (meant := self._resolved(scenery, line, *span)) is not None]
        places = {meant.place.place_id: meant.place for meant in named}
        if len(places) != 1 or _APART.search(line.text):
            return
        (city,) = places.values()
        if city.kind == "settlement" and ":" not in city.place_id.partition(":")[2] and city.population >= _CITY:
            self._take("headline, city, at a street", line, city, city.name)

    def _resolved(self, scenery: Scenery, line: Headline, start: int, end: int) -> Resolved | None:
        return scenery.resolve(in_context(line.text, start, end, self._gazetteer), start, end)[0]

    def _take(self, kind: str, line: Headline, place: Place, words: str) -> None:
        off = distance_m((place.lat_e6, place.lon_e6), line.point)
        if line.street and off > _STREET_M:
            return  # a street of another place of the name
        key = f"{place.place_id} {line.point}"
        objection = next((judged.why for judged in self._judged if judged.fits(line)), "")
        shown = f"{words} | {line.place} {line.point[0] / 1e6:.3f} {line.point[1] / 1e6:.3f} | {line.text[:200]}"
        known = self.cases.get((kind, line.half, key))
        if known is None or (known.objection and not objection):
            self.cases[kind, line.half, key] = Case(kind, line.half, place.radius_m, off, key, shown, objection)


def _mention(text: str, start: int, end: int) -> PlaceMention:
    return PlaceMention(
        item_id="itm_1", start=start, end=end, text=text[start:end], method="rule", confidence_ppm=900_000
    )


def _kind(meant: Resolved) -> str:
    place = meant.place
    if meant.method == UNSURE:
        return "headline, several candidates"
    if place.kind != "settlement":
        return "headline, division or water"
    if place.place_id.startswith("katotth:"):
        return "headline, village in its hromada"
    return "headline, city" if place.population >= _CITY else "headline, village or town"


class Judged(NamedTuple):
    """A point of VIINA that a person held against the words of the headline, and found to be none of theirs."""

    place: str
    lat: str
    lon: str
    words: str  # in the headline: what the point contradicts; a regular expression
    why: str

    def fits(self, line: Headline) -> bool:
        """Whether a headline has these words with this point."""
        return (
            self.place == line.place
            and abs(float(self.lat) - line.point[0] / 1e6) < _SAME_DEG
            and abs(float(self.lon) - line.point[1] / 1e6) < _SAME_DEG
            and re.search(self.words, line.text, re.IGNORECASE) is not None
        )


def judged_by_hand() -> list[Judged]:
    """Points of VIINA that contradict their headline, read one by one among the misses."""
    with (Path(__file__).parent / "locate_judged.csv").open(encoding="utf-8", newline="") as stream:
        return [Judged(**row) for row in csv.DictReader(stream)]


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
                    said = f"{division.name}: {len(rest)}"
                    yield Case(f"left out, {name}", number % 2, radius + margin, off, f"{said} {point}", said)


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
        yield Case(kind, half, place.radius_m, off, village.place_id, f"{village.name}: {km} km {side} of {town.name}")


def _between(half: int, point: Point, a: Place, b: Place) -> Iterator[Case]:
    ends = [(place.lat_e6, place.lon_e6) for place in (a, b)]
    apart = distance_m(*ends)
    if distance_m(ends[0], point) + distance_m(point, ends[1]) <= 1.15 * apart <= 1.15 * 60_000:
        (circle,) = precision.between([a], [b])
        off = distance_m((circle.lat_e6, circle.lon_e6), point)
        key = f"{circle.place_id} {point}"
        yield Case("described, between X and Y", half, circle.radius_m, off, key, f"{a.name}, {b.name}")


def _bearing(a: Point, b: Point) -> float:
    north = b[0] - a[0]
    east = (b[1] - a[1]) * math.cos(math.radians((a[0] + b[0]) / 2e6))
    return math.degrees(math.atan2(east, north)) % 360
