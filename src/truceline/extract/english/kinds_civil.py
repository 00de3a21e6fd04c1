"""Kinds of what is done to monitors and aid, of protests, of agreements and talks, of alerts, of violations counted."""

from __future__ import annotations

import re

from truceline.extract.english.evidence import MONITOR_WORD
from truceline.extract.english.scene import Scene
from truceline.extract.words import words

_AID = words("aid humanitarian relief food medicine medicines supplies unicef wfp icrc")
_AID_ON_ITS_WAY = _AID | {"convoy", "convoys", "trucks"}
_STOPPED = words(
    "blocked blocking obstructed turned prevented stopped denied barred delayed impeded halted attacked hijacked"
)
_ACCORD = re.compile(
    r"\b(?:agreement|accord|deal|declaration|ceasefire|truce|pact|treaty|memorandum|protocol|cessation)\b",
    re.IGNORECASE,
)
_TRUCE = re.compile(
    r"\b(?:ceasefire|cease-fire|truce|armistice|cessation of hostilities|agreement|accord|pauses?)\b", re.IGNORECASE
)
_MADE = re.compile(
    r"\b(?:signed|declared|declares|announced|agreed|agree|took effect|taken effect|take effect|came into (?:force"
    r"|effect)"
    r"|comes into force|went into (?:force|effect)|entered into force|extended|prolonged|renewed|concluded|reached"
    r"|began at"
    r"|mediated|brokered)\b"
)
_BROKEN = re.compile(
    r"\b(?:ceasefire|cease-fire|truce|agreement|silence regime|armistice|Minsk|moratorium|accord|airspace)\b",
    re.IGNORECASE,
)
_TALKED = re.compile(
    r"\b(?:held|began|begun|resumed|ended|concluded|took place|unfolded|hosted|met|opened|started|broke down|collapsed"
    r"|got under way|continued|attended|convened)\b"
)
#: of a heading: "Talks in Doha end", "talks resume in Pell"
_END = re.compile(
    r"(?<!\bto)(?<!\bwill)(?<!\bshould)(?<!\bmust)(?<!\bcan)(?<!\ban)(?<!\bthe)(?<!\bno)(?<!\bcould)\s"
    r"(?:end|begin|resume|collapse|open|conclude|stall)(?=\s(?:after|in|with|without|on|as|at|under)\b|$)"
)
_PRISONERS = words(
    "prisoners prisoner pow pows captives hostages hostage bodies remains detainees servicemen soldiers children "
    "captive "
    "prisoners-of-war"
)
_NOT = words("not didn't n't never refused no nobody neither")
_WERE_TO = words("if until unless")
_GPS = words("gps gnss signal uav drone navigation probable")
_DEMONSTRATING = words(
    "dispersed dispersing tear-gassed "
    "marched gathered rallied took blocked demanded chanted clashed occupied demonstrated demanding chanting held "
    "blocking "
    "marching gathering waved burned"
)
#: what people gather for when it is a protest
_DEMANDS = re.compile(
    r"\b(?:to demand|demanding|in protest|to protest|protesting|placards?|slogans?|banners?|calling for|to call for"
    r"|chanting|against the|in support of|with demands)\b"
)
_ENVOYS = words(
    "president presidents minister prime chiefs leader commanders commander king kings chancellor premier premiers "
    "minister ministers envoy envoys delegation delegations leaders officials negotiators mediators delegates "
    "counterpart secretary foreign ministers representatives"
)
_SIGNAL_LOST = re.compile(r"\b(?:lost|loss)\b.{0,30}\b(?:gps|gnss|signal|contact|control)\b", re.IGNORECASE)
_SOUNDED = re.compile(
    r"\b(?:sound\w*|wail\w*|rang|setting off|set off|trigger\w*|blared|declared|announced|issued|activated|heard"
    r"|lasted)\b"
)


