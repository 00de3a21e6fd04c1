"""Where an element of an agreement stands: agreed, ready, proposed, demanded, unresolved, undisclosed or rejected.

Told by the grammar of its clause, in this order: a participle right before it ("the proposed force"); the predicate
whose subject it is ("the mandate remains undisclosed"); the verb whose object it is ("rejected the plan", "agreed on a
swap"); the noun it belongs to ("no agreement on", "differences over"); words for open questions in the sentence.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from truceline.extract.english.lexicon import AUXILIARIES, MODALS, NEGATIONS
from truceline.extract.english.verbs import is_finite
from truceline.extract.story import Token
from truceline.extract.words import table, words
from truceline.model.mentions import ElementStatus


class Standing(NamedTuple):
    """A status, how sure it is, and the token of the verb whose subject or agent holds it (null when nobody does)."""

    status: ElementStatus
    confidence_ppm: int
    verb: int | None = None
    passive: bool = False


_UNDISCLOSED = (
    r"undisclosed|secret|confidential|unpublished|under wraps|unknown|unclear|classified|unspecified|withheld"
)
_MADE_KNOWN = r"made public|published|disclosed|released|revealed|known|made clear|spelled out|spelt out|announced"
_PREDICATES: tuple[tuple[ElementStatus, re.Pattern[str]], ...] = (
    ("undisclosed", re.compile(rf"\b(?:(?:not|never|yet|to be|n't)\s(?:yet\s)?(?:been\s)?(?:{_MADE_KNOWN})"
        rf"|(?:kept\s|still\s)?(?:{_UNDISCLOSED}))\b")),
    ("unresolved", re.compile(r"\b(?:unresolved|unsettled|undecided|(?:not|n't|yet|never"
        r"|far from)\s(?:yet\s)?(?:to be\s)?"
        r"(?:been\s|being\s)?(?:fully\s)?(?:resolved|settled|agreed|decided|finali[sz]ed|signed|reached|addressed)"
        r"|(?:sticking|open|contentious)\s(?:points?|questions?|issues?)|still\sopen|outstanding|disputed|contested"
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
_ACTIVE: dict[str, ElementStatus] = table(  # type: ignore[assignment]
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
_PHRASAL = words(
    "ruled rules ruling rule turned turns turning called calls calling call pushing pushed pushes push pressed "
    "presses "
    "pressing put puts putting laid lays set sets drew drawn draws"
)
#: nouns to which an element belongs by "on", "over", "about", "for", "of", "to"
_NOUNS: dict[str, ElementStatus] = table(  # type: ignore[assignment]
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
_LINKS = words("on over about for of to against regarding")
_BEFORE = re.compile(
    r"\b(?P<status>proposed|planned|draft|suggested|envisaged|mooted|future|potential|possible|initial|agreed"
    r"|signed|demanded"
    r"|disputed|contested|unresolved|undisclosed|secret|rejected)\s(?:[\w-]+\s){0,1}$",
    re.IGNORECASE,
)
_ADJECTIVES: dict[str, ElementStatus] = table(  # type: ignore[assignment]
    ("proposed", "proposed planned draft suggested envisaged mooted initial"), ("agreed", "agreed signed"),
    ("demanded", "demanded"), ("unresolved", "disputed contested unresolved"), ("undisclosed", "undisclosed secret"),
    ("rejected", "rejected"),
)  # fmt: skip
_OPEN = re.compile(
    r"\b(?:unresolved|sticking points?|open questions?|(?:most difficult|thorniest|toughest|hardest|key"
    r"|main) (?:questions?"
    r"|issues?|points?|differences|disagreements)|stumbling blocks?|main (?:obstacles?|hurdles?)|disagree(?:d"
    r"|ment|ments)?"
    r"|remain(?:s|ed)? (?:far )?apart|bones? of contention)\b",
    re.IGNORECASE,
)
_READY_FOR = words("ready willing prepared")
_DENIED: dict[ElementStatus, ElementStatus | None] = {
    "agreed": "unresolved", "ready": "unresolved", "rejected": None, "demanded": None, "proposed": None,
    "unresolved": None, "undisclosed": None,
}  # fmt: skip
_NOT = NEGATIONS | words("no without failed yet fails failing")
_OF_WHAT = words("future fate status question questions issue issues matter control details scope size shape terms")
_DENIED_OPEN = re.compile(r"\b(?:no (?:longer )?(?:disagreement|sticking)|resolved (?:all|the))\b")
_COPULAS = words("remain remains remained stay stays came took faced went drew met")
_BORDERS = words("but while whereas although though because unless after before when since if until")
_REACH = 14


def standing(text: str, tokens: list[Token], first: int, last: int, end: int) -> Standing | None:
    """The standing of the element in the tokens `[first, last)` of a sentence that ends at the offset `end`."""
    adjective = _BEFORE.search(text, max(tokens[0].start, tokens[first].start - 40), tokens[first].start)
    if adjective is not None and adjective["status"].lower() in _ADJECTIVES:
        known = _ADJECTIVES[adjective["status"].lower()]
        if known != "proposed":
            return Standing(known, 850_000)
    begin = tokens[_segment_start(tokens, first)].start
    if _OPEN.search(text, begin, tokens[first].start) and not _DENIED_OPEN.search(text, begin, end):
        return Standing("unresolved", 800_000)
    verb = _predicate(tokens, last)
    parted = verb is not None and any(token.text == "," for token in tokens[last:verb])
    subject = _of_subject(text, tokens, first, verb, end)
    if parted:  # "the plan, which calls for a zone, was criticised": the predicate is another noun's
        found = _of_object(tokens, first) or _of_noun(tokens, first) or subject
    else:
        found = subject or _of_object(tokens, first) or _of_noun(tokens, first)
    if found is not None:
        return found
    if adjective is not None and adjective["status"].lower() in _ADJECTIVES:
        return Standing(_ADJECTIVES[adjective["status"].lower()], 750_000)
    if _OPEN.search(text, tokens[0].start, end):
        return Standing("unresolved", 700_000)
    return None


def _segment_start(tokens: list[Token], at: int) -> int:
    while at > 0 and tokens[at - 1].text not in (";", ":") and tokens[at - 1].low not in _BORDERS:
        at -= 1
    return at


def _of_subject(text: str, tokens: list[Token], first: int, verb: int | None, end: int) -> Standing | None:
    """By the predicate whose subject the element is: "the guarantees are ready", "the plan was rejected by Kyiv"."""
    if verb is None or (first and tokens[first - 1].low in ("of", "for", "with", "under") and _owned(tokens, first)):
        return None
    border = _border(tokens, verb + 1)
    stop = tokens[border].start if border < len(tokens) else end
    modal = tokens[verb].low in MODALS
    if tokens[verb].low == "be":  # "insisted that the withdrawal be completed"
        return Standing("demanded", 800_000)
    for status, pattern in _PREDICATES:
        match = pattern.search(text, tokens[verb].start, min(stop, tokens[verb].start + 90))
        if match is None:
            continue
        if modal and status in ("agreed", "ready"):
            return Standing("proposed", 650_000)
        denied = status in ("agreed", "ready", "demanded", "proposed") and any(
            token.low in _NOT for token in tokens[verb : verb + 4]
        )
        if denied:
            other = _DENIED[status]
            return None if other is None else Standing(other, 800_000)
        by = next((at for at in range(verb, min(border, verb + 8)) if tokens[at].low in ("by", "from")), None)
        return Standing(status, 850_000, by, passive=True)
    return None


def _owned(tokens: list[Token], first: int) -> bool:
    """ "details of the guarantees": the predicate is the other noun's, unless that is what stands open."""
    return first > 1 and tokens[first - 2].low in (
        "details",
        "terms",
        "text",
        "violation",
        "violations",
        "breach",
        "talks",
    )


