"""Kinds of fire and of acts from the air: strikes, shelling, explosions, shots, drones."""

from __future__ import annotations

import re
from itertools import pairwise

from truceline.extract.english.lexicon import BE
from truceline.extract.english.means import DRONE_WORDS, MISSILE_WORDS, SHELL_WORDS, means
from truceline.extract.english.scene import Scene
from truceline.extract.english.triggers import FORCES, IRREGULARS, STRIKE_NOUNS
from truceline.extract.words import words

_ATTACK_MACHINES = DRONE_WORDS | words(
    "helicopter helicopters aircraft jets group groups capability capabilities range plans plan system systems craft "
    "rifle rifles package squad squads units teams force submarine"
)
_NO_FORCE = words(
    "heart panic asthma verbal cyber labour labor hunger general rail transport teachers' miners' personal political "
    "media legal lightning smash box-office scathing stinging sharp veiled seizure terror-alert sanctions "
    "counter-terror"
)
_STRIKERS = words("union unions workers' teachers pay wages picket strikers dockers")
_ANAPHORIC = words("these those such this")
_NOT_HIT = words("sanctions tariffs inflation economy record headlines low high deadline snag back out by-sanctions")
_DENOTES_ACT = re.compile(
    r"\b(?:kill|wound|injur|destroy|damag|left|leav|caus|hit|wreck|spark|knock|plung|set|forc|took place|continued"
    r"|resumed"
    r"|intensified|began|started|occurred|happened|rocked|claimed|carried|launched|conducted|targeted|struck|cut|came"
    r"|lasted|followed|hospitali|overnight|reported)"
)
_ENERGY_OUT = re.compile(r"\b(?:power|electricity|darkness|blackouts?|outages?)\b")
_MINE_BLAST = re.compile(
    r"\b(?:hit|struck|stepped on|ran over|drove over|triggered|detonated|trod on|set off|drove onto)\s(?:an?|the)\s"
    r"(?:[\w-]+\s){0,2}(?:landmine|mine|explosive device|ied|tripwire|bomblet|remnant|unexploded)\b"
    r"|\b(?:mines?|landmines?|ordnance|uxo|tripwire)\s(?:had\s|has\s)?(?:exploded|detonated|blasts?|explosions?"
    r"|blew up|went off)\b"
    r"|\b(?:mines?|landmines?)\s(?:killed|wounded|injured|maimed|struck)\b|\bblown up by (?:an? )?(?:\w+ )?(?:mine"
    r"|landmine)\b|\b(?:mine|landmine|remnant)s?\s\w*\s?(?:blast|explosion)",
    re.IGNORECASE,
)
_BOMBER = re.compile(r"\b(?:suicide|car|roadside|truck|parcel)[- ]bomb(?:ing|er|ings|ers|s)?\b", re.IGNORECASE)
_ON_PLACE = words("on in against near at")
_FLYING = words(
    "flew flying overflew hovered hovering entered circled overhead spotted sorties airspace crossed tracked detected "
    "seen violated"
)
_DOWN = re.compile(
    r"\b(?:drones?|uavs?|shaheds?|missiles?|rockets?|quadcopters?|targets|projectiles|balloons?|gerans?)\b",
    re.IGNORECASE,
)


_AIRCRAFT = re.compile(r"\b(?:jets?|aircraft|helicopters?|warplanes?|fighters?|planes?|bombers?|MiG|Su)\b")


_BURSTING = words("bomb bombs bomblet mine landmine device shell explosive explosives grenade ordnance charge")


def _strike(scene: Scene) -> str | None:
    if not _is_force(scene):
        return None
    if scene.anywhere(_MINE_BLAST):
        return "mine.explosion"
    if scene.anywhere(_BOMBER) and scene.low not in ("strike", "strikes"):
        return "fire.explosion"
    code = _means(scene)
    low = scene.low
    if low in ("launched", "launching"):
        return _launched(scene)
    if low in ("crashed", "slammed", "slamming", "rammed"):
        return code if code and code != "air.strike" else None
    noun = _is_noun(scene)
    if noun and scene.before in _ANAPHORIC:
        return None
    if noun and not _tells(scene, code):
        return None
    if not noun and code is None and not _armed(scene):
        return None
    return code or _by_goal(scene) or _without_means(scene)


