"""Pairs of documents as the kernels compare them, with the spans of what they share."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from truceline.derive import lexicon
from truceline.derive.incident import SAME
from truceline.derive.kernels.facts import AGENCIES, N_AGENCIES, facts_of
from truceline.derive.kernels.know import COMMON_EN, CYRILLIC_WORDS, LATIN, WORDS_RU, WORDS_UK
from truceline.derive.kernels.pairs import (
    ANOTHER,
    CHAINED_OWN,
    DAY,
    FIGURES_A,
    FIGURES_B,
    FIGURES_SHARED,
    GRAMS_TELLING,
    LEAD_A,
    LEAD_A_IN_B,
    LEAD_B,
    LEAD_B_IN_A,
    NAMES_A,
    NAMES_B,
    NAMES_SHARED,
    QUOTATIONS,
    RUNS,
    TAKEN_OVER,
    WORDS_A,
    WORDS_B,
    compare_pairs,
    narrated,
)
from truceline.derive.kernels.rows import END, START, TEXT, Ints
from truceline.derive.measures import Measures
from truceline.derive.params import DeriveParams
from truceline.derive.shared_facts import most_weight
from truceline.derive.shelf import Known, Shelf
from truceline.derive.texts import scan
from truceline.derive.verdict import Place, Side
from truceline.model.observation import SharedSpan

#: share of what is in both that stands early in one of the texts, unless only a closing passage is shared
_EARLY = 0.25
_OPENING = 0.2
_SHARE_OF_COMMON_WORDS = 0.12
#: kept clear of the threshold, which is for a rounded weight
_ROUNDED = 1

Flags = npt.NDArray[np.bool_]


class Compared(NamedTuple):
    """A pair (a, b) of places of texts, as the verdict needs it."""

    a: int
    b: int
    measures: Measures
    place: Place
    spans: tuple[SharedSpan, ...]  # the longest shared runs, in the order of a
    same_words: bool


def compared(shelf: Shelf, days: Ints, pairs: Ints, params: DeriveParams) -> tuple[list[Compared], dict[int, Side]]:
    """Compare pairs of places on the shelf; `days` are the ordinals of publication of all, 0 where unknown.

    Returns the pairs with anything in common that a verdict could rest on, and what is known of their documents.
    """
    places, local = np.unique(pairs, return_inverse=True)
    pairs = local.reshape(-1, 2)
    days = days[places]
    scanned = scan(shelf.chunk(places.tolist()))
    told, begins = narrated(scanned.rows, scanned.begins)
    facts = facts_of(scanned.rows, scanned.begins, days, _into_years(days))
    measures, runs = compare_pairs(scanned.rows, scanned.begins, told, begins, facts, pairs)
    same = (scanned.prints[pairs[:, 0]] == scanned.prints[pairs[:, 1]]) & (scanned.prints[pairs[:, 0]] != 0)
    worth = np.flatnonzero(same | _worth(measures, params))
    pairs, measures, runs = pairs[worth], measures[worth], runs[worth]
    owners = scanned.offsets[told[:, TEXT]]
    words = np.stack([told[:, START] - owners, told[:, END] - owners], axis=1)
    found = [
        Compared(a, b, Measures(*row), place, spans, alike)
        for (a, b), row, place, spans, alike in zip(
            places[pairs].tolist(),
            measures.tolist(),
            _places(measures, runs),
            _spans(words, begins[pairs], runs, measures[:, RUNS]),
            same[worth].tolist(),
            strict=True,
        )
    ]
    asked = np.unique(pairs)
    sides = zip(places[asked].tolist(), scanned.counts[asked].tolist(), _agencies(facts[asked]), strict=True)
    return found, {text: _side(shelf.known[text], counts, agencies) for text, counts, agencies in sides}


def _worth(m: Ints, params: DeriveParams) -> Flags:
    """Pairs that a verdict could say anything about: at least so much as `verdict` and `incident` ask for."""
    words = m[:, GRAMS_TELLING] >= min(params.short_telling, params.shared_telling)
    words |= m[:, CHAINED_OWN] >= params.in_order_own
    few = m[:, GRAMS_TELLING] >= params.doubtful_telling
    words |= few & (m[:, FIGURES_SHARED] >= params.throughout_figures)
    facts = most_weight(m) >= params.facts_derived - _ROUNDED
    another = (m[:, ANOTHER] > 0) & (m[:, TAKEN_OVER] == 0) & (m[:, QUOTATIONS] == 0)
    return np.asarray((words | (_points(m) >= SAME) | facts) & ~another)


def _points(m: Ints) -> Ints:
    """Most points for one incident that `incident.about_one_incident` may give."""
    figures = np.minimum(m[:, FIGURES_A], m[:, FIGURES_B])
    most = (m[:, FIGURES_SHARED] > 0) & (5 * m[:, FIGURES_SHARED] >= 3 * figures)
    some = (m[:, FIGURES_SHARED] > 0) & (3 * m[:, FIGURES_SHARED] >= figures)
    points = np.where(most, 2, 1 * some) - 2 * ((figures > 1) & (m[:, FIGURES_SHARED] == 0))
    points += 2 * m[:, DAY] + np.where(m[:, QUOTATIONS] > 1, 5, 3 * (m[:, QUOTATIONS] > 0))
    named = (m[:, LEAD_A] > 0) & (m[:, LEAD_B] > 0)
    leads = (m[:, LEAD_A], m[:, LEAD_A_IN_B]), (m[:, LEAD_B], m[:, LEAD_B_IN_A])
    points += 2 * np.all([named, *(2 * shared >= lead for lead, shared in leads)], axis=0)
    points -= 2 * (named & np.any([10 * shared < 3 * lead - 1 for lead, shared in leads], axis=0))
    names = np.minimum(m[:, NAMES_A], m[:, NAMES_B])
    return np.asarray(points + ((m[:, NAMES_SHARED] > 0) & (2 * m[:, NAMES_SHARED] >= names)))


def _places(measures: Ints, runs: Ints) -> list[Place]:
    """Where the runs of each pair stand in its two texts."""
    length, i, j = runs[:, :, 0], runs[:, :, 1], runs[:, :, 2]
    words_a, words_b = measures[:, WORDS_A, None], measures[:, WORDS_B, None]
    head = np.where((2 * i < words_a) | (2 * j < words_b), length, 0).sum(axis=1)
    early = head >= _EARLY * length.sum(axis=1)
    begin = np.where(length > 0, np.where(words_a >= words_b, i, j), 0).astype(np.float64)
    begin[(length == 0) & (measures[:, RUNS, None] > 0)] = np.inf
    opening = begin.min(axis=1) < _OPENING * np.maximum(words_a, words_b)[:, 0]
    return [Place(*place) for place in zip(early.tolist(), opening.tolist(), strict=True)]


def _spans(words: Ints, begins: Ints, runs: Ints, counts: Ints) -> list[tuple[SharedSpan, ...]]:
    """The runs of each pair as spans of the documents' texts."""
    pair = np.repeat(np.arange(len(runs)), counts)
    length, i, j = runs[np.arange(runs.shape[1]) < counts[:, None]].T
    order = np.lexsort((j, i, pair))
    pair, length = pair[order], length[order]
    i, j = i[order] + begins[pair, 0], j[order] + begins[pair, 1]
    ends = (words[i, 0], words[i + length - 1, 1], words[j, 0], words[j + length - 1, 1])
    spans = [SharedSpan(*ends) for ends in zip(*(end.tolist() for end in ends), strict=True)]
    until = np.cumsum(counts).tolist()
    return [tuple(spans[end - n : end]) for end, n in zip(until, counts.tolist(), strict=True)]


