"""Precision, recall and F1 over texts, with 95 % intervals from resampling whole texts (seeded)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from reading.labels import Labelled
from reading.match import MATCHERS, Outcome
from truceline.model.mentions import AnyMention

_DRAWS = 2000


@dataclass(frozen=True)
class Score:
    kind: str
    labels: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    answers: dict[str, tuple[int, int]]  # question → right, asked


def outcomes(rows: list[Labelled], found: list[list[AnyMention]], kind: str) -> list[tuple[Labelled, Outcome]]:
    """One outcome for each text that is labelled for the kind."""
    return [
        (row, MATCHERS[kind](row, mentions)) for row, mentions in zip(rows, found, strict=True) if kind in row.kinds
    ]


def score(kind: str, results: list[Outcome]) -> Score:
    counts = np.array([(o.hits, len(o.missed), len(o.false)) for o in results] or [(0, 0, 0)], dtype=np.int64)
    hits, missed, false = counts.sum(axis=0)
    draws = np.random.default_rng(20260205).multinomial(len(counts), np.full(len(counts), 1 / len(counts)), _DRAWS)
    spread = [_f1(*row) for row in draws @ counts]
    right: Counter[str] = sum((o.right for o in results), Counter())
    asked: Counter[str] = sum((o.asked for o in results), Counter())
    return Score(
        kind,
        int(hits + missed),
        float(hits / max(1, hits + false)),
        float(hits / max(1, hits + missed)),
        _f1(hits, missed, false),
        float(np.quantile(spread, 0.025)),
        float(np.quantile(spread, 0.975)),
        {question: (right[question], asked[question]) for question in sorted(asked)},
    )


def _f1(hits: int, missed: int, false: int) -> float:
    return float(2 * hits / max(1, 2 * hits + missed + false))


def line(lang: str, s: Score) -> str:
    """One row of the table."""
    more = "  ".join(f"{q} {right}/{asked}={right / asked:.2f}" for q, (right, asked) in s.answers.items())
    return (
        f"{lang}  {s.kind:11} {s.labels:5}  {s.precision:.3f}  {s.recall:.3f}  {s.f1:.3f}"
        f"  [{s.low:.3f}, {s.high:.3f}]  {more}"
    )
