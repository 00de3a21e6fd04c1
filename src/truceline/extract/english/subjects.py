"""The noun phrase that governs a verb of saying: before it, with its apposition, or behind it.

A phrase whose borders cannot be told is none, rather than a wrong one.
"""

from __future__ import annotations

import msgspec

from truceline.extract.english.lexicon import (
    AUXILIARIES,
    BETWEEN,
    CLAUSE_STARTS,
    CUES,
    DETERMINERS,
    MONTHS,
    NOUN_OR_VERB,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    SENTENCE_ADVERBS,
    WEEKDAYS,
)
from truceline.extract.english.names import Names
from truceline.extract.english.personwords import BODIES, ROLES
from truceline.extract.english.verbs import MARKS, is_finite
from truceline.extract.story import MASK, Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words

#: longest noun phrase that is still read as a subject (tokens)
_LONGEST = 24
_LONGEST_BEHIND = 14
#: longest noun before "who" (tokens)
_LONGEST_ANTECEDENT = 5
_DASHES = frozenset(("—", "–", "--"))
#: these open a clause of their own, whatever stands before them
_HARD_STARTS = words("but while whereas although though because if unless when where that whether what how why")
_RELATIVE = words("who whose which whom")
#: first words of an aside between commas that leaves the subject before it
_ASIDE = (
    _RELATIVE
    | PREPOSITIONS
    | words("a an the his her its their then now also however meanwhile though too himself herself itself one once "
        "known born based led held seen taken given long widely already formerly apparently visibly still "
        "asked pressed when while whereas both no among not")
    | ROLES
)  # fmt: skip
_PASSED = SENTENCE_ADVERBS | _RELATIVE | words("and or &")
_NAMING = frozenset(("named", "united", "allied", "armed", "retired"))
_PRONOUNS = frozenset(("he", "she", "it", "they", "we"))
#: short titles before a name, whose point ends nothing: "Lt. Col. Amina Deng", "St. Luke's hospital"
_SHORT_TITLES = words(
    "mr mrs ms dr prof lt col maj gen brig sgt capt adm cmdr cdr cpl pvt gov sen rep rev fr hon amb st supt insp dep "
    "asst vice-adm rear-adm lt-gen maj-gen brig-gen lt-col staff-sgt msgr sr jr pres messrs vol no"
)
KIN = words(
    "brother sister mother father son daughter wife husband uncle aunt cousin nephew niece grandmother grandfather "
    "neighbour neighbor friend colleague"
)
_WHEN = frozenset(("after", "before", "since", "as"))
_TIME_NOUNS = words("day days hour hours week weeks minutes month months year years moments shortly soon just long")
_STATES = words("familiar close present aware privy able ready willing")
_JOINED = frozenset(("and", "or", "&"))
_NOBODY = frozenset(("neither", "nobody", "none", "no", "nothing", "few"))


class Subject(msgspec.Struct, frozen=True, gc=False):
    """Tokens `[head, tail)` of the part that names who acts, and `[first, last)` of the whole phrase."""

    head: int
    tail: int
    first: int
    last: int


def subject_before(
    tokens: list[Token], cue: int, times: TimeSpans, floor: int = 0, names: Names | None = None
) -> Subject | None:
    """The phrase that governs the verb at `cue`; null when its borders are not clear."""
    end = cue
    while end > floor and (tokens[end - 1].low in BETWEEN or _adverb(tokens[end - 1]) or times.covers(tokens[end - 1])):
        end -= 1
    if end > floor + 1 and tokens[end - 1].low in ("on", "in", "at") and end < cue:
        end -= 1
    while end > floor and tokens[end - 1].low in BETWEEN:
        end -= 1
    if end == floor:
        return None
    last = tokens[end - 1]
    if last.low in _RELATIVE or (last.low == "that" and end > floor + 1 and tokens[end - 2].low not in CUES):
        end -= 1
        end -= end > floor and tokens[end - 1].text == ","
        return _segment(tokens, end, floor, times, names) or _antecedent(tokens, end, floor)
    if last.text == ",":
        return _with_aside(tokens, end - 1, floor, times, names, frozenset(","))
    if last.text in _DASHES:
        return _with_aside(tokens, end - 1, floor, times, names, _DASHES)
    if last.text == ")":
        opening = next((at for at in range(end - 2, floor - 1, -1) if tokens[at].text == "("), None)
        return None if opening is None else _segment(tokens, opening, floor, times, names)
    return _segment(tokens, end, floor, times, names)