def _aid(scene: Scene) -> str | None:
    if scene.low in ("aid", "convoy"):
        return None
    if scene.low == "unable":  # "aid convoys have been unable to reach Dilling"
        reaching = set(scene.near(0, 4)) & {"reach", "enter", "access", "deliver"}
        return "abuse.aid_blockage" if reaching and scene.lows & _AID_ON_ITS_WAY else None
    return "abuse.aid_blockage" if scene.lows & _AID_ON_ITS_WAY else None


def _restriction(scene: Scene) -> str | None:
    low, lows = scene.low, scene.lows
    if low in ("jammed", "jamming", "interference"):
        if scene.before in (
            "probable",
            "possible",
            "suspected",
            "likely",
            "apparent",
            "assessed",
        ) and scene.in_sentence(_SIGNAL_LOST):
            return None  # told by what was lost
        return "restriction" if (lows & _GPS and scene.in_sentence(MONITOR_WORD)) or lows & {"gps", "gnss"} else None
    if (
        lows & {"aid", "humanitarian", "relief", "food"}
        and lows & _STOPPED
        and lows & {"convoy", "convoys", "trucks", "aid", "access", "deliveries", "workers"}
    ):
        return "abuse.aid_blockage"
    if low == "access":
        return None
    if low == "lost":
        return "restriction" if lows & {"gps", "gnss", "signal"} or "contact" in scene.near(0, 4) else None
    if not scene.anywhere(MONITOR_WORD):
        return None
    if low in ("allow", "allowed", "permit", "permitted", "let"):
        return "restriction" if set(scene.near(4, 0)) & _NOT and not scene.lows & _WERE_TO else None
    if low == "held" and not scene.lows & {"checkpoint", "roadblock", "gunpoint", "barrier"}:
        return None
    if low == "turned" and scene.after not in ("back", "away"):
        return None
    if low in ("denied", "refused", "denial") and not lows & {
        "passage",
        "access",
        "entry",
        "entrance",
        "permission",
        "permit",
        "pass",
        "proceed",
        "visit",
    }:
        return None
    return "restriction"


def _protest(scene: Scene) -> str | None:
    if scene.low in ("gathered", "assembled", "picketed", "turned"):
        return "civil.protest" if scene.placed and scene.anywhere(_DEMANDS) else None
    if scene.low in ("protest", "rally", "demonstration") and not scene.placed:
        return None
    if scene.low in ("protesters", "demonstrators") and not scene.lows & _DEMONSTRATING:
        return None
    if scene.low in ("protest", "protests") and scene.before in ("in", "diplomatic", "formal", "note", "of"):
        return None
    if scene.low in ("rallied", "protested") and not scene.placed:
        return None
    return "civil.protest"


def _riot(scene: Scene) -> str | None:
    return None if scene.after in ("police", "gear", "shields") else "civil.riot"


_DATED = frozenset(("signed", "reached", "agreed", "brokered", "announced", "declared", "concluded"))


def _accord(scene: Scene) -> str | None:
    low = scene.low
    if low == "signed":
        return (
            "politics.agreement"
            if scene.ahead(_ACCORD) or (scene.before in ("was", "were") and scene.behind(_ACCORD))
            else None
        )
    if low == "agreed" and scene.lows & {"swap", "exchange", "release"} and scene.lows & _PRISONERS:
        return "politics.agreement"
    if low in ("extended", "agreed"):
        told = scene.in_sentence(_TRUCE) and scene.before not in ("had",)
        return (
            "politics.agreement"
            if told
            and not scene.lows & {"invitation", "condolences", "thanks"}
            and (low == "extended" or scene.ahead(_TRUCE))
            else None
        )
    if scene.before in ("violated", "violating", "the") and scene.lows & {"violated", "violating", "broke", "breached"}:
        return None
    if scene.before == "the" and scene.at > 1 and scene.tokens[scene.at - 2].low == "since":
        return None  # "returned since the ceasefire took effect": told of another day
    if scene.before == "the" and scene.after in _DATED and not scene.lows & {"effect", "force"}:
        return None  # "the truce signed in Pell in May expires in June": what is told of it
    made = scene.anywhere(_MADE)
    if low in ("agreement", "accord", "cessation"):
        return (
            "politics.agreement"
            if made and scene.lows & {"signed", "reached", "concluded", "effect", "force"}
            else None
        )
    return "politics.agreement" if made else None


