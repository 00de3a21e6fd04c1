"""From reports to clusters: chance, candidates, linkage, and how sure each cluster is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.freed import give_back
from truceline.fuse.arrays import Codes, Flags, Floats, Ints, by_blocks
from truceline.fuse.aside import put_aside, take_back
from truceline.fuse.calibration import AS_SAID, belonging_ppm, calibrated_ppm, new_curve
from truceline.fuse.candidates import Edges, Places, candidate_pairs
from truceline.fuse.chance import put_density
from truceline.fuse.compared import Compared, by_pool, compared_of, points_of
from truceline.fuse.decided import Decided
from truceline.fuse.grouping import first_rows
from truceline.fuse.joining import link_pairs
from truceline.fuse.kinship import link_families
from truceline.fuse.layout import KIND, PRIOR, Columns, Weights
from truceline.fuse.learned import Learned
from truceline.fuse.link import SIZE, Clusters, Linkage, Rulings, alone, no_rulings
from truceline.fuse.params import FuseParams
from truceline.fuse.posterior import Hood, hood_of, weigh
from truceline.fuse.reports import Reports, degrees_of
from truceline.fuse.surroundings import SCALES_KM
from truceline.fuse.traits import make_as_good_as_they_are
from truceline.fuse.weights import merging, weights_of
from truceline.model.units import PPM
from truceline.ports import Engine
from truceline.threads import side_by_side

_BLOCK = 16_384


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
    params: FuseParams  # those of linkage suit what was learnt
    learnt: bool


class Rivals(NamedTuple):
    """Reports that fit several incidents and none alone: one row for each incident that one fits."""

    row: Ints  # of the sorted table
    rival: Ints  # a row of the incident
    p_ppm: Ints


class Linked(NamedTuple):
    """One entry a row of the sorted table, but for the rivals."""

    label: Ints
    p_same_ppm: Ints
    p_new_ppm: Ints
    unresolved: Rivals


def model_of(reports: Reports, params: FuseParams, learned: Learned, compared: Compared | None = None) -> Model:
    """Density of chance and weights for these reports."""
    compared = compared_of(reports) if compared is None else compared
    rows, (real, code) = compared.rows, reports.columns
    places = Places(reports.lat[rows], reports.lon[rows])
    return _model(Columns(real[rows], code[rows]), places, reports, compared, params, learned)


def _model(
    columns: Columns, places: Places, reports: Reports, compared: Compared, params: FuseParams, learned: Learned
) -> Model:
    """`columns` and `places` are those of the compared rows, in their order; the columns become the model's own."""
    chance = np.empty((len(compared.rows), len(SCALES_KM)))
    for pool, members in by_pool(reports.kinds, columns.code[:, KIND]):
        put_density(points_of(columns, *places, members), learned.around(pool), chance, members)
    weights = weights_of(params, reports, learned.fields)
    if learned.fields is not None:
        make_as_good_as_they_are(columns, reports.sources, learned.fields, params)
    params, learnt = merging(params, learned.fields), learned.fields is not None
    return Model(compared.rows, compared.first, columns, *places, chance, weights, params, learnt)


class Worked(NamedTuple):
    """Compared reports put together, before anything else is: what one run leaves for the next to go on from."""

    edges: Edges
    state: Clusters  # without places and times
    odds: Floats  # columns of `Weighed`
    unresolved: Rivals


def linked(
    reports: Reports,
    compared: Compared,
    params: FuseParams,
    learned: Learned,
    ruled: Decided,
    engine: Engine | None = None,
) -> Linked:
    """Cluster of each report, how probable it is that it belongs there, and what was left open.

    Nobody reads the reports meanwhile: what the model holds of them are their own arrays. Where they lie is read again
    from their table, and not held while they are linked.
    """
    aside = put_aside(reports, compared.rows)
    model = _model(aside.columns(), _places_of(reports, compared.rows), reports, compared, params, learned)
    give_back()
    edges = _pairs(model, engine)
    model = model._replace(lat=np.zeros(0), lon=np.zeros(0))
    state = _placeless(_joined(edges, model, ruled))  # before more room is taken up
    hood = hood_of(edges, len(model.rows))
    del edges  # their room is needed
    odds, rivals = _weighed(hood, state, model)
    parent, model = state.parent, _forgotten(model)
    del hood, state
    take_back(aside, params)
    give_back()
    return Linked(*settled(reports, model, ruled, parent, odds), rivals)


def _forgotten(model: Model) -> Model:
    """The model without what is asked report by report while pairs are judged."""
    columns = Columns(model.columns.real[:0].copy(), model.columns.code[:0].copy())
    return model._replace(columns=columns, chance=model.chance[:0].copy())


