"""What the fields say, learnt from spells of time in which the reports lie as close as they do in all."""

from __future__ import annotations

import msgspec
import numpy as np

from truceline.fuse.arrays import Floats, Ints
from truceline.fuse.candidates import Places
from truceline.fuse.chance import chance_density
from truceline.fuse.company import Watched, company_of
from truceline.fuse.compared import by_pool, points_of
from truceline.fuse.decided import decided
from truceline.fuse.em import Sample, learn_weights
from truceline.fuse.evidence import TOWN_FROM_KM
from truceline.fuse.layout import END, KIND, SIGMA, START, Columns
from truceline.fuse.learned import Fields, Learned, SourceTraits
from truceline.fuse.linking import linkage_of
from truceline.fuse.params import FuseParams
from truceline.fuse.reach import TOWN_KM
from truceline.fuse.reports import Reports
from truceline.fuse.surroundings import OWN_REPORTS, SCALES_KM, own_reports
from truceline.fuse.weights import Merging, fields_of, kinds_spoken, priors
from truceline.model.observation import PairDecision
from truceline.model.units import E6

_SPELLS = 4
#: a point that as many reports use is that of a name
_NAMED_TIMES = 3
#: where all towns are named (fitted to the labels of invented worlds)
_DIFFER_MN = -700


def learned_fields(
    reports: Reports, rows: Ints, known: Learned, decisions: tuple[PairDecision, ...], params: FuseParams
) -> Fields | None:
    """Null where there are too few reports. `rows` are the compared ones, in the order of their cells and times."""
    if len(rows) < params.learn_from_least:
        return None
    start = reports.columns.real[rows, START]
    taken = rows[_spells(start, params.learn_from_most)]
    columns = Columns(reports.columns.real[taken], reports.columns.code[taken])
    lat, lon = reports.lat[taken], reports.lon[taken]
    chance = np.ones((len(taken), len(SCALES_KM)))
    watched, own = [], np.empty(len(taken))
    for pool, members in by_pool(reports.kinds, columns.code[:, KIND]):
        points, around = points_of(columns, lat, lon, members), known.around(pool)
        chance[members] = chance_density(points, around)
        own[members] = own_reports(lat[members], lon[members], around)
        length = columns.real[members, END] - columns.real[members, START]
        watched.append(Watched(points, columns.real[members, SIGMA], length, chance[members]))
    ruled = decided(reports.table, decisions)
    at = np.full(len(reports.columns.real), -1, dtype=np.int64)
    at[taken] = np.arange(len(taken))
    sample = Sample(
        columns, Places(lat, lon), chance, kinds_spoken(reports), _among(ruled.same, at), _among(ruled.apart, at)
    )
    told = Places(reports.lat[rows], reports.lon[rows])
    params = _told_by_many(params, float(own.mean()))
    prior = priors(
        msgspec.structs.replace(params, point_differ_mn=differ_mn(reports.columns.real[rows, SIGMA], told)), reports
    )
    prior = prior._replace(company=company_of(watched))
    taught = learn_weights(sample, prior, params, linkage_of(params))
    weights, traits = taught.weights, taught.traits
    sources = tuple(
        SourceTraits(name, round(1000 * float(again)), tuple(sigma.tolist()), int(pad))
        for name, again, sigma, pad in zip(
            reports.sources, weights.again, traits.sigma_milli, traits.pad_milli, strict=True
        )
    )
    merging = Merging(taught.above_mn, params.size_penalty_mn, round(1000 * taught.missed))
    return fields_of(weights, prior, reports, sources, merging)


def _told_by_many(params: FuseParams, own: float) -> FuseParams:
    """What to begin with where an incident has so many reports of its own: large ones are less rare by as much."""
    return msgspec.structs.replace(
        params,
        co_reports_milli=params.co_reports_milli + round(1000 * (own - OWN_REPORTS)),
        size_penalty_mn=round(params.size_penalty_mn * OWN_REPORTS / own),
    )


def differ_mn(sigma: Floats, places: Places) -> int:
    """What two towns that differ say, in milli-nats: the more, the more reports place what they tell at a point that
    others use as well, as those do that look up a name. Points of a map are hardly ever the same."""
    towns = np.flatnonzero((sigma >= TOWN_FROM_KM) & (sigma < TOWN_KM))
    if not len(towns):
        return 0
    lat_e6, lon_e6 = (np.rint(E6 * degrees[towns]).astype(np.int64) for degrees in places)
    point = lat_e6 * 1_000 * E6 + lon_e6
    _, at, times = np.unique(point, return_inverse=True, return_counts=True)
    named = float(np.mean(times[at] >= _NAMED_TIMES))
    return round(_DIFFER_MN * named**2)


def _among(pairs: Ints, at: Ints) -> Ints:
    """Pairs of rows as places in the sample, as far as both are in it."""
    found = at[pairs]
    return found[(found >= 0).all(axis=1)] if len(found) else found


def _spells(start: Ints, most: int) -> Ints:
    """Rows of a few spells of time, evenly spread over all of it: what is near in time stays together."""
    if len(start) <= most:
        return np.arange(len(start), dtype=np.int64)
    order = np.lexsort((np.arange(len(start)), start))
    length = most // _SPELLS
    begins = [(len(start) - length) * k // (_SPELLS - 1) for k in range(_SPELLS)]
    return np.sort(np.concatenate([order[begin : begin + length] for begin in begins]))
