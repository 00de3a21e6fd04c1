"""What the words of agreement govern: the phrase that is agreed, offered, demanded, refused or left open.

A table row says which prepositions lead from the word to its object. The word that governs decides where the object
stands, turned by "not", by "can" and by "refuses to" before it; whether the object is a known part of an agreement is
asked by nobody here.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from truceline.extract.slavic.duties import by_duty
from truceline.extract.slavic.fronted import done_by, failed, fronted_by, names_who, object_before, to_be_done
from truceline.extract.slavic.governing import (
    FINAL,
    MARKS,
    NOT,
    STOPS,
    Clause,
    Governed,
    lows_open,
)
from truceline.extract.slavic.governorwords import HEAD, Row
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.phraseends import infinitive
from truceline.extract.slavic.predicates import QUESTIONS, by_predicate
from truceline.extract.slavic.topics import by_topic
from truceline.extract.slavic.topicwords import ends_topic
from truceline.extract.slavic.turned import is_denied, status_of
from truceline.extract.slavic.verbforms import future, to_come
from truceline.extract.slavic.wordclasses import GOVERNS
from truceline.extract.story import Token
from truceline.extract.timespans import TimeSpans

#: longest clause of a wish (tokens)
_LONGEST_WISH = 14
_QUOTED = frozenset('«»"“”')
SUCH = frozenset(
    ("такий", "таку", "таке", "такі", "такой", "такую", "такое", "такие", "цей", "цю", "ці", "этот", "эту", "эти")
)
#: the noun: "отказ от", "відмова від"
_REFUSAL = re.compile(r"(?:отказ(?:а|у|ом|е)?|відмов(?:а|у|и|і|ою))$")
#: "главным условием Киев называет возвращение детей"
_AS_DEMAND = ("ием", "анием", "ою")
_RAISING = ("выдвин", "постав", "назв", "висун", "назива", "называ")
_DEMANDS = ("требован", "услови", "ультимат", "вимог", "умов")
_ISSUE = ("питан", "вопрос")
#: "згоди досягти не вдалося": to come to it, and not what it is about
_REACHING = ("досяг", "достич", "достиг", "дійти", "дойти", "прийти")
_OF_THAT = (["про", "те"], ["о", "том"], ["щодо", "того"], ["об", "этом"])
_THAT = (["що"], ["что"])
_ON_THAT = (["на", "тому"], ["на", "том"], ["на", "цьому"], ["на", "этом"])
_CALLS = ("заклика", "призва", "призыва")
_POWERS = ("влад", "власт", "уряд", "правительств", "керівництв", "руководств", "коман", "парламент", "місі", "мисси")
#: tokens between a call and its act: "призвал власти обеих стран освободить"
_LONGEST_ADDRESS = 6
_WILL = frozenset(("буде", "будуть", "будет", "будут"))
#: "без підписаного документа": told of a paper, and not of what is done with it
_PARTICIPLE = re.compile(r"(?:[аея]н|єн|[аея]нн|ённ)(?:ого|ому|им|ої|ій|ою|их|ими|ой|ую|ым|ых|ыми|ого)$")


def governed(tokens: list[Token], lows: list[str], language: Language, times: TimeSpans) -> list[Governed]:
    """Every governed phrase of a sentence, in order; what stands inside one is its own no more."""
    clause = Clause(tokens, lows, language, times)
    words = clause.words
    found: list[Governed] = []
    past = 0
    for at, token in enumerate(tokens):
        if not token.kinds & GOVERNS or at < past:
            continue
        low = lows[at]
        head = low[:HEAD]
        told = by_topic(clause, at) if ends_topic(low) else []
        if told and all(one.first >= past for one in told):
            here = told
        elif low in words.duties:
            here = by_duty(clause, at) or (by_row(clause, at) if head in words.rows else [])
        elif low.startswith(words.talks):
            here = by_talks(clause, at)
        elif head in words.rows:
            here = by_row(clause, at)
        elif head in words.predicates:
            here = by_predicate(clause, at, past)
        else:
            here = []
        if here:
            found = [one for one in found if not any(other.first <= one.first < other.last for other in here)]
            found.extend(here)
            past = max(at + 1, *(one.last for one in here))
    return found


def by_row(clause: Clause, at: int) -> list[Governed]:
    """The objects of a word of agreement."""
    lows, words = clause.lows, clause.words
    low = lows[at]
    if clause.is_private(at):
        return by_predicate(clause, at, 0) if low[:HEAD] in words.predicates else []
    if _REFUSAL.match(low) is not None and _agreed_behind(clause, at):
        return []  # "отказ от взаимных исков одобрен"
    if _PARTICIPLE.search(low) is not None:  # "остаётся несогласованным"
        return by_predicate(clause, at, 0) if low[:HEAD] in words.predicates else []
    for row in words.rows[low[:HEAD]]:
        if not low.startswith(row.stem) or (row.denied and not is_denied(clause, at)):
            continue
        wish = _wish(clause, at, row) or _promise(clause, at, row)
        if wish is not None:
            return [wish]
        first = _object(clause, at, row)
        if first is None:
            fronted = fronted_by(clause, at, row)
            if fronted:
                return fronted
            continue
        if names_who(clause, first):
            return done_by(clause, at, row)
        if row.status == "proposed" and any(low.startswith(_DEMANDS) for low in lows[first : first + 2]):
            return []  # "выдвинула требование снять санкции": the noun says what it is
        asked = _question(clause, at, first)
        if asked is not None:
            return [asked]
        if row.status == "ready" and lows[first].startswith(words.completing) and clause.alone(first):
            break  # "меморандум готовий до підписання"
        status = status_of(clause, at, row)
        if status is None:
            return []
        split = clause.split(first, at, status)
        return _refused(clause, split) if row.status == "proposed" else split
    if infinitive(low):
        return to_be_done(clause, at) or failed(clause, at)
    before = object_before(clause, at)
    if before is not None:
        return before
    return by_predicate(clause, at, 0) if low[:HEAD] in words.predicates else []


def _agreed_behind(clause: Clause, at: int) -> bool:
    lows, words = clause.lows, clause.words
    stop = next((on for on in range(at + 1, len(lows)) if lows[on] in STOPS or lows[on] == ","), len(lows))
    return any(
        row.status == "agreed" and lows[on].startswith(row.stem.removesuffix("."))
        for on in range(at + 1, stop)
        for row in words.predicates.get(lows[on][:HEAD], ())
    )


def _question(clause: Clause, at: int, first: int) -> Governed | None:
    """ "розбіжності в питанні, хто патрулюватиме": what is asked is what they differ on."""
    lows = clause.lows
    if not lows[first].startswith(_ISSUE) or lows[first + 1 : first + 2] != [","] or first + 4 > len(lows):
        return None
    if lows[first + 2] not in QUESTIONS and lows[first + 3] != "ли":
        return None
    last = next((on for on in range(first + 2, len(lows)) if lows[on] in MARKS), len(lows))
    return Governed(first + 2, last, "unresolved", at)


def _refused(clause: Clause, found: list[Governed]) -> list[Governed]:
    """ "Пропозицію розмістити спостерігачів уряд відкинув": an offer whose refusal is told behind it."""
    if len(found) != 1:
        return found
    one, lows = found[0], clause.lows
    verb = lows[one.last] if one.last < len(lows) else ""
    rows = clause.words.rows.get(verb[:HEAD], ())
    if not any(verb.startswith(row.stem) and row.status == "rejected" and "" in row.leads for row in rows):
        return found
    alone = verb.endswith(("в", "ла", "л", "ло")) or lows[one.last - 1].startswith(clause.words.doers)
    last = one.last - (alone and one.last - one.first > 2)
    return [replace(one, last=last, status="rejected")]


def _wish(clause: Clause, at: int, row: Row) -> Governed | None:
    """ "вимагає, щоб блокпости прибрали": the clause is what is demanded."""
    lows = clause.lows
    if row.status == "demanded" and lows[at + 1 : at + 3] in _ON_THAT:
        at += 2  # "настаивает на том, чтобы станция осталась"
    if row.status not in ("demanded", "proposed") or lows[at + 1 : at + 2] != [","] or at + 4 >= len(lows):
        return None
    status = status_of(clause, at, row)
    if lows[at + 2] not in clause.ends.wishing or status is None:
        return None
    last = at + 3
    while last < min(len(lows), at + 3 + _LONGEST_WISH) and lows_open(lows[last]) and lows[last] not in FINAL:
        last += 1
    return Governed(at + 3, last, status, at) if last > at + 3 else None


def _promise(clause: Clause, at: int, row: Row) -> Governed | None:
    """ "домовлено, що наступного тижня буде передано тіла": the clause tells what is to be done."""
    lows = clause.lows
    if row.status == "agreed" and lows[at + 1 : at + 3] in _OF_THAT:
        at += 2  # "договорённость о том, что"
    if row.status != "agreed" or lows[at + 1 : at + 2] != [","] or lows[at + 2 : at + 3] not in _THAT:
        return None
    first = clause.past_times(at + 3)
    while first < len(lows) and lows[first] in _WILL:
        first = clause.past_times(first + 1)
    last = first
    while last < min(len(lows), first + _LONGEST_WISH) and lows_open(lows[last]) and lows[last] not in FINAL:
        last += 1
    coming = any(low in _WILL or future(low) or to_come(low) for low in lows[at + 3 : last])
    status = status_of(clause, at, row)
    if status is None or last < first + 2 or not coming or not NOT.isdisjoint(lows[at + 3 : last]):
        return None
    return Governed(first, last, status, at)


def by_talks(clause: Clause, at: int) -> list[Governed]:
    """ "переговори про X завершилися безрезультатно"."""
    lows, words = clause.lows, clause.words
    here = at + 1
    if here >= len(lows) or lows[here] not in clause.ends.leading:
        return []
    here += 1
    if not clause.ends.may_begin(clause.tokens, lows, here):
        return []
    end = clause.ends.end(clause.tokens, lows, here, len(lows))
    failed = any(low.startswith(words.failed) for low in lows[end : end + 8])
    return clause.split(here, at, "unresolved") if failed else []


def _object(clause: Clause, at: int, row: Row) -> int | None:
    """The token where the object begins."""
    lows, words = clause.lows, clause.words
    if lows[at].startswith(words.containing) and not any(
        one.startswith(words.papers) for one in lows[max(0, at - 6) : at]
    ):
        return None
    here = clause.past_times(at + 1)
    if here < len(lows) - 1 and lows[here] in ("від", "от") and lows[here] not in row.leads:
        here += 2  # "вимагає від Києва", "от Красного Креста"
        while here < len(lows) - 1 and clause.tokens[here].capital:
            here += 1
        here = clause.ends.past_adverbs(lows, here)
    elif here < len(lows) - 1 and lows[here].startswith(words.sides) and infinitive(lows[here + 1]):
        here += 1  # "закликав сторони погодити"
    elif row.status == "demanded" and lows[at].startswith(_CALLS):
        here = _addressed(clause, here)
    if here >= len(lows):
        return None
    if lows[here] in NOT and here + 1 < len(lows) and infinitive(lows[here + 1]):
        return here if row.status in ("agreed", "ready") else None
    named = _named_demand(clause, at, here, row)
    if named is not None:
        return named
    if row.status == "demanded" and lows[here] == ":" and here + 1 < len(lows) and infinitive(lows[here + 1]):
        here += 1  # "поставили условие: отвести войска"
    if lows[here] in row.leads:
        here += 1
    elif infinitive(lows[here]):
        if lows[here].startswith(_REACHING):
            return None
        bare = row.status in ("ready", "rejected") or lows[here].startswith(words.accepting)
        if row.status == "rejected" and not lows[at].startswith(words.refusing):
            return None
        here = clause.ends.past_adverbs(lows, here + 1) if bare else here
        if here + 1 < len(lows) and lows[here] in ("у", "в") and lows[here + 1] in ("себе", "себя"):
            here += 2  # "прийняти в себе центр"
        while here < len(lows) - 1 and (lows[here] in _QUOTED or lows[here] in SUCH):
            here += 1  # "«готова обсуждать» такой режим"
        if here < len(lows) and bare and lows[here] in clause.ends.leading:
            here += 1  # "готові говорити про X"
    elif "" not in row.leads:
        return None
    if not clause.ends.may_begin(clause.tokens, lows, here):
        return None
    denied = any(low in NOT for low in lows[max(0, at - 2) : at])
    taken = not denied and lows[at].startswith(words.taken)  # "прийняв план", but no guests and no oath
    return None if taken and not any(low.startswith(words.papers) for low in lows[here : here + 3]) else here


def _addressed(clause: Clause, first: int) -> int:
    """ "закликають РФ надати доступ", "призвал власти обеих стран освободить": the act behind whoever is called on."""
    lows, words = clause.lows, clause.words
    act = next((on for on in range(first + 1, min(first + _LONGEST_ADDRESS, len(lows))) if infinitive(lows[on])), None)
    if act is None or not all(lows_open(low) for low in lows[first:act]):
        return first
    private = any(low.startswith(words.private) for low in lows[first:act])
    party = any(
        token.capital or token.low.startswith((*words.sides, *words.doers, *_POWERS))
        for token in clause.tokens[first:act]
    )
    return act if party and not private else first


def _named_demand(clause: Clause, at: int, here: int, row: Row) -> int | None:
    """ "главным условием Киев называет возвращение детей", "выдвинули условием вывод войск"."""
    lows, words = clause.lows, clause.words
    if row.status != "demanded" or not lows[at].startswith(_DEMANDS) or not lows[at].endswith(_AS_DEMAND):
        return None
    calling = next((on for on in range(here, min(here + 4, len(lows))) if lows[on].startswith(words.calling)), None)
    first = here if calling is None else clause.past_times(calling + 1)
    raised = calling is not None or any(low.startswith(_RAISING) for low in lows[max(0, at - 3) : at])
    return first if raised and clause.ends.may_begin(clause.tokens, lows, first) else None
