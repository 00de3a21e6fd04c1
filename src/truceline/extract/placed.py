"""A place mention from its span and role. The same for every language."""

from __future__ import annotations

from typing import Literal

from truceline.extract.story import Story
from truceline.model.mentions import PlaceMention

Role = Literal["event", "dateline", "mention", "origin"]


def place_mention(story: Story, start: int, end: int, role: Role) -> PlaceMention:
    """The words of a dateline are sure; other places are told by the company that they keep."""
    return PlaceMention(
        item_id=story.item_id,
        start=start,
        end=end,
        text=story.text[start:end],
        method="rule:place.dateline" if role == "dateline" else "rule:place.context",
        confidence_ppm=900_000 if role == "dateline" else 700_000,
        role=role,
    )
