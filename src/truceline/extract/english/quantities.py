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
from truceline.extract.english.lexicon import DETERMINERS
from truceline.extract.english.nounphrase import PLACING, Counted, counted, noun_phrase
from truceline.extract.english.numbers import (
    FRACTIONS,
    MODIFIER_PATTERN,
    SCALES,
    VAGUE,
    WORDS_PATTERN,
    in_words,
    room,
)
from truceline.extract.english.numbertraps import names_a_thing, phones, score, stuck
from truceline.extract.english.subtotals import WEAK, with_totals
from truceline.extract.story import Sentence, Story, Token, tokenise
from truceline.extract.timespans import TimeSpans
from truceline.extract.within import Within
from truceline.extract.words import words
from truceline.model.mentions import QuantityMention, Quote, Statement

_DIGITS = (
    r"\d{1,3}(?:[,\u00a0\u202f\u2009 ]\d{3})+(?:\.\d{1,3})?(?!\d)"
    r"|\d{1,3},\d{1,2}(?=\s(?:thousand|million|billion|per\s?cent)|\s?%)|\d{1,12}(?:\.\d{1,3})?(?!\d)"
)
_NOT_LONG = r"(?!\s(?:wide|long|high|deep|tall|from|away|of|north|south|east|west|apart|below|above|to|and)\b)"
_SCALE = rf"(?:\s(?:hundred|thousand|million|billion|trillion)\b|(?:bn|mn|tn|k)\b|m\b(?=\s[a-z]){_NOT_LONG})?"
_ONE = rf"(?:{_DIGITS}){_SCALE}|{WORDS_PATTERN}\b"
_VAGUE = "|".join(sorted((phrase.replace(" ", r"\s") for phrase in VAGUE), key=len, reverse=True))
_FRACTION = "|".join(sorted((phrase.replace(" ", r"\s") for phrase in FRACTIONS), key=len, reverse=True))

