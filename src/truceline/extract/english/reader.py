"""All that the English rules find in a text, in the order in which they need each other."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from truceline.extract.claims import claimed
from truceline.extract.english.about import with_acts
from truceline.extract.english.elements import find_elements
from truceline.extract.english.events import find_events
from truceline.extract.english.happenings import Found
from truceline.extract.english.home import home_of
from truceline.extract.english.lexicon import OWN_WORDS, VERBS_OF_SAYING
from truceline.extract.english.names import Names, find_persons
from truceline.extract.english.places import find_places, with_roles
from truceline.extract.english.published import published_day
from truceline.extract.english.quantities import find_quantities
from truceline.extract.english.sayings import Sayings
from truceline.extract.english.times import find_times
from truceline.extract.english.undertakings import with_undertakings
from truceline.extract.english.wordkinds import LEXICON
from truceline.extract.quotes import find_quotes
from truceline.extract.statements import find_statements
from truceline.extract.story import Story
from truceline.extract.timespans import TimeSpans
from truceline.extract.within import Within
from truceline.model.mentions import AnyMention

__all__ = ["LEXICON", "read"]


def read(story: Story, zone: ZoneInfo) -> list[AnyMention]:
    """Every mention in an English text, in no order."""
    times = find_times(story, zone)
    spans = TimeSpans([(time.start, time.end) for time in times])
    names = Names(story)
    sayings = Sayings(story, names, spans).by_sentence
    quotes = find_quotes(story, sayings, VERBS_OF_SAYING, OWN_WORDS)
    statements = find_statements(story, sayings, quotes)
    quantities = find_quantities(story, spans)
    places = find_places(story, names, spans, sayings)
    quantities = claimed(quantities, statements, quotes)
    day, home = published_day(story, zone), home_of(story)
    found = Found(Within(times), Within(places), Within(quantities), sayings, spans, day, home)
    events = find_events(story, found, zone)
    elements = with_undertakings(story, find_elements(story, sayings, names, spans), spans)
    persons = find_persons(story, names)
    statements = with_acts(story, statements)
    return [*times, *quotes, *statements, *quantities, *persons, *with_roles(places, events), *events, *elements]
