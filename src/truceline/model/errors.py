"""One root for every error, and the record of a row that could not be taken.

An error says what was found, where, and what to do. Nothing here formats for a terminal: the edge does that.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from truceline.model.failure import TrucelineError

#: what msgspec ends in where bytes are not of the wanted type, or brackets stand too deep in each other
UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class UsageError(TrucelineError):
    """The command was called in a way it cannot follow."""

    exit_code = 2


class InputError(TrucelineError):
    """An input as a whole cannot be used (unreadable, wrong format, contradictory)."""


class AgreementError(InputError):
    """An agreement file breaks its schema, its geometry or its own intervals."""


class MissionError(InputError):
    """A mission folder is missing a part, is locked, or is on a disk that cannot take what must be kept."""


class RecordError(TrucelineError):
    """The record does not verify: something was changed, dropped or forged."""


class Rejected(msgspec.Struct, frozen=True, order=True):
    """One row (or item) that was not taken, or was taken with a warning. The rest of its file goes in."""

    file: str
    line: int  # 1-based line of the file on which the row starts; 0 when the whole file is meant
    field: str
    found: str
    advice: str
    severity: str = "rejected"  # "rejected": the row stays out · "warning": it went in, look at it


def no_usable_row(notes: Sequence[Rejected], where: str, advice: str) -> InputError:
    """The error of a table of which every row was rejected, with what was found in the first of them."""
    told = "; ".join(f"line {note.line}, {note.field}: {note.found}" for note in notes[:3])
    return InputError("no row can be used" + (f" ({told})" if told else ""), where=where, advice=advice)


__all__ = [
    "UNREADABLE",
    "AgreementError",
    "InputError",
    "MissionError",
    "RecordError",
    "Rejected",
    "TrucelineError",
    "UsageError",
    "no_usable_row",
]
