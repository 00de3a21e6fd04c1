"""Words that tell where an element of an agreement stands. Tables only."""

from __future__ import annotations

import re

from truceline.extract.english.lexicon import NEGATIONS
from truceline.extract.words import table, words
from truceline.model.mentions import ElementStatus

_UNDISCLOSED = (
    r"undisclosed|secret|confidential|unpublished|under wraps|unknown|unclear|classified|unspecified|withheld"
)
_MADE_KNOWN = r"made public|published|disclosed|released|revealed|known|made clear|spelled out|spelt out|announced"
PREDICATES: tuple[tuple[ElementStatus, re.Pattern[str]], ...] = (
    ("undisclosed", re.compile(rf"\b(?:(?:not|never|yet|to be|n't)\s(?:yet\s)?(?:been\s)?(?:{_MADE_KNOWN})"
        rf"|(?:kept\s|still\s)?(?:{_UNDISCLOSED}))\b")),
    ("unresolved", re.compile(r"\b(?:unresolved|unsettled|undecided|(?:not|n't|yet|never"
        r"|far from)\s(?:yet\s)?(?:to be\s)?"
        r"(?:been\s|being\s)?(?:fully\s)?(?:resolved|settled|agreed|decided|finali[sz]ed|signed|reached|addressed)"
        r"|(?:sticking|open|contentious)\s(?:points?|questions?|issues?)|still\sopen|outstanding|disputed|contested"
        r"|still\sbeing\s[a-z]+|being\s(?:negotiated|finali[sz]ed|worked\sout|hammered\sout|debated)"
        r"|stumbling\sblocks?|deadlocked|stalled|in\slimbo|(?:main|biggest|key|chief|major)\s(?:obstacles?|hurdles?|"
        r"disagreements?|differences?)|(?:most\s)?(?:difficult|thorny|thorniest|sensitive"
        r"|intractable)\s?(?:questions?|"
        r"issues?|points?)?|elusive|up\sin\sthe\sair|under\snegotiation|to\sbe\s(?:agreed|negotiated|decided"
        r"|worked\sout))\b")),
    ("rejected", re.compile(r"\b(?:rejected|turned\sdown|ruled\sout|unacceptable|off\sthe\stable"
        r"|out\sof\sthe\squestion"
        r"|dismissed|condemned|criticised|criticized|denounced|rebuffed|slammed|spurned|a\snon-?starter"
        r"|a\sred\sline|refused"
        r"|(?:not|never|n't)\s(?:be\s)?(?:accepted|acceptable|accept|up\sfor\s(?:discussion|negotiation)"
        r"|negotiable|possible"
        r"|an\soption|on\sthe\stable|agree)|inadmissible|blocked|vetoed|scrapped|(?:faced|drew"
        r"|met\swith)\s(?:\w+\s)?(?:criticism|condemnation|opposition|rejection|resistance))\b")),
    ("ready", re.compile(r"\b(?:ready|finali[sz]ed|completed?|nearly\sdone|almost\sdone|about\sto\sbe\ssigned"
        r"|initialled|awaiting"
        r"\ssignature|drawn\sup|prepared)\b")),
    ("agreed", re.compile(r"\b(?:agreed|signed|forged|concluded|sealed|approved|endorsed|ratified|adopted"
        r"|reached|accepted"
        r"|came\sinto\s(?:force|effect)|took\seffect|in\s(?:force|effect|place)|begun|extended|brokered"
        r"|negotiated|struck"
        r"|enshrined|restored|renewed|prolonged|announced|declared|took\splace|carried\sout|went\sahead|held)\b")),
    ("demanded", re.compile(r"\b(?:demanded|required|sought|insisted\son|called\sfor|essential|a\s(?:pre)?condition"
        r"|necessary|needed|a\smust|urged|wanted|requested)\b")),
    ("proposed", re.compile(r"\b(?:proposed|offered|suggested|put\sforward|floated|discussed|considered"
        r"|under\s(?:discussion"
        r"|consideration)|tabled|presented|outlined|included|envisaged|foreseen|planned|drafted|on\sthe\stable"
        r"|being\s"
        r"(?:drafted|prepared|discussed|considered|negotiated)|mooted)\b")),
)  # fmt: skip
#: verbs of which an element is the object; base forms, past forms and participles alike
ACTIVE: dict[str, ElementStatus] = table(  # type: ignore[assignment]
    ("rejected", "reject rejects rejected rejecting slam slams slammed slamming dismiss dismisses dismissed "
        "dismissing condemn "
        "condemns condemned condemning denounce denounces denounced denouncing criticise criticises criticised "
        "criticising "
        "criticize criticizes criticized criticizing rebuff rebuffs rebuffed oppose opposes opposed opposing "
        "spurn spurned "
        "refuse refuses refused refusing veto vetoed block blocked blocks decried decry ruled-out rules-out "
        "ruling-out rule-out "
        "turned-down turns-down turning-down blasted torpedoed scuttled"),
    ("agreed", "agree agrees agreed agreeing sign signs signed signing forge forged conclude concluded seal "
        "sealed approve "
        "approved approves endorse endorsed endorses ratify ratified adopt adopted accept accepted accepts accepting "
        "reached reach reaching struck brokered negotiated finalised finalized secured clinched welcomed "
        "welcomes backed "
        "backs extended extend renewed announced declared committed commit pledged promised implement implementing "
        "observe observed granted guaranteed"),
    ("demanded", "demand demands demanded demanding insist insists insisted insisting urge urges urged urging "
        "require "
        "requires required requiring want wants wanted seek seeks seeking sought need needs needed called-for "
        "calls-for "
        "calling-for call-for pressed-for presses-for pushing-for pushed-for pushes-for push-for request "
        "requests requested"),
    ("proposed", "propose proposes proposed proposing draft drafted drafting plan plans planned planning offer "
        "offers offered "
        "offering outline outlines outlined outlining suggest suggests suggested suggesting include includes "
        "included "
        "including present presented presents envisage envisages envisaged envisions foresees provides float "
        "floated floats "
        "discuss discussed discussing discusses consider considers considered considering centring centering prepare "
        "preparing prepared contains contain contained features involve involves weigh weighing tabled negotiate "
        "negotiating explore exploring mooted put-forward puts-forward putting-forward laid-out lays-out set-out "
        "sets-out drew-up drawn-up draws-up"),
)  # fmt: skip
PHRASAL = words(
    "ruled rules ruling rule turned turns turning called calls calling call pushing pushed pushes push pressed "
    "presses "
    "pressing put puts putting laid lays set sets drew drawn draws"
)
#: nouns to which an element belongs by "on", "over", "about", "for", "of", "to"
NOUNS: dict[str, ElementStatus] = table(  # type: ignore[assignment]
    ("agreed", "agreement deal accord consensus understanding pact declaration signing approval commitment"),
    ("unresolved", "disagreement disagreements differences dispute disputes deadlock impasse stalemate quarrel "
        "disagree "
        "disagreed differ differed divided split haggling wrangling row clash"),
    ("rejected", "rejection opposition refusal condemnation criticism objections resistance"),
    ("demanded", "demand demands call calls insistence request requests appeal appeals condition push pressure"),
    ("proposed", "proposal proposals plan plans idea ideas offer offers draft drafts blueprint talks discussions "
        "negotiations "
        "suggestion initiative"),
)  # fmt: skip
LINKS = words("on over about for of to against regarding")
BEFORE = re.compile(
    r"\b(?P<status>proposed|planned|draft|suggested|envisaged|mooted|future|potential|possible|initial|agreed"
    r"|signed|demanded"
    r"|disputed|contested|unresolved|undisclosed|secret|rejected)\s(?:[\w-]+\s){0,1}$",
    re.IGNORECASE,
)
ADJECTIVES: dict[str, ElementStatus] = table(  # type: ignore[assignment]
    ("proposed", "proposed planned draft suggested envisaged mooted initial"), ("agreed", "agreed signed"),
    ("demanded", "demanded"), ("unresolved", "disputed contested unresolved"), ("undisclosed", "undisclosed secret"),
    ("rejected", "rejected"),
)  # fmt: skip
OPEN = re.compile(
    r"\b(?:unresolved|sticking points?|open questions?|(?:most difficult|thorniest|toughest|hardest|key"
    r"|main) (?:questions?"
    r"|issues?|points?|differences|disagreements)|stumbling blocks?|main (?:obstacles?|hurdles?)|disagree(?:d"
    r"|ment|ments)?"
    r"|remain(?:s|ed)? (?:far )?apart|bones? of contention)\b",
    re.IGNORECASE,
)
READY_FOR = words("ready willing prepared")
DENIED: dict[ElementStatus, ElementStatus | None] = {
    "agreed": "unresolved", "ready": "unresolved", "rejected": None, "demanded": None, "proposed": None,
    "unresolved": None, "undisclosed": None,
}  # fmt: skip
NOT = NEGATIONS | words("no without failed yet fails failing")
OF_WHAT = words("future fate status question questions issue issues matter control details scope size shape terms")
DENIED_OPEN = re.compile(r"\b(?:no (?:longer )?(?:disagreement|sticking)|resolved (?:all|the))\b")
COPULAS = words("remain remains remained stay stays came took faced went drew met")
BORDERS = words("but while whereas although though because unless after before when since if until")
REACH = 14
