"""Crossing points that close and open again: "the crossing at Pell was closed", "reopened the Erez crossing"."""

from __future__ import annotations

import re
from collections.abc import Callable

from truceline.extract.english.scene import Scene

#: a point at which people cross a line or a border; a bare checkpoint may stand anywhere
_POINT = re.compile(
    r"\b(?:(?:border|land|pedestrian|vehicle|line|bridge|checkpoint|[A-Z][\w’'-]+)\s)crossings?(?!\s(?:the|of|into|from|at\s\d))\b"
    r"|\bcrossing(?:\s|-)points?\b|\bentry(?:[-/–]|\sand\s)exit\s(?:check)?points?\b|\bEECPs?\b"
    r"|\bborder\s(?:post|gate|checkpoint)s?\b|\bcrossings?(?=\s(?:at|in|near|was|were|has|had|have|remain\w*|stayed"
    r"|is|are|re-?open\w*|closed|between|point))\b"
)
#: a door, a case or a day can be closed as well; here the point itself is
_CLOSED = frozenset(("closed", "shut", "closure", "closures"))
#: "was partially reopened" opens, "opened an investigation" does not
_OTHER = re.compile(r"^\s(?:fire|an?\s(?:investigation|inquiry|case|probe)|talks|negotiations)\b")
#: how far the point stands from the word that closes it
_LETTERS = 70


def _point(scene: Scene) -> str | None:
    token = scene.tokens[scene.at]
    if _OTHER.search(scene.text[token.end : token.end + _LETTERS]):
        return None
    first, last = max(scene.clause.start, token.start - _LETTERS), min(scene.clause.end, token.end + _LETTERS)
    if _POINT.search(scene.text, first, last) is None:
        return None
    return "crossing_point.closed" if token.low in _CLOSED else "crossing_point.opened"


def opened(fire: Callable[[Scene], str | None]) -> Callable[[Scene], str | None]:
    """The rule for words of fire, one of which opens crossing points too."""
    return lambda scene: fire(scene) or (_point(scene) if scene.low == "opened" else None)


CROSSING: dict[str, Callable[[Scene], str | None]] = {"CROSSING_POINT": _point}
