"""Kinds of acts on the ground: assaults, clashes, raids, crossings, control, movement, works, weapons, mines."""

from __future__ import annotations

import re

from truceline.extract.english.lexicon import BE
from truceline.extract.english.means import SEEN_WEAPONS
from truceline.extract.english.scene import Scene
from truceline.extract.english.triggers import FORCES
from truceline.extract.words import words

_PLACES_TAKEN = re.compile(
    r"\b(?:village|town|hamlet|settlement|city|position|positions|height|heights|district|villages|towns"
    r"|settlements|suburb"
    r"|airport|airfield|bridge|area|areas|neighbou?rhoods?|outpost|base|palace|camp|hill|hills|crossing|dam"
    r"|headquarters"
    r"|street|streets|territory|capital|ground)\b"
)
_LINE = re.compile(
    r"\b(?:line|border|frontier|river|Blue Line|fence|Line of Control|ceasefire line|contact line|boundary"
    r"|buffer zone)\b",
    re.IGNORECASE,
)
_FIGHTING = re.compile(
    r"\b(?:resumed|broke out|erupted|raged|raging|continued|continues|intensified|flared|reported|between|heavy"
    r"|fierce|killed"
    r"|left|forced|spread|rocked|clashes|intense|renewed|fresh|near|around|in|took place|took|lasted|subsided"
    r"|entered|ongoing)\b"
)
_ASSAULTS = re.compile(r"\b(?:attacks?|assaults?|offensives?|attempts?|advances?|storm\w*)\b")
#: "kept the guns silent": nothing is told of where they stand
_ALERT = words("silent quiet firing ready alert trained aimed pointed")
_WHERE_KEPT = re.compile(r"\b(?:zone|lines?|area|km|kilomet\w+|villages?|town|depot|site|streets?|yards?)\b")
_TROOPS = words(
    "troops soldiers column vehicles reinforcements armour armor battalion forces units brigade tanks militants "
    "fighters "
    "trucks howitzers artillery equipment army rebels marines"
)
_CAPTIVES = words(
    "pilot pilots soldier soldiers prisoners fighters men troops civilians hostages servicemen crew people"
)
_ABSENT = re.compile(r"\b(?:absent|missing|not present)\b")
_STORED = re.compile(r"\b(?:storage|site|holding|permanent|depot|withdrawal|withdrawn)\b")
_FROM_PLACE = re.compile(r"\b(?:from|to|out of|back|behind)\b")
_SEXUAL = words("sexual sexually sexual-assault indecent")
_MINES_FOUND = words(
    "found saw observed laid discovered planted spotted cleared placed noted seen defused removed marked"
)


_ARMED_FORCES = FORCES - words("police authorities security government men")
_CIVILIANS = words(
    "families family people civilians residents villagers refugees women children households herders farmers migrants "
    "returnees evacuees pilgrims townspeople inhabitants asylum-seekers"
)
_OUT_OF = words("homes houses safety shelters camps villages districts towns")
#: who is taken somewhere has not been overrun
_CARRIED = re.compile(
    r"\s(?:(?:by|in|on|aboard)\s(?:an?\s|the\s)?(?:\w+\s)?(?:helicopters?|lorr(?:y|ies)|trucks?|bus(?:es)?"
    r"|boats?|ambulances?|trains?|planes?|road|air|sea|rail)|to\s(?:the\s)?(?:\w+\s)?(?:hospitals?|safety|clinics?|morgues?))\b"
)


_FLOWN = words("drone drones missile missiles air aerial uav uavs")


def _assault(scene: Scene) -> str | None:
    if set(scene.near(2, 0)) & {"air", "aerial", "drone", "missile"}:
        return "air"
    if scene.lows & _SEXUAL or scene.before in ("these", "those", "such", "this"):
        return None
    if scene.lows & {"demonstrators", "protesters", "mob", "crowd"} and not scene.lows & {"gunmen", "militants"}:
        return "civil.riot"
    if scene.low in ("repelled", "repulsed") and scene.lows & _FLOWN:
        return None  # "a drone attack had been repelled": told by the attack
    if scene.low in ("repelled", "repulsed"):
        return "ground.assault" if scene.anywhere(_ASSAULTS) else None
    if scene.low in ("offensive", "offensives", "assault", "assaults") and scene.after in (
        "rifle",
        "rifles",
        "weapons",
        "line",
    ):
        return None
    if scene.low in ("ambush", "offensive", "offensives") and not (scene.placed or scene.lows & FORCES):
        return None
    return "ground.assault"


