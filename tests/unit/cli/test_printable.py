"""Messages that quote a file carry no control sequences, and are short enough to read."""

from __future__ import annotations

from truceline.cli.answers import described
from truceline.cli.printable import printable
from truceline.model.errors import Rejected


def test_control_sequences_are_shown_as_escapes() -> None:
    assert printable("red \x1b[31m, bell \x07, line\nend, Київ") == "red \\x1b[31m, bell \\x07, line\nend, Київ"


def test_bytes_of_a_name_that_are_no_text_are_shown() -> None:
    assert printable("bad\udcff.csv") == "bad\\udcff.csv"


def test_a_dumped_file_is_cut_in_the_middle_and_keeps_its_advice() -> None:
    shown = printable("x" * 100_000 + "\n  Split it.")
    assert len(shown) < 1_300
    assert shown.endswith("Split it.")


def test_a_note_is_one_line() -> None:
    assert "\n" not in described(Rejected("a\nb.csv", 3, "lat", "north\x1b[2J", "Write degrees."))
