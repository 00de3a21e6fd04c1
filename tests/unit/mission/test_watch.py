"""What the silence of a sensor owes: told once, whatever the disk does meanwhile."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from truceline.mission import watch
from truceline.mission.watch import PIECE_S, Watch
from truceline.model.errors import MissionError


def outages(of: Watch) -> list[tuple[str, str]]:
    lines = [msgspec.json.decode(line) for _, line in of.owed()]
    return [(line["start"][11:19], line["end"][11:19]) for line in lines]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "links.json"


def test_an_outage_is_owed_until_it_was_taken_also_after_a_restart(path: Path) -> None:
    first = Watch(path)
    first.alive("post-7", 100)
    first.lost("post-7", 130)
    first.alive("post-7", 160)
    assert outages(first) == [("00:01:40", "00:02:40")]
    again = Watch(path)
    assert again.owed() == first.owed()
    again.taken(*again.owed()[0])
    assert again.owed() == Watch(path).owed() == ()


def test_what_the_disk_refuses_once_is_still_owed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Watch(path)
    kept.alive("post-7", 100)
    kept.lost("post-7", 130)

    def full(path: Path, data: bytes) -> None:
        raise MissionError("the disk is full")

    with monkeypatch.context() as refusing:
        refusing.setattr(watch, "write_atomic", full)
        with pytest.raises(MissionError):
            kept.alive("post-7", 160)
    kept.alive("post-7", 170)  # the message is tried again
    assert outages(kept) == [("00:01:40", "00:02:40")]


def test_an_outage_that_lasts_is_owed_in_pieces_that_meet(path: Path) -> None:
    kept = Watch(path)
    kept.alive("post-7", 0)
    kept.lost("post-7", 30)
    kept.lasting(PIECE_S - 1)
    assert kept.owed() == ()
    kept.lasting(PIECE_S)
    kept.alive("post-7", PIECE_S + 60)
    assert outages(kept) == [("00:00:00", "00:10:00"), ("00:10:00", "00:11:00")]
    assert kept.silent() == ()


def test_no_time_is_no_outage(path: Path) -> None:
    kept = Watch(path)
    kept.alive("post-7", 100)
    kept.lost("post-7", 100)
    kept.alive("post-7", 100)
    assert kept.owed() == ()
