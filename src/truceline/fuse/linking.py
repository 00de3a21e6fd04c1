"""From reports to clusters: chance, candidates, linkage."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Floats, Ints
from truceline.fuse.candidates import Places, candidate_pairs
from truceline.fuse.chance import chance_density
from truceline.fuse.compared import by_pool, compared_rows, points_of
from truceline.fuse.kinship import link_families
from truceline.fuse.layout import Columns, Weights
from truceline.fuse.learned import Learned
from truceline.fuse.link import JOINED, Linkage, alone, link_pairs
from truceline.fuse.params import FuseParams
from truceline.fuse.repeats import first_of_repeats
from truceline.fuse.reports import Reports
from truceline.fuse.surroundings import SCALES_KM
from truceline.fuse.weights import weights_of
from truceline.model.units import PPM


class Model(NamedTuple):
    """The reports that are compared by place and time, and everything a pair is judged by.

    Reports stand in the order of their cells and times, so that what is compared lies together in memory. That order,
    like that of the ids behind it, follows from the reports alone.
    """

    rows: Ints  # row of each compared report in the sorted table
    first: Ints  # for every row of the table, the row that it repeats; itself when it repeats none
    columns: Columns
    lat: Floats
    lon: Floats
    chance: Floats  # shape (n, scales)
    weights: Weights


class Linked(NamedTuple):
    """One entry a row of the sorted table."""

    label: Ints
    p_same_ppm: Ints


def model_of(reports: Reports, params: FuseParams, learned: Learned) -> Model:
    """Density of chance and weights for these reports."""
    first = first_of_repeats(reports.table)
    rows = compared_rows(reports, first)
    columns = Columns(reports.columns.real[rows], reports.columns.code[rows])
    lat, lon = reports.lat[rows], reports.lon[rows]
    chance = np.ones((len(rows), len(SCALES_KM)))
    for pool, members in by_pool(reports.kinds, columns):
        chance[members] = chance_density(points_of(columns, lat, lon, members), learned.around(pool))
    return Model(rows, first, columns, lat, lon, chance, weights_of(params, reports.kinds))


def linked(reports: Reports, model: Model, params: FuseParams) -> Linked:
    """Cluster of each report, and the calibrated probability that it belongs there."""
    edges = candidate_pairs(model.columns, Places(model.lat, model.lon), model.chance, model.weights, params)
    state = alone(model.columns)
    link_pairs(edges, state, model.columns, model.chance, model.weights, _linkage(params))
    label = np.arange(len(model.first))
    label[model.rows] = model.rows[state.parent]
    evidence = np.full(len(label), np.nan)
    evidence[model.rows] = state.real[:, JOINED]
    label, by_family = link_families(reports, label[model.first], params.apart_s)
    return Linked(label, _probabilities(label, evidence[model.first], by_family, params))


def calibrated_ppm(evidence: Floats, params: FuseParams) -> Ints:
    """Raw log-odds (nats) to parts per million, with the slope that takes back their over-confidence."""
    odds = np.exp(-evidence * params.calibration_milli / 1000)
    return np.rint(PPM / (1.0 + odds)).astype(np.int64)


def _probabilities(label: Ints, evidence: Floats, by_family: Ints, params: FuseParams) -> Ints:
    size = np.bincount(label, minlength=int(label.max()) + 1)[label]
    out = np.where(np.isnan(evidence), PPM, calibrated_ppm(np.nan_to_num(evidence), params))
    out[by_family] = params.family_p_ppm
    return np.where(size == 1, PPM, out)


def _linkage(params: FuseParams) -> Linkage:
    return Linkage(
        above_mn=params.merge_above_mn,
        gain=params.gain_milli / 1000,
        penalty=params.size_penalty_mn / 1000,
        largest=params.largest_incident,
        floor_variance=(params.floor_sigma_m / 1000) ** 2,
        looked_at=12,
    )