def worked(model: Model, ruled: Decided, engine: Engine | None = None) -> Worked:
    """Clusters of the compared reports, and their posterior over rivals."""
    edges, state = clustered(model, ruled, engine)
    state = _placeless(state)
    return Worked(edges, state, *_weighed(hood_of(edges, len(model.rows)), state, model))


def clustered(model: Model, ruled: Decided, engine: Engine | None = None) -> tuple[Edges, Clusters]:
    """Pairs that were judged, and the clusters they make."""
    edges = _pairs(model, engine)
    return edges, _joined(edges, model, ruled)


def _joined(edges: Edges, model: Model, ruled: Decided) -> Clusters:
    c, link = model.columns, linkage_of(model.params)
    state = alone(c)
    link_pairs(edges, state, c, model.chance, model.weights, link, rulings_of(ruled, model.rows, model.first))
    return state


def _places_of(reports: Reports, rows: Ints) -> Places:
    """Degrees of these rows, as `reports_of` has them."""
    lat, lon = degrees_of(reports.table, reports.radius_m >= 0)
    return Places(lat[rows], lon[rows])


def _placeless(state: Clusters) -> Clusters:
    """Who belongs together, without the places and times by which they came to."""
    return state._replace(real=state.real[:0].copy(), tree=state.tree[:, : SIZE + 1].copy())


def _pairs(model: Model, engine: Engine | None) -> Edges:
    """Pairs worth judging: from one search over everything, or part by part on an engine."""
    what = model.columns, Places(model.lat, model.lon), model.chance
    if engine is None:
        found = candidate_pairs(*what, model.weights, model.params)
    else:
        # what cuts the world into parts takes time and room to load
        from truceline.fuse.parts import Searched, pairs_by_parts

        found = pairs_by_parts(Searched(*what), model.weights, model.params, engine)
    give_back()
    return found


def settled(reports: Reports, model: Model, ruled: Decided, parent: Codes, odds: Floats) -> tuple[Ints, Ints, Ints]:
    """Cluster of every row, repeats and reports without a place included, and its probabilities (same, new; ppm)."""
    label = np.arange(len(model.first))
    label[model.rows] = model.rows[parent]
    label, by_family = link_families(reports, label[model.first], model.params.apart_s)
    label = _as_ruled(label, ruled)
    asked = [lambda: _p_same(label, odds, by_family, model, ruled), lambda: _p_new(label, odds, model)]
    same, new = side_by_side(asked, len(label))
    return label, same, new


def linkage_of(params: FuseParams) -> Linkage:
    """When clusters may merge, in the units of the kernels."""
    return Linkage(
        above_mn=params.merge_above_mn,
        gain=params.gain_milli / 1000,
        penalty=params.size_penalty_mn / 1000,
        largest=params.largest_incident,
        floor_variance=(params.floor_sigma_m / 1000) ** 2,
        shift=params.calibration_shift_mn / 1000,
        slope=params.calibration_milli / 1000,
        looked_at=12,
        lost_among=float(np.exp((params.candidate_slack_mn - params.merge_above_mn) / 1000)),
    )


def rulings_of(ruled: Decided, rows: Ints, first: Ints) -> Rulings:
    """Rulings as places in the model of the compared `rows`: each set stands for its first compared row."""
    if not len(ruled.same) and not len(ruled.apart):
        return no_rulings()
    at = np.full(len(first), -1, dtype=np.int64)
    at[rows] = np.arange(len(rows))
    at = at[first]
    heads: dict[int, int] = {}
    for row in np.unique(ruled.same).tolist():
        if at[row] >= 0:
            heads.setdefault(ruled.head[row], int(at[row]))
    same = [(heads[ruled.head[row]], int(at[row])) for row in np.unique(ruled.same).tolist() if at[row] >= 0]
    ends = [tuple(heads.get(ruled.head.get(row, row), int(at[row])) for row in pair) for pair in ruled.apart.tolist()]
    apart = sorted({pair for a, b in ends if a >= 0 and b >= 0 for pair in ((a, b), (b, a))})
    bound = np.full(len(rows), -1, dtype=np.int32)
    for k, (a, _) in reversed(list(enumerate(apart))):
        bound[a] = k
    return Rulings(_codes([pair for pair in same if pair[0] != pair[1]]), _codes(apart), bound)


def _codes(pairs: list[tuple[int, int]]) -> Codes:
    return np.array(pairs, dtype=np.int32).reshape(-1, 2)


def _as_ruled(label: Ints, ruled: Decided) -> Ints:
    """What was linked without a place follows the rulings, too: sets stand together, the rest of a quarrel alone."""
    label = label.copy()
    for a, b in ruled.same.tolist():
        label[label == label[b]] = label[a]
    for a, b in ruled.apart.tolist():
        if label[a] == label[b]:
            first = ruled.head.get(b, b)
            label[[row for row, head in ruled.head.items() if head == first] or [b]] = first
    return label


