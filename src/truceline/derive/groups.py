"""Origins: items joined by derivation. Every item is in exactly one."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.model.ids import content_id
from truceline.model.observation import Derivation, Origin


def origins(item_ids: Iterable[str], pairs: Iterable[Derivation], joining: frozenset[str]) -> tuple[Origin, ...]:
    """Connected components over the pairs whose relation joins, sorted by their first item."""
    parent = {item: item for item in item_ids}

    def root(item: str) -> str:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for pair in pairs:
        if pair.relation in joining:
            low, high = sorted((root(pair.a), root(pair.b)))
            parent[high] = low
    members: dict[str, list[str]] = {}
    for item in sorted(parent):
        members.setdefault(root(item), []).append(item)
    return tuple(Origin(content_id("org", *items), tuple(items)) for _, items in sorted(members.items()))
