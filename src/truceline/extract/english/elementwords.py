"""Words for the parts of a possible agreement. Tables only: where each part stands is told in `elements`."""

from __future__ import annotations

import re
from typing import NamedTuple


class _Element(NamedTuple):
    code: str
    firsts: str  # the words that its phrases begin with; "-day" is any word that ends so
    pattern: str


_LAND = r"(?=\s(?:and|or|are|is|was|were|remain|has|have|will)|[,.;:—–-]|\s--|$)"
_ALL = r"(?:all )?(?:of )?(?:the |its |their |Russian |Ukrainian |foreign |remaining )*"
_ELEMENTS: tuple[_Element, ...] = (
    _Element("numbered_plan",
        "-point",
        r"(?:\d{1,3}|[a-z]{3,9})-point (?:peace )?(?:plan|proposal|roadmap|framework|document|blueprint)"),
    _Element("security_agreement",
        "bilateral mutual security defence defense",
        r"(?:bilateral |mutual )?(?:security|defen[cs]e) (?:agreement|pact|treaty|deal|accord)"
        r"|bilateral agreement(?: between [^.,;]{3,60}? (?:for|on) [\w ]{0,20}security guarantees)?"),
    _Element("security_guarantees",
        "iron-clad ironclad post-war legally-binding legally long-term robust credible article us u.s. american "
        "western european security guarantees guarantee",
        r"(?:(?:iron-?clad|post-war|legally[- ]binding|long-term|robust|credible|Article 5-(?:like|style)|US"
        r"|U\.S\.|American"
        r"|Western|European) )*(?:security )?guarantees?|(?:legally[- ]binding |security )assurances"
        r"|security commitments"),
    _Element("peacekeeping_force",
        "peacekeeping multinational reassurance stabilisation stabilization post-ceasefire buffer interposition "
        "protection international european peacekeepers boots",
        r"(?:peacekeeping|multinational|reassurance|stabili[sz]ation|post-ceasefire|buffer|interposition|protection"
        r"|international)(?: \w+)? (?:force|contingent)|peacekeeping plan|peacekeepers|peacekeeping (?:troops|mission"
        r"|operation)|European (?:force|troops)|boots on the ground"),
    _Element("monitoring_mechanism",
        "ceasefire truce joint international us-led u.s.-led u.s. third-party monitoring verification deconfliction "
        "on-site observer",
        r"(?:(?:ceasefire|truce|joint|international|US-led|U\.S\.-led|third-party) )*(?:monitoring|verification"
        r"|monitoring and verification|deconfliction) (?:mechanism|mission|system|commission|centre|center"
        r"|regime|body)"
        r"|observer (?:force|mission|team)s?|joint mechanism|on-site inspections"
        r"|international monitors|ceasefire monitoring"),
    _Element("territory",
        "territorial control status fate future annexed occupied land cession border demarcation",
        r"territorial (?:control|questions?|issues?|concessions?|status|integrity|swaps?|claims)(?: (?:over|of)"
        rf" (?:the )?[\w -]{{3,40}}?{_LAND})?|(?:control|status|fate|future) of (?:the )?(?:[\w-]+ ){{0,2}}(?:Donbas"
        rf"|Crimea|territor(?:y|ies)|enclave|region|city|peninsula|border|islands?)\b"
        rf"|status of [A-Z][\w ]{{2,30}}?{_LAND}"
        r"|annexed (?:regions|territories)|occupied (?:territories|lands|regions)|land swaps?|cession of [\w ]{3,30}?"
        rf"{_LAND}|border (?:demarcation|delimitation)|demarcation of the border"),
    _Element("line_of_contact",
        "line demarcation current existing front contact",
        r"(?:line of (?:contact|control|separation)|demarcation line"
        r"|(?:current |existing )?(?:front|contact) lines?)(?= (?:as|should|would|to be|freez)| as )"),
    _Element("nuclear_power_plant",
        "nuclear",
        r"nuclear (?:power )?(?:plant|station)"),
    _Element("dam",
        "status fate control repair",
        r"(?:status|fate|control|repair) of the (?:[A-Z][\w-]+ )?dam"),
    _Element("prisoner_exchange",
        "exchange swap release return prisoner prisoner-of-war pow hostage detainee all-for-all",
        r"(?:exchange|swap|release|return) of (?:some |about |around |at least |up to )?"
        rf"{_ALL}(?:\d[\d,]* )?(?:prisoners|detainees|hostages|captives|POWs)"
        r"(?: of war)?|(?:prisoner|prisoner-of-war|POW|hostage|detainee|all-for-all)[- ](?:exchange|swap|release"
        r"|deal)s?"),
    _Element("return_of_bodies",
        "exchange return repatriation handover",
        rf"(?:exchange|return|repatriation|handover) of {_ALL}(?:bodies"
        r"|remains)(?: of [\w ]{3,30}?(?=[,.;]|\s(?:is|was|has|and)))?"),
    _Element("return_of_children",
        "return",
        rf"return of {_ALL}(?:abducted |deported )?(?:\w+ )?children"),
    _Element("return_of_displaced",
        "return resettlement",
        rf"(?:return|resettlement) of {_ALL}(?:refugees|displaced (?:people|persons|families)|IDPs)"),
    _Element("withdrawal_of_weapons",
        "withdrawal pullback pull-out pullout removal weapons",
        rf"(?:withdrawal|pullback|pull-?out|removal) of {_ALL}(?:heavy )?(?:weapons|artillery|tanks|armou?r|missiles)"
        r"|weapons (?:withdrawal|pullback)"),
    _Element("withdrawal_of_troops",
        "troop mutual phased full complete partial withdrawal pullback pull-out pullout disengagement",
        rf"(?:troop |mutual |phased |full |complete |partial )*(?:withdrawal|pullback|pull-?out|disengagement)"
        rf"(?: of {_ALL}(?:troops|forces|soldiers|armed groups|fighters))?"),
    _Element("disarmament",
        "disarmament demilitarisation demilitarization demobilisation demobilization cap caps limit limits",
        r"disarmament(?: of [\w ]{3,30}?(?=[,.;]|\s(?:is|was|has|and)))?|demilitari[sz]ation|demobili[sz]ation"
        r"|(?:caps?|limits?) on (?:the size of )?(?:the |its |Ukraine's )?(?:army|armed forces|military|weapons"
        r"|missiles)"),
    _Element("ceasefire",
        "unconditional humanitarian temporary permanent partial full complete comprehensive immediate energy "
        "maritime naval air easter christmas -day -hour -week -month ceasefire cease-fire truce cessation "
        "moratorium halt pause end",
        r"(?:(?:unconditional|humanitarian|temporary|permanent|partial|full|complete|comprehensive|immediate|energy"
        r"|maritime|naval|air|Easter|Christmas|30-day|60-day|24-hour|72-hour|\d{1,3}-(?:day|hour|week"
        r"|month))(?: and)? )*(?:ceasefire|cease-fire|truce"
        r"|cessation of hostilities|moratorium)(?: on (?:attacks on |strikes on )?energy (?:infrastructure|facilities"
        r"|sites))?|(?:halt|pause|end) to (?:the )?(?:fighting|hostilities|strikes)"),
    _Element("buffer_zone",
        "buffer demilitarised demilitarized security drone-free disengagement weapons-free safe buffer-zone",
        r"(?:buffer|demilitari[sz]ed|security|drone-free|disengagement|weapons-free|safe)[- ](?:zone|area|strip)s?"),
    _Element("no_fly_zone",
        "no-fly closed",
        r"no-fly zone|closed skies"),
    _Element("humanitarian_access",
        "humanitarian aid evacuation relief opening reopening unhindered access",
        r"humanitarian (?:corridors?|access|aid access|pauses?)|(?:aid|evacuation) corridors?|(?:aid"
        r"|relief) (?:deliveries"
        r"|access|convoys)|(?:re)?opening of (?:the )?(?:[\w-]+ )?crossings?|unhindered (?:humanitarian )?access"),
    _Element("demining",
        "humanitarian demining mine clearance",
        r"(?:humanitarian )?(?:demining|mine clearance|clearance of mines)"),
    _Element("sanctions_relief",
        "sanctions lifting easing removal",
        r"sanctions (?:relief|removal|easing)|(?:lifting|easing"
        r"|removal) of (?:the"
        r" |all )?(?:Western |US |U\.S\. |economic )*sanctions"),
    _Element("frozen_assets",
        "frozen immobilised immobilized war reparations reconstruction compensation",
        r"(?:frozen|immobili[sz]ed) (?:Russian |state |sovereign )*assets|(?:war )?reparations(?: loan)?"
        r"|reconstruction (?:fund|package|plan)|compensation (?:fund|mechanism)"),
    _Element("shipping",
        "freedom safety black safe grain shipping opening reopening lifting",
        r"(?:freedom|safety) of navigation|(?:Black Sea |safe )?(?:grain|shipping) (?:deal|corridor|initiative"
        r"|agreement)"
        r"|(?:re)?opening of (?:the )?(?:[\w-]+ )?ports?|lifting of the (?:naval )?blockade"),
    _Element("alliance_membership",
        "nato eu european alliance accession membership permanent military neutrality",
        r"(?:NATO|EU|European Union|alliance) (?:membership|accession)|accession to (?:NATO|the EU"
        r"|the European Union)"
        r"|membership (?:of|in) (?:NATO|the EU|the European Union|the alliance)|(?:permanent |military )?neutrality"),
    _Element("elections",
        "new early presidential parliamentary national snap elections",
        r"(?:(?:new|early|presidential|parliamentary|national|snap) )+elections"
        r"|elections within [\w ]{3,20}?(?=[,.;])"),
    _Element("referendum",
        "national nationwide referendum",
        r"(?:national |nationwide )?referendum"),
    _Element("transitional_government",
        "transitional interim unity technocratic power-sharing",
        r"(?:transitional|interim|unity|technocratic) (?:government|administration|authority|council)|power-sharing"
        r"(?: (?:deal|agreement|arrangement))?"),
    _Element("amnesty",
        "general full amnesty",
        r"(?:general |full )?amnesty"),
    _Element("accountability",
        "special war",
        r"(?:special |war crimes )tribunal"),
    _Element("arms_supplies",
        "halt end stop",
        r"(?:halt|end|stop) to (?:Western |foreign |US |U\.S\. )*(?:arms|weapons|military) (?:supplies|deliveries"
        r"|shipments|aid)"),
    _Element("joint_commission",
        "joint",
        r"joint (?:military |ceasefire |monitoring )?(?:commission|committee|coordination cent(?:re|er))"),
    _Element("mandate",
        "mandate rules",
        r"mandate(?: of the (?:force|mission))?|rules of engagement"),
    _Element("timetable",
        "timetable timeline schedule",
        r"(?:timetable|timeline|schedule) for (?:the )?[\w ]{4,40}?(?=[,.;]|\s(?:is|was|has|had|remain|and))"),
    _Element("details",
        "critical specific further key precise exact final full whose other technical details text secret "
        "confidential annex annexes",
        r"(?:(?:critical|specific|further|key|precise|exact|final|full|whose|other|technical) )*details"
        r"|(?:full )?text of the (?:agreement|deal|plan|memorandum|document|accord)|(?:secret "
        r"|confidential )?annex(?:es)?"),
    _Element("peace_plan",
        "peace draft settlement framework ceasefire truce final us u.s. american european russian ukrainian "
        "counter plan plans proposal proposals memorandum",
        r"(?:(?:peace|draft|settlement|framework|ceasefire|truce|final|US|U\.S\.|American|European|Russian|Ukrainian"
        r"|counter) ?)+(?:plan|proposal|deal|agreement|accord|settlement|memorandum|initiative|framework)s?"
        r"|(?:plan|proposal)s? (?:drafted|drawn up|put forward) by|(?<=the )(?:proposals?|plans?"
        r"|memorandum)(?= (?:drafted"
        r"|outright|as|was|were|has|had))"),
)  # fmt: skip

_COMPILED = tuple((element.code, re.compile(rf"(?:{element.pattern})(?![\w-])")) for element in _ELEMENTS)


def _by_first() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    listed: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for element, compiled in zip(_ELEMENTS, _COMPILED, strict=True):
        for word in element.firsts.split():
            listed.setdefault(word, []).append(compiled)
    return {word: tuple(patterns) for word, patterns in listed.items()}


#: the patterns of the elements whose phrases begin with a word
BY_FIRST = _by_first()
FIRST_WORDS = frozenset(BY_FIRST)
#: such beginnings that are the end of a word: "28-point"
FIRST_ENDINGS = tuple(word for word in FIRST_WORDS if word.startswith("-"))
