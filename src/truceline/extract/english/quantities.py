"""Numbers of something, with the unit that is counted and the room that the words leave.

Not quantities: dates and clock times, years, ages, durations and distances that only place or date a thing, names with
a number in them (FGM-148, Article 5, a 28-point plan), telephone numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

import msgspec

from truceline.extract.digits import Bounds, digits
from truceline.extract.english.counted import (
    COMPOUND_HEADS,
    DIRECTIONS,
    DISTANCES,
    DURATIONS,
    MEASURES,
    NUMBERED,
    PERSON_VERBS,
    RUIN_VERBS,
    UNIT_OF,
)
from truceline.extract.english.lexicon import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, VERBS
from truceline.extract.english.numbers import (
    FRACTIONS,
    MODIFIER_PATTERN,
    SCALES,
    VAGUE,
    WORDS_PATTERN,
    in_words,
    room,
)
from truceline.extract.story import Sentence, Story, Token, tokenise
from truceline.extract.timespans import TimeSpans
from truceline.extract.within import Within
from truceline.model.mentions import QuantityMention, Quote, Statement

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d{1,3})?(?!\d)|\d{1,12}(?:\.\d{1,3})?(?![\d])"
_SCALE = r"(?:\s(?:hundred|thousand|million|billion|trillion)\b)?"
_ONE = rf"(?:{_DIGITS}){_SCALE}|{WORDS_PATTERN}"
_VAGUE = "|".join(sorted((words.replace(" ", r"\s") for words in VAGUE), key=len, reverse=True))
_FRACTION = "|".join(sorted((words.replace(" ", r"\s") for words in FRACTIONS), key=len, reverse=True))

_QUANTITY = re.compile(
    rf"""(?<![\w.,/+$€£#-])(?:
      [Bb]y\s(?P<byfraction>{_FRACTION})\b(?!\s(?:time|party|country|person|year|day)\b)
    | (?P<offraction>(?:{_FRACTION}))(?=\sof\s)
    | (?:(?P<modifier>(?i:{MODIFIER_PATTERN}))\s)?
      (?:[Bb]etween\s(?P<low>{_ONE})\sand\s(?P<high>{_ONE})
       | (?P<money>[$€£]\s?)?(?P<first>{_ONE})(?:\s?[-–]\s?(?P<second>\d[\d,]{{0,12}})|\sto\s(?P<second2>{_ONE})\b)?
       | (?P<vague>(?i:{_VAGUE})))
      (?P<percent>\s?%|\s(?:per\s?cent|percent)\b)?
    )(?![\w$€£])""",
    re.VERBOSE | re.IGNORECASE,
)
#: a cheap look for anything that a quantity must hold, before the dear one
_ANY_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens?|hundreds?|thousands?"
    r"|[mb]illions?|scores|several|few|couple|half|third|quarter|fifth|tenth)\b|ty-",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<!\w)\+\d[\d ().-]{6,20}\d|(?<!\w)\(?\d{2,4}\)?[ -]\d{3}[ -]\d{2}[ -]?\d{2}(?!\d)")
_HYPHENED = re.compile(r"[-‑–]\w*[A-Za-z]")
_CODE_AFTER = re.compile(r"[A-Za-zА-Яа-я]|:\d|\.\d|/\d")
_AGE = re.compile(r"(?:,\s|\baged\s|\bage\s|\bage\sof\s)$")
#: vague numbers that stand before their noun without "of"
_ADJECTIVAL = ("several", "a ", "half", "two", "three")
_PARTICLE_VERB = re.compile(r"\b(?:hand|handed|took|take|turned|turn|brought|passed|carried|handing|taking)\s$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_PLAIN_STOPS = PREPOSITIONS | CONJUNCTIONS | PRONOUNS | AUXILIARIES | VERBS | {"not", "also", "only"}


class _Counted(NamedTuple):
    unit: str | None
    of: str | None
    end: int


def find_quantities(story: Story, times: TimeSpans) -> tuple[QuantityMention, ...]:
    """Every quantity of the main text, without its claimant."""
    phones = {at for match in _PHONE.finditer(story.text) for at in range(*match.span())}
    found: list[QuantityMention] = []
    for sentence in story.sentences:
        if _ANY_NUMBER.search(story.text, sentence.start, sentence.end) is None:
            continue
        for match in _QUANTITY.finditer(story.text, sentence.start, sentence.end):
            if not phones.isdisjoint((match.start(), match.end() - 1)):
                continue
            mention = _mention(story, match, sentence, times)
            if mention is not None:
                found.append(mention)
    return tuple(found)


def claimed(
    quantities: tuple[QuantityMention, ...], statements: tuple[Statement, ...], quotes: tuple[Quote, ...]
) -> tuple[QuantityMention, ...]:
    """The quantities with their claimants: the speaker of the innermost statement or quotation that holds each."""
    owner: dict[int, tuple[int, str]] = {}
    known = Within(quantities)
    spoken: tuple[Statement | Quote, ...] = (*statements, *quotes)
    for one in spoken:
        if one.speaker is None:
            continue
        for found in known.between(one.start, one.end):
            length = one.end - one.start
            if found.end <= one.end and (found.start not in owner or (length, one.speaker) < owner[found.start]):
                owner[found.start] = (length, one.speaker)
    result = [
        msgspec.structs.replace(found, claimed_by=owner[found.start][1]) if found.start in owner else found
        for found in quantities
    ]
    return tuple(result)


def _mention(story: Story, match: re.Match[str], sentence: Sentence, times: TimeSpans) -> QuantityMention | None:
    number = next(match.start(name) for name in _NUMBER_GROUPS if match[name])
    if times.inside(number) or times.inside(match.end() - 1):
        return None
    verbs_over = _verbs_over(story.text, match, sentence.start)
    room = _room(match, None if verbs_over else match["modifier"])
    if room is None:
        return None
    percent = bool(match["percent"] or match["byfraction"] or match["offraction"])
    counted = (
        _Counted("percent", _percent_of(story, match.end(), sentence.end), match.end())
        if percent
        else _counted(story, match, sentence)
    )
    if counted is None:
        return None
    begin = number if match["byfraction"] or verbs_over else match.start()
    return QuantityMention(
        item_id=story.document.item_id,
        start=begin,
        end=counted.end,
        text=story.text[begin : counted.end],
        method="rule:quantity.percent" if percent else "rule:quantity.number",
        confidence_ppm=900_000 if counted.unit else 700_000,
        value_milli=room.value,
        low_milli=room.low,
        high_milli=room.high,
        unit=counted.unit,
        of=counted.of,
    )


_NUMBER_GROUPS = ("byfraction", "offraction", "low", "first", "vague")


def _verbs_over(text: str, match: re.Match[str], start: int) -> bool:
    """ "handed over 311 names": the "over" is the verb's."""
    before = text[max(start, match.start() - 12) : match.start()]
    return (match["modifier"] or "").lower() == "over" and _PARTICLE_VERB.search(before) is not None


def _room(match: re.Match[str], modifier: str | None) -> Bounds | None:
    """Value and bounds of what was matched."""
    fraction = match["byfraction"] or match["offraction"]
    if fraction:
        return room(FRACTIONS[_plain(fraction)], None)
    if match["vague"]:
        low, high = VAGUE[_plain(match["vague"])]
        if low == high:
            return room(low * 1000, modifier)
        return Bounds(None, low * 1000, high * 1000)
    if match["low"]:
        return _range(_number(match["low"]), _number(match["high"]))
    value = _number(match["first"])
    second = match["second"] or match["second2"]
    if value is not None and second:
        last = _number(second)
        return _range(value, last) if last is not None and last > value else None
    return None if value is None else room(value, modifier)


def _range(low: int | None, high: int | None) -> Bounds | None:
    if low is None or high is None or low > high:
        return None
    return Bounds(None, low, high)


def _number(words: str) -> int | None:
    if words[0].isdigit():
        parts = words.rsplit(None, 1)
        scaled = len(parts) == 2 and parts[1].isalpha()
        return digits(parts[0] if scaled else words, SCALES[parts[1].lower()] if scaled else None)
    return in_words(" ".join(words.split()))


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _percent_of(story: Story, at: int, end: int) -> str | None:
    tokens = tokenise(story.text, at, min(end, at + 60))
    if not tokens or tokens[0].low != "of":
        return None
    phrase = _phrase(tokens, 1)
    return None if not phrase else story.text[phrase[0].start : phrase[-1].end]


def _counted(story: Story, match: re.Match[str], sentence: Sentence) -> _Counted | None:
    """What the number counts; null when it is the number of something else (a year, an age, a name)."""
    text = story.text
    at = match.end()
    if match["money"]:
        return _Counted(None, match["money"].strip(), at)
    if _HYPHENED.match(text, at) or _CODE_AFTER.match(text, at):
        return None
    tokens = story.spoken_tokens(sentence)
    first = bisect_left(tokens, match.start(), key=_starts)
    last = bisect_left(tokens, at, first, key=_starts)
    before, after = tokens[max(0, first - 8) : first], tokens[last : last + 16]
    if _names_a_thing(match, before, after, text):
        return None
    return _noun(story, match, before, after)


def _starts(token: Token) -> int:
    return token.start


def _names_a_thing(match: re.Match[str], before: list[Token], after: list[Token], text: str) -> bool:
    previous = before[-1] if before else None
    following = after[0].low if after else ""
    number = match["first"] or ""
    if previous is not None and previous.low in NUMBERED and number[:1].isdigit():
        return True
    if previous is not None and previous.text == "." and len(before) > 1 and before[-2].low in ("no", "nos"):
        return True
    if number.lower() in ("one", "a") or number == "1":
        return following not in UNIT_OF or (previous is not None and previous.low in ("no", "each", "every", "another"))
    if _YEAR.match(number) and not match["modifier"] and following not in UNIT_OF:
        return True
    if _AGE.search(text, max(0, match.start() - 8), match.start()) and (not after or following in (",", ".", "who")):
        return number.isdigit() and int(number) < 120
    if following == "o'clock" or any(token.low == "ago" for token in after[:3]):
        return True
    if following in DURATIONS or (
        following in ("more", "full", "long", "further") and len(after) > 1 and after[1].low in DURATIONS
    ):
        return True
    if previous is not None and previous.text in ("-", "–", "/") and previous.end == match.start():
        return True
    return following in DISTANCES and any(token.low in DIRECTIONS or token.low in ("to", "of") for token in after[1:3])


def _noun(story: Story, match: re.Match[str], before: list[Token], after: list[Token]) -> _Counted | None:
    at = match.end()
    start = 0
    if after and after[0].low == "of" and (match["vague"] or len(after) > 1):
        start = 1
        while start < len(after) and after[start].low in DETERMINERS:
            start += 1
    plural_word = match["vague"] and not _plain(match["vague"]).startswith(_ADJECTIVAL)
    phrase = [] if plural_word and start == 0 else _phrase(after, start)  # "tens of thousands marched"
    unit = _unit(phrase, before)
    if phrase:
        return _Counted(unit, story.text[phrase[0].start : phrase[-1].end], phrase[-1].end)
    if any(token.low in PERSON_VERBS for token in before[-2:]):
        return _Counted("person", None, at)
    if plural_word:
        return _Counted("person", None, at)  # "hundreds of thousands in darkness": people
    if match["first"] and match["first"][:1].isalpha():
        return None  # "two of them", "the three"
    return None if not match["modifier"] and len(match["first"] or "") < 3 else _Counted(None, None, at)


def _phrase(tokens: list[Token], start: int) -> list[Token]:
    """The noun phrase from `start`: up to its counted noun, or the words before the next small word or mark."""
    words: list[Token] = []
    for token in tokens[start : start + 7]:
        if not token.text[0].isalpha() or token.low in _PLAIN_STOPS or token.low in DETERMINERS:
            break
        if words and words[-1].low in MEASURES:
            break
        if words and words[-1].low in UNIT_OF and token.low not in UNIT_OF and token.low not in COMPOUND_HEADS:
            break
        if words and token.low.endswith(("ed", "ing")) and words[-1].low.endswith("s"):
            break
        if words and token.low in UNIT_OF and words[-1].low in UNIT_OF and UNIT_OF[token.low] == "person":
            break  # "people killed": people
        words.append(token)
    if words and words[0].low.endswith("ly"):
        return words[1:]
    return words[:5] if len(words) <= 5 or any(word.low in UNIT_OF for word in words) else words[:3]


def _unit(phrase: list[Token], before: list[Token]) -> str | None:
    unit: str | None = None
    for token in phrase:
        unit = COMPOUND_HEADS.get(token.low) or UNIT_OF.get(token.low) or unit
    if phrase and phrase[-1].low not in UNIT_OF and phrase[-1].low not in COMPOUND_HEADS:
        return None
    if unit == "household" and any(token.low in RUIN_VERBS for token in before):
        return "object"
    return unit
