"""Numbers of something, with the unit that is counted and the room that the words leave.

Not quantities: dates and clock times, years, ages, durations and distances that only place or date a thing, names with
a number in them (FGM-148, Article 5, a 28-point plan), telephone numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left

import msgspec

from truceline.extract.english.figures import NUMBER, Figure, figure_of, plain, room_of, starts_of
from truceline.extract.english.lexicon import AUXILIARIES, DETERMINERS
from truceline.extract.english.nounphrase import PLACING, Counted, counted, noun_phrase, unit_of
from truceline.extract.english.numbertraps import names_a_thing, phones, score, stuck
from truceline.extract.english.subtotals import WEAK, with_totals
from truceline.extract.english.wordkinds import NUMBERS, SCALED
from truceline.extract.story import Sentence, Story, Token, tokenise
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words
from truceline.model.mentions import QuantityMention

#: vague numbers that stand before their noun without "of"
_ADJECTIVAL = ("several", "a ", "half", "two", "three", "four", "five", "few", "dozen", "many")
_NUMBER_OF = re.compile(r"\b(?:[Nn]umbers?|[Cc]ounts?|[Tt]all(?:y|ies)|[Tt]otals?)\sof\s")
#: "puts the toll from Monday's strike at 18, up from 13"
_TOLL = re.compile(
    r"\b(?:toll|(?:death|body)\scount|losse|casualtie"
    r"|numbers?\sof\s(?:[\w-]+\s){0,2}?(?:killed|dead|death|injured|wounded|victim|injurie|fatalitie))s?\b(?!\s(?:road|booth|free|plaza))[^.;]{0,100}"
    r"\b(?:at|to|from|is|was|reached|passed|topped|of)\s(?:(?:at|more|least|than|about|over|around|nearly|some)\s){0,2}$"
)
_COMPANIES = words("family families crew team party household")
_THOSE = words("those dead wounded injured missing displaced killed trapped sick homeless")
_CLOSED = re.compile(r"[;:]|\b(?:while|after|when|because|who|killing|killed|wounded|injured)\b")
#: verbs that say of a bare number what became of so many
_STAYED = words("remain remained remains survived failed crashed exploded missed still never")
_HAVE = re.compile(r"\s(?:have|had|has|were|are|said|say|want|lack|live|lived|did|do|remain|remained|fled|left)\b")
_WEIGHED = re.compile(r"(?:\bcompared\s(?:with|to)|\bfrom|\bthan|\bto|\bagainst|\bor|\band|,)\s$")
_HALVES = re.compile(
    r"\s(?:an?|hour|day|night|way|past|time|finger|party|country|person|side|built|empty|full|asleep|dead|ago|later"
    r"|century|decade|year|week|month|million|billion|dozen|price|term|place|round|quarter)\b|[-‑–]"
)
_CALLED = re.compile(
    r"(?:\b(?:figure|number|count|tally|total|average|record)\b[^.;:]{0,30}\b(?:was|is|stood\sat|reached|hit|of|at)"
    r"|\b(?:previous|earlier|last|following)\s(?:day|week|month|year)(?:['’]s)?\s(?:was|were|saw|had))\s$"
)
_BEFORE = re.compile(
    r"\s(?:the\s(?:day|week|month|year)\sbefore|(?:a|one)\s\w+\s(?:earlier|before)|on\s\w+day|in\s[A-Z]|last)"
)
_SIDED_HALF = re.compile(r"(?:northern|southern|eastern|western|upper|lower|first|second|other|latter|back|front)\s$")
_OF_THE = re.compile(r"\s(?:of|the|its|their|all|his|her)\s")
_TIME_OR_PARTY = re.compile(r"\s(?:time|party|country|person|year|day|side)")
_TIMES_AS = re.compile(r"\stimes\s(?:as|more|higher|greater|larger|the|bigger|less|faster|its|their)\b")


def find_quantities(story: Story, times: TimeSpans) -> tuple[QuantityMention, ...]:
    """Every quantity of the main text, without its claimant."""
    telephone = phones(story.text)
    found: list[QuantityMention] = []
    for sentence in story.sentences:
        if not story.kinds(sentence) & (NUMBERS | SCALED):
            continue
        at = sentence.start
        for start in starts_of(story.text, story.spoken_tokens(sentence)):
            if start < at or (telephone and any(first <= start < last for first, last in telephone)):
                continue
            match = NUMBER.match(story.text, start, sentence.end)
            if match is None or times.inside(start) or times.inside(match.end("first") - 1):
                continue
            figure = figure_of(story.text, match, sentence, times)
            told = bool(found) and found[-1].unit == "percent" and found[-1].start >= sentence.start
            mention = _mention(story, figure, sentence, times, told)
            at = figure.end
            if mention is not None:
                found.append(mention)
                at = max(at, mention.end) if _counts_on(mention) else at
    return tuple(with_totals(story, found))


def _counts_on(mention: QuantityMention) -> bool:
    """ "three of the five bridges": the five is read for itself."""
    return " of " not in mention.text


def _mention(
    story: Story, figure: Figure, sentence: Sentence, times: TimeSpans, after_share: bool
) -> QuantityMention | None:
    match = figure.match
    share = _share(story.text, figure, after_share)
    percent = bool(match["percent"] and figure.end == match.end()) or share
    if match["fraction"] and not share:
        return None
    bounds = room_of(figure, percent)
    if bounds is None:
        return None
    what = _what(story, figure, sentence, times, percent)
    if what is None:
        return None
    begin = match.start() if figure.modifier == "by" else figure.begin
    return QuantityMention(
        item_id=story.item_id,
        start=begin,
        end=what.end,
        text=story.text[begin : what.end],
        method="rule:quantity.percent" if percent else "rule:quantity.number",
        confidence_ppm=900_000 if what.unit else 700_000 if what.of or _says_enough(story.text, figure) else WEAK,
        value_milli=bounds.value,
        low_milli=bounds.low,
        high_milli=bounds.high,
        unit=what.unit,
        of=what.of,
    )


def _share(text: str, figure: Figure, after_share: bool) -> bool:
    """ "by a third", "two-thirds of the fields", "half the homes", "one in five homes", "more than half fled".

    `after_share`: the sentence tells another share before ("two thirds, up from a half").
    """
    match = figure.match
    if match["ratio"] or match["every"]:
        return True
    if not match["fraction"]:
        return False
    following = text[match.end() : match.end() + 12]
    if _SIDED_HALF.search(text, max(0, figure.begin - 16), match.start()) is not None:
        return False  # "the eastern half of the city": a part of it, and no share
    if _OF_THE.match(following):
        return True
    if _HAVE.match(text, match.end()):
        return True
    if after_share and _WEIGHED.search(text, max(0, figure.begin - 30), figure.begin):
        return True
    if figure.modifier not in (None, "by", "about", "around", "some") and not _HALVES.match(text, match.end()):
        return True
    return figure.modifier == "by" and not _TIME_OR_PARTY.match(following)


def _what(story: Story, figure: Figure, sentence: Sentence, times: TimeSpans, percent: bool) -> Counted | None:
    match, end = figure.match, figure.end
    if match["ratio"] and story.text.startswith(" of ", end):
        return Counted("percent", _percent_of(story, end, sentence.end), end)
    if match["ratio"] or match["every"]:
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


def _percent_of(story: Story, at: int, end: int) -> str | None:
    tokens = tokenise(story.text, at, min(end, at + 60))
    if not tokens or tokens[0].low not in ("of", "the", "its", "their"):
        return None
    start = 1
    while start < len(tokens) and (
        tokens[start].low in DETERMINERS or tokens[start].text[0].isdigit() or tokens[start].low.endswith(("'s", "’s"))
    ):
        start += 1
    phrase = noun_phrase(tokens, start)
    if phrase and phrase[0].low in ("them", "these", "those"):  # "half of them children"
        phrase = [] if len(phrase) > 1 and unit_of(phrase[1:], []) is None else phrase[1:]
    if not phrase:
        return None
    return story.text[phrase[0].start : phrase[-1].end]


def _counted(story: Story, figure: Figure, sentence: Sentence, times: TimeSpans) -> Counted | None:
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
    if len(before) > 1 and before[-1].low == "of" and before[-2].low in _COMPANIES and not vague:
        return Counted("person", None, end)  # "a family of four escapes"
    worded = number[:1].isalpha() and not number.lower().endswith(("hundred", "thousand", "million", "billion"))
    plural = vague and (match["vague"].lower() == "dozens" or not plain(match["vague"]).startswith(_ADJECTIVAL))
    many = vague or number.lower() not in ("one", "1", "a")
    if worded and before and before[-1].low in ("to", "at"):  # "the number of people killed has risen to nine"
        worded = _TOLL.search(text, max(sentence.start, figure.begin - 130), figure.begin) is None
    what = counted(text, end, worded and not _parallel(number, before, after), plural, many, before, after)
    if what is not None and what.unit is None and what.of is None:
        what = _numbered_noun(story, sentence, figure, what)
        if what.unit is None and vague and match["vague"].lower().endswith(("hundred", "thousand", "million")):
            return Counted("person", None, end)  # "a few hundred stayed": people
    if what is not None and what.of is not None and what.of.lower() in ("times", "time"):
        return msgspec.structs.replace(what, unit="event")
    return what


def _numbered_noun(story: Story, sentence: Sentence, figure: Figure, what: Counted) -> Counted:
    """ "the number of attacks rose from 14 to 29": both are attacks."""
    if _TOLL.search(story.text, max(sentence.start, figure.begin - 130), figure.begin) is not None:
        return Counted("person", None, what.end)
    every = list(_NUMBER_OF.finditer(story.text, sentence.start, figure.begin))
    named = every[-1] if every else None
    if named is None or _CLOSED.search(story.text, named.end(), figure.begin) is not None:
        return what
    tokens = tokenise(story.text, named.end(), min(figure.begin, named.end() + 60))
    if tokens and tokens[0].low in _THOSE:  # "the number of those still trapped"
        return Counted("person", tokens[0].text, what.end)
    phrase = noun_phrase(tokens, 1 if tokens and tokens[0].low in DETERMINERS else 0)
    unit = unit_of(phrase, []) if phrase else None
    return what if unit is None else Counted(unit, story.text[phrase[0].start : phrase[-1].end], what.end)


def _parallel(number: str, before: list[Token], after: list[Token]) -> bool:
    """ "…, and one in Pell": a number word that may count what an earlier one counts."""
    if before and before[-1].low in ("which", "whom", "them"):
        return True
    if after and (after[0].low in AUXILIARIES or after[0].low in _STAYED):
        return True
    joined = bool(before) and before[-1].low in ("and", "including", ",", "another")
    return joined and bool(after) and after[0].low in PLACING


def _says_enough(text: str, figure: Figure) -> bool:
    """A bare number of some length, or one that is called a figure: "the figure was 96", "(96 the day before)"."""
    if not _short(figure) or _CALLED.search(text, max(0, figure.begin - 60), figure.begin) is not None:
        return True
    return text[figure.begin - 1 : figure.begin] == "(" and _BEFORE.match(text, figure.end) is not None


def _short(figure: Figure) -> bool:
    """A bare number of one or two digits says nothing by itself."""
    number = figure.match["first"] or ""
    return figure.modifier is None and not figure.joined and (len(number) < 3 or number.isalpha())


def _starts(token: Token) -> int:
    return token.start
