"""How many of the last days' events are still to be reported? A nowcast from the delays of the days before.

A day's count is, before anything of it is known, a negative binomial at the recent rate; the share reported within d
days is a beta whose mean and spread the days before teach. Given what was reported so far, the count follows by Bayes'
rule on a grid: no chain ladder, which multiplies a zero by anything and gives zero. Such nowcasts: M. Höhle and
M. an der Heiden, Biometrics 70, 2014; O. Stoner and T. Economou, Biometrics 76, 2020.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec
import numpy as np
from scipy.special import betaln, gammaln

from truceline.model.measures import Nowcast
from truceline.model.phrase import Day, Phrase, Several, say

#: beyond this many days a day counts as reported in full
MOST_DELAY_DAYS = 14


class NowcastParams(msgspec.Struct, frozen=True):
    half_life_days: float = 14.0  # of the recent rate
    days_to_learn: int = 180
    fewest_days: int = 30
    prior_days: float = 4.0  # weight of the overdispersion 1 before any is learnt


DEFAULTS = NowcastParams()


class Report(msgspec.Struct, frozen=True, order=True):
    """What was known of a day on the day of a report: its count so far. Days are ISO dates."""

    day: str
    reported: str
    value: float


#: of the days of which more is expected, the last so many are told
_MOST_TOLD = 3


def late_words(late: Iterable[Nowcast]) -> tuple[Phrase, ...]:
    """What is told of days of which more is expected than is reported; nothing without any."""
    told = tuple(
        say("still_day", day=Day(one.day), so_far=one.reported, median=one.median, low=one.low, high=one.high)
        for one in late
        if one.high > one.reported
    )
    return (say("still_reported", days=Several(told[-_MOST_TOLD:])),) if told else ()


def nowcast_reports(reports: Iterable[Report], params: NowcastParams = DEFAULTS) -> tuple[Nowcast, ...]:
    """The nowcast of the last days as of the last report, from counts so far; empty where too little teaches it.

    Of two reports of one day on one date the higher counts; a count that was corrected downwards adds nothing. A day
    without a report has none so far.
    """
    rows = sorted(reports)
    if not rows:
        return ()
    first, today = date.fromisoformat(rows[0].day), max(date.fromisoformat(row.reported) for row in rows)
    triangle = np.zeros(((today - first).days + 1, MOST_DELAY_DAYS + 1))
    known: dict[str, float] = {}
    for row in rows:
        day = (date.fromisoformat(row.day) - first).days
        delay = (date.fromisoformat(row.reported) - date.fromisoformat(row.day)).days
        more = row.value - known.get(row.day, 0.0)
        if delay >= 0 and more > 0:
            triangle[day, min(delay, MOST_DELAY_DAYS)] += more
            known[row.day] = row.value
    days = np.arange(len(triangle))
    triangle[days[:, None] + np.arange(MOST_DELAY_DAYS + 1)[None, :] > days[-1]] = np.nan
    return tuple(answer for answer in nowcast(triangle, first.isoformat(), params) if answer is not None)


def nowcast(triangle: np.ndarray, first_day: str, params: NowcastParams = DEFAULTS) -> tuple[Nowcast | None, ...]:
    """The count of each of the last `MOST_DELAY_DAYS` days, the last day last; null where too little teaches it.

    Args:
        triangle: (days, delays) float64, events of a day first reported with that delay in days; NaN where that delay
            lies after the last day. Delays of `MOST_DELAY_DAYS` and more belong in the last column.
        first_day: ISO date of the first row.
    """
    days, delays = len(triangle), int(triangle.shape[1])
    known = np.where(np.isnan(triangle), 0.0, triangle).cumsum(axis=1)
    if days < params.fewest_days + delays:
        return (None,) * min(days, delays - 1)
    full = known[: days - delays + 1, -1]
    answers: list[Nowcast | None] = []
    for day in range(days - delays + 1, days):
        delay = days - 1 - day
        a, b = _share(known[: days - delays + 1, delay], full, params)
        mean, size = _recent(known, day, delays, params)
        name = (date.fromisoformat(first_day) + timedelta(days=day)).isoformat()
        answers.append(_posterior(name, int(known[day, delay]), mean, size, a, b))
    return tuple(answers)


def _share(by_then: np.ndarray, full: np.ndarray, params: NowcastParams) -> tuple[float, float]:
    """Beta of the share reported by then: the mean of all events, the spread by moments over days."""
    by_then, full = by_then[-params.days_to_learn :], full[-params.days_to_learn :]
    total = float(full.sum())
    mean = (float(by_then.sum()) + 0.5) / (total + 1.0)
    some = full > 1
    binomial = full[some] * mean * (1 - mean)
    excess = float(np.sum((by_then[some] - full[some] * mean) ** 2 - binomial))
    room = float(np.sum(binomial * (full[some] - 1)))
    within = float(np.clip(excess / room, 0.01, 0.5)) if room > 0 else 0.1
    size = 1.0 / within - 1.0
    return mean * size, (1 - mean) * size


def _recent(known: np.ndarray, day: int, delays: int, params: NowcastParams) -> tuple[float, float]:
    """Rate of the days before, each by what is known of it over the share expected known, and the size of its noise."""
    days = len(known)
    full = known[: days - delays + 1, -1]
    shares = (known[: days - delays + 1].sum(axis=0) + 0.5) / (full.sum() + 1.0)
    past = np.arange(max(0, day - params.days_to_learn), day)
    share = shares[np.minimum(days - 1 - past, delays - 1)]
    seen = known[past, np.minimum(days - 1 - past, delays - 1)]
    weight = 0.5 ** ((day - 1 - past) / params.half_life_days)
    mean = max(float((weight * seen).sum() / (weight * share).sum()), 0.05)
    return mean, 1.0 / _overdispersion(full[-params.days_to_learn :], params)


def _overdispersion(full: np.ndarray, params: NowcastParams) -> float:
    """Of a day's count against the smoothed rate of the days before it."""
    step = 0.5 ** (1.0 / params.half_life_days)
    rate, total, number = float(full[: params.fewest_days // 2].mean()), params.prior_days, params.prior_days
    for value in full:
        mean = max(rate, 0.3)
        total += min((float(value) - mean) ** 2 / mean**2 - 1.0 / mean, 9.0)
        number += 1.0
        rate = step * rate + (1 - step) * float(value)
    return max(total / number, 0.05)


def _posterior(day: str, reported: int, mean: float, size: float, a: float, b: float) -> Nowcast:
    top = int(max(reported, mean) * 3 + 8 * np.sqrt(mean + mean**2 / size) + 20)
    n = np.arange(reported, max(top, reported + 20) + 1, dtype=np.float64)
    prior = gammaln(n + size) - gammaln(n + 1) + n * np.log(mean / (mean + size))
    chosen = gammaln(n + 1) - gammaln(n - reported + 1) + betaln(reported + a, n - reported + b)
    log = prior + chosen
    mass = np.exp(log - log.max())
    at = np.cumsum(mass) / mass.sum()
    low, median, high = (int(n[min(int(np.searchsorted(at, q)), len(n) - 1)]) for q in (0.025, 0.5, 0.975))
    return Nowcast(day=day, reported=reported, median=median, low=low, high=high)
