"""Whether two spellings are one name: Ukrainian against Russian, and either in Latin letters by whatever system.

A name is taken apart into consonants and runs of vowels. The consonants must agree; a run of vowels may change as it
does between the languages (Харків and Харьков, Мар'їнка and Марьинка, Роботине and Работино), at a cost. Latin letters
are read back into Cyrillic first, so that it does not matter whether a text follows the national standard (Cabinet of
Ministers, resolution 55 of 2010), BGN/PCGN (1965, 2019) or a romanisation of the Russian name.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec


class Sound(msgspec.Struct, frozen=True):
    """A name for comparison: `frame` has its consonants, with V for each run of vowels, which are in `vowels`."""

    frame: str
    vowels: tuple[str, ...]


_LATIN = (
    ("shch", "щ"), ("sch", "щ"), ("tsch", "ч"), ("zh", "ж"), ("kh", "х"), ("ch", "ч"), ("sh", "ш"), ("ts", "ц"),
    ("tz", "ц"), ("ph", "ф"), ("th", "т"), ("ck", "к"), ("qu", "кв"), ("yo", "ё"), ("jo", "ё"), ("yi", "ї"),
    ("ji", "ї"), ("ye", "е"), ("je", "е"), ("ya", "я"), ("ja", "я"), ("ia", "я"), ("yu", "ю"), ("ju", "ю"),
    ("iu", "ю"), ("a", "а"), ("b", "б"), ("c", "ц"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "г"),
    ("i", "і"), ("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"),
    ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("x", "кс"), ("y", "и"), ("z", "з"),
)  # fmt: skip
_LATIN_LETTERS = dict(_LATIN)
_LATIN_TOKEN = re.compile("|".join(re.escape(latin) for latin, _ in _LATIN))
#: endings of Latin spellings as the Cyrillic ones they stand for
_LATIN_ENDING = re.compile(
    r"(?:(?P<neuter>oye|oe|oje|oie|eye|eie)|(?P<masculine>yy|iy|ii|yi|yj|ij)|(?P<feminine>aya|aia|aja))$"
)
_SOFT_NEUTER = re.compile(r"(?<=[bcdfghklmnpqrstvwxz])(?:[yi]?e)$")
_AS_CYRILLIC = {"neuter": "e", "masculine": "y", "feminine": "a"}
#: Russian endings as the Ukrainian ones they stand for; both languages go through
_ENDINGS = {
    "ое": "е", "ее": "е", "ый": "и", "ий": "и", "ой": "и", "ои": "и", "ая": "а", "яя": "а", "ые": "і", "ие": "і",
    "ье": "я",
}  # fmt: skip
_LONGER_THAN = 4
#: names and roots that the two languages begin differently: Russian, Ukrainian
_ROOTS = (
    ("н[иі]кол[ао]", "микола"), ("конст[ая]нт[иі]н", "костянтин"), ("екатер[иі]н", "катерин"), ("елен", "олен"),
    ("анн(?=[оа])", "ганн"), ("[иі]гнат", "гнат"), ("угле", "вугле"), ("ольш", "вільш"), ("ольх", "вільх"),
    ("овчар", "вівчар"), ("ф[иі]л[иі]пп", "пилип"), ("н[иі]к[иі]т", "микит"), ("остр(?=[ао]я)", "гостр"),
    ("орех", "оріх"), ("север", "сівер"), ("железн", "залізн"), ("больш(?=[аоие])", "велик"),
    ("болш(?=[аоие])", "велик"),
)  # fmt: skip
_ROOT = re.compile(
    "^(?P<new>ново|старо|верхне|нижне)?(?:"
    + "|".join(f"(?P<r{i}>{russian})" for i, (russian, _) in enumerate(_ROOTS))
    + ")"
)
_ALIKE = str.maketrans("ґэёыїє", "гееиіе", "йьъ")
_CLUSTERS = {"тс": "ц", "сч": "щ", "зч": "щ", "зс": "с", "шч": "щ", "дц": "ц"}
_CLUSTER = re.compile("|".join(_CLUSTERS))
_DOUBLE = re.compile(r"([бвгджзклмнпрстфхцчшщ])\1+")
_VOWELS = re.compile(r"[аеиіоуюя]+")
_CLASS = str.maketrans("аяеиіоую", "ААЕЕЕОУУ")
#: cost of one class of vowel against another, in quarters; what is not here does not agree
_COST = {
    ("Е", "О"): 4,
    ("А", "О"): 4,
    ("А", "ЕА"): 1,
    ("У", "ЕУ"): 1,
    ("О", "ЕО"): 1,
    ("Е", "ЕО"): 3,
    ("А", "АЕ"): 2,
    ("Е", "АЕ"): 4,
    ("А", "Е"): 5,
    ("О", "У"): 5,
}
_SMALL = 1  # letters of one class that differ: е against і
_SAME_SOUND = frozenset((("и", "і"), ("і", "и")))
_OPENING = 2  # a first vowel changes easily: Олександр, Александр
#: most that two spellings of one name may differ, in quarters
MOST = 11


@lru_cache(maxsize=1 << 15)
def sounds(key: str) -> Sound:
    """The sound of a key (`names.name_key`), word by word."""
    words = [_heard(word) for word in key.split()]
    return Sound(" ".join(frame for frame, _ in words), tuple(v for _, vowels in words for v in vowels))


def difference(a: Sound, b: Sound) -> int | None:
    """How far two spellings differ, in quarters of a changed vowel; null when they are not one name."""
    if a.frame != b.frame:
        return None
    total = 0
    for i, (x, y) in enumerate(zip(a.vowels, b.vowels, strict=True)):
        cost = _changed(x, y)
        if cost is None:
            return None
        if i == 0 and a.frame[0] == "V":
            if cost > _COST["А", "О"]:
                return None  # Умань, Оман
            cost = min(cost, _OPENING)
        total += cost
    return total if total <= MOST else None


@lru_cache(maxsize=1 << 12)
def _changed(x: str, y: str) -> int | None:
    if x == y or (x, y) in _SAME_SOUND:
        return 0
    a, b = (re.sub(r"(.)\1+", r"\1", vowels.translate(_CLASS)) for vowels in (x, y))
    if a == b:
        return _SMALL
    if {a, b} == {"А", "Е"} and "я" not in x + y:
        return None  # Суми, Сума
    return _COST.get((a, b)) or _COST.get((b, a))


def _heard(word: str) -> tuple[str, tuple[str, ...]]:
    plain = _cyrillic(word) if word.isascii() else word
    if match := _ROOT.match(plain):
        plain = (match["new"] or "") + _ROOTS[int(str(match.lastgroup)[1:])][1] + plain[match.end() :]
    if len(plain) > _LONGER_THAN and plain[-2:] in _ENDINGS:
        plain = plain[:-2] + _ENDINGS[plain[-2:]]
    plain = plain.translate(_ALIKE)
    plain = _DOUBLE.sub(r"\1", _CLUSTER.sub(_one_consonant, plain))
    return _VOWELS.sub("V", plain), tuple(_VOWELS.findall(plain))


def _one_consonant(match: re.Match[str]) -> str:
    return _CLUSTERS[match.group()]


def _cyrillic(word: str) -> str:
    """Latin letters read back: "avdeevka" → "авдеевка"."""
    match = _LATIN_ENDING.search(word)
    if match and len(word) > 5:
        word = word[: match.start()] + _AS_CYRILLIC[str(match.lastgroup)]
    elif word.endswith(("zhye", "hye", "lye", "nye", "tye", "zhie", "lie", "nie")):
        word = word[:-2] + "ia"
    return _LATIN_TOKEN.sub(lambda found: _LATIN_LETTERS[found.group()], word)
