"""The key of a body as written in any case: "Генштабі" and "Генштаб" are one speaker."""

from __future__ import annotations

import re
from functools import lru_cache

from truceline.extract.slavic.cases import readings
from truceline.extract.slavic.conventional import CONVENTIONAL
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.lexicon import Lexicon, lexicon
from truceline.extract.slavic.romanise import key

#: an acronym with the ending of a case: "МИДа"
_ENDED = re.compile(r"\b([А-ЯІЇЄҐ]{2,})[а-яіїє]{1,3}\b")

_ADJECTIVES = (
    "ий",
    "ій",
    "ый",
    "ой",
    "а",
    "я",
    "ая",
    "яя",
    "е",
    "є",
    "ое",
    "ее",
    "ому",
    "ом",
    "ем",
    "ей",
    "і",
    "ые",
    "ие",
    "их",
    "ых",
)
#: "Білий дім", "Белый дом" in their cases
_HOUSE = frozenset(("дім", "домі", "дому", "дом", "доме", "дома"))
_LOCATIVE: dict[Language, tuple[tuple[str, str], ...]] = {
    "uk": (("ській", "ська"), ("ній", "на"), ("ій", "а"), ("ому", "ий"), ("их", "і")),
    "ru": (("ской", "ская"), ("ой", "ая"), ("ом", "ый"), ("ей", "яя"), ("ых", "ые"), ("их", "ие")),
}


@lru_cache(maxsize=16_384)
def body_key(words: str, language: Language) -> str:
    """The key of a body or an office: its head in the nominative, the words that depend on it as they are."""
    tables = lexicon(language)
    words = _ENDED.sub(r"\1", words)
    parts = words.lower().replace("«", "").replace("»", "").replace('"', "").split()
    if not parts:
        return ""
    if len(parts) == 2 and parts[0].startswith(("біл", "бел")) and parts[1] in _HOUSE:
        return "white_house"
    lead = 0  # adjectives before the head: "патрульній поліції"
    while (
        lead + 1 < len(parts)
        and not _is_name(parts[lead], tables)
        and parts[lead].endswith(_ADJECTIVES)
        and _heads(parts[lead + 1 :], tables)
    ):
        lead += 1
    head = _head(parts[lead], tables.language)
    before = parts[:lead] if head == parts[lead] else [_adjective(word, tables.language) for word in parts[:lead]]
    return key(" ".join([*before, head, *parts[lead + 1 :]]), tables.language)


def _is_name(word: str, tables: Lexicon) -> bool:
    return word in tables.heads or word in tables.locatives or word in tables.short


def _heads(words: list[str], tables: Lexicon) -> bool:
    """Whether the head of a body's name is soon to come."""
    return any(word in tables.heads or word in tables.locatives for word in words[:2])


def _adjective(word: str, language: Language) -> str:
    """The nominative of an adjective in the locative."""
    for ending, nominative in _LOCATIVE[language]:
        if word.endswith(ending):
            return word.removesuffix(ending) + nominative
    return word


@lru_cache(maxsize=4_096)
def _head(word: str, language: Language) -> str:
    tables = lexicon(language)
    if word in CONVENTIONAL or word in tables.heads or (word in tables.roles and "n" in tables.roles[word].cases):
        return word
    if word in tables.roles:
        return tables.roles[word].lemma
    changed = [reading.nominative for reading in readings(word, language) if not reading.fixed]
    changed += [word[:-2] + "а", word[:-1] + "о", word[:-1] + "е", word[:-1] + "я"] if len(word) > 4 else []
    if word.endswith(("ці", "зі", "сі")):
        changed.append(word[:-2] + {"ц": "к", "з": "г", "с": "х"}[word[-2]] + "а")
    for nominative in changed:
        if nominative in tables.heads or nominative in CONVENTIONAL:
            return nominative
    if word in tables.short and word[-1:] in "іеуюая" and len(word) > 4:
        stem = word[:-1]
        return stem if stem in tables.short else word
    return word
