"""All that the rules for Ukrainian and Russian find in a text, in the order in which they need each other."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from msgspec.structs import replace

from truceline.extract.about import with_acts
from truceline.extract.claims import claimed
from truceline.extract.quotes import find_quotes
from truceline.extract.slavic.elements import find_elements
from truceline.extract.slavic.events import Found, find_events
from truceline.extract.slavic.home import home_of
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.lexicon import lexicon
from truceline.extract.slavic.names import Names, find_persons
from truceline.extract.slavic.placing import find_places, with_roles
from truceline.extract.slavic.published import published_day
from truceline.extract.slavic.quantities import find_quantities
from truceline.extract.slavic.quotations import is_speech, spoken
from truceline.extract.slavic.sayings import Sayings
from truceline.extract.slavic.text import Text
from truceline.extract.slavic.times import find_times
from truceline.extract.slavic.undertakings import with_undertakings
from truceline.extract.slavic.wordclasses import word_classes
from truceline.extract.statements import find_statements
from truceline.extract.story import Story
from truceline.extract.timespans import TimeSpans
from truceline.extract.within import Within
from truceline.model.mentions import AnyMention, Quote


def read_in(language: Language, story: Story, zone: ZoneInfo) -> list[AnyMention]:
    """Every mention in a text of the language, in no order."""
    story = _told(story, language)
    text = Text(story, language)
    times = find_times(text, zone)
    spans = TimeSpans([(time.start, time.end) for time in times])
    names = Names(text)
    sayings = Sayings(text, names, spans).by_sentence
    marked = find_quotes(story, sayings, lexicon(language).verbs)
    marked = _with_speakers_to_come(story, marked)
    statements = find_statements(story, sayings, marked)
    quotes = tuple(quote for quote in marked if is_speech(quote))
    persons = find_persons(story, names)
    quantities = claimed(find_quantities(text, spans), statements, quotes)
    places = find_places(text, names, spans, sayings)
    day = published_day(story, zone, language)
    within = Within(places)
    home = home_of(text, names, within)
    found = Found(Within(times), within, Within(quantities), sayings, day, home)
    events = find_events(text, found, zone)
    elements = with_undertakings(text, find_elements(text, sayings, names, spans), spans)
    statements = with_acts(statements, events)
    told = (times, quotes, statements, persons, quantities, with_roles(places, events), events, elements)
    return [mention for kind in told for mention in kind]


def _with_speakers_to_come(story: Story, quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """A quotation that goes on in the next paragraph has the speaker who is told there."""
    found = list(quotes)
    for at in range(len(found) - 2, -1, -1):
        one, following = found[at], found[at + 1]
        if one.speaker is None and following.speaker is not None and story.marked[at + 1].continues:
            found[at] = replace(one, speaker=following.speaker, speaker_id=following.speaker_id, cue=following.cue)
    return tuple(found)


def _told(story: Story, language: Language) -> Story:
    """The story with only those marks that hold speech, read with the words of the language."""
    quotations, classes = spoken(story, lexicon(language)), word_classes(language)
    same = quotations is story.marked and story.lexicon is classes
    return story if same else Story(story.document, quotations, classes, like=story)
