"""Every view against the conformance suite."""

from __future__ import annotations

from pathlib import Path

from truceline.stores.view import SqliteView
from truceline.testing import check_view


def test_the_view_in_sqlite(tmp_path: Path) -> None:
    check_view(lambda: SqliteView(tmp_path / "cache" / "view.db"))


def test_the_view_in_sqlite_by_the_tree_alone(tmp_path: Path, monkeypatch) -> None:
    import truceline.stores.view as module

    for most in (0, 10**9):
        monkeypatch.setattr(module, "FEW", most)
        check_view(lambda most=most: SqliteView(tmp_path / str(most) / "view.db"))
