"""Words for places, without a gazetteer: capitalised phrases in the company that places keep.

The whole of the words is kept, with what tells their precision: "near Pell", "the eastern Donbas region",
"3-5km SE of Hranitne". A government called by its capital ("Moscow said") stands in no such company and is not found.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from truceline.extract.english.names import Names, bare
from truceline.extract.english.nationalities import COUNTRIES
from truceline.extract.english.placesigns import Signs, Standing
from truceline.extract.english.runs import Run, runs_of, titled
from truceline.extract.placed import Role, place_mention
from truceline.extract.saying import Saying
from truceline.extract.story import Sentence, Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.model.mentions import EventMention, PlaceMention

_RANGE = (
    r"\d{1,3}(?:[.,]\d{1,2})?(?:\s?(?:[-–]|to)\s?\d{1,3}(?:[.,]\d{1,2})?)?\s?(?:km|kilomet(?:re|er)s?|m|met(?:re"
    r"|er)s?|miles?)\s"
    r"(?:(?:to\sthe\s|due\s)?(?:north|south|east|west)(?:[- ]?(?:north|south|east|west)){0,2}|[NSEW]{1,3})"
)
#: "3-5km SE": a distance and a side without a name; it is measured from a place named before
BEARING = re.compile(rf"(?<![\w-]){_RANGE}\b(?!-|\s(?:of|from)\s(?:the\s)?[A-Z])")
_RANGED = re.compile(rf"(?<![\w-]){_RANGE}\s(?:of|from)\s(?:the\s)?$")
_AWAY = re.compile(
    r"(?<![\w-])\d{1,3}(?:[.,]\d)?\s?(?:km|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|m)\s(?:away\s)?(?:from"
    r"|outside)\s(?:the\s)?$"
)
#: what both of them end in: a look at it is much cheaper than to search
_MEASURED = ("of", "from", "outside", "the")
#: "Hill 214", "Checkpoint 12"
_HEIGHTS = ("Hill", "Height", "Checkpoint", "Post", "Point", "Position", "Gate")
#: places whose own name begins with "The"
_WITH_ARTICLE = frozenset(("Hague", "Gambia", "Bahamas", "Bronx", "Wash"))
#: many of a thing that is told by its letters: "UAVs", "IDPs"
_LETTERS = re.compile(r"[A-Z]{2,5}s")
_NUMBERED = re.compile(r"\s\d{1,4}(?:[.,]\d)?(?![\w-])")
#: how far before a name its distance and side begin, at most
_WINDOW = 60


class _Found(NamedTuple):
    start: int
    end: int
    role: Role
    core: str  # the bare name
    name: int  # where the name itself starts


def find_places(
    story: Story, names: Names, times: TimeSpans, sayings: dict[int, tuple[Saying, ...]]
) -> tuple[PlaceMention, ...]:
    """Every place of the main text, in order."""
    speakers = {saying.speaker.start for found in sayings.values() for saying in found if saying.speaker is not None}
    persons = {
        word
        for found in sayings.values()
        for saying in found
        if saying.speaker is not None and saying.speaker.person
        for word in (saying.speaker.words, saying.speaker.words.rsplit(maxsplit=1)[-1])
    }
    persons.update(titled(story))
    signs = Signs(story.text, names, times, frozenset(persons))
    found: list[_Found] = []
    open_runs: list[tuple[list[Token], Run, Sentence]] = []
    metonyms: set[str] = set()
    for sentence in story.sentences:
        tokens = story.spoken_tokens(sentence)
        _in_sentence(story, sentence, tokens, signs, speakers, found, open_runs, metonyms)
    found.extend(_known_again(story, signs, found, open_runs, metonyms))
    mentions = [*_datelines(story), *(_mention(story, place) for place in sorted(found))]
    return tuple(_without_overlap(mentions))


def with_roles(places: tuple[PlaceMention, ...], events: tuple[EventMention, ...]) -> tuple[PlaceMention, ...]:
    """The places with the role "event" where an event happened there."""
    where = {event.place_start for event in events if event.place_start is not None}
    return tuple(
        msgspec.structs.replace(place, role="event") if place.start in where and place.role == "mention" else place
        for place in places
    )


def _in_sentence(
    story: Story,
    sentence: Sentence,
    tokens: list[Token],
    signs: Signs,
    speakers: set[int],
    found: list[_Found],
    open_runs: list[tuple[list[Token], Run, Sentence]],
    metonyms: set[str],
) -> None:
    title_case = story.is_heading(sentence) and _title_case(tokens)
    before: Standing | None = None
    waiting: list[Run] = []
    for run in runs_of(tokens, story.text, signs.covered(tokens)):
        if _no_place(tokens, run):
            before = None
            continue
        if tokens[run.first].start in speakers:
            metonyms.add(run.words)
            before = None
            continue
        standing = None if title_case else signs.standing(tokens, run, before)
        if standing is None:
            open_runs.append((tokens, run, sentence))
            waiting.append(run)
            before = None
            continue
        if standing.plural:  # "Dnipropetrovsk and Zaporizhzhia regions": the first one is one, too
            found.extend(_siblings(story, tokens, run, waiting, signs))
        name = tokens[run.first].start
        start = standing.start if before is None or standing.start >= before.end else name
        found.append(_Found(start, standing.end, standing.role, run.words, name))
        before = standing


def _no_place(tokens: list[Token], run: Run) -> bool:
    """ "told The Irrawaddy": a paper; "at its UAVs": many of a thing that is told by its letters."""
    article = (
        run.first > 1
        and tokens[run.first].text not in _WITH_ARTICLE
        and tokens[run.first - 1].text == "The"
        and tokens[run.first - 2].text[-1].isalpha()
    )
    return article or (run.last - run.first == 1 and _LETTERS.fullmatch(tokens[run.first].text) is not None)


def _siblings(story: Story, tokens: list[Token], run: Run, waiting: list[Run], signs: Signs) -> list[_Found]:
    siblings: list[_Found] = []
    first = run.first
    for earlier in reversed(waiting):
        gap = story.text[tokens[earlier.last - 1].end : tokens[first].start].strip()
        if gap not in (",", "and", ", and", "or") or signs.refused(tokens, earlier):
            break
        start = tokens[earlier.first].start
        siblings.append(_Found(start, tokens[earlier.last - 1].end, "mention", earlier.words, start))
        first = earlier.first
    return siblings


def _title_case(tokens: list[Token]) -> bool:
    words = [token for token in tokens if token.text[0].isalpha() and len(token.text) > 3]
    return len(words) > 2 and all(word.capital for word in words)


def _known_again(
    story: Story,
    signs: Signs,
    found: list[_Found],
    open_runs: list[tuple[list[Token], Run, Sentence]],
    metonyms: set[str],
) -> list[_Found]:
    """Names that were surely places elsewhere in the text, where nothing speaks against it."""
    known = {place.core for place in found} - metonyms
    again: list[_Found] = []
    for tokens, run, sentence in open_runs:
        heading = story.is_heading(sentence)
        for first, last in _stretches(run) if heading else ((run.first, run.last),):
            words = " ".join(bare(token.text) for token in tokens[first:last])
            if words not in known or words in COUNTRIES or (signs.refused(tokens, run) and not heading):
                continue
            if not heading and not _told_as_place(tokens, first, run):
                continue
            start, tail = tokens[first].start, tokens[last - 1]
            again.append(_Found(start, tail.start + len(bare(tail.text)), "mention", words, start))
            break
    return again


def _stretches(run: Run) -> list[tuple[int, int]]:
    """Every stretch of a run, longest first: in a heading the verbs are capitals, too."""
    size = min(run.last - run.first, 8)
    return [
        (first, first + length)
        for length in range(min(size, 4), 0, -1)
        for first in range(run.first, run.first + size - length + 1)
    ]


def _told_as_place(tokens: list[Token], first: int, run: Run) -> bool:
    """ "of Pell", "over Pell", and not "Pell said" or "Pell's": a capital's name may stand for a government."""
    return bool(first) and tokens[first - 1].low in ("of", "over") and not run.possessive


def _datelines(story: Story) -> list[PlaceMention]:
    """ "SARVENNA - Artillery fire …" at the head of one of the first paragraphs."""
    if story.dateline is None:
        return []
    return [place_mention(story, story.dateline.start, story.dateline.end, "dateline")]


def _mention(story: Story, place: _Found) -> PlaceMention:
    start = place.start
    head = story.text[max(0, place.name - _WINDOW) : place.name]
    ranged = _RANGED.search(head) or _AWAY.search(head) if head.rstrip().endswith(_MEASURED) else None
    if ranged is not None:
        start = place.name - len(head) + ranged.start()
    numbered = _NUMBERED.match(story.text, place.end) if place.core.endswith(_HEIGHTS) else None
    return place_mention(story, start, place.end if numbered is None else numbered.end(), place.role)


def _without_overlap(mentions: list[PlaceMention]) -> list[PlaceMention]:
    kept: list[PlaceMention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
