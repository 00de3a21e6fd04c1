"""Elements of a possible agreement (a force, guarantees, a plan, territory) and where each of them stands.

An element counts only beside words that say its status, in its own clause first, else in its sentence.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from truceline.extract.english.clauses import Clause, clause_at
from truceline.extract.saying import Saying
from truceline.extract.story import Sentence, Story, Token
from truceline.model.mentions import AgreementElement, ElementStatus, Stance


class _Element(NamedTuple):
    code: str
    pattern: str


_ELEMENTS: tuple[_Element, ...] = (
    _Element("numbered_plan", r"\d{1,3}-point (?:peace )?(?:plan|proposal|roadmap)"
        r"|(?:[a-z]+)-point (?:peace )?(?:plan|proposal)"),
    _Element("security_agreement", r"(?:bilateral |mutual )?(?:security|defen[cs]e) (?:agreement|pact|treaty)"
        r"|bilateral agreement(?: between [^.,;]{3,60}? (?:for|on) [\w ]{0,20}security guarantees)?"),
    _Element("security_guarantees", r"(?:security |post-war |legally-binding )?guarantees|(?:legally[- ]binding "
        r"|security )assurances|security commitments"),
    _Element("peacekeeping_force", r"(?:peacekeeping|multinational|reassurance|stabili[sz]ation|post-ceasefire"
        r"|buffer|interposition)(?: \w+)? force|peacekeeping plan|peacekeepers|peacekeeping (?:troops|mission"
        r"|operation)|European force"),
    _Element("monitoring_mechanism", r"(?:ceasefire |truce )?(?:monitoring|verification"
        r"|monitoring and verification) (?:mechanism|mission|system|commission|centre|center)"),
    _Element("territory", r"territorial (?:control|questions?|issues?|concessions?|status|integrity)(?: (?:over"
        r"|of) (?:the )?[\w -]{3,40}?(?=\s(?:and|or|are|is|was|were|remain)|[,.;—–-]))?"
        r"|status of [A-Z][\w ]{2,30}?(?=\s(?:and|is|are|remain)|[,.;])|annexed (?:regions|territories)"),
    _Element("nuclear_power_plant", r"(?:[A-Z][\w-]+ )?nuclear (?:power )?(?:plant|station)"),
    _Element("dam", r"(?:status|fate|control) of the (?:[A-Z][\w-]+ )?dam"),
    _Element("prisoner_exchange", r"(?:exchange|swap|release) of (?:all )?(?:the )?(?:prisoners|detainees|hostages"
        r"|captives)(?: of war)?|(?:prisoner|hostage|detainee|all-for-all)[- ](?:exchange|swap|release)"
        r"|release of (?:all )?(?:prisoners|hostages)"),
    _Element("withdrawal_of_weapons", r"(?:withdrawal|pullback|pull-out"
        r"|removal) of (?:all )?(?:the )?(?:heavy )?(?:weapons|artillery|tanks|armou?r)|weapons withdrawal"),
    _Element("withdrawal_of_troops", r"(?:troop |mutual )?(?:withdrawal|pullback"
        r"|pull-out)(?: of (?:all )?(?:the )?(?:foreign )?(?:troops|forces|armed groups))?"),
    _Element("ceasefire", r"(?:unconditional |humanitarian |temporary |permanent |partial |energy |30-day "
        r"|24-hour )*(?:ceasefire|cease-fire|truce|cessation of hostilities|moratorium)"),
    _Element("buffer_zone", r"(?:buffer|demilitari[sz]ed|security|drone-free|disengagement) (?:zone|area|strip)s?"),
    _Element("humanitarian_access", r"humanitarian (?:corridors?|access|aid access)|aid corridors?"),
    _Element("sanctions_relief", r"(?:sanctions (?:relief|removal)|lifting of (?:the )?sanctions)"),
    _Element("elections", r"(?:new |early |presidential )elections"),
    _Element("joint_commission", r"joint (?:military )?(?:commission|committee|coordination cent(?:re|er))"),
    _Element("mandate", r"mandate(?: of the force)?"),
    _Element("details", r"(?:critical |specific |further |key |whose )*details"),
    _Element("peace_plan", r"(?:peace |draft |settlement )(?:plan|proposal|deal|agreement|accord|settlement)"
        r"|(?<=the )(?:proposals?|plans?)(?= (?:drafted|outright|as))"),
)  # fmt: skip
_ELEMENT = re.compile(
    "|".join(f"(?P<e{number}>{element.pattern})" for number, element in enumerate(_ELEMENTS)).join(
        (r"(?<![\w-])(?:", r")(?![\w-])")
    )
)

_STATUS: tuple[tuple[ElementStatus, re.Pattern[str]], ...] = (
    ("undisclosed", re.compile(r"\b(?:undisclosed|not (?:yet )?(?:been )?(?:made public|published|disclosed"
        r"|released|revealed|known)|(?:kept|remain\w*) secret|confidential|unpublished|under wraps|unknown)\b")),
    ("unresolved", re.compile(r"\b(?:unresolved|not (?:been )?(?:resolved|settled|agreed)|sticking points?"
        r"|open questions?|still open|outstanding|no (?:agreement|consensus|answer)|disagree\w*"
        r"|most difficult questions?|stumbling blocks?|unsettled|deadlock\w*|contested)\b")),
    ("rejected", re.compile(r"\b(?:reject(?:s|ed|ing)?|slam(?:s|med|ming)?|dismiss(?:es|ed|ing)?|rul(?:ed|es) out"
        r"|condemn(?:s|ed|ing)?|denounc(?:e|es|ed)|critici[sz](?:e|es|ed|ing)|refus(?:es|ed)|rebuff(?:s|ed)"
        r"|not accept|unacceptable|turned down|faced criticism|condemnation of|opposition to|spurned)\b")),
    ("ready", re.compile(r"\b(?:ready|finali[sz]ed|finali[sz]ation|finalisation|completed|about to be signed"
        r"|initialled)\b")),
    ("agreed", re.compile(r"\b(?:agreed|signed|forged|concluded|sealed|approved|endorsed|ratified|adopted"
        r"|reached (?:an )?agreement|came into force|took effect|committed to|accepted|struck a deal)\b")),
    ("demanded", re.compile(r"\b(?:demand(?:s|ed|ing)?|insist(?:s|ed|ing)?|call(?:s|ed|ing)? for|urg(?:e|es|ed|ing)"
        r"|require(?:s|d)?|must|want(?:s|ed)?|seek(?:s|ing)?|sought)\b")),
    ("proposed", re.compile(r"\b(?:propos(?:e|es|ed|al|als|ing)|draft(?:ed)?|plan(?:s|ned)?|offer(?:s|ed)?"
        r"|would (?:include|be|provide|involve|see)|outlin(?:e|es|ed|ing)|suggest(?:s|ed)?|put forward|presented"
        r"|includ(?:e|es|ing)|centring on|centering on|initial|push(?:ed|ing)? for)\b")),
)  # fmt: skip
_STATUS_OF_STANCE: dict[Stance, ElementStatus] = {"rejects": "rejected", "demands": "demanded", "agrees": "agreed"}
#: "if a ceasefire is reached", "after any ceasefire": an element only thought of
_HYPOTHETICAL = re.compile(
    r"\b(?:if|should|any|unless|after|until|once|when|despite|during|violat\w+|breach\w*|of the|since the"
    r"|since a)\s(?:\w+\s){0,2}$"
)
#: needs its status in its own clause: words too common to borrow it from elsewhere in the sentence
_CLOSE = frozenset(
    ("ceasefire", "details", "mandate", "withdrawal_of_troops", "elections", "territory", "nuclear_power_plant")
)
_LISTED_OPEN = re.compile(r"\b(?:are|were|is|was|remain(?:s|ed)?)\s(?:still\s)?unresolved|most difficult questions")


def find_elements(story: Story, sayings: dict[int, tuple[Saying, ...]]) -> tuple[AgreementElement, ...]:
    """Every element with a status."""
    found: list[AgreementElement] = []
    for sentence in story.sentences:
        matches = list(_ELEMENT.finditer(story.text, sentence.start, sentence.end))
        if not matches:
            continue
        tokens = story.spoken_tokens(sentence)
        for match in matches:
            element = _element(story, sentence, tokens, match, sayings.get(sentence.number, ()))
            if element is not None:
                found.append(element)
    return tuple(found)


def _element(
    story: Story, sentence: Sentence, tokens: list[Token], match: re.Match[str], sayings: tuple[Saying, ...]
) -> AgreementElement | None:
    code = _ELEMENTS[int((match.lastgroup or "e0")[1:])].code
    at = next((number for number, token in enumerate(tokens) if token.end > match.start()), 0)
    clause = clause_at(tokens, at)
    if _HYPOTHETICAL.search(story.text, max(sentence.start, match.start() - 30), match.start()) and code in _CLOSE - {
        "nuclear_power_plant",
        "territory",
    }:
        return None
    status, by, sure = _status(story, sentence, clause, match, sayings, code)
    if status is None:
        return None
    return AgreementElement(
        item_id=story.document.item_id,
        start=match.start(),
        end=match.end(),
        text=match.group(),
        method="rule:element.status",
        confidence_ppm=sure,
        element=code,
        status=status,
        by=by,
    )


def _status(
    story: Story, sentence: Sentence, clause: Clause, match: re.Match[str], sayings: tuple[Saying, ...], code: str
) -> tuple[ElementStatus | None, str | None, int]:
    text = story.text
    for saying in sayings:  # "Moscow rejected the plan": the stance itself is the status
        status = _STATUS_OF_STANCE.get(saying.kind.stance)
        if status is not None and saying.content and saying.content[0] <= match.start() < saying.content[1]:
            return status, None if saying.speaker is None else saying.speaker.words, 850_000
    if _LISTED_OPEN.search(text, sentence.start, sentence.end) and code in ("territory", "nuclear_power_plant", "dam"):
        return "unresolved", _holder(sayings, match), 850_000
    here = _nearest(text, clause.start, clause.end, match)
    if (
        here == "undisclosed"
        and code not in ("details", "mandate")
        and "details" in text[sentence.start : match.start()]
    ):
        return None, None, 0  # the details are, not the thing
    if here == "proposed" and match.group() == "peacekeepers":
        return None, None, 0  # persons, not a part of an agreement
    if here is not None:
        return here, _holder(sayings, match) if here != "undisclosed" else None, 800_000
    if code in _CLOSE:
        return _told_later(text, sentence, match, code)
    wide = _nearest(text, sentence.start, sentence.end, match)
    if wide == "undisclosed" and "details" in text[sentence.start : match.start()]:
        return None, None, 0
    return wide, _holder(sayings, match) if wide not in (None, "undisclosed") else None, 600_000


def _told_later(
    text: str, sentence: Sentence, match: re.Match[str], code: str
) -> tuple[ElementStatus | None, str | None, int]:
    """ "details on the guarantees, the force, and how it would engage have not been made public"."""
    if code in ("details", "mandate") and _STATUS[0][1].search(text, match.end(), sentence.end):
        return "undisclosed", None, 700_000
    return None, None, 0


def _nearest(text: str, start: int, end: int, match: re.Match[str]) -> ElementStatus | None:
    """The status whose words stand nearest to the element; the order of the table breaks ties."""
    best: tuple[int, int, ElementStatus] | None = None
    for rank, (status, pattern) in enumerate(_STATUS):
        for words in pattern.finditer(text, start, end):
            if words.start() < match.end() and words.end() > match.start() and status != "proposed":
                continue
            distance = max(words.start() - match.end(), match.start() - words.end(), 0)
            weight = distance + (60 if status == "proposed" else 0)
            if best is None or (weight, rank) < best[:2]:
                best = (weight, rank, status)
    return None if best is None else best[2]


def _holder(sayings: tuple[Saying, ...], match: re.Match[str]) -> str | None:
    """Who says so."""
    for saying in sayings:
        holds = saying.content and saying.content[0] <= match.start() < saying.content[1]
        if holds and saying.speaker is not None and saying.kind.complement != "naming":
            return saying.speaker.words
    return None
