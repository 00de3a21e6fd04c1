"""Who a noun phrase names: a person, a body, a government, or somebody without a name."""

from __future__ import annotations

from truceline.extract.english.lexicon import PREPOSITIONS, PRONOUNS, SENTENCE_ADVERBS
from truceline.extract.english.names import Names, Person, key
from truceline.extract.english.nationalities import COUNTRIES
from truceline.extract.english.personwords import FEMALE_ROLES, MALE_ROLES
from truceline.extract.english.subjects import phrase_after, subject_before
from truceline.extract.english.verbs import POSSESSIVES
from truceline.extract.saying import Speaker
from truceline.extract.story import Story, Token

__all__ = ["person_speaker", "phrase_after", "speaker_of", "subject_before"]

_ARTICLES = frozenset(("the", "a", "an", "his", "her", "its", "their", "our", "another", "some"))


def speaker_of(tokens: list[Token], start: int, end: int, story: Story, names: Names) -> Speaker | None:
    """The speaker that the tokens `[start, end)` name; null for a pronoun or an empty phrase."""
    while start < end and (tokens[start].low in SENTENCE_ADVERBS or tokens[start].low in _ARTICLES):
        start += 1
    if start + 1 < end and tokens[start].low.endswith("-year-old"):
        start += 1
    if start >= end or tokens[start].text[0].isdigit():
        return None
    if end - start == 1 and tokens[start].low in ("other", "others", "latter", "former"):
        return None
    if tokens[start].low in PRONOUNS and not (tokens[start].low == "one" and end - start > 1):
        return None
    persons = [person for at in range(start, end) if (person := names.at(tokens[at].start)) is not None]
    persons = [person for person in persons if person.end <= tokens[end - 1].end]
    if persons:
        named = _head(tokens, start, end, persons)
        if len(named) == 1:
            return person_speaker(named[0], story, names)
        if named:
            words = _plain(story.text[named[0].start : named[-1].end])
            return Speaker(words, key(words), named[0].start, named[-1].end, True, None)
    start = _named_body(tokens, start, end)
    begin, stop = tokens[start].start, tokens[end - 1].end
    words = _plain(story.text[begin:stop])
    if words.endswith(POSSESSIVES[:2]) and words[:-2] in COUNTRIES:
        words, stop = words[:-2], stop - 2
    return Speaker(words, key(words), begin, stop, False, _gender(tokens[start:end]))


def _named_body(tokens: list[Token], start: int, end: int) -> int:
    """Where the name of a body begins behind words that describe it: "the energy company DTEK" → DTEK."""
    begin = end
    while begin > start and tokens[begin - 1].capital:
        begin -= 1
    described = begin < end and begin > start and not tokens[begin - 1].capital
    if not described or any(token.low in PREPOSITIONS or token.low in ("and", "to") for token in tokens[start:begin]):
        return start
    return begin if tokens[begin - 1].text[0].isalpha() and not tokens[begin - 1].text.endswith(POSSESSIVES) else start


def person_speaker(person: Person, story: Story, names: Names) -> Speaker:
    """A person as a speaker, the words as they are written here."""
    words = _plain(story.text[person.start : person.end])
    return Speaker(words, person.key, person.start, person.end, True, names.gender(person.key))


def _head(tokens: list[Token], start: int, end: int, persons: list[Person]) -> list[Person]:
    """The persons who speak: not the owner in "Putin's envoy", not the one behind "a spokesman for"."""
    at_token = {tokens[at].start: at for at in range(start, end)}
    heads: list[Person] = []
    for person in persons:
        at = at_token[person.start]
        if tokens[at].text != "" and _owned(tokens, at, end, person):
            continue
        behind = any(tokens[back].low in PREPOSITIONS for back in range(start, at))
        if behind and (tokens[at - 1].low in PREPOSITIONS or tokens[at - 1].low in _ARTICLES):
            continue
        heads.append(person)
    if len(heads) > 1:
        first, last = at_token[heads[0].start], at_token[heads[-1].start]
        joined = any(tokens[at].low in ("and", ",") for at in range(first, last))
        return heads if joined else heads[-1:]
    return heads


def _owned(tokens: list[Token], at: int, end: int, person: Person) -> bool:
    last = next((number for number in range(at, end) if tokens[number].end >= person.end), at)
    return tokens[last].text.endswith(POSSESSIVES) and last + 1 < end


def _gender(tokens: list[Token]) -> str | None:
    lows = {token.low for token in tokens}
    if lows & FEMALE_ROLES:
        return "f"
    return "m" if lows & MALE_ROLES else None


def _plain(words: str) -> str:
    return " ".join(words.split())
