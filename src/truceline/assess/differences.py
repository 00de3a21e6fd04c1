"""What changed between two versions of an agreement, clause by clause, in the sentences of its portrait."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec
import numpy as np
import shapely

from truceline.assess.portrait import passages
from truceline.assess.projection import plane_over
from truceline.assess.tangles import edges_of, outlines
from truceline.model.agreement import Agreement, Zone

#: letters of a passage in whose lines what is alike is looked for, to stand side by side; that takes their cube
_MOST_INTERLEAVED = 20_000

#: a belt differs by less where another feature of the file came or went: the plane in which it is drawn has moved
_NO_NEARER_KM = 0.005

Kind = Literal["added", "removed", "changed"]


class Difference(msgspec.Struct, frozen=True):
    """One passage that differs: which, and its lines before and after; empty where it was not there."""

    passage: str
    kind: Kind
    before: tuple[str, ...]
    after: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        """The passage with its changes: `-` lines are gone, `+` lines are new, the rest stands in both."""
        if sum(map(len, (*self.before, *self.after))) > _MOST_INTERLEAVED:
            return tuple(_told_apart(self.before, self.after))
        told = difflib.ndiff(self.before, self.after, linejunk=None, charjunk=None)
        return tuple(line for line in told if not line.startswith("?"))


def _told_apart(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[str]:
    """Lines that are gone, then lines that are new, wherever the two differ: lines are not looked into."""
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal":
            yield from (f"  {line}" for line in before[a:b])
            continue
        yield from (f"- {line}" for line in before[a:b])
        yield from (f"+ {line}" for line in after[c:d])


def differences(before: Agreement, after: Agreement) -> tuple[Difference, ...]:
    """Every passage that differs, in the order of the newer text; what is gone stands where it stood.

    Places are compared as they are drawn: a zone with the same name and another border has changed.
    """
    old, new = dict(passages(before)), dict(passages(after))
    found = []
    for name in _in_order(list(old), list(new)):
        was, is_ = old.get(name, ()), new.get(name, ())
        if was == is_:
            continue
        kind: Kind = "added" if not was else "removed" if not is_ else "changed"
        found.append(Difference(name, kind, was, is_))
    for name, words in _redrawn(before, after):
        found.append(Difference(f"place {name}", "changed", ("as drawn before",), (words,)))
    return tuple(found)


def _in_order(old: list[str], new: list[str]) -> list[str]:
    """Names of both, each gone one after the name that it followed."""
    kept = set(new)
    gone: dict[str, list[str]] = {}
    before = ""
    for name in old:
        if name in kept:
            before = name
        else:
            gone.setdefault(before, []).append(name)
    return [*gone.get("", ()), *(one for name in new for one in (name, *gone.get(name, ())))]


def _redrawn(before: Agreement, after: Agreement) -> Iterator[tuple[str, str]]:
    """Zones and lines of both whose geometry differs, with by how much."""
    old: Mapping[str, Zone] = {zone.zone_id: zone for zone in before.zones}
    for zone in after.zones:
        was = old.get(zone.zone_id)
        if was is None or was.geometry == zone.geometry:
            continue
        shapes = [shapely.from_geojson(one.geometry) for one in (was, zone)]
        plane = plane_over(shapes)
        flat = [plane.flat(shape) for shape in shapes]
        apart_km = max(_farthest_m(*flat), _farthest_m(*flat[::-1])) / 1000
        if apart_km >= _NO_NEARER_KM:
            yield zone.zone_id, _by_how_much(zone, flat[0], flat[1], apart_km)


def _by_how_much(zone: Zone, was: shapely.Geometry, is_: shapely.Geometry, apart_km: float) -> str:
    away = f"{zone.label or zone.zone_id} is drawn anew, up to {apart_km:.2f} km from where it was"
    if zone.kind == "line":
        return away
    gained, lost = (float(shapely.area(shapely.difference(a, b))) / 1e6 for a, b in ((is_, was), (was, is_)))
    return f"{away}: {gained:.2f} km² more, {lost:.2f} km² less"


def _farthest_m(one: shapely.Geometry, other: shapely.Geometry) -> float:
    """How far the farthest point of the one's outline lies from the other's (Hausdorff, of the points as drawn)."""
    points = shapely.points(np.concatenate(list(outlines([one]))))
    return float(
        shapely.STRtree(edges_of([other])).query_nearest(points, return_distance=True, all_matches=False)[1].max()
    )
