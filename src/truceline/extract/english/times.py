"""Time expressions as UTC intervals, read in the reporting zone against the day of publication.

What cannot be anchored (no day of publication) is found and left null; "since the summit" names no time. "The previous
day" and a clock time without a day are of the last day told in the paragraph.
"""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from truceline.extract.calendar import Interval, days
from truceline.extract.english.published import published_day
from truceline.extract.english.timeforms import Form, cues_of, forms_for
from truceline.extract.english.timejoin import joined
from truceline.extract.english.timereading import Reading
from truceline.extract.story import Sentence, Story
from truceline.model.mentions import TimeMention
from truceline.model.units import DAY_S, HOUR_S

#: words that an expression may begin with before the day itself, at most
_LEAD = 18
_SINCE_IT_BEGAN = re.compile(
    r"\bsince\s(?:the|a|an|its|their|this)\s(?:[\w'’-]+\s){1,4}?(?:began|started|broke\sout|erupted|resumed|took\seffect"
    r"|came\sinto\s(?:force|effect)|entered\sinto\s(?:force|effect)|was\s(?:signed|announced|agreed))\s"
    r"(?:(?:in|on|at|early|late)\s){0,2}$",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\b(?P<word>by|before|until|till|no later than)\s(?:the\s)?", re.IGNORECASE)
_FIRST_LIGHT = ("dawn", "daybreak", "sunrise", "first light")
_BEFORE = re.compile(r"\b[Bb]efore\s$")
_COMPARED = re.compile(r"\b(?:from|than|against|with|to)\s[\d,]+\s(?:\w+\s)?(?:on\s)?$")
_EVERY = re.compile(r"\b(?:every|each)\s$", re.IGNORECASE)


class _Candidate(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int
    rank: int
    form: Form
    match: re.Match[str]


def find_times(story: Story, zone: ZoneInfo) -> tuple[TimeMention, ...]:
    """Every time expression of the main text."""
    reading = Reading(story, published_day(story, zone), zone)
    found: list[TimeMention] = []
    for sentence in story.sentences:
        forms = forms_for(cues_of(story, sentence))
        if not forms:
            continue
        here: list[TimeMention] = []
        for candidate in _chosen(_candidates(story, sentence, forms)):
            interval = candidate.form.read(candidate.match, reading.at(sentence, candidate.start))
            if _EVERY.search(story.text, max(sentence.start, candidate.start - 6), candidate.start) is not None:
                interval = None  # "she calls every Sunday": no one day
            interval = _running(story, sentence, candidate, interval, reading)
            # no days of what follows: "the first since a truce took effect on 1 May", and "down from 16 the day before"
            if _COMPARED.search(reading.before) is None:
                reading.told(sentence, interval)
            told = _mention(story, candidate, _until(story, sentence, candidate, interval, reading))
            here.append(_before_light(story, sentence, told))
        whole = joined(story, sentence, here, reading, zone) if here else here
        if len(whole) < len(here):
            reading.hear(sentence, whole[-1])
        found.extend(whole)
    return tuple(found)


def _running(
    story: Story, sentence: Sentence, candidate: _Candidate, interval: Interval | None, reading: Reading
) -> Interval | None:
    """ "since the fighting began in March": from March to the day of publication."""
    if interval is None or reading.published is None or "since" not in story.words(sentence):
        return interval
    if _SINCE_IT_BEGAN.search(story.text, max(sentence.start, candidate.start - 80), candidate.start) is None:
        return interval
    end = days(reading.published, reading.published, reading.zone).to_s
    return Interval(interval.from_s, end) if end > interval.to_s else interval


def _until(
    story: Story, sentence: Sentence, candidate: _Candidate, interval: Interval | None, reading: Reading
) -> Interval | None:
    """ "before mid-October", "by the end of the month": from the day of publication to there, where that lies ahead."""
    if interval is None or reading.published is None or interval.to_s - interval.from_s <= 2 * DAY_S:
        return interval
    lead = _UP_TO.search(story.text, max(sentence.start, candidate.start - 20), candidate.start + 8)
    begin = days(reading.published, reading.published, reading.zone).from_s
    if lead is None or lead.end() < candidate.start or interval.to_s <= begin:
        return interval
    told = story.text[candidate.start : candidate.end]
    if "mid" in told:
        end = (interval.from_s + interval.to_s) // 2
    else:  # "before March", and "before the end of March"
        end = interval.from_s if lead["word"].lower() == "before" and "end of" not in told else interval.to_s
    return Interval(begin, end) if end > begin else interval


def _before_light(story: Story, sentence: Sentence, told: TimeMention) -> TimeMention:
    """ "before dawn on Wednesday": two hours more than that dawn, as "before dawn" has."""
    if told.from_s is None or not told.text.startswith(_FIRST_LIGHT):
        return told
    before = _BEFORE.search(story.text, max(sentence.start, told.start - 7), told.start)
    if before is None:
        return told
    words = story.text[before.start() : told.end]
    return replace(told, start=before.start(), text=words, from_s=told.from_s - 2 * HOUR_S)


def _candidates(story: Story, sentence: Sentence, forms: tuple[tuple[int, Form], ...]) -> list[_Candidate]:
    found: list[_Candidate] = []
    text, begin, stop = story.text, sentence.start, sentence.end
    for rank, form in forms:
        if form.hint is not None and form.hint.search(text, begin, stop) is None:
            continue
        matches = _opened(story, sentence, form) if form.opens else form.pattern.finditer(text, begin, stop)
        for match in matches:
            start, end = match.span("x")
            found.append(_Candidate(start, end, rank, form, match))
    return found


def _opened(story: Story, sentence: Sentence, form: Form) -> list[re.Match[str]]:
    """What a search would find, tried only at the words that may open it, not too far before one of its own."""
    found: list[re.Match[str]] = []
    at = sentence.start
    tokens = story.spoken_tokens(sentence)
    own = [number for number, token in enumerate(tokens) if token.kinds & form.cues]
    near = {number for last in own for number in range(max(0, last - _LEAD), last + 1)}
    for number in sorted(near):
        token = tokens[number]
        if token.kinds & form.opens and token.start >= at:
            match = form.pattern.match(story.text, token.start, sentence.end)
            if match is not None:
                found.append(match)
                at = match.end()
    return found


def _chosen(candidates: list[_Candidate]) -> list[_Candidate]:
    """Of those that overlap the longest, and of equals the one of the earlier form."""
    kept: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda one: (one.start - one.end, one.rank, one.start)):
        if all(candidate.end <= other.start or candidate.start >= other.end for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda one: one.start)


def _mention(story: Story, candidate: _Candidate, interval: Interval | None) -> TimeMention:
    start, end = candidate.start, candidate.end
    if story.text[start : start + 3] in ("at ", "At "):
        start += 3
    text = story.text[start:end].rstrip()
    return TimeMention(
        item_id=story.item_id,
        start=start,
        end=start + len(text),
        text=text,
        method="rule:time.expression",
        confidence_ppm=900_000 if interval else 500_000,
        from_s=interval.from_s if interval else None,
        to_s=interval.to_s if interval else None,
    )
