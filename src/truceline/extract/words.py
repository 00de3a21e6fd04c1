"""Word tables written as plain lists."""

from __future__ import annotations


def words(*lists: str) -> frozenset[str]:
    """The words of the lists, parted by spaces."""
    return frozenset(word for listed in lists for word in listed.split())


def table(*rows: tuple[str, str]) -> dict[str, str]:
    """Rows of (value, words) as one mapping from each word to its value."""
    return {word: value for value, listed in rows for word in listed.split()}
