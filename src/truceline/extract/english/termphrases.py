"""The words of a governed part of an agreement: the object behind a verb, the subject before a predicate."""

from __future__ import annotations

import msgspec

from truceline.extract.english.cuesigns import next_low
from truceline.extract.english.lexicon import AUXILIARIES, DETERMINERS, MODALS, PRONOUNS
from truceline.extract.english.standingwords import BORDERS
from truceline.extract.english.termwords import INSIDE, LEADS, LIGHT, NO_HEADS, NO_TERM, STOPS
from truceline.extract.english.verbs import is_finite
from truceline.extract.story import Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words

_LONGEST = 16
_OPENING = words("how who whether what when where which")
_EMPTY = PRONOUNS | DETERMINERS | INSIDE | words("him them us me anything nothing everything something more so them it")
#: words that end the phrase: its predicate, or what became of it
_ENDED = words("open unresolved unsettled undecided ended broke collapsed failed stalled dragged continued continue")
#: whoever returns there does it himself; "return all civilians" is done to them
_BACK = words("to from home on in for by at next until before after within when") | {""}
_BEFORE_DAY = words("on in at by from since until")
#: words that end no phrase
_NO_LAST = INSIDE | _BEFORE_DAY | DETERMINERS


_NO_HALF = DETERMINERS | INSIDE
_BASE_ACTS = words(
    "withdraw pull release free hand lift stop end halt open reopen allow return remove cease give leave recognise "
    "recognize disarm dismantle accept cede extend guard monitor patrol supervise oversee host send deploy provide "
    "hold run control secure police observe exchange disband vacate restore resume guarantee pay"
)
#: "insists that the militia first leave the city", "that the other side withdraw"
_BEFORE_ACTS = words("first also immediately fully army militia government side opposition enemy movement group junta")
#: words that no noun's adjective stands before
_NO_NOUN = STOPS | INSIDE | DETERMINERS | PRONOUNS | AUXILIARIES | words("off out up down back and or but not upon")
_ROOM, _ROOM_ENDS = words("at up more no fewer as"), words("least most to than fewer more many")


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """Tokens `[first, last)`."""

    first: int
    last: int


def listed_from(tokens: list[Token], at: int, times: TimeSpans) -> list[Phrase]:
    """The noun phrases of a list from `at` on: "a timetable, joint patrols and the reopening of the bridge"."""
    found: list[Phrase] = []
    while at < len(tokens):
        phrase = _noun_phrase(tokens, at, times)
        if phrase is None or (found and _is_subject(tokens, phrase, at)):
            break
        found.append(phrase)
        at = _past_participle(tokens, phrase.last, times)
        if at < len(tokens) and tokens[at].text == "," and _list_goes_on(tokens, at + 1, times):
            at += 1
        if at < len(tokens) and tokens[at].low in ("and", "or", "nor"):
            at += 1
            if at + 1 < len(tokens) and tokens[at].low.endswith("ed") and tokens[at + 1].low in DETERMINERS:
                break  # "accept a solution and rejected the idea": another verb
        elif at >= len(tokens) or tokens[at - 1].text != ",":
            break
    return found


def _is_subject(tokens: list[Token], phrase: Phrase, at: int) -> bool:
    """ "…, and officials declined to": the subject of another clause, and no member of the list."""
    if phrase.last >= len(tokens) or tokens[at - 1].low not in ("and", "or", "nor") or tokens[at - 2].text != ",":
        return False
    return is_finite(tokens, phrase.last)


def _past_participle(tokens: list[Token], at: int, times: TimeSpans) -> int:
    """ "a truce monitored by both, the release of captives and …": past what is told of a member, to its comma."""
    led = at < len(tokens) and tokens[at - 1].low.endswith("ed") and tokens[at].low in ("by", "in", "on", "at")
    if not led:
        return at
    comma = next((on for on in range(at + 1, min(at + 12, len(tokens))) if tokens[on].text == ","), None)
    return at if comma is None or not _list_goes_on(tokens, comma + 1, times) else comma


