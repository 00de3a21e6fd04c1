"""The effect of a truce at dates without one, and at dates with one; peers in the same run."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from holding_series import Named, gaza, syria, war_fires
from truceline.measure.effect import DEFAULTS, detectable_cut, log_levels, multipliers, placebos
from truceline.measure.holding import holding
from truceline.measure.series import Truce

Interval = tuple[float, float] | None
Peer = Callable[[np.ndarray, np.ndarray], Interval]

_LENGTHS = (2, 14, 42)
_BEFORE = 60
_INSURGENTS = "Government of Syria - Syrian insurgents"


def coverage(series: Iterable[Named], dates: int) -> list[dict[str, object]]:
    """One row for each series, length and method. Peers are judged at 14 days, on every fifth date."""
    rows: list[dict[str, object]] = []
    for named in series:
        y = log_levels(named.series)
        for length in _LENGTHS:
            found = ours(y, length, dates)
            rows.append(_row(named, length, "truceline", list(found.values())))
            if length == 14:
                values = np.array([np.nan if v is None else v for v in named.series.values])
                for name, peer in PEERS.items():
                    given = [_of_peer(peer, values[s - _BEFORE : s], values[s : s + length]) for s in list(found)[::5]]
                    rows.append(_row(named, length, name, given))
    return rows


def by_cloud(folder: Path, dates: int) -> list[dict[str, object]]:
    """War fires with clear sky as effort, placebo windows of three days by their mean cloud."""
    series, length = war_fires(folder), 3
    cloud = 1 - np.array([share or 0.0 for share in series.effort or ()])
    found = ours(log_levels(series), length, dates)
    by_share = [(float(cloud[start : start + length].mean()), interval) for start, interval in found.items()]
    strata = (("under .3", 0.0, 0.3), (".3 to .6", 0.3, 0.6), (".6 and more", 0.6, 1.01))
    return [
        {"cloud": words, **_scores([interval for share, interval in by_share if low <= share < high])}
        for words, low, high in strata
    ]


def ours(y: np.ndarray, length: int, dates: int) -> dict[int, Interval]:
    """Interval by placebo date, each from the days up to the end of its window alone; null for an abstention.

    What `effect_of` gives on the series cut there, with every forecast made once. A window too thin to judge abstains.
    """
    every = placebos(y, length)
    learnt = multipliers(every, length, every.start)
    columns = (column.tolist() for column in (every.start, every.gap, every.sd, learnt))
    of = {start: (gap, sd, multiplier) for start, gap, sd, multiplier in zip(*columns, strict=True)}
    found: dict[int, Interval] = {}
    for start in _starts(len(y), length, dates):
        found[start] = None
        if start in of:
            gap, sd, multiplier = of[start]
            if detectable_cut(multiplier, sd) <= DEFAULTS.detectable:
                found[start] = float(np.exp(gap - multiplier * sd)), float(np.exp(gap + multiplier * sd))
    return found


def truces(folder: Path) -> list[dict[str, str]]:
    deaths, fires = syria(folder, _INSURGENTS, True), war_fires(folder)
    cases = (
        ("Syria, deaths, 27 February 2016, 42 days", deaths, Truce("2016-02-27", "2016-04-09")),
        ("Syria, deaths, 27 February to 10 July 2016", deaths, Truce("2016-02-27", "2016-07-10")),
        ("Syria, deaths, 12 September 2016, 14 days", deaths, Truce("2016-09-12", "2016-09-26")),
        ("Syria, deaths, 30 December 2016, 42 days", deaths, Truce("2016-12-30", "2017-02-10")),
        ("War fires, Easter 2025", fires, Truce("2025-04-20", "2025-04-21", ("2025-04-19",))),
        ("War fires, 8 to 10 May 2025", fires, Truce("2025-05-08", "2025-05-11")),
        ("Gaza by report date, 19 January to 17 March 2025", gaza(folder), Truce("2025-01-19", "2025-03-18")),
        ("Gaza by report date, 19 January to 9 April 2025", gaza(folder), Truce("2025-01-19", "2025-04-10")),
    )
    rows = []
    for name, series, truce in cases:
        verdict = holding(series, truce)
        effect = verdict.effect
        figure = "none given"
        if effect.ratio_milli is not None and effect.low_milli is not None and effect.high_milli is not None:
            figure = f"{effect.ratio_milli / 1000:.2f} [{effect.low_milli / 1000:.2f}–{effect.high_milli / 1000:.2f}]"
        rows.append(
            {
                "truce": name,
                "verdict": verdict.verdict,
                "effect": figure,
                "alarms": ", ".join(verdict.alarms) or "none",
            }
        )
    return rows


def _starts(days: int, length: int, dates: int) -> list[int]:
    """So many dates, evenly over the days that have enough before and after."""
    last = days - length
    return [int(day) for day in np.unique(np.linspace(_BEFORE, last, min(dates, last - _BEFORE + 1)).round())]


def _row(named: Named, length: int, method: str, found: list[Interval]) -> dict[str, object]:
    return {"series": named.name, "days": length, "method": method, **_scores(found)}


def _scores(found: list[Interval]) -> dict[str, object]:
    judged = [interval for interval in found if interval is not None]
    n = max(len(judged), 1)
    return {
        "dates": len(found),
        "abstained": round(1 - len(judged) / max(len(found), 1), 3),
        "covered": round(sum(low <= 1 <= high for low, high in judged) / n, 3),
        "false drops": round(sum(high < 1 for _, high in judged) / max(len(found), 1), 3),
    }


def _of_peer(peer: Peer, before: np.ndarray, during: np.ndarray) -> Interval:
    before, during = before[~np.isnan(before)], during[~np.isnan(during)]
    if len(before) < 21 or len(during) < 1 or not before.any():
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return peer(before, during)


def _glm(before: np.ndarray, during: np.ndarray, family: str, **fit: object) -> Interval:
    import statsmodels.api as sm

    counts = np.concatenate([before, during])
    design = sm.add_constant((np.arange(len(counts)) >= len(before)).astype(float))
    shape = max(counts.var() - counts.mean(), 1e-3) / max(counts.mean(), 1e-3) ** 2
    kind = sm.families.Poisson() if family == "poisson" else sm.families.NegativeBinomial(alpha=shape)
    result = sm.GLM(counts, design, family=kind).fit(**fit)
    low, high = result.conf_int()[1]
    return float(np.exp(np.clip(low, -20, 20))), float(np.exp(np.clip(high, -20, 20)))


def _poisson(before: np.ndarray, during: np.ndarray) -> Interval:
    return _glm(before, during, "poisson")


def _negative_binomial(before: np.ndarray, during: np.ndarray) -> Interval:
    return _glm(before, during, "negative binomial")


def _newey_west(before: np.ndarray, during: np.ndarray) -> Interval:
    return _glm(before, during, "poisson", cov_type="HAC", cov_kwds={"maxlags": 7})


def _local_level(before: np.ndarray, during: np.ndarray) -> Interval:
    """Local level of statsmodels on log(count + 1/2), forecast over the window."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    result = UnobservedComponents(np.log(before + 0.5), "llevel").fit(disp=0)
    level, noise = float(result.params[1]), float(result.params[0])
    n = len(during)
    state = float(result.filter_results.predicted_state_cov[0, 0, -1])
    spread = state + level * (n - 1) * (2 * n - 1) / (6 * n) + noise / n
    gap = float(np.mean(np.log(during + 0.5))) - float(result.forecast(1)[0])
    return float(np.exp(gap - 1.96 * spread**0.5)), float(np.exp(gap + 1.96 * spread**0.5))


PEERS: dict[str, Peer] = {
    "Poisson regression": _poisson,
    "negative binomial regression": _negative_binomial,
    "Poisson, Newey–West 7": _newey_west,
    "local level (statsmodels)": _local_level,
}
