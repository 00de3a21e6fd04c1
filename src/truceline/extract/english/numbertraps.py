"""Numbers that name, date or place a thing rather than count things: Article 5, FGM-148, ages, scores, addresses."""

from __future__ import annotations

import re

from truceline.extract.digits import PHONE
from truceline.extract.english.counted import DIRECTIONS, DISTANCES, DURATIONS, NUMBERED, UNIT_OF
from truceline.extract.english.nationalities import NATIONALITIES
from truceline.extract.english.nounphrase import PLACING, noun_phrase
from truceline.extract.story import Token
from truceline.extract.words import words

_HYPHENED = re.compile(r"[-‑–]\w*[A-Za-z]")
_CODE_AFTER = re.compile(r"[A-Za-zА-Яа-я]|:\d|[.,]\d|/\d|°|\s?°")
_AGE = re.compile(r"(?:,\s|\baged\s|\bage\s|\bage\sof\s|\bages\s|\baged\sbetween\s|\baged\sfrom\s)$")
#: "a man of 61 was injured"
_AGED_OF = re.compile(
    r"\b(?:man|woman|boy|girl|lad|civilian|resident|pensioner|farmer|driver|villager|mother|father|teacher|worker)\sof\s$"
)
_AGE_SPAN = re.compile(r"\b(?:aged|ages|ages\sof|age)\s(?:between\s|from\s)?(?:\d+\s(?:to|and|-)\s)?$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CALIBRE = words("mm cm calibre caliber inch inches millimetre millimetres millimeter millimeters")
_STREETS = words("street avenue road lane boulevard square prospekt prospect st ave highway")
_SCORES = words("win victory defeat draw loss lead")
_PARTIES = words("sides parties")
_PHONE = re.compile(PHONE)
#: every telephone number without a plus has such a group; quick to look for
# it opens with one set of characters, for which a search is fastest
_GROUPED = re.compile(r"\d(?:[ -]\d\d[ -]?\d\d|(?<=[08])[ -]?\(?800\)?[ -]?\d)")


def phones(text: str) -> list[tuple[int, int]]:
    """Where telephone numbers stand."""
    if "+" not in text and _GROUPED.search(text) is None:
        return []
    return [match.span() for match in _PHONE.finditer(text)]


def stuck(text: str, at: int) -> bool:
    """Whether letters, a colon or more digits hang on the number: "28-point", "152mm", "22:10", "48.0159"."""
    return _HYPHENED.match(text, at) is not None or _CODE_AFTER.match(text, at) is not None


def names_a_thing(
    text: str,
    start: int,
    number: str,
    vague: bool,
    modified: bool,
    before: list[Token],
    after: list[Token],
    dated: bool,
) -> bool:
    """Whether the number at `start` counts nothing. `dated`: the token before it is part of a time expression."""
    previous = before[-1] if before else None
    low = previous.low if previous is not None else ""
    following = after[0].low if after else ""
    digits = number[:1].isdigit()
    if digits and _numbered(before, low):
        return True
    if not vague and number.lower() in ("one", "a", "1"):
        if low in ("and", "including") and following in PLACING:
            return False
        return not _one(after) or low in ("no", "each", "every", "another", "the", "this", "that")
    if _dates_or_ages(text, start, number, modified, after, following):
        return True
    if following in _CALIBRE or following == "o'clock" or any(token.low == "ago" for token in after[:3]):
        return True
    if _lasts(after):
        return True
    if previous is not None and previous.text in ("-", "–", "/") and previous.end == start:
        return True
    if digits and not modified and _model(previous, start, following, before, dated):
        return True
    if any(token.low in _STREETS and token.capital for token in after[:4]) and after[0].capital:
        return True
    if number.lower() in ("two", "2") and following in _PARTIES:
        return True
    return following in DISTANCES and any(token.low in DIRECTIONS or token.low in ("to", "of") for token in after[1:3])


def _numbered(before: list[Token], low: str) -> bool:
    """ "Article 5", "Resolutions 1701 and 1559", "No. 5", "Group of 20"."""
    if low in NUMBERED:
        return True
    if low == "." and len(before) > 1 and before[-2].low in ("no", "nos", "art", "p", "pp", "nr"):
        return True
    if low == "of" and len(before) > 1 and before[-2].low == "group":
        return True
    return (
        low in ("and", ",") and len(before) > 2 and before[-2].text[0].isdigit() and before[-3].low in NUMBERED
        and before[-3].low not in ("points", "units", "post")
    )  # fmt: skip


def _one(after: list[Token]) -> bool:
    """ "one person", "one Russian soldier", and not "one senior official said"."""
    if not after:
        return False
    if after[0].low in UNIT_OF or (len(after) > 1 and after[0].text in NATIONALITIES and after[1].low in UNIT_OF):
        return True
    phrase = noun_phrase(after, 0)
    return bool(phrase) and len(phrase) < 4 and phrase[-1].low in UNIT_OF and UNIT_OF[phrase[-1].low] != "person"


def _dates_or_ages(text: str, start: int, number: str, modified: bool, after: list[Token], following: str) -> bool:
    if _YEAR.fullmatch(number) and not modified and following not in UNIT_OF:
        return True
    head = text[max(0, start - 24) : start]
    if "age" in head and _AGE_SPAN.search(head):
        return True
    if number.isdigit() and int(number) < 120 and following not in UNIT_OF and _AGED_OF.search(head) is not None:
        return True
    closed = not after or following in (",", ".", "who", ")", ";", "and")
    return closed and number.isdigit() and int(number) < 120 and _AGE.search(head) is not None


def _lasts(after: list[Token]) -> bool:
    if not after:
        return False
    if after[0].low in DURATIONS:
        return True
    adjective = after[0].low in ("more", "full", "long", "further", "consecutive", "straight", "additional", "whole")
    return adjective and len(after) > 1 and after[1].low in DURATIONS


def _model(previous: Token | None, start: int, following: str, before: list[Token], dated: bool) -> bool:
    """ "Boeing 737": a number right behind a name, with nothing to count behind it."""
    if previous is None or dated or not previous.capital or previous.end + 1 != start or len(before) < 2:
        return False
    named = before[-2].text != "." and previous.text[-1] not in "s'’"
    return named and following not in UNIT_OF and not following.endswith("s")


def score(after: list[Token]) -> bool:
    """ "a 3-0 win"."""
    return bool(after) and after[0].low in _SCORES
