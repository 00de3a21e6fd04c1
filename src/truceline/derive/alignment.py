"""Which passages of two texts tell the same, in which order each text tells it."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import sqrt
from typing import NamedTuple

from truceline.derive.passages import Told

#: likeness (cosine of the content words, rare ones weigh more) from which two passages tell the same
_ALIKE = 0.25
#: a passage that tells a part of what is told already is put beside it from here on
_JOINS = 0.35
_LEAST_SHARED = 2
#: weight of a word that stands in one passage only
_UNIT = 1_000_000
#: passages of one text beside one of the other; more is a list, not a sentence that was cut up
_MOST_BESIDE = 4


class Row(NamedTuple):
    """Indices of passages that stand side by side, each in the order of its text."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    moved: bool


class _Likeness(NamedTuple):
    value: float
    a: int
    b: int


def align(a: tuple[Told, ...], b: tuple[Told, ...]) -> tuple[Row, ...]:
    """Every passage of both texts exactly once, in the order of `a`; what only `b` tells follows what precedes it."""
    rows = _rows(_likenesses(a, b), a, b)
    pairs = sorted((tuple(sorted(left)), tuple(sorted(right))) for left, right in rows)
    weights = [sum(len(a[i].tokens) for i in left) for left, _ in pairs]
    return _in_order(pairs, _rising([right[0] for _, right in pairs], weights), len(a), len(b))


def _likenesses(a: tuple[Told, ...], b: tuple[Told, ...]) -> list[_Likeness]:
    """Pairs of passages that share content words, the most alike first. Weights are whole, so sums have no order."""
    stems_a, stems_b = [told.stems for told in a], [told.stems for told in b]
    common = Counter(stem for stems in (*stems_a, *stems_b) for stem in stems)
    weight = {stem: round(_UNIT / sqrt(number)) for stem, number in common.items()}
    norm_a, norm_b = ([sum(weight[stem] for stem in stems) for stems in side] for side in (stems_a, stems_b))
    holding: dict[str, list[int]] = defaultdict(list)
    for j, stems in enumerate(stems_b):
        for stem in stems:
            holding[stem].append(j)
    found = []
    for i, stems in enumerate(stems_a):
        number: Counter[int] = Counter()
        dot: Counter[int] = Counter()
        for stem in stems:
            for j in holding.get(stem, ()):
                number[j] += 1
                dot[j] += weight[stem]
        for j, product in dot.items():
            value = product / sqrt(norm_a[i] * norm_b[j])
            if value >= _ALIKE and number[j] >= min(_LEAST_SHARED, len(stems), len(stems_b[j])):
                found.append(_Likeness(value, i, j))
    return sorted(found, key=lambda x: (-x.value, x.a, x.b))


def _rows(likenesses: list[_Likeness], a: tuple[Told, ...], b: tuple[Told, ...]) -> list[tuple[list[int], list[int]]]:
    """One partner for each passage, the most alike first; then what is left joins the row that tells it too.

    A sentence that the other text tells within a longer one, or in two, stands beside that one.
    """
    row_of_a: dict[int, tuple[list[int], list[int]]] = {}
    row_of_b: dict[int, tuple[list[int], list[int]]] = {}
    for _, i, j in likenesses:
        # a headline tells what the first sentence tells: it must not take that sentence's partner
        if i not in row_of_a and j not in row_of_b and a[i].title == b[j].title:
            row_of_a[i] = row_of_b[j] = ([i], [j])
    rows = list(row_of_a.values())
    joined_a, joined_b = set(row_of_a), set(row_of_b)
    for value, i, j in likenesses:
        if value < _JOINS:
            break
        if i not in joined_a and j in row_of_b and len(row_of_b[j][0]) < _MOST_BESIDE:
            row_of_b[j][0].append(i)
            joined_a.add(i)
        if j not in joined_b and i in row_of_a and len(row_of_a[i][1]) < _MOST_BESIDE:
            row_of_a[i][1].append(j)
            joined_b.add(j)
    return rows


def _in_order(
    pairs: list[tuple[tuple[int, ...], tuple[int, ...]]], kept: frozenset[int], length_a: int, length_b: int
) -> tuple[Row, ...]:
    shared = {left[0]: Row(left, right, moved=n not in kept) for n, (left, right) in enumerate(pairs)}
    beside_a = {i for left, _ in pairs for i in left}
    after: dict[int, list[int]] = defaultdict(list)  # passages only b has, by the last passage of b with a partner
    last = -1
    partnered = {j: left[0] for left, right in pairs for j in right}
    for j in range(length_b):
        if j in partnered:
            last = partnered[j]
        else:
            after[last].append(j)
    rows = [Row((), (j,), moved=False) for j in after[-1]]
    for i in range(length_a):
        if i in shared:
            rows.append(shared[i])
            rows.extend(Row((), (j,), moved=False) for j in after[i])
        elif i not in beside_a:
            rows.append(Row((i,), (), moved=False))
    return tuple(rows)


def _rising(numbers: list[int], weights: list[int]) -> frozenset[int]:
    """Places of the heaviest rising subsequence: most of what both texts tell, in one order."""
    best: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        earlier = [k for k in range(place) if numbers[k] < number]
        last = max(earlier, key=lambda k: (best[k], -k), default=-1)
        before.append(last)
        best.append(weights[place] + (best[last] if last >= 0 else 0))
    kept = set()
    at = max(range(len(best)), key=lambda k: (best[k], -k), default=-1)
    while at >= 0:
        kept.add(at)
        at = before[at]
    return frozenset(kept)
