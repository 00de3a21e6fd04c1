"""Parameters, and what was learnt, in the units of the kernels."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import numpy as np

from truceline.fuse.arrays import Floats, Ints
from truceline.fuse.layout import (
    ALONE,
    KILLED,
    NEAR_BY_KM,
    NO,
    PLACE_CORE,
    PLACE_NEIGHBOUR,
    PLACE_WIDE,
    POINT_DIFFER,
    PRIOR,
    SLIP_DAY,
    SLIP_ZONE,
    SPAN_ALIKE,
    SPAN_DIFFERS,
    SPANS_H,
    TOLL_AGREES,
    TOLL_DIFFERS,
    TOLL_NEAR,
    TOLL_NONE_OR_SOME,
    TOLL_SIZES,
    WOUNDED,
    Weights,
)
from truceline.fuse.learned import Fields, Said, SourceTraits
from truceline.fuse.params import FuseParams
from truceline.fuse.relations import relation_nats, relation_table
from truceline.fuse.reports import Reports
from truceline.model.units import HOUR_S, PPM

#: fields of FuseParams that stand in Weights.nats as they are, in milli-nats, from this entry on
_MILLI = (
    "weapon_differ_mn",
    "target_kin_mn",
    "target_differ_mn",
    "source_other_mn",
    "origin_same_mn",
    "item_same_mn",
    "actor_same_mn",
    "actor_same_claim_mn",
    "actor_same_claims_mn",
    "actor_differ_mn",
    "actor_differ_claim_mn",
    "actor_differ_claims_mn",
)
_FIRST_MILLI = PRIOR + 1
_E12 = 10**12
_SPANS = {"span_alike_mn": SPAN_ALIKE, "span_differs_mn": SPAN_DIFFERS}
#: shares among them, as fractions
_SHARES = {
    "place_core_ppm": PLACE_CORE,
    "place_wide_ppm": PLACE_WIDE,
    "place_neighbour_ppm": PLACE_NEIGHBOUR,
    "slip_zone_ppm": SLIP_ZONE,
    "slip_day_ppm": SLIP_DAY,
}


def weights_of(params: FuseParams, reports: Reports, fields: Fields | None) -> Weights:
    """What is assumed, in place of which stands what was learnt as far as anything was."""
    if fields is None:
        return priors(params, reports)
    start = priors(msgspec.structs.replace(params, **dict(fields.params)), reports)
    spoken = _learnt_types(start.spoken, reports, fields)
    traits = {known.source: known.again_mn for known in fields.sources}
    return start._replace(
        spoken=spoken,
        kinds=most_by_kinds(spoken, reports),
        weapon=_by_name(start.weapon, reports.weapons, dict(fields.weapons)),
        target=_by_name(start.target, reports.targets, dict(fields.targets)),
        toll=np.array([fields.killed_mn, fields.wounded_mn]) / 1000 if fields.killed_mn else start.toll,
        again=_by_name(start.again, reports.sources, traits),
        company=_company(start.company, fields.company),
    )


class Merging(NamedTuple):
    """Fields of FuseParams that say when clusters merge and what is missed, as they were learnt."""

    merge_learnt_above_mn: int
    size_penalty_mn: int
    missed_milli: int


def merging(params: FuseParams, fields: Fields | None) -> FuseParams:
    """Parameters of linkage and of what is published: as what was learnt has them, if anything was."""
    if fields is None:
        return params
    learnt = dict(fields.params)
    above = learnt.get("merge_learnt_above_mn", params.merge_learnt_above_mn)
    return msgspec.structs.replace(
        params,
        merge_above_mn=above,
        size_penalty_mn=learnt.get("size_penalty_mn", params.size_penalty_mn),
        missed_milli=learnt.get("missed_milli", params.missed_milli),
    )


def fields_of(
    w: Weights, prior: Weights, reports: Reports, sources: tuple[SourceTraits, ...], merging: Merging
) -> Fields:
    """Weights in whole milli-nats, by the names that codes stand for; what is as the prior has it is left out."""
    kept = {name: _milli(w.nats[_FIRST_MILLI + at]) for at, name in enumerate(_MILLI)}
    kept |= {name: _milli(w.nats[at]) for name, at in _SPANS.items()}
    kept |= merging._asdict()
    kept["co_reports_milli"] = max(1, round(1000 * float(np.exp(w.nats[PRIOR]))))
    kept["point_differ_mn"] = _milli(w.nats[POINT_DIFFER])
    kept |= {name: round(PPM * float(w.nats[at])) for name, at in _SHARES.items()}
    changed = np.argwhere(np.triu(w.spoken != prior.spoken) & (w.spoken > NO))
    types = [Said(*reports.spoken[a], *reports.spoken[b], _milli(w.spoken[a, b])) for a, b in changed.tolist()]
    return Fields(
        params=tuple(sorted(kept.items())),
        types=tuple(types),
        weapons=tuple((name, _milli(nats)) for name, nats in zip(reports.weapons, w.weapon, strict=True)),
        targets=tuple((name, _milli(nats)) for name, nats in zip(reports.targets, w.target, strict=True)),
        killed_mn=tuple(_milli(nats) for nats in w.toll[KILLED]),
        wounded_mn=tuple(_milli(nats) for nats in w.toll[WOUNDED]),
        sources=sources,
        company=tuple((_milli(factor), round(_E12 * float(floor))) for factor, floor in w.company.reshape(-1, 2)),
    )


def _company(start: Floats, learnt: tuple[tuple[int, int], ...]) -> Floats:
    return np.array(learnt).reshape(start.shape) / (1000, _E12) if learnt else start


def _milli(nats: float) -> int:
    return round(1000 * float(nats))


def _by_name(start: Floats, names: tuple[str, ...], learnt: dict[str, int]) -> Floats:
    return np.array([learnt.get(name, _milli(s)) / 1000 for name, s in zip(names, start, strict=True)])


def _learnt_types(start: Floats, reports: Reports, fields: Fields) -> Floats:
    number = {pair: k for k, pair in enumerate(reports.spoken)}
    out = start.copy()
    for said in fields.types:
        a = number.get((said.source_class, said.event_type))
        b = number.get((said.other_class, said.other_type))
        if a is not None and b is not None:
            out[a, b] = out[b, a] = said.milli_nats / 1000
    return out


def kinds_spoken(reports: Reports) -> Ints:
    """Type of each entry of `Reports.spoken`."""
    number = {name: k for k, name in enumerate(reports.kinds)}
    return np.array([number[name] for _, name in reports.spoken], dtype=np.int64)


def priors(params: FuseParams, reports: Reports) -> Weights:
    """What is assumed before anything is learnt."""
    kinds = relation_nats(params)[relation_table(reports.kinds)]
    kind = kinds_spoken(reports)
    again = np.where(reports.datasets, params.dataset_same_mn, params.source_same_mn) / 1000
    return Weights(
        nats=_scalars(params),
        spoken=kinds[kind[:, None], kind[None, :]],
        kinds=kinds,
        weapon=np.full(len(reports.weapons), params.weapon_same_mn / 1000),
        target=np.full(len(reports.targets), params.target_same_mn / 1000),
        toll=np.stack([_tolls(params), _tolls(params)]),
        again=again,
        signal=np.array([float(name.startswith("signal.")) for name in reports.kinds]),
        company=np.tile(np.array(ALONE), (len(NEAR_BY_KM), len(SPANS_H), 1)),
    )


def most_by_kinds(spoken: Floats, reports: Reports) -> Floats:
    """The most that any two classes of sources give two types."""
    kind = kinds_spoken(reports)
    out = np.full((len(reports.kinds), len(reports.kinds)), NO)
    np.maximum.at(out, (kind[:, None], kind[None, :]), spoken)
    return out


def _scalars(params: FuseParams) -> Floats:
    nats = (
        float(np.log(params.co_reports_milli / 1000)),
        *(getattr(params, name) / 1000 for name in _MILLI),
        params.place_core_ppm / PPM,
        params.place_wide_ppm / PPM,
        params.place_neighbour_ppm / PPM,
        (params.wider_milli / 1000) ** 2,
        (params.neighbour_sigma_m / 1000) ** 2,
        params.wrong_place_per_million_km2 / PPM / 1e6,
        params.slip_zone_ppm / PPM,
        params.slip_day_ppm / PPM,
        params.zone_s / HOUR_S,
        params.day_s / HOUR_S,
        float(np.exp(params.hopeless_below_mn / 1000)) / (params.co_reports_milli / 1000),
        float(params.apart_s),
        params.place_flat_ppm / PPM,
        (params.flat_from_sigma_m / 1000) ** 2,
        params.span_alike_mn / 1000,
        params.span_differs_mn / 1000,
        params.point_differ_mn / 1000,
    )
    return np.array(nats, dtype=np.float64)


def _tolls(params: FuseParams) -> Floats:
    out = np.zeros(4 * TOLL_SIZES)
    for relation, milli in (
        (TOLL_AGREES, params.toll_agrees_mn),
        (TOLL_NEAR, params.toll_near_mn),
        (TOLL_DIFFERS, params.toll_differs_mn),
        (TOLL_NONE_OR_SOME, params.toll_differs_mn),
    ):
        out[relation * TOLL_SIZES : (relation + 1) * TOLL_SIZES] = milli / 1000
    out[TOLL_AGREES * TOLL_SIZES] = params.toll_none_mn / 1000
    out[TOLL_NONE_OR_SOME * TOLL_SIZES + 1] = params.toll_near_mn / 1000
    return out
