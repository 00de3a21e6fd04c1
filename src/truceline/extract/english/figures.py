"""Numbers as written: where one begins, with the words before it that leave room, and what it comes to."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from truceline.extract.digits import Bounds, digits
from truceline.extract.english.numbers import (
    FRACTIONS,
    MODIFIER_ENDS,
    MODIFIER_PATTERN,
    SCALES,
    VAGUE,
    WORDS_PATTERN,
    in_words,
    room,
)
from truceline.extract.english.wordkinds import ARTICLE, DIGITS, NUMBERS, NUMERAL, SCALED
from truceline.extract.story import Sentence, Token
from truceline.extract.timespans import TimeSpans

_DIGITS = (
    r"\d{1,3}(?:[,\u00a0\u202f\u2009 ]\d{3})+(?:\.\d{1,3})?(?!\d)"
    r"|\d{1,3},\d{1,2}(?=\s(?:thousand|million|billion|per\s?cent)|\s?%)|\d{1,12}(?:\.\d{1,3})?(?!\d)"
)
_NOT_LONG = r"(?!\s(?:wide|long|high|deep|tall|from|away|of|north|south|east|west|apart|below|above|to|and)\b)"
_SCALE = rf"(?:\s(?:hundred|thousand|million|billion|trillion)\b|(?:bn|mn|tn|k)\b|m\b(?=\s[a-z]){_NOT_LONG})?"
_ONE = rf"(?:{_DIGITS}){_SCALE}|{WORDS_PATTERN}\b"
_VAGUE = "|".join(sorted((phrase.replace(" ", r"\s") for phrase in VAGUE), key=len, reverse=True))
_FRACTION = "|".join(sorted((phrase.replace(" ", r"\s") for phrase in FRACTIONS), key=len, reverse=True))
#: "every third shell" is a third of the shells; "every third day" is no share
_EVERY = {"second": 2, "other": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_TURNS = r"(?!\s(?:day|night|week|month|year|hour|minute|morning|evening|time|weekend)s?\b)"
_PART = r"(?:one|two|three|four|five|six|seven|eight|nine|\d{1,2})"
_WHOLE = r"(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|10|20|50|100|1000)\b(?!\s?[-–,.]\d)"
NUMBER = re.compile(
    rf"""(?:(?P<ratio>{_PART}\s(?:in|out\sof)\s(?:every\s)?(?P<base>{_WHOLE}))
    | every\s(?P<every>{"|".join(_EVERY)})\b{_TURNS}
    | (?P<fold>doubled|tripled|halved|quadrupled)\b
    | (?P<vague>{_VAGUE})\b
    | (?P<fraction>{_FRACTION})\b(?!\sa\s(?:million|billion)\b)
    | (?P<money>[$€£]\s?)?(?P<first>{_ONE})
      (?:(?P<join>\s?[-–—]\s?(?=[$€£]?\d)|\s(?:to|or|and)\s)[$€£]?(?P<second>{_ONE}))?)
    (?P<percent>\s?%|\s(?:per\s?cent|percent|pct)\b|\spercentage\spoints?\b)?(?P<plus>\+)?""",
    re.VERBOSE | re.IGNORECASE,
)
_MODIFIER = re.compile(rf"\b(?P<modifier>{MODIFIER_PATTERN}|between|from|by)\s(?:the\s|a\s)?$", re.IGNORECASE)
_MODIFIER_WINDOW = 26
_TAIL = re.compile(r"[A-Za-z.]+$")
_PARTICLE_VERB = re.compile(
    r"\b(?:hand|hands|handed|gave|give|gives|takes|turns|took|take|turned|turn|brought|passed|carried|handing|taking|flew|flown|flying|drones"
    r"|missiles|down"
    r"|spread|presided|uavs|shot\sdown\s[\w\s]{1,30}|aircraft|damaged|control)\s(?:over|under|above|below|around"
    r"|about)\s$",
    re.IGNORECASE,
)
_SPREAD = re.compile(
    r"\s(?:regions?|oblasts?|districts?|provinces?|cities|towns|villages|settlements|areas|countries)\b"
)
_FOLD = {"doubled": 2_000, "tripled": 3_000, "halved": 500, "quadrupled": 4_000}
_SUFFIX = {"bn": 1_000_000_000, "mn": 1_000_000, "m": 1_000_000, "tn": 1_000_000_000_000, "k": 1_000}


class Figure(msgspec.Struct, frozen=True, gc=False):
    """A number as matched, with the words before it that leave room."""

    match: re.Match[str]
    modifier: str | None
    begin: int  # of the modifier, where it belongs to the number
    end: int
    joined: bool  # "30-40", "two or three", "between 30 and 40"


def starts_of(text: str, tokens: list[Token]) -> list[int]:
    """Where a number may begin."""
    found: list[int] = []
    for at, token in enumerate(tokens):
        kinds = token.kinds
        if not kinds & (NUMBERS | ARTICLE):
            continue
        if kinds & DIGITS:
            before = text[token.start - 1] if token.start else " "
            if before in "$€£":
                found.append(token.start - 1)
            elif before == " " and at and tokens[at - 1].text in "$€£" and tokens[at - 1].end + 1 == token.start:
                found.append(tokens[at - 1].start)
            elif before not in ".,/+#-":
                found.append(token.start)
        elif kinds & NUMERAL or (at + 1 < len(tokens) and tokens[at + 1].kinds & SCALED):
            found.append(token.start)
    return found


def figure_of(text: str, match: re.Match[str], sentence: Sentence, times: TimeSpans) -> Figure:
    head = text[max(sentence.start, match.start() - _MODIFIER_WINDOW) : match.start()]
    before = _MODIFIER.search(head) if _leaves_room(head) else None
    modifier = None if before is None else " ".join(before["modifier"].lower().split())
    begin = match.start() - len(head) + before.start() if before is not None else match.start()
    if modifier in ("over", "under", "above", "below", "around", "about", "beyond") and _governed(text, match, head):
        modifier, begin = None, match.start()
    joined = _joins(match, modifier) and not times.inside(match.start("second"))
    if modifier in ("between", "from", "by"):
        begin = begin if modifier == "between" and joined else match.start()
        modifier = modifier if modifier == "by" else None
    end = match.end() if joined or match["second"] is None else match.end("first")
    return Figure(match, modifier, begin, end, joined)


def _leaves_room(head: str) -> bool:
    """Whether the last word before a number ends one of the phrases that leave room; a quick look."""
    said = head.split()
    if said and said[-1].lower() in ("the", "a"):
        said.pop()
    tail = _TAIL.search(said[-1]) if said else None
    return tail is not None and tail[0].lower() in MODIFIER_ENDS


def _governed(text: str, match: re.Match[str], head: str) -> bool:
    """ "handed over 311 names", "drones over four regions": the word is the verb's, or a preposition of place."""
    return _PARTICLE_VERB.search(head) is not None or _SPREAD.match(text, match.end()) is not None


