"""The page on the record names every kind of entry that there is, once, and says who writes it."""

from __future__ import annotations

import re
from pathlib import Path

from truceline.record.kinds import KINDS

PAGE = Path(__file__).parents[2] / "docs/methods/record.md"


def test_every_kind_of_entry_is_in_the_table() -> None:
    rows = [line.split("|") for line in PAGE.read_text().splitlines() if line.startswith("| ") and "entry" not in line]
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row[2])]
    assert sorted(named) == sorted(KINDS)
    assert all(row[3].strip() for row in rows)
