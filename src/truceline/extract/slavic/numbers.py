"""Numbers of Ukrainian and Russian in words and digits, read token by token."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from truceline.extract.slavic.forms import fold
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.numberwords import NumberWords
from truceline.extract.slavic.russian.numbers import NUMBERS as RUSSIAN
from truceline.extract.slavic.ukrainian.numbers import NUMBERS as UKRAINIAN
from truceline.extract.story import Token

NUMBERS: dict[Language, NumberWords] = {"uk": UKRAINIAN, "ru": RUSSIAN}

#: a figure as one token: "17", "1,5", "1.234", "2-х", "20-ти"; what stands behind the hyphen is an ending of the number
_FIGURE = re.compile(r"(\d{1,15}(?:[.,]\d{1,3})*)(?:[-‑]?(?:х|ти|и|ма|мя|ох|ьох|ьом|ьма))?$")
_RANGE = re.compile(r"(\d{1,12}(?:[.,]\d{1,2})?)[-‑](\d{1,12}(?:[.,]\d{1,2})?)$")
#: "600 000,5"
_THOUSANDS_AND_MORE = re.compile(r"\d{3},\d{1,3}")
_GROUP = re.compile(r"\d{3}$")
#: "півмільйона", "полумиллиона", "полмиллиона"
_HALF = ("пів", "полу", "пол")
#: no number without a figure before it
_BODIES = frozenset(("тіла", "тіл", "тілами", "тела", "тел", "телами"))
_OF_THE_DEAD = ("останк", "імена", "имена", "списк", "список")
#: nouns that have whose they are, or whom they befall, behind them
_WITH_GENITIVE = ("обмін", "обмен", "передач", "видач", "выдач", "звільненн", "освобожден", "репатріац",
    "репатриац", "загибел", "гибел", "смерт")  # fmt: skip
_AFTER = frozenset(("після", "после", "через", "внаслідок", "унаслідок", "вследствие", "из-за"))
_SHORT_SCALES = frozenset(("тис", "тыс", "млн", "млрд", "трлн"))


@cache
def _openers(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """The words that begin a number, and the beginnings of pairs of them."""
    numbers = NUMBERS[language]
    listed = (numbers.ones, numbers.tens, numbers.hundreds, numbers.scales, numbers.vague, numbers.dozen)
    parts = (numbers.halves, numbers.fractions, numbers.times, numbers.several, numbers.each, numbers.ordinals)
    known = frozenset(word for table in (*listed, *parts) for word in table)
    return known, frozenset(word[:3] for word in known)


def opens_number(low: str, language: Language) -> bool:
    """Whether a word can begin a number: a cheap look before the dear one."""
    known, stems = _openers(language)
    word = fold(low)
    pair = "-" in word and word[:3] in stems
    return low[0].isdigit() or word in known or pair or word.startswith(("пів", "пол"))


class Number(msgspec.Struct, frozen=True, gc=False):
    """A number in thousandths between its bounds, and the token that follows it."""

    low: int
    high: int
    end: int
    words: bool = False  # written in words
    collective: bool = False
    scaled: bool = False
    vague: bool = False

    @property
    def exact(self) -> int | None:
        """The value when the words leave no room."""
        return self.low if self.low == self.high else None


def number_at(tokens: list[Token], at: int, words: NumberWords, governed: bool = False) -> Number | None:
    """The number that starts at a token, or null.

    `governed`: after a word such as "about", whose case makes of "hundreds" a hundred.
    """
    token = tokens[at]
    if token.text[0].isdigit():
        return _and_a_half(tokens, _figures(tokens, at, words), words)
    return _and_a_half(tokens, _in_words(tokens, at, words, governed), words)


def _and_a_half(tokens: list[Token], number: Number | None, words: NumberWords) -> Number | None:
    """ "дві з половиною тисячі", "6 с половиной тонн"."""
    if number is None or number.end + 1 >= len(tokens) or number.scaled or number.exact is None:
        return number
    if tokens[number.end].low not in ("з", "із", "с") or fold(tokens[number.end + 1].low) not in words.plus_half:
        return number
    scale, end = _scale(tokens, number.end + 2, words)
    following = fold(tokens[end].low) if end < len(tokens) else ""
    if scale == 1 and words.dozen.get(following) in (10, 12, 100):
        scale, end = words.dozen[following], end + 1
    value = (number.low + 500) * scale
    return Number(value, value, end, words=number.words, scaled=scale > 1)


def _figures(tokens: list[Token], at: int, words: NumberWords) -> Number | None:
    between = _RANGE.match(tokens[at].text)
    if between is not None:
        low, high = _milli(between[1]), _milli(between[2])
        if low is None or high is None or low >= high:
            return None
        scale, end = _scale(tokens, at + 1, words)
        return Number(low * scale, high * scale, end, scaled=scale > 1)
    match = _FIGURE.match(tokens[at].text)
    if match is None:
        return None
    figure, end = match[1], at + 1
    if figure.isdecimal() and len(figure) <= 3 and figure[0] != "0":
        while end < len(tokens) and _GROUP.match(tokens[end].text) and tokens[end].start == tokens[end - 1].end + 1:
            figure, end = figure + tokens[end].text, end + 1
    last = tokens[end] if end < len(tokens) else None
    if last is not None and _THOUSANDS_AND_MORE.fullmatch(last.text) and last.start == tokens[end - 1].end + 1:
        figure, end = figure + last.text, end + 1
    scale, after = _scale(tokens, end, words)
    value = _milli(figure, scaled=scale > 1)
    if value is None:
        return None
    if scale > 1 and after < len(tokens) and tokens[after].text.isdecimal():  # "1 млн 200 тысяч", "5 тис. 300"
        smaller, stop = _scale(tokens, after + 1, words)
        if 1 <= smaller < scale and len(tokens[after].text) <= 3 and value % 1000 == 0:
            value = value * scale + int(tokens[after].text) * 1000 * smaller
            return Number(value, value, stop, scaled=True)
    return Number(value * scale, value * scale, after, scaled=scale > 1)


@lru_cache(maxsize=8_192)
def _milli(figure: str, scaled: bool = False) -> int | None:
    """Thousandths of a figure: a comma parts decimals, and so does a point, unless three digits follow it."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", figure) or (not scaled and re.fullmatch(r"\d{1,3}(?:,\d{3})+", figure)):
        figure = figure.replace(".", "").replace(",", "")
    whole, _, decimals = figure.replace(",", ".").partition(".")
    if not whole.isdecimal() or len(whole) > 15 or (decimals and not decimals.isdecimal()):
        return None
    return int(whole) * 1000 + (int((decimals + "000")[:3]) if decimals else 0)


