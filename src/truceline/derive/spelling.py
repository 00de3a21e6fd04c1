"""When two words are the same word: as written, or but for their spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby, takewhile

#: an abbreviation with stops, a number, or a word with its hyphens and apostrophes
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|[^\W_]+(?:['’ʼ\-‑][^\W_]+)*")

_INVISIBLE = re.compile("[\u00ad\u0300\u0301\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "‑": "-", "ё": "е"})
#: Latin letters that look like Cyrillic ones, for words that mix the two scripts
_LOOKALIKES = str.maketrans("aceiopxyk", "асеіорхук")
_MIXED = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[a-z]")
_POSSESSIVE = re.compile(r"'s?$")
_ISE = re.compile(r"is(ations?|e[ds]?|ing)$")
_DOUBLED = re.compile(r"(.{1,2})\1+")
_GROUPED = re.compile(r"^\d{1,3}(?:,\d{3})+$")
_DIGRAPHS = (("kh", "x"), ("zh", "ž"), ("sh", "š"), ("ch", "č"), ("ts", "c"), ("h", "g"), ("w", "v"))
_VOWELS = re.compile(r"[aeiouyjаеєиіїоуэюяйыьъ'\-]")
_NUMBERS = {
    word: str(number)
    for number, words in enumerate(
        (
            "zero", "one один одна одне", "two два дві две", "three три", "four чотири четыре", "five п'ять пять",
            "six шість шесть", "seven сім семь", "eight вісім восемь", "nine дев'ять девять", "ten десять",
            "eleven одинадцять одиннадцать", "twelve дванадцять двенадцать", "thirteen тринадцять тринадцать",
            "fourteen чотирнадцять четырнадцать", "fifteen п'ятнадцять пятнадцать", "sixteen шістнадцять шестнадцать",
            "seventeen сімнадцять семнадцать", "eighteen вісімнадцять восемнадцать",
            "nineteen дев'ятнадцять девятнадцать", "twenty двадцять двадцать",
        )
    )
    for word in words.split()
}  # fmt: skip
_FUNCTION = frozenset(
    re.findall(
        r"\w+",
        """
    about after also among been before being both could down during each even ever every from further have having here
    into just less like made many might more most much must only onto other over said same says should since some such
    than that their them then there these they this those through under until upon very were what when where which
    while whom whose will with within without would your
    адже але біля буде були було вони воно всіх дуже його коли лише між мене може можна навіть нього перед після поки
    проте серед собі також тепер тільки тому тоді треба цього через щоби який якого яких якої якщо яка якій
    было были быть всех даже если затем какой когда который которая которые которого между может можно него однако
    очень перед после пока просто себе сейчас среди также только тогда того тоже хотя чего через чтобы этих этого этой
    """,
    )
)
_STEM = 5
#: letters that two forms of a word must share
_LEAST_ROOT = 4


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """The word without what a reader does not see: case, kind of apostrophe, stress marks, look-alike letters."""
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", word)).casefold().translate(_APOSTROPHES)
    if _MIXED.search(folded) and _LATIN.search(folded):
        folded = folded.translate(_LOOKALIKES)
    return folded.replace(",", "") if _GROUPED.match(folded) else folded


@lru_cache(maxsize=1 << 16)
def loose(word: str) -> str:
    """One key for the usual spellings of a word: -ise and -ize, -our and -or, doubled letters, number words."""
    key = _POSSESSIVE.sub("", plain(word)).replace("-", "").replace(".", "")
    if key in _NUMBERS:
        return _NUMBERS[key]
    if len(key) > 5:
        key = _ISE.sub(r"iz\1", key).replace("our", "or")
    return _DOUBLED.sub(r"\1", key) if not key[:1].isdigit() else key


def bare(key: str) -> str:
    """A key without its possessive ending."""
    return _POSSESSIVE.sub("", key)


def one_form(a: str, b: str) -> bool:
    """Whether two keys look like forms of one word: they begin alike for most of their length."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
    return alike >= _LEAST_ROOT and alike * 20 >= max(len(a), len(b)) * 11 and a[:1].isalpha()


def same_but_for_spelling(a: str, b: str) -> bool:
    """One word in two spellings. Names may differ in their vowels, as transliterations do: Kharkiv and Kharkov."""
    if loose(a) == loose(b):
        return True
    if not (a[:1].isupper() and b[:1].isupper()):
        return False
    consonants = skeleton(a)
    return len(consonants) > 1 and consonants == skeleton(b)


@lru_cache(maxsize=1 << 16)
def skeleton(name: str) -> str:
    """The consonants of a name, those that systems of transliteration mix up taken as one."""
    key = loose(name)
    for spelled, sound in _DIGRAPHS:
        key = key.replace(spelled, sound)
    return "".join(letter for letter, _ in groupby(_VOWELS.sub("", key)))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str | None:
    """A crude stem of a word that carries content, the same for its inflected forms; null for function words."""
    key = plain(word)
    if key[:1].isdigit():
        return key
    if len(key) < 4 or key in _FUNCTION:
        return _NUMBERS.get(key)
    return loose(word)[:_STEM]
