"""From a trigger word and its clause to a type of the taxonomy, a weapon and a protected object.

Null when it is no event.
"""

from __future__ import annotations

import re

from truceline.extract.english.clauses import Clause
from truceline.extract.english.lexicon import BE
from truceline.extract.english.triggers import (
    ANAPHORIC,
    CUT,
    DRONE_WORDS,
    MEANS,
    MISSILE_WORDS,
    MONITOR_WORD,
    PLACES_TAKEN,
    SEEN_WEAPONS,
    SHELL_WORDS,
    STRIKE_NOUNS,
    TARGET,
    TARGET_CODES,
    WEAPON_OF,
    WITHOUT,
)
from truceline.extract.story import Token

_ATTACK_MACHINES = DRONE_WORDS | {"helicopter", "helicopters", "aircraft", "jets", "group", "groups"}
_LINE = re.compile(r"\b(?:line|border|frontier|river|Blue Line|fence)\b")
_INTO_DARKNESS = re.compile(r"\b(?:in|into)\s$")
_MINE_BLAST = re.compile(
    r"\b(?:hit|struck|stepped on|ran over|drove over|triggered|detonated)\s(?:an?"
    r"|the)\s(?:[\w-]+\s){0,2}(?:landmine|mine)\b|\bmines?\s(?:exploded|detonated|blast|explosion)\b"
)
_ABSENT = re.compile(r"\b(?:absent|missing)\b")
_TALKED = re.compile(r"\b(?:held|began|resumed|ended|concluded|took place|unfolded|hosted|met|opened)\b")
_ACCORD = re.compile(r"\b(?:agreement|accord|deal|declaration|ceasefire|truce|pact|treaty|memorandum|protocol)\b")
_FIGHTING = re.compile(
    r"\b(?:resumed|broke out|erupted|raged|continued|intensified|flared|reported|between|heavy|fierce|killed|left)\b"
)
_ENERGY_OUT = re.compile(r"\b(?:power|electricity|darkness|blackouts?|outages?)\b")
_GUNFIRE = re.compile(
    r"\b(?:opened fire|gunfire|fired (?:on|at|upon)|under fire|small[- ]arms fire|machine[- ]gun fire)\b"
)
_SAID_OF_SHOT = ("heard", "fired", "warning", "gunshots", "fired.")


