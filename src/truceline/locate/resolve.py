"""Which of several places of one name is meant, from what else the document names.

A candidate weighs as its inhabitants; thirty times more in a country the document names (by its name, or by an
unmistakable place in it), thirty times again in a division it names, and up to three hundred times more near a place
that is beyond doubt. The first is taken when it is ten times as likely as the next. Otherwise the circle around the
candidates that make up 95 % of the weight, when it is no wider than 150 km; else the words stay without a place: an
honest blank is better than a wrong village. So it is for a small place far from all that the document names, where the
gazetteer does not know every village. The candidates and their shares are kept either way.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from truceline.locate.geodesy import EARTH_M, Point, distance_m
from truceline.locate.index import weight
from truceline.locate.precision import over
from truceline.model.units import PPM
from truceline.ports import Gazetteer, Place

_AHEAD = 10
_COUNTRY_NAMED = 30
_DIVISION_NAMED = 30
_NEAR, _NEAR_M = 300, 12_000
_FLOOR = 500
_WIDEST_M = 150_000
_POINT_M = 70_000  # what is known no better than this is an area rather than a point to be near to
_RADIANS = math.radians(1) / 1e6  # of a micro-degree
_METRES = _RADIANS * EARTH_M
_SHARE_PPM = 950_000
_MOST_ANCHORS = 32
_MOST_KEPT = 20
#: a village that the gazetteer does not know bears a name as likely as one of so many inhabitants that it knows;
#: countries of which it knows every village
_UNLISTED, _LISTED = 50, frozenset(("UA",))
#: inhabitants of a place elsewhere that alone tells which country a text speaks of
_FAMOUS = 100_000
#: where the news in Russian is from, when a text names no country
_WRITE_RUSSIAN = frozenset(("UA", "RU", "BY"))
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]|[сзц]ьк")
#: a sentence that names an oblast or a raion mostly speaks of places in it; one that names a sector hardly of others,
#: but for the great cities
_EMPHASIS, _POINTED = 10, 1_000


#: how a circle over several candidates was told
UNSURE = "rule:place.around_candidates"

_Ranked = list[tuple[int, Place]]


class District(NamedTuple):
    """The circle of a local division or sector; a local division lies in one first-order division."""

    centre: Point
    radius_m: int
    within: str  # "" of a sector, which may span several


class Setting(msgspec.Struct, frozen=True):
    """Countries and divisions that a document speaks of, and where its unmistakable places lie."""

    countries: frozenset[str]
    divisions: frozenset[str]
    anchors: tuple[Point, ...] = ()
    districts: tuple[District, ...] = ()  # the local divisions and sectors it names
    emphasis: int = 1  # how much more than a document at large this speaks of its divisions
    pointed: int = 1  # the same of its sectors


class Candidate(msgspec.Struct, frozen=True):
    """A place that words may mean, and its share of the weight of all."""

    place: Place
    share_ppm: int


class Resolved(msgspec.Struct, frozen=True):
    """The place meant, how it was told, how sure that is, and which places the words may mean."""

    place: Place
    method: str
    confidence_ppm: int
    candidates: tuple[Candidate, ...] = ()


def setting_of(
    words: Iterable[str], gazetteer: Gazetteer, around: Setting | None = None, *, ukrainian: bool = False
) -> Setting:
    """What the places of a document have in common: of each name, where it alone or clearly first may lie.

    Names in Ukrainian speak of Ukraine; in Russian, of Ukraine and its neighbours unless they say otherwise. What is
    clear once the country is known is found in a second round. Of a part of a text, `around` is the setting of all;
    `ukrainian` says that the text is in Ukrainian where its names do not.
    """
    names = sorted(set(words))
    ukrainian = ukrainian or any(map(is_ukrainian, names))
    setting = Setting(frozenset(("UA",)) if ukrainian else frozenset(), frozenset())
    if around is not None:
        setting = Setting(around.countries, frozenset(), emphasis=_EMPHASIS, pointed=_POINTED)
    setting = _gathered(names, gazetteer, setting)
    if not setting.countries and any("а" <= letter <= "я" for name in names for letter in name.lower()):
        setting = Setting(_WRITE_RUSSIAN, frozenset())
    return _gathered(names, gazetteer, setting)


def is_ukrainian(text: str) -> bool:
    """Whether it is in Ukrainian beyond doubt."""
    return _UKRAINIAN.search(text) is not None


def _gathered(names: Sequence[str], gazetteer: Gazetteer, before: Setting) -> Setting:
    countries, divisions = set(before.countries), set(before.divisions)
    anchors: dict[str, Point] = {}
    districts: dict[str, District] = {}
    for name in names:
        ranked = _weighed(gazetteer.find(name), before)
        if not ranked or not ranked[0][1].within or not _clear(ranked):
            continue
        first = ranked[0][1]
        if _country(first) not in before.countries and (first.via == "spelling" or _is_obscure(first)):
            continue  # a name that only sounds like one there, or of a small place, says nothing of where the text is
        countries.add(_country(first))
        if first.kind == "region":
            divisions.add(str(first.within))
        elif first.kind == "settlement" and first.radius_m <= _POINT_M:
            anchors[first.place_id] = (first.lat_e6, first.lon_e6)
        elif _is_district(first):
            held_by = str(first.within) if first.kind == "district" and first.division else ""
            districts[first.place_id] = District((first.lat_e6, first.lon_e6), first.radius_m, held_by)
    return Setting(
        frozenset(countries),
        frozenset(divisions),
        tuple(anchors[key] for key in sorted(anchors)[:_MOST_ANCHORS]),
        tuple(districts[key] for key in sorted(districts)[:_MOST_ANCHORS]),
        before.emphasis,
        before.pointed,
    )


def resolve(words: str, gazetteer: Gazetteer, setting: Setting) -> Resolved | None:
    """The place that words mean in a setting; None when unknown, or when the candidates lie too far apart."""
    return read(words, gazetteer, setting)[0]


def weigh(words: str, gazetteer: Gazetteer, setting: Setting) -> tuple[Candidate, ...]:
    """The places words may mean in a setting, likeliest first, with their shares."""
    return read(words, gazetteer, setting)[1]


def read(words: str, gazetteer: Gazetteer, setting: Setting) -> tuple[Resolved | None, tuple[Candidate, ...]]:
    """The place that words mean, as `resolve`, and every place that they may mean, as `weigh`."""
    ranked = _weighed(gazetteer.find(words), setting)
    if not ranked:
        return None, ()
    total = sum(likely for likely, _ in ranked)
    found = tuple(Candidate(place, likely * PPM // total) for likely, place in ranked)
    return _decided(ranked, found, setting), found


def _decided(ranked: _Ranked, found: tuple[Candidate, ...], setting: Setting) -> Resolved | None:
    first, kept = found[0].place, found[:_MOST_KEPT]
    if first.via == "spelling" and setting.countries and _country(first) not in setting.countries:
        return None  # it only sounds so, and the document speaks of other countries alone
    if ranked[0][0] < _AHEAD * _unlisted(first, setting):
        return None  # rather one of the places there that the gazetteer does not know
    if len(found) == 1:
        return Resolved(first, "rule:place.only", 850_000, kept)
    if _clear(ranked):
        return Resolved(first, "rule:place.clearly_first", 750_000, kept)
    plausible = [candidate.place for candidate in _plausible(found)]
    if any(_apart_m(first, place) > 2 * _WIDEST_M for place in plausible):
        return None  # no circle of that size holds both
    circle = over(plausible)
    if circle.radius_m > _WIDEST_M:
        return None
    return Resolved(circle, UNSURE, 600_000, kept)


def _is_district(place: Place) -> bool:
    """A raion, a sector, the surroundings of a town; not a village of which only the hromada is known."""
    surroundings = place.place_id.count(":") > 1
    return place.kind != "country" and place.radius_m <= _WIDEST_M and (place.kind != "settlement" or surroundings)


def _is_obscure(place: Place) -> bool:
    return place.kind == "settlement" and place.population < _FAMOUS and _country(place) not in _LISTED


def _unlisted(place: Place, setting: Setting) -> int:
    """Weight of a village of the name that nobody listed, in what the document names and this place does not lie in."""
    here = _country(place)
    abroad = setting.countries - _LISTED
    if not abroad or (here in setting.countries and here in _LISTED):
        return 0
    divisions = {name for name in setting.divisions if name.partition(".")[0] in abroad}
    if place.within in divisions or (here in abroad and not divisions):
        return 0
    return _UNLISTED * _COUNTRY_NAMED * (_DIVISION_NAMED if divisions else 1)


def _plausible(found: Sequence[Candidate]) -> list[Candidate]:
    """The likeliest candidates that together make up 95 % of the weight."""
    kept: list[Candidate] = []
    share = 0
    for candidate in found:
        if share >= _SHARE_PPM:
            break
        kept.append(candidate)
        share += candidate.share_ppm
    return kept


def _weighed(found: Sequence[Place], setting: Setting) -> _Ranked:
    """Places with how likely each is meant, likeliest first."""
    pairs = [(_likely(place, setting), place) for place in found]
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1].place_id))


def _clear(ranked: _Ranked) -> bool:
    """Whether the first is ten times as likely as every place that lies elsewhere than within it."""
    most, first = ranked[0]
    return all(likely * _AHEAD <= most or _holds(first, place) for likely, place in ranked[1:])


def _likely(place: Place, setting: Setting) -> int:
    likely = max(weight(place), _FLOOR)
    if place.within and _country(place) in setting.countries:
        likely *= _COUNTRY_NAMED
    if place.within in setting.divisions:
        likely *= _DIVISION_NAMED * setting.emphasis
    elif setting.districts:
        likely = max(likely, round(likely * _within(place, setting)))
    others = [anchor for anchor in setting.anchors if anchor != (place.lat_e6, place.lon_e6)]  # none is near itself
    if not others:
        return likely
    return likely + round(likely * _NEAR / (1 + _nearest_m2(place, others) / _NEAR_M**2))


def _within(place: Place, setting: Setting) -> float:
    """As a division that is named, where the middle of a sector or district is; a quarter of it at its edge."""
    most = 0.0
    flat = math.cos(place.lat_e6 * _RADIANS)
    for (lat, lon), radius, held_by in setting.districts:
        north = (place.lat_e6 - lat) * _METRES
        if not -radius <= north <= radius or (held_by and place.within != held_by):
            continue
        east = (place.lon_e6 - lon) * _METRES * flat
        share = (north * north + east * east) / (radius * radius)
        if share < 1:
            told = setting.emphasis if held_by else setting.pointed
            most = max(most, told * _DIVISION_NAMED / (1 + 3 * share))
    return most


def _nearest_m2(place: Place, anchors: Sequence[Point]) -> float:
    """Square of the distance to the nearest anchor, on a plane, which is right where it matters: close by."""
    lat, lon, flat = place.lat_e6, place.lon_e6, math.cos(place.lat_e6 * _RADIANS)
    return min([(lat - a) ** 2 + ((lon - b) * flat) ** 2 for a, b in anchors]) * _METRES**2


def _holds(wide: Place, narrow: Place) -> bool:
    return _apart_m(wide, narrow) + narrow.radius_m <= wide.radius_m * 1.1


def _apart_m(a: Place, b: Place) -> float:
    return distance_m((a.lat_e6, a.lon_e6), (b.lat_e6, b.lon_e6))


def _country(place: Place) -> str:
    return (place.within or "").partition(".")[0]
