"""The reader of Russian: the grammar of both languages with the words of this one."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from truceline.extract.slavic.reader import read_in
from truceline.extract.slavic.wordclasses import word_classes
from truceline.extract.story import Story
from truceline.model.mentions import AnyMention

LEXICON = word_classes("ru")


def read(story: Story, zone: ZoneInfo) -> list[AnyMention]:
    """Every mention in a Russian text, in no order."""
    return read_in("ru", story, zone)


def prepare() -> None:
    """Make the tables of the language, as the first word of a text would."""
    LEXICON["а"]