def _scale(tokens: list[Token], at: int, words: NumberWords) -> tuple[int, int]:
    """The scale word behind a figure, and where the number ends."""
    if at < len(tokens):
        scale = words.scales.get(tokens[at].low)
        if scale is not None:
            end = at + 1
            pointed = len(tokens[at].text) <= 4 and end + 1 < len(tokens) and tokens[end].text == "."
            end += pointed  # "тис.", "млн."
            return scale, end
    return 1, at


def _in_words(tokens: list[Token], at: int, words: NumberWords, governed: bool) -> Number | None:
    low = fold(tokens[at].low)
    if low in _SHORT_SCALES:
        return None
    governed = governed or (low.endswith(("і", "и")) and _of_something(tokens, at))
    if low in words.vague and not (governed and (low in words.scales or low in words.dozen)):
        return _vague(tokens, at, words)
    if low in words.ones and (told := _part_of_scale(tokens, at, words)) is not None:
        return told
    if low in words.ones or low in words.tens or low in words.hundreds or low in words.scales:
        return _cardinal(tokens, at, words)
    if "-" in low:
        return _pair(low, tokens, at, words)
    if low in words.several:
        return _several(tokens, at, words)
    if low in words.halves and low not in words.fractions:
        return _half(tokens, at, words)
    parted = _part_of_scale(tokens, at, words)
    if parted is not None:
        return parted
    halved = next((low[len(half) :].lstrip("-") for half in _HALF if low.startswith(half)), "")
    if halved in words.scales:
        value = words.scales[halved] * 500
        return Number(value, value, at + 1, words=True, scaled=True)
    if low in words.dozen:
        value = words.dozen[low] * 1000
        scale, end = _scale(tokens, at + 1, words)
        following = fold(tokens[end].low) if end < len(tokens) else ""
        if words.dozen[low] == 2 and words.dozen.get(following, 2) > 2:  # "a pair of tens"
            value, end = value * words.dozen[following], end + 1
        return Number(value * scale, value * scale, end, words=True, scaled=scale > 1)
    return None


def _of_something(tokens: list[Token], at: int) -> bool:
    """ "тіла тисячі військових", "обмен тысячи пленных": behind such a noun stands the genitive, a thousand."""
    before = tokens[at - 1].low if at else ""
    after = at > 1 and tokens[at - 2].low in _AFTER  # "після обміну тисячі людей повернулися"
    if before in _BODIES or before.startswith(_OF_THE_DEAD):
        return True
    return before.startswith(_WITH_GENITIVE) and not after


