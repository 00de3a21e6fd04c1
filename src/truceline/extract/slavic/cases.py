"""Declension of personal names: from any case to the nominative, and from the nominative to every form.

Rules only. A paradigm says which ending of the nominative gives way to which endings of the other cases; one table
serves both directions. What a form may stand for is told as candidates, and whoever asks decides by the company.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from truceline.extract.slavic.language import Language

#: letters of cases: n nominative, g genitive, d dative, a accusative, i instrumental, l locative, v vocative
ALL_CASES = "ngdailv"
_VOWELS = frozenset("аеєиіїоуюяэыё")


class Reading(NamedTuple):
    """One thing that a form can be: its nominative, its gender, its cases; whether the name never changes."""

    nominative: str
    gender: str
    cases: str
    fixed: bool = False


class _Paradigm(NamedTuple):
    """`tail` of the stem that the paradigm asks for (any of), the nominative's ending, endings with their cases."""

    gender: str
    tails: tuple[str, ...]
    ending: str
    forms: dict[str, str]


def _paradigms(*rows: tuple[str, str, str, str]) -> tuple[_Paradigm, ...]:
    return tuple(
        _Paradigm(
            gender,
            tuple(tails.split()),
            ending.strip("-"),
            {form.strip("-"): cases for form, _, cases in (pair.partition("=") for pair in forms.split())},
        )
        for gender, tails, ending, forms in rows
    )


_HARD_UK = "бвгґдзклмнпрстфхц"
_HARD_RU = "бвгдзклмнпрстфхц"
_SIBILANT = "ж ч ш щ"

_UKRAINIAN = _paradigms(
    ("m", "", "ий", "ого=ga ому=dl им=i ім=l"),
    ("f", "ськ цьк зьк", "а", "ої=g ій=dl у=a ою=i"),
    ("f", "ов ев єв їв ін їн ин", "а", "ої=g ій=dl у=a ою=i"),
    ("f", "ал'н ьн чн вн", "а", "ої=g ій=dl у=a ою=i"),
    ("m", "ов ев єв їв ін їн ин", "", "а=ga у=d ові=dl им=i ом=i і=l е=v"),
    ("m", " ".join(_HARD_UK), "", "а=ga у=d ові=dl ом=i і=l е=v"),
    ("m", f"{_SIBILANT} р", "", "а=ga у=d еві=dl ем=i і=l е=v"),
    ("m", "р", "", "я=ga ю=dv еві=dl ем=i і=l"),
    ("m", "л н т д з с р ц", "ь", "я=ga ю=dv еві=dl ем=i і=l"),
    ("m", "", "й", "я=ga ю=dv єві=dl єм=i ї=l"),
    ("m", "", "ець", "ця=ga цю=dv цеві=dl цем=i ці=l"),
    ("m", "", "єць", "йця=ga йцю=dv йцеві=dl йцем=i"),
    ("m", "", "ок", "ка=ga ку=dl кові=dl ком=i"),
    ("m", "", "ек", "ка=ga ку=dl кові=dl ком=i"),
    ("m", "", "ел", "ла=ga лу=d лові=dl лом=i"),
    ("m", "ль", "о", "ва=ga ву=d вом=i"),
    ("m", "", "ев", "ьва=ga ьву=d ьвові=dl ьвом=i"),
    ("m", "к л р т х н д г п б", "о", "а=ga у=dv ові=dl ом=i"),
    ("x", "г", "а", "ги=g зі=dl гу=a гою=i го=v"),
    ("x", "к", "а", "ки=g ці=dl ку=a кою=i ко=v"),
    ("x", "х", "а", "хи=g сі=dl ху=a хою=i хо=v"),
    ("x", "б в д з л м н п р с т ф ц", "а", "и=g і=dl у=a ою=i о=v"),
    ("x", _SIBILANT, "а", "і=gdl у=a ею=i е=v"),
    ("x", "л н т д з с р ц", "я", "і=gdl ю=av ею=i"),
    ("x", "і а о е у ' ’", "я", "ї=gdl ю=a єю=i є=v"),
    ("f", "", "ов", "ові=gdl ов'ю=i ов’ю=i"),
)
_RUSSIAN = _paradigms(
    ("m", "ск цк зк", "ий", "ого=ga ому=d им=i ом=l"),
    ("m", "", "ый", "ого=ga ому=d ым=i ом=l"),
    ("m", "", "ой", "ого=ga ому=d ым=i им=i ом=l"),
    ("f", "ск цк зк", "ая", "ой=gdli ую=a ою=i"),
    ("f", "н т р л ж ч ш к г х", "ая", "ой=gdli ую=a ою=i"),
    ("f", "ов ев ёв ин ын", "а", "ой=gdli у=a ою=i"),
    ("m", "ов ев ёв ин ын", "", "а=ga у=d ым=i ом=i е=l"),
    ("m", " ".join(_HARD_RU), "", "а=ga у=d ом=i е=l"),
    ("m", f"{_SIBILANT} ц", "", "а=ga у=d ем=i е=l"),
    ("m", "л н т д з с р", "ь", "я=ga ю=d ем=i ём=i е=l"),
    ("m", "", "й", "я=ga ю=d ем=i и=l е=l"),
    ("m", "", "ец", "ца=ga цу=d цем=i цом=i це=l"),
    ("m", "", "ок", "ка=ga ку=d ком=i ке=l"),
    ("m", "", "ек", "ка=ga ку=d ком=i ке=l"),
    ("m", "", "ел", "ла=ga лу=d лом=i ле=l"),
    ("m", "", "ёл", "ла=ga лу=d лом=i ле=l"),
    ("m", "", "ётр", "етра=ga етру=d етром=i етре=l"),
    ("m", "", "ев", "ьва=ga ьву=d ьвом=i ьве=l"),
    ("x", f"г к х {_SIBILANT}", "а", "и=g е=dl у=a ой=i ою=i ей=i"),
    ("x", "б в д з л м н п р с т ф ц", "а", "ы=g е=dl у=a ой=i ою=i"),
    ("x", "л н т д з с р ь а о е у", "я", "и=g е=dl ю=a ей=i ёй=i"),
    ("x", "и", "я", "и=gdl ю=a ей=i"),
    ("f", "", "ь", "и=gdl ью=i"),
)


