"""Which of several places of one name is meant, from what else the document names.

The first candidate is taken when it is clearly ahead: ten times as likely as the next. Weight is the population, times
thirty for a place in a country the document names (by its name or by an unmistakable place in it), and times thirty
again for one in a division it names. Otherwise the circle around the candidates that remain, when it is no wider than
150 km; else the words stay without a place: an honest blank is better than a wrong village.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from truceline.locate.geodesy import distance_m
from truceline.locate.index import weight
from truceline.locate.precision import over
from truceline.ports import Gazetteer, Place

_AHEAD = 10
_COUNTRY_NAMED = 30
_DIVISION_NAMED = 30
_FLOOR = 500
_WIDEST_M = 150_000


class Setting(msgspec.Struct, frozen=True):
    """Countries and divisions that a document speaks of."""

    countries: frozenset[str]
    divisions: frozenset[str]


class Resolved(msgspec.Struct, frozen=True):
    """The place meant, how it was told, and how sure that is."""

    place: Place
    method: str
    confidence_ppm: int


def setting_of(words: Iterable[str], gazetteer: Gazetteer) -> Setting:
    """What the places of a document have in common: of each name, where it alone or clearly first may lie."""
    countries: set[str] = set()
    divisions: set[str] = set()
    for name in sorted(set(words)):
        found = gazetteer.find(name)
        if found and found[0].within and _clear(name, found, Setting(frozenset(), frozenset())):
            countries.add(_country(found[0]))
            if found[0].kind in ("region", "district"):
                divisions.add(found[0].within)
    return Setting(frozenset(countries), frozenset(divisions))


def resolve(words: str, gazetteer: Gazetteer, setting: Setting) -> Resolved | None:
    """The place that words mean in a setting; None when unknown, or when the candidates lie too far apart."""
    found = gazetteer.find(words)
    if not found:
        return None
    if len(found) == 1:
        return Resolved(found[0], "rule:place.only", 850_000)
    ranked = sorted(found, key=lambda place: (-_likely(words, place, setting), place.place_id))
    if _clear(words, ranked, setting):
        return Resolved(ranked[0], "rule:place.clearly_first", 750_000)
    most = _likely(words, ranked[0], setting)
    plausible = [place for place in ranked if _likely(words, place, setting) * _AHEAD > most]
    circle = over(plausible)
    if circle.radius_m > _WIDEST_M:
        return None
    return Resolved(circle, "rule:place.around_candidates", 600_000)


def _clear(words: str, ranked: Sequence[Place], setting: Setting) -> bool:
    """Whether the first is ten times as likely as every place that lies elsewhere than within it."""
    first = ranked[0]
    others = [place for place in ranked[1:] if not _holds(first, place)]
    most = max((_likely(words, place, setting) for place in others), default=0)
    return _likely(words, first, setting) >= _AHEAD * most


def _likely(words: str, place: Place, setting: Setting) -> int:
    likely = max(weight(place, words), _FLOOR)
    if place.within and _country(place) in setting.countries:
        likely *= _COUNTRY_NAMED
    if place.within in setting.divisions:
        likely *= _DIVISION_NAMED
    return likely


def _holds(wide: Place, narrow: Place) -> bool:
    apart = distance_m((wide.lat_e6, wide.lon_e6), (narrow.lat_e6, narrow.lon_e6))
    return apart + narrow.radius_m <= wide.radius_m * 1.1


def _country(place: Place) -> str:
    return (place.within or "").partition(".")[0]
