"""Whether two reports are about one incident. Formulaic copy about another one is a false friend.

Three answers: one incident, another, or open. A form filled in for another incident differs in what tells incidents
apart (days, figures, the names it opens with) and hardly in anything else; a rewriter does the reverse.
"""

from __future__ import annotations

from typing import NamedTuple

from truceline.derive.measures import Measures

#: points from which two reports count as being about one incident
SAME = 3


class Agreement(NamedTuple):
    """Points for and against one incident, and the words for them."""

    points: int
    other: bool
    grounds: str

    @property
    def same(self) -> bool:
        return self.points >= SAME and not self.other


def about_one_incident(m: Measures) -> Agreement:
    """Weigh what is specific in two reports: days, figures, quotations, the names they open with."""
    signs = [*_day(m), *_figures(m), *_voices(m), *_places(m)]
    points = sum(weight for weight, _ in signs)
    one_speech = m.quotations and m.names_shared  # of a desk's stock phrase alone, one is quoted of every incident
    other = not one_speech and bool(m.another or (m.day < 0 and points < SAME))
    side = [words for weight, words in signs if (weight > 0) != other]
    return Agreement(points, other, ", ".join(side))


def _day(m: Measures) -> list[tuple[int, str]]:
    return {1: [(2, "the same day named")], -1: [(-2, "different days named")]}.get(m.day, [])


def _figures(m: Measures) -> list[tuple[int, str]]:
    fewer = min(m.figures_a, m.figures_b)
    if not fewer:
        return []
    if m.figures_shared * 5 >= fewer * 3:
        weight = 2 if m.figures_shared > 1 or m.figures_large else 1
        return [(weight, "the same figures")]
    if m.figures_shared * 3 >= fewer and (m.figures_shared > 1 or m.figures_large):
        return [(1, "some of the same figures")]
    return [(-2, "different figures")] if fewer > 1 and not m.figures_shared else []


def _voices(m: Measures) -> list[tuple[int, str]]:
    return [(5 if m.quotations > 1 else 3, "the same quotations")] if m.quotations else []


def _places(m: Measures) -> list[tuple[int, str]]:
    signs = []
    if m.lead_a and m.lead_b:
        opening = min(m.lead_a_in_b / m.lead_a, m.lead_b_in_a / m.lead_b)
        if opening >= 0.6:
            signs.append((2, "the same names in the opening"))
        elif opening < 0.3:
            signs.append((-2, "other names in the opening"))
    fewer = min(m.names_a, m.names_b)
    if fewer and m.names_shared >= 0.7 * fewer:
        signs.append((1, "the same names"))
    return signs
