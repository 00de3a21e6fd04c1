"""What the server refuses and advises, in the reader's language.

A sentence that no table knows (a parser's, a library's) stands in English; the title says what became of it.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from truceline.model.errors import Rejected
from truceline.service.problems import Problem

#: blanks that are codes of the bulletin's tables
_CODES = {"stage": "stage", "stage2": "stage", "stages": "stage", "outcome": "outcome"}


def told(problem: Problem, language: str) -> Problem:
    """The problem in this language."""
    if language == "en":
        return problem
    known = _refusals(language)
    return msgspec.structs.replace(
        problem,
        title=known.titles.get(str(problem.status), problem.title),
        detail=known.say(problem.detail) or problem.detail,
        advice=known.say(problem.advice) or problem.advice,
        notes=tuple(note_told(note, language) for note in problem.notes),
    )


def note_told(note: Rejected, language: str) -> Rejected:
    """A note about a row in this language. A cell that it shows stands as it was written."""
    return msgspec.structs.replace(note, found=said(note.found, language), advice=said(note.advice, language))


def said(sentence: str, language: str) -> str:
    """A sentence of ours in this language; in English where no table knows it."""
    return sentence if language == "en" else _refusals(language).say(sentence) or sentence


class Refusals:
    """The refusals of one language."""

    def __init__(self, language: str, table: dict[str, Any]) -> None:
        self.titles: dict[str, str] = table["title"]
        self._language = language
        self._said = [(_pattern(english), words) for english, words in table["sentence"].items()]

    def say(self, sentence: str) -> str | None:
        """A sentence of ours in this language; null for one that is not in the table."""
        for english, words in self._said:
            if found := english.fullmatch(sentence):
                return str(
                    words.format(**{name: self._blank(name, value) for name, value in found.groupdict().items()})
                )
        return None

    def _blank(self, name: str, value: str) -> str:
        if name == "reason":
            return self.say(value) or value
        if name not in _CODES:
            return value
        from truceline.publish.words import words  # loaded with the first refusal that names a code

        return ", ".join(words(self._language).term(_CODES[name], code).lower() for code in value.split(", "))


def _pattern(english: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(english)), re.DOTALL)


@cache
def _refusals(language: str) -> Refusals:
    source = resources.files("truceline.service").joinpath("words", f"{language}.toml")
    return Refusals(language, tomllib.loads(source.read_text(encoding="utf-8")))