def _joins(match: re.Match[str], modifier: str | None) -> bool:
    """Whether two numbers are the ends of a range: "30 to 40", but not "rose from 30 to 40" or "three and four"."""
    if match["second"] is None:
        return False
    join = match["join"].strip().lower()
    if join == "and":
        return modifier == "between"
    return not (join == "to" and modifier == "from")


def room_of(figure: Figure, percent: bool = False) -> Bounds | None:
    """Value and bounds of what was matched; a share has no next whole number."""
    match, modifier = figure.match, figure.modifier
    if modifier == "by":
        modifier = None
    if match["plus"]:
        modifier = "at least"
    if match["ratio"]:
        return _ratio(match, modifier)
    if match["every"]:
        return room(100_000 // _EVERY[match["every"].lower()], None)
    if match["fold"]:
        return room(_FOLD[match["fold"].lower()], None)
    if match["fraction"]:
        return room(FRACTIONS[plain(match["fraction"])], modifier, share=True)
    if match["vague"]:
        low, high = VAGUE[plain(match["vague"])]
        if low == high:
            return room(low * 1000, modifier)
        return Bounds(None, low * 1000, high * 1000)
    value = _number(match["first"])
    if not figure.joined:
        return None if value is None else room(value, modifier, percent)
    last = _number(match["second"])
    if value is None or last is None:
        return None
    if value < 1_000_000 and last >= 1_000_000 and value * 1000 < last:  # "2 to 3 million", "two or three thousand"
        value *= last // 1000 // int(str(last // 1000)[0]) // max(1, 10 ** (len(str(value // 1000)) - 1))
    return Bounds(None, value, last) if value < last else None


def _ratio(match: re.Match[str], modifier: str | None) -> Bounds | None:
    part, base = _number(match["ratio"].split()[0]), _number(match["base"])
    if part is None or not base or part >= base:
        return None
    return room(part * 100_000 // base, modifier, share=True)


@lru_cache(maxsize=8_192)
def _number(words: str) -> int | None:
    if not words[0].isdigit():
        return in_words(" ".join(words.split()))
    match = re.fullmatch(r"([\d.,\s\u00a0\u202f\u2009]*\d)\s?([a-zA-Z]+)?", words)
    if match is None:
        return None
    figures = re.sub(r"^(\d{1,3}),(\d{1,2})$", r"\1.\2", match[1])
    scale = match[2].lower() if match[2] else None
    return digits(figures, None if scale is None else SCALES.get(scale) or _SUFFIX.get(scale))


def plain(words: str) -> str:
    return " ".join(words.lower().split())