def _part_of_scale(tokens: list[Token], at: int, words: NumberWords) -> Number | None:
    """ "чверть мільйона", "три четверти миллиона"."""
    count = words.ones.get(fold(tokens[at].low))
    name = at + (count is not None)
    if name + 1 >= len(tokens) or not (count is None or 1 < count < 5):
        return None
    share = words.fractions.get(fold(tokens[name].low))
    scale, end = _scale(tokens, name + 1, words)
    if share is None or scale == 1:
        return None
    value = (count or 1) * share * scale // 100_000 * 1000
    return Number(value, value, end, words=True, scaled=True)


def _pair(low: str, tokens: list[Token], at: int, words: NumberWords) -> Number | None:
    """ "два-три", "п'ять-шість тисяч", "пів-мільйона"."""
    first, _, second = low.partition("-")
    if first in words.halves and second in words.scales:
        value = words.scales[second] * words.halves[first]
        return Number(value, value, at + 1, words=True, scaled=True)
    least, most = _digit(first, words)[0], _digit(second, words)[0]
    if least is None or most is None or least >= most:
        return None
    scale, end = _scale(tokens, at + 1, words)
    return Number(least * scale * 1000, most * scale * 1000, end, words=True, scaled=scale > 1)


def _cardinal(tokens: list[Token], at: int, words: NumberWords) -> Number | None:
    total = current = 0
    last = 10**15
    end = at
    while end < len(tokens):
        low = fold(tokens[end].low)
        if low in words.scales and (current or end == at):
            total += max(current, 1) * words.scales[low]
            current, last = 0, 10**15
        else:
            value, size = _digit(low, words)
            if value is None or size >= last:
                break
            current += value
            last = size
        end += 1
    if end == at:
        return None
    value = (total + current) * 1000
    one = end == at + 1
    following = fold(tokens[end].low) if end < len(tokens) else ""
    if following in words.dozen and not total and one and words.dozen[following] in (10, 12, 100):  # "two tens"
        value, end = value * words.dozen[following], end + 1
    final = fold(tokens[end - 1].low)
    collective = final in words.collective and (one or final.endswith(("оє", "ро", "ое")))
    return Number(value, value, end, words=True, collective=collective, scaled=bool(total))


def _digit(low: str, words: NumberWords) -> tuple[int | None, int]:
    """Value of a number word, and the place it takes: hundreds before tens before ones."""
    if low in words.ones:
        value = words.ones[low]
        return value, 10 if value >= 10 else 1
    if low in words.tens:
        return words.tens[low], 11
    if low in words.hundreds:
        return words.hundreds[low], 100
    return None, 0


def _several(tokens: list[Token], at: int, words: NumberWords) -> Number:
    """ "several", "several tens", "several hundred thousand"."""
    unit, end = 1, at + 1
    if end < len(tokens):
        following = fold(tokens[end].low)
        if following in words.dozen and words.dozen[following] in (10, 12, 100):
            unit, end = words.dozen[following], end + 1
        scale, end = _scale(tokens, end, words)
        unit *= scale
    return Number(3000 * unit, (10 * unit - 1) * 1000, end, words=True, vague=True)


def _half(tokens: list[Token], at: int, words: NumberWords) -> Number | None:
    """ "one and a half", of a scale or of things; "half a million"."""
    share = words.halves[fold(tokens[at].low)]
    if at + 1 >= len(tokens):
        return None
    following = fold(tokens[at + 1].low)
    scale, end = _scale(tokens, at + 1, words)
    if scale == 1 and following in words.dozen:
        scale, end = words.dozen[following], at + 2
    if scale == 1 and share < 1000:
        return None
    return Number(share * scale, share * scale, end, words=True, scaled=scale > 1)


def _vague(tokens: list[Token], at: int, words: NumberWords) -> Number:
    """ "dozens", "hundreds of thousands": plural words of number without a figure before them."""
    low, high = words.vague[fold(tokens[at].low)]
    count = words.ones.get(fold(tokens[at + 1].low), 0) if at + 1 < len(tokens) else 0
    if 1 < count < 10 and fold(tokens[at + 1].low) not in words.collective:  # "сотни две": about two hundred
        about = low // 2 * count * 1000
        return Number(about * 9 // 10, about * 11 // 10, at + 2, words=True, vague=True, scaled=True)
    scale, end = _scale(tokens, at + 1, words)
    return Number(low * scale * 1000, ((high + 1) * scale - 1) * 1000, end, words=True, vague=True, scaled=scale > 1)
