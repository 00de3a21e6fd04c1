"""Runs of the narrator's words that stand in two texts: greedy string tiling, longest first (Wise 1993)."""

from __future__ import annotations

from typing import NamedTuple

from truceline.derive.narration import GAP, Narration

SHINGLE = 3
#: how often the same three words are followed in one text; more is a formula, or an attack
_MOST_REPEATS = 8


class Run(NamedTuple):
    """`length` words that are the same from word `a` of one narration and word `b` of the other."""

    a: int
    b: int
    length: int


def shingles(narration: Narration) -> frozenset[tuple[str, ...]]:
    """Every three words in a row that no gap interrupts."""
    words = narration.words
    return frozenset(gram for gram in zip(words, words[1:], words[2:], strict=False) if gram[0] and gram[1] and gram[2])


def telling_shingles(narration: Narration) -> frozenset[tuple[str, ...]]:
    """Shingles with a word of the narrator's own choice: "Foreign Minister Sergei" tells nothing of who copied whom."""
    words, own = narration.words, narration.telling
    places = zip(words, words[1:], words[2:], own, own[1:], own[2:], strict=False)
    return frozenset((x, y, z) for x, y, z, p, q, r in places if x and y and z and (p or q or r))


def shared_runs(a: Narration, b: Narration) -> tuple[Run, ...]:
    """Runs of at least three words without overlap, longest first, then by place."""
    there = _positions(b)
    runs = [
        run
        for gram, starts in _positions(a).items()
        for i in starts[:_MOST_REPEATS]
        for j in there.get(gram, ())[:_MOST_REPEATS]
        if (run := _extended(a.words, b.words, i, j))
    ]
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    kept: list[Run] = []
    for run in sorted(runs, key=lambda r: (-r.length, r.a, r.b)):
        in_a, in_b = range(run.a, run.a + run.length), range(run.b, run.b + run.length)
        if taken_a.isdisjoint(in_a) and taken_b.isdisjoint(in_b):
            taken_a.update(in_a)
            taken_b.update(in_b)
            kept.append(run)
    return tuple(kept)


def _positions(narration: Narration) -> dict[tuple[str, ...], list[int]]:
    words = narration.words
    positions: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(words) - SHINGLE + 1):
        gram = words[i : i + SHINGLE]
        if GAP not in gram:
            positions.setdefault(gram, []).append(i)
    return positions


def _extended(a: tuple[str, ...], b: tuple[str, ...], i: int, j: int) -> Run | None:
    """The longest run from here on; None when it had already begun before."""
    if i and j and a[i - 1] == b[j - 1] != GAP:
        return None
    length = SHINGLE
    while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length] != GAP:
        length += 1
    return Run(i, j, length)
