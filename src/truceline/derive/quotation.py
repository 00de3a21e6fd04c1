"""Where somebody else speaks: the ranges of a paragraph between quotation marks."""

from __future__ import annotations

import re

_PAIRED = re.compile(
    r"[“„][^“”„\n]{1,1500}[”“]|«[^«»\n]{1,1500}»|``[^`\n]{1,1500}''"
    r"|(?<!\w)[‘'](?=\w)(?:[^‘’'\n]|[’'](?=\w)){12,900}[’'](?!\w)"
)
_OPENED_ONLY = re.compile(r"^\s*[“„«]")


def quoted_ranges(paragraph: str) -> list[tuple[int, int]]:
    """Half-open ranges of the quotations of one paragraph, marks included, in order and without overlap.

    Straight marks are paired in turn. A mark left over opens a quotation that runs to the end of the paragraph (it
    goes on in the next); a left-over mark that closes one takes the words before it.
    """
    ranges = _straight(paragraph)
    ranges += [match.span() for match in _PAIRED.finditer(paragraph)]
    if _OPENED_ONLY.match(paragraph) and not re.search(r"[”»]", paragraph):
        ranges.append((0, len(paragraph)))
    return _merged(ranges)


def _straight(paragraph: str) -> list[tuple[int, int]]:
    marks = [m.start() for m in re.finditer('"', paragraph)]
    if len(marks) % 2 == 0:
        return [(a, b + 1) for a, b in zip(marks[::2], marks[1::2], strict=True)]
    if _closes(paragraph, marks[0]):
        return [(0, marks[0] + 1), *((a, b + 1) for a, b in zip(marks[1::2], marks[2::2], strict=True))]
    whole = [(a, b + 1) for a, b in zip(marks[:-1:2], marks[1::2], strict=True)]
    return [*whole, (marks[-1], len(paragraph))]


def _closes(paragraph: str, mark: int) -> bool:
    """A mark right after a word or full stop, with none after it, closes what an earlier paragraph opened."""
    before = paragraph[mark - 1 : mark]
    after = paragraph[mark + 1 : mark + 2]
    return bool(before.strip()) and not after.strip()


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