def _weighed(hood: Hood, state: Clusters, model: Model) -> tuple[Floats, Rivals]:
    """Odds of all reports, and what they leave unresolved: blocks of reports side by side."""
    n, link = len(model.rows), linkage_of(model.params)
    odds = np.empty((n, 3))

    def weighed(part: slice) -> Rivals:
        block = part.start, part.stop
        odds[part], shown = weigh(block, hood, state, model.columns, model.chance, model.weights, link)
        return _unresolved(block, odds[part], shown, hood, state, model)

    found = by_blocks(weighed, n, _BLOCK)
    nothing = np.zeros(0, dtype=np.int64)
    return odds, Rivals(*(np.concatenate(parts) for parts in zip((nothing,) * 3, *found, strict=True)))


def _spread(value: Ints, missing: int, model: Model) -> Ints:
    """An entry for every row of the table from one for each compared report."""
    out = np.full(len(model.first), missing, dtype=np.int64)
    out[model.rows] = value
    return out[model.first]


def raw_same(label: Ints, odds: Floats) -> tuple[Ints, Floats]:
    """Share of its own incident among the rivals of each compared report, and its mean over the other compared members
    (where there are none, its own); ppm. Sums of whole numbers: no order of the rows shows."""
    own = np.rint(PPM * odds[:, 0] / (1.0 + odds[:, 0] + odds[:, 1])).astype(np.int64)
    size, total = np.bincount(label)[label], np.bincount(label, own.astype(np.float64))[label]
    return own, np.where(size > 1, (total - own) / np.maximum(size - 1, 1), own)


def _p_same(label: Ints, odds: Floats, by_family: Ints, model: Model, ruled: Decided) -> Ints:
    compared = label[model.rows]
    own, others = raw_same(compared, odds)
    # beside repeats and what was linked without a place, a report is as alone as by itself
    alone_there = np.bincount(compared)[compared] == 1
    out = _spread(np.where(alone_there, PPM, belonging_ppm(own, others)), PPM, model)
    out[model.first != np.arange(len(model.first))] = PPM
    out[by_family] = model.params.family_p_ppm
    out[np.unique(ruled.same)] = PPM
    size = np.bincount(label, minlength=int(label.max()) + 1)[label]
    return np.where(size == 1, PPM, out)


def _p_new(label: Ints, odds: Floats, model: Model) -> Ints:
    """Probability that no sharper report tells of the incident of each; of those that are not compared, the first."""
    out = np.zeros(len(label), dtype=np.int64)
    out[model.rows] = _new_ppm(1.0 / (1.0 + odds[:, 2]), model)
    compared: Flags = np.zeros(len(label), dtype=bool)
    compared[model.rows] = True
    led = np.zeros(len(label), dtype=bool)
    led[label[compared[model.first]]] = True  # incidents with a report that is compared
    first = first_rows(label)
    heads = first[(first >= 0) & ~led[: len(first)]]
    out[heads] = _new_unseen(model)
    return out


def _new_unseen(model: Model) -> int:
    """The same of a report too vague to be compared: of the reports of its incident none can be seen."""
    if not model.learnt:
        return PPM
    nothing = np.array([1.0 / (1.0 + float(np.exp(model.weights.nats[PRIOR])))])
    return int(_new_ppm(nothing, model)[0])


def _new_ppm(said: Floats, model: Model) -> Ints:
    return calibrated_ppm(said, new_curve(model.params.missed_milli) if model.learnt else AS_SAID)


def _unresolved(
    block: tuple[int, int], odds: Floats, shown: Floats, hood: Hood, state: Clusters, model: Model
) -> Rivals:
    """Reports of a block that are alone although it is more probable than not that they belong somewhere.

    `odds` and `shown` are what `weigh` says of the block.
    """
    first, last = block
    begin, partner = hood.begin[first : last + 1], hood.partner[hood.begin[first] : hood.begin[last]]
    whole = odds[:, 0] + odds[:, 1]
    open_ = np.flatnonzero((state.tree[state.parent[first:last], SIZE] == 1) & (whole > 1.0))
    counts = begin[open_ + 1] - begin[open_]
    report = np.repeat(open_, counts)
    slot = np.repeat(begin[open_] - begin[0] - np.cumsum(counts) + counts, counts) + np.arange(int(counts.sum()))
    p = np.rint(PPM * shown[slot] / (1.0 + whole[report])).astype(np.int64)
    kept = p >= model.params.rival_least_ppm
    rival = model.rows[state.parent[partner[slot[kept]]]]
    return Rivals(model.rows[first + report[kept]], rival, p[kept])