def _into_years(days: Ints) -> Ints:
    """The days counted from the beginning of their year."""
    known, places = np.unique(days, return_inverse=True)
    years = [date.fromordinal(day).timetuple().tm_yday if day > 0 else 0 for day in known.tolist()]
    return np.array(years, np.int64)[places]


def _side(document: Known, counts: list[int], agencies: frozenset[str]) -> Side:
    return Side(_language(document, counts), agencies | ({document.credit} if document.credit else set()))


def _language(document: Known, counts: list[int]) -> str | None:
    """Ukrainian or Russian by the letters of one that the other has not, else as it was told, else English by its
    commonest words. A few lines of Cyrillic may have no telling letter, and are then of no language."""
    if counts[CYRILLIC_WORDS] > counts[LATIN]:
        if counts[WORDS_UK] == counts[WORDS_RU]:
            return None
        return "uk" if counts[WORDS_UK] > counts[WORDS_RU] else "ru"
    english = counts[COMMON_EN] > _SHARE_OF_COMMON_WORDS * counts[LATIN]
    return document.language or ("en" if english else None)


def _agencies(facts: Ints) -> list[frozenset[str]]:
    names = [name for name, _ in lexicon.AGENCIES]
    rows = zip(facts[:, N_AGENCIES].tolist(), facts[:, AGENCIES:].tolist(), strict=True)
    return [frozenset(names[agency - 1] for agency in row[:n]) for n, row in rows]
