"""What holds for fusion of any observations."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fuse_rows import NOON_S, partition, row, table

from truceline.fuse.fuse import Fused, fuse
from truceline.model.units import HOUR_S

_PARTIES = ("North", "South")


@st.composite
def reports(draw: st.DrawFn, west: bool = False) -> list[dict[str, Any]]:
    """Up to 40 reports of a small area, many close to each other; half a world away when `west`."""
    n = draw(st.integers(0, 40))
    seed = draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    side = "w" if west else "e"
    rows = []
    for k in range(n):
        start = NOON_S + int(rng.integers(0, 30)) * HOUR_S // 4
        located = rng.random() < 0.9
        rows.append(
            row(
                f"{side}{k:03d}",
                source=f"s{rng.integers(0, 5)}",
                source_class=str(rng.choice(["news", "camera", "patrol", "dataset", "official"])),
                item_id=f"itm_{rng.integers(0, 6)}",
                record=int(rng.integers(0, 3)),
                event_type=str(rng.choice(["fire.shelling", "fire.explosion", "air.strike", "signal.thermal", "fire"])),
                start_s=start,
                end_s=start + int(rng.choice([1, 600, HOUR_S, 24 * HOUR_S])),
                lat_e6=48_000_000 + int(rng.integers(0, 60_000)) if located else None,
                lon_e6=(-100_000_000 if west else 37_800_000) + int(rng.integers(0, 60_000)) if located else None,
                radius_m=int(rng.choice([0, 300, 2_000, 30_000])) if located else None,
                alleged_actor=[None, *_PARTIES][int(rng.integers(0, 3))],
                claimant=[None, *_PARTIES][int(rng.integers(0, 3))],
                killed_low=int(rng.integers(0, 3)),
                killed_high=3,
                weapon=[None, "mortar", "mlrs"][int(rng.integers(0, 3))],
            )
        )
    return rows


def same(a: Fused, b: Fused) -> bool:
    return bool(a.incidents.equals(b.incidents) and a.members.equals(b.members))


@settings(max_examples=25, deadline=None)
@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(rows: list[dict[str, Any]], chance: Any) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert same(fuse(table(*rows)), fuse(table(*shuffled)))


@settings(max_examples=15, deadline=None)
@given(reports())
def test_chunks_of_the_table_make_no_difference(rows: list[dict[str, Any]]) -> None:
    whole = table(*rows)
    half = len(rows) // 2
    chunked = pa.concat_tables([whole.slice(0, half), whole.slice(half)])
    assert same(fuse(whole), fuse(chunked))


@settings(max_examples=25, deadline=None)
@given(reports())
def test_every_observation_is_in_exactly_one_incident(rows: list[dict[str, Any]]) -> None:
    fused = fuse(table(*rows))
    ids = fused.incidents.column("incident_id").to_pylist()
    assert ids == sorted(set(ids))
    members = fused.members.to_pylist()
    assert [m["observation_id"] for m in members] == sorted(r["observation_id"] for r in rows)
    assert {m["incident_id"] for m in members} == set(ids)
    for incident in fused.incidents.to_pylist():
        assert incident["n_observations"] == sum(m["incident_id"] == incident["incident_id"] for m in members)
        assert 1 <= incident["origins_min"] <= incident["origins_max"] <= incident["n_observations"]
        assert incident["start_s"] < incident["end_s"]


@settings(max_examples=25, deadline=None)
@given(reports())
def test_swapping_the_names_of_the_parties_swaps_the_result(rows: list[dict[str, Any]]) -> None:
    swap = {"North": "South", "South": "North", None: None}
    names = ("alleged_actor", "claimant")
    mirrored = [{**r, **{name: swap[r[name]] for name in names}} for r in rows]
    plain, turned = fuse(table(*rows)), fuse(table(*mirrored))
    assert plain.members.equals(turned.members)
    for a, b in zip(plain.incidents.to_pylist(), turned.incidents.to_pylist(), strict=True):
        assert b["alleged_actor"] == swap[a["alleged_actor"]]
        assert b["claimants"] == sorted(str(swap[name]) for name in a["claimants"])
        rest = {name: value for name, value in a.items() if name not in ("alleged_actor", "claimants")}
        assert rest == {name: b[name] for name in rest}


@settings(max_examples=20, deadline=None)
@given(reports(), reports(west=True))
def test_sets_far_apart_are_fused_as_if_alone(east: list[dict[str, Any]], west: list[dict[str, Any]]) -> None:
    west = [{**r, "item_id": f"{r['item_id']}_west", "source": f"{r['source']}_west"} for r in west]
    both = partition(fuse(table(*east, *west)).members)
    assert both == partition(fuse(table(*east)).members) | partition(fuse(table(*west)).members)


@settings(max_examples=40, deadline=None)
@given(reports())
def test_no_incident_holds_two_reports_that_the_clock_tells_apart(rows: list[dict[str, Any]]) -> None:
    by_id = {one["observation_id"]: one for one in rows}
    for group in partition(fuse(table(*rows)).members):
        for a, b in combinations(sorted(group), 2):
            assert not _told_apart(by_id[a], by_id[b])


def _told_apart(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """The rule in plain words, apart from the code that it tests."""
    both = (a, b)
    if any(one["end_s"] - one["start_s"] > 2 * HOUR_S or one["event_type"] == "signal.thermal" for one in both):
        return False
    own = all(one["source_class"] in ("patrol", "camera", "acoustic", "uav", "satellite") for one in both)
    gap = max(a["start_s"], b["start_s"]) - min(a["end_s"], b["end_s"])
    return bool(gap >= HOUR_S and (own or a["source"] == b["source"]))
