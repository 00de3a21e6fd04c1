"""How commands answer: one summary for people, or one JSON object for programs; and the exit code of the contract."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from truceline.cli.printable import printable
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
        click.echo(line)


def list_notes(notes: Sequence[Rejected], where_all: str = "") -> None:
    """Rows that stayed out, then rows to look at, on standard error."""
    for severity in ("rejected", "warning"):
        chosen = sorted(note for note in notes if note.severity == severity)
        for note in chosen[:_MOST_SHOWN]:
            click.echo(described(note), err=True)
        if len(chosen) > _MOST_SHOWN:
            tail = f": {where_all}" if where_all else ""
            click.echo(f"… and {len(chosen) - _MOST_SHOWN} more {severity}{tail}", err=True)


def described(note: Rejected) -> str:
    """`file:line: field: found. advice`"""
    place = f"{note.file}:{note.line}" if note.line else note.file
    field = f" {note.field}:" if note.field else ""
    return printable(f"{note.severity}: {place}:{field} {note.found}. {note.advice}").replace("\n", "\\n")


def leave(notes: Sequence[Rejected]) -> None:
    """End with 1 when rows were rejected, else go on."""
    if any(note.severity == "rejected" for note in notes):
        sys.exit(DONE_WITH_REJECTED_ROWS)
