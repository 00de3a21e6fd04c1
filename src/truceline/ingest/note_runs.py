"""Notes about line after line with one fault, kept as one: nothing is lost, and a million broken lines stay small."""

from __future__ import annotations

import msgspec

from truceline.model.errors import Rejected

#: a run of this many lines and more is one note; shorter ones keep a note for each line
LONG_RUN = 100


class NoteRuns:
    """Collects notes in the order of lines; long runs of neighbours that say the same become one note."""

    def __init__(self) -> None:
        self._done: list[Rejected] = []
        self._run: list[Rejected] = []
        self._last_line = 0

    def add(self, note: Rejected) -> None:
        if self._run and note.line == self._last_line + 1 and _says(note) == _says(self._run[0]):
            if len(self._run) < LONG_RUN:
                self._run.append(note)
        else:
            self._close()
            self._run = [note]
        self._last_line = note.line

    def notes(self) -> list[Rejected]:
        """All of them; a long run says up to which line it goes."""
        self._close()
        return self._done

    def _close(self) -> None:
        if len(self._run) < LONG_RUN:
            self._done.extend(self._run)
        else:
            first = self._run[0]
            found = f"{first.found}, on each line up to {self._last_line}"
            self._done.append(msgspec.structs.replace(first, found=found))
        self._run = []


def _says(note: Rejected) -> tuple[str, str, str, str, str]:
    return note.file, note.field, note.found, note.advice, note.severity
