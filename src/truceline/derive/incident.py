"""Whether two reports are about one incident. Formulaic wire copy about another one is a false friend."""

from __future__ import annotations

from typing import NamedTuple

from truceline.derive.narration import Narration

#: points from which two reports count as being about one incident
_SAME = 3
_QUOTATION_WORDS = 4
#: numbers that stand in any text
_SMALL = frozenset(str(number) for number in range(13))


class Agreement(NamedTuple):
    """Points for and against one incident, and the words for the strongest of them."""

    points: int
    grounds: str

    @property
    def same(self) -> bool:
        return self.points >= _SAME


def about_one_incident(a: Narration, b: Narration) -> Agreement:
    """Weigh what is specific in two reports: days, figures, quotations, the names they open with.

    Two points are a clear sign, one a weak one. Reports that share a template but differ in day, place and figures
    end below zero, however many words they share.
    """
    signs = [*_days(a, b), *_figures(a, b), *_voices(a, b), *_places(a, b)]
    points = sum(weight for weight, _ in signs)
    side = [words for weight, words in signs if (weight > 0) == (points >= _SAME)]
    return Agreement(points, ", ".join(side))


def _days(a: Narration, b: Narration) -> list[tuple[int, str]]:
    if not a.weekdays or not b.weekdays:
        return []
    return [(2, "the same day named")] if a.weekdays & b.weekdays else [(-3, "different days named")]


def _figures(a: Narration, b: Narration) -> list[tuple[int, str]]:
    both, either = a.numbers & b.numbers, a.numbers | b.numbers
    if len(both) * 2 >= max(1, len(either)):
        return [(2, "the same figures")]
    if len(both) * 5 >= len(either) and (len(both) > 1 or both - _SMALL) and both:
        return [(1, "some of the same figures")]
    if not both and min(len(a.numbers), len(b.numbers)) > 1:
        return [(-2, "different figures")]
    return []


def _voices(a: Narration, b: Narration) -> list[tuple[int, str]]:
    same = _same_quotations(a, b)
    return [(5 if same > 1 else 3, "the same quotations")] if same else []


def _places(a: Narration, b: Narration) -> list[tuple[int, str]]:
    signs = []
    opening = _opening(a, b)
    if opening >= 0.6:
        signs.append((2, "the same names in the opening"))
    elif opening < 0.3:
        signs.append((-2, "other names in the opening"))
    fewer = min(len(a.names), len(b.names))
    if fewer and len(a.names & b.names) >= 0.7 * fewer:
        signs.append((1, "the same names"))
    return signs


def _opening(a: Narration, b: Narration) -> float:
    """Share of the names of the shorter opening that stand anywhere in the other text."""
    shares = [len(x.lead & y.names) / len(x.lead) if x.lead else 0.0 for x, y in ((a, b), (b, a))]
    if len(a.lead) == len(b.lead):
        return max(shares)
    return shares[0] if len(a.lead) < len(b.lead) else shares[1]


def _same_quotations(a: Narration, b: Narration) -> int:
    """Quotations of several words that one text has whole and the other whole or longer; the same seen from both."""
    pairs = ((a.quotations, b.quotations), (b.quotations, a.quotations))
    return len(
        {
            shorter
            for short, long in pairs
            for shorter in short
            if shorter.count(" ") >= _QUOTATION_WORDS - 1 and any(f" {shorter} " in f" {longer} " for longer in long)
        }
    )