def _is_force(scene: Scene) -> bool:
    """Not a heart attack, a strike of workers, an attack drone, a target hit in a plan."""
    if scene.after in _ATTACK_MACHINES or scene.before in _NO_FORCE:
        return False
    if scene.low in ("strike", "strikes") and (scene.lows & _STRIKERS or scene.before == "on"):
        return False
    if (
        scene.low in ("strike", "striking")
        and scene.after in ("deal", "a", "agreement")
        and scene.before in ("to", "by")
    ):
        return False
    if scene.low in ("hit", "struck", "targeted", "hitting", "targeting"):
        return scene.after not in _NOT_HIT and not (
            scene.low == "struck"
            and scene.after in ("a", "an")
            and (scene.tokens[scene.at + 2].low if scene.at + 2 < len(scene.tokens) else "")
            in ("deal", "agreement", "tone", "balance", "truce", "ceasefire")
        )
    return True


def _is_noun(scene: Scene) -> bool:
    if scene.low not in STRIKE_NOUNS:
        return False
    if scene.low in ("hit", "hits", "targets", "strikes", "strike", "attack", "bombing"):
        return not _verb_like(scene)
    return True


def _verb_like(scene: Scene) -> bool:
    """ "drones hit a depot": an article, a name or a number behind it, and no article before."""
    if scene.at + 1 >= len(scene.tokens) or scene.before in ("a", "an", "the", "of", "in", "by", "its", "their", "and"):
        return False
    following = scene.tokens[scene.at + 1]
    named = (
        following.low in ("a", "an", "the", "its", "their", "his") or following.capital or following.text[0].isdigit()
    )
    return named or following.low in ("two", "three", "several", "civilian", "residential", "energy", "military")


def _means(scene: Scene) -> str | None:
    """Of the clause; a noun without means of its own takes those of the words right around it in the sentence."""
    if scene.low not in STRIKE_NOUNS or _verb_like(scene):
        return _means_of_verb(scene)
    if scene.means is not None:
        return scene.means
    first, last = max(0, scene.at - 8), min(len(scene.tokens), scene.at + 9)
    return means(scene.tokens, first, last, scene.at) if scene.low in STRIKE_NOUNS or "with" in scene.all_lows else None


def _means_of_verb(scene: Scene) -> str | None:
    """ "Drones hit a depot" has its means before the verb or behind "with"; "a depot was hit by drones" behind it."""
    tokens, clause, at = scene.tokens, scene.clause, scene.at
    if scene.low in ("bombed", "bombs", "bombing"):
        return means(tokens, clause.first, clause.last, at)
    passive = any(token.low in BE for token in tokens[max(clause.first, at - 3) : at])
    if not passive:
        before = means(tokens, clause.first, at, at)
        if before is not None:
            return before
    for number in range(at + 1, clause.last):
        if tokens[number].low in ("with", "by", "using", "in"):
            code = means(tokens, number, clause.last, number)
            if code is not None:
                return code
    return means(tokens, at + 1, clause.last, at) if scene.low in ("hitting", "striking", "targeting") else None


def _tells(scene: Scene, code: str | None) -> bool:
    """Whether the noun tells of one that happened: an actor or a place beside it, or what it did."""
    before = scene.tokens[scene.at - 1] if scene.at else None
    if before is not None and (
        (before.capital and scene.at > 1)
        or before.text.endswith(("ian", "eli", "ese", "ish", "ani", "ean", "can", "'s", "’s"))
    ):
        return True
    if code is not None and _after_an(scene):
        return True
    ahead = scene.tokens[scene.at + 1 : scene.at + 4]
    if ahead and ahead[0].low in _ON_PLACE and (scene.placed or any(token.capital for token in ahead) or scene.goal):
        return True
    if code is not None or scene.goal is not None or scene.placed or "under" in scene.near(3, 0):
        return scene.in_sentence(_DENOTES_ACT) or scene.placed
    return False


def _after_an(scene: Scene) -> bool:
    """ "after a drone attack", "in an air strike"."""
    before = [token.low for token in scene.tokens[max(0, scene.at - 5) : scene.at]]
    return any(
        first in ("after", "following", "during", "in", "by", "amid", "from")
        and second in ("a", "an", "two", "three", "several")
        for first, second in pairwise(before)
    )


def _armed(scene: Scene) -> bool:
    """A verb without means: where it happened, what it hit, or who did it must be told."""
    return scene.placed or scene.goal is not None or bool(scene.lows & FORCES)


def _by_goal(scene: Scene) -> str | None:
    goal = scene.goal
    if goal is None:
        return None
    if goal.startswith(("energy", "heating", "water")):
        return "attack_infrastructure"
    if goal in ("military", "monitors"):
        return None if scene.low.startswith("attack") else "fire"
    return "attack_civilians"


