"""The reader of Ukrainian: the grammar of both languages with the words of this one."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from truceline.extract.slavic.reader import read_in
from truceline.extract.slavic.wordclasses import word_classes
from truceline.extract.story import Story
from truceline.model.mentions import AnyMention

LEXICON = word_classes("uk")


def read(story: Story, zone: ZoneInfo) -> list[AnyMention]:
    """Every mention in a Ukrainian text, in no order."""
    return read_in("uk", story, zone)


def prepare() -> None:
    """Make the tables of the language, as the first word of a text would."""
    LEXICON["а"]