def act_from(tokens: list[Token], at: int, times: TimeSpans) -> Phrase | None:
    """An act behind "to": with its verb ("withdraw its guns"), or the object of a light verb ("provide escorts")."""
    if at < len(tokens) and tokens[at].low.endswith("ly"):
        at += 1
    if at >= len(tokens) or tokens[at].low in DETERMINERS or tokens[at].low in PRONOUNS:
        return None
    if tokens[at].low in NO_TERM and not (tokens[at].low == "return" and next_low(tokens, at) not in _BACK):
        return None
    if not tokens[at].text[0].isalpha() or tokens[at].capital or tokens[at].low.endswith(("ing", "s")):
        return None
    rest = at + 1
    while rest < len(tokens) and tokens[rest].low in ("out", "over", "up", "down", "back", "off", "on", "to", "from"):
        rest += 1
    while rest + 1 < len(tokens) and tokens[rest].low in _ROOM and tokens[rest + 1].low in _ROOM_ENDS:
        rest += 2  # "to free at least 40 detainees"
    phrase = _noun_phrase(tokens, rest, times)
    if phrase is None:
        return None
    return phrase if tokens[at].low in LIGHT else Phrase(at, phrase.last)


def is_act(tokens: list[Token], at: int) -> bool:
    """Whether a verb that is no part of an agreement stands there: "agreed to meet"."""
    return at < len(tokens) and tokens[at].low in NO_TERM


def clause_from(tokens: list[Token], at: int, times: TimeSpans) -> Phrase | None:
    """Behind "demanded that": the subject of a passive ("the roadblocks be lifted"), else what is to be done."""
    for number in range(at, min(at + 12, len(tokens))):
        token = tokens[number]
        if token.low in ("be", "is", "are") or (token.low in MODALS and next_low(tokens, number) == "be"):
            return _kept(tokens, at, number)
        if token.low in MODALS:
            return act_from(tokens, number + 1, times)
        if (
            token.low in _BASE_ACTS
            and number > at
            and (
                tokens[number - 1].capital
                or tokens[number - 1].low[-1] == "s"
                or tokens[number - 1].low in _BEFORE_ACTS
            )
        ):
            return act_from(tokens, number, times)  # "that Arvenia withdraw its guns"
        if token.text in ",;:" or token.low in AUXILIARIES:
            return None  # "agreed that pressure had to grow": an opinion
    return None


def clauses_from(tokens: list[Token], at: int) -> list[Phrase]:
    """Behind "it was agreed that": each clause of what is to be, up to the next "that"."""
    found: list[Phrase] = []
    while at < len(tokens):
        last = at
        while (
            last < len(tokens)
            and last - at < _LONGEST
            and tokens[last].text not in ",;:.—–"
            and tokens[last].low != "that"
        ):
            last += 1
        end = last - (last < len(tokens) and tokens[last].low == "that" and tokens[last - 1].low in ("and", "or"))
        coming = any(token.low in MODALS or token.low == "be" for token in tokens[at:end])
        if not coming:
            break
        found.append(Phrase(at, end))
        if last >= len(tokens) or tokens[last].low != "that":
            break
        at = last + 1
    return found


def phrase_before(tokens: list[Token], copula: int, times: TimeSpans) -> Phrase | None:
    """The subject before a predicate, from the beginning of its clause."""
    last = copula
    while last > 0 and (tokens[last - 1].low.endswith("ly") or tokens[last - 1].low in ("also", "still", "both")):
        last -= 1
    first = last
    while first > 0 and last - first < _LONGEST:
        token = tokens[first - 1]
        if token.text in ";:,—–()" or token.low in BORDERS or token.low in ("that", "and", "which"):
            break
        if is_finite(tokens, first - 1) and not _opened(tokens, first - 1):
            break
        first -= 1
    while first < last and (times.covers(tokens[first]) or tokens[first].low in _BEFORE_DAY):
        first += 1
    return _kept(tokens, first, last)


