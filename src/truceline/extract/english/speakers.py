"""Who speaks: the noun phrase before or after a verb of saying, as a name and a key; pronouns by carry-over.

A phrase whose borders cannot be told gives no speaker rather than a wrong one.
"""

from __future__ import annotations

from truceline.extract.english.lexicon import (
    AUXILIARIES,
    BETWEEN,
    BODY_WORDS,
    CLAUSE_STARTS,
    CUES,
    DETERMINERS,
    FEMALE,
    MALE,
    MONTHS,
    NOUN_OR_VERB,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    SENTENCE_ADVERBS,
    TITLES,
    VERBS,
    WEEKDAYS,
)
from truceline.extract.english.names import Names, bare, key
from truceline.extract.saying import Speaker
from truceline.extract.story import MASK, Story, Token
from truceline.extract.timespans import TimeSpans

#: longest noun phrase before a verb of saying that is still read as its subject (tokens)
_LONGEST_SUBJECT = 14
#: sentences over which a pronoun is carried to a named speaker
_CARRY = 4
_ARTICLES = frozenset(("the", "a", "an", "his", "her", "its", "their", "our"))
_MARKS = frozenset(',;:—–-()[]"“”„«»…!?.')


def subject_before(tokens: list[Token], cue: int, times: TimeSpans, floor: int = 0) -> tuple[int, int] | None:
    """Token range `[a, b)` of the noun phrase that governs the verb at `cue`; null when the borders are not clear."""
    end = cue
    while end > floor and (tokens[end - 1].low in BETWEEN or _adverb(tokens[end - 1]) or times.covers(tokens[end - 1])):
        end -= 1
    if end > floor + 1 and tokens[end - 1].low in ("on", "in", "at") and end < cue:
        end -= 1
    while end > floor and tokens[end - 1].low in BETWEEN:
        end -= 1
    if end == floor:
        return None
    if tokens[end - 1].low in ("who", "which"):
        end -= 1
        return _clause_phrase(tokens, end - 1 if end > floor and tokens[end - 1].text == "," else end, floor)
    if tokens[end - 1].text == ",":
        return _apposition(tokens, end - 1, floor)
    if tokens[end - 1].text == ")":
        opening = next((at for at in range(end - 2, floor - 1, -1) if tokens[at].text == "("), None)
        return None if opening is None else _clause_phrase(tokens, opening, floor)
    return _clause_phrase(tokens, end, floor)


def _adverb(token: Token) -> bool:
    return token.low.endswith("ly") and not token.capital and len(token.low) > 4


def _apposition(tokens: list[Token], comma: int, floor: int) -> tuple[int, int] | None:
    """`Name, who did this, said` and `the governor, Name, said`: the name, on whichever side it stands."""
    opening = next((at for at in range(comma - 1, floor - 1, -1) if tokens[at].text == ","), None)
    if opening is None or opening == floor:
        return None
    inner = tokens[opening + 1 : comma]
    named = _all_name(inner) or (len(inner) >= 3 and _all_name(inner[-2:]) and inner[-3].low not in PREPOSITIONS)
    if inner and len(inner) <= 6 and named and not _all_name(tokens[opening - 1 : opening]):
        return opening + 1, comma
    return _clause_phrase(tokens, opening, floor)


def _all_name(tokens: list[Token]) -> bool:
    return all(token.capital or token.low in PARTICLES for token in tokens)


def _clause_phrase(tokens: list[Token], end: int, floor: int) -> tuple[int, int] | None:
    """Back from `end` to where the clause starts; if a verb is in the way, only the name next to the verb of saying."""
    start = end
    while start > floor and end - start < _LONGEST_SUBJECT:
        token = tokens[start - 1]
        if token.text in _MARKS or (token.low in CLAUSE_STARTS and token.low != "as"):
            break
        if token.low in ("as", "than") or (token.low in ("and", "or") and not _joins(tokens, start - 1, floor)):
            break
        start -= 1
    else:
        if start > floor:
            return _trailing_name(tokens, end, floor)
    while start < end and tokens[start].low in SENTENCE_ADVERBS:
        start += 1
    if start == end:
        return None
    verb = next((at for at in range(start, end) if _verbish(tokens, at)), None)
    if verb is not None or tokens[start].low in PREPOSITIONS:
        return _trailing_name(tokens, end, floor)
    return start, end


