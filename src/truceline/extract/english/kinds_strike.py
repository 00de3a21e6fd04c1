"""Strikes and attacks: by what means, on what, and whether the words tell of one that happened."""

from __future__ import annotations

import re
from itertools import pairwise

from truceline.extract.english.blasts import BOMBER
from truceline.extract.english.lexicon import BE
from truceline.extract.english.means import DRONE_WORDS, means
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
_NOT_HIT = words(
    "killings killing assassinations approach sanctions tariffs inflation economy record headlines "
    "low high deadline snag back out by-sanctions"
)
_DENOTES_ACT = re.compile(
    r"\b(?:kill|wound|injur|destroy|damag|left|leav|caus|hit|wreck|spark|knock|plung|set|forc|took place|continued"
    r"|resumed"
    r"|intensified|began|started|occurred|happened|rocked|claimed|carried|launched|conducted|targeted|struck|cut|came"
    r"|lasted|followed|hospitali|overnight|reported)"
)
#: what strikes a place and is nobody's act
_MISFORTUNES = words(
    "cut cuts blackout blackouts outage outages shortage shortages flood floods flooding storm storms hurricane "
    "cyclone typhoon tornado earthquake quake tremor tsunami landslide lightning snow frost heatwave drought famine "
    "epidemic outbreak cholera disease virus recession inflation crisis"
)
_SMALL_FIRE = words("gunfire bullets bullet sniper shots")
_ENERGY_OUT = re.compile(r"\b(?:power|electricity|darkness|blackouts?|outages?)\b")
_ON_PLACE = words("on in against near at")
_ANAPHORIC = words("these those such this")


def strike(scene: Scene) -> str | None:
    if not _is_force(scene):
        return None
    if scene.low == "bombs" and scene.before in ("hear", "heard", "hearing"):
        return "fire.explosion"
    if scene.mine_blast():
        return "mine.explosion"
    if scene.anywhere(BOMBER) and scene.low not in ("strike", "strikes"):
        return "fire.explosion"
    code = strike_means(scene)
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
    if code is None and scene.lows & _SMALL_FIRE:
        return "fire"
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
    if scene.low in ("hit", "hits", "hitting", "struck", "strikes") and _by_nature(scene):
        return False
    if scene.low in ("hit", "struck", "targeted", "hitting", "targeting"):
        return scene.after not in _NOT_HIT and not (
            scene.low == "struck"
            and scene.after in ("a", "an")
            and (scene.tokens[scene.at + 2].low if scene.at + 2 < len(scene.tokens) else "")
            in ("deal", "agreement", "tone", "balance", "truce", "ceasefire")
        )
    return True


def _by_nature(scene: Scene) -> bool:
    """ "A power cut has hit 20,000 homes", "floods struck Pell": what strikes is no force, and nothing was fired."""
    before = [token.low for token in scene.tokens[max(scene.clause.first, scene.at - 6) : scene.at]]
    return scene.means is None and not _MISFORTUNES.isdisjoint(before) and BE.isdisjoint(before)


def _is_noun(scene: Scene) -> bool:
    if scene.low not in STRIKE_NOUNS:
        return False
    if scene.low in ("hit", "hits", "targets", "strikes", "strike", "attack", "bombing"):
        return not _verb_like(scene)
    return True


def _verb_like(scene: Scene) -> bool:
    """ "drones hit a depot": an article, a name or a number behind it, and no article before."""
    if scene.before in BE and scene.low in ("hit", "strike"):
        return True  # "was hit by"
    if scene.at + 1 >= len(scene.tokens) or scene.before in ("a", "an", "the", "of", "in", "by", "its", "their", "and"):
        return False
    following = scene.tokens[scene.at + 1]
    named = (
        following.low in ("a", "an", "the", "its", "their", "his") or following.capital or following.text[0].isdigit()
    )
    return named or following.low in ("two", "three", "several", "civilian", "residential", "energy", "military")


def strike_means(scene: Scene) -> str | None:
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
