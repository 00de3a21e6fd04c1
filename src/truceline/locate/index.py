"""Names to places, in memory. Several candidates stay several; the words around a name widen the circle."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from truceline.locate import precision, radius_words
from truceline.locate.names import name_key
from truceline.locate.radius_words import PlaceWords
from truceline.locate.romanize import romanized
from truceline.ports import Place

_WIDE = ("region", "area", "country", "district")
_LIKE = 0.5
_HISTORIC = 1000
_MOST_CANDIDATES = 12
#: a division is named after its seat, so far smaller namesakes are not meant
_SEAT_SHARE = 10


class PlaceIndex:
    """A gazetteer in memory: places by the key of each of their names, settlements by the division they lie in."""

    def __init__(
        self, places: Iterable[tuple[Place, Iterable[str]]], named_divisions: Iterable[tuple[Place, Iterable[str]]] = ()
    ) -> None:
        """`named_divisions` are found by "X region" alone, since the bare name means their seat."""
        self._named: dict[str, list[Place]] = {}
        self._divisions: dict[str, list[Place]] = {}
        self._members: dict[str, list[Place]] = {}
        for place, names in places:
            for key in {name_key(place.name), *names}:
                self._named.setdefault(key, []).append(place)
            if place.within and place.kind == "settlement":
                self._members.setdefault(place.within, []).append(place)
        for place, names in named_divisions:
            for key in {division_key(place.name), *map(division_key, names)}:
                self._divisions.setdefault(key, []).append(place)

    def find(self, words: str) -> tuple[Place, ...]:
        """Every place the words may mean, most likely first, with the radius the words leave. Empty when unknown."""
        if found := self._by_name(words) or self._inflected(words):
            return found[:_MOST_CANDIDATES]
        read = radius_words.read(words)
        if read.relation == "between":
            ends = [self._by_name(name)[:3] for name in (read.core, read.other or "")]
            return precision.between(*ends)
        if read.relation == "region":
            return self._regions(read.core) or self.find(read.core)
        found = self._by_name(read.core)
        related = [self._related(place, read) for place in found[:_MOST_CANDIDATES]]
        return tuple(dict.fromkeys(related))

    def members(self, within: str) -> tuple[Place, ...]:
        """The settlements of a country ("UA") or of a division ("UA.04"), as the gazetteer names it."""
        if within in self._members:
            return tuple(self._members[within])
        return tuple(p for key in sorted(self._members) if key.startswith(f"{within}.") for p in self._members[key])

    def _by_name(self, name: str) -> tuple[Place, ...]:
        found = self._named.get(name_key(name), ())
        return tuple(sorted(found, key=lambda place: (-weight(place, name), place.place_id)))

    def _inflected(self, name: str) -> tuple[Place, ...]:
        """Cyrillic names of divisions ("на Харківщині"), which no settlement has."""
        return () if name.isascii() else tuple(self._divisions.get(division_key(name), ()))

    def _regions(self, name: str) -> tuple[Place, ...]:
        """Divisions of this name, or the division around the settlement of this name."""
        found = self._by_name(name)
        if divisions := self._divisions.get(division_key(name)):
            return tuple(divisions)
        if wide := tuple(place for place in found if place.kind in _WIDE):
            return wide
        seats = [place for place in found if weight(place, name) * _SEAT_SHARE >= weight(found[0], name)]
        return tuple(dict.fromkeys(precision.division_around(seat, self.members(seat.within or "")) for seat in seats))

    def _related(self, place: Place, read: PlaceWords) -> Place:
        if read.relation == "part" and place.kind == "country":
            return precision.part_of(place, self.members(place.within or place.place_id), read)
        return precision.with_words(place, read)


_ENDING = re.compile(r"(?<=с[ьк])(?:к(?:а|ій|ої|у|ою)|(?:ая|ой|ую|ою|а|ій|ої|у))$|(?<=щин)(?:а|і|и|у|ою|е|ы)$")


def division_key(name: str) -> str:
    """As `name_key`, with the case endings of Ukrainian and Russian division names cut off."""
    return _ENDING.sub("", name_key(name))


@lru_cache(maxsize=1 << 14)
def _alike(name: str, written: str) -> bool:
    a, b = romanized(name_key(name)), romanized(name_key(written))
    return a == b or SequenceMatcher(None, a, b, autojunk=False).ratio() >= _LIKE


def weight(place: Place, written: str) -> int:
    """Inhabitants, as a measure of how likely a name means this place; a thousandth where the name is a former one."""
    return place.population if _alike(place.name, written) else place.population // _HISTORIC
