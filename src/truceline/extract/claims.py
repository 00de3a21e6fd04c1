"""Who claims a figure. The same for every language."""

from __future__ import annotations

import msgspec

from truceline.extract.within import Within
from truceline.model.mentions import QuantityMention, Quote, Statement


def claimed(
    quantities: tuple[QuantityMention, ...], statements: tuple[Statement, ...], quotes: tuple[Quote, ...]
) -> tuple[QuantityMention, ...]:
    """The quantities with their claimants: the speaker of the innermost statement or quotation that holds each."""
    owner: dict[int, tuple[int, str]] = {}
    known = Within(quantities)
    spoken: tuple[Statement | Quote, ...] = (*statements, *quotes)
    for one in spoken:
        if one.speaker is None:
            continue
        for found in known.between(one.start, one.end):
            length = one.end - one.start
            if found.end <= one.end and (found.start not in owner or (length, one.speaker) < owner[found.start]):
                owner[found.start] = (length, one.speaker)
    return tuple(
        msgspec.structs.replace(found, claimed_by=owner[found.start][1]) if found.start in owner else found
        for found in quantities
    )
