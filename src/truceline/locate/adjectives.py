"""Adjectives made of places: "Харківська" and "Харківської" are one; so are "Kramatorskyi" and "Kramatorska"."""

from __future__ import annotations

import re

from truceline.locate.names import name_key

_CYRILLIC = re.compile(
    r"(?<=\w\w)(?:ого|ому|ими|ыми|его|ему|ої|ою|ій|ий|им|ім|их|іх|ый|ой|ая|яя|ую|ое|ее|ые|ие|ых|ым|ом|ей|ьої|ьою|а|я|е|є|у|ю|і|и)$"
)
_LATIN = re.compile(r"(?<=[csz]k)(?:yi|yy|iy|ii|yj|ij|oye|oe|oho|ogo|oi|oyi|aya|aia|iye|y|i|a|e)$")
_PROVINCE = re.compile(r"(?:(?:щ|ч)ин(?:а|і|и|у|ою|е|ы|ой))$")


def stem(words: str) -> str:
    """The key of an adjective without its case and gender, word by word; of a name in -щина without its case."""
    return " ".join(_cut(word) for word in name_key(words).split())


def _cut(word: str) -> str:
    if word.isascii():
        return _LATIN.sub("", word)
    if match := _PROVINCE.search(word):
        return word[: match.start()] + match.group()[:3]
    return _CYRILLIC.sub("", word)
