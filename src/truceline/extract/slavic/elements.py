"""Elements of a possible agreement (a force, guarantees, a plan, territory) and where each of them stands.

An element counts only beside words that say its status: the word that governs it, the stance of a statement about it,
else the nearest word of status in its own clause, else (for elements that are rarely named in passing) in its sentence.
What such a word governs is an element whatever it is; a thing that no table knows gets the nearest code.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from truceline.extract.answers import answered
from truceline.extract.saying import Saying
from truceline.extract.slavic.elementwords import HEAD, ElementWords, element_words, fits, phrases_from
from truceline.extract.slavic.fronted import TIMES
from truceline.extract.slavic.governing import Governed
from truceline.extract.slavic.governors import SUCH, governed
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.names import Names
from truceline.extract.slavic.subtotals import AGAINST
from truceline.extract.slavic.text import Text
from truceline.extract.slavic.wordclasses import ELEMENT, GOVERNS, NUMBER, PAST
from truceline.extract.story import Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.model.mentions import AgreementElement, ElementStatus, Stance

_STATUS_OF_STANCE: dict[Stance, ElementStatus] = {"rejects": "rejected", "demands": "demanded", "agrees": "agreed"}
#: words too common to borrow their status from elsewhere in the sentence
_CLOSE = frozenset(("ceasefire", "details", "mandate", "withdrawal_of_troops", "elections", "nuclear_power_plant",
    "peacekeeping_force", "prisoner_exchange", "demining"))  # fmt: skip
_OBSERVERS = frozenset(("monitoring_mechanism", "peacekeeping_force"))
#: the code of an object that resembles nothing in the tables
_OTHER = "other"
_MARKS = frozenset(",;:—–()")
_NOT = frozenset(("не", "ні", "ни", "немає", "нет"))
#: what a word of status means behind "не"
_DENIED: dict[ElementStatus, ElementStatus | None] = {
    "agreed": "unresolved",
    "ready": "rejected",
    "rejected": None,
    "demanded": None,
    "proposed": None,
}


#: "приняли к сведению предложение": nobody has agreed to it
_NOTED = (["к", "сведению"], ["до", "відома"])
_HOW_MANY = frozenset(("скільки", "сколько"))
_ON_THE_OTHER_HAND = frozenset(
    ("ж", "же", "але", "но", "тоді", "тогда", "натомість", "зате", "зато", "однак", "однако", "проте")
)
#: "говорити про втрату села передчасно": to say so, and no part of an agreement
_SPEAKING = frozenset(("говорити", "казати", "судити", "стверджувати", "говорить", "судить", "утверждать"))
_CALLING = ("заклик", "призыв", "призва", "готов", "приєдн", "поверн", "возвращ", "вернул")
_INSISTING = ("наполяг", "наполіг", "настаив", "настоя")


class _Found(msgspec.Struct, frozen=True, gc=False):
    code: str
    first: int
    last: int


def find_elements(
    text: Text, sayings: dict[int, tuple[Saying, ...]], names: Names, times: TimeSpans
) -> tuple[AgreementElement, ...]:
    """Every element with a status."""
    story, language = text.story, text.language
    words = element_words(language)
    found: list[AgreementElement] = []
    named: tuple[int, int, str] = (-1, -1, _OTHER)  # paragraph, sentence and code of the last element
    for line in text.lines:
        sentence, tokens, lows, kinds = line.sentence, line.tokens, line.lows, line.kinds
        if not kinds & (ELEMENT | GOVERNS):
            continue
        objects = governed(tokens, lows, language, times) if kinds & GOVERNS else []
        here = _in_sentence(tokens, lows, words, language) if kinds & ELEMENT else []
        if not here and not objects:
            continue
        statuses = _statuses(lows, words) if here else []
        begun = len(found)
        said = sayings.get(sentence.number, ())
        for one in here:
            holding = next((phrase for phrase in objects if phrase.first <= one.first < phrase.last), None)
            element = (
                _element(story, tokens, lows, one, statuses, said, words)
                if holding is None
                else _held(story, tokens, one, holding, said)
            )
            if element is not None:
                found.append(element)
        for phrase in objects:
            if any(names.covers(token.start) for token in tokens[phrase.first : phrase.last]):
                continue  # people are no part of an agreement
            if not any(phrase.first < one.last and one.first < phrase.last for one in here):
                code = code_of(lows[phrase.first : phrase.last], language)
                near = named[0] == sentence.paragraph and sentence.number - named[1] <= 1
                if code == _OTHER and near and _of_the_last(tokens, lows, phrase):
                    code = named[2]
                if code == _OTHER and sentence.headline:
                    continue
                if code == _OTHER and (lows[phrase.first][0].isdigit() or _only_counts(tokens, phrase)):
                    continue  # a number of whatever it is: "30 днів тиші" has a code
                if code == _OTHER and (_says_nothing(lows, phrase, here) or lows[phrase.first] in _SPEAKING):
                    continue
                unknown = _Found(code, phrase.first, phrase.last)
                found.append(_held(story, tokens, unknown, phrase, said))
        found[begun:] = answered(story.text, found[begun:], said)
        last = next((one.element for one in reversed(found) if one.start >= sentence.start), None)
        if last is None and here:
            last = here[-1].code
        if last is not None:
            named = (sentence.paragraph, sentence.number, last)
    return tuple(found)


def _of_the_last(tokens: list[Token], lows: list[str], phrase: Governed) -> bool:
    """ "такий режим", "скільки людей повернеться, не розголошують": of the element that was told right before."""
    such = phrase.first > 0 and lows[phrase.first - 1] in SUCH
    asked = phrase.status in ("undisclosed", "unresolved") and lows[phrase.first] in _HOW_MANY
    return such or asked


def _only_counts(tokens: list[Token], phrase: Governed) -> bool:
    """ "два предыдущих": a number of what was told before, and no noun."""
    behind = tokens[phrase.first + 1 : phrase.last]
    return tokens[phrase.first].kinds & NUMBER != 0 and all(token.low.endswith(("их", "ых")) for token in behind)


def _says_nothing(lows: list[str], phrase: Governed, here: list[_Found]) -> bool:
    """ "повернутися до припинення вогню", "відхиляв двічі": a lone verb before an element, a lone adverb."""
    if phrase.last != phrase.first + 1:
        return False
    led = phrase.last + 1 < len(lows) and lows[phrase.last] in ("до", "к", "ко")
    return lows[phrase.first] in TIMES or (led and any(one.first == phrase.last + 1 for one in here))


@lru_cache(maxsize=8_192)
def _rank(low: str, language: Language) -> int:
    """The first row of the nearest codes that a word fits; behind the last one where it fits none."""
    rows = element_words(language).nearest
    return next((rank for rank, (_, stems) in enumerate(rows) if low.startswith(stems)), len(rows))


def code_of(lows: list[str], language: Language) -> str:
    """The code that the words are nearest to."""
    rows = element_words(language).nearest
    best = min((_rank(low, language) for low in lows), default=len(rows))
    return rows[best][0] if best < len(rows) else _OTHER


def _held(
    story: Story, tokens: list[Token], found: _Found, phrase: Governed, sayings: tuple[Saying, ...]
) -> AgreementElement:
    """An element that a word of status governs; whoever demands something inside which that word stands demands it."""
    last = phrase.last if found.code == "details" else found.last  # of what the details are
    start, end = tokens[found.first].start, tokens[last - 1].end
    status, holder = phrase.status, None
    for saying in sayings:
        if saying.method in ("source", "this"):  # whoever tells of it, or denies it, is not who demands it
            continue
        inside = saying.content is not None and saying.content[0] <= start < saying.content[1]
        if not inside and saying.cue_start != tokens[phrase.at].start:
            continue
        holder = None if saying.speaker is None else saying.speaker.words
        around = saying.content is not None and saying.content[0] <= tokens[phrase.at].start < saying.content[1]
        # "Росія наполягає на А, Україна ж пропонує Б": somebody else's
        between = (token for token in tokens[: phrase.at] if token.start >= saying.cue_end)
        around = around and not any(token.low in _ON_THE_OTHER_HAND for token in between)
        if around and _demands(saying) and status in ("agreed", "proposed", "ready"):
            status = "demanded"
        elif around and saying.kind.stance == "denies" and status in ("agreed", "ready"):
            status = "unresolved"  # "заперечив, що делегація погодилася на виведення військ"
    return AgreementElement(
        item_id=story.item_id,
        start=start,
        end=end,
        text=story.text[start:end],
        method="rule:element.governed",
        confidence_ppm=800_000 if found.code != _OTHER else 650_000,
        element=found.code,
        status=status,
        by=None if status in ("undisclosed", "unresolved") else holder,
    )


def _called_for(lows: list[str], at: int) -> bool:
    """Whether "до" leads to what one is called on to do: "закликав до перемир'я"."""
    return any(low.startswith(_CALLING) for low in lows[max(0, at - 5) : at])


def _demands(saying: Saying) -> bool:
    return saying.kind.stance == "demands" or saying.cue.startswith(_INSISTING)


def _in_sentence(tokens: list[Token], lows: list[str], words: ElementWords, language: Language) -> list[_Found]:
    found: list[_Found] = []
    past = 0
    for at, token in enumerate(tokens):
        if not token.kinds & ELEMENT or at < past:
            continue
        rows = phrases_from(lows[at], language)
        match = next(((code, stems) for code, stems in rows if _matches(lows, at, stems)), None)
        if match is None:
            continue
        first = at
        while first > 0 and lows[first - 1].startswith(words.adjectives) and (not found or found[-1].last < first):
            first -= 1
        found.append(_Found(match[0], first, at + len(match[1])))
        past = at + len(match[1])
    return found


def _matches(lows: list[str], at: int, stems: tuple[str, ...]) -> bool:
    if at + len(stems) > len(lows):
        return False
    return all(fits(lows[at + number], stem) for number, stem in enumerate(stems))


def _statuses(lows: list[str], words: ElementWords) -> list[tuple[int, ElementStatus]]:
    """Words of status in the sentence, with what "не" before them makes of them."""
    found: list[tuple[int, ElementStatus]] = []
    for at, low in enumerate(lows):
        rows = words.status.get(low[:HEAD])
        if rows is None or low.startswith(words.never) or _sets_against(lows, at) or lows[at + 1 : at + 3] in _NOTED:
            continue
        denied = any(lows[back] in _NOT for back in range(max(0, at - 2), at))
        for stem, only_denied, status in rows:
            if not low.startswith(stem) or (only_denied and not denied):
                continue
            value: ElementStatus | None = status
            if denied and not only_denied and status in _DENIED:
                value = _DENIED[status]
            if value is not None:
                found.append((at, value))
            break
    return found


def _sets_against(lows: list[str], at: int) -> bool:
    """ "46 порушень проти 212": a figure is compared, and nothing is rejected."""
    return lows[at] in AGAINST and at + 1 < len(lows) and lows[at + 1][:1].isdigit()


def _element(
    story: Story,
    tokens: list[Token],
    lows: list[str],
    found: _Found,
    statuses: list[tuple[int, ElementStatus]],
    sayings: tuple[Saying, ...],
    words: ElementWords,
) -> AgreementElement | None:
    until = found.code == "ceasefire" and found.first > 0 and lows[found.first - 1] == "до"
    if until and not _called_for(lows, found.first):
        return None  # "гарантії мають бути підписані до припинення вогню"
    thought_of = any(low.startswith(words.thought_of) for low in lows[max(0, found.first - 2) : found.first])
    if thought_of and found.code in _CLOSE:
        return None
    if found.code in _OBSERVERS and found.last < len(tokens) and tokens[found.last].kinds & PAST:
        return None  # "моніторингова місія зафіксувала": it is there and at work
    start, end = tokens[found.first].start, tokens[found.last - 1].end
    status, by, sure = _status(start, found, statuses, sayings, tokens, lows, words)
    if status is None or (found.code in ("details", "mandate") and status not in ("undisclosed", "unresolved")):
        return None
    return AgreementElement(
        item_id=story.item_id,
        start=start,
        end=end,
        text=story.text[start:end],
        method="rule:element.status",
        confidence_ppm=sure,
        element=found.code,
        status=status,
        by=by,
    )


def _status(
    start: int,
    found: _Found,
    statuses: list[tuple[int, ElementStatus]],
    sayings: tuple[Saying, ...],
    tokens: list[Token],
    lows: list[str],
    words: ElementWords,
) -> tuple[ElementStatus | None, str | None, int]:
    holder = None
    for saying in sayings:
        if saying.content is None or not saying.content[0] <= start < saying.content[1] or saying.method == "this":
            continue
        if saying.method != "source":
            holder = None if saying.speaker is None else saying.speaker.words
        told = "demanded" if _demands(saying) else _STATUS_OF_STANCE.get(saying.kind.stance)
        if told is not None:
            return told, holder, 850_000
    first, last = _clause(lows, found, words)
    near = _nearest([one for one in statuses if first <= one[0] < last], found)
    if near is not None:
        return near, None if near == "undisclosed" else holder, 800_000
    if found.code in _CLOSE:
        return None, None, 0
    wide = _nearest(_told_with(start, statuses, sayings, tokens), found)
    return wide, None if wide in (None, "undisclosed") else holder, 600_000


def _told_with(
    start: int, statuses: list[tuple[int, ElementStatus]], sayings: tuple[Saying, ...], tokens: list[Token]
) -> list[tuple[int, ElementStatus]]:
    """The words of status that belong to the saying inside which the element stands, else all of the sentence."""
    holding = [one for one in sayings if one.content is not None and one.content[0] <= start < one.content[1]]
    if not holding:
        return statuses
    one = min(holding, key=lambda saying: saying.content[1] - saying.content[0] if saying.content else 0)
    begin, end = one.content or (0, 0)
    return [(at, status) for at, status in statuses if begin <= tokens[at].start < end or at == one.at]


def _clause(lows: list[str], found: _Found, words: ElementWords) -> tuple[int, int]:
    """The stretch around the element between marks and words of contrast."""
    first, last = found.first, found.last
    while first > 0 and lows[first - 1] not in _MARKS and lows[first - 1] not in words.contrast:
        first -= 1
    while last < len(lows) and lows[last] not in _MARKS and lows[last] not in words.contrast:
        last += 1
    return first, last


def _nearest(statuses: list[tuple[int, ElementStatus]], found: _Found) -> ElementStatus | None:
    """The status whose word stands nearest; a proposal gives way to whatever says more."""
    best: tuple[int, ElementStatus] | None = None
    for at, status in statuses:
        if found.first <= at < found.last:
            continue
        distance = max(at - found.last, found.first - at, 0) + (8 if status == "proposed" else 0)
        if best is None or distance < best[0]:
            best = (distance, status)
    return None if best is None else best[1]
