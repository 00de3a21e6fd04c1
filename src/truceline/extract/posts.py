"""Posts of a running report, newest first: the time at the head of each is when it was written, not when it happened.

A log whose times go forward is another thing: there the time is that of the entry.
"""

from __future__ import annotations

import re
from itertools import pairwise

from truceline.model.evidence import Span

_STAMP = re.compile(
    r"(\d{1,2})[:.](\d\d)(?:\s?([aApP])\.?[mM]\.?)?(?:\s[A-Z]{2,4})?(?:\s?[-–—|]\s|\s(?=[A-ZА-ЯІЇЄҐЁ«“\"]))"
)
#: fewer stamps than this tell no order
_LEAST = 3
#: among so many one may be out of order: the day has changed, or a post is pinned
_MANY = 6


def posts_in(text: str, paragraphs: tuple[Span, ...]) -> frozenset[int]:
    """Where the posts begin; none where the times at the heads of paragraphs do not go back."""
    found: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        if not text[paragraph.start].isdigit():
            continue
        match = _STAMP.match(text, paragraph.start, min(paragraph.end, paragraph.start + 24))
        if match is not None:
            hour = int(match[1]) % 12 if match[3] else int(match[1])
            late = 12 if match[3] and match[3] in "pP" else 0
            found.append((paragraph.start, 60 * (hour + late) + int(match[2])))
    back = sum(before[1] > after[1] for before, after in pairwise(found))
    if len(found) < _LEAST or back < len(found) - 1 - (len(found) >= _MANY):
        return frozenset()
    return frozenset(start for start, _ in found)
