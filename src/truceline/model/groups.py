"""Origins: items joined by derivation. Every item is in exactly one."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.model.apart import RULED_APART
from truceline.model.ids import content_id
from truceline.model.observation import Derivation, Origin

#: relations that make two items one witness: told by their words, or ruled by a person
JOINING = frozenset({"copy", "rewrite", "one_origin"})


def ruled_origins(
    item_ids: Iterable[str], pairs: Iterable[Derivation], joining: frozenset[str] = JOINING
) -> tuple[Origin, ...]:
    """Origins over pairs of which some were ruled: the nearest are joined first, and what was ruled to be of two
    origins never stands in one, even where a third goes back to both."""
    nearest = sorted(pairs, key=lambda p: (p.relation != "one_origin", -p.score_ppm, p.a, p.b))
    apart = sorted((pair.a, pair.b) for pair in nearest if pair.relation in RULED_APART)
    return origins(item_ids, nearest, joining, apart)


def origins(
    item_ids: Iterable[str],
    pairs: Iterable[Derivation],
    joining: frozenset[str],
    apart: Iterable[tuple[str, str]] = (),
) -> tuple[Origin, ...]:
    """Connected components over the pairs whose relation joins, sorted by their first item.

    Args:
        pairs: the first are joined first, which matters only where items are held apart.
        apart: items of two origins, whatever joins them: a pair that would bring two such together joins nothing.
    """
    parent = {item: item for item in item_ids}
    others: dict[str, set[str]] = {}  # of a root, the items that it must not be joined with
    for a, b in apart:
        others.setdefault(a, set()).add(b)
        others.setdefault(b, set()).add(a)

    def root(item: str) -> str:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for pair in pairs:
        if pair.relation in joining:
            low, high = sorted((root(pair.a), root(pair.b)))
            if low == high or any(root(item) == high for item in others.get(low, ())):
                continue
            parent[high] = low
            if high in others:
                others.setdefault(low, set()).update(others.pop(high))
    members: dict[str, list[str]] = {}
    for item in sorted(parent):
        members.setdefault(root(item), []).append(item)
    return tuple(Origin(content_id("org", *items), tuple(items)) for _, items in sorted(members.items()))