def _antecedent(tokens: list[Token], end: int, floor: int) -> Subject | None:
    """ "the court heard from two soldiers who said": the noun behind a preposition, with its number and adjectives."""
    start = end
    while start > floor and end - start < _LONGEST_ANTECEDENT:
        token = tokens[start - 1]
        if token.low in PREPOSITIONS or not token.text[0].isalnum() or is_finite(tokens, start - 1):
            break
        start -= 1
    bounded = start > floor and tokens[start - 1].low in PREPOSITIONS
    return Subject(start, end, start, end) if bounded and start < end else None


def _adverb(token: Token) -> bool:
    return token.low.endswith("ly") and not token.capital and len(token.low) > 4


def _with_aside(
    tokens: list[Token], closing: int, floor: int, times: TimeSpans, names: Names | None, marks: frozenset[str]
) -> Subject | None:
    """`Name, who did this, said` and `the governor, Name, said`: who speaks, on whichever side the name stands."""
    openings = [at for at in range(closing - 1, max(-1, closing - 60), -1) if tokens[at].text in marks]
    for opening in openings[:5]:
        if opening <= 0:
            break
        inner = tokens[opening + 1 : closing]
        if not inner:
            continue
        named = _name_at_end(tokens, opening + 1, closing, names)
        before = _segment(tokens, opening, 0 if opening <= floor else floor, times, names)
        if named is not None and before is not None and not _is_name(tokens, before, names):
            return Subject(named, closing, before.first, closing)
        if before is None or tokens[before.head].low in PREPOSITIONS or _is_fragment(tokens, before):
            continue
        if len(inner) == 1 and inner[0].capital and tokens[before.tail - 1].low in KIN:
            return Subject(opening + 1, closing, before.first, closing)  # "her brother, Imtiaz, said"
        sure = opening > floor or inner[0].low in _RELATIVE or _is_name(tokens, before, names)
        if sure and _is_aside(inner, times):
            return msgspec.structs.replace(before, last=closing)
    return None


def _is_fragment(tokens: list[Token], phrase: Subject) -> bool:
    """An aside itself: "Rwanda, long accused of it, which it denies, welcomed …"."""
    first = tokens[phrase.head]
    participle = first.low.endswith(("ed", "ing")) and not first.capital
    behind_comma = phrase.head > 0 and tokens[phrase.head - 1].text == ","
    return behind_comma and (participle or first.low in ("long", "once", "widely", "still", "already", "now"))


def _is_aside(inner: list[Token], times: TimeSpans) -> bool:
    first = inner[0]
    return (
        first.low in _ASIDE
        or first.text[0].isdigit()
        or first.low.endswith(("ing", "ed", "ly"))
        or times.covers(first)
        or (len(inner) <= 5 and all(token.capital for token in inner))  # "the mission, UNTSO, said"
        or (len(inner) <= 8 and any(token.low in ROLES for token in inner))
    )


def _name_at_end(tokens: list[Token], start: int, end: int, names: Names | None) -> int | None:
    """Where a person's name begins that fills the stretch, but for offices before it."""
    if names is None:
        return None
    for at in range(start, end):
        person = names.at(tokens[at].start)
        if person is not None:
            if person.end < tokens[end - 1].end:
                return None
            ahead = tokens[start:at]
            led = all(token.low in ROLES or token.capital or token.low in ("the", "a", "an") for token in ahead)
            return at if led or (end - start <= 6 and tokens[at - 1].low not in PREPOSITIONS) else None
    return None


def _is_name(tokens: list[Token], phrase: Subject, names: Names | None) -> bool:
    """Whether a person's name ends the phrase."""
    if names is None:
        return False
    near = (names.at(tokens[at].start) for at in range(max(phrase.head, phrase.tail - 5), phrase.tail))
    return any(person is not None and person.end == tokens[phrase.tail - 1].end for person in near)


def _segment(tokens: list[Token], end: int, floor: int, times: TimeSpans, names: Names | None) -> Subject | None:
    """The subject in the stretch from the last mark or conjunction up to `end`."""
    start = end
    while start > floor and end - start < _LONGEST:
        token = tokens[start - 1]
        if (token.text in MARKS and not (token.text == "." and start < end)) or token.low in _HARD_STARTS:
            break
        if token.low == "since" and start < end and not times.covers(tokens[start]):
            break  # "the first attack since the two commands agreed"
        start -= 1
    while start < end and tokens[start].low in _PASSED:
        start += 1  # "which" too: "the truce, which Oren Tal called a gift"
    while start < end - 1 and times.covers(tokens[start]) and tokens[start + 1].text[0].isalpha():
        start += 1  # "last Thursday I asked"
    if start == end:
        return None
    relative = next((at for at in range(start + 1, end) if tokens[at].low in _RELATIVE), None)
    if relative is not None:
        before = _phrase(tokens, start, relative)
        return None if before is None else msgspec.structs.replace(before, last=end)
    return _phrase(tokens, start, end)


