"""How commands answer: one summary for people, or one JSON object for programs; and the exit code of the contract."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from truceline.cli.printable import hidden_as_escapes, printable
from truceline.model.errors import Rejected

DONE = 0
DONE_WITH_REJECTED_ROWS = 1

#: on a terminal nobody reads ten thousand lines; all of them are in `truceline export MISSION rejected`
_MOST_SHOWN = 20


def answer(as_json: bool, summary: dict[str, object], lines: Sequence[str]) -> None:
    """Print the summary on standard output, as JSON or as lines."""
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(summary, order="sorted").decode())
        return
    for line in lines:
        click.echo("\n".join(hidden_as_escapes(part) for part in line.split("\n")))


def list_notes(notes: Sequence[Rejected], where_all: str = "") -> None:
    """Rows that stayed out, then rows to look at, on standard error."""
    for severity in ("rejected", "warning"):
        chosen = _alike(sorted(note for note in notes if note.severity == severity))
        for note, further in chosen[:_MOST_SHOWN]:
            click.echo(described(note) + (f" (and {further} more lines)" if further else ""), err=True)
        if len(chosen) > _MOST_SHOWN:
            left = sum(1 + further for _, further in chosen[_MOST_SHOWN:])
            tail = f": {where_all}" if where_all else ""
            click.echo(f"… and {left} more {severity}{tail}", err=True)


def _alike(notes: Sequence[Rejected]) -> list[tuple[Rejected, int]]:
    """Notes that say the same of other lines of a file are told once: the first, and how many more there are."""
    told: dict[tuple[str, str, str, str], list[Rejected]] = {}
    for note in notes:
        told.setdefault((note.file, note.field, note.found, note.advice), []).append(note)
    return [(same[0], len(same) - 1) for same in told.values()]


def described(note: Rejected) -> str:
    """`file:line: field: found. advice`"""
    place = f"{note.file}:{note.line}" if note.line else note.file
    field = f" {note.field}:" if note.field else ""
    return printable(f"{note.severity}: {place}:{field} {note.found}. {note.advice}").replace("\n", "\\n")


def leave(notes: Sequence[Rejected]) -> None:
    """End with 1 when rows were rejected, else go on."""
    if any(note.severity == "rejected" for note in notes):
        sys.exit(DONE_WITH_REJECTED_ROWS)
