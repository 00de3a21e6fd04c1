"""The table of Ukraine is made once for a user, comes back the same, and a home that is no folder only costs time."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.locate.ukraine_table import Table
from truceline.stores import derived

#: of two rows; the real one takes seconds, and tests of locate make it
SMALL = Table(
    ("05", "05020230030021474"), "OC", ("A", "B"), (0, 1), (0, 4_900_000), (0, 3_100_000), (9_000, 0), (0, 700),
    (0, 12), (-1, -1), {"05": "23"}, {1: "Be"}, {1: ("Bee",)}, {},
)  # fmt: skip


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how often the table is made."""
    times: list[int] = []

    def make() -> Table:
        times.append(1)
        return SMALL

    monkeypatch.setattr(derived, "ukraine_of_packages", make)
    return times


def test_made_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[int]) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = derived.ukraine()
    assert derived.ukraine() == first == SMALL
    assert len(made) == 1
    kept = [path for path in (tmp_path / "truceline").rglob("*") if path.is_file()]
    assert len(kept) == 1
    kept[0].write_bytes(kept[0].read_bytes()[:-1])  # torn by a power cut
    assert derived.ukraine() == first
    assert len(made) == 2


def test_a_home_that_cannot_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[int]) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert derived.ukraine() == SMALL
    assert made
