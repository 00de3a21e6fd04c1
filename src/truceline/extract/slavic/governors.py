"""What the words of agreement govern: the phrase that is agreed, offered, demanded, refused or left open.

A table row says which prepositions lead from the word to its object. The word that governs decides where the object
stands, turned by "not", by "can" and by "refuses to" before it; whether the object is a known part of an agreement is
asked by nobody here.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from truceline.extract.slavic.duties import by_duty
from truceline.extract.slavic.governing import (
    DENIED,
    FINAL,
    LONGEST_ASIDE,
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
from truceline.extract.slavic.verbforms import future, to_come
from truceline.extract.slavic.wordclasses import GOVERNS
from truceline.extract.story import Token
from truceline.extract.timespans import TimeSpans
from truceline.model.mentions import ElementStatus

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
_AHEAD = ("предсто", "належить", "належало", "залишилос", "лишилос", "осталос")
#: "згоди досягти не вдалося": to come to it, and not what it is about
_REACHING = ("досяг", "достич", "достиг", "дійти", "дойти", "прийти", "прийти")
_OF_THAT = (["про", "те"], ["о", "том"], ["щодо", "того"], ["об", "этом"])
_THAT = (["що"], ["что"])
_WILL = frozenset(("буде", "будуть", "будет", "будут"))
_DONE = ("ли", "ють", "ять", "ют", "ят", "ла", "в", "л", "ився", "лась", "лася", "лись", "лися", "лся", "є", "ет")
_NOMINATIVE = ("ий", "ій", "ый", "ой", "ка", "на", "ая", "ке", "ое", "кі", "ие", "ые", "ні")
#: "без підписаного документа": told of a paper, and not of what is done with it
_PARTICIPLE = re.compile(r"(?:[аея]н|єн|[аея]нн|ённ)(?:ого|ому|им|ої|ій|ою|их|ими|ой|ую|ым|ых|ыми|ого)$")
#: what it takes to be done with repetition: "отвергал дважды"
TIMES = frozenset(("двічі", "тричі", "дважды", "трижды", "неодноразово", "неоднократно", "знову", "снова", "вновь"))
#: tokens before a governor in which "не" or "відмовився" still belongs to it
_NEAR = 3
#: tokens behind a noun of agreement in which "немає" denies it
_FAR = 8


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
            here = by_duty(clause, at)
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
        if not low.startswith(row.stem) or (row.denied and not _is_denied(clause, at)):
            continue
        wish = _wish(clause, at, row) or _promise(clause, at, row)
        if wish is not None:
            return [wish]
        first = _object(clause, at, row)
        if first is None:
            fronted = _fronted(clause, at, row)
            if fronted:
                return fronted
            continue
        if _names_who(clause, first):
            return _done_by(clause, at, row)
        if row.status == "proposed" and any(low.startswith(_DEMANDS) for low in lows[first : first + 2]):
            return []  # "выдвинула требование снять санкции": the noun says what it is
        asked = _question(clause, at, first)
        if asked is not None:
            return [asked]
        if row.status == "ready" and lows[first].startswith(words.completing) and clause.alone(first):
            break  # "меморандум готовий до підписання"
        status = _status(clause, at, row)
        if status is None:
            return []
        split = clause.split(first, at, status)
        return _refused(clause, split) if row.status == "proposed" else split
    if infinitive(low):
        return _to_come(clause, at) or _failed(clause, at)
    before = _object_before(clause, at)
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


def _is_denied(clause: Clause, at: int) -> bool:
    """ "не проти", "прориву … немає"."""
    lows = clause.lows
    before, behind = lows[max(0, at - 2) : at], lows[at + 1 : at + _FAR]
    return any(low in NOT for low in before) or any(low in clause.words.lacking for low in behind)


def _question(clause: Clause, at: int, first: int) -> Governed | None:
    """ "розбіжності в питанні, хто патрулюватиме": what is asked is what they differ on."""
    lows = clause.lows
    if not lows[first].startswith(_ISSUE) or lows[first + 1 : first + 2] != [","] or first + 4 > len(lows):
        return None
    if lows[first + 2] not in QUESTIONS and lows[first + 3] != "ли":
        return None
    last = next((on for on in range(first + 2, len(lows)) if lows[on] in MARKS), len(lows))
    return Governed(first + 2, last, "unresolved", at)


def _to_come(clause: Clause, at: int) -> list[Governed]:
    """ "Список бригад ещё предстоит согласовать", "належить узгодити перелік": nobody has done it yet."""
    lows = clause.lows
    ahead = next((near for near in range(at - 1, max(-1, at - 4), -1) if lows[near].startswith(_AHEAD)), None)
    if ahead is None or not any(row.status == "agreed" for row in clause.words.rows[lows[at][:HEAD]]):
        return []
    if clause.ends.may_begin(clause.tokens, lows, at + 1):
        return clause.split(at + 1, at, "unresolved")
    subject = clause.subject(ahead, 0)
    return [] if subject is None else clause.split(subject, at, "unresolved", stop=ahead)


def _names_who(clause: Clause, first: int) -> bool:
    """Whether nothing but a name stands to the end of the clause: "патрулі ООН запропонувала Туреччина"."""
    last = first
    while last < len(clause.lows) and clause.tokens[last].capital and clause.tokens[last].text.istitle():
        last += 1
    return last > first and (last >= len(clause.lows) or clause.lows[last] in MARKS)


def _done_by(clause: Clause, at: int, row: Row) -> list[Governed]:
    """What stands before a verb whose subject is named behind it; none where that is "яку"."""
    if "" not in row.leads:
        return []
    first, status = clause.subject(at, 0), _status(clause, at, row)
    if first is None or status is None or clause.lows[first].startswith(clause.words.sides):
        return []
    return clause.split(first, at, status, stop=at)


def _fronted(clause: Clause, at: int, row: Row) -> list[Governed]:
    """ "Щодо станції згоди досягти не вдалося", "по топливу прорыва нет": what it is about stands first."""
    lows = clause.lows
    against = _led(clause, at, row)
    if against:
        return against
    mark = next((on for on in range(at + 1, min(at + 4, len(lows))) if lows[on] in MARKS), at + 4)
    behind = lows[at + 1 : mark]
    nothing = any(low in NOT or low in clause.words.lacking for low in behind)
    if not nothing or row.status not in ("agreed", "unresolved") or "" in row.leads:
        return []
    lead = next((near for near in range(at - 1, max(-1, at - LONGEST_ASIDE), -1) if lows[near] in row.leads), None)
    if lead is None or any(low in MARKS for low in lows[lead:at]):
        return []
    if not clause.ends.may_begin(clause.tokens, lows, lead + 1):
        return []
    return clause.split(lead + 1, at, "unresolved", stop=at)


def _led(clause: Clause, at: int, row: Row) -> list[Governed]:
    """ "Проти участі військових виступила Москва", "на выводе войск настаивает Киев"."""
    lows = clause.lows
    if row.status not in ("rejected", "demanded") or "" in row.leads or row.denied:
        return []
    begin = at
    while begin > 0 and lows_open(lows[begin - 1]):
        begin -= 1
    begin = clause.ends.past_openings(lows, begin)
    status = _status(clause, at, row)
    if begin + 1 >= at or lows[begin] not in row.leads or status is None:
        return []
    may = clause.ends.may_begin(clause.tokens, lows, begin + 1)
    return clause.split(begin + 1, at, status, stop=at) if may else []


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


def _object_before(clause: Clause, at: int) -> list[Governed] | None:
    """ "гарячу лінію між командирами погодили": nobody is named, and what they did it to stands first."""
    lows = clause.lows
    behind = at + 1 + (at + 1 < len(lows) and lows[at + 1] in TIMES)
    named = at > 1 and lows[at - 1].startswith(clause.words.sides)  # "обмін тілами сторони погодили у вівторок"
    behind = clause.past_times(behind) if named and behind < len(lows) else behind
    final = behind >= len(lows) or lows[behind] in MARKS
    rows = [row for row in clause.words.rows[lows[at][:HEAD]] if lows[at].startswith(row.stem)]
    if not final or not rows or not lows[at].endswith(_DONE) or rows[0].status not in ("agreed", "rejected"):
        return None
    lead = next((near for near in range(at - 1, max(-1, at - 5), -1) if lows[near] in rows[0].leads), None)
    first = clause.subject(at, 0) if lead is None else lead + 1
    bare = named and "" in rows[0].leads and clause.tokens[0].start == clause.tokens[first or 0].start
    if first is None or (lead is None and not bare and not lows[first].endswith(("у", "ю"))):
        return None
    if lows[first].startswith(clause.words.sides) or not clause.ends.may_begin(clause.tokens, lows, first):
        return None
    status, stop = _status(clause, at, rows[0]), _holder(clause, first + 1, at)
    return None if status is None else clause.split(first, at, status, stop=stop)


def _failed(clause: Clause, at: int) -> list[Governed]:
    """ "о возвращении беженцев договориться не смогли": what was asked for stands first, and nothing came of it."""
    lows, words = clause.lows, clause.words
    denied = at + 2 < len(lows) and lows[at + 1] in NOT and lows[at + 2].startswith(words.failing)
    rows = [row for row in words.rows[lows[at][:HEAD]] if lows[at].startswith(row.stem) and row.status == "agreed"]
    if not denied or not rows:
        return []
    before = range(at - 1, max(-1, at - LONGEST_ASIDE), -1)
    lead = next((near for near in before if lows[near] in rows[0].leads or lows[near] in STOPS), None)
    if lead is None or lows[lead] in STOPS or not clause.ends.may_begin(clause.tokens, lows, lead + 1):
        return []
    return clause.split(lead + 1, at, "unresolved", stop=at)


def _holder(clause: Clause, first: int, at: int) -> int:
    """Where whoever did it is named behind the object: "ідею смуги українська делегація відхилила"."""
    lows = clause.lows
    for near in range(first, at):
        if lows[near].startswith(clause.words.doers):
            return near - 1 if near - 1 > first and lows[near - 1].endswith(_NOMINATIVE) else near
    return at


def _wish(clause: Clause, at: int, row: Row) -> Governed | None:
    """ "вимагає, щоб блокпости прибрали": the clause is what is demanded."""
    lows = clause.lows
    if row.status not in ("demanded", "proposed") or lows[at + 1 : at + 2] != [","] or at + 4 >= len(lows):
        return None
    status = _status(clause, at, row)
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
    status = _status(clause, at, row)
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


def _named_demand(clause: Clause, at: int, here: int, row: Row) -> int | None:
    """ "главным условием Киев называет возвращение детей", "выдвинули условием вывод войск"."""
    lows, words = clause.lows, clause.words
    if row.status != "demanded" or not lows[at].startswith(_DEMANDS) or not lows[at].endswith(_AS_DEMAND):
        return None
    calling = next((on for on in range(here, min(here + 4, len(lows))) if lows[on].startswith(words.calling)), None)
    first = here if calling is None else clause.past_times(calling + 1)
    raised = calling is not None or any(low.startswith(_RAISING) for low in lows[max(0, at - 3) : at])
    return first if raised and clause.ends.may_begin(clause.tokens, lows, first) else None


def _status(clause: Clause, at: int, row: Row) -> ElementStatus | None:
    """The row's status, turned by what stands before the word."""
    lows, words = clause.lows, clause.words
    before = lows[max(0, at - _NEAR) : at]
    before = before[max((number + 1 for number, low in enumerate(before) if low in STOPS), default=0) :]
    if any(low.startswith(words.refusing) for low in before) and row.status in ("agreed", "ready"):
        return "rejected"
    if any(low.startswith(words.failing) for low in before) and row.status == "agreed":
        return "unresolved"
    if row.denied:
        return row.status
    if row.status == "agreed" and any(low in words.lacking for low in (*before, *lows[at : at + _FAR])):
        return "unresolved"
    if any(low in NOT for low in before[-2:]):
        denied = DENIED.get(row.status)
        return "rejected" if row.refuses and denied is not None else denied
    if row.status == "agreed" and infinitive(lows[at]):
        return "ready" if any(low.startswith(words.ready) for low in before) else "proposed"
    return row.status
