"""Checks that find the same of several categories of claims, told once with the names of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable

from truceline.model.bulletin import PublicAudit
from truceline.model.phrase import Name
from truceline.publish.words import Words

#: what is found of two claims, whatever they count: by its key, and the blanks in which such claims differ
_OF_ANY_CATEGORY = ("audit_unequal", "audit_shifted", "audit_counters", "audit_units_differ", "audit_unlike_units")
_OWN = frozenset({"category", "figure", "other", "unit", "units", "more"})
#: the category that holds the others is the one that is told in full
_WHOLE = "total"


def told_together(points: Iterable[PublicAudit]) -> list[tuple[PublicAudit, ...]]:
    """Points that differ in nothing but category and figures, in the order of their first; the total leads."""
    groups: dict[Hashable, list[PublicAudit]] = defaultdict(list)
    for place, point in enumerate(points):
        groups[_sameness(point) or place].append(point)
    return [tuple(sorted(group, key=lambda one: _category(one) != _WHOLE)) for group in groups.values()]


def others(group: tuple[PublicAudit, ...], words: Words) -> str:
    """The sentence that names the other categories; empty where there are none."""
    named = dict.fromkeys(words.category(_category(point)) for point in group[1:])
    return words.say("audit_alike", categories=", ".join(named)) if named else ""


def _sameness(point: PublicAudit) -> Hashable:
    """What two points share that are told together; null where a point stands alone."""
    if point.told is None or point.told.key not in _OF_ANY_CATEGORY:
        return None
    rest = tuple(blank for blank in point.told.blanks if blank[0] not in _OWN)
    return point.claimant, point.as_of, point.check, point.verdict, point.told.key, rest


def _category(point: PublicAudit) -> str:
    found = dict(point.told.blanks).get("category") if point.told else None
    return found.words if isinstance(found, Name) else ""
