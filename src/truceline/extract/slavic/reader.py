"""All that the rules for Ukrainian and Russian find in a text, in the order in which they need each other."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from truceline.extract.neutral import find_neutral
from truceline.extract.quotes import find_quotes
from truceline.extract.slavic.elements import find_elements
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.lexicon import lexicon
from truceline.extract.slavic.names import Names, find_persons
from truceline.extract.slavic.quotations import is_speech, spoken
from truceline.extract.slavic.sayings import Sayings
from truceline.extract.statements import find_statements
from truceline.extract.story import Story
from truceline.extract.timespans import TimeSpans
from truceline.model.mentions import AnyMention, QuantityMention, TimeMention


def read_ukrainian(story: Story, zone: ZoneInfo) -> list[AnyMention]:
    """Every mention in a Ukrainian text, in no order."""
    return _read(story, zone, "uk")


def read_russian(story: Story, zone: ZoneInfo) -> list[AnyMention]:
    """Every mention in a Russian text, in no order."""
    return _read(story, zone, "ru")


def _read(story: Story, zone: ZoneInfo, language: Language) -> list[AnyMention]:
    story = _told(story, language)
    neutral = [one for one in find_neutral(story, zone) if isinstance(one, (QuantityMention, TimeMention))]
    times = [one for one in neutral if isinstance(one, TimeMention)]  # find_times(story, zone, language)
    spans = TimeSpans([(time.start, time.end) for time in times])
    names = Names(story, language)
    sayings = Sayings(story, names, spans, language).by_sentence
    quotes = find_quotes(story, sayings)
    statements = find_statements(story, sayings, quotes)
    persons = find_persons(story, names)
    # find_quantities(story, spans, language), find_places(story, names, spans, sayings, language),
    # find_events(story, found, zone, language)
    elements = find_elements(story, sayings, language)
    return [*neutral, *(quote for quote in quotes if is_speech(quote)), *statements, *persons, *elements]


def _told(story: Story, language: Language) -> Story:
    """The story with only those marks that hold speech."""
    quotations = spoken(story, lexicon(language))
    return story if quotations is story.marked else Story(story.document, quotations)
