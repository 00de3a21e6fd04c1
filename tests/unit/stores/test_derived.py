"""The table of Ukraine is made once for a user, comes back the same, and a home that is no folder only costs time."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.stores import derived


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how often the table is made; the real one is made at most once."""
    times: list[int] = []
    real = derived.ukraine_of_packages
    monkeypatch.setattr(derived, "ukraine_of_packages", lambda: times.append(1) or real())
    return times


def test_made_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[int]) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = derived.ukraine()
    assert derived.ukraine() == first
    assert len(made) == 1
    kept = [path for path in (tmp_path / "truceline").rglob("*") if path.is_file()]
    assert len(kept) == 1
    kept[0].write_bytes(kept[0].read_bytes()[:-1])  # torn by a power cut
    assert derived.ukraine() == first
    assert len(made) == 2


def test_a_home_that_cannot_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[int]) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert len(derived.ukraine().names) > 17_000
    assert made
