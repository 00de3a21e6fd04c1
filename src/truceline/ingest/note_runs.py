"""Notes about line after line with one fault, kept as one: nothing is lost, and a million broken lines stay small."""

from __future__ import annotations

import msgspec

from truceline.model.errors import Rejected


class NoteRuns:
    """Collects notes in the order of lines; neighbours that say the same of consecutive lines become one."""

    def __init__(self) -> None:
        self._done: list[Rejected] = []
        self._first: Rejected | None = None
        self._last_line = 0

    def add(self, note: Rejected) -> None:
        first = self._first
        if first is not None and note.line == self._last_line + 1 and _says(note) == _says(first):
            self._last_line = note.line
            return
        self._close()
        self._first, self._last_line = note, note.line

    def notes(self) -> list[Rejected]:
        """All of them; a run says up to which line it goes."""
        self._close()
        return self._done

    def _close(self) -> None:
        first, self._first = self._first, None
        if first is None:
            return
        if self._last_line > first.line:
            found = f"{first.found}, on each line up to {self._last_line}"
            first = msgspec.structs.replace(first, found=found)
        self._done.append(first)


def _says(note: Rejected) -> tuple[str, str, str, str]:
    return note.field, note.found, note.advice, note.severity
