"""An explanation adds up to the evidence that decided."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.fusion_world import world
from tests.fuse_rows import NOON_S, row, table

from truceline.fuse.candidates import Places, candidate_pairs
from truceline.fuse.evidence import pair_terms
from truceline.fuse.explain import explain_members, explain_pair
from truceline.fuse.fuse import fuse
from truceline.fuse.learn import learned_of
from truceline.fuse.linking import model_of
from truceline.fuse.params import DEFAULTS
from truceline.fuse.reports import reports_of
from truceline.model.errors import UsageError


def test_the_terms_of_a_pair_add_up_to_its_evidence() -> None:
    reports = reports_of(world(1_500).observations, (), DEFAULTS)
    model = model_of(reports, DEFAULTS, learned_of(reports, DEFAULTS))
    edges = candidate_pairs(model.columns, Places(model.lat, model.lon), model.chance, model.weights, model.params)
    assert len(edges.i) > 500
    for i, j, evidence in list(zip(edges.i, edges.j, edges.evidence_mn, strict=True))[::50]:
        total = pair_terms(int(i), int(j), model.columns, model.chance, model.weights).sum()
        assert total * 1000 == pytest.approx(evidence, abs=1)


def test_terms_say_what_speaks_for_and_against() -> None:
    rows = table(
        row("a", weapon="mortar", killed_low=2, killed_high=2),
        row("b", weapon="mlrs", killed_low=2, killed_high=3, lat_e6=48_010_000),
    )
    terms = dict(explain_pair(rows, "obs_a", "obs_b"))
    assert terms["weapon"] < 0 < terms["killed"]
    assert terms["type of event"] > 0 > terms["distance, for the precision of the two places"]
    assert "target" not in terms


def test_order_of_the_pair_and_of_the_table_make_no_difference() -> None:
    rows = world(300).observations
    a, b = rows.column("observation_id").to_pylist()[:2]
    turned = rows.take(np.arange(rows.num_rows)[::-1])
    assert explain_pair(rows, a, b) == explain_pair(turned, b, a)


def test_every_member_has_a_bond_within_its_incident() -> None:
    rows = table(row("a"), row("b", lat_e6=48_003_000), row("c", start_s=NOON_S + 60))
    members = tuple(fuse(rows).members.column("observation_id").to_pylist())
    bonds = explain_members(rows, members)
    assert [bond.observation_id for bond in bonds] == list(members)
    assert all(bond.other_id in members and bond.other_id != bond.observation_id for bond in bonds)


def test_an_unknown_id_is_said_to_be_unknown() -> None:
    with pytest.raises(UsageError, match="obs_nobody"):
        explain_pair(table(row("a")), "obs_a", "obs_nobody")


def test_rows_without_a_place_are_explained_by_their_origin() -> None:
    nowhere = {"lat_e6": None, "lon_e6": None, "radius_m": None, "record": 0, "item_id": "itm_one"}
    ((label, milli),) = explain_pair(table(row("a", **nowhere), row("b", **nowhere)), "obs_a", "obs_b")
    assert "origin" in label
    assert milli > 0
