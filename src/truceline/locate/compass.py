"""Points of the compass and distances, as words of English, Ukrainian and Russian."""

from __future__ import annotations

import re

_POINTS = ("n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw")
_BEARING = {point: 22.5 * i for i, point in enumerate(_POINTS)}
_STEMS = (
    ("north", "n"), ("south", "s"), ("east", "e"), ("west", "w"),
    ("північ", "n"), ("півноч", "n"), ("північн", "n"), ("південь", "s"), ("південн", "s"), ("півдн", "s"),
    ("схід", "e"),    ("сход", "e"), ("захід", "w"), ("заход", "w"),
    ("север", "n"), ("юг", "s"), ("юж", "s"), ("юго", "s"), ("восто", "e"), ("запад", "w"),
)  # fmt: skip
_STEM = re.compile("|".join(sorted({stem for stem, _ in _STEMS}, key=len, reverse=True)))
_LETTER = dict(_STEMS)

_UK_SIDE = r"(?:північ\w*|півноч\w*|півден\w*|півдн\w*|схід\w*|сход\w*|захід\w*|заход\w*)"
_RU_SIDE = r"(?:север\w*|юг\w*|юж\w*|восто\w*|запад\w*)"
#: one or two words of the compass
COMPASS = (
    r"(?P<compass>(?:north|south)(?:[\s-]*(?:north|south))?(?:[\s-]*(?:east|west))?(?:ern|erly)?|(?:east|west)"
    r"(?:[\s-]*(?:north|south)[\s-]*(?:east|west))?(?:ern|erly)?|[ns]?[ns][ew]|[ew][ns][ew]|[nsew]"
    rf"|{_UK_SIDE}(?:[\s-]{_UK_SIDE})?|{_RU_SIDE}(?:[\s-]{_RU_SIDE})?)\b"
)

_NUMBER_WORDS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "кілометр": 1, "километр": 1, "два": 2,
    "двох": 2, "двух": 2, "три": 3, "трьох": 3, "трех": 3, "чотири": 4, "чотирьох": 4, "четыре": 4, "четырех": 4,
    "п'ять": 5, "п’ять": 5, "п'яти": 5, "п’яти": 5, "пять": 5, "пяти": 5, "шість": 6, "шести": 6, "шесть": 6,
    "сім": 7, "семи": 7, "семь": 7, "вісім": 8, "восьми": 8, "восемь": 8,
    "дев'ять": 9, "девять": 9, "девяти": 9, "десять": 10, "десяти": 10,
    "двадцять": 20, "двадцяти": 20, "двадцать": 20, "двадцати": 20, "тридцять": 30, "тридцать": 30,
}  # fmt: skip
_FEW = "a few|a couple of|several|some|few|кілька|декілька|кількох|декількох|несколько|нескольких|пару|паре|парі"
_NUMBER = r"\d{1,4}(?:[.,]\d{1,3})?|" + "|".join(sorted((re.escape(w) for w in _NUMBER_WORDS), key=len, reverse=True))
_UNIT = (
    r"km|kms|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?|m|км|кілометр\w*|километр\w*|метр\w*|м|верст\w*|миль|мил\w+"
)
_ABOUT = (
    r"(?:(?:within|about|some|around|roughly|approximately|nearly|just|only|up to|less than|under|at|over|more than"
    r"|близько|приблизно|десь|лише|до|менше? ніж|понад|більше? ніж|около|примерно|где-то|всего|менее|более"
    r"|не более)\s+){0,2}"
)
#: "about 3-5 km", "кілька кілометрів", "a few miles"
DISTANCE = (
    rf"(?:(?:за|у|в|на|во|на\s+відстані|на\s+расстоянии|at\s+a\s+distance\s+of)\s+)?(?P<about>{_ABOUT})"
    rf"(?:(?:(?P<low>{_NUMBER})\s*(?:(?:-|–|—|to|до)\s*(?P<high>{_NUMBER})\s*)?|(?P<few>{_FEW})\s+)"
    rf"(?P<unit>{_UNIT})|(?P<one>кілометрі?|километре?))\b\.?"
)
_SEVERAL_KM = (2.0, 10.0)
_UP_TO = re.compile(r"\b(?:within|up to|less than|under|до|менш|менее|не более)\b")


def bearing_deg(compass: str) -> float | None:
    """Degrees clockwise from north of words such as "SE", "north-east", "північний схід", "юго-западнее"."""
    words = re.sub(r"(?:ern|erly)\b", "", compass.lower())
    letters = "".join(_LETTER[stem] for stem in _STEM.findall(words)) or re.sub(r"[\s-]", "", words)
    return _BEARING.get(letters)


def metres(part: dict[str, str | None]) -> tuple[int, int]:
    """Least and greatest distance of a match of DISTANCE."""
    unit = _unit_m(part.get("unit") or "km")
    if part.get("few"):
        low, high = _SEVERAL_KM
    else:
        low = _number(part.get("low") or "one")
        high = _number(str(part["high"])) if part.get("high") else low
    if _UP_TO.search((part.get("about") or "").lower()):
        low = 0.0
    return round(min(low, high) * unit), round(max(low, high) * unit)


def _number(word: str) -> float:
    known = _NUMBER_WORDS.get(word.lower())
    return float(known) if known is not None else float(word.replace(",", "."))


def _unit_m(unit: str) -> int:
    lowered = unit.lower()
    if lowered.startswith(("km", "kilo", "км", "кіл", "кил", "верст")):
        return 1000
    return 1609 if lowered.startswith(("mi", "мил")) else 1