def _opened(tokens: list[Token], at: int) -> bool:
    """ "who would command it remains open": a verb inside the subject's own question."""
    return any(token.low in _OPENING for token in tokens[max(0, at - 5) : at])


def _noun_phrase(tokens: list[Token], at: int, times: TimeSpans) -> Phrase | None:
    first = at
    while first < len(tokens) and tokens[first].text in "\"“”'‘’«":
        first += 1
    last = first
    if [token.low for token in tokens[first : first + 3]] == ["out", "of", "hand"]:
        return None
    question = first < len(tokens) and tokens[first].low in _OPENING
    while last < len(tokens) and last - first < _LONGEST:
        token = tokens[last]
        if _ends(tokens, last, first, question) or times.covers(token):
            break
        last += 1
    while first < last and tokens[first].low in ("on", "upon", "over", "for", "to") and last - first > 1:
        first += 1  # "on the swap and on the bridge"
    while last > first and tokens[last - 1].low in _NO_LAST:
        last -= 1
    return _kept(tokens, first, last)


def _ends(tokens: list[Token], at: int, first: int, question: bool) -> bool:
    token = tokens[at]
    if not (token.text[0].isalnum() or token.text in "'’$€£%"):
        return True
    if question:
        return False
    if token.low in ("and", "or", "nor"):
        return not _joins(tokens, at, first)
    if token.low in STOPS or token.low in AUXILIARIES:
        return True
    if token.low in _ENDED and at > first:
        return True
    return at > first and not _attribute(tokens, at) and is_finite(tokens, at)


def _attribute(tokens: list[Token], at: int) -> bool:
    """ "a fund for damaged homes", "the remains", "a wide demilitarised zone": no verb, for all its form."""
    before = tokens[at - 1].low
    if tokens[at].low.endswith("ed"):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        noun = following is not None and following.text[0].islower() and following.low not in _NO_NOUN
        return before in INSIDE or (noun and not tokens[at - 1].low.endswith("s"))
    return before in DETERMINERS


def _joins(tokens: list[Token], at: int, first: int) -> bool:
    """ "heavy and light weapons", "the release and return of": the word after "and" belongs to the same noun."""
    led = int(tokens[first].low in DETERMINERS)  # "a full and unconditional truce"
    return at - first > led and at + 1 < len(tokens) and at - first < 2 + led and tokens[at + 1].low not in _NO_HALF


def _list_goes_on(tokens: list[Token], at: int, times: TimeSpans) -> bool:
    """Whether another member and an "and" follow before a verb does."""
    for number in range(at, min(at + 12, len(tokens))):
        token = tokens[number]
        if token.low in ("and", "or"):
            following = tokens[number + 1 : number + 5]
            return not any(one.low in AUXILIARIES for one in following) and not any(
                one.low in PRONOUNS for one in following[:1]
            )
        if token.low in STOPS or token.text in ";:()—–" or times.covers(token) or is_finite(tokens, number):
            return False
    return False


def _kept(tokens: list[Token], first: int, last: int) -> Phrase | None:
    """The phrase without its leads ("the question of"), when it names something that can be part of an agreement."""
    if first >= last:
        return None
    head = _head(tokens, first, last)
    while tokens[head].low in LEADS and head + 2 < last and tokens[head + 1].low in ("of", "on", "about", "over"):
        first = head + 2
        head = _head(tokens, first, last)
    if tokens[first].low not in _OPENING and (tokens[head].low in NO_HEADS or tokens[head].low in LEADS):
        return None
    meant = [token for token in tokens[first:last] if token.low not in _EMPTY and token.text[0].isalpha()]
    if not meant or all(token.capital for token in meant):
        return None  # "rejected Kyiv", "agreed to it"
    return Phrase(first, last)


def _head(tokens: list[Token], first: int, last: int) -> int:
    at = next((number for number in range(first + 1, last) if tokens[number].low in INSIDE), last)
    return at - 1