def _clash(scene: Scene) -> str | None:
    low = scene.low
    if low in ("exchanged", "traded"):
        if not scene.lows & {"fire", "gunfire", "shots", "shelling", "artillery"}:
            return None
        return "fire.shelling" if scene.lows & {"artillery", "shelling", "mortar", "rocket"} else "ground.clash"
    if low == "engagements":
        return "ground.clash" if scene.before in ("combat", "military", "armed", "battle") else None
    if low in ("fought",):
        return "ground.clash" if scene.placed and scene.lows & FORCES else None
    if low in ("battle", "battles") and scene.before in ("legal", "court", "political", "losing", "uphill"):
        return None
    if low in ("fighting", "battle", "battles"):
        return (
            "ground.clash"
            if scene.anywhere(_FIGHTING) and scene.after not in ("force", "forces", "vehicle", "age")
            else None
        )
    if scene.before in ("these", "those", "such"):
        return None
    protest = scene.lows & {"police", "protesters", "demonstrators"} and not scene.lows & {
        "gunmen",
        "militants",
        "rebels",
    }
    return "civil.riot" if protest else "ground.clash"


def _raid(scene: Scene) -> str | None:
    lows = scene.lows
    if scene.after in ("siren", "sirens", "alert", "alerts", "shelter") or scene.before in ("such", "these", "those"):
        return None
    if lows & {"air", "aerial"} or scene.before in ("bombing", "drone"):
        return "air.strike" if scene.before != "drone" else "air.drone_strike"
    if scene.low == "sabotage" and not lows & {"group", "groups", "act", "attack", "raid"}:
        return None
    if "police" in lows and not lows & FORCES - {"police"}:
        return "abuse.detention" if lows & {"detained", "arrested"} else None
    return None if scene.before in ("the", "this") and not scene.placed else "ground.raid"


#: what people and goods are carried in
_CARRIERS = words("bus buses minibus train trains truck trucks lorry lorries ambulance ambulances convoy convoys ferry")


def _cross(scene: Scene) -> str | None:
    if scene.low in ("entered", "violated"):
        if "airspace" in scene.lows:
            return "air.drone_sortie" if scene.lows & {"drone", "drones", "uav", "uavs"} else "air.entry"
        if scene.low == "violated":
            return None
        armed = scene.lows & _ARMED_FORCES
        return "ground.advance" if armed and (scene.placed or scene.anywhere(_PLACES_TAKEN)) else None
    if scene.low == "crossing" and scene.before in ("the", "a", "border", "entry-exit"):
        return None
    if scene.lows & _CIVILIANS and not scene.lows & _ARMED_FORCES:
        return "harm.displacement" if scene.placed or scene.ahead(_LINE) else None
    if scene.lows & _CARRIERS and not scene.lows & _ARMED_FORCES:
        return None  # "buses carrying the freed crossed the border"
    return "ground.crossing" if scene.ahead(_LINE) else None


def _advance(scene: Scene) -> str | None:
    if scene.low in ("taken", "took") and scene.ahead(_CARRIED):
        return None
    low = scene.low
    if low in ("advanced", "advancing", "gained"):
        moved = scene.placed and scene.lows & (FORCES | {"metres", "kilometres", "km"})
        return "ground.advance" if moved and (low != "gained" or "control" in scene.lows) else None
    if low in ("taken", "took", "taking", "gained", "seized") and "control" in scene.near(0, 4) and scene.placed:
        return "ground.advance"
    if low == "lost":
        given = scene.placed and scene.ahead(_PLACES_TAKEN) and "to" in scene.lows
        return "ground.advance" if given else None
    if low == "pushed":
        return "ground.advance" if scene.placed and scene.lows & FORCES and "into" in scene.near(0, 4) else None
    named = _names_place(scene)
    if not (scene.ahead(_PLACES_TAKEN) or scene.behind(_PLACES_TAKEN) or named):
        return None
    if low in ("taken", "took", "taking"):
        return _took(scene)
    if low == "occupied":
        return "ground.advance" if scene.before in BE | {"have", "had", "has"} else None
    if low in ("captured", "capturing", "seized", "seizing") and _of_people(scene):
        return None
    if low in ("captured", "capturing", "seized", "seizing") and scene.lows & {
        "soldiers",
        "weapons",
        "prisoners",
        "drugs",
    }:
        return "ground.advance" if named else None
    return "ground.advance"


def _of_people(scene: Scene) -> bool:
    """ "captured a pilot", "captured three soldiers"."""
    ahead = [token.low for token in scene.tokens[scene.at + 1 : scene.at + 4]]
    return any(word in _CAPTIVES for word in ahead)