def _predicate(tokens: list[Token], last: int) -> int | None:
    """The first finite verb behind the element, past an aside between commas, when no other clause opens before "
    "it."""
    at, end = last, min(len(tokens), last + 30)
    while at < end:
        low = tokens[at].low
        if tokens[at].text == "," and at + 1 < end and tokens[at + 1].low in ("which", "who", "that"):
            closing = next((to for to in range(at + 1, end) if tokens[to].text == ","), None)
            if closing is None:
                return None
            at = closing + 1
            continue
        if tokens[at].text in (";", ":") or low in _BORDERS or low in ("that", "which", "who", "to"):
            return None
        if low in AUXILIARIES or low in _COPULAS:
            return at
        if is_finite(tokens, at) and low not in ("agreed", "proposed"):
            return None
        at += 1
    return None


def _border(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].text not in (";", ":") and tokens[at].low not in _BORDERS:
        at += 1
    return at


def _of_object(tokens: list[Token], first: int) -> Standing | None:
    """By the verb whose object the element is: "rejected the plan", "agreed to a swap", "ready to sign the pact"."""
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        token = tokens[at]
        low = token.low
        if token.text in (";", ":") or low in _BORDERS or low in ("which", "who"):
            return None
        if low == "that" and at and tokens[at - 1].low not in ("insisted", "insists", "demanded", "demands", "demand"):
            return None
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        cue = f"{low}-{following}" if low in _PHRASAL else low
        status = _ACTIVE.get(cue)
        if status is not None and not (at and _noun_here(tokens, at)):
            return _governed(tokens, at, status)
        if low == "that" and at and tokens[at - 1].low in ("insisted", "insists", "demanded", "demands", "demand"):
            return Standing("demanded", 800_000, at - 1)
        if low in AUXILIARIES or (is_finite(tokens, at) and low not in _ACTIVE):
            return None
    return None


