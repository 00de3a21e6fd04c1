"""What an optional reader adds to what the rules found: only where they found nothing, and never against them."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.extract.within import Within
from truceline.model.mentions import AnyMention, PersonMention, PlaceMention, Quote, Statement

#: longest name (code points) that an overlap is looked for
_LONGEST_NAME = 200


def added(found: list[AnyMention], suggested: Iterable[AnyMention]) -> list[AnyMention]:
    """Persons and places that touch no name of the rules, and are not a speaker: "Moscow said" names a government."""
    names = Within(mention for mention in found if isinstance(mention, PersonMention | PlaceMention))
    speakers = {mention.speaker for mention in found if isinstance(mention, Quote | Statement)}
    kept: list[AnyMention] = []
    for mention in suggested:
        if not isinstance(mention, PersonMention | PlaceMention):
            continue
        if isinstance(mention, PlaceMention) and mention.text in speakers:
            continue
        near = names.between(mention.start - _LONGEST_NAME, mention.end)
        if not any(name.end > mention.start for name in near):
            kept.append(mention)
    return kept
