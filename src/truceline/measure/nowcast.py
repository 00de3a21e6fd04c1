"""How many of the last days' events are still to be reported? A nowcast from the delays of the days before.

What is still to come of a day is a negative binomial whose mean is the recent mean of what came as late, of days of
which not all is known by the share known. Other sources report late than report at once, so that much reported today
need not mean that much will follow: how far it does is learnt from the days before. (A beta-binomial share of a day's
total takes it for granted, and was half as wide again.) No chain ladder either, which multiplies a zero by anything and
gives zero. Such nowcasts: M. Höhle and M. an der Heiden, Biometrics 70, 2014; O. Stoner and T. Economou, Biometrics 76,
2020.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec
import numpy as np
from scipy.special import gammaln

from truceline.model.measures import Nowcast
from truceline.model.phrase import Day, Phrase, Several, say

#: beyond this many days a day counts as reported in full
MOST_DELAY_DAYS = 14


class NowcastParams(msgspec.Struct, frozen=True):
    half_life_days: float = 14.0  # of the recent mean
    spread_half_life_days: float = 90.0
    days_to_learn: int = 180
    fewest_days: int = 30
    prior_days: float = 8.0  # weight of the overdispersion 0.8 before any is learnt
    prior_slope: float = 0.2  # of late reports on early ones, before any is learnt
    coverage: float = 0.95


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
    answers: list[Nowcast | None] = []
    for day in range(days - delays + 1, days):
        reported = int(known[day, days - 1 - day])
        mean, size = _late(known, day, params)
        name = (date.fromisoformat(first_day) + timedelta(days=day)).isoformat()
        answers.append(_answer(name, reported, mean, size, params))
    return tuple(answers)


def _late(known: np.ndarray, day: int, params: NowcastParams) -> tuple[float, float]:
    """Mean and size of what is still to come of `day`, the last row of `known` being the last day.

    Each past day speaks by what came of it after the age that `day` has now.
    """
    days, delays = known.shape
    age = days - 1 - day
    past = np.arange(max(0, day - params.days_to_learn), day)
    delay = np.minimum(days - 1 - past, delays - 1)
    early, so_far = known[past, age], known[past, delay]
    late, share = so_far - early, _share_known(known, age, params)[delay]
    usual, usual_early = _smooth(late, share, params), _smooth(early, np.ones(len(past)), params)
    weight = 0.5 ** ((day - 1 - past) / params.spread_half_life_days) * (share > 0.9)
    more = np.clip(early / np.maximum(usual_early[:-1], 0.3) - 1, -1, 2)
    followed = np.clip(late / np.maximum(usual[:-1] * share, 0.15) - 1, -1, 3)
    slope = (params.prior_days * params.prior_slope + float(np.sum(weight * more * followed))) / (
        params.prior_days + float(np.sum(weight * more**2))
    )
    today = float(np.clip(known[day, age] / max(usual_early[-1], 0.3) - 1, -1, 2))
    mean = max(usual[-1] * (1 + min(max(slope, 0.0), 1.0) * today), 0.01)
    return mean, 1.0 / _overdispersion(late, usual[:-1] * share, weight, params)


def _share_known(known: np.ndarray, age: int, params: NowcastParams) -> np.ndarray:
    """Of what comes after `age` days, the share that is there by each delay."""
    days, delays = known.shape
    whole = known[max(0, days - delays - 2 * params.days_to_learn) : days - delays + 1]
    by_delay = np.maximum(whole.sum(axis=0) - whole[:, age].sum(), 0.0)
    share: np.ndarray = (by_delay + 0.5) / (by_delay[-1] + 1.0)
    share[-1] = 1.0
    return share


def _smooth(values: np.ndarray, share: np.ndarray, params: NowcastParams) -> np.ndarray:
    """The mean expected of each day from the days before it, and of the day after the last; (days + 1,)."""
    keep = 0.5 ** (1.0 / params.half_life_days)
    first = values[: params.fewest_days]
    total, number = 3.0 * float(first.mean()) if len(first) else 0.0, 3.0
    found = np.empty(len(values) + 1)
    for n, (value, known) in enumerate(zip(values.tolist(), share.tolist(), strict=True)):
        found[n] = total / number
        total, number = keep * total + value, keep * number + known
    found[-1] = total / number
    return found


def _overdispersion(late: np.ndarray, mean: np.ndarray, weight: np.ndarray, params: NowcastParams) -> float:
    """Of a day's late reports against what was expected of them."""
    level = np.maximum(mean, 0.15)
    excess = np.clip(((late - mean) ** 2 - mean) / level**2, -1.0, 9.0)
    total = params.prior_days * 0.8 + float(np.sum(weight * excess))
    return max(total / (params.prior_days + float(weight.sum())), 0.05)


def _answer(day: str, reported: int, mean: float, size: float, params: NowcastParams) -> Nowcast:
    """Median and shortest interval of what is reported and still to come."""
    n = np.arange(int(mean + 12 * np.sqrt(mean + mean**2 / size)) + 20, dtype=np.float64)
    log = gammaln(n + size) - gammaln(n + 1) - gammaln(size) + n * np.log(mean / (mean + size))
    mass = np.exp(log + size * np.log(size / (mean + size)))
    mass /= mass.sum()
    median = int(np.searchsorted(np.cumsum(mass), 0.5))
    low = high = int(np.argmax(mass))
    held = float(mass[low])
    while held < params.coverage and (low > 0 or high < len(n) - 1):
        below = float(mass[low - 1]) if low > 0 else -1.0
        above = float(mass[high + 1]) if high < len(n) - 1 else -1.0
        low, high = (low - 1, high) if below > above else (low, high + 1)
        held += max(below, above)
    low, high = min(low, median), max(high, median)
    return Nowcast(day=day, reported=reported, median=reported + median, low=reported + low, high=reported + high)
