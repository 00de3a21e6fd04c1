"""What a live body of observations says of a change, and what it refuses."""

from __future__ import annotations

import pytest
from tests.fuse_rows import NOON_S, row, table

from truceline.fuse.fuse import fuse
from truceline.fuse.learned import Learned
from truceline.fuse.live import Live
from truceline.model.errors import InputError
from truceline.model.observation import PairDecision
from truceline.model.tables import OBSERVATIONS, empty

_LATER = {"start_s": NOON_S + 300, "end_s": NOON_S + 900}


def test_it_may_begin_with_nothing() -> None:
    live = Live.of(empty(OBSERVATIONS))
    assert live.fused().incidents.num_rows == 0
    changed = live.put(table(row("a")))
    assert changed.incidents.num_rows == 1
    assert changed.members.column("observation_id").to_pylist() == ["obs_a"]
    assert live.fused().incidents.equals(fuse(table(row("a")), learned=Learned()).incidents)


def test_a_change_tells_what_joined_and_what_is_gone() -> None:
    live = Live.of(table(row("a"), row("far", lat_e6=40_000_000)))
    first = live.fused().members.to_pylist()
    changed = live.put(table(row("b", **_LATER)))
    assert changed.gone == ()
    assert changed.incidents.column("n_observations").to_pylist() == [2]
    assert changed.members.column("observation_id").to_pylist() in (["obs_a", "obs_b"], ["obs_b"])
    back = live.withdraw(["obs_b"])
    assert back.incidents.column("n_observations").to_pylist() == [1]
    assert live.fused().members.to_pylist() == first
    gone = live.withdraw(["obs_a"])
    assert len(gone.gone) == 1
    assert gone.incidents.num_rows == gone.members.num_rows == 0


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    live = Live.of(table(row("a"), row("b", **_LATER)))
    live.put(table(row("b", lat_e6=40_000_000)))
    assert live.fused().incidents.column("n_observations").to_pylist() == [1, 1]
    assert live.fused().members.num_rows == 2


def test_what_a_source_is_counts_wherever_it_reports() -> None:
    rows = [row("a", source="s"), row("b", source="s", **_LATER), row("c", source="t", **_LATER)]
    live = Live.of(table(*rows), learned=Learned())
    coded = row("d", source="s", source_class="dataset", lat_e6=10_000_000)
    for now in ([*rows, coded], rows):
        live.put(table(coded)) if coded in now else live.withdraw(["obs_d"])
        whole = fuse(table(*now), learned=Learned())
        assert live.fused().incidents.equals(whole.incidents)
        assert live.fused().members.equals(whole.members)


def test_what_cannot_be_done_changes_nothing() -> None:
    rulings = (
        PairDecision("obs_a", "obs_b", True, "R", "x"),
        PairDecision("obs_b", "obs_c", True, "R", "x"),
        PairDecision("obs_a", "obs_c", False, "R", "x"),
    )
    live = Live.of(table(row("a"), row("b")), decisions=rulings)
    before = live.fused()
    with pytest.raises(InputError, match="two incidents"):
        live.put(table(row("c")))
    with pytest.raises(InputError, match="stands in the table twice"):
        live.put(table(row("d"), row("d")))
    with pytest.raises(InputError, match="no observation obs_x"):
        live.withdraw(["obs_x"])
    assert live.fused().members.equals(before.members)
    assert live.fused().incidents.equals(before.incidents)
