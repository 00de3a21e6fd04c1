"""Conditions that exclude each other: joined by `all`, no act can ever meet them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import msgspec
import shapely

from truceline.assess.ground import Ground, Region
from truceline.model.agreement import Condition, Window

#: by what a code is told from those below it: energy.refinery, artillery_100
_BELOW = {"target": ".", "weapon": "_"}

Pair = tuple[Condition, Condition]

_DETERMINISTIC = msgspec.json.Encoder(order="deterministic")


#: comparisons of conditions in one agreement; the clauses of a real one take some thousands
MOST_COMPARED = 1_000_000


class TooManyToCompareError(Exception):
    """The conditions of an agreement are more than are held each against each."""


class Excluding:
    """Which conditions exclude each other, on one ground. What was asked of two zones is not asked again."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._left = MOST_COMPARED
        self._apart: dict[tuple[str, str], bool] = {}
        self._within: dict[tuple[str, str], bool] = {}
        self._parts: dict[int, tuple[Condition, ...]] = {}

    def compares(self) -> bool:
        """Count one comparison; never true. Raises TooManyToCompareError after the last that is made."""
        self._left -= 1
        if self._left < 0:
            raise TooManyToCompareError
        return False

    def parts(self, condition: Condition) -> tuple[Condition, ...]:
        """The parts of a condition of the agreement, taken apart once."""
        if id(condition) not in self._parts:
            self._parts[id(condition)] = parts(condition)
        return self._parts[id(condition)]

    def apart(self, one: str, other: str) -> bool:
        """Whether two zones share no place."""
        key = (one, other) if one <= other else (other, one)
        if key not in self._apart:
            a, b = (self._ground.region(Region(zone)) for zone in key)
            self._apart[key] = not shapely.intersects(a, b)
        return self._apart[key]

    def within(self, wider: str, zone: str) -> bool:
        """Whether the first zone holds all of the second."""
        if (wider, zone) not in self._within:
            a, b = (self._ground.region(Region(name)) for name in (wider, zone))
            self._within[wider, zone] = bool(shapely.covers(a, b))
        return self._within[wider, zone]


def parts(condition: Condition) -> tuple[Condition, ...]:
    """What must hold together: the conditions joined by `all`, however deep."""
    return tuple(one for child in condition.all for one in parts(child)) if condition.all else (condition,)


def exclusions(condition: Condition, on: Excluding) -> Iterator[Pair]:
    """Pairs of conditions within an `all` that exclude each other, each once."""
    told: set[tuple[bytes, bytes]] = set()
    for together in _together(condition):
        written = {id(part): _DETERMINISTIC.encode(part) for part in together}
        for one, other in excluding(together, on):
            pair = written[id(one)], written[id(other)]
            if pair not in told:
                told.add(pair)
                yield one, other


def _together(condition: Condition) -> Iterator[tuple[Condition, ...]]:
    """What must hold together, for every `all` that stands in no other: those within it are part of it."""
    group = parts(condition)
    yield group
    for part in group:
        for child in part.children:
            yield from _together(child)


def excluding(together: Sequence[Condition], on: Excluding) -> Iterator[Pair]:
    """Pairs of these conditions of which no act can meet both. Acts that exclude each other are not looked for."""
    return ((one, other) for one, other in combinations(together, 2) if _exclude(one, other, on))


def across(some: Sequence[Condition], others: Sequence[Condition], on: Excluding) -> Iterator[Pair]:
    """Pairs of one of some and one of others, of which no act can meet both."""
    return ((one, other) for one, other in product(some, others) if _exclude(one, other, on))


def apart(one: Window, other: Window) -> bool:
    """Whether two spans of time share no moment."""
    return any(
        first.until_s is not None and then.from_s is not None and then.from_s >= first.until_s
        for first, then in ((one, other), (other, one))
    )


def _exclude(one: Condition, other: Condition, on: Excluding) -> bool:
    on.compares()
    if one.any is not None or other.any is not None:
        choice, rest = (one, other) if one.any is not None else (other, one)
        return all(any(_exclude(part, rest, on) for part in on.parts(way)) for way in choice.any or ())
    if one.not_ is not None or other.not_ is not None:
        return _denies(one, other, on) or _denies(other, one, on)
    if one.in_zone is not None and other.in_zone is not None:
        return on.apart(one.in_zone, other.in_zone)
    if one.during is not None and other.during is not None:
        return apart(one.during, other.during)
    return one.attr is not None and one.attr == other.attr and _other_value(one, other)


def _denies(one: Condition, other: Condition, on: Excluding) -> bool:
    """Whether the one is a `not` of what the other asks, or of a zone that holds the other's."""
    if one.not_ is None:
        return False
    if one.not_.in_zone is not None and other.in_zone is not None:
        return on.within(one.not_.in_zone, other.in_zone)
    return _bare(one.not_) == _bare(other)


def _bare(node: Condition) -> Condition:
    """Without what is to be thought where nothing is stated, which differs under `not`."""
    return msgspec.structs.replace(node, unstated=None, unstated_zones=None)


def _other_value(one: Condition, other: Condition) -> bool:
    if one.equals is not None and other.equals is not None:
        mark = _BELOW.get(one.attr or "")
        pairs = ((one.equals, other.equals), (other.equals, one.equals))
        return not any(word == wanted or (mark and word.startswith(wanted + mark)) for word, wanted in pairs)
    least = max(node.min or 0 for node in (one, other))
    below = [node.below for node in (one, other) if node.below is not None]
    return bool(below) and least >= min(below)
