"""Evidence that was worked out ahead of the steps joins the clusters that one step after the other does."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.fusion_world import world

from truceline.fuse import joining
from truceline.fuse.candidates import Edges, Places, candidate_pairs
from truceline.fuse.learn import learned_of
from truceline.fuse.link import SIZE, Clusters, Rulings, alone
from truceline.fuse.linking import Model, linkage_of, model_of
from truceline.fuse.params import DEFAULTS
from truceline.fuse.reports import reports_of


def joined(model: Model, edges: Edges, ruled: Rulings) -> Clusters:
    state = alone(model.columns)
    joining.link_pairs(edges, state, model.columns, model.chance, model.weights, linkage_of(model.params), ruled)
    return state


def test_looking_ahead_changes_no_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = reports_of(world(4_000).observations, (), DEFAULTS)
    model = model_of(reports, DEFAULTS, learned_of(reports, DEFAULTS))
    edges = candidate_pairs(model.columns, Places(model.lat, model.lon), model.chance, model.weights, model.params)
    best = np.array([[edges.i[0], edges.j[0]]], dtype=np.int32)
    apart = np.concatenate([best, best[:, ::-1]])
    apart = apart[np.lexsort((apart[:, 1], apart[:, 0]))]
    bound = np.full(len(model.rows), -1, dtype=np.int32)
    bound[apart[:, 0]] = np.arange(2)
    ruled = Rulings(np.array([[edges.i[-1], edges.j[-1]]], dtype=np.int32), apart, bound)
    plain = joined(model, edges, ruled)
    assert (plain.tree[:, SIZE] > 2).any()
    monkeypatch.setattr(joining, "_WORTH_IT", 0)
    for ahead in (61, 4_096):
        monkeypatch.setattr(joining, "_AHEAD", ahead)
        again = joined(model, edges, ruled)
        assert np.array_equal(plain.parent, again.parent)
        assert np.array_equal(plain.tree, again.tree)
        assert plain.real[: plain.taken[0]].tobytes() == again.real[: again.taken[0]].tobytes()
