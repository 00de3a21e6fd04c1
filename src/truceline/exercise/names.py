"""Invented place names, written in English, Ukrainian and Russian from the same syllables."""

from __future__ import annotations

import msgspec
import numpy as np


class Name(msgspec.Struct, frozen=True):
    en: str
    uk: str
    ru: str


_FIRST = (
    ("Bre", "Бре", "Бре"), ("Cal", "Кал", "Кал"), ("Dor", "Дор", "Дор"), ("Fen", "Фен", "Фен"), ("Gal", "Гал", "Гал"),
    ("Hul", "Гул", "Хул"), ("Jor", "Йор", "Йор"), ("Kel", "Кел", "Кел"), ("Lun", "Лун", "Лун"), ("Mir", "Мір", "Мир"),
    ("Nal", "Нал", "Нал"), ("Pel", "Пел", "Пел"), ("Quo", "Кво", "Кво"), ("Ros", "Рос", "Рос"), ("Sel", "Сел", "Сел"),
    ("Tor", "Тор", "Тор"), ("Ulm", "Ульм", "Ульм"), ("Var", "Вар", "Вар"), ("Wen", "Вен", "Вен"), ("Zel", "Зел", "Зел"),
)  # fmt: skip
_MIDDLE = (
    ("a", "а", "а"), ("e", "е", "е"), ("i", "і", "и"), ("o", "о", "о"), ("ando", "андо", "андо"), ("eri", "ері", "ери"),
    ("ossa", "осса", "осса"), ("uvi", "уві", "уви"), ("iba", "іба", "иба"), ("ethu", "ету", "эту"),
)  # fmt: skip
_LAST = (
    ("vane", "ван", "ван"), ("druth", "друт", "друт"), ("lisk", "ліск", "лиск"), ("morn", "морн", "морн"),
    ("quay", "квей", "квей"), ("reth", "рет", "рет"), ("sund", "сунд", "сунд"), ("thal", "таль", "таль"),
    ("wyth", "віт", "вит"), ("zor", "зор", "зор"), ("nett", "нетт", "нетт"), ("bule", "буль", "буль"),
    ("garr", "гарр", "гарр"), ("pash", "паш", "паш"), ("holm", "гольм", "хольм"),
)  # fmt: skip

#: how many different names the syllables give
CAPACITY = len(_FIRST) * len(_MIDDLE) * len(_LAST)


def invent(count: int, stream: np.random.Generator) -> tuple[Name, ...]:
    """`count` names. All differ up to the capacity of the syllables; after that "New" and "Old" stand before them."""
    order = stream.permutation(CAPACITY)
    return tuple(_name(int(order[i % CAPACITY]), i // CAPACITY) for i in range(count))


def _name(code: int, round_: int) -> Name:
    first = _FIRST[code % len(_FIRST)]
    middle = _MIDDLE[code // len(_FIRST) % len(_MIDDLE)]
    last = _LAST[code // (len(_FIRST) * len(_MIDDLE))]
    before = (("", "", ""), ("New ", "Новий ", "Новый "), ("Old ", "Старий ", "Старый "))[min(round_, 2)]
    tail = "" if round_ < 3 else f" {round_ - 1}"
    return Name(*(b + f + m + s + tail for b, f, m, s in zip(before, first, middle, last, strict=True)))