def _noun_here(tokens: list[Token], at: int) -> bool:
    """ "the plan for a force", "a call for": a noun after its article or adjective."""
    before = tokens[at - 1].low
    return tokens[at].low in _NOUNS and (
        before in ("the", "a", "an", "its", "their", "his", "her", "this", "no", "any", "new")
        or before.endswith(("ed", "al", "an", "'s", "’s"))
    )


def _governed(tokens: list[Token], at: int, status: ElementStatus) -> Standing | None:
    """The status that a governing verb gives, turned by what stands before it: "not", "to", "would"."""
    before = [token.low for token in tokens[max(0, at - 4) : at]]
    if before and before[-1] == "to":
        will = before[-2] if len(before) > 1 else ""
        if will in ("failed", "fails", "failing", "yet", "unable", "struggled"):
            return Standing("unresolved", 800_000)
        if will in ("refused", "refuses", "refusing", "declined", "unwilling"):
            return Standing("rejected", 850_000, at)
        if status == "agreed":
            if will in _READY_FOR:
                return Standing("ready", 800_000, at)
            told = will in ("agreed", "agrees")
            return Standing("agreed", 800_000, at) if told else Standing("proposed", 600_000, at)
    if any(word in _NOT for word in before):
        if status == "agreed":
            accepts = tokens[at].low.startswith(("accept", "sign", "approv", "endors", "back"))
            return Standing("rejected" if accepts else "unresolved", 800_000, at)
        return None
    if any(word in MODALS for word in before) and status == "agreed":
        return Standing("proposed", 600_000, at)
    return Standing(status, 850_000, at)


def _of_noun(tokens: list[Token], first: int) -> Standing | None:
    """By the noun it belongs to: "no agreement on territory", "differences over the mandate", "calls for a truce"."""
    at = first - 1
    while at > 0 and first - at <= 4 and tokens[at].low not in _LINKS:
        at -= 1
    if at <= 0 or tokens[at].low not in _LINKS:
        return None
    while at > 2 and tokens[at - 1].low in _OF_WHAT:  # "over the future of the plant"
        back = next((back for back in range(at - 2, max(-1, at - 5), -1) if tokens[back].low in _LINKS), None)
        if back is None or back < 1:
            return None
        at = back
    noun = tokens[at - 1].low
    status = _NOUNS.get(noun)
    if status is None or (
        tokens[at].low == "of" and status in ("agreed", "proposed") and noun not in ("signing", "draft")
    ):
        return None
    before = [token.low for token in tokens[max(0, at - 7) : at - 1]]
    if any(word in _NOT for word in before):
        return Standing("unresolved", 800_000) if status in ("agreed", "proposed") else None
    if noun in ("talks", "discussions", "negotiations") or any(word in MODALS for word in before):
        return None
    return Standing(status, 750_000)
