"""What an agreement says to every incident alike, worked out once: its ground, and what each clause asks."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from truceline.assess.acts import types_reached
from truceline.assess.ground import Ground, Region, regions_of, walk
from truceline.model.agreement import Agreement, Condition, Provision


class Asked(NamedTuple):
    """One clause taken apart."""

    types: frozenset[str]  # of event, to which it can speak
    nodes: tuple[Condition, ...]  # its own conditions and those of its exceptions, in the order of the file
    regions: tuple[Region, ...]  # on whose borders its answer may turn
    edges_s: frozenset[int]  # moments at which it may change its mind, the register's apart


class Prepared:
    """An agreement with its geography drawn and its clauses taken apart."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.ground = Ground(agreement)
        self.asked = {p.provision_id: _asked(p, agreement) for p in agreement.provisions}


def prepared(agreement: Agreement) -> Prepared:
    """The agreement prepared. The last few are kept: a mission asks the same one about every new report."""
    return _prepared(_Same(agreement))


class _Same:
    """An agreement as a key: equal only to itself, for comparing whole agreements would take longer than it saves."""

    __slots__ = ("agreement",)

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement

    def __hash__(self) -> int:
        return id(self.agreement)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.agreement is self.agreement


@lru_cache(maxsize=4)
def _prepared(same: _Same) -> Prepared:
    return Prepared(same.agreement)


def conditions_of(provision: Provision) -> tuple[Condition, ...]:
    """Every node of a clause and of its exceptions."""
    return (*walk(provision.when), *(node for one in provision.unless for node in walk(one.when)))


def _asked(provision: Provision, agreement: Agreement) -> Asked:
    nodes = conditions_of(provision)
    placed = [n for n in nodes if n.in_zone is not None or n.of_line is not None or n.unstated_zones]
    edges = [edge for r in agreement.readings_of(provision) for edge in (r.from_s, r.until_s)]
    edges += [stage.until_s for stage in provision.stages]
    edges += [edge for node in nodes if node.during for edge in (node.during.from_s, node.during.until_s)]
    return Asked(
        types=types_reached(provision),
        nodes=nodes,
        regions=tuple(sorted({region for node in placed for region in regions_of(node)})),
        edges_s=frozenset(edge for edge in edges if edge is not None),
    )
