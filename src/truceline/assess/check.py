"""Whether an agreement contradicts itself."""

from __future__ import annotations

from truceline.assess.fields import Notes
from truceline.model.agreement import Agreement


def consistency(
    agreement: Agreement, disjoint: tuple[tuple[str, str], ...], drawn: frozenset[str], notes: Notes
) -> None:
    """Note every contradiction."""
