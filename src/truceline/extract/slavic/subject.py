"""A subject beside a verb of saying."""

from __future__ import annotations

import msgspec

from truceline.extract.saying import Speaker


class Subject(msgspec.Struct, frozen=True, gc=False):
    """A subject in a sentence's tokens `[first, last)`."""

    speaker: Speaker | None
    first: int
    last: int
    pronoun: bool = False
