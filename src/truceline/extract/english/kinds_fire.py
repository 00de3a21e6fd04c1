"""Kinds of fire and of acts from the air: strikes, shelling, explosions, shots, drones."""

from __future__ import annotations

import re

from truceline.extract.english.blasts import BOMBER
from truceline.extract.english.kinds_harm import BURNT
from truceline.extract.english.kinds_strike import strike, strike_means
from truceline.extract.english.means import DRONE_WORDS, MISSILE_WORDS, SHELL_WORDS, SMALL_ARMS, means
from truceline.extract.english.nationalities import NATIONALITIES
from truceline.extract.english.scene import Scene
from truceline.extract.english.triggers import FORCES
from truceline.extract.words import words

_ANAPHORIC = words("these those such this")
_FLYING = words(
    "sighted flown "
    "flew flying overflew hovered hovering entered circled overhead spotted sorties airspace crossed tracked detected "
    "seen violated"
)
_DOWN = re.compile(
    r"\b(?:drones?|uavs?|shaheds?|missiles?|rockets?|quadcopters?|targets|projectiles|balloons?|gerans?)\b",
    re.IGNORECASE,
)


_OF_FIRE = words("cross-border return retaliatory sporadic heavy hostile enemy sustained intense incoming renewed")
_DID = words("killed kills wounded wounds injured hit hits struck damaged destroyed has had also")
_FIRING = words("tank artillery sniper mortar rocket machine-gun small-arms anti-tank rebel naval")
_BLAMING = words("blamed blames blaming")
_SEEN = words(
    "flight recorded saw flying observed trajectory seen heard spotted sighted visible streaked lit counted noted"
)
_AIRCRAFT = re.compile(r"\b(?:jets?|aircraft|helicopters?|warplanes?|fighters?|planes?|bombers?|MiG|Su)\b")


_DROPPED = words("bomb bombs grenade grenades explosive explosives munition munitions")
_BURSTING = words("bomb bombs bomblet mine landmine device shell explosive explosives grenade ordnance charge")


def _shelling(scene: Scene) -> str | None:
    if scene.before in _ANAPHORIC:
        return None
    return "air.strike" if scene.lows & {"aerial", "air"} and scene.low.startswith("bombard") else "fire.shelling"


def _blamed(scene: Scene) -> str | None:
    """ "the operator blamed artillery": arms stand for what they did, unless what they are blamed for is told."""
    if not _BLAMING & set(scene.near(3, 0)) or "for" in scene.near(0, 2):
        return None
    return "fire.shelling" if scene.after in ("", "in", "on", "from") or not scene.after.isalpha() else None


def _fire(scene: Scene) -> str | None:
    low, lows = scene.low, scene.lows
    near = set(scene.near(3, 0))
    if low == "fire" and scene.after in _DID and _of_somebody(scene):
        return "fire"  # "Israeli fire killed two"
    if low == "fire" and scene.after == "from" and (scene.at == scene.clause.first or scene.before in _OF_FIRE):
        return "fire"  # "Fire from a position wounded two"
    if low == "fire" and scene.before == "set" and scene.after == "to":
        return "harm.damage" if scene.goal is not None or scene.lows & BURNT else None
    if low in ("fired", "firing"):
        return _fired(scene)
    if low == "opened":
        return _opened(scene)
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


def _of_somebody(scene: Scene) -> bool:
    """Whether the fire is that of a force, and nothing that burns."""
    owner = scene.tokens[scene.at - 1].text if scene.at > scene.clause.first else ""
    return owner in NATIONALITIES or scene.before in FORCES or scene.before in _OF_FIRE or scene.before in _FIRING


def _opened(scene: Scene) -> str | None:
    """ "opened fire", "opened heavy artillery fire"."""
    ahead = [token.low for token in scene.tokens[scene.at + 1 : min(scene.at + 6, scene.clause.last)]]
    if "fire" not in ahead or any(not word[0].isalpha() for word in ahead[: ahead.index("fire")]):
        return None
    between = set(ahead[: ahead.index("fire")])
    return "fire.shelling" if between & SHELL_WORDS and not between & SMALL_ARMS else "fire"


def _fired(scene: Scene) -> str | None:
    if scene.after in ("minister", "by", "from") and scene.before in ("was", "were") and not scene.means:
        return None  # dismissed
    code = means(scene.tokens, scene.clause.first, scene.clause.last, scene.at)
    if code == "air.strike" and not scene.lows & {"bombs", "bomb"}:
        code = means(scene.tokens, scene.at, scene.clause.last, scene.at) or "fire"
    if code:
        return code
    if scene.lows & {"shots", "shot"}:
        return "fire.shot"
    return "fire" if scene.lows & {"shots", "shot", "on", "at", "flares", "into", "upon", "warning"} else None


_IT = frozenset(("the", "a", "its", "their", "our", "it", "safely"))


def _landed(scene: Scene) -> str | None:
    if scene.low == "fell" and scene.after == "to":
        return "ground.advance" if scene.placed else None
    if scene.low in ("fell", "falling", "fallen"):
        shrapnel = scene.lows & {"debris", "fragments", "wreckage", "shells", "shell", "rockets", "rocket", "bombs"}
        fell = scene.means in ("air.drone_strike", "air.missile", "fire.shelling")
        return strike_means(scene) if shrapnel or fell else None
    if scene.low in ("thrown", "threw", "hurled", "lobbed"):
        return "fire.explosion" if scene.lows & {"grenade", "grenades", "explosives"} else None
    if scene.low in ("dropped", "dropping"):
        return scene.means if scene.lows & _DROPPED else None
    if scene.low == "landed" and scene.after in _IT:  # "landed the UAV": brought down by its own pilots
        return None
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
        if scene.mine_blast():
            return "mine.explosion"
        if scene.after != "up":
            return None
        return "harm.damage" if scene.goal is not None and scene.lows & FORCES else "fire.explosion"
    if scene.low in ("bomb", "bomber", "bombers", "ied", "ieds"):
        hidden = scene.anywhere(BOMBER) or scene.low.startswith("ied")
        burst = scene.lows & {"exploded", "detonated", "killed", "killing", "attack", "wounded", "off", "hit", "blew"}
        return "fire.explosion" if hidden and burst else None
    if scene.after in ("injury", "injuries", "trauma", "wounds", "wave"):
        return None  # "blast injuries and concussion"
    if scene.before in ("mine", "landmine", "mines") or scene.mine_blast():
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
    counted = any(token.text[0].isdigit() for token in scene.tokens[scene.at + 1 : scene.at + 4])
    if not scene.placed and "over" not in scene.lows and not counted:
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
    return "fire.projectile" if scene.lows & _SEEN else None


def _used(scene: Scene) -> str | None:
    """ "used a missile against Pell"."""
    if not scene.lows & {"against", "on"} or scene.after in ("to", "by", "in", "as"):
        return None
    return means(scene.tokens, scene.at + 1, scene.clause.last, scene.at) if scene.placed else None


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
    "STRIKE": strike,
    "fire.shelling": _shelling,
    "BLAMED": _blamed,
    "FIRE": _fire,
    "LANDED": _landed,
    "EXPLOSION": _explosion,
    "SHOT": _shot,
    "FLARE": _flare,
    "PROJECTILE": _projectile,
    "USED": _used,
    "SNIPER": _sniper,
    "DRONE": _drone,
    "DOWNED": _downed,
    "EXERCISE": _exercise,
}
#: launched or fired together: "120 missiles and 90 drones"
TOGETHER = {"air.missile": MISSILE_WORDS, "air.drone_strike": DRONE_WORDS, "fire.shelling": SHELL_WORDS}
