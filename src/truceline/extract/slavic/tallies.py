"""Counts of an event, read off the quantities around its words."""

from __future__ import annotations

from truceline.extract.counts import NO_TALLY, Tally, count_of, distance
from truceline.extract.slavic.clauses import Clause
from truceline.model.mentions import QuantityMention

_COUNTED_BY: dict[str, tuple[str, ...]] = {
    "fire": ("round", "projectile", "shot", "burst", "attack", "explosion", "event"),
    "fire.explosion": ("explosion",),
    "fire.burst": ("burst",),
    "fire.shot": ("shot", "round"),
    "fire.projectile": ("projectile", "round"),
    "fire.shelling": ("attack", "round", "projectile", "strike"),
    "fire.sniper": ("shot",),
    "air": ("strike", "attack", "sortie", "projectile"),
    "air.drone_strike": ("sortie", "strike", "attack"),
    "air.drone_sortie": ("sortie",),
    "air.missile": ("projectile", "strike", "attack"),
    "air.strike": ("strike", "round", "attack"),
    "ground.assault": ("attack",),
    "ground.clash": ("attack",),
    "ground.crossing": ("crossing", "person", "weapon"),
    "ground.movement": ("weapon", "person", "object"),
    "weapon": ("weapon",),
    "weapon.absent": ("weapon",),
    "weapon.moved": ("weapon", "object"),
    "mine": ("object", "round"),
    "attack_infrastructure": ("attack", "strike"),
    "attack_civilians": ("attack", "strike"),
    "harm.killed": ("person",),
    "harm.wounded": ("person",),
    "harm.damage": ("object", "household"),
    "harm.outage": ("household", "person", "object"),
    "harm.displacement": ("person", "household"),
    "abuse.abduction": ("person",),
    "abuse.detention": ("person",),
    "civil.protest": ("person",),
    "politics.other": ("person",),
}


def tally(kind: str, clause: Clause, trigger: tuple[int, int], quantities: list[QuantityMention]) -> Tally:
    """The count that the clause states for an event of this type: the nearest one of its units, the best unit first."""
    units = _COUNTED_BY.get(kind, ())
    inside = [one for one in quantities if one.unit in units and clause.start <= one.start and one.end <= clause.end]
    if not inside:
        return NO_TALLY
    nearest = min(
        inside, key=lambda one: (distance(one, trigger) > 40, units.index(one.unit or ""), distance(one, trigger))
    )
    if kind in ("fire.burst", "fire.shot", "fire.explosion") and distance(nearest, trigger) > 25:
        return NO_TALLY
    return Tally(count_of(nearest.low_milli), count_of(nearest.high_milli), nearest.unit)
