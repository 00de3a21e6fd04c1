"""Counts that are told place by place: "five tanks near Pell and three howitzers in Brod"."""

from __future__ import annotations

from truceline.extract.english.happenings import Found
from truceline.extract.english.tallies import COUNTED_BY
from truceline.extract.english.whereabouts import Where
from truceline.extract.story import Sentence
from truceline.model.mentions import QuantityMention

#: how far behind its count a place may stand (code points)
_REACH = 90


def shares(kind: str, sentence: Sentence, found: Found) -> list[tuple[QuantityMention, Where]]:
    """Each count of the kind with the place behind it; none unless there are two at least, each with its own."""
    units = COUNTED_BY.get(kind, ())
    counts = [
        one
        for one in found.quantities.between(sentence.start, sentence.end)
        if one.unit in units and one.part_of is None
    ]
    if len(counts) < 2:
        return []
    result: list[tuple[QuantityMention, Where]] = []
    for number, one in enumerate(counts):
        last = counts[number + 1].start if number + 1 < len(counts) else sentence.end
        places = found.places.between(one.end, min(last, one.end + _REACH))
        if not places:
            return []
        result.append((one, (tuple(place.text for place in places), places[0].start)))
    return result
