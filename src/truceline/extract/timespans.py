"""Where time expressions stand, so that no rule reads their words as names."""

from __future__ import annotations

from bisect import bisect_right

from truceline.extract.story import Token


class TimeSpans:
    """Where time expressions stand, so that "on Thursday" is not read as part of a name."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]
        self._inside = {at for start, end in spans for at in range(start, end)}

    def covers(self, token: Token) -> bool:
        """Whether the token is part of a time expression."""
        return token.start in self._inside

    def among(self, tokens: list[Token]) -> frozenset[int]:
        """Which of the tokens are part of a time expression, by their number."""
        if not tokens or not self._near(tokens[0].start, tokens[-1].end):
            return frozenset()
        inside = self._inside
        return frozenset([at for at, token in enumerate(tokens) if token.start in inside])

    def _near(self, start: int, end: int) -> bool:
        """Whether any expression reaches into `[start, end)`."""
        first = bisect_right(self._ends, start)
        return first < len(self._ends) and self._starts[first] < end

    def inside(self, offset: int) -> bool:
        """Whether the offset is inside a time expression."""
        return offset in self._inside