def _without_means(scene: Scene) -> str | None:
    """A strike comes from the air, an attack of irregulars is on the ground, else it is fire of no stated kind."""
    low = scene.low
    if low.startswith(("strik", "struck", "barrage", "salvo", "air")):
        out = scene.text[scene.tokens[scene.at].start : scene.tokens[scene.at].start + 140]
        return "attack_infrastructure" if _ENERGY_OUT.search(out) else "air"
    if scene.lows & {"gunfire", "bullets", "bullet", "sniper", "shots"}:
        return "fire"
    if low.startswith("attack"):
        return "ground" if scene.lows & IRREGULARS or not scene.all_lows & {"overnight", "defences"} else "air"
    return "air.strike" if low in ("bombed", "bombing", "bombings") else "fire"


def _launched(scene: Scene) -> str | None:
    """ "launched 120 missiles": what is launched stands right behind, or is the subject of the passive."""
    for number in range(scene.at + 1, min(scene.at + 8, scene.clause.last)):
        code = means(scene.tokens, number, number + 1, number)
        if code is not None:
            tail = scene.tokens[number + 1].low if number + 1 < len(scene.tokens) else ""
            return None if tail in STRIKE_NOUNS else code
    passive = scene.before in ("were", "was", "been")
    return means(scene.tokens, scene.clause.first, scene.at, scene.at) if passive else None


def _shelling(scene: Scene) -> str | None:
    if scene.before in _ANAPHORIC:
        return None
    return "air.strike" if scene.lows & {"aerial", "air"} and scene.low.startswith("bombard") else "fire.shelling"


def _fire(scene: Scene) -> str | None:
    low, lows = scene.low, scene.lows
    near = set(scene.near(3, 0))
    if low in ("fired", "firing"):
        return _fired(scene)
    if low == "opened":
        return "fire" if scene.after == "fire" else None
    if low in ("gunfire", "machine-gunned", "strafed"):
        return "air.strike" if low == "strafed" else "fire"
    if low == "shooting":
        return (
            "fire.shot"
            if scene.placed and (lows & {"killed", "wounded", "dead"} or scene.before in ("a", "the"))
            else None
        )
    if scene.before in (
        "open",
        "ceasing",
        "opened",
        "cease",
        "live",
        "on",
        "caught",
        "set",
        "catch",
        "the",
        "a",
        "under-",
    ):
        return None  # "caught fire", "the fire": something burns
    if near & {"sniper"}:
        return "fire.sniper"
    if near & (SHELL_WORDS | {"anti-tank", "grenade-launcher"}):
        return "fire.shelling"
    if scene.before in ("exchanged", "traded", "exchange"):
        return "ground.clash"
    return (
        "fire" if near & {"small-arms", "machine-gun", "heavy-machine-gun", "arms", "gun", "under", "cannon"} else None
    )


def _fired(scene: Scene) -> str | None:
    if scene.after in ("minister", "by", "from") and scene.before in ("was", "were") and not scene.means:
        return None  # dismissed
    code = means(scene.tokens, scene.clause.first, scene.clause.last, scene.at)
    if code == "air.strike" and not scene.lows & {"bombs", "bomb"}:
        code = means(scene.tokens, scene.at, scene.clause.last, scene.at) or "fire"
    if code:
        return code
    return "fire" if scene.lows & {"shots", "shot", "on", "at", "flares", "into", "upon", "warning"} else None


def _landed(scene: Scene) -> str | None:
    if scene.low == "fell" and scene.after == "to":
        return "ground.advance" if scene.placed else None
    if scene.low in ("fell", "falling", "fallen"):
        shrapnel = scene.lows & {"debris", "fragments", "wreckage", "shells", "shell", "rockets", "rocket", "bombs"}
        return (
            _means(scene) if shrapnel or scene.means in ("air.drone_strike", "air.missile", "fire.shelling") else None
        )
    if scene.low in ("thrown", "threw", "hurled", "lobbed"):
        return "fire.explosion" if scene.lows & {"grenade", "grenades", "explosives"} else None
    if scene.low == "dropped":
        return scene.means if scene.lows & {"bomb", "bombs", "grenade", "grenades", "explosives", "munition"} else None
    if scene.low not in ("exploded", "detonated"):
        return scene.means
    if scene.lows & {"mine", "mines", "landmine", "ordnance", "uxo", "remnant", "unexploded", "left", "leftover"}:
        return "mine.explosion"
    return "fire.explosion" if scene.means in (None, "air.strike") else scene.means


