"""Pairs of texts compared: every measure of what they share, in one row a pair. No part depends on other texts."""

from __future__ import annotations

import numpy as np

from truceline.compiled import inner, patient_kernel
from truceline.derive.kernels.chain import COLUMNS as MATCH_COLUMNS
from truceline.derive.kernels.chain import content_rows, in_touched_sentences, link_matches, walk_chains
from truceline.derive.kernels.facts import (
    FIGURES,
    LEAD,
    N_FIGURES,
    N_LEAD,
    N_NAMES,
    NAMES,
    days_near,
    first_in_both,
    in_both,
    large_in_both,
    spoken_grams,
)
from truceline.derive.kernels.rows import COLUMNS, HEAD, ROLE, SPOKEN, Ints, whole
from truceline.derive.kernels.shared import (
    KEPT_RUNS,
    MOST_RUNS,
    clear,
    count_distinct,
    count_shared,
    find_runs,
    grams,
    index,
    keep_apart,
    sentence_sizes,
    size_for,
    slot_of,
    stems_in_sentences,
    told,
)

#: words of a narration that are compared; a longer one is a book, or an attack
MOST_WORDS = 6_000
#: so many names, figures and days fewer agree than if they agreed as the words do
_FACTS = 2
_AS_WORDS = 0.6
#: words of a narration in which one slot filled in otherwise says little
_ONE_SLOT = 60
#: words of a passage that was taken over, and the names and figures in what is shared
_PASSAGE, _IN_PASSAGE = 20, 3

# columns of a comparison; those with two texts follow the order (a, b)
(
    WORDS_A,
    WORDS_B,
    GRAMS_A,
    GRAMS_B,
    GRAMS_SHARED,
    GRAMS_TELLING,
    LONGEST,
    COVERED,
    TOLD_A,
    TOLD_IN_A,
    TOLD_B,
    TOLD_IN_B,
    CONTENT_A,
    CONTENT_B,
    CHAINED,
    CHAINED_OWN,
    SLOTS_SAME,
    SLOTS_OTHER,
    WORDS_OTHER,
    NAMES_A,
    NAMES_B,
    NAMES_SHARED,
    LEAD_A,
    LEAD_B,
    LEAD_A_IN_B,
    LEAD_B_IN_A,
    FIGURES_A,
    FIGURES_B,
    FIGURES_SHARED,
    FIGURES_LARGE,
    DAY,
    QUOTATIONS,
    RUNS,
    TOUCHED_A,
    TOUCHED_B,
    ANOTHER,
    TAKEN_OVER,
) = range(37)
MEASURES = 37


@patient_kernel
def narrated(rows: Ints, begins: Ints) -> tuple[Ints, Ints]:
    """The narrator's words: what is neither quotation nor headline, and where each text's begin."""
    kept = np.empty((len(rows), COLUMNS), np.int64)
    at = np.zeros(len(begins), np.int64)
    n = whole(0)
    for text in range(len(begins) - 1):
        for k in range(begins[text], begins[text + 1]):
            if rows[k, ROLE] & (SPOKEN | HEAD) == 0 and n - at[text] < MOST_WORDS:
                for column in range(COLUMNS):
                    kept[n, column] = rows[k, column]
                n += 1
        at[text + 1] = n
    return kept[:n], at


@patient_kernel
def compare_pairs(
    rows: Ints, begins: Ints, told_rows: Ints, told_begins: Ints, facts: Ints, pairs: Ints
) -> tuple[Ints, Ints]:
    """Measures of each pair, shape (n, MEASURES), and its longest runs: length, place in a's narration, place in b's.

    Args:
        rows: words of the texts; `told_rows` the narrator's alone (see `narrated`); each with where a text's begin.
        facts: see `facts.facts_of`.
        pairs: a and b, places of texts; shape (n, 2).
    """
    measures = np.zeros((len(pairs), MEASURES), np.int64)
    kept = np.zeros((len(pairs), KEPT_RUNS, 3), np.int64)
    most = whole(16)
    for text in range(len(begins) - 1):
        most = max(most, min(begins[text + 1] - begins[text], 2 * MOST_WORDS))
    table = np.zeros((size_for(2 * most), 3), np.int64)
    narrow = min(most, MOST_WORDS)
    scratch = np.zeros((12, most + 1), np.int64)
    runs = np.zeros((MOST_RUNS, 3), np.int64)
    matches = np.zeros((narrow * 6 + 1, MATCH_COLUMNS), np.int64)
    for p in range(len(pairs)):
        a, b = pairs[p, 0], pairs[p, 1]
        ends = (told_begins[a], told_begins[a + 1], told_begins[b], told_begins[b + 1])
        _words_in_rows(told_rows, ends, table, scratch, runs, kept[p], measures[p])
        _chains(told_rows, ends, table, scratch, matches, measures[p])
        _named(facts[a], facts[b], measures[p])
        if measures[p, GRAMS_SHARED] > 0 or measures[p, CHAINED] > 0:
            _sentences_told(told_rows, ends, table, scratch, measures[p])
        same = _quoted(rows, begins[a], begins[a + 1], begins[b], begins[b + 1], table, scratch)
        again = _quoted(rows, begins[b], begins[b + 1], begins[a], begins[a + 1], table, scratch)
        measures[p, QUOTATIONS] = max(same, again)
        measures[p, ANOTHER] = _form_of_another(measures[p]) or _facts_differ(measures[p])
        measures[p, TAKEN_OVER] = _taken_over(measures[p])
    return measures, kept


