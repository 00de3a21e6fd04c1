"""Markdown as its readers see it: parsed by another program, every cell says what the page says."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as tree
from markdown_it import MarkdownIt
from tests.golden.publish.sample_bulletin import sample_bulletin

from truceline.publish.markdown import render_markdown
from truceline.publish.safe import markdown, visible
from truceline.publish.words import LANGUAGES

READER = MarkdownIt("commonmark").enable("table")


def seen(source: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", READER.render(source))).strip()


@pytest.mark.parametrize("words", ["31.7", "13.3", "1. one", "12) x", "- x", "+1", "= =", "3.", "−19", "a_b*c", "#1"])
def test_what_is_escaped_is_seen_as_it_was(words: str) -> None:
    assert seen(markdown(words)) == words


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_words_are_seen_as_they_were(words: str) -> None:
    wanted = " ".join(visible(words).split())
    assert " ".join(seen(markdown(words)).split()) == wanted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_are_tables_and_no_backslash_is_seen(lang: str) -> None:
    page = tree.document_fromstring(READER.render(render_markdown(sample_bulletin(), lang).decode()))
    assert len(page.xpath("//table")) >= 15
    for table in page.xpath("//table"):
        width = len(table.xpath("thead/tr/th"))
        assert width and all(len(row.xpath("td")) == width for row in table.xpath("tbody/tr"))
    assert "\\" not in page.text_content()
    assert len(page.xpath("//h1")) == 2  # the bulletin, and its annexes
