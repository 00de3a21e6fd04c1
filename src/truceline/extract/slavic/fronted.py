"""What stands before the word that governs it: "Щодо станції згоди досягти не вдалося", "гарячу лінію погодили"."""

from __future__ import annotations

from truceline.extract.slavic.governing import (
    LONGEST_ASIDE,
    MARKS,
    NOT,
    STOPS,
    Clause,
    Governed,
    lows_open,
)
from truceline.extract.slavic.governorwords import HEAD, Row
from truceline.extract.slavic.turned import status_of

_AHEAD = ("предсто", "належить", "належало", "залишилос", "лишилос", "осталос")
_DONE = ("ли", "ють", "ять", "ют", "ят", "ла", "в", "л", "ився", "лась", "лася", "лись", "лися", "лся", "є", "ет")
_NOMINATIVE = ("ий", "ій", "ый", "ой", "ка", "на", "ая", "ке", "ое", "кі", "ие", "ые", "ні")
#: what it takes to be done with repetition: "отвергал дважды"
TIMES = frozenset(("двічі", "тричі", "дважды", "трижды", "неодноразово", "неоднократно", "знову", "снова", "вновь"))


def to_be_done(clause: Clause, at: int) -> list[Governed]:
    """ "Список бригад ещё предстоит согласовать", "належить узгодити перелік": nobody has done it yet."""
    lows = clause.lows
    ahead = next((near for near in range(at - 1, max(-1, at - 4), -1) if lows[near].startswith(_AHEAD)), None)
    if ahead is None or not any(row.status == "agreed" for row in clause.words.rows[lows[at][:HEAD]]):
        return []
    if clause.ends.may_begin(clause.tokens, lows, at + 1):
        return clause.split(at + 1, at, "unresolved")
    subject = clause.subject(ahead, 0)
    return [] if subject is None else clause.split(subject, at, "unresolved", stop=ahead)


def names_who(clause: Clause, first: int) -> bool:
    """Whether nothing but a name stands to the end of the clause: "патрулі ООН запропонувала Туреччина"."""
    last = first
    while last < len(clause.lows) and clause.tokens[last].capital and clause.tokens[last].text.istitle():
        last += 1
    return last > first and (last >= len(clause.lows) or clause.lows[last] in MARKS)


def done_by(clause: Clause, at: int, row: Row) -> list[Governed]:
    """What stands before a verb whose subject is named behind it; none where that is "яку"."""
    if "" not in row.leads:
        return []
    first, status = clause.subject(at, 0), status_of(clause, at, row)
    if first is None or status is None or clause.lows[first].startswith(clause.words.sides):
        return []
    return clause.split(first, at, status, stop=at)


def fronted_by(clause: Clause, at: int, row: Row) -> list[Governed]:
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
    status = status_of(clause, at, row)
    if begin + 1 >= at or lows[begin] not in row.leads or status is None:
        return []
    may = clause.ends.may_begin(clause.tokens, lows, begin + 1)
    return clause.split(begin + 1, at, status, stop=at) if may else []


def object_before(clause: Clause, at: int) -> list[Governed] | None:
    """ "гарячу лінію між командирами погодили": nobody is named, and what they did it to stands first."""
    lows = clause.lows
    behind = at + 1 + (at + 1 < len(lows) and lows[at + 1] in TIMES)
    named = at > 1 and lows[at - 1].startswith(clause.words.sides)  # "обмін тілами сторони погодили у вівторок"
    behind = clause.past_times(behind) if named and behind < len(lows) else behind
    final = behind >= len(lows) or lows[behind] in MARKS
    rows = [row for row in clause.words.rows[lows[at][:HEAD]] if lows[at].startswith(row.stem)]
    if not rows or not lows[at].endswith(_DONE) or rows[0].status not in ("agreed", "rejected"):
        return None
    lead = next((near for near in range(at - 1, max(-1, at - 5), -1) if lows[near] in rows[0].leads), None)
    if lead is None and not final:
        return None
    first = clause.subject(at, 0) if lead is None else lead + 1
    bare = named and "" in rows[0].leads and clause.tokens[0].start == clause.tokens[first or 0].start
    if first is None or (lead is None and not bare and not lows[first].endswith(("у", "ю"))):
        return None
    if lows[first].startswith(clause.words.sides) or not clause.ends.may_begin(clause.tokens, lows, first):
        return None
    status, stop = status_of(clause, at, rows[0]), _holder(clause, first + 1, at)
    return None if status is None else clause.split(first, at, status, stop=stop)


def failed(clause: Clause, at: int) -> list[Governed]:
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
