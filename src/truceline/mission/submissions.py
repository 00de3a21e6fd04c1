"""Received files with what the mission declares about each, on their way to a reader."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from truceline.ingest.submission import Submission
from truceline.mission.agreed import theatre_of
from truceline.mission.folder import Box, Mission
from truceline.mission.intake import Receipt
from truceline.model.agreement import Agreement


def submissions_of(mission: Mission, held: Iterable[Receipt], agreement: Agreement | None) -> tuple[Submission, ...]:
    """Received files with what the mission declares about each."""
    around = theatre_of(agreement) if agreement is not None else None
    return tuple(submission_of(mission, receipt, around) for receipt in held)


def submission_of(mission: Mission, receipt: Receipt, around: Box | None) -> Submission:
    """A received file with what the mission declares about it."""
    sender = None if receipt.source is msgspec.UNSET else receipt.source
    rule = mission.rule_of(sender, receipt.filename)
    return Submission(
        sha256=receipt.sha256,
        filename=receipt.filename,
        source=sender or (rule.name if rule else None),
        connector=receipt.connector or (rule.connector if rule else None),
        media_type=receipt.media_type,
        received_s=receipt.received_s,
        context=mission.context_for(rule, around),
        sent=sender is not None,
    )
