"""Whether a clause about an object speaks to an attack whose reports name no object.

It does where the place may lie in a zone that the clause names, or where the agreement says so. Elsewhere an attack on
nothing in particular would stay undetermined under every clause that protects anything.
"""

from __future__ import annotations

import msgspec

from truceline.assess.fields import Fields
from truceline.assess.ground import walk
from truceline.model.agreement import Condition


def settled_when(condition: Condition, fields: Fields) -> Condition:
    """What a clause asks, each condition on a target settled: silent, or open, where no target is stated.

    Under `not` it stays open: there silence would hold against whoever acted what nobody has established.
    """
    zones = tuple(sorted({node.in_zone for node in walk(condition) if node.in_zone is not None}))
    return _settled(condition, zones, True, fields)


def settled_exception(condition: Condition, fields: Fields) -> Condition:
    """What an exception asks: a target that nobody states leaves it open."""
    return _settled(condition, (), False, fields)


def _settled(node: Condition, zones: tuple[str, ...], may_be_silent: bool, fields: Fields) -> Condition:
    if node.not_ is not None:
        return Condition(not_=_settled(node.not_, zones, False, fields))
    if node.all is not None:
        return Condition(all=tuple(_settled(child, zones, may_be_silent, fields) for child in node.all))
    if node.any is not None:
        return Condition(any=tuple(_settled(child, zones, may_be_silent, fields) for child in node.any))
    if node.attr != "target":
        return node
    if node.unstated == "silent" and not may_be_silent:
        found = '`unstated = "silent"` under `not` or in an exception'
        fields.problem(found, "Leave it out: what no report states would count against whoever acted.", "unstated")
    if node.unstated == "open" or not may_be_silent:
        return msgspec.structs.replace(node, unstated="open")
    return msgspec.structs.replace(node, unstated="silent", unstated_zones=zones)
