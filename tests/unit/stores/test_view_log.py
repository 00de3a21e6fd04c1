"""A view that is written whole is moved to its place beside the next writes, and those move themselves again."""

from __future__ import annotations

from pathlib import Path

from truceline.model.view import ViewChanges
from truceline.stores.view import SqliteView


def test_the_log_of_a_whole_view_is_moved_by_somebody_else(tmp_path: Path) -> None:
    view = SqliteView(tmp_path / "view.db")
    assert view._writer is not None
    view.apply(ViewChanges(whole=True, notes={"n": "x" * 100_000}), 1)
    moving = view._log._moving
    assert moving is not None
    moving.join()
    view.apply(ViewChanges(), 2)
    assert view._log._moving is None
    assert view._writer.execute("PRAGMA wal_autocheckpoint").get == 1_000, "what comes is moved by who writes it"
    assert (view.as_of(), view.note("n")) == (2, "x" * 100_000)
    view.close()
    assert not (tmp_path / "view.db-wal").exists(), "the last to close it leaves nothing behind"


def test_a_view_is_closed_while_its_log_is_moved(tmp_path: Path) -> None:
    view = SqliteView(tmp_path / "view.db")
    view.apply(ViewChanges(whole=True), 1)
    view.close()
    again = SqliteView(tmp_path / "view.db", read_only=True)
    assert again.as_of() == 1
    again.close()
