"""From reports to clusters: chance, candidates, linkage."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Flags, Floats, Ints
from truceline.fuse.candidates import candidate_pairs
from truceline.fuse.chance import Points, chance_density
from truceline.fuse.evidence import Weights
from truceline.fuse.kinship import link_families
from truceline.fuse.link import Linkage, alone, link_pairs
from truceline.fuse.params import FuseParams
from truceline.fuse.relations import pools
from truceline.fuse.repeats import first_of_repeats
from truceline.fuse.reports import Reports
from truceline.fuse.weights import weights_of
from truceline.model.units import PPM

_FINE_KM = 10.0
_BRIEF_H = 80.0


class Model(NamedTuple):
    """Everything a pair is judged by."""

    chance: Floats  # shape (n, scales)
    weights: Weights
    first: Ints  # the row that each row repeats; itself when it repeats none


class Linked(NamedTuple):
    """One entry a report."""

    label: Ints
    p_same_ppm: Ints


def model_of(reports: Reports, params: FuseParams) -> Model:
    """Density of chance and weights for these reports."""
    first = first_of_repeats(reports.table)
    compared = reports.comparable & (first == np.arange(len(first)))
    return Model(chance_of(reports, compared), weights_of(params, reports.kinds), first)


def chance_of(reports: Reports, compared: Flags) -> Floats:
    """Density of chance of each compared report within its pool of types; 1 elsewhere, where it is never read."""
    c = reports.columns
    pool = pools(reports.kinds)[c.kind]
    out = np.ones((len(c.sigma), 4))
    for number in np.unique(pool[compared]):
        rows = np.flatnonzero(compared & (pool == number))
        length = (c.end - c.start)[rows]
        points = Points(
            lat=reports.lat[rows],
            lon=reports.lon[rows],
            xyz=np.stack([c.x[rows], c.y[rows], c.z[rows]], axis=1),
            middle=(c.start[rows] + c.end[rows]) / 2,
            precise=c.sigma[rows] < _FINE_KM,
            brief=length <= _BRIEF_H,
        )
        out[rows] = chance_density(points)
    return out


def linked(reports: Reports, model: Model, params: FuseParams) -> Linked:
    """Cluster of each report, and the calibrated probability that it belongs there."""
    compared = np.flatnonzero(reports.comparable & (model.first == np.arange(len(model.first))))
    above = params.merge_above_mn / 1000
    least = above - params.candidate_slack_mn / 1000
    edges = candidate_pairs(reports, compared, model.chance, model.weights, params, least)
    state = alone(reports.columns)
    link_pairs(edges, state, reports.columns, model.chance, model.weights, _linkage(params))
    label = state.parent[model.first]
    label, by_family = link_families(reports, label)
    return Linked(label, _probabilities(label, state.evidence[model.first], model.first, by_family, params))


def calibrated_ppm(evidence: Floats, params: FuseParams) -> Ints:
    """Raw log-odds (nats) to parts per million, with the slope that takes back their over-confidence."""
    odds = np.exp(-evidence * params.calibration_milli / 1000)
    return np.rint(PPM / (1.0 + odds)).astype(np.int64)


def _probabilities(label: Ints, evidence: Floats, first: Ints, by_family: Ints, params: FuseParams) -> Ints:
    size = np.bincount(label, minlength=int(label.max()) + 1)[label]
    out = np.where(np.isnan(evidence), PPM, calibrated_ppm(np.nan_to_num(evidence), params))
    out[by_family] = params.family_p_ppm
    return np.where(size == 1, PPM, out)


def _linkage(params: FuseParams) -> Linkage:
    return Linkage(
        above=params.merge_above_mn / 1000,
        gain=params.gain_milli / 1000,
        penalty=params.size_penalty_mn / 1000,
        largest=params.largest_incident,
        floor_variance=(params.floor_sigma_m / 1000) ** 2,
        looked_at=12,
    )
