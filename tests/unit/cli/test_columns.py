"""Two texts on a terminal: side by side where there is room, and never a control sequence."""

from __future__ import annotations

from truceline.cli.columns import laid_out
from truceline.mission.told import Line


def test_a_line_has_its_indent() -> None:
    assert laid_out(Line(2, "why"), 80) == ["    why"]


def test_a_narrow_terminal_has_one_below_the_other() -> None:
    assert laid_out(Line(1, "left", "right"), 80) == ["  A  left", "  B  right"]


def test_a_wide_terminal_has_two_columns() -> None:
    rows = laid_out(Line(1, "left words " * 10, "right"), 120)
    assert rows[0].startswith("  A  left") and rows[0].endswith("│ B  right")
    assert len({row.index("│") for row in rows}) == 1
    assert all(len(row) <= 120 for row in rows)
    assert "".join(row.split("│")[0] for row in rows).replace("A ", "").split() == ("left words " * 10).split()


def test_hostile_words_cannot_move_the_cursor() -> None:
    for rows in (laid_out(Line(0, "a\x1b[2J\u202eb", "c\r\n\x07d"), n) for n in (80, 140)):
        assert not any(ord(letter) < 32 or letter in "\u202e\x7f" for row in rows for letter in row)
