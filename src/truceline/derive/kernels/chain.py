# mypy: disable-error-code="no-any-return"
"""Content words that two narrations have in one order with little between them: what a rewriter leaves standing.

And what stands in one text at the place of something else in the other: a form filled in for another incident differs
in names, days and figures and in nothing else; who rewrites, changes the words and keeps those.
"""

from __future__ import annotations

from truceline.compiled import inner
from truceline.derive.kernels.rows import CAPITAL, DATE, MONTH, NUMBER, RELATIVE, ROLE, SENTENCE, STEM, WEEKDAY, Ints
from truceline.derive.kernels.shared import T_FIRST, T_KEY, is_telling, slot_of

#: content words that may be skipped in each text between two that match
_REACH = 8
#: how many more may be skipped in one text than in the other
_SLACK = 3
#: matches that make a chain, and how many of them must be the narrator's choice
_LINKS, _TELLING = 4, 2
#: places of one word in the other text that are followed
_MOST_PLACES = 6
_SLOT = CAPITAL | NUMBER | DATE | WEEKDAY | MONTH | RELATIVE

# columns of a match
_I, _J, _SCORE, _BACK, _SEEN, _TOLD = range(6)
COLUMNS = 6


@inner
def content_rows(rows: Ints, first: int, last: int, out: Ints, stems: Ints) -> int:
    """Rows and stems of the content words; returns how many."""
    n = 0
    for k in range(first, last):
        if rows[k, STEM] != 0:
            out[n] = k
            stems[n] = rows[k, STEM]
            n += 1
    return n


@inner
def link_matches(
    rows: Ints, a: Ints, a_stems: Ints, n: int, table: Ints, size: int, following: Ints, matches: Ints
) -> int:
    """Matches of content words with the best chain that ends in each; `table` holds the places of b's stems."""
    m = 0
    recent = 0  # first match near enough to link to
    for i in range(n):
        slot = slot_of(table, size, a_stems[i])
        if table[slot, T_KEY] == 0:
            continue
        while recent < m and matches[recent, _I] < i - _REACH:
            recent += 1
        own = 1 if is_telling(rows[a[i], ROLE], rows[a[i], STEM]) else 0
        until = m
        j = table[slot, T_FIRST]
        places = 0
        while j >= 0 and places < _MOST_PLACES and m < len(matches):
            matches[m, _I], matches[m, _J], matches[m, _SEEN] = i, j, 0
            matches[m, _SCORE], matches[m, _BACK], matches[m, _TOLD] = 1, -1, own
            for p in range(recent, until):
                gap = j - matches[p, _J]
                even = 0 < gap <= _REACH and abs(i - matches[p, _I] - gap) <= _SLACK
                if even and matches[p, _SCORE] >= matches[m, _SCORE]:
                    matches[m, _SCORE] = matches[p, _SCORE] + 1
                    matches[m, _BACK] = p
                    matches[m, _TOLD] = matches[p, _TOLD] + own
            m += 1
            j = following[j]
            places += 1
    return m


@inner
def walk_chains(rows: Ints, a: Ints, b: Ints, matches: Ints, m: int, in_a: Ints, in_b: Ints, out: Ints) -> None:
    """Mark the words of a and b that stand in chains, and count into `out`: words in chains, the narrator's own among
    them, slots that agree and that differ, ordinary words that differ."""
    for end in range(m - 1, -1, -1):
        if matches[end, _SCORE] < _LINKS or matches[end, _TOLD] < _TELLING:
            continue
        k = end
        while k >= 0 and matches[k, _SEEN] == 0:
            i, j = matches[k, _I], matches[k, _J]
            matches[k, _SEEN] = 1
            if in_a[i] == 0 and in_b[j] == 0:
                role = rows[a[i], ROLE]
                out[0] += 1
                out[1] += 1 if is_telling(role, 1) else 0
                out[2] += 1 if role & _SLOT else 0
                p = matches[k, _BACK]
                if p >= 0:
                    _between(rows, a, b, matches[p, _I], i, matches[p, _J], j, out)
            in_a[i] = 1
            in_b[j] = 1
            k = matches[k, _BACK]


@inner
def _between(rows: Ints, a: Ints, b: Ints, i: int, i_end: int, j: int, j_end: int, out: Ints) -> None:
    """What stands between two links of a chain, word against word where both texts have equally many."""
    if i_end - i != j_end - j:
        out[4] += min(i_end - i, j_end - j) - 1
        return
    for k in range(1, i_end - i):
        x, y = rows[a[i + k], ROLE], rows[b[j + k], ROLE]
        if x & _SLOT and y & _SLOT:
            out[3] += 1
        else:
            out[4] += 1


@inner
def in_touched_sentences(rows: Ints, content: Ints, n: int, marked: Ints) -> int:
    """Content words of the sentences in which chains leave traces: at least two words, and one in five."""
    found = 0
    k = 0
    while k < n:
        begin = k
        traces = 0
        while k < n and rows[content[k], SENTENCE] == rows[content[begin], SENTENCE]:
            traces += marked[k]
            k += 1
        found += k - begin if traces >= 2 and 5 * traces >= k - begin else 0
    return found
