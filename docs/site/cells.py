"""Words in a cell of a Markdown table: nothing in them is markup, except code that stands in backticks."""

from __future__ import annotations


def cell(words: str) -> str:
    """The words on one line, escaped; a text with backticks keeps what is in them."""
    flat = " ".join(words.split()).replace("|", "&#124;").replace("<", "&lt;")
    if "`" in flat:
        return flat
    for mark in "[*_":
        flat = flat.replace(mark, "\\" + mark)
    return flat
