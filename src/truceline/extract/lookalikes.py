"""Letters of one alphabet in a word of another: "Zаkharova" with a Cyrillic а reads as the word it is meant to be."""

from __future__ import annotations

import re

#: pairs of a Cyrillic or Greek letter and the Latin one that looks like it
_TO_LATIN = str.maketrans(
    "АВСЕНІЈКМОРЅТХУасеіјорԛѕхуЇїһѵԁѡкΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABCEHIJKMOPSTXYaceijopqsxyÏïhvdwkABEZHIKMNOPTYXo"
)
_TO_CYRILLIC = str.maketrans("ABCEHIJKMOPSTXYaceijopqsxyÏïk", "АВСЕНІЈКМОРЅТХУасеіјорԛѕхуЇїк")
_WORD = re.compile(r"[^\W\d_]+")
_OTHER = "\u0370-\u03ff\u0400-\u052f"
# it opens with one set of characters, for which a search is fastest
_MIXED = re.compile(rf"[A-Za-zÏï](?:(?=[{_OTHER}])|(?<=[{_OTHER}].))")
_LATIN = re.compile(r"[A-Za-z]")
_OTHER_LETTER = re.compile(rf"[{_OTHER}]")


def unmixed(text: str) -> str:
    """The text, of the same length, with each word of two alphabets in the one that most of its letters are of.

    A word that cannot be written in one alphabet with letters that look the same stays as it is.
    """
    if text.isascii():
        return text
    if not (_OTHER_LETTER.search(text) and _LATIN.search(text) and _MIXED.search(text)):
        return text
    pieces: list[str] = []
    at = 0
    for match in _WORD.finditer(text):
        word = match.group()
        if _MIXED.search(word) is not None:
            pieces += (text[at : match.start()], _one_alphabet(word))
            at = match.end()
    return "".join([*pieces, text[at:]])


def _one_alphabet(word: str) -> str:
    latin = len(_LATIN.findall(word))
    first, second = (_TO_LATIN, _TO_CYRILLIC) if latin * 2 >= len(word) else (_TO_CYRILLIC, _TO_LATIN)
    for letters in (first, second):
        turned = word.translate(letters)
        if _MIXED.search(turned) is None:
            return turned
    return word
