"""What two narrations share, as shares in [0, 1]. The verdict on it is `verdict`'s."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

import msgspec

from truceline.derive.narration import Narration
from truceline.derive.runs import Run, shared_runs, shingles, telling_shingles

T = TypeVar("T", bound=Hashable)

#: a sentence goes back to one of the other text when this share of its content words stands there
_SENTENCE_SHARED = 0.5
_SENTENCE_WORDS = 4
_QUOTATION_WORDS = 4
_SMALL = frozenset({"10", "11", "12"})


class Likeness(msgspec.Struct, frozen=True):
    """Two narrations compared. Symmetric but for the order of `runs`, `covered` and `told`, which follow (a, b)."""

    shingles: float  # Jaccard of the narrator's three-word shingles
    shared: int  # how many telling shingles stand in both
    contained: float  # share of the shorter text's shingles that stand in the longer
    numbers: float  # Jaccard of the numbers
    figures: int  # numbers in both, those up to twelve counted half
    figures_conflict: bool  # both texts have several numbers, and none in common
    names: float  # share of the names of the poorer text that stand in the other
    lead: float  # the same, for the names of headline and opening
    longest_run: int
    runs: tuple[Run, ...]
    covered: tuple[float, float]  # share of each narrator's words that stand in shared runs
    told: tuple[float, float]  # share of each narrator's sentences whose content words stand in one of the other's
    quotations: int  # quotations that stand in both
    same_weekday: bool | None  # None when either names none
    lengths: tuple[int, int]


def compare(a: Narration, b: Narration) -> Likeness:
    """Likeness of two narrations; no part of it depends on other documents."""
    runs = shared_runs(a, b)
    grams_a, grams_b = shingles(a), shingles(b)
    shared = sum(run.length for run in runs)
    return Likeness(
        shingles=_jaccard(grams_a, grams_b),
        shared=len(telling_shingles(a) & telling_shingles(b)),
        contained=_contained(grams_a, grams_b),
        numbers=_jaccard(a.numbers, b.numbers),
        figures=sum(1 if len(n) == 1 or n in _SMALL else 2 for n in a.numbers & b.numbers) // 2,
        figures_conflict=min(len(a.numbers), len(b.numbers)) > 1 and not a.numbers & b.numbers,
        names=_contained(a.names, b.names),
        lead=_contained(a.lead, b.names) if len(a.lead) <= len(b.lead) else _contained(b.lead, a.names),
        longest_run=max((run.length for run in runs), default=0),
        runs=runs,
        covered=(shared / max(1, a.length), shared / max(1, b.length)),
        told=(_told(a, b), _told(b, a)),
        quotations=_same_quotations(a, b),
        same_weekday=bool(a.weekdays & b.weekdays) if a.weekdays and b.weekdays else None,
        lengths=(a.length, b.length),
    )


def _jaccard(a: frozenset[T], b: frozenset[T]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def _contained(a: frozenset[T], b: frozenset[T]) -> float:
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def _told(a: Narration, b: Narration) -> float:
    """Share of a's sentences that b tells too, each weighed by its content words."""
    sentences = [sentence for sentence in a.sentences if len(sentence) >= _SENTENCE_WORDS]
    weight = sum(map(len, sentences))
    told = sum(len(sentence) for sentence in sentences if any(_tells(other, sentence) for other in b.sentences))
    return told / weight if weight else 0.0


def _tells(other: frozenset[str], sentence: frozenset[str]) -> bool:
    shorter = min(len(sentence), max(_SENTENCE_WORDS, len(other)))
    return len(sentence & other) >= _SENTENCE_SHARED * shorter


def _same_quotations(a: Narration, b: Narration) -> int:
    """Quotations of several words that one text has whole and the other whole or longer; the same seen from both."""
    pairs = ((a.quotations, b.quotations), (b.quotations, a.quotations))
    return len(
        {
            shorter
            for short, long in pairs
            for shorter in short
            if shorter.count(" ") >= _QUOTATION_WORDS - 1 and any(f" {shorter} " in f" {longer} " for longer in long)
        }
    )
