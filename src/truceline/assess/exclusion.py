"""Conditions that exclude each other: joined by `all`, no act can ever meet them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec
import shapely

from truceline.assess.ground import Ground, Region
from truceline.model.agreement import Condition, Window

#: by what a code is told from those below it: energy.refinery, artillery_100
_BELOW = {"target": ".", "weapon": "_"}

Pair = tuple[Condition, Condition]

_DETERMINISTIC = msgspec.json.Encoder(order="deterministic")


def parts(condition: Condition) -> tuple[Condition, ...]:
    """What must hold together: the conditions joined by `all`, however deep."""
    return tuple(one for child in condition.all for one in parts(child)) if condition.all else (condition,)


def exclusions(condition: Condition, ground: Ground) -> Iterator[Pair]:
    """Pairs of conditions within an `all` that exclude each other, each once."""
    told: set[tuple[bytes, bytes]] = set()
    for together in _together(condition):
        written = {id(part): _DETERMINISTIC.encode(part) for part in together}
        for one, other in excluding(together, ground):
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


def excluding(together: Sequence[Condition], ground: Ground) -> Iterator[Pair]:
    """Pairs of these conditions of which no act can meet both. Acts that exclude each other are not looked for."""
    return ((one, other) for one, other in combinations(together, 2) if _exclude(one, other, ground))


def apart(one: Window, other: Window) -> bool:
    """Whether two spans of time share no moment."""
    return any(
        first.until_s is not None and then.from_s is not None and then.from_s >= first.until_s
        for first, then in ((one, other), (other, one))
    )


def _exclude(one: Condition, other: Condition, ground: Ground) -> bool:
    if one.any is not None or other.any is not None:
        choice, rest = (one, other) if one.any is not None else (other, one)
        return all(any(_exclude(part, rest, ground) for part in parts(way)) for way in choice.any or ())
    if one.not_ is not None or other.not_ is not None:
        return _denies(one, other, ground) or _denies(other, one, ground)
    if one.in_zone is not None and other.in_zone is not None:
        return not shapely.intersects(ground.region(Region(one.in_zone)), ground.region(Region(other.in_zone)))
    if one.during is not None and other.during is not None:
        return apart(one.during, other.during)
    return one.attr is not None and one.attr == other.attr and _other_value(one, other)


def _denies(one: Condition, other: Condition, ground: Ground) -> bool:
    """Whether the one is a `not` of what the other asks, or of a zone that holds the other's."""
    if one.not_ is None:
        return False
    if one.not_.in_zone is not None and other.in_zone is not None:
        wider, zone = (ground.region(Region(node.in_zone or "")) for node in (one.not_, other))
        return bool(shapely.covers(wider, zone))
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
