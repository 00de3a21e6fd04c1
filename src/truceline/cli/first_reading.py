"""What is told to whoever brought evidence: what came in, what could be read of it, and what stays out."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.cli.answers import answer, list_notes
from truceline.mission.agreed import agreement_if_sound
from truceline.mission.folder import Mission
from truceline.mission.intake import Receipt
from truceline.mission.locks import cache_of, vault_of
from truceline.mission.submissions import submissions_of
from truceline.model.errors import Rejected
from truceline.pipeline import read_each
from truceline.ports import Progress


def first_reading(
    mission: Mission,
    new: tuple[Receipt, ...],
    repeated: int,
    bar: Progress,
    as_json: bool,
    before: Sequence[Rejected] = (),
) -> list[Rejected]:
    """Read what is new, and tell: the notes on it, after those of `before`, are returned."""
    vault = vault_of(mission)
    readings = read_each(
        submissions_of(mission, new, agreement_if_sound(mission)),
        lambda submission: vault.get(submission.sha256),
        cache_of(mission),
        bar,
    )
    notes = [*before, *(note for reading in readings for note in reading.notes)]
    rows = sum(reading.accounting.rows for reading in readings)
    taken = sum(reading.accounting.taken for reading in readings)
    out = sum(reading.accounting.rejected for reading in readings)
    list_notes(notes, f"truceline export {mission.folder} rejected -o rejected.csv")
    answer(
        as_json,
        {
            "received": len(new),
            "known_already": repeated,
            "rows": rows,
            "taken": taken,
            "repeated": sum(reading.accounting.repeated for reading in readings),
            "rejected": out + len(before),
            "warnings": sum(note.severity == "warning" for note in notes),
        },
        (
            f"{len(new)} files received, {repeated} known already.",
            f"{taken} of {rows} records taken, {out} rejected.",
            f"Next: truceline run {mission.folder}",
        ),
    )
    return notes
