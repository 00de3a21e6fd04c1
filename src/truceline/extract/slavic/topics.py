"""A phrase at the head of its clause, and behind it what became of it in the talks.

"Щодо лінії фронту позиції не зблизилися", "О судьбе активов участники говорить отказались", "Вопрос о порте отложили":
what the clause begins with is the object, whoever did it stands between, and the verb says where the object stands.
"""

from __future__ import annotations

import re

from truceline.extract.slavic.governing import MARKS, NOT, Clause, Governed, lows_open
from truceline.extract.slavic.phraseends import infinitive
from truceline.extract.slavic.topicwords import (
    ASKING,
    BETWEEN,
    DEALT,
    DISPUTES,
    GOING_ON,
    HARMONY,
    HARMS,
    HIDDEN,
    ISSUE,
    KEEPING,
    LEADS,
    NOTHING,
    PEOPLE,
    PUT_OFF,
    RAISES,
    SPEECH,
    STILL,
    TELLING,
    THINGS,
    UNTOLD,
    UNWILLING,
    WHAT,
    WILL,
    WITHIN,
)
from truceline.model.mentions import ElementStatus

_CONNECTING = re.compile(r"(?:том|те|тому|того|этом|цьому)$")


def by_topic(clause: Clause, at: int) -> list[Governed]:
    """The phrase at the head of the clause of a verb that says what became of it; none for other verbs."""
    lows = clause.lows
    if clause.is_private(at):
        return []
    what = _what(clause, at)
    if what:
        return what
    status = _status(clause, at)
    if status is None:
        return _raised(clause, at)
    asked = _asked(clause, at)
    if asked is not None:
        return [Governed(*asked, status, at)] if status == "unresolved" else []
    begin = _begin(clause, at)
    led = lows[begin] in LEADS or (lows[begin] in WITHIN and lows[begin + 1].startswith(ISSUE))
    begin += led
    if begin >= at or not clause.ends.may_begin(clause.tokens, lows, begin):
        return []
    if lows[begin].startswith((*clause.words.doers, *BETWEEN, *PEOPLE, *HARMS)) or clause.tokens[begin].text.isupper():
        return []
    needs_lead = lows[at].startswith((*HARMONY, *SPEECH, *UNTOLD)) or lows[at] in SPEECH
    if (needs_lead and not led) or (lows[at].startswith(PUT_OFF) and not (led or lows[begin].startswith(ISSUE))):
        return []
    stop = next((near for near in range(begin + 1, at) if _holds(clause, near)), at)
    return clause.split(begin, at, status, stop=stop)


def _status(clause: Clause, at: int) -> ElementStatus | None:
    lows = clause.lows
    low, near = lows[at], lows[max(0, at - 3) : at + 4]
    denied = any(one in NOT for one in lows[max(0, at - 2) : at]) or any(
        one in NOT or one in clause.words.lacking for one in lows[at + 1 : at + 3]
    )
    if low in SPEECH:
        return "rejected" if denied or any(one in NOT for one in lows[max(0, at - 4) : at]) else None
    if low.startswith(TELLING) and infinitive(low):
        unwilling = any(one.startswith(UNWILLING) for one in near)
        told = at + 2 < len(lows) and lows[at + 1] in NOT and lows[at + 2].startswith(WILL)
        told = told or (at > 1 and lows[at - 2] in NOT and lows[at - 1].startswith(WILL))
        return "undisclosed" if unwilling or told else None
    if low.startswith(HIDDEN):
        return "undisclosed" if any(one.startswith(KEEPING) for one in lows[max(0, at - 3) : at]) else None
    if low.startswith(UNTOLD):
        return "undisclosed" if denied and not NOTHING.isdisjoint(near) else None
    if low.startswith(HARMONY):
        return "unresolved" if denied else None
    if low.startswith(PUT_OFF):
        return None if denied else "unresolved"
    if low.startswith(GOING_ON):
        return "unresolved" if any(one in STILL for one in lows[max(0, at - 4) : at]) else None
    return None


def _begin(clause: Clause, at: int) -> int:
    begin = at
    while begin > 0 and lows_open(clause.lows[begin - 1]):
        begin -= 1
    begin = clause.ends.past_openings(clause.lows, begin)
    return clause.past_times(begin) if begin < at else begin


def _holds(clause: Clause, at: int) -> bool:
    """Whether somebody who did it, or what they came to, is named here: "участники", "позиции", "Киев"."""
    low = clause.lows[at]
    if low.startswith((*clause.words.doers, *BETWEEN)) or low in NOT or low in STILL:
        return True
    return any(low == stem for stem in clause.words.lacking)


def _asked(clause: Clause, at: int) -> tuple[int, int] | None:
    """ "немає згоди й про те, хто фіксуватиме порушення", "вопрос о том, кто платит, отложили"."""
    lows = clause.lows
    if lows[at].startswith(HARMONY):
        comma = next((near for near in range(at + 1, min(at + 7, len(lows) - 1)) if lows[near] == ","), None)
        if comma is None or lows[comma + 1] not in ASKING:
            return None
        last = next((on for on in range(comma + 2, len(lows)) if lows[on] in MARKS), len(lows))
        return comma + 1, last
    if at and lows[at - 1] == ",":
        for near in range(at - 3, max(1, at - 16), -1):
            if lows[near] in ASKING and lows[near - 1] == "," and _CONNECTING.search(lows[near - 2]):
                return near, at - 1
    return None


def _what(clause: Clause, at: int) -> list[Governed]:
    """ "Про що йдеться в додатку, не повідомляється", "что решили о транзите, держат в тайне": the clause that asks."""
    lows = clause.lows
    untold = lows[at].startswith(UNTOLD) and at > 1 and lows[at - 1] in NOT
    kept = lows[at].startswith(HIDDEN) and any(low.startswith(KEEPING) for low in lows[max(0, at - 3) : at])
    if not (untold or kept):
        return []
    comma = next((near for near in range(at - 1, max(0, at - 6), -1) if lows[near] == ","), None)
    if comma is None:
        return []
    begin = comma
    while begin > 0 and lows[begin - 1] not in MARKS:
        begin -= 1
    asks = begin + (lows[begin] in LEADS)
    if lows[asks] not in WHAT or not any(low.startswith(DEALT) for low in lows[begin:comma]):
        return []
    return [Governed(begin, comma, "undisclosed", at)]


def _raised(clause: Clause, at: int) -> list[Governed]:
    """ "Споры вызывает порядок отвода", "порядок отвода вызвал разногласия"."""
    lows = clause.lows
    if not lows[at].startswith(RAISES) or at + 1 >= len(lows):
        return []
    if at and lows[at - 1].startswith(DISPUTES):
        first = clause.past_times(at + 1)
        return clause.split(first, at, "unresolved") if clause.ends.may_begin(clause.tokens, lows, first) else []
    if not any(low.startswith(DISPUTES) for low in lows[at + 1 : at + 3]):
        return []
    subject = clause.subject(at, 0)
    if subject is None or not lows[subject].startswith(THINGS):
        return []
    return clause.split(subject, at, "unresolved", stop=at)
