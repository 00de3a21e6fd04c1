"""Counts that are told place by place: "five tanks near Pell and three howitzers in Brod"."""

from __future__ import annotations

from truceline.extract.english.happenings import Found
from truceline.extract.english.places import BEARING
from truceline.extract.english.tallies import COUNTED_BY
from truceline.extract.english.whereabouts import Where
from truceline.extract.story import Sentence
from truceline.model.mentions import QuantityMention

#: how far behind its count a place may stand (code points)
_REACH = 90


def shares(
    kind: str, text: str, sentence: Sentence, begin: int, found: Found, base: Where
) -> list[tuple[QuantityMention, Where]]:
    """Each count of the kind from `begin` on with the place behind it; none unless there are two, each with its own."""
    units = COUNTED_BY.get(kind, ())
    counts = [
        one
        for one in found.quantities.between(sentence.start, sentence.end)
        if one.start >= begin and one.unit in units and one.part_of is None
    ]
    if len(counts) < 2:
        return []
    ranged = _ranged(text, sentence, counts, base)
    if ranged:
        return ranged
    result: list[tuple[QuantityMention, Where]] = []
    for number, one in enumerate(counts):
        last = counts[number + 1].start if number + 1 < len(counts) else sentence.end
        places = found.places.between(one.end, min(last, one.end + _REACH))
        if not places:
            return []
        result.append((one, (tuple(place.text for place in places), places[0].start)))
    return result


def _ranged(
    text: str, sentence: Sentence, counts: list[QuantityMention], base: Where
) -> list[tuple[QuantityMention, Where]]:
    """ "two explosions 3-5 km north-east and four 5-7 km south-west": each count with its own bearing."""
    if not base[0]:
        return []
    name = base[0][0].rpartition(" of ")[2]
    result: list[tuple[QuantityMention, Where]] = []
    for number, one in enumerate(counts):
        last = counts[number + 1].start if number + 1 < len(counts) else sentence.end
        bearing = BEARING.search(text, one.end, last)
        if bearing is None:
            return []
        result.append((one, ((f"{bearing.group()} of {name}", *base[0][1:]), base[1])))
    return result
