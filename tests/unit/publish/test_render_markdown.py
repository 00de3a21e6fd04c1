from __future__ import annotations

import re

import msgspec
import pytest
from tests.golden.publish.sample_bulletin import empty_bulletin, sample_bulletin

from truceline.model.bulletin import PublicStatement
from truceline.publish.markdown import ROWS, render_markdown
from truceline.publish.words import LANGUAGES


def cells(line: str) -> int:
    return len(re.findall(r"(?<!\\)\|", line)) - 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_has_the_cells_of_its_heading(lang: str) -> None:
    lines = render_markdown(sample_bulletin(), lang).decode().splitlines()
    width = 0
    for before, line in zip(["", *lines], lines, strict=False):
        if line.startswith("|"):
            width = width if before.startswith("|") else cells(line)
            assert cells(line) == width


def test_hostile_words_are_neither_markup_nor_new_rows() -> None:
    words = "a | b\n# c\n<script>alert(1)</script> [x](javascript:1) \u202e"
    statement = PublicStatement(words, words, "verbatim", "asserts", words, "itm_1", 0, 5)
    text = render_markdown(msgspec.structs.replace(sample_bulletin(), statements=(statement,)), "en").decode()
    assert "\n# c" not in text and "\u202e" not in text
    assert not re.search(r"(?<!\\)<script", text) and not re.search(r"(?<!\\)\[x(?<!\\)\]", text)


def test_it_says_what_the_page_says() -> None:
    text = render_markdown(sample_bulletin(300, 30), "en").decode()
    assert "## Is the ceasefire holding? **Eroding**" in text
    assert "INVENTED EXERCISE" in text
    assert f"{ROWS} of 300 rows are shown" in text
    assert "## How to check this bulletin" in text


def test_nothing_to_report_is_said_in_one_line() -> None:
    text = render_markdown(empty_bulletin(), "en").decode()
    assert text.count("nothing here is found to be a breach.") == 1
    assert "There is nothing to report under: " in text and "|" not in text
