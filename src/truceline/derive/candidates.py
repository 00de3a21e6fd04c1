"""Which pairs are worth comparing: an inverted index of rare shingles and rare names, never all pairs.

A key in few documents pairs them all; a key in many is a formula (or one story in hundreds of outlets) and pairs each
document with its neighbours in time only. So the work grows with the number of words, not of pairs.
The idea is that of Passim (Smith, Cordell, Mullen 2015).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations, pairwise

from truceline.derive.narration import Narration
from truceline.derive.params import DeriveParams
from truceline.derive.runs import shingles

Pair = tuple[int, int]


def candidates(narrations: list[Narration], params: DeriveParams) -> list[Pair]:
    """Pairs of indices (low, high) to compare, sorted. The narrations must be in order of day and id."""
    by_words = _paired(narrations, shingles, params)
    by_names = _paired(narrations, _anchors, params)
    chosen = {pair for pair, n in by_words.items() if n >= params.shared_shingles}
    chosen |= {pair for pair, n in by_names.items() if n >= params.shared_anchors}
    chosen |= set(_same_fingerprint(narrations))
    return sorted(pair for pair in chosen if _in_window(narrations, pair, params.window_days))


def _paired(
    narrations: list[Narration], keys_of: Callable[[Narration], Iterable[Hashable]], params: DeriveParams
) -> Counter[Pair]:
    postings: dict[Hashable, list[int]] = {}
    for index, narration in enumerate(narrations):
        for key in keys_of(narration):
            postings.setdefault(key, []).append(index)
    shared: Counter[Pair] = Counter()
    for documents in postings.values():
        if len(documents) > 1:
            shared.update(combinations(documents, 2) if len(documents) <= params.rare_in else pairwise(documents))
    return shared


def _anchors(narration: Narration) -> Iterator[str]:
    yield from narration.names
    yield from narration.numbers


def _same_fingerprint(narrations: list[Narration]) -> Iterator[Pair]:
    last: dict[str, int] = {}
    for index, narration in enumerate(narrations):
        if narration.fingerprint in last:
            yield last[narration.fingerprint], index
        if narration.fingerprint:
            last[narration.fingerprint] = index


def _in_window(narrations: list[Narration], pair: Pair, days: int) -> bool:
    first, second = (narrations[index].published_day for index in pair)
    return first is None or second is None or abs(first - second) <= days
