"""Words for the parts of a possible agreement. Tables only: where each part stands is told in `elements`."""

from __future__ import annotations

import re
from typing import NamedTuple

from truceline.extract.words import words


class _Element(NamedTuple):
    code: str
    heads: str  # words of which one stands in every phrase of the pattern
    pattern: str


_LAND = r"(?=\s(?:and|or|are|is|was|were|remain|has|have|will)|[,.;:—–-]|\s--|$)"
_ALL = r"(?:all )?(?:of )?(?:the |its |their |Russian |Ukrainian |foreign |remaining )*"
_ELEMENTS: tuple[_Element, ...] = (
    _Element("numbered_plan", "plan proposal roadmap framework document blueprint",
        r"(?:\d{1,3}|[a-z]{3,9})-point (?:peace )?(?:plan|proposal|roadmap|framework|document|blueprint)"),
    _Element("security_agreement", "agreement pact treaty deal accord",
        r"(?:bilateral |mutual )?(?:security|defen[cs]e) (?:agreement|pact|treaty|deal|accord)"
        r"|bilateral agreement(?: between [^.,;]{3,60}? (?:for|on) [\w ]{0,20}security guarantees)?"),
    _Element("security_guarantees", "guarantees guarantee assurances commitments",
        r"(?:(?:iron-?clad|post-war|legally[- ]binding|long-term|robust|credible|Article 5-(?:like|style)|US"
        r"|U\.S\.|American"
        r"|Western|European) )*(?:security )?guarantees?|(?:legally[- ]binding |security )assurances"
        r"|security commitments"),
    _Element("peacekeeping_force", "force peacekeepers peacekeeping troops mission contingent boots",
        r"(?:peacekeeping|multinational|reassurance|stabili[sz]ation|post-ceasefire|buffer|interposition|protection"
        r"|international)(?: \w+)? (?:force|contingent)|peacekeeping plan|peacekeepers|peacekeeping (?:troops|mission"
        r"|operation)|European (?:force|troops)|boots on the ground"),
    _Element("monitoring_mechanism", "mechanism mission system commission centre center monitoring verification "
        "inspections monitors",
        r"(?:(?:ceasefire|truce|joint|international|US-led|U\.S\.-led|third-party) )*(?:monitoring|verification"
        r"|monitoring and verification|deconfliction) (?:mechanism|mission|system|commission|centre|center"
        r"|regime|body)"
        r"|on-site inspections|international monitors|ceasefire monitoring"),
    _Element("territory", "territorial territories territory land status regions borders border annexed donbas "
        "crimea",
        r"territorial (?:control|questions?|issues?|concessions?|status|integrity|swaps?|claims)(?: (?:over|of)"
        rf" (?:the )?[\w -]{{3,40}}?{_LAND})?|(?:control|status|fate|future) of (?:the )?(?:[\w-]+ ){{0,2}}(?:Donbas"
        rf"|Crimea|territor(?:y|ies)|enclave|region|city|peninsula|border|islands?)\b"
        rf"|status of [A-Z][\w ]{{2,30}}?{_LAND}"
        r"|annexed (?:regions|territories)|occupied (?:territories|lands|regions)|land swaps?|cession of [\w ]{3,30}?"
        rf"{_LAND}|border (?:demarcation|delimitation)|demarcation of the border"),
    _Element("line_of_contact", "line lines", r"(?:line of (?:contact|control|separation)|demarcation line"
        r"|(?:current |existing )?(?:front|contact) lines?)(?= (?:as|should|would|to be|freez)| as )"),
    _Element("nuclear_power_plant", "nuclear", r"(?:[A-Z][\w-]+ )?nuclear (?:power )?(?:plant|station)"),
    _Element("dam", "dam", r"(?:status|fate|control|repair) of the (?:[A-Z][\w-]+ )?dam"),
    _Element("prisoner_exchange", "prisoners prisoner detainees detainee hostages hostage captives swap exchange "
        "pows "
        "all-for-all",
        rf"(?:exchange|swap|release|return) of {_ALL}(?:\d[\d,]* )?(?:prisoners|detainees|hostages|captives|POWs)"
        r"(?: of war)?|(?:prisoner|prisoner-of-war|POW|hostage|detainee|all-for-all)[- ](?:exchange|swap|release"
        r"|deal)s?"),
    _Element("return_of_bodies", "bodies remains", rf"(?:exchange|return|repatriation|handover) of {_ALL}(?:bodies"
        r"|remains)(?: of [\w ]{3,30}?(?=[,.;]|\s(?:is|was|has|and)))?"),
    _Element("return_of_children", "children", rf"return of {_ALL}(?:abducted |deported )?(?:\w+ )?children"),
    _Element("return_of_displaced", "refugees displaced idps",
        rf"(?:return|resettlement) of {_ALL}(?:refugees|displaced (?:people|persons|families)|IDPs)"),
    _Element("withdrawal_of_weapons", "weapons artillery tanks armour armor launchers missiles",
        rf"(?:withdrawal|pullback|pull-?out|removal) of {_ALL}(?:heavy )?(?:weapons|artillery|tanks|armou?r|missiles)"
        r"|weapons (?:withdrawal|pullback)"),
    _Element("withdrawal_of_troops", "withdrawal pullback pull-out pullout disengagement",
        rf"(?:troop |mutual |phased |full |complete |partial )*(?:withdrawal|pullback|pull-?out|disengagement)"
        rf"(?: of {_ALL}(?:troops|forces|soldiers|armed groups|fighters))?"),
    _Element("disarmament", "disarmament disarm demilitarisation demilitarization demobilisation demobilization "
        "arms caps "
        "cap limits limit size",
        r"disarmament(?: of [\w ]{3,30}?(?=[,.;]|\s(?:is|was|has|and)))?|demilitari[sz]ation|demobili[sz]ation"
        r"|(?:caps?|limits?) on (?:the size of )?(?:the |its |Ukraine's )?(?:army|armed forces|military|weapons"
        r"|missiles)"),
    _Element("ceasefire", "ceasefire cease-fire truce cessation moratorium pause halt",
        r"(?:(?:unconditional|humanitarian|temporary|permanent|partial|full|complete|comprehensive|immediate|energy"
        r"|maritime|naval|air|Easter|Christmas|30-day|60-day|24-hour|72-hour|\d{1,3}-(?:day|hour|week"
        r"|month)) )*(?:ceasefire|cease-fire|truce"
        r"|cessation of hostilities|moratorium)(?: on (?:attacks on |strikes on )?energy (?:infrastructure|facilities"
        r"|sites))?|(?:halt|pause|end) to (?:the )?(?:fighting|hostilities|strikes)"),
    _Element("buffer_zone", "zone zones area strip demilitarised demilitarized",
        r"(?:buffer|demilitari[sz]ed|security|drone-free|disengagement|weapons-free|safe)[- ](?:zone|area|strip)s?"),
    _Element("no_fly_zone", "no-fly skies", r"no-fly zone|closed skies"),
    _Element("humanitarian_access", "humanitarian aid corridor corridors access crossings convoys",
        r"humanitarian (?:corridors?|access|aid access|pauses?)|(?:aid|evacuation) corridors?|(?:aid"
        r"|relief) (?:deliveries"
        r"|access|convoys)|(?:re)?opening of (?:the )?(?:[\w-]+ )?crossings?|unhindered (?:humanitarian )?access"),
    _Element("demining", "demining mines mine", r"(?:humanitarian )?(?:demining|mine clearance|clearance of mines)"),
    _Element("sanctions_relief", "sanctions", r"sanctions (?:relief|removal|easing)|(?:lifting|easing"
        r"|removal) of (?:the"
        r" |all )?(?:Western |US |U\.S\. |economic )*sanctions"),
    _Element("frozen_assets", "assets reparations reparation compensation reconstruction",
        r"(?:frozen|immobili[sz]ed) (?:Russian |state |sovereign )*assets|(?:war )?reparations(?: loan)?"
        r"|reconstruction (?:fund|package|plan)|compensation (?:fund|mechanism)"),
    _Element("shipping", "ports port shipping navigation grain blockade",
        r"(?:freedom|safety) of navigation|(?:Black Sea |safe )?(?:grain|shipping) (?:deal|corridor|initiative"
        r"|agreement)"
        r"|(?:re)?opening of (?:the )?(?:[\w-]+ )?ports?|lifting of the (?:naval )?blockade"),
    _Element("alliance_membership", "membership accession neutrality nato",
        r"(?:NATO|EU|European Union|alliance) (?:membership|accession)|accession to (?:NATO|the EU"
        r"|the European Union)"
        r"|membership (?:of|in) (?:NATO|the EU|the European Union|the alliance)|(?:permanent |military )?neutrality"),
    _Element("elections", "elections election referendum vote",
        r"(?:(?:new|early|presidential|parliamentary|national|snap) )+elections"
        r"|elections within [\w ]{3,20}?(?=[,.;])"),
    _Element("referendum", "referendum", r"(?:national |nationwide )?referendum"),
    _Element("transitional_government", "transitional interim power-sharing unity",
        r"(?:transitional|interim|unity|technocratic) (?:government|administration|authority|council)|power-sharing"
        r"(?: (?:deal|agreement|arrangement))?"),
    _Element("amnesty", "amnesty", r"(?:general |full )?amnesty"),
    _Element("accountability", "tribunal", r"(?:special |war crimes )tribunal"),
    _Element("arms_supplies", "deliveries supplies shipments weapons arms",
        r"(?:halt|end|stop) to (?:Western |foreign |US |U\.S\. )*(?:arms|weapons|military) (?:supplies|deliveries"
        r"|shipments|aid)"),
    _Element("joint_commission", "commission committee coordination",
        r"joint (?:military |ceasefire |monitoring )?(?:commission|committee|coordination cent(?:re|er))"),
    _Element("mandate", "mandate", r"mandate(?: of the (?:force|mission))?|rules of engagement"),
    _Element("timetable", "timetable timeline deadline schedule",
        r"(?:timetable|timeline|schedule) for (?:the )?[\w ]{4,40}?(?=[,.;]|\s(?:is|was|has|had|remain|and))"),
    _Element("details", "details text annexes annex clauses provisions",
        r"(?:(?:critical|specific|further|key|precise|exact|final|full|whose|other|technical) )*details"
        r"|(?:full )?text of the (?:agreement|deal|plan|memorandum|document|accord)|(?:secret "
        r"|confidential )?annex(?:es)?"),
    _Element("peace_plan", "plan plans proposal proposals deal agreement accord settlement memorandum framework "
        "initiative "
        "draft",
        r"(?:(?:peace|draft|settlement|framework|ceasefire|truce|final|US|U\.S\.|American|European|Russian|Ukrainian"
        r"|counter) ?)+(?:plan|proposal|deal|agreement|accord|settlement|memorandum|initiative|framework)s?"
        r"|(?:plan|proposal)s? (?:drafted|drawn up|put forward) by|(?<=the )(?:proposals?|plans?"
        r"|memorandum)(?= (?:drafted"
        r"|outright|as|was|were|has|had))"),
)  # fmt: skip

#: a sentence with none of these names no element
HEADS = words(*(element.heads for element in _ELEMENTS)) | words(
    "troops soldiers forces fighters swaps exchanges inspectors refugee proposals deals settlements accords"
)
ELEMENT = re.compile(
    "|".join(f"(?P<e{number}>{element.pattern})" for number, element in enumerate(_ELEMENTS)).join(
        (r"(?<![\w-])(?:", r")(?![\w-])")
    )
)


def code_of(match: re.Match[str]) -> str:
    """The element that a match of `ELEMENT` names."""
    return _ELEMENTS[int((match.lastgroup or "e0")[1:])].code
