"""Verbs of saying in every form that news uses, with the gender and number that they show."""

from __future__ import annotations

from functools import lru_cache
from types import ModuleType
from typing import NamedTuple

from truceline.extract.saying import Cue
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.russian import speech as russian
from truceline.extract.slavic.ukrainian import speech as ukrainian


class Form(NamedTuple):
    """A form of a verb of saying.

    `agreement`: m f n (past), p (plural), s (singular of any gender), g (gerund: "додавши"), i (impersonal).
    """

    cue: Cue
    agreement: str


_TABLES: dict[Language, ModuleType] = {"uk": ukrainian, "ru": russian}
_PAST: dict[Language, tuple[tuple[str, str], ...]] = {
    "uk": (("в", "m"), ("ла", "f"), ("ло", "n"), ("ли", "p"), ("вши", "g")),
    "ru": (("л", "m"), ("ла", "f"), ("ло", "n"), ("ли", "p"), ("в", "g"), ("вши", "g")),
}
_REFLEXIVE: dict[Language, tuple[tuple[str, str], ...]] = {
    "uk": (("вся", "m"), ("вcь", "m"), ("лася", "f"), ("лась", "f"), ("лося", "i"), ("лися", "p"), ("лись", "p"),
        ("вшись", "g")),
    "ru": (("лся", "m"), ("лась", "f"), ("лось", "i"), ("лись", "p"), ("вшись", "g")),
}  # fmt: skip
_PRESENT: dict[Language, tuple[tuple[str, str], ...]] = {
    "uk": (("є", "s"), ("ють", "p"), ("ючи", "g"), ("ється", "i"), ("ються", "p")),
    "ru": (("ет", "s"), ("ют", "p"), ("я", "g"), ("ёт", "s"), ("ется", "i"), ("ются", "p")),
}


@lru_cache(maxsize=2)
def cues(language: Language) -> dict[str, Form]:
    """Every form, in lower case."""
    table = _TABLES[language]
    found: dict[str, Form] = {}
    for stance, complement, agreement, listed in table.IRREGULAR:
        for word in listed.split():
            found.setdefault(word, Form(Cue(stance, complement), agreement))
    for stance, complement, past, present in table.VERBS:
        cue = Cue(stance, complement)
        for stem in past.split():
            for ending, agreement in (*_PAST[language], *_REFLEXIVE[language]):
                found.setdefault(stem + ending, Form(cue, agreement))
        for stem in present.split():
            for ending, agreement in _PRESENT[language]:
                found.setdefault(stem + ending, Form(cue, agreement))
    manner = Cue("asserts", "clause")
    for agreement, listed in table.MANNERS:
        for word in listed.split():
            found.setdefault(word, Form(manner, agreement))
    return found
