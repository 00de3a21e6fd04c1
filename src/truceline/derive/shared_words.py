"""The words that stand in two passages: in one order, moved within the sentence, in another spelling or form."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from truceline.derive.passages import Token
from truceline.derive.spelling import bare, one_form, same_but_for_spelling
from truceline.model.comparison import Run
from truceline.model.comparison_codes import RunKind

#: words in a row that count as moved, when they stand elsewhere in the other passage
_LEAST_MOVED = 3
#: words of one side of a row; more are a list
_MOST = 320


class Shared(NamedTuple):
    """Place of a word in `a` and of the same word in `b`."""

    a: int
    b: int
    kind: RunKind


def shared_words(a: Sequence[Token], b: Sequence[Token]) -> tuple[Shared, ...]:
    """Words of both, sorted by their place in `a`; lone function words, which stand in any two sentences, left out."""
    a, b = a[:_MOST], b[:_MOST]
    keys_a, keys_b = [t.key for t in a], [t.key for t in b]
    found: list[Shared] = []
    matcher = SequenceMatcher(None, keys_a, keys_b, autojunk=False)
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal" and _tells(a[a0:a1]):
            found += [Shared(a0 + k, b0 + k, "same") for k in range(a1 - a0)]
        elif tag == "replace":
            found += _varied(a, b, range(a0, a1), range(b0, b1))
    found += _moved(a, b, {s.a for s in found}, {s.b for s in found})
    return tuple(sorted(found))


def _tells(words: Sequence[Token]) -> bool:
    return len(words) > 1 or any(token.stem for token in words)


def _varied(a: Sequence[Token], b: Sequence[Token], there: range, here: range) -> list[Shared]:
    """Words of a replaced stretch that are the same but for their spelling or their form, in order."""
    found = []
    free = list(here)
    for i in there:
        match = next((j for j in free if _one_word(a[i], b[j])), None)
        if match is not None:
            found.append(Shared(i, match, "same" if bare(a[i].key) == bare(b[match].key) else "varied"))
            free = [j for j in free if j > match]
    return found


def _one_word(a: Token, b: Token) -> bool:
    return same_but_for_spelling(a.word, b.word) or (a.stem is not None and a.stem == b.stem and one_form(a.key, b.key))


def _moved(a: Sequence[Token], b: Sequence[Token], used_a: set[int], used_b: set[int]) -> list[Shared]:
    """Runs that stand in both, but not in one order: "Zakharova said" and "said Zakharova" are no such runs."""
    free: dict[tuple[str, ...], int] = {}
    for start in range(len(b) - _LEAST_MOVED + 1):
        if used_b.isdisjoint(range(start, start + _LEAST_MOVED)):
            free.setdefault(tuple(t.key for t in b[start : start + _LEAST_MOVED]), start)
    found: list[Shared] = []
    taken: set[int] = set(used_b)
    i = 0
    while i <= len(a) - _LEAST_MOVED:
        j = free.get(tuple(t.key for t in a[i : i + _LEAST_MOVED]))
        if j is None or not used_a.isdisjoint(range(i, i + _LEAST_MOVED)):
            i += 1
            continue
        length = 0
        while _alike(a, b, i + length, j + length) and i + length not in used_a and j + length not in taken:
            length += 1
        if length >= _LEAST_MOVED:
            found += [Shared(i + k, j + k, "same") for k in range(length)]
            taken.update(range(j, j + length))
        i += max(length, 1)
    return found


def _alike(a: Sequence[Token], b: Sequence[Token], i: int, j: int) -> bool:
    return i < len(a) and j < len(b) and a[i].key == b[j].key


def runs(tokens: Sequence[Token], matched: dict[int, tuple[int, RunKind]]) -> tuple[Run, ...]:
    """Matched words as runs: words that follow each other in both texts are one run.

    `matched` gives for the place of a word the place of its counterpart, and how it is the same.
    """
    found: list[Run] = []
    places = sorted(matched)
    starts = [places[0]] if places else []
    starts += [j for i, j in pairwise(places) if not _goes_on(i, j, matched)]
    for start in starts:
        end = start
        while end + 1 in matched and _goes_on(end, end + 1, matched):
            end += 1
        found.append(Run(tokens[start].start, tokens[end].end, matched[start][1]))
    return tuple(found)


def _goes_on(i: int, j: int, matched: dict[int, tuple[int, RunKind]]) -> bool:
    return j == i + 1 and matched[j][0] == matched[i][0] + 1 and matched[j][1] == matched[i][1]