def _phrase(tokens: list[Token], start: int, end: int) -> Subject | None:
    """The stretch itself when no verb is in it; else what stands behind the verb, next to the verb of saying."""
    if tokens[end - 1].low in _PRONOUNS and end - start > 1:  # "whose head it accuses"
        return Subject(end - 1, end, end - 1, end)
    for at in range(end - 2, start, -1):
        if tokens[at].low in _WHEN and tokens[at - 1].low in _TIME_NOUNS:  # "a day after the minister warned"
            start = at + 1
            break
    verb = next((at for at in range(end - 1, start - 1, -1) if is_finite(tokens, at)), None)
    if verb is None and tokens[start].low not in PREPOSITIONS and tokens[start].low not in ("as", "after", "before"):
        return Subject(start, end, start, end)
    begin = start if verb is None else verb + 1
    for at in range(end - 1, begin, -1):
        if tokens[at].low in _JOINED or (tokens[at].low in CLAUSE_STARTS and tokens[at].low not in PREPOSITIONS):
            begin = at + 1
            break
    return _trailing(tokens, begin, end)


def _trailing(tokens: list[Token], begin: int, end: int) -> Subject | None:
    """The capitalised words, the pronoun, or the "the"-phrase right before the verb."""
    if begin >= end:
        return None
    if tokens[end - 1].low in PRONOUNS:
        return Subject(end - 1, end, end - 1, end)
    start = end
    while start > begin and (tokens[start - 1].capital or (start < end and tokens[start - 1].low in PARTICLES)):
        start -= 1
    if start < end:
        while start > begin and tokens[start - 1].low in ROLES:
            start -= 1
        return Subject(start, end, start, end)
    for back in range(end - 1, max(begin, end - 6) - 1, -1):
        if tokens[back].low in DETERMINERS:
            return Subject(back, end, back, end)
        if tokens[back].low in PREPOSITIONS:
            return None
    return Subject(begin, end, begin, end) if end - begin <= 3 else None


def phrase_after(tokens: list[Token], at: int, narrator: str) -> tuple[int, int] | None:
    """The noun phrase from `at` on: `said X`, `according to X`, `rejected by X`."""
    start = at
    end = start
    while end < len(tokens) and end - start < _LONGEST_BEHIND:
        token = tokens[end]
        if _short_title(tokens, end):
            end += 1
            continue
        if token.text in MARKS or token.low in CLAUSE_STARTS or token.low in AUXILIARIES:
            break
        if end > start and MASK in narrator[tokens[end - 1].end : token.start]:
            break
        if token.low in PREPOSITIONS and not _inside_phrase(tokens, start, end):
            break
        if token.low in ("and", "or") and not (end + 1 < len(tokens) and tokens[end + 1].capital):
            break
        if end > start and is_finite(tokens, end) and token.low not in NOUN_OR_VERB:
            break
        if end > start and token.low.endswith("ed") and not token.capital and token.low not in _NAMING:
            behind = tokens[end - 1]
            if behind.low not in DETERMINERS and not behind.low.endswith("ly"):
                break  # "a diplomat briefed on the talks"
        if token.low in WEEKDAYS or (token.low in MONTHS and token.capital):
            break
        if token.low in _STATES and end > start:
            break  # "a diplomat familiar with the talks"
        end += 1
    while end > start and tokens[end - 1].low in ("of", "for", "and", "the"):
        end -= 1
    return (start, end) if end > start else None


def _short_title(tokens: list[Token], at: int) -> bool:
    """The point behind a short title."""
    return tokens[at].text == "." and at > 0 and tokens[at - 1].low in _SHORT_TITLES and tokens[at - 1].capital


def _inside_phrase(tokens: list[Token], start: int, at: int) -> bool:
    """ "spokesman for the ministry", "ministry of agriculture": part of the phrase while no name closed it."""
    if at == start or at + 1 >= len(tokens):
        return False
    low = tokens[at].low
    if low == "for" and tokens[at - 1].capital:  # "the International Office for Refugees"
        return tokens[at + 1].capital and tokens[at - 1].low in BODIES
    return low in ("of", "for")


def says_nobody(tokens: list[Token], subject: Subject) -> bool:
    """ "neither side reported …" is nobody's statement."""
    return tokens[subject.head].low in _NOBODY
