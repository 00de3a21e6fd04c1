"""When the agreement is in force, and its clauses with a time of their own: every reading, according to whom."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.model.agreement import Agreement, InForce
from truceline.model.bulletin import PublicInForce
from truceline.model.period import Period


def public_in_force(agreement: Agreement | None, period: Period) -> tuple[PublicInForce, ...]:
    """The readings of the agreement, then those of its clauses, in its order; one under which it never is stays out."""
    return () if agreement is None else tuple(_all(agreement, period))


def _all(agreement: Agreement, period: Period) -> Iterator[PublicInForce]:
    for reading in agreement.readings:
        yield from _told(agreement, period, "", reading)
    for one in agreement.provisions:
        for reading in one.readings:
            yield from _told(agreement, period, one.citation or one.provision_id, reading)


def _told(agreement: Agreement, period: Period, citation: str, reading: InForce) -> Iterator[PublicInForce]:
    if reading.never:
        return
    holder = "" if reading.according_to == "all" else agreement.party_name(reading.according_to)
    start, end = (None if at is None else period.local(at) for at in (reading.from_s, reading.until_s))
    yield PublicInForce(citation, holder, start, end)
