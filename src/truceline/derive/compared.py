"""Pairs of documents as the kernels compare them, with the spans of what they share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from truceline.derive import lexicon
from truceline.derive.kernels.facts import AGENCIES, N_AGENCIES, facts_of
from truceline.derive.kernels.know import COMMON_EN, CYRILLIC_WORDS, LATIN, WORDS_RU, WORDS_UK
from truceline.derive.kernels.pairs import compare_pairs, narrated
from truceline.derive.kernels.rows import END, START, Ints
from truceline.derive.measures import Measures
from truceline.derive.texts import scan_documents
from truceline.derive.verdict import Place, Side
from truceline.model.evidence import Document
from truceline.model.observation import SharedSpan

#: share of what is in both that stands early in one of the texts, unless only a closing passage is shared
_EARLY = 0.25
_OPENING = 0.2
_SHARE_OF_COMMON_WORDS = 0.12


class Compared(NamedTuple):
    """Measures of pairs (a, b) of texts, in that order, and what is known of each text."""

    pairs: list[tuple[int, int]]
    measures: list[Measures]
    runs: Ints
    told: Ints  # places of the narrator's words in each document's text, shape (n, 2)
    begins: list[int]
    sides: list[Side]
    prints: list[int]

    def spans(self, p: int) -> tuple[SharedSpan, ...]:
        """The longest shared runs of a pair, in the order of a."""
        a, b = self.pairs[p]
        runs = self.runs[p, : self.measures[p].runs]
        if not len(runs):
            return ()
        length, i, j = runs[np.lexsort((runs[:, 2], runs[:, 1]))].T
        i, j = i + self.begins[a], j + self.begins[b]
        places = np.stack([self.told[i, 0], self.told[i + length - 1, 1], self.told[j, 0], self.told[j + length - 1, 1]])
        return tuple(SharedSpan(*place) for place in places.T.tolist())

    def place(self, p: int) -> Place:
        """Where the runs stand in the two texts."""
        m = self.measures[p]
        runs = self.runs[p, : m.runs].tolist()
        shared = sum(length for length, _, _ in runs)
        head = sum(length for length, i, j in runs if 2 * i < m.words_a or 2 * j < m.words_b)
        first = min((i if m.words_a >= m.words_b else j for _, i, j in runs), default=0)
        return Place(head >= _EARLY * shared, first < _OPENING * max(m.words_a, m.words_b))


def compared(documents: Sequence[Document], days: Ints, pairs: Ints) -> Compared:
    """Compare pairs of places in `documents`; `days` are the ordinals of their publication, 0 where unknown."""
    scanned = scan_documents(documents)
    told, told_begins = narrated(scanned.rows, scanned.begins)
    facts = facts_of(scanned.rows, scanned.begins, days, _into_years(days))
    measures, runs = compare_pairs(scanned.rows, scanned.begins, told, told_begins, facts, pairs)
    owners = np.repeat(scanned.offsets[:-1], np.diff(told_begins))
    return Compared(
        pairs=[(a, b) for a, b in pairs.tolist()],
        measures=[Measures(*row) for row in measures.tolist()],
        runs=runs,
        told=told[:, [START, END]] - owners[:, None],
        begins=told_begins.tolist(),
        sides=[
            Side(_language(document, counts), agencies | ({document.credit} if document.credit else set()))
            for document, counts, agencies in zip(documents, scanned.counts.tolist(), _agencies(facts), strict=True)
        ],
        prints=scanned.prints.tolist(),
    )


def _into_years(days: Ints) -> Ints:
    """The days counted from the beginning of their year."""
    return np.array([date.fromordinal(day).timetuple().tm_yday if day > 0 else 0 for day in days.tolist()], np.int64)


def _language(document: Document, counts: list[int]) -> str | None:
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
    return [
        frozenset(names[agency - 1] for agency in row[AGENCIES : AGENCIES + row[N_AGENCIES]]) for row in facts.tolist()
    ]