@inner
def _words_in_rows(
    rows: Ints, ends: tuple[int, int, int, int], table: Ints, scratch: Ints, runs: Ints, kept: Ints, out: Ints
) -> None:
    a, a_end, b, b_end = ends
    n, m = a_end - a, b_end - b
    size = size_for(max(n, m))
    of_a, of_b, following, taken_a, taken_b = scratch[0], scratch[1], scratch[2], scratch[3], scratch[4]
    grams(rows, a, a_end, of_a)
    grams(rows, b, b_end, of_b)
    for k in range(n):
        taken_a[k] = 0
    for k in range(m):
        taken_b[k] = 0
    out[WORDS_A], out[WORDS_B] = n, m
    out[GRAMS_A] = count_distinct(of_a, n, table, size)
    out[GRAMS_B] = index(of_b, m, table, size, following)
    out[GRAMS_SHARED], out[GRAMS_TELLING] = count_shared(rows, a, of_a, n, table, size)
    found = find_runs(rows, a, a_end, b, b_end, of_a, table, size, following, runs)
    out[RUNS], out[COVERED], out[LONGEST] = keep_apart(runs, found, taken_a, taken_b, kept)


@inner
def _sentences_told(rows: Ints, ends: tuple[int, int, int, int], table: Ints, scratch: Ints, out: Ints) -> None:
    a, a_end, b, b_end = ends
    n, m = a_end - a, b_end - b
    size = size_for(max(n, m))
    stems_a, stems_b, sentence_a, sentence_b = scratch[0], scratch[1], scratch[2], scratch[3]
    sizes_a, sizes_b, hits, following = scratch[4], scratch[5], scratch[6], scratch[7]
    stems_in_sentences(rows, a, a_end, stems_a, sentence_a)
    stems_in_sentences(rows, b, b_end, stems_b, sentence_b)
    for k in range(max(n, m)):
        hits[k] = 0
    index(stems_a, n, table, size, following)
    sentence_sizes(stems_a, sentence_a, n, table, size, sizes_a)
    index(stems_b, m, table, size, following)
    sentence_sizes(stems_b, sentence_b, m, table, size, sizes_b)
    _forget(table, size)
    out[TOLD_A], out[TOLD_IN_A] = told(
        stems_a, sentence_a, sizes_a, n, table, size, following, sentence_b, sizes_b, hits
    )
    index(stems_a, n, table, size, following)
    out[TOLD_B], out[TOLD_IN_B] = told(
        stems_b, sentence_b, sizes_b, m, table, size, following, sentence_a, sizes_a, hits
    )


@inner
def _forget(table: Ints, size: int) -> None:
    for k in range(size):
        table[k, 2] = -1


@inner
def _chains(rows: Ints, ends: tuple[int, int, int, int], table: Ints, scratch: Ints, matches: Ints, out: Ints) -> None:
    a, a_end, b, b_end = ends
    rows_a, rows_b, stems_a, stems_b, following = scratch[0], scratch[1], scratch[2], scratch[3], scratch[4]
    in_a, in_b, counts = scratch[5], scratch[6], scratch[7]
    n = content_rows(rows, a, a_end, rows_a, stems_a)
    m = content_rows(rows, b, b_end, rows_b, stems_b)
    out[CONTENT_A], out[CONTENT_B] = n, m
    for k in range(n):
        in_a[k] = 0
    for k in range(m):
        in_b[k] = 0
    for k in range(5):
        counts[k] = 0
    size = size_for(m)
    index(stems_b, m, table, size, following)
    found = link_matches(rows, rows_a, stems_a, n, table, size, following, matches)
    walk_chains(rows, rows_a, rows_b, matches, found, in_a, in_b, counts)
    out[CHAINED], out[CHAINED_OWN], out[SLOTS_SAME] = counts[0], counts[1], counts[2]
    out[SLOTS_OTHER], out[WORDS_OTHER] = counts[3], counts[4]
    out[TOUCHED_A] = in_touched_sentences(rows, rows_a, n, in_a)
    out[TOUCHED_B] = in_touched_sentences(rows, rows_b, m, in_b)