#: both sides say so of each other: nothing is told of what was done
_MUTUAL = re.compile(
    r"\b(?:accus\w+|blam\w+|charg\w+)\s(?:\w+\s){0,3}?(?:each\sother|one\sanother|the\sother(?:\sside)?)\b"
    r"|\b(?:trad|exchang|swapp?)\w+\s(?:\w+\s)?(?:accusations|blame|charges|recriminations)\b|\bmutual(?:ly)?\saccus"
)


_WHOEVER = words("those anyone anybody everyone all people")


def _violation(scene: Scene) -> str | None:
    """Violations that are counted, or of which somebody is accused, say fire of no stated kind."""
    if scene.in_sentence(_MUTUAL):
        return None
    head = [token.low for token in scene.tokens[max(0, scene.clause.first - 2) : scene.clause.first]]
    if head[-1:] == ["who"] and head[0] in _WHOEVER:
        return None  # "those who broke the truce": nothing is told of when, or of whom
    if scene.low in ("broke", "breaking"):
        return "fire" if scene.ahead(_BROKEN) and scene.after in ("the", "a", "its") else None
    if "airspace" in scene.lows:
        return "air.entry"
    if scene.low in ("violations", "violation", "breaches"):
        counted = any(token.text[0].isdigit() for token in scene.tokens[max(0, scene.at - 3) : scene.at])
        told = scene.lows & {
            "recorded",
            "registered",
            "committed",
            "reported",
            "counted",
            "observed",
            "logged",
            "documented",
        }
        of = scene.behind(_BROKEN) or scene.ahead(_BROKEN)
        return "fire" if of and (counted or told) else None
    return "fire" if scene.ahead(_BROKEN) else None


def _swap(scene: Scene) -> str | None:
    if scene.low == "exchanged" and scene.lows & {"fire", "gunfire", "shots"}:
        return "ground.clash"
    if not scene.lows & _PRISONERS or (scene.before == "the" and scene.low in ("released", "freed", "repatriated")):
        return None
    if scene.low == "handed" and scene.after not in ("over", "back"):
        return None
    if scene.low in ("exchange", "swap", "swaps") and not scene.lows & {
        "conducted",
        "carried",
        "took",
        "completed",
        "held",
        "in",
    }:
        return None
    if scene.low in ("exchanged", "exchange") and scene.lows & {"fire", "gunfire"}:
        return None
    return "politics.other"


def _talks(scene: Scene) -> str | None:
    if scene.low == "met":
        return "politics.talks" if scene.lows & _ENVOYS and scene.placed else None
    if scene.low == "meeting":
        return "politics.talks" if scene.anywhere(_TALKED) and scene.placed and scene.lows & _ENVOYS else None
    if scene.low in ("talks", "negotiations") and scene.ahead(_END):
        return "politics.talks"
    held = scene.in_sentence(_TALKED) if scene.low != "summit" else scene.anywhere(_TALKED)
    return "politics.talks" if held else None


def _alert(scene: Scene) -> str | None:
    if scene.low in ("alert", "alerts"):
        return (
            "signal.alert"
            if scene.before in ("air-raid", "raid", "air", "missile", "ballistic") and scene.anywhere(_SOUNDED)
            else None
        )
    return "signal.alert" if scene.anywhere(_SOUNDED) or scene.placed else None


CIVIL = {
    "AID": _aid,
    "RESTRICTION": _restriction,
    "PROTEST": _protest,
    "RIOT": _riot,
    "ACCORD": _accord,
    "VIOLATION": _violation,
    "SWAP": _swap,
    "TALKS": _talks,
    "ALERT": _alert,
}