def _names_place(scene: Scene) -> bool:
    """ "captured Pell": a name right behind, that is a place."""
    following = scene.tokens[scene.at + 1] if scene.at + 1 < len(scene.tokens) else None
    second = scene.tokens[scene.at + 2] if scene.at + 2 < len(scene.tokens) else None
    named = following is not None and (
        following.capital or (following.low == "the" and second is not None and second.capital)
    )
    passive = scene.before in BE
    return scene.placed and (named or passive)


def _took(scene: Scene) -> str | None:
    after = {token.low for token in scene.tokens[scene.at + 1 : scene.at + 3]}
    if after & {
        "place",
        "part",
        "action",
        "measures",
        "hold",
        "over",
        "off",
        "away",
        "to",
        "effect",
        "shelter",
        "hostage",
        "responsibility",
        "advantage",
        "cover",
        "steps",
        "refuge",
        "aim",
        "time",
        "days",
        "hours",
        "office",
        "note",
        "prisoner",
    }:
        return None
    if "control" in after:
        return "ground.advance"
    armed = scene.lows & FORCES
    return "ground.advance" if armed or scene.ahead(_PLACES_TAKEN) else None


def _withdraw(scene: Scene) -> str | None:
    if scene.low == "withdrawal":
        return None
    if scene.low == "pulled" and scene.after not in ("back", "out"):
        return None
    if not scene.lows & (_TROOPS | FORCES):
        return None
    weapons = scene.lows & SEEN_WEAPONS and not scene.lows & (FORCES - {"artillery"})
    if weapons:
        return "weapon.moved"
    return "ground.movement" if scene.placed or scene.ahead(_FROM_PLACE) else None


def _moved(scene: Scene) -> str | None:
    lows = scene.lows
    if scene.low == "towed" and scene.after in SEEN_WEAPONS:
        return None  # "nine towed howitzers": a kind of gun
    if lows & SEEN_WEAPONS and not lows & {"missiles", "drones"}:
        return "weapon.moved"
    if lows & _CIVILIANS and scene.low == "moved" and scene.before in ("been", "were", "was"):
        return "harm.displacement" if scene.placed or lows & _OUT_OF else None
    armed = lows & _TROOPS and not lows & {"peacekeeping", "peacekeepers", "patients", "police"}
    return "ground.movement" if armed and scene.low != "convoys" else None


def _works(scene: Scene) -> str | None:
    return "ground.works" if scene.lows & {"new", "extended", "dug", "built", "saw", "observed", "extension"} else None


def _weapon(scene: Scene) -> str | None:
    last = min(len(scene.tokens), scene.at + 14)
    last = next((at for at in range(scene.at, last) if scene.tokens[at].text == ";"), last)
    tail = {token.low for token in scene.tokens[scene.at : last]}
    if scene.low == "seen" and scene.after == "by":
        return None  # "under the draft, seen by the newspaper"
    if scene.low == "seen":
        tail |= scene.lows
    if not tail & SEEN_WEAPONS or tail & {
        "fire",
        "explosions",
        "explosion",
        "projectiles",
        "bursts",
        "strikes",
        "rounds",
    }:
        return None
    gone = _ABSENT.search(scene.text, scene.clause.start, scene.tokens[last - 1].end)
    return "weapon.absent" if gone is not None else "weapon"


def _kept(scene: Scene) -> str | None:
    """ "keeping four launchers in the withdrawal zone", "tanks parked near the school"."""
    near = set(scene.near(6, 8))
    if not near & SEEN_WEAPONS or near & _ALERT:
        return None
    return "weapon" if scene.placed or scene.in_sentence(_WHERE_KEPT) else None


def _absent(scene: Scene) -> str | None:
    """ "Four howitzers were missing from a storage site", whoever saw it."""
    stored = scene.in_sentence(_STORED)
    return "weapon.absent" if stored and scene.all_lows & SEEN_WEAPONS else None


def _mine(scene: Scene) -> str | None:
    if scene.mine_blast():
        return "mine.explosion"
    if scene.low == "mine" and (scene.lows & {"coal", "iron", "gold", "ore", "miners", "shaft"} or scene.placed):
        return None if not scene.lows & _MINES_FOUND else "mine"
    return "mine" if scene.lows & _MINES_FOUND else None


GROUND = {
    "ASSAULT": _assault,
    "CLASH": _clash,
    "RAID": _raid,
    "CROSS": _cross,
    "ADVANCE": _advance,
    "WITHDRAW": _withdraw,
    "MOVED": _moved,
    "WORKS": _works,
    "WEAPON": _weapon,
    "KEPT": _kept,
    "ABSENT": _absent,
    "MINE": _mine,
}
