"""From a word as it stands in a sentence to the words it may be a form of: place names in Ukrainian and Russian.

Each line of the paradigms is a class of endings: that of the nominative, then those of the other cases. The classes are
those of the school grammars (Правопис 2019, §§ 82-126; Русская грамматика 1980, §§ 1184-1290) as far as places need
them. A form fits many classes; whoever asks keeps the lemmas that are names. Words are keys of `names.name_key`: lower
case, without apostrophes.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

#: nominative ending: endings of the cases ("0": none)
_UKRAINIAN = """
ка: ки ці ку кою
га: ги зі гу гою
ха: хи сі ху хою
а: и і у ою ої ій ею
я: і ї ю ею єю ьої ій ьою ої
0: а у ові еві ом ем і
г: зі
к: ці
х: сі
ь: я ю еві ем і ню лю тю
й: я ю єві єм ї
ець: ця цю цеві цем ці
єць: йця йцю йцем йці
ень: ня ню нем ні
ок: ка ку кові ком
о: а у ом і ові
е: я ю ем і ого ому им ім
ове: ова ову овом ові
еве: ева еву евом еві
єве: єва єву євом єві
ине: ина ину ином ині
їне: їна їну їном їні
ще: ща щу щем щі
че: ча чу чем чі
є: ього ьому їм ім
я: ю ям і
ий: ого ому им ім
ій: ього ьому ім їм
ів: ового овому овим овім
їв: євого євому євим євім
и: ам ами ах ів 0 их им ими
і: ям ями ях ів ей ь 0 ам ами ах их им ими іх ім іми
ї: їв ям ями ях їх їм їми
ки: ок ьок ек
ці: ець
а: 0 ам ами ах
"""
_RUSSIAN = """
ка: ки ке ку кой кою
а: ы и е у ой ою ей ею
я: и е ю ей ею
ая: ой ую ою ей
яя: ей юю
ья: ьей ьи ью
0: а у ом ем е ым
ь: я ю ем е и ью
й: я ю ем е
ий: ия ию ием ии его ему им ем ого ому ом
ец: ца цу цом цем це
ок: ка ку ком ке
ень: ня ню нем не
о: а у ом е ым
е: я ю ем и
ье: ья ью ьем
ие: ия ию ием ии
ое: ого ому ым ом
ее: его ему им ем
ый: ого ому ым ом
ой: ого ому ым ом им
ые: ых ым ыми
ие: их им ими
ы: ам ами ах ов 0 ев
и: ам ами ах ов ей ям ями ях ев 0 ь
ки: ок ек
цы: ец цев
а: 0 ам ами ах
"""
_LONGEST = 5
_MOST = 80
#: vowels that change when their syllable opens: Харків, Харкова; Київ, Києва; Ріг, Рогу
_OPEN_TO_CLOSED = {"о": "і", "е": "і", "є": "ї"}
_CLOSED_TO_OPEN = {"і": "ое", "ї": "є"}
_VOWELS = frozenset("аеєиіїоуюяыэ")
_SHORTEST_STEM = 2


def _by_form(paradigms: str) -> dict[str, tuple[str, ...]]:
    """Ending of a form to the endings of the nominatives it may belong to."""
    lemmas: dict[str, list[str]] = defaultdict(list)
    for line in paradigms.split("\n"):
        lemma, _, forms = line.partition(":")
        for form in forms.split():
            lemmas["" if form == "0" else form].append("" if lemma == "0" else lemma)
    return {form: tuple(dict.fromkeys(found)) for form, found in lemmas.items()}


_TABLES = {"uk": _by_form(_UKRAINIAN), "ru": _by_form(_RUSSIAN)}
_ONLY_UKRAINIAN = frozenset("іїєґ")
_ONLY_RUSSIAN = frozenset("ыэъё")


@lru_cache(maxsize=1 << 14)
def lemmas(word: str) -> tuple[str, ...]:
    """The words that `word` may be a form of, itself first; at most eighty, always in the same order."""
    found = [word]
    letters = set(word)
    if not letters & _ONLY_RUSSIAN:
        found += _lemmas(word, _TABLES["uk"])
    if not letters & _ONLY_UKRAINIAN:
        found += _lemmas(word, _TABLES["ru"])
    return tuple(dict.fromkeys(found))[:_MOST]


def _lemmas(word: str, table: dict[str, tuple[str, ...]]) -> list[str]:
    found: list[str] = []
    for length in range(min(_LONGEST, len(word) - _SHORTEST_STEM), -1, -1):
        stem, ending = word[: len(word) - length], word[len(word) - length :]
        for lemma in table.get(ending, ()):
            found += _spelled(stem, lemma, ending)
    return found


def _spelled(stem: str, lemma: str, ending: str) -> list[str]:
    """The nominative of a stem, with the vowels that change where its last syllable closes or opens."""
    found = [stem + lemma]
    if stem.endswith("ь") and lemma.startswith(("е", "ю", "я", "і")):
        found.append(stem[:-1] + lemma)  # Козельця → Козелець
    if not lemma or lemma in ("ь", "й", "г", "к", "х"):
        found += [changed + lemma for changed in _closed(stem, lemma)]
    if not ending:
        found += [opened + lemma for opened in _opened(stem)]
    return found


def _closed(stem: str, lemma: str) -> list[str]:
    """Харков- → Харків, Рог- → Ріг; and a vowel that came back: Торц- → Торец, Орл- → Орел."""
    last = next((i for i in range(len(stem) - 1, -1, -1) if stem[i] in _VOWELS), -1)
    found = []
    if last >= 0 and stem[last] in _OPEN_TO_CLOSED and last < len(stem) - (0 if lemma else 1):
        found.append(stem[:last] + _OPEN_TO_CLOSED[stem[last]] + stem[last + 1 :])
    if last >= 0 and len(stem) - last > 2:
        found += [stem[:-1] + vowel + stem[-1] for vowel in "ео"]
    return found


def _opened(stem: str) -> list[str]:
    """Of a genitive plural without ending: Лубен → Лубн-, Доріг → Дорог-, Сосен → Сосн-."""
    last = next((i for i in range(len(stem) - 1, -1, -1) if stem[i] in _VOWELS), -1)
    if last <= 0:
        return []
    found = [stem[:last] + vowel + stem[last + 1 :] for vowel in _CLOSED_TO_OPEN.get(stem[last], "")]
    if stem[last] in "ео" and last == len(stem) - 2:
        found.append(stem[:last] + stem[last + 1 :])
    return found
