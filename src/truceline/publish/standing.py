"""How the agreement stands, as the code of an answer: a verdict, none in force, or none that the mission holds.

Without an agreement in force there is nothing that could hold. That a mission holds none says nothing of whether
there is one: somebody may claim it.
"""

from __future__ import annotations

from truceline.model.bulletin import Bulletin


def standing(bulletin: Bulletin) -> str:
    """The code of the answer of this period."""
    return bulletin.verdict.verdict if bulletin.in_force else _without(bulletin)


def standing_before(bulletin: Bulletin) -> str | None:
    """The code of the answer of the period before; null where none is known."""
    before = bulletin.before
    if before is None:
        return None
    return before.verdict if before.in_force else _without(bulletin)


def _without(bulletin: Bulletin) -> str:
    return "not_in_force" if bulletin.agreement else "no_agreement"
