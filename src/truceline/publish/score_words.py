"""Scores of an exercise in the language of the page, part by part; what is not known stands in English as it came."""

from __future__ import annotations

import re

from truceline.publish.document import Text
from truceline.publish.own import dated
from truceline.publish.words import Words

_LETTER = re.compile("[A-Za-z]")
_GROUPED = re.compile(r"\b\d{1,3}(?:,\d{3})+\b")
_POINT = re.compile(r"\b\d+\.\d+\b")
_OF = re.compile(r"([\d,.]+) of ([\d,.]+)")


def score(sentence: str, words: Words, kind: str = "") -> Text:
    """Parts between semicolons, each a known phrase, a verdict or numbers."""
    if words.lang == "en":
        return Text(sentence, own=True, kind=kind)
    if not _LETTER.search(sentence):
        return Text(_numbers(sentence, words), kind=kind)
    told = [_part(part, words) for part in sentence.split("; ")]
    if any(part is None for part in told):
        return Text(sentence, own=True, kind=kind)
    return Text(dated(_numbers("; ".join(part for part in told if part), words), words), kind=kind)


def _part(part: str, words: Words) -> str | None:
    if words.knows("verdict", part):
        return words.term("verdict", part).lower()
    numbers = _OF.sub(lambda found: words.say("n_of_m", n=found[1], m=found[2]), part)
    return words.score(numbers) or (numbers if numbers != part and not _LETTER.search(numbers) else None)


def _numbers(sentence: str, words: Words) -> str:
    """Numbers with the language's own marks."""
    grouped = _GROUPED.sub(lambda found: words.number(int(found[0].replace(",", ""))), sentence)
    return _POINT.sub(lambda found: words.decimal(found[0]), grouped)