class _Table(NamedTuple):
    paradigms: tuple[_Paradigm, ...]
    by_ending: dict[str, tuple[tuple[_Paradigm, str], ...]]  # ending of an oblique form → paradigms and cases


def _table(paradigms: tuple[_Paradigm, ...]) -> _Table:
    by_ending: dict[str, list[tuple[_Paradigm, str]]] = {}
    for paradigm in paradigms:
        for ending, cases in paradigm.forms.items():
            by_ending.setdefault(ending, []).append((paradigm, cases))
    return _Table(paradigms, {ending: tuple(rows) for ending, rows in by_ending.items()})


_TABLES: dict[Language, _Table] = {"uk": _table(_UKRAINIAN), "ru": _table(_RUSSIAN)}
_LONGEST_ENDING = 5


def _fits(paradigm: _Paradigm, stem: str) -> bool:
    return len(stem) >= 2 and (not paradigm.tails or stem.endswith(paradigm.tails))


def _consonants(paradigm: _Paradigm, stem: str, ending: str) -> str | None:
    """The stem of the nominative; in the Ukrainian rows with г, к, х the endings carry the consonant."""
    if paradigm.gender == "x" and paradigm.tails in (("г",), ("к",), ("х",)) and ending[0] in "гзкцхс":
        return stem + paradigm.tails[0]
    return stem


@lru_cache(maxsize=8_192)
def readings(word: str, language: Language) -> tuple[Reading, ...]:
    """Every reading of a word in lower case as a form of a name, the nominative of both genders first."""
    found = list(_as_nominative(word, language))
    table = _TABLES[language]
    for width in range(min(_LONGEST_ENDING, len(word) - 2), 0, -1):
        for paradigm, cases in table.by_ending.get(word[-width:], ()):
            stem = _consonants(paradigm, word[:-width], word[-width:])
            if stem is None or not _fits(paradigm, stem):
                continue
            genders = "mf" if paradigm.gender == "x" else paradigm.gender
            nominative = stem + paradigm.ending
            found.extend(Reading(nominative, gender, cases) for gender in genders if _plausible(nominative, gender))
    return tuple(dict.fromkeys(found))


def _plausible(nominative: str, gender: str) -> bool:
    """A consonant before а of the genitive is the stem's own: "шевченк" is no name, "шевченко" is."""
    if gender == "m" and nominative.endswith(("ок", "ек", "ел")) and nominative[-3:-2] in _VOWELS:
        return False  # "Марека" is no form of "Мареок"
    return not (gender == "m" and nominative.endswith(("енк", "ьк", "йк")))


def _as_nominative(word: str, language: Language) -> Iterator[Reading]:
    last = word[-1:]
    if word.endswith(("ська", "цька", "зька", "ская", "цкая", "ова", "ева", "єва", "ёва", "їна")):
        yield Reading(word, "f", "n")
    elif word.endswith(("ина", "іна", "ая")) or last in "ая":
        yield Reading(word, "f", "n")
        yield Reading(word, "m", "n")
    elif language == "uk" and word.endswith("ко"):
        yield Reading(word, "m", "n")
        yield Reading(word, "f", ALL_CASES, True)
    elif last in _VOWELS or word.endswith(("ых", "их")):
        yield Reading(word, "m", ALL_CASES, True)
        yield Reading(word, "f", ALL_CASES, True)
    else:
        yield Reading(word, "m", "n")
        yield Reading(word, "f", ALL_CASES, True)


@lru_cache(maxsize=8_192)
def forms(nominative: str, gender: str | None, language: Language) -> tuple[tuple[str, str], ...]:
    """Every form of a name in lower case with its cases: ("захарової", "g")."""
    found: dict[str, str] = {nominative: "n"}
    changes = gender != "f" or nominative[-1:] not in "бвгґдзклмнпрстфхцжчшщойь" or nominative.endswith("любов")
    if changes:
        for paradigm in _TABLES[language].paradigms:
            if paradigm.gender not in (gender or "mf", "x") and not (gender is None and paradigm.gender in "mf"):
                continue
            if not nominative.endswith(paradigm.ending):
                continue
            stem = nominative[: len(nominative) - len(paradigm.ending)]
            if not _fits(paradigm, stem):
                continue
            if paradigm.ending == "" and nominative[-1:] in _VOWELS:
                continue
            if paradigm.gender == "x" and paradigm.tails in (("г",), ("к",), ("х",)):
                stem = stem[:-1]
            for ending, cases in paradigm.forms.items():
                known = found.get(stem + ending, "")
                found[stem + ending] = known + "".join(case for case in cases if case not in known)
    return tuple(found.items())
