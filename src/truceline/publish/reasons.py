"""Why two texts relate as they do, in the language of the page.

A reason is put together from phrases, so it is translated phrase by phrase. One that holds anything else stands in
English as it came: half a translation would say less than none.
"""

from __future__ import annotations

import re
from functools import cache, partial

from truceline.publish.document import Text
from truceline.publish.own import own
from truceline.publish.words import Words
from truceline.publish.words import words as words_of

_BLANKS = {
    "p": r"\d+(?:\.\d+)?",
    "n": r"\d+",
    "m": r"\d+",
    "who": r"[^;():.]+?(?=\.?$|[;)]|, so one may)",
}
_MARK = re.compile("\x00(\\d+)\x00")
_LATIN_WORD = re.compile("[A-Za-z]{2,}")


def reason(sentence: str, words: Words) -> Text:
    """The reason in the language of the page, or in English, and then marked as words of their own."""
    if words.lang == "en":
        return own(sentence, words)
    told: list[str] = []

    def kept(translated: str, found: re.Match[str]) -> str:
        blanks = {name: words.decimal(value) for name, value in found.groupdict().items()}
        told.append(translated.format(**blanks))
        return f"\x00{len(told) - 1}\x00"

    rest = sentence.replace("\x00", "")
    phrases = words.group("reason")
    for english, pattern in _patterns():
        rest = pattern.sub(partial(kept, phrases[english]), rest)
    if not told or _LATIN_WORD.search(_MARK.sub("", rest)):
        return own(sentence, words)
    said = _MARK.sub(lambda mark: told[int(mark[1])], rest)
    return Text(said[:1].upper() + said[1:])


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Phrases, the longest first, so that none is taken for the beginning of another."""
    english = sorted(words_of("en").group("reason"), key=lambda phrase: (-len(phrase), phrase))
    return tuple(
        (phrase, re.compile(rf"(?<![A-Za-z]){_escaped(phrase)}(?![A-Za-z])", re.IGNORECASE)) for phrase in english
    )


def _escaped(phrase: str) -> str:
    return re.sub(r"\\\{(\w+)\\\}", lambda blank: f"(?P<{blank[1]}>{_BLANKS[blank[1]]})", re.escape(phrase))