def _explosion(scene: Scene) -> str | None:
    if scene.low == "went":
        if scene.after != "off" or not scene.lows & _BURSTING:
            return None
        return "mine.explosion" if scene.lows & {"mine", "landmine", "bomblet", "ordnance"} else "fire.explosion"
    if scene.low == "blew":
        if scene.anywhere(_MINE_BLAST):
            return "mine.explosion"
        if scene.after != "up":
            return None
        return "harm.damage" if scene.goal is not None and scene.lows & FORCES else "fire.explosion"
    if scene.low in ("bomb", "bomber", "bombers", "ied", "ieds"):
        hidden = scene.anywhere(_BOMBER) or scene.low.startswith("ied")
        burst = scene.lows & {"exploded", "detonated", "killed", "killing", "attack", "wounded", "off", "hit", "blew"}
        return "fire.explosion" if hidden and burst else None
    if scene.before in ("mine", "landmine", "mines") or scene.anywhere(_MINE_BLAST):
        return "mine.explosion"
    return None if scene.before in ("the", "these", "those", "that") else "fire.explosion"


def _shot(scene: Scene) -> str | None:
    if scene.low == "gunned":
        return "fire.shot" if scene.after == "down" else None
    if scene.low == "shot":
        if scene.after == "down":
            return _downed(scene)
        if scene.after in ("dead", "and") and scene.before not in ("a", "the"):
            return "fire.shot" if scene.after == "dead" or scene.lows & {"killed", "wounded", "injured"} else None
        if scene.before in ("was", "were", "been") and scene.after in ("by", "in", "at", "near", "while", "on"):
            return "fire.shot"
        if scene.before not in ("a", "one", "single", "warning"):
            return None
    if scene.after in ("down", "at", "by", "dead", "himself"):
        return None
    return (
        "fire.shot"
        if scene.lows & {"heard", "fired", "recorded", "shots", "saw", "arms", "small-arms", "rang"}
        else None
    )


def _downed(scene: Scene) -> str | None:
    """What air defences brought down was in flight: drones a sortie, missiles a strike that was met."""
    if not scene.placed and "over" not in scene.lows:
        return None
    if scene.anywhere(_AIRCRAFT) and not scene.anywhere(_DOWN):
        return "fire"
    if not scene.anywhere(_DOWN):
        return None
    code = means(scene.tokens, scene.clause.first, scene.clause.last, scene.at)
    if code == "air.drone_strike":
        return "air.drone_sortie"
    return "air.missile" if code in ("air.missile", "fire.shelling") else "air.entry"


def _flare(scene: Scene) -> str | None:
    kept = scene.before in ("illumination", "a", "an", "two", "signal", "one") or scene.low == "flares"
    return "fire.flare" if kept and not scene.lows & {"violence", "tensions"} else None


def _projectile(scene: Scene) -> str | None:
    return "fire.projectile" if scene.lows & {"flight", "recorded", "saw", "flying", "observed", "trajectory"} else None


def _sniper(scene: Scene) -> str | None:
    acts = {"fire", "shot", "fired", "killed", "wounded", "wounding", "killing", "hit", "shooting", "injured", "attack"}
    return "fire.sniper" if scene.lows & acts else None


def _drone(scene: Scene) -> str | None:
    """Machines in the air that only fly: a sortie of drones, an entry of aircraft."""
    lows = scene.lows
    if scene.low in ("overflew", "overflight", "overflights"):
        return "air.drone_sortie" if lows & DRONE_WORDS else "air.entry"
    if "unmanned" in lows or lows & {"revealed", "smm's", "mission's"}:
        return None
    if scene.low in ("jets", "aircraft", "helicopter", "helicopters", "balloon", "balloons"):
        seen = lows & _FLYING and ("airspace" in lows or (scene.placed and "over" in lows))
        return "air.entry" if seen else None
    return "air.drone_sortie" if lows & _FLYING and scene.after not in ("operator", "operators", "footage") else None


def _exercise(scene: Scene) -> str | None:
    """Live fire in an exercise is heard like any other; a drill without it is none."""
    return (
        "fire.exercise" if scene.lows & {"live-fire", "live"} and scene.lows & {"fire", "live-fire", "firing"} else None
    )


FIRE = {
    "STRIKE": _strike,
    "fire.shelling": _shelling,
    "FIRE": _fire,
    "LANDED": _landed,
    "EXPLOSION": _explosion,
    "SHOT": _shot,
    "FLARE": _flare,
    "PROJECTILE": _projectile,
    "SNIPER": _sniper,
    "DRONE": _drone,
    "DOWNED": _downed,
    "EXERCISE": _exercise,
}
#: launched or fired together: "120 missiles and 90 drones"
TOGETHER = {"air.missile": MISSILE_WORDS, "air.drone_strike": DRONE_WORDS, "fire.shelling": SHELL_WORDS}
