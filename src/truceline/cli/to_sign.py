"""Statements on their way to two people: written when a command needs one, read when they come back signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from truceline.mission.signed import NotSigned


def signed_statement(statement: Path) -> bytes | None:
    """A statement that somebody signed; null where none lies there, or nobody has."""
    from truceline.stores.files import read_bytes

    data = read_bytes(statement) if statement.is_file() else b""
    return data if b"\n\n" in data else None


def ask_to_sign(wanted: NotSigned, statement: Path, as_json: bool) -> None:
    """Write the statement and say who must sign."""
    from truceline.cli.answers import answer
    from truceline.stores.files import write_atomic

    text = wanted.statement.text
    write_atomic(statement, text.encode())
    answer(
        as_json,
        {"text": text, "file": str(statement), "signed": False},
        (
            text,
            f"Not done yet. Two people of different offices: truceline access sign {statement} --as NAME",
            f"Then the same command again, with --statement {statement}.",
        ),
    )
