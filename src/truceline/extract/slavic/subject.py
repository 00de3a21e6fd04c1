"""A subject beside a verb of saying."""

from __future__ import annotations

from typing import NamedTuple

from truceline.extract.saying import Speaker


class Subject(NamedTuple):
    """A subject in a sentence's tokens `[first, last)`."""

    speaker: Speaker | None
    first: int
    last: int
    pronoun: bool = False
