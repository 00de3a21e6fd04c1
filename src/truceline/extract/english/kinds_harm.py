"""Kinds of harm: outages, the dead and wounded, damage, displacement, abuses."""

from __future__ import annotations

import re

from truceline.extract.english.lexicon import BE
from truceline.extract.english.means import means
from truceline.extract.english.scene import Scene
from truceline.extract.english.triggers import FORCES
from truceline.extract.words import words

_INTO_DARKNESS = re.compile(r"\b(?:in|into)\s$")
_WITHOUT = re.compile(
    r"\b(?:without|cut off from|lost|losing|no|lack(?:ed|ing|s)? (?:of )?|deprived of|cut(?:ting|s)?(?: off)?(?: the)?"
    r"|knock(?:ed|ing) out|interrupt\w*|disrupt\w*|stripped of|shortage of|loss of)\s(?:[\w,]+\s){0,4}?$"
)
_CUT = re.compile(
    r"^\s?(?:supply |supplies |and \w+ |or \w+ )?(?:(?:to|in|for)\s(?:[\w'’-]+\s){1,5}?)?"
    r"(?:was|were|has been|had been|have been|is|remained|went)?\s?(?:also "
    r"|partially |temporarily )?(?:cuts?|outages?|failures?|knocked out|lost|interrupted|disrupted|cut off|off|out)\b"
)
_NO_OUTAGE = words(
    "plant plants station stations grid grids lines line infrastructure struggle vacuum sharing politics"
)
_RESTORED = re.compile(r"\b(?:restor\w+|return\w*|reconnect\w*|repair\w*)\b")
#: what supplies people, and by what it is cut
_SUPPLY = words("line lines cable cables pipeline pipelines main mains")
_BY_FORCE = words(
    "fire strike strikes shelling attack attacks drone drones missile missiles shell shells explosion blast"
)
_BROKEN = words(
    "vehicle vehicles car cars truck trucks building buildings roof roofs shops shop village town windows bus buses "
    "homes house houses property equipment convoy tractor apartment apartments warehouse warehouses bridge aircraft "
    "hangar "
    "ship ships boat boats villa villas mosque monument cemetery crops"
)
#: what is burned down or broken besides the targets
BURNT = words(
    "homes houses huts shops stalls market markets fields groves orchards crops barns tents camp vehicles cars trucks "
    "village villages church mosque school warehouse pylons lines line olive wheat forest farms farm buses offices"
)
_PEOPLE = words(
    "people persons families civilians residents populations population communities palestinians children women"
)
_MOVED_ON = _PEOPLE | words("residents villagers inhabitants patients pupils households inmates townspeople locals")
_LEFT = re.compile(
    r"\bforc(?:ed|ing)\b.{0,70}?\b(?:to (?:flee|leave|abandon|evacuate)|from their|out of their|to seek)\b|\bfled\b"
    r"|\bfleeing\b"
)
_ORDERED = re.compile(r"\b(?:order|orders|ordered|urged|warned|warning|route|routes|centre|center|zone|told)\b")
_WHO_DIED = words("people person persons civilians men women children soldiers troops fighters")
_WHO_WAS_HIT = _WHO_DIED | {"prisoners", "villagers"}
_CARED_FOR = words("let evacuated transferred received treating treated out transported")
_HARMING = words("destroyed damaged wrecked gutted flattened razed shattered burned torched ablaze")
_FROM_THE_AIR = words("sorties sortie warplanes jets aircraft aviation helicopters bombers")
_FLYING = words("drones missiles uavs missile drone targets")
_PARTS_OF = words("all most many some half dozens hundreds several one two three four five six seven eight nine ten")
_MINORS = words("children boys girls minors child schoolchildren schoolboys schoolgirls pupils")
#: who flees a scene is not displaced
_ESCAPED = words("scene prison attackers gunmen suspect car vehicle")
_ILLNESS = words(
    "bathing swimming drowned drowning collision avalanche earthquake flood floods landslide cancer "
    "natural illness age covid hunger disease cholera accident crash crashed heatwave heart"
)
_COUNTED_DEAD = re.compile(
    r"\bbod(?:y|ies)\b.{0,40}\b(?:found|recovered|retrieved|exhumed|pulled)\b|\b(?:found|recovered|pulled"
    r"|retrieved)\b.{0,40}\bbod(?:y|ies)\b"
)


