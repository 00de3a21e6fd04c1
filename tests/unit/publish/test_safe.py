from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.publish.safe import csv_cell, markdown, no_formula, spelled, visible


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200f", "\u200b", "\x00", "\x1b", "\ufeff", "\U000e0041"])
def test_hidden_characters_are_seen(hidden: str) -> None:
    assert visible(f"a{hidden}b") == "a\ufffdb"


def test_lines_become_spaces_and_no_break_spaces_stay() -> None:
    assert visible(" a\r\n\tb\u00a0c\u202fd ") == "a b\u00a0c\u202fd"


@pytest.mark.parametrize("honest", ["Підстанція «Схід» об’єкт", "école – 5 000 €", "йод", "שלום", "水"])
def test_honest_text_is_untouched(honest: str) -> None:
    assert visible(honest) == honest


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝", "|"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert csv_cell(f'{start}HYPERLINK("x")').startswith("'")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\n=1", " =1", "|calc", "%0A=1", "＝1"])
def test_a_copy_with_its_lines_is_no_formula_either(text: str) -> None:
    assert no_formula(spelled(text)) == "'" + text


@given(st.text().filter(lambda text: "\\" not in text))
def test_what_is_spelled_out_hides_nothing_and_can_be_read_back(text: str) -> None:
    told = spelled(text)
    assert "\ufffd" not in visible(told).replace("\ufffd", "", text.count("\ufffd"))
    back = re.sub(r"\\(?:r|x..|u....|U........)", lambda m: m.group().encode().decode("unicode_escape"), told)
    assert back == text.replace("\r\n", "\n")


@given(st.text())
def test_any_text_survives_a_csv_file_as_one_cell(text: str) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([csv_cell(text), "end"])
    rows = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert len(rows) == 1 and rows[0][1] == "end"
    assert not rows[0][0].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_markdown_syntax_is_text() -> None:
    assert markdown("<b>*a*</b> [x](y) | `c`") == r"\<b\>\*a\*\</b\> \[x\](y) \| \`c\`"
    assert markdown("# no heading") == r"\# no heading"
    assert markdown("- no list") == r"\- no list"
    assert markdown("1. no list") == r"1\. no list"
    assert markdown("2)") == r"2\)"
    assert markdown("31.7") == "31.7"
    assert "\n" not in markdown("a\n\n# b")
