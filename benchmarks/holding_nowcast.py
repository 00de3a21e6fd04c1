"""Nowcast of late reports: Syria's events by the day they happened and the day of their source."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np

from holding_series import syria_rows
from truceline.measure.nowcast import MOST_DELAY_DAYS, nowcast

_FIRST, _DAYS = date(2016, 1, 1), 1400
_EVERY, _LEARN = 2, 150


def measure(folder: Path) -> list[dict[str, object]]:
    """Mean absolute error and coverage by age of the day, every second day, each judged by the days before it."""
    whole = _triangle(folder)
    truth = whole.sum(axis=1)
    found: dict[int, list[tuple[float, float, bool, int]]] = {age: [] for age in (0, 1, 2)}
    for today in range(_LEARN, _DAYS - MOST_DELAY_DAYS, _EVERY):
        seen = whole[max(0, today - 400) : today + 1].copy()
        days = np.arange(len(seen))
        late = days[:, None] + np.arange(seen.shape[1])[None, :] > len(seen) - 1
        seen[late] = np.nan
        answers = nowcast(seen, _FIRST.isoformat())
        for age, rows in found.items():
            answer, real = answers[-1 - age], truth[today - age]
            if answer is not None:
                error = abs(answer.median - real)
                rows.append(
                    (error, real - answer.reported, answer.low <= real <= answer.high, answer.high - answer.low)
                )
    return [
        {
            "days old": age,
            "dates": len(rows),
            "mean absolute error": round(float(np.mean([row[0] for row in rows])), 2),
            "of what is reported": round(float(np.mean([row[1] for row in rows])), 2),
            "covered": round(float(np.mean([row[2] for row in rows])), 3),
            "mean width": round(float(np.mean([row[3] for row in rows])), 1),
        }
        for age, rows in found.items()
    ]


def _triangle(folder: Path) -> np.ndarray:
    counted: Counter[tuple[int, int]] = Counter()
    for row in syria_rows(folder, "Government of Syria - Syrian insurgents"):
        if not row["source_date"][:10].startswith("20"):
            continue
        day = (date.fromisoformat(row["date_start"][:10]) - _FIRST).days
        delay = (date.fromisoformat(row["source_date"][:10]) - _FIRST).days - day
        if 0 <= day < _DAYS and delay >= 0:
            counted[day, min(delay, MOST_DELAY_DAYS)] += 1
    triangle = np.zeros((_DAYS, MOST_DELAY_DAYS + 1))
    for at, number in counted.items():
        triangle[at] = number
    return triangle
