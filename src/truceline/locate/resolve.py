"""Which of several places of one name is meant, from what else the document names.

A candidate weighs as its inhabitants; thirty times more in a country the document names (by its name, or by an
unmistakable place in it), thirty times again in a division it names, and up to three hundred times more near a place
that is beyond doubt. The first is taken when it is ten times as likely as the next. Otherwise the circle around the
candidates that make up 95 % of the weight, when it is no wider than 150 km; else the words stay without a place: an
honest blank is better than a wrong village. The candidates and their shares are kept either way.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from truceline.locate.geodesy import Point, distance_m
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
_SHARE = 0.95
_MOST_ANCHORS = 48
_MOST_KEPT = 20
#: where the news in Russian is from, when a text names no country
_WRITE_RUSSIAN = frozenset(("UA", "RU", "BY"))
_UKRAINIAN_LETTERS = frozenset("іїєґІЇЄҐ")


class Setting(msgspec.Struct, frozen=True):
    """Countries and divisions that a document speaks of, and where its unmistakable places lie."""

    countries: frozenset[str]
    divisions: frozenset[str]
    anchors: tuple[Point, ...] = ()
    districts: tuple[tuple[Point, int], ...] = ()  # circles of the local divisions it names


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


_NOWHERE = Setting(frozenset(), frozenset())


def setting_of(words: Iterable[str], gazetteer: Gazetteer) -> Setting:
    """What the places of a document have in common: of each name, where it alone or clearly first may lie.

    Names in Ukrainian speak of Ukraine; in Russian, of Ukraine and its neighbours unless they say otherwise. What is
    clear once the country is known is found in a second round.
    """
    names = sorted(set(words))
    ukrainian = any(_UKRAINIAN_LETTERS & set(name) for name in names)
    setting = Setting(frozenset(("UA",)), frozenset()) if ukrainian else _NOWHERE
    setting = _gathered(names, gazetteer, setting)
    if not setting.countries and any("а" <= letter <= "я" for name in names for letter in name.lower()):
        setting = Setting(_WRITE_RUSSIAN, frozenset())
    return _gathered(names, gazetteer, setting)


def _gathered(names: Sequence[str], gazetteer: Gazetteer, before: Setting) -> Setting:
    countries, divisions = set(before.countries), set(before.divisions)
    anchors: dict[str, Point] = {}
    districts: dict[str, tuple[Point, int]] = {}
    for name in names:
        ranked = _ranked(gazetteer.find(name), before)
        if not ranked or not ranked[0].within or not _clear(ranked, before):
            continue
        first = ranked[0]
        if first.via == "spelling" and _country(first) not in before.countries:
            continue  # a name that only sounds like one there says nothing of where the text is
        countries.add(_country(first))
        if first.kind == "region":
            divisions.add(str(first.within))
        elif first.kind == "district" or (first.kind == "area" and first.radius_m <= _WIDEST_M):
            districts[first.place_id] = ((first.lat_e6, first.lon_e6), first.radius_m)
        elif first.kind == "settlement":
            anchors[first.place_id] = (first.lat_e6, first.lon_e6)
    return Setting(
        frozenset(countries),
        frozenset(divisions),
        tuple(anchors[key] for key in sorted(anchors)[:_MOST_ANCHORS]),
        tuple(districts[key] for key in sorted(districts)[:_MOST_ANCHORS]),
    )


def weigh(words: str, gazetteer: Gazetteer, setting: Setting) -> tuple[Candidate, ...]:
    """The places words may mean in a setting, likeliest first, with their shares."""
    ranked = _ranked(gazetteer.find(words), setting)
    total = sum(_likely(place, setting) for place in ranked)
    return tuple(Candidate(place, _likely(place, setting) * PPM // total) for place in ranked)


def resolve(words: str, gazetteer: Gazetteer, setting: Setting) -> Resolved | None:
    """The place that words mean in a setting; None when unknown, or when the candidates lie too far apart."""
    found = weigh(words, gazetteer, setting)
    if not found:
        return None
    kept = found[:_MOST_KEPT]
    first = found[0].place
    if _foreign(first, setting):
        return None
    if len(found) == 1:
        return Resolved(first, "rule:place.only", 850_000, kept)
    if _clear([candidate.place for candidate in found], setting):
        return Resolved(first, "rule:place.clearly_first", 750_000, kept)
    circle = over([candidate.place for candidate in _plausible(found)])
    if circle.radius_m > _WIDEST_M:
        return None
    return Resolved(circle, "rule:place.around_candidates", 600_000, kept)


def _plausible(found: Sequence[Candidate]) -> list[Candidate]:
    """The likeliest candidates that together make up 95 % of the weight."""
    kept: list[Candidate] = []
    for candidate in found:
        if sum(other.share_ppm for other in kept) >= _SHARE * PPM:
            break
        kept.append(candidate)
    return kept


def _foreign(place: Place, setting: Setting) -> bool:
    """Whether words only sound like this place, and the document speaks of other countries alone."""
    return place.via == "spelling" and bool(setting.countries) and _country(place) not in setting.countries


def _ranked(found: Sequence[Place], setting: Setting) -> list[Place]:
    return sorted(found, key=lambda place: (-_likely(place, setting), place.place_id))


def _clear(ranked: Sequence[Place], setting: Setting) -> bool:
    """Whether the first is ten times as likely as every place that lies elsewhere than within it."""
    first = ranked[0]
    others = [place for place in ranked[1:] if not _holds(first, place)]
    most = max((_likely(place, setting) for place in others), default=0)
    return _likely(first, setting) >= _AHEAD * most


def _likely(place: Place, setting: Setting) -> int:
    likely = max(weight(place), _FLOOR)
    if place.within and _country(place) in setting.countries:
        likely *= _COUNTRY_NAMED
    point = (place.lat_e6, place.lon_e6)
    if place.within in setting.divisions or any(distance_m(point, at) <= radius for at, radius in setting.districts):
        likely *= _DIVISION_NAMED
    nearest = min((distance_m(point, anchor) for anchor in setting.anchors), default=math.inf)
    return likely + round(likely * _NEAR / (1 + (nearest / _NEAR_M) ** 2))


def _holds(wide: Place, narrow: Place) -> bool:
    apart = distance_m((wide.lat_e6, wide.lon_e6), (narrow.lat_e6, narrow.lon_e6))
    return apart + narrow.radius_m <= wide.radius_m * 1.1


def _country(place: Place) -> str:
    return (place.within or "").partition(".")[0]
