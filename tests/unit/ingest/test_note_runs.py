"""Long runs of one fault become one note; everything else keeps a note for each line."""

from __future__ import annotations

from truceline.ingest.note_runs import LONG_RUN, NoteRuns
from truceline.model.errors import Rejected


def notes(lines: list[int], found: str = "x") -> list[Rejected]:
    runs = NoteRuns()
    for line in lines:
        runs.add(Rejected("f", line, "a", found, "mend it"))
    return runs.notes()


def test_short_runs_keep_a_note_for_each_line() -> None:
    assert [note.line for note in notes(list(range(2, 2 + LONG_RUN - 1)))] == list(range(2, 1 + LONG_RUN))


def test_a_long_run_says_where_it_ends() -> None:
    [note] = notes(list(range(2, 2 + 5 * LONG_RUN)))
    assert (note.line, note.found) == (2, f"x, on each line up to {1 + 5 * LONG_RUN}")


def test_a_gap_or_another_fault_begins_a_new_run() -> None:
    lines = [*range(2, 202), *range(300, 500)]
    assert [note.line for note in notes(lines)] == [2, 300]
    runs = NoteRuns()
    for line in range(2, 10):
        runs.add(Rejected("f", line, "a", f"x{line}", "mend it"))
    assert len(runs.notes()) == 8