def kind_of(trigger: str, text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    """The event type of a trigger in its clause."""
    rule = _RULES.get(trigger)
    if rule is None:
        return _plain(trigger, text, tokens, at, clause)
    return rule(text, tokens, at, clause)


def _plain(trigger: str, text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    low = tokens[at].low
    if trigger == "ground.clash" and low in ("fighting", "battle", "battles"):
        return trigger if _FIGHTING.search(text, clause.start, clause.end) else None
    if trigger in ("fire.shelling", "ground.assault") and at and tokens[at - 1].low in ANAPHORIC - {"the"}:
        return None
    return trigger


def _lows(tokens: list[Token], clause: Clause) -> set[str]:
    return {token.low for token in tokens[clause.first : clause.last]}


def means(tokens: list[Token], clause: Clause, at: int) -> str | None:
    """By what means: the nearest word for a drone, a missile, an aircraft or artillery in the clause."""
    nearest: tuple[int, str] | None = None
    for number in range(clause.first, clause.last):
        for code, listed in MEANS:
            if tokens[number].low in listed and (nearest is None or abs(number - at) < nearest[0]):
                nearest = (abs(number - at), code)
                break
    return None if nearest is None else nearest[1]


def _strike(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    low = tokens[at].low
    if at + 1 < len(tokens) and tokens[at + 1].low in _ATTACK_MACHINES:
        return None  # "attack drones"
    if at and tokens[at - 1].low in ("heart", "panic", "asthma", "verbal", "cyber", "labour", "labor", "hunger"):
        return None
    code = means(tokens, clause, at)
    goal = target(text, tokens, clause, at)
    if low in ("launched", "crashed", "slammed", "rammed", "raided"):
        return code if code and code != "air.strike" else None
    if _MINE_BLAST.search(text, clause.start, clause.end):
        return None
    noun = low in STRIKE_NOUNS and not (low in ("hit", "hits", "targets", "strikes") and _verb_like(tokens, at))
    if noun and at and tokens[at - 1].low in ANAPHORIC - {"the"}:
        return None
    if code:
        return code
    if goal and goal.startswith(("energy", "heating", "water")):
        return "attack_infrastructure"
    if goal and goal not in ("military", "monitors"):
        return "attack_civilians"
    if low in ("strike", "strikes", "barrage", "barrages") and (
        _outage_near(text, tokens, at) or _modified(tokens, at)
    ):
        return "attack_infrastructure" if _outage_near(text, tokens, at) else "air"
    if low in ("attack", "attacks", "attacked", "attacking") and (goal or _modified(tokens, at) or not noun):
        return "ground"
    return "fire" if goal in ("military", "monitors") else None


def _verb_like(tokens: list[Token], at: int) -> bool:
    """ "drones hit a depot": a noun stands before, an article, a name or a preposition after."""
    return at + 1 < len(tokens) and (
        tokens[at + 1].low in ("a", "an", "the", "its", "their", "two", "three", "several") or tokens[at + 1].capital
    )


def _modified(tokens: list[Token], at: int) -> bool:
    """Whether an actor stands before the noun ("Russian strikes") or a place follows ("strikes on Pell")."""
    before = tokens[at - 1] if at else None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    named = before is not None and before.capital and at > 1
    adjective = before is not None and before.text.endswith(("ian", "eli", "ese", "ish", "ani", "ean", "can", "nian"))
    return (
        named
        or adjective
        or (
            following is not None
            and following.low in ("on", "in", "against", "near")
            and at + 2 < len(tokens)
            and (tokens[at + 2].capital or tokens[at + 2].low == "the")
        )
    )


def _outage_near(text: str, tokens: list[Token], at: int) -> bool:
    return bool(_ENERGY_OUT.search(text, tokens[at].start, min(tokens[-1].end, tokens[at].start + 140)))


def _fire(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    low = tokens[at].low
    lows = _lows(tokens, clause)
    if low == "fired":
        if lows & (DRONE_WORDS | MISSILE_WORDS):
            return "air.drone_strike" if lows & DRONE_WORDS else "air.missile"
        if lows & SHELL_WORDS:
            return "fire.shelling"
        return "fire" if lows & {"shots", "shot", "on", "at", "flares", "into"} else None
    if low == "opened":
        return "fire" if at + 1 < len(tokens) and tokens[at + 1].low == "fire" else None
    if low == "gunfire":
        return "fire"
    before = {token.low for token in tokens[max(clause.first, at - 2) : at]}
    if before & {"sniper"}:
        return "fire.sniper"
    if before & SHELL_WORDS:
        return "fire.shelling"
    return (
        "fire"
        if before & {"small-arms", "machine-gun", "heavy-machine-gun", "arms", "gun", "under", "cannon"}
        else None
    )


def _landed(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    lows = _lows(tokens, clause)
    if tokens[at].low not in ("exploded", "detonated"):
        return means(tokens, clause, at)
    if lows & {"mine", "mines", "landmine"}:
        return "mine.explosion"
    code = means(tokens, clause, at)
    return "fire.explosion" if code in (None, "air.strike") else code  # a bomb that explodes was not always dropped


def _raid(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    lows = _lows(tokens, clause)
    if lows & {"air", "aerial"}:
        return "air.strike"
    return (
        None
        if tokens[at].low == "sabotage" and not lows & {"group", "groups", "act", "attack", "raid"}
        else "ground.raid"
    )


def _cross(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    if tokens[at].low == "crossing" and at and tokens[at - 1].low in ("the", "a", "border"):
        return None
    return "ground.crossing" if _LINE.search(text, tokens[at].end, clause.end) else None


def _advance(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    low = tokens[at].low
    if (
        PLACES_TAKEN.search(text, tokens[at].end, clause.end) is None
        and PLACES_TAKEN.search(text, clause.start, tokens[at].start) is None
    ):
        direct = (
            at + 1 < len(tokens)
            and tokens[at + 1].capital
            and low in ("captured", "seized", "liberated", "recaptured", "overran", "retook", "seizing")
        )
        return "ground.advance" if direct else None
    if low in ("took", "taken", "taking", "capture", "occupied", "advanced"):
        after = {token.low for token in tokens[at + 1 : at + 3]}
        if low in ("taken", "took", "taking") and after & {
            "place",
            "part",
            "hold",
            "control",
            "over",
            "off",
            "away",
            "to",
        }:
            return "ground.advance" if "control" in after else None
        if low in ("occupied", "capture"):
            return (
                None
                if low == "occupied" and not (at and tokens[at - 1].low in BE | {"have", "had", "has"})
                else "ground.advance"
            )
    return "ground.advance"


def _explosion(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    if at and tokens[at - 1].low in ("mine", "landmine"):
        return "mine.explosion"
    if at and tokens[at - 1].low in ("the", "these", "those"):
        return None
    return "fire.explosion"


def _shot(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    if at + 1 < len(tokens) and tokens[at + 1].low in ("down", "at", "by", "dead", "himself"):
        return None
    if tokens[at].low == "shot" and not (at and tokens[at - 1].low in ("a", "one", "single", "warning")):
        return None
    return (
        "fire.shot"
        if _lows(tokens, clause) & {"heard", "fired", "recorded", "shots", "saw", "arms", "small-arms"}
        else None
    )


def _flare(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    return (
        "fire.flare"
        if (at and tokens[at - 1].low in ("illumination", "a", "an", "two", "signal")) or tokens[at].low == "flares"
        else None
    )


def _projectile(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    return "fire.projectile" if _lows(tokens, clause) & {"flight", "recorded", "saw", "flying"} else None


def _drone(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    lows = _lows(tokens, clause)
    flying = {
        "flew",
        "flying",
        "overflew",
        "hovered",
        "hovering",
        "entered",
        "circled",
        "overhead",
        "spotted",
        "sorties",
    }
    if tokens[at].low == "overflew":
        return "air.drone_sortie" if lows & DRONE_WORDS else "air.entry"
    monitor = "unmanned" in lows or lows & {"revealed", "smm's"}
    return "air.drone_sortie" if lows & flying and not monitor else None


def _outage(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    token = tokens[at]
    if token.low in ("blackout", "blackouts", "outage", "outages"):
        return None if at and tokens[at - 1].low in ANAPHORIC else "harm.outage"
    head = text[max(clause.start, token.start - 40) : token.start]
    if token.low == "darkness":
        return "harm.outage" if _INTO_DARKNESS.search(head) else None
    if WITHOUT.search(head) or CUT.match(text[token.end : min(clause.end, token.end + 50)]):
        return "harm.outage"
    return None


def _killed(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    return "harm.killed"


def _wounded(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    return "harm.wounded"


def _damage(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    return (
        "harm.damage"
        if target(text, tokens, clause, at)
        or _lows(tokens, clause)
        & {
            "vehicle",
            "vehicles",
            "car",
            "cars",
            "truck",
            "trucks",
            "building",
            "buildings",
            "roof",
            "shops",
            "village",
            "town",
        }
        else None
    )


def _recruited(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    return (
        "abuse.child_recruitment" if _lows(tokens, clause) & {"children", "boys", "girls", "minors", "child"} else None
    )


def _aid(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    return (
        "abuse.aid_blockage"
        if _lows(tokens, clause) & {"aid", "humanitarian", "relief", "food", "convoy", "convoys", "medicine"}
        else None
    )


def _restriction(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    if MONITOR_WORD.search(text, clause.start, clause.end) is None:
        return None
    lows = _lows(tokens, clause)
    denied = tokens[at].low in ("denied", "refused")
    if denied and not lows & {"passage", "access", "entry", "entrance", "permission", "permit"}:
        return None
    return "restriction"


def _weapon(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    tail = {token.low for token in tokens[at : min(len(tokens), at + 14)]} | (
        _lows(tokens, clause) if tokens[at].low == "seen" else set()
    )
    if not tail & SEEN_WEAPONS or "fire" in tail or "explosions" in tail:
        return None
    return "weapon.absent" if _ABSENT.search(text, clause.start, clause.end) else "weapon"


def _moved(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    lows = _lows(tokens, clause)
    if lows & SEEN_WEAPONS:
        return "weapon.moved"
    return (
        "ground.movement"
        if lows & {"troops", "soldiers", "column", "vehicles", "reinforcements", "armour", "battalion", "forces"}
        else None
    )


def _works(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    return (
        "ground.works"
        if _lows(tokens, clause) & {"new", "extended", "dug", "built", "saw", "observed", "extension"}
        else None
    )


def _mine(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    if _MINE_BLAST.search(text, clause.start, clause.end):
        return "mine.explosion"
    return (
        "mine"
        if _lows(tokens, clause) & {"found", "saw", "observed", "laid", "discovered", "planted", "spotted", "cleared"}
        else None
    )


def _signed(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    return "politics.agreement" if _ACCORD.search(text, tokens[at].end, clause.end) else None


def _talks(text: str, tokens: list[Token], at: int, clause: Clause) -> str | None:
    return "politics.talks" if _TALKED.search(text, clause.start, clause.end) else None


_RULES = {
    "STRIKE": _strike,
    "FIRE": _fire,
    "LANDED": _landed,
    "RAID": _raid,
    "CROSS": _cross,
    "ADVANCE": _advance,
    "EXPLOSION": _explosion,
    "SHOT": _shot,
    "FLARE": _flare,
    "PROJECTILE": _projectile,
    "DRONE": _drone,
    "OUTAGE": _outage,
    "KILLED": _killed,
    "WOUNDED": _wounded,
    "DAMAGE": _damage,
    "RECRUITED": _recruited,
    "AID": _aid,
    "RESTRICTION": _restriction,
    "WEAPON": _weapon,
    "MOVED": _moved,
    "WORKS": _works,
    "MINE": _mine,
    "SIGNED": _signed,
    "TALKS": _talks,
}


def target(text: str, tokens: list[Token], clause: Clause, at: int) -> str | None:
    """The class of object that was hit: the first one after the trigger in its clause, else one before it."""
    for start, end in ((tokens[at].end, clause.end), (clause.start, tokens[at].start)):
        match = TARGET.search(text, start, end)
        if match is not None:
            return TARGET_CODES[int((match.lastgroup or "t0")[1:])]
    return None


def weapon(tokens: list[Token], clause: Clause) -> str | None:
    """The class of weapon named in the clause."""
    for token in tokens[clause.first : clause.last]:
        if token.low in WEAPON_OF:
            return WEAPON_OF[token.low]
    return None