def _joins(tokens: list[Token], at: int, floor: int) -> bool:
    """Whether "and" joins two noun phrases: a short, verbless stretch from the clause's start stands before it."""
    begin = at
    while begin > floor and tokens[begin - 1].text not in _MARKS and tokens[begin - 1].low not in CLAUSE_STARTS:
        begin -= 1
    return 0 < at - begin <= 4 and not any(_verbish(tokens, other) for other in range(begin, at))


def _verbish(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    low = token.low
    if low in AUXILIARIES or low in VERBS:
        return True
    if token.capital:
        return False
    if low in CUES:
        return not (low in NOUN_OR_VERB and at > 0 and _noun_position(tokens, at))
    if low.endswith("ed") and len(low) > 4:  # "armed men", "the injured man": before a noun it is an adjective
        if at == 0 or tokens[at - 1].text in _MARKS:
            return False
        return not (tokens[at - 1].low in DETERMINERS or tokens[at - 1].text.endswith(("'s", "’s")))
    return False


def _noun_position(tokens: list[Token], at: int) -> bool:
    before = tokens[at - 1]
    return before.low in DETERMINERS or before.low in PREPOSITIONS or before.text.endswith(("'s", "’s", "s'", "s’"))


def _trailing_name(tokens: list[Token], end: int, floor: int) -> tuple[int, int] | None:
    """The capitalised words (or the pronoun, or "the"-phrase) right before the verb."""
    if tokens[end - 1].low in PRONOUNS:
        return end - 1, end
    start = end
    while start > floor and (tokens[start - 1].capital or (start < end and tokens[start - 1].low in PARTICLES)):
        start -= 1
    if start < end:
        return start, end
    for back in range(end - 1, max(floor, end - 5) - 1, -1):
        if tokens[back].low in DETERMINERS:
            return back, end
        if tokens[back].text in _MARKS or tokens[back].low in PREPOSITIONS or _verbish(tokens, back):
            return (back + 1, end) if tokens[back].text in _MARKS and back + 1 < end else None
    return None


def phrase_after(tokens: list[Token], at: int, narrator: str) -> tuple[int, int] | None:
    """The noun phrase from `at` on: `said X`, `according to X`, `rejected by X`."""
    start = at
    end = start
    while end < len(tokens) and end - start < _LONGEST_SUBJECT:
        token = tokens[end]
        if token.text in _MARKS or token.low in CLAUSE_STARTS or token.low in AUXILIARIES:
            break
        if end > start and MASK in narrator[tokens[end - 1].end : token.start]:
            break
        if token.low in PREPOSITIONS and not _inside_phrase(tokens, start, end):
            break
        if token.low in ("and", "or") and not (end + 1 < len(tokens) and tokens[end + 1].capital):
            break
        if end > start and _verbish(tokens, end) and token.low not in NOUN_OR_VERB:
            break
        if token.low in WEEKDAYS or (token.low in MONTHS and token.capital):
            break
        end += 1
    while end > start and tokens[end - 1].low in ("of", "for", "and", "the"):
        end -= 1
    return (start, end) if end > start else None


def _inside_phrase(tokens: list[Token], start: int, at: int) -> bool:
    """ "spokesman for the ministry", "ministry of agriculture": part of the phrase while no name closed it."""
    if at == start or at + 1 >= len(tokens):
        return False
    low = tokens[at].low
    return low == "of" or (low == "for" and not tokens[at - 1].capital)


def speaker_of(tokens: list[Token], start: int, end: int, story: Story, names: Names) -> Speaker | None:
    """The speaker that a noun phrase names; null for a pronoun or an empty phrase."""
    while start < end and (tokens[start].low in SENTENCE_ADVERBS or tokens[start].low in _ARTICLES):
        start += 1
    if start >= end or tokens[start].low in PRONOUNS or tokens[start].text[0].isdigit():
        return None
    gender = _gender(tokens[start:end])
    name = _name_range(tokens, start, end)
    if name is not None:
        start, end = name
    begin, stop = tokens[start].start, tokens[end - 1].end
    words = " ".join(story.text[begin:stop].split())
    person = name is not None and _person(tokens[start:end], words, names)
    full = names.full(tokens[end - 1].text) if person and end - start == 1 else None
    return Speaker(words, key(full or words), begin, stop, person, gender)


def _name_range(tokens: list[Token], start: int, end: int) -> tuple[int, int] | None:
    """A name at the end of a description, without titles: "US President Donald Trump" → Donald Trump."""
    begin = end
    while begin > start:
        token = tokens[begin - 1]
        if begin < end and token.text.endswith(("'s", "’s", "s'", "s’")):
            break
        if token.capital or (begin < end and token.low in PARTICLES and begin - 1 > start):
            begin -= 1
        else:
            break
    while begin < end and tokens[begin].low in PARTICLES and not tokens[begin].capital:
        begin += 1
    if begin == end or (begin > start and tokens[begin - 1].low in PREPOSITIONS):
        return None
    title = max((at for at in range(begin, end) if tokens[at].low in TITLES), default=None)
    if title is not None:
        return (title + 1, end) if title + 1 < end else None
    return begin, end


def _person(tokens: list[Token], words: str, names: Names) -> bool:
    if any(bare(token.low) in BODY_WORDS for token in tokens) or (len(tokens) == 1 and words.isupper()):
        return False
    return names.is_person(words)


def _gender(tokens: list[Token]) -> str | None:
    lows = {token.low for token in tokens}
    if lows & FEMALE:
        return "f"
    return "m" if lows & MALE else None


class Carry:
    """Remembers named speakers, so that "she said" finds the last one. Forgets after a few sentences."""

    def __init__(self) -> None:
        self._named: list[tuple[int, Speaker, bool]] = []
        self._genders: dict[str, str] = {}

    def note(self, sentence: int, speaker: Speaker, *, topic: bool = False) -> None:
        """A speaker, or a person whom a sentence is only about (`topic`)."""
        if speaker.gender:
            self._genders[speaker.key] = speaker.gender
        self._named.append((sentence, speaker, topic))

    def resolve(self, pronoun: str, sentence: int, names: Names) -> Speaker | None:
        """The last speaker that the pronoun (or the role: "leader") can stand for, or null."""
        wanted = {"he": "m", "she": "f"}.get(pronoun)
        recent = [(speaker, topic) for at, speaker, topic in self._named[-12:] if sentence - at <= _CARRY]
        certain = wanted is not None and any(
            speaker.person and self._genders.get(speaker.key) == wanted for speaker, topic in recent if not topic
        )
        for speaker, topic in reversed(recent):
            gender = self._genders.get(speaker.key)
            if topic and certain and gender is None:
                continue  # one who spoke and is known as "she" comes before one of whom it is not known
            if pronoun in ("he", "she") and speaker.person and gender in (None, wanted):
                self._genders.setdefault(speaker.key, wanted or "")
                return speaker._replace(carried=True)
            if speaker.person and names.has_role(speaker.key, pronoun):
                return speaker._replace(carried=True)
            if pronoun == "it" and not speaker.person and not _plural(speaker.words):
                return speaker._replace(carried=True)
            if pronoun == "they" and not speaker.person and _plural(speaker.words):
                return speaker._replace(carried=True)
        return None


def _plural(words: str) -> bool:
    last = words.rsplit(maxsplit=1)[-1].lower()
    return last.endswith("s") and not last.endswith("ss") and words.rsplit(maxsplit=1)[-1].islower()
