"""Where an element of an agreement stands: agreed, ready, proposed, demanded, unresolved, undisclosed or rejected.

Told by the grammar of its clause, in this order: a participle right before it ("the proposed force"); the predicate
whose subject it is ("the mandate remains undisclosed"); the verb whose object it is ("rejected the plan", "agreed on a
swap"); the noun it belongs to ("no agreement on", "differences over"); words for open questions in the sentence.
"""

from __future__ import annotations

import msgspec

from truceline.extract.english.lexicon import AUXILIARIES, MODALS
from truceline.extract.english.standingwords import (
    ACTIVE,
    ADJECTIVES,
    BEFORE,
    BORDERS,
    COPULAS,
    DENIED,
    DENIED_OPEN,
    LINKS,
    NOT,
    NOUNS,
    OF_WHAT,
    OPEN,
    PHRASAL,
    PREDICATES,
    REACH,
    READY_FOR,
)
from truceline.extract.english.verbs import is_finite
from truceline.extract.story import Token
from truceline.model.mentions import ElementStatus


class Standing(msgspec.Struct, frozen=True, gc=False):
    """A status, how sure it is, and the token of the verb whose subject or agent holds it (null when nobody does)."""

    status: ElementStatus
    confidence_ppm: int
    verb: int | None = None
    passive: bool = False


def standing(text: str, tokens: list[Token], first: int, last: int, end: int) -> Standing | None:
    """The standing of the element in the tokens `[first, last)` of a sentence that ends at the offset `end`."""
    adjective = BEFORE.search(text, max(tokens[0].start, tokens[first].start - 40), tokens[first].start)
    if adjective is not None and adjective["status"].lower() in ADJECTIVES:
        known = ADJECTIVES[adjective["status"].lower()]
        if known != "proposed":
            return Standing(known, 850_000)
    begin = tokens[_segment_start(tokens, first)].start
    if OPEN.search(text, begin, tokens[first].start) and not DENIED_OPEN.search(text, begin, end):
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
    if adjective is not None and adjective["status"].lower() in ADJECTIVES:
        return Standing(ADJECTIVES[adjective["status"].lower()], 750_000)
    if OPEN.search(text, tokens[0].start, end):
        return Standing("unresolved", 700_000)
    return None


def _segment_start(tokens: list[Token], at: int) -> int:
    while at > 0 and tokens[at - 1].text not in (";", ":") and tokens[at - 1].low not in BORDERS:
        at -= 1
    return at


def _of_subject(text: str, tokens: list[Token], first: int, verb: int | None, end: int) -> Standing | None:
    """By the predicate whose subject the element is: "the guarantees are ready", "the plan was rejected by Kyiv"."""
    if verb is None or (first and tokens[first - 1].low in ("of", "for", "with", "under") and _owned(tokens, first)):
        return None
    border = _border(tokens, verb + 1)
    stop = tokens[border].start if border < len(tokens) else end
    modal = tokens[verb].low in MODALS
    if tokens[verb].low in ("be", "must"):  # "insisted that the withdrawal be completed", "guarantees must be signed"
        return Standing("demanded", 800_000)
    for status, pattern in PREDICATES:
        match = pattern.search(text, tokens[verb].start, min(stop, tokens[verb].start + 90))
        if match is None:
            continue
        if modal and status in ("agreed", "ready"):
            return Standing("proposed", 650_000)
        denied = status in ("agreed", "ready", "demanded", "proposed") and any(
            token.low in NOT for token in tokens[verb : verb + 4]
        )
        if denied:
            other = DENIED[status]
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
        if tokens[at].text in (";", ":") or low in BORDERS or low in ("that", "which", "who", "to"):
            return None
        if low in AUXILIARIES or low in COPULAS:
            return at
        if is_finite(tokens, at) and low not in ("agreed", "proposed"):
            return None
        at += 1
    return None


def _border(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].text not in (";", ":") and tokens[at].low not in BORDERS:
        if tokens[at].text == "," and at + 2 < len(tokens) and tokens[at + 1].low in ("and", "nor"):
            break  # ", and the names of its members were withheld": told of something else
        at += 1
    return at


def _of_object(tokens: list[Token], first: int) -> Standing | None:
    """By the verb whose object the element is: "rejected the plan", "agreed to a swap", "ready to sign the pact"."""
    for at in range(first - 1, max(-1, first - 1 - REACH), -1):
        token = tokens[at]
        low = token.low
        if token.text in (";", ":") or low in BORDERS or low in ("which", "who"):
            return None
        if low == "that" and at and tokens[at - 1].low not in ("insisted", "insists", "demanded", "demands", "demand"):
            return None
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        cue = f"{low}-{following}" if low in PHRASAL else low
        status = ACTIVE.get(cue)
        if status is not None and not (at and _noun_here(tokens, at)):
            return _governed(tokens, at, status)
        if low == "that" and at and tokens[at - 1].low in ("insisted", "insists", "demanded", "demands", "demand"):
            return Standing("demanded", 800_000, at - 1)
        if low in AUXILIARIES or (is_finite(tokens, at) and low not in ACTIVE):
            return None
    return None


def _noun_here(tokens: list[Token], at: int) -> bool:
    """ "the plan for a force", "a call for": a noun after its article or adjective."""
    before = tokens[at - 1].low
    return tokens[at].low in NOUNS and (
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
            if will in READY_FOR:
                return Standing("ready", 800_000, at)
            told = will in ("agreed", "agrees")
            return Standing("agreed", 800_000, at) if told else Standing("proposed", 600_000, at)
    if any(word in NOT for word in before):
        if status == "agreed":
            accepts = tokens[at].low.startswith(("accept", "sign", "approv", "endors", "back"))
            return Standing("rejected" if accepts else "unresolved", 800_000, at)
        refused = status == "proposed" and any(word in ("will", "would") for word in before)
        return Standing("rejected", 800_000, at) if refused else None  # "will not discuss disarmament"
    if any(word in MODALS for word in before) and status == "agreed":
        return Standing("proposed", 600_000, at)
    return Standing(status, 850_000, at)


def _of_noun(tokens: list[Token], first: int) -> Standing | None:
    """By the noun it belongs to: "no agreement on territory", "differences over the mandate", "calls for a truce"."""
    at = first - 1
    while at > 0 and first - at <= 4 and tokens[at].low not in LINKS:
        at -= 1
    if at <= 0 or tokens[at].low not in LINKS:
        return None
    while at > 2 and tokens[at - 1].low in OF_WHAT:  # "over the future of the plant"
        back = next((back for back in range(at - 2, max(-1, at - 5), -1) if tokens[back].low in LINKS), None)
        if back is None or back < 1:
            return None
        at = back
    noun = tokens[at - 1].low
    status = NOUNS.get(noun)
    if status is None or (
        tokens[at].low == "of" and status in ("agreed", "proposed") and noun not in ("signing", "draft")
    ):
        return None
    before = [token.low for token in tokens[max(0, at - 7) : at - 1]]
    if any(word in NOT for word in before):
        return Standing("unresolved", 800_000) if status in ("agreed", "proposed") else None
    if noun in ("talks", "discussions", "negotiations") or any(word in MODALS for word in before):
        return None
    return Standing(status, 750_000)
