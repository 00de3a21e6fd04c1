"""Predicates of the talks: "X залишається невирішеним", "деталі X не розголошуються", "хто платитиме, не вирішено"."""

from __future__ import annotations

import re

from truceline.extract.slavic.governing import DENIED, MARKS, NOT, Clause, Governed
from truceline.extract.slavic.governorwords import HEAD
from truceline.extract.slavic.phraseends import infinitive

_BEFORE_QUESTIONS = frozenset('.;:!?…—–«"')
QUESTIONS = frozenset(
    ("хто", "кто", "куди", "куда", "коли", "когда", "скільки", "сколько", "де", "где", "як", "как", "чи", "чиї", "чьи")
)
#: tokens of a question whose answer is left open
_LONGEST_QUESTION = 16
_PERSONS = frozenset(("хто", "кто", "чи", "чиї", "чьи"))
#: an adjective that belongs to the noun behind it tells nothing of the talks
_ATTRIBUTE = re.compile(r"(?:ого|ому|ої|ых|их)$")
_OPEN, _TOPIC = ("відкрит", "открыт"), ("питан", "вопрос", "тем")
#: an adjective and its noun in the instrumental
_INSTRUMENTALS = ((("им", "ым"), ("ом", "ем", "єм", "ём")), (("ою",), ("ою", "ею", "єю")), (("ой",), ("ой", "ей")))
#: verbs that take an object, beside the reflexive ones and the passives
_ACTIVE = ("є", "ють", "ять", "ив", "ав", "ла", "ли", "ил", "ал", "ет", "ют", "ит", "ят", "ыл")


def by_predicate(clause: Clause, at: int, floor: int) -> list[Governed]:
    """ "X залишається невирішеним", "деталі X не розголошуються", "Невирішеними лишаються X та Y"."""
    lows, words = clause.lows, clause.words
    denied = any(low in NOT for low in lows[max(0, at - 2) : at])
    if _ATTRIBUTE.search(lows[at]) is not None or infinitive(lows[at]) or _of_noun(lows, at):
        return []  # "вибухів невизначеного походження", "попросив не називати імені"
    for stem, only_denied, only_asked, status in words.predicates[lows[at][:HEAD]]:
        same = lows[at] == stem[:-1] if stem.endswith(".") else lows[at].startswith(stem)
        if not same or (only_denied and not denied):
            continue
        if denied and not only_denied:
            turned = DENIED.get(status)
            if turned is None:
                return []
            status = turned
        before = lows[max(0, at - 2) : at]
        takes = lows[at].endswith(_ACTIVE) or any(low.startswith(words.calling) for low in before)
        asked = _question(clause, at) if status in ("unresolved", "undisclosed") else None
        if asked is not None and status == "undisclosed" and lows[asked] in _PERSONS:
            return []  # "хто стріляв, не повідомляють"
        if only_asked and asked is None:
            continue
        if asked is not None:
            return [Governed(asked, _asked_end(clause, asked, at), status, at)]
        behind = clause.ends.past_adverbs(lows, at + 1)  # "не обговорювали взагалі"
        alone = behind >= len(lows) or lows[behind] in MARKS
        told = alone and status in ("undisclosed", "unresolved")
        if status == "rejected" and alone and lows[at - 1].startswith(words.calling):
            subject = clause.subject(at - 1, floor)  # "вывод групп считает преждевременным"
            return [] if subject is None else clause.split(subject, at, status, stop=at - 1)
        subject = None if takes and not told else clause.subject(at, floor)
        if subject is not None and told and takes and lows[subject].startswith(words.doers):
            return []  # "сторони не обговорювали": who, and not what
        papers = () if subject is None else lows[subject:at]
        if status == "ready" and not any(low.startswith(words.papers) for low in papers):
            return []  # "сторони готові": people are no part of an agreement
        if subject is not None:
            return clause.split(subject, at, status, stop=at)
        after = clause.ends.past_copula(lows, at + 1)
        if after < len(lows) and any(
            row.status == "agreed" and lows[after].startswith(row.stem)
            for row in words.rows.get(lows[after][:HEAD], ())
        ):
            return []  # "досягнуто згоди щодо ремонту": the noun governs it
        return clause.split(after, at, status) if clause.ends.may_begin(clause.tokens, lows, after) else []
    return []


def _of_noun(lows: list[str], at: int) -> bool:
    """ "під відкритим небом", "с открытой душой": it belongs to the noun behind it."""
    following = lows[at + 1] if at + 1 < len(lows) else ""
    if not lows[at].startswith(_OPEN) or following.startswith(_TOPIC):
        return False  # "складнішим питанням лишається статус": its noun stands for what is open
    return any(lows[at].endswith(ends) and following.endswith(noun) for ends, noun in _INSTRUMENTALS)


def _question(clause: Clause, at: int) -> int | None:
    """ "хто платитиме за відбудову, досі не вирішено": the clause that asks is what is left open."""
    for near in range(at - 3, max(-1, at - _LONGEST_QUESTION), -1):
        whether = clause.lows[near + 1] == "ли"  # "будет ли продлён мандат"
        if (whether or clause.lows[near] in QUESTIONS) and (near == 0 or clause.lows[near - 1] in _BEFORE_QUESTIONS):
            return near if "," in clause.lows[near:at] else None
    return None


def _asked_end(clause: Clause, first: int, at: int) -> int:
    return next(here for here in range(at - 1, first, -1) if clause.lows[here] == ",")