@inner
def _named(a: Ints, b: Ints, out: Ints) -> None:
    first_a, first_b = first_in_both(a, b, N_NAMES, NAMES), first_in_both(b, a, N_NAMES, NAMES)
    out[NAMES_A], out[NAMES_B] = a[N_NAMES] + first_a, b[N_NAMES] + first_b
    out[NAMES_SHARED] = in_both(a, b, N_NAMES, NAMES, N_NAMES, NAMES) + first_a + first_b
    out[LEAD_A], out[LEAD_B] = a[N_LEAD], b[N_LEAD]
    out[LEAD_A_IN_B] = in_both(a, b, N_LEAD, LEAD, N_NAMES, NAMES) + first_in_both(b, a, N_LEAD, LEAD)
    out[LEAD_B_IN_A] = in_both(b, a, N_LEAD, LEAD, N_NAMES, NAMES) + first_in_both(a, b, N_LEAD, LEAD)
    out[FIGURES_A], out[FIGURES_B] = a[N_FIGURES], b[N_FIGURES]
    out[FIGURES_SHARED] = in_both(a, b, N_FIGURES, FIGURES, N_FIGURES, FIGURES)
    out[FIGURES_LARGE] = large_in_both(a, b)
    most = 2 * out[FIGURES_SHARED] >= min(out[FIGURES_A], out[FIGURES_B])
    out[DAY] = days_near(a, b, out[FIGURES_SHARED] > 1 and most)


@inner
def _quoted(rows: Ints, a: int, a_end: int, b: int, b_end: int, table: Ints, scratch: Ints) -> int:
    """Quotations of a whose words stand, most of them, in quotations of b."""
    of_a, of_b = scratch[0], scratch[1]
    n = spoken_grams(rows, a, min(a_end, a + 2 * MOST_WORDS), of_a)
    m = spoken_grams(rows, b, min(b_end, b + 2 * MOST_WORDS), of_b)
    if n == 0 or m == 0:
        return 0
    size = size_for(m)
    clear(table, size)
    for k in range(m):
        if of_b[k] != 0:
            table[slot_of(table, size, of_b[k]), 0] = of_b[k]
    same = length = hits = 0
    for k in range(n + 1):
        if k == n or of_a[k] == 0:
            same += 1 if length > 0 and 2 * hits >= length else 0
            length = hits = 0
        else:
            length += 1
            hits += 1 if table[slot_of(table, size, of_a[k]), 0] != 0 else 0
    return same


@inner
def _form_of_another(m: Ints) -> bool:
    """Whether names, figures and days differ at the same places, and the words around them hardly do."""
    same, other = m[SLOTS_SAME], m[SLOTS_OTHER]
    if other == 0 or (other == 1 and min(m[WORDS_A], m[WORDS_B]) >= _ONE_SLOT):
        return False
    slots = other / (same + other)
    ordinary = max(0, m[CHAINED] - same)
    words = m[WORDS_OTHER] / max(1, ordinary + m[WORDS_OTHER])
    return bool(slots >= 0.25 and words <= 0.5 * slots)


@inner
def _facts_differ(m: Ints) -> bool:
    """Whether names, figures and days agree far less than the words: for one incident they agree more."""
    lead, found = (m[LEAD_A], m[LEAD_A_IN_B]) if m[WORDS_A] <= m[WORDS_B] else (m[LEAD_B], m[LEAD_B_IN_A])
    agree = found + m[FIGURES_SHARED] + max(0, m[DAY])
    at_hand = lead + min(m[FIGURES_A], m[FIGURES_B]) + abs(m[DAY])
    in_order = m[CHAINED] / max(1, min(m[CONTENT_A], m[CONTENT_B]))
    return bool(agree + _FACTS < _AS_WORDS * in_order * at_hand)


@inner
def _taken_over(m: Ints) -> bool:
    """Whether a long passage stands in both word for word, names and figures and all: no form filled in anew."""
    return bool(m[LONGEST] >= _PASSAGE and m[SLOTS_SAME] >= _IN_PASSAGE and m[SLOTS_OTHER] == 0)