def _outage(scene: Scene) -> str | None:
    token = scene.tokens[scene.at]
    if token.low in ("blackout", "blackouts", "outage", "outages"):
        return None if scene.before in ("the", "these", "those", "such") and not scene.placed else "harm.outage"
    if scene.after in _NO_OUTAGE:
        return None
    head = scene.text[max(scene.clause.start, token.start - 46) : token.start]
    if token.low == "darkness":
        return "harm.outage" if _INTO_DARKNESS.search(head) else None
    tail = scene.text[token.end : min(scene.clause.end, token.end + 80)]
    if token.low == "gas":
        return "harm.outage" if re.search(r"\bwithout\s(?:\w+,?\s){0,3}$", head) else None
    if (_WITHOUT.search(head) or _CUT.match(tail)) and not _RESTORED.search(tail):
        return "harm.outage"
    return None


#: "three of the dead were children": who they were
_OF_THE_DEAD = re.compile(r"\b(?:of|among)\sthe\s$")


def _killed(scene: Scene) -> str | None:
    low, lows = scene.low, scene.lows
    if low in ("executed", "massacred", "massacre", "beheaded"):
        return "attack_civilians" if lows & _WHO_WAS_HIT or scene.placed else None
    if low == "bodies":
        return "harm.killed" if scene.anywhere(_COUNTED_DEAD) else None
    if low == "lives":
        return "harm.killed" if lows & {"claimed", "claiming", "lost", "took"} else None
    if low in ("deaths", "fatalities", "toll"):
        return (
            "harm.killed"
            if lows & {"reported", "rose", "risen", "toll", "caused", "confirmed", "climbed", "recorded"}
            else None
        )
    if lows & _ILLNESS or (low == "dead" and scene.before == "the" and _OF_THE_DEAD.search(_ahead(scene))):
        return None
    return _killer(scene) or "harm.killed"


def _ahead(scene: Scene) -> str:
    at = scene.tokens[scene.at].start
    return scene.text[max(scene.clause.start, at - 16) : at]


def _killer(scene: Scene) -> str | None:
    """ "A drone killed 40": the arm is the subject, so the act is its."""
    if scene.low != "killed":
        return None
    if any(token.low in BE for token in scene.tokens[max(0, scene.at - 3) : scene.at]):
        last = min(scene.at + 8, scene.clause.last)
        by = next((on for on in range(scene.at + 1, last) if scene.tokens[on].low == "by"), None)
        return None if by is None else means(scene.tokens, by, min(by + 6, scene.clause.last), by)
    return means(scene.tokens, max(scene.clause.first, scene.at - 3), scene.at, scene.at)


def _wounded(scene: Scene) -> str | None:
    if scene.low in ("injuries", "casualties") and not scene.lows & {"suffered", "sustained", "civilian", "caused"}:
        return None
    if scene.low in ("wounded", "injured") and scene.before == "the" and _OF_THE_DEAD.search(_ahead(scene)):
        return None
    if scene.low in ("wounded", "injured") and scene.lows & _CARED_FOR and scene.before[:1].isdigit():
        return None  # "let out 76 wounded"
    return "harm.wounded"