#: words that begin a number, and those that do behind "a"
_OPENING = words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens hundreds thousands millions "
    "billions tens "
    "scores several half doubled tripled halved quadrupled two-thirds one-third one-quarter three-quarters two-fifths "
    "three-fifths four-fifths one-fifth nine-tenths few many"
)
_BEHIND_A = words("dozen score few couple pair handful hundred thousand million billion third quarter fifth tenth half")
_NUMBER = re.compile(
    rf"""(?:(?P<ratio>(?:one|two|three|nine|\d{{1,2}})\s(?:in|out\sof)\s(?:every\s)?(?P<base>(?:two|three|four|five|six|seven|eight|ten|\d{{1,3}})\b))
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
_PARTICLE_VERB = re.compile(
    r"\b(?:hand|handed|took|take|turned|turn|brought|passed|carried|handing|taking|flew|flown|flying|drones"
    r"|missiles|down"
    r"|spread|presided|uavs|shot\sdown\s[\w\s]{1,30}|aircraft|damaged|control)\s(?:over|under|above|below|around"
    r"|about)\s$",
    re.IGNORECASE,
)
_SPREAD = re.compile(
    r"\s(?:regions?|oblasts?|districts?|provinces?|cities|towns|villages|settlements|areas|countries)\b"
)
_FOLD = {"doubled": 2_000, "tripled": 3_000, "halved": 500, "quadrupled": 4_000}
#: vague numbers that stand before their noun without "of"
_ADJECTIVAL = ("several", "a ", "half", "two", "three", "four", "five", "few", "dozen", "many")
_TIMES_AS = re.compile(r"\stimes\s(?:as|more|higher|greater|larger|the|bigger|less|faster|its|their)\b")


class _Figure(NamedTuple):
    """A number as matched, with the words before it that leave room."""

    match: re.Match[str]
    modifier: str | None
    begin: int  # of the modifier, where it belongs to the number
    end: int
    joined: bool  # "30-40", "two or three", "between 30 and 40"


def find_quantities(story: Story, times: TimeSpans) -> tuple[QuantityMention, ...]:
    """Every quantity of the main text, without its claimant."""
    telephone = phones(story.text)
    found: list[QuantityMention] = []
    for sentence in story.sentences:
        at = sentence.start
        for start in _starts_of(story.text, story.spoken_tokens(sentence)):
            if start < at or any(first <= start < last for first, last in telephone):
                continue
            match = _NUMBER.match(story.text, start, sentence.end)
            if match is None or times.inside(start) or times.inside(match.end("first") - 1):
                continue
            figure = _figure(story.text, match, sentence, times)
            mention = _mention(story, figure, sentence, times)
            at = figure.end
            if mention is not None:
                found.append(mention)
                at = max(at, mention.end) if _counts_on(mention) else at
    return tuple(with_totals(story, found))


def _starts_of(text: str, tokens: list[Token]) -> list[int]:
    """Where a number may begin."""
    found: list[int] = []
    for at, token in enumerate(tokens):
        low = token.low
        if low[0].isdigit():
            before = text[token.start - 1] if token.start else " "
            if before in "$€£":
                found.append(token.start - 1)
            elif before == " " and at and tokens[at - 1].text in "$€£" and tokens[at - 1].end + 1 == token.start:
                found.append(tokens[at - 1].start)
            elif before not in ".,/+#-":
                found.append(token.start)
        elif low == "a":
            if at + 1 < len(tokens) and tokens[at + 1].low in _BEHIND_A:
                found.append(token.start)
        elif low in _OPENING or ("-" in low and low.partition("-")[0] in _OPENING):
            found.append(token.start)
    return found


def _counts_on(mention: QuantityMention) -> bool:
    """ "three of the five bridges": the five is read for itself."""
    return " of " not in mention.text


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


def _figure(text: str, match: re.Match[str], sentence: Sentence, times: TimeSpans) -> _Figure:
    head = text[max(sentence.start, match.start() - _MODIFIER_WINDOW) : match.start()]
    before = _MODIFIER.search(head)
    modifier = None if before is None else " ".join(before["modifier"].lower().split())
    begin = match.start() - len(head) + before.start() if before is not None else match.start()
    if modifier in ("over", "under", "above", "below", "around", "about", "beyond") and _governed(text, match, head):
        modifier, begin = None, match.start()
    joined = _joins(match, modifier) and not times.inside(match.start("second"))
    if modifier in ("between", "from", "by"):
        begin = begin if modifier == "between" and joined else match.start()
        modifier = modifier if modifier == "by" else None
    end = match.end() if joined or match["second"] is None else match.end("first")
    return _Figure(match, modifier, begin, end, joined)


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


def _mention(story: Story, figure: _Figure, sentence: Sentence, times: TimeSpans) -> QuantityMention | None:
    match = figure.match
    share = _share(story.text, figure)
    percent = bool(match["percent"] and figure.end == match.end()) or share
    if match["fraction"] and not share:
        return None
    bounds = _room(figure)
    if bounds is None:
        return None
    what = _what(story, figure, sentence, times, percent)
    if what is None:
        return None
    begin = match.start() if figure.modifier == "by" else figure.begin
    return QuantityMention(
        item_id=story.document.item_id,
        start=begin,
        end=what.end,
        text=story.text[begin : what.end],
        method="rule:quantity.percent" if percent else "rule:quantity.number",
        confidence_ppm=900_000 if what.unit else 700_000 if what.of or not _short(figure) else WEAK,
        value_milli=bounds.value,
        low_milli=bounds.low,
        high_milli=bounds.high,
        unit=what.unit,
        of=what.of,
    )


def _share(text: str, figure: _Figure) -> bool:
    """ "by a third", "two-thirds of the fields", "half the homes", "one in five homes"."""
    match = figure.match
    if match["ratio"]:
        return True
    if not match["fraction"]:
        return False
    following = text[match.end() : match.end() + 12]
    if re.match(r"\s(?:of|the|its|their|all|his|her)\s", following):
        return True
    return figure.modifier == "by" and not re.match(r"\s(?:time|party|country|person|year|day|side)", following)


def _what(story: Story, figure: _Figure, sentence: Sentence, times: TimeSpans, percent: bool) -> Counted | None:
    match, end = figure.match, figure.end
    if match["ratio"]:
        phrase = noun_phrase(tokenise(story.text, end, min(sentence.end, end + 60)), 0)
        of = story.text[phrase[0].start : phrase[-1].end] if phrase else None
        return Counted("percent", of, phrase[-1].end if phrase else end)
    if percent:
        points = "point" in (match["percent"] or "").lower()
        return Counted("percentage_point" if points else "percent", _percent_of(story, end, sentence.end), end)
    if match["fold"]:
        return Counted("times", None, end)
    if match["money"]:
        return Counted(None, match["money"].strip(), end)
    return _counted(story, figure, sentence, times)


def _room(figure: _Figure) -> Bounds | None:
    """Value and bounds of what was matched."""
    match, modifier = figure.match, figure.modifier
    if modifier == "by":
        modifier = None
    if match["plus"]:
        modifier = "at least"
    if match["ratio"]:
        return _ratio(match)
    if match["fold"]:
        return room(_FOLD[match["fold"].lower()], None)
    if match["fraction"]:
        return room(FRACTIONS[_plain(match["fraction"])], modifier)
    if match["vague"]:
        low, high = VAGUE[_plain(match["vague"])]
        if low == high:
            return room(low * 1000, modifier)
        return Bounds(None, low * 1000, high * 1000)
    value = _number(match["first"])
    if not figure.joined:
        return None if value is None else room(value, modifier)
    last = _number(match["second"])
    if value is None or last is None:
        return None
    if value < 1_000_000 and last >= 1_000_000 and value * 1000 < last:  # "2 to 3 million", "two or three thousand"
        value *= last // 1000 // int(str(last // 1000)[0]) // max(1, 10 ** (len(str(value // 1000)) - 1))
    return Bounds(None, value, last) if value < last else None


def _ratio(match: re.Match[str]) -> Bounds | None:
    part, base = _number(match["ratio"].split()[0]), _number(match["base"])
    if part is None or not base or part >= base:
        return None
    return room(part * 100_000 // base, None)


def _number(words: str) -> int | None:
    if not words[0].isdigit():
        return in_words(" ".join(words.split()))
    match = re.fullmatch(r"([\d.,\s\u00a0\u202f\u2009]*\d)\s?([a-zA-Z]+)?", words)
    if match is None:
        return None
    figures = re.sub(r"^(\d{1,3}),(\d{1,2})$", r"\1.\2", match[1])
    scale = match[2].lower() if match[2] else None
    return digits(figures, None if scale is None else SCALES.get(scale) or _SUFFIX.get(scale))


_SUFFIX = {"bn": 1_000_000_000, "mn": 1_000_000, "m": 1_000_000, "tn": 1_000_000_000_000, "k": 1_000}


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _percent_of(story: Story, at: int, end: int) -> str | None:
    tokens = tokenise(story.text, at, min(end, at + 60))
    if not tokens or tokens[0].low not in ("of", "the", "its", "their"):
        return None
    start = 1
    while start < len(tokens) and (tokens[start].low in DETERMINERS or tokens[start].low.endswith(("'s", "’s"))):
        start += 1
    phrase = noun_phrase(tokens, start)
    if not phrase or phrase[0].low in ("them", "these", "those"):
        return None
    return story.text[phrase[0].start : phrase[-1].end]


def _counted(story: Story, figure: _Figure, sentence: Sentence, times: TimeSpans) -> Counted | None:
    """What the number counts; null when it is the number of something else (a year, an age, a name)."""
    text, match, end = story.text, figure.match, figure.end
    if not match["plus"] and stuck(text, end):
        return None
    tokens = story.spoken_tokens(sentence)
    first = bisect_left(tokens, min(figure.begin, match.start()), key=_starts)
    last = bisect_left(tokens, end, first, key=_starts)
    before, after = tokens[max(0, first - 8) : first], tokens[last : last + 16]
    number = match["first"] or ""
    vague = bool(match["vague"])
    dated = bool(before) and times.covers(before[-1])
    modified = figure.modifier is not None or figure.joined
    if names_a_thing(text, match.start(), number, vague, modified, before, after, dated) or score(after):
        return None
    if _TIMES_AS.match(text, end):
        return Counted("times", None, end)
    worded = number[:1].isalpha() and not number.lower().endswith(("hundred", "thousand", "million", "billion"))
    plural = vague and not _plain(match["vague"]).startswith(_ADJECTIVAL)
    what = counted(text, end, worded and not _parallel(number, before, after), plural, before, after)
    if what is not None and what.of is not None and what.of.lower() in ("times", "time"):
        return what._replace(unit="event")
    return what


def _parallel(number: str, before: list[Token], after: list[Token]) -> bool:
    """ "…, and one in Pell": a number word that may count what an earlier one counts."""
    joined = bool(before) and before[-1].low in ("and", "including", ",", "another")
    return joined and bool(after) and after[0].low in PLACING


def _short(figure: _Figure) -> bool:
    """A bare number of one or two digits says nothing by itself."""
    number = figure.match["first"] or ""
    return figure.modifier is None and not figure.joined and (len(number) < 3 or number.isalpha())


def _starts(token: Token) -> int:
    return token.start
