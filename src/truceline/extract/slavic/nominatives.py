"""The likeliest nominative of a name as written: readings of its parts that agree, and what is made of them."""

from __future__ import annotations

import re
from functools import lru_cache

from truceline.extract.slavic.cases import ALL_CASES, Reading, forms, readings
from truceline.extract.slavic.conventional import CONVENTIONAL, SURNAMES
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.lexicon import lexicon
from truceline.extract.slavic.romanise import is_known, key
from truceline.extract.slavic.who import Who
from truceline.extract.story import Token

ROMAN = re.compile(r"[IVXІХ]{1,5}")


@lru_cache(maxsize=2)
def figures(language: Language) -> frozenset[str]:
    """Every form of the surnames that have a conventional spelling."""
    return frozenset(
        form
        for surname in SURNAMES
        if len(surname) > 3
        for form, _ in forms(surname, "f" if surname.endswith(("ова", "ева")) else "m", language)
    )


def subject_shape(word: str, gender: str, language: Language) -> bool:
    """Whether a word can be the nominative of a surname of this gender."""
    fixed = word[-1:] in "ую" or word.endswith(("ом", "ем", "ого", "ой", "их", "ым", "им"))
    return any(
        "n" in reading.cases and reading.gender == gender and not (reading.fixed and fixed and word not in CONVENTIONAL)
        for reading in readings(word, language)
    )


def joint(
    given: tuple[Reading, ...], surname: tuple[Reading, ...], limit: str | None, word: str
) -> tuple[Reading, Reading]:
    """The readings of a given name and of a surname that agree in gender and case, the likeliest pair of them."""
    best: tuple[int, int, Reading, Reading] | None = None
    number = 0
    for one in given:
        for other in surname:
            number += 1
            shared = set(one.cases) & set(other.cases)
            if one.gender != other.gender or not shared:
                continue
            score = 0
            if limit is not None and not shared & set(limit):
                score += 8
            if other.fixed:
                score += 4 if word[-1:] not in "еєиіїоуюэы" else 2
            if other.fixed and "n" in one.cases:
                score -= 2
            if other.nominative.endswith("енко"):  # before "бондаренок", of which "бондаренка" is a form, too
                score -= 2
            if is_known(one.nominative, other.nominative):
                score -= 8
            if "n" in one.cases and one.gender == "f" and not other.fixed and word.endswith(("ка", "на", "ра")):
                score += 1 if len(given) > 1 else 0
            if one.fixed:  # a woman's name of no table
                score += 3
            if one.nominative.endswith(("ек", "ел")):  # a vowel that other cases drop is the rarer reading
                score += 1
            if best is None or (score, number) < best[:2]:
                best = (score, number, one._replace(cases="".join(sorted(shared))), other)
    if best is None:
        return given[0], Reading(word, given[0].gender, ALL_CASES, True)
    return best[2], best[3]._replace(cases=best[2].cases)


def choose(
    given: tuple[Reading, ...], surname: tuple[Reading, ...], limit: str | None, capitals: frozenset[str]
) -> Reading:
    """The likeliest reading of a surname that stands alone."""
    best: tuple[int, int, Reading] | None = None
    for number, reading in enumerate(surname):
        score = 0
        if limit is not None and not set(reading.cases) & set(limit):
            score += 8
        if reading.nominative in SURNAMES:
            score -= 4 if reading.fixed else 8
        if reading.fixed:
            score += 4
        if reading.nominative.endswith("енко") and "n" not in reading.cases:
            score -= 2
        if best is None or (score, number) < best[:2]:
            best = (score, number, reading)
    if best is None:
        raise ValueError("a surname has at least one reading")
    return best[2]


def by_given(tokens: list[Token], first: int, last: int, reading: Reading, language: Language) -> Who:
    """ "Лев XIV", "Ольга Петрівна": a name without a surname."""
    more = [token.text for token in tokens[first + 1 : last]]
    if more and not ROMAN.fullmatch(more[-1]):
        more = [like(_patronymic(more[-1].lower(), reading.gender, language), more[-1])]
    name = " ".join([like(reading.nominative, tokens[first].text), *more])
    return Who(name, key(name, language), reading.gender, name, True)


def _patronymic(word: str, gender: str, language: Language) -> str:
    """The nominative of a patronymic."""
    if gender == "m":
        stem = word.rpartition("ич")
        return stem[0] + stem[1] if stem[1] else word
    stem = word.rpartition("н")
    return stem[0] + "на" if stem[1] else word


def like(word: str, written: str) -> str:
    """The word in lower case with the capitals that names have."""
    if written.isupper() and len(written) > 3:
        written = written.title()
    if word == written.lower() and not written.isupper():
        return written  # "О'Ніл"
    parts = word.split("-")
    return "-".join(part[:1].upper() + part[1:] for part in parts)


def full_who(given: Reading, middle: list[str], surname: Reading, written: str, first: str, language: Language) -> Who:
    patronymics = lexicon(language).patronymics_m + lexicon(language).patronymics_f
    inner = [word for word in middle if not word.lower().endswith(patronymics) or len(word) < 6]
    patronymic = [like(_patronymic(word.lower(), given.gender, language), word) for word in middle if word not in inner]
    last = like(surname.nominative, written)
    begin = like(given.nominative, first)
    name = " ".join([begin, *patronymic, *inner, last])
    return Who(name, key(" ".join([begin, *inner, last]), language), given.gender, last, True)


def lone_who(given: str | None, gender: str | None, surname: Reading, written: str, language: Language) -> Who:
    last = like(surname.nominative, written)
    unchanged = surname.cases == "n" and surname.nominative[-1:] not in "ая"  # a woman's name might be the same
    sure = None if surname.fixed or unchanged else surname.gender
    return Who(last, key(last, language), gender or sure, last, False)
