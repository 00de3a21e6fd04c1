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


def body_key(words: str, tables: Lexicon) -> str:
    """The key of a body or an office: its head in the nominative, the words that depend on it as they are."""
    words = _ENDED.sub(r"\1", words)
    parts = words.lower().replace("«", "").replace("»", "").split()
    if not parts:
        return ""
    return key(" ".join([_head(parts[0], tables.language), *parts[1:]]), tables.language)


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
    if word in tables.short and word[-1:] in "іеуюая" and len(word) > 4 and not word.endswith(("мінфіна",)):
        stem = word[:-1]
        return stem if stem in tables.short else word
    return word
