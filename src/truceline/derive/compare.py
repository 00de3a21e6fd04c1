"""What two narrations share, as shares in [0, 1]. The verdict on it is `verdict`'s."""

from __future__ import annotations

import msgspec

from truceline.derive.narration import Narration
from truceline.derive.runs import Run, shared_runs, shingles, telling_shingles

#: a sentence goes back to one of the other text when this share of its content words stands there
_SENTENCE_SHARED = 0.5
_SENTENCE_WORDS = 4


class Likeness(msgspec.Struct, frozen=True):
    """The narrators' words compared. Symmetric but for `runs`, `covered` and `told`, which follow the order (a, b)."""

    shingles: float  # Jaccard of the narrator's three-word shingles
    shared: int  # how many telling shingles stand in both
    contained: float  # share of the shorter text's shingles that stand in the longer
    longest_run: int
    runs: tuple[Run, ...]
    covered: tuple[float, float]  # share of each narrator's words that stand in shared runs
    told: tuple[float, float]  # share of each narrator's sentences whose content words stand in one of the other's
    lengths: tuple[int, int]


def compare(a: Narration, b: Narration) -> Likeness:
    """Likeness of two narrations; no part of it depends on other documents."""
    runs = shared_runs(a, b)
    grams_a, grams_b = shingles(a), shingles(b)
    shared = sum(run.length for run in runs)
    smaller = min(len(grams_a), len(grams_b))
    return Likeness(
        shingles=len(grams_a & grams_b) / max(1, len(grams_a | grams_b)),
        shared=len(telling_shingles(a) & telling_shingles(b)),
        contained=len(grams_a & grams_b) / max(1, smaller),
        longest_run=max((run.length for run in runs), default=0),
        runs=runs,
        covered=(shared / max(1, a.length), shared / max(1, b.length)),
        told=(_told(a, b), _told(b, a)),
        lengths=(a.length, b.length),
    )


def _told(a: Narration, b: Narration) -> float:
    """Share of a's sentences that b tells too, each weighed by its content words."""
    sentences = [sentence for sentence in a.sentences if len(sentence) >= _SENTENCE_WORDS]
    weight = sum(map(len, sentences))
    told = sum(len(sentence) for sentence in sentences if any(_tells(other, sentence) for other in b.sentences))
    return told / weight if weight else 0.0


def _tells(other: frozenset[str], sentence: frozenset[str]) -> bool:
    shorter = min(len(sentence), max(_SENTENCE_WORDS, len(other)))
    return len(sentence & other) >= _SENTENCE_SHARED * shorter
