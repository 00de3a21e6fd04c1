"""Whether two reports are about one incident. Formulaic wire copy about another one is a false friend."""

from __future__ import annotations

from typing import NamedTuple

from truceline.derive.compare import Likeness

_SAME = 3


class Agreement(NamedTuple):
    """Points for and against one incident, and the words for the strongest of them."""

    points: int
    grounds: str

    @property
    def same(self) -> bool:
        return self.points >= _SAME


def about_one_incident(likeness: Likeness) -> Agreement:
    """Weigh what is specific in two reports: days, figures, quotations, the names they open with.

    Two points are a clear sign, one a weak one. Reports that share a template but differ in day, place and figures
    end below zero, however many words they share.
    """
    signs = [*_days(likeness), *_figures(likeness), *_voices(likeness), *_places(likeness)]
    points = sum(weight for weight, _ in signs)
    side = [words for weight, words in signs if (weight > 0) == (points >= _SAME)]
    return Agreement(points, ", ".join(side))


def _days(likeness: Likeness) -> list[tuple[int, str]]:
    if likeness.same_weekday is None:
        return []
    return [(2, "the same day named")] if likeness.same_weekday else [(-3, "different days named")]


def _figures(likeness: Likeness) -> list[tuple[int, str]]:
    if likeness.numbers >= 0.5:
        return [(2, "the same figures")]
    if likeness.numbers >= 0.2 and likeness.figures:
        return [(1, "some of the same figures")]
    if likeness.figures_conflict:
        return [(-2, "different figures")]
    return []


def _voices(likeness: Likeness) -> list[tuple[int, str]]:
    if likeness.quotations == 0:
        return []
    return [(5 if likeness.quotations > 1 else 3, "the same quotations")]


def _places(likeness: Likeness) -> list[tuple[int, str]]:
    signs = []
    if likeness.lead >= 0.6:
        signs.append((2, "the same names in the opening"))
    elif likeness.lead < 0.3:
        signs.append((-2, "other names in the opening"))
    if likeness.names >= 0.7:
        signs.append((1, "the same names"))
    return signs
