"""All that the rules for Ukrainian and Russian find in a text, in the order in which they need each other."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from truceline.extract.about import with_acts
from truceline.extract.claims import claimed
from truceline.extract.quotes import find_quotes
from truceline.extract.slavic.elements import find_elements
from truceline.extract.slavic.events import Found, find_events
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.lexicon import lexicon
from truceline.extract.slavic.names import Names, find_persons
from truceline.extract.slavic.placing import find_places, with_roles
from truceline.extract.slavic.quantities import find_quantities
from truceline.extract.slavic.quotations import is_speech, spoken
from truceline.extract.slavic.sayings import Sayings
from truceline.extract.slavic.times import find_times, published_day
from truceline.extract.statements import find_statements
from truceline.extract.story import Story
from truceline.extract.timespans import TimeSpans
from truceline.extract.within import Within
from truceline.model.mentions import AnyMention


def read_ukrainian(story: Story, zone: ZoneInfo) -> list[AnyMention]:
    """Every mention in a Ukrainian text, in no order."""
    return _read(story, zone, "uk")


def read_russian(story: Story, zone: ZoneInfo) -> list[AnyMention]:
    """Every mention in a Russian text, in no order."""
    return _read(story, zone, "ru")


def _read(story: Story, zone: ZoneInfo, language: Language) -> list[AnyMention]:
    story = _told(story, language)
    times = find_times(story, zone, language)
    spans = TimeSpans([(time.start, time.end) for time in times])
    names = Names(story, language)
    sayings = Sayings(story, names, spans, language).by_sentence
    marked = find_quotes(story, sayings, lexicon(language).verbs)
    statements = find_statements(story, sayings, marked)
    quotes = tuple(quote for quote in marked if is_speech(quote))
    persons = find_persons(story, names)
    quantities = claimed(find_quantities(story, spans, language), statements, quotes)
    places = find_places(story, names, spans, sayings, language)
    day = published_day(story, zone, language)
    found = Found(Within(times), Within(places), Within(quantities), sayings, day)
    events = find_events(story, found, zone, language)
    elements = find_elements(story, sayings, language)
    statements = with_acts(statements, events)
    told = (times, quotes, statements, persons, quantities, with_roles(places, events), events, elements)
    return [mention for kind in told for mention in kind]


def _told(story: Story, language: Language) -> Story:
    """The story with only those marks that hold speech."""
    quotations = spoken(story, lexicon(language))
    return story if quotations is story.marked else Story(story.document, quotations, story.lexicon)
