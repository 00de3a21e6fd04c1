"""Where time expressions stand, so that no rule reads their words as names."""

from __future__ import annotations

from truceline.extract.story import Token


class TimeSpans:
    """Where time expressions stand, so that "on Thursday" is not read as part of a name."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._inside = {at for start, end in spans for at in range(start, end)}

    def covers(self, token: Token) -> bool:
        """Whether the token is part of a time expression."""
        return token.start in self._inside

    def inside(self, offset: int) -> bool:
        """Whether the offset is inside a time expression."""
        return offset in self._inside
