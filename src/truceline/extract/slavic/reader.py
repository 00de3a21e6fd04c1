"""All that the rules for Ukrainian and Russian find in a text, in the order in which they need each other."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from truceline.extract.neutral import find_neutral
from truceline.extract.story import Story
from truceline.model.mentions import AnyMention


def read_ukrainian(story: Story, zone: ZoneInfo) -> list[AnyMention]:
    """Every mention in a Ukrainian text, in no order."""
    return find_neutral(story, zone)


def read_russian(story: Story, zone: ZoneInfo) -> list[AnyMention]:
    """Every mention in a Russian text, in no order."""
    return find_neutral(story, zone)
