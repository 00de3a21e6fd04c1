"""Notes about rows, as people read them."""

from __future__ import annotations

import pytest

from truceline.cli.answers import list_notes
from truceline.model.errors import Rejected


def test_what_is_the_same_in_many_lines_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    notes = [Rejected("a.csv", line, "type", "gunfight", "Name it.", "warning") for line in (9, 2, 5)]
    list_notes([*notes, Rejected("a.csv", 3, "type", "raid", "Name it.", "warning")])
    told = capsys.readouterr().err.splitlines()
    assert told == [
        "warning: a.csv:2: type: gunfight. Name it. (and 2 more lines)",
        "warning: a.csv:3: type: raid. Name it.",
    ]


def test_of_many_notes_the_first_are_told_and_the_rest_counted(capsys: pytest.CaptureFixture[str]) -> None:
    notes = [Rejected("a.csv", 1 + n % 60, "type", f"word {n % 30}", "Name it.") for n in range(60)]
    list_notes(notes, "see there")
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 21
    assert told[-1] == "… and 20 more rejected: see there"
