"""Counts of an event and of its dead and wounded, read off the quantities around its words."""

from __future__ import annotations

import re
from typing import NamedTuple

from truceline.extract.english.clauses import Clause
from truceline.model.mentions import QuantityMention

_KILL_BEFORE = re.compile(
    r"\b(?:kill(?:ed|ing|s)|claim(?:ed|ing|s) the lives of|deaths? of|leaving|left)\s(?:\w+\s){0,1}$", re.IGNORECASE
)
_KILL_AFTER = re.compile(
    r"^(?:\s(?:people|persons|civilians|others|men|women|children|soldiers|troops|fighters|residents|were|was|have"
    r"|has|had|been|are|being|also|reported|reportedly))*\s(?:killed|dead|died)\b"
)
_HURT_BEFORE = re.compile(r"\b(?:wound(?:ed|ing|s)|injur(?:ed|ing|es)|hurt(?:ing)?)\s(?:\w+\s){0,1}$", re.IGNORECASE)
_HURT_AFTER = re.compile(
    r"^(?:\s(?:people|persons|civilians|others|men|women|children|soldiers|troops|fighters|residents|were|was|have"
    r"|has|had|been|are|being|also|more|reported|reportedly))*\s(?:wounded|injured|hurt)\b"
)
_ONE_PERSON = (
    r"(?:an?|one|his|her|its|the)\s(?:[\w-]+\s){0,3}?(?:woman|man|child|civilian|person|soldier|boy|girl|driver"
    r"|farmer|serviceman|worker|fighter|resident|medic|journalist|nurse|officer|peacekeeper|monitor|teacher"
    r"|villager|pensioner|guard|policeman)"
)
_ONE_KILLED = re.compile(
    rf"\bkill(?:ed|ing|s)\s{_ONE_PERSON}\b|\b{_ONE_PERSON}\s(?:was|had been|has been)\skilled\b"
    rf"|\b{_ONE_PERSON}\sdied\b",
    re.IGNORECASE,
)
_ONE_HURT = re.compile(
    rf"\b(?:wound|injur)(?:ed|ing|es|s)\s{_ONE_PERSON}\b|\b{_ONE_PERSON}\s(?:was|had been|has been)\s(?:wounded"
    rf"|injured|hurt)\b",
    re.IGNORECASE,
)

_COUNTED_BY: dict[str, tuple[str, ...]] = {
    "fire": ("round", "projectile", "shot", "burst", "attack", "explosion"),
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
    "ground.assault": ("attack",),
    "ground.clash": ("attack",),
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
    "civil.protest": ("person",),
}


class Tally(NamedTuple):
    """A count with its unit; null means not stated (or open)."""

    low: int | None
    high: int | None
    unit: str | None


NO_TALLY = Tally(None, None, None)


def tally(kind: str, clause: Clause, trigger: tuple[int, int], quantities: list[QuantityMention]) -> Tally:
    """The count that the clause states for an event of this type: around the trigger itself, else the nearest one."""
    units = _COUNTED_BY.get(kind, ())
    inside = [
        found for found in quantities if found.unit in units and clause.start <= found.start and found.end <= clause.end
    ]
    if not inside:
        return NO_TALLY
    nearest = min(inside, key=lambda found: (_distance(found, trigger), found.start))
    if kind in ("fire.burst", "fire.shot", "fire.explosion") and _distance(nearest, trigger) > 0:
        return NO_TALLY
    return Tally(_count(nearest.low_milli), _count(nearest.high_milli), nearest.unit)


def _distance(found: QuantityMention, trigger: tuple[int, int]) -> int:
    return max(0, found.start - trigger[1], trigger[0] - found.end)


def _count(milli: int | None) -> int | None:
    return None if milli is None else milli // 1000


def killed(text: str, start: int, end: int, quantities: list[QuantityMention]) -> Tally:
    """Persons killed, as told between two offsets."""
    return _harm(text, start, end, quantities, (_KILL_BEFORE, _KILL_AFTER, _ONE_KILLED))


def wounded(text: str, start: int, end: int, quantities: list[QuantityMention]) -> Tally:
    """Persons wounded, as told between two offsets."""
    return _harm(text, start, end, quantities, (_HURT_BEFORE, _HURT_AFTER, _ONE_HURT))


def _harm(
    text: str,
    start: int,
    end: int,
    quantities: list[QuantityMention],
    patterns: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]],
) -> Tally:
    before, after, one = patterns
    for found in quantities:
        if found.unit != "person" or not start <= found.start < end:
            continue
        head = text[max(start, found.start - 30) : found.start]
        words = f" {found.of or ''}"
        if before.search(head) or after.match(words) or after.match(text[found.end : min(end, found.end + 60)]):
            return Tally(_count(found.low_milli), _count(found.high_milli), "person")
    if one.search(text, start, end):
        return Tally(1, 1, "person")
    return NO_TALLY
