"""Counts of an event, read off the quantities around its words."""

from __future__ import annotations

from truceline.extract.counts import NO_TALLY, Tally, count_of, distance
from truceline.extract.english.clauses import Clause
from truceline.model.mentions import QuantityMention

COUNTED_BY: dict[str, tuple[str, ...]] = {
    "fire": ("round", "projectile", "shot", "burst", "attack", "explosion", "event"),
    "fire.explosion": ("explosion",),
    "fire.burst": ("burst",),
    "fire.shot": ("shot",),
    "fire.muzzle_flash": ("flash",),
    "fire.flare": ("flare",),
    "fire.projectile": ("projectile",),
    "fire.shelling": ("round", "projectile", "attack"),
    "fire.sniper": ("shot",),
    "air.drone_strike": ("sortie", "strike", "attack"),
    "air.drone_sortie": ("sortie",),
    "air.missile": ("projectile", "strike", "attack"),
    "air.strike": ("strike", "attack", "round"),
    "air": ("strike", "attack"),
    "air.entry": ("sortie", "projectile", "trajectory"),
    "ground.assault": ("attack",),
    "ground.clash": ("attack",),
    "ground.raid": ("attack",),
    "ground.works": ("object",),
    "ground.crossing": ("crossing", "person", "weapon"),
    "ground.movement": ("weapon", "person", "object"),
    "weapon": ("weapon",),
    "weapon.moved": ("weapon", "object"),
    "mine": ("object",),
    "attack_infrastructure": ("attack", "strike"),
    "attack_civilians": ("attack", "strike"),
    "harm.killed": ("person",),
    "harm.wounded": ("person",),
    "harm.damage": ("object",),
    "harm.outage": ("household", "person", "object"),
    "harm.displacement": ("person", "household"),
    "abuse.abduction": ("person",),
    "abuse.detention": ("person",),
    "abuse.child_recruitment": ("person",),
    "abuse.sexual_violence": ("person",),
    "politics.other": ("person",),
    "mine.explosion": ("explosion", "object"),
    "civil.protest": ("person",),
}


def tally(kind: str, clause: Clause, trigger: tuple[int, int], quantities: list[QuantityMention]) -> Tally:
    """The count that the clause states for an event of this type: around the trigger itself, else the nearest one."""
    units = COUNTED_BY.get(kind, ())
    if kind.startswith(("fire", "air", "ground", "attack")):
        units = (*units, "event")  # "struck 17 times"
    inside = [
        found for found in quantities if found.unit in units and clause.start <= found.start and found.end <= clause.end
    ]
    if not inside:
        return NO_TALLY
    nearest = min(inside, key=lambda found: (distance(found, trigger), found.start))
    if kind in ("fire.burst", "fire.shot", "fire.explosion") and distance(nearest, trigger) > 0:
        return NO_TALLY
    return Tally(count_of(nearest.low_milli), count_of(nearest.high_milli), nearest.unit)