def _damage(scene: Scene) -> str | None:
    if scene.low == "damage":
        told = scene.lows & {
            "saw",
            "caused",
            "causing",
            "sustained",
            "suffered",
            "reported",
            "observed",
            "fresh",
            "recent",
        }
        if not told or scene.before in ("the", "that", "this", "no"):
            return None
    if scene.low == "collapsed" and scene.lows & {"talks", "truce", "ceasefire", "government", "deal", "negotiations"}:
        return None
    if scene.low in ("cut", "severed", "severing"):
        by_force = scene.after == "by" and scene.lows & _BY_FORCE
        return "harm.damage" if scene.lows & _SUPPLY and by_force else None
    if scene.low == "ablaze" and "set" not in scene.lows:
        return None
    if scene.low in ("destroyed", "destroying") and scene.lows & _FLYING and not _stored(scene):
        return "air.drone_sortie" if scene.lows & {"drones", "uavs", "drone"} else None
    if scene.goal == "military" and scene.low == "destroyed" and not _passive(scene) and scene.lows & FORCES:
        return "air.strike" if scene.lows & _FROM_THE_AIR else _by_arms(scene) or "fire"
    harmed = scene.goal not in (None, "military") or scene.lows & (_BROKEN | BURNT)
    return (_by_arms(scene) or "harm.damage") if harmed else None


def _passive(scene: Scene) -> bool:
    return any(token.low in BE for token in scene.tokens[max(scene.clause.first, scene.at - 3) : scene.at])


def _stored(scene: Scene) -> bool:
    """ "destroyed a warehouse of naval drones", but "destroyed 30 of the drones"."""
    for at in range(scene.at + 1, scene.clause.last):
        if scene.tokens[at].low in _FLYING:
            return any(
                scene.tokens[back].low in ("of", "for", "with", "using")
                and scene.tokens[back - 1].low.isalpha()
                and scene.tokens[back - 1].low not in _PARTS_OF
                for back in range(scene.at + 2, at)
            )
    return False


def _by_arms(scene: Scene) -> str | None:
    """ "Drones set a terminal ablaze": the arm is the subject, so the act is its."""
    at = scene.at
    if scene.low not in _HARMING or _passive(scene):
        return None
    if scene.low == "ablaze":
        at = next((back for back in range(at, scene.clause.first, -1) if scene.tokens[back].low == "set"), at)
    code = means(scene.tokens, max(scene.clause.first, at - 4), at, at)
    if code is not None:
        return code
    tool = next((on for on in range(at + 1, scene.clause.last) if scene.tokens[on].low in ("with", "using")), None)
    return None if tool is None else means(scene.tokens, tool, scene.clause.last, tool)


def _displace(scene: Scene) -> str | None:
    low = scene.low
    if low in ("forced", "forcing"):
        return "harm.displacement" if scene.anywhere(_LEFT) else None
    if low == "displaced" and scene.after in _PEOPLE and scene.before not in ("have", "has", "had", "and"):
        return None  # "a camp for displaced people"
    if low in ("displaced", "uprooted") and scene.before in ("the", "internally", "for", "of", "sheltering", "housing"):
        return None
    if low in ("evacuation", "evacuated", "evacuating"):
        moved = scene.lows & _PEOPLE | scene.lows & {"children", "patients", "villages", "district"}
        if low == "evacuation" and scene.anywhere(_ORDERED):
            return None
        return "harm.displacement" if moved or low == "evacuated" else None
    if low in ("relocated", "resettled", "rehoused"):
        return "harm.displacement" if scene.lows & _MOVED_ON else None
    if low in ("fled", "fleeing") and scene.lows & _ESCAPED:
        return None
    return "harm.displacement"


def _detention(scene: Scene) -> str | None:
    lows = scene.lows
    if scene.before in ("the", "a") and scene.low == "detained":
        return None
    return "abuse.detention" if not lows & {"warrant", "warrants"} else None


def _recruited(scene: Scene) -> str | None:
    return "abuse.child_recruitment" if scene.lows & _MINORS else None


def _harassment(scene: Scene) -> str | None:
    return (
        "abuse.harassment"
        if scene.placed or scene.lows & (FORCES | _BROKEN | {"trucks", "convoy", "aid", "monitors"})
        else None
    )


HARM = {
    "OUTAGE": _outage,
    "KILLED": _killed,
    "WOUNDED": _wounded,
    "DAMAGE": _damage,
    "DISPLACE": _displace,
    "RECRUITED": _recruited,
    "abuse.detention": _detention,
    "abuse.harassment": _harassment,
}
