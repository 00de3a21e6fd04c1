"""A table on its way to observations: columns, the rows still alive, and the notes about the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.ingest.note_runs import NoteRuns
from truceline.model.errors import InputError, Rejected
from truceline.sources.table import Table

#: a cell in a message is cut to this many characters
_SHOWN = 80


class Sheet:
    """Rows of one table file, or of several. All arrays have one entry for each row; a refused row stays, not `alive`.

    What is said of a row names the row's own file, and rows of two files are never one.
    """

    def __init__(
        self,
        table: Table,
        known: Sequence[str] = (),
        *,
        files: Sequence[str] | None = None,
        file_of: np.ndarray | None = None,
    ) -> None:
        """`files` are those that the rows come from, and `file_of` says which of them each row does."""
        self.file = table.file
        self.files = (table.file,) if files is None else tuple(files)
        self.file_of: np.ndarray = np.zeros(len(table.lines), np.int64) if file_of is None else file_of
        self.lines: np.ndarray = table.lines
        self.columns: dict[str, pa.Array] = table.columns
        self.rows = table.rows
        self.notes: list[Rejected] = list(table.notes)
        self.alive: np.ndarray = np.ones(len(table.lines), bool)
        if known:
            self._say_unknown(known)

    def __len__(self) -> int:
        return len(self.lines)

    def part(self, mask: np.ndarray) -> Sheet:
        """Some of the living rows as a sheet of its own; its notes are notes of the whole."""
        chosen = pa.array(mask & self.alive)
        columns = {name: cells.filter(chosen) for name, cells in self.columns.items()}
        lines, file_of = self.lines[mask & self.alive], self.file_of[mask & self.alive]
        table = Table(file=self.file, columns=columns, lines=lines, rows=len(lines), notes=[])
        part = Sheet(table, files=self.files, file_of=file_of)
        part.notes = self.notes
        return part

    def has(self, name: str) -> bool:
        return name in self.columns

    def text(self, name: str) -> pa.Array:
        """The cells of a column, "" where blank; all "" when the file has no such column."""
        return self.columns[name] if name in self.columns else pa.repeat("", len(self))

    def words(self, name: str) -> pa.Array:
        """The cells of a column with null for blank."""
        cells = self.text(name)
        return pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.string()), cells)

    def require(self, *names: str, what: str) -> None:
        """Raises InputError when one of the columns is missing, naming it and those there are."""
        missing = [name for name in names if name not in self.columns]
        if missing:
            raise InputError(
                f"{what} needs the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; "
                f"found: {', '.join(self.columns) or 'none'}",
                where=self.file,
                advice="Check that the whole table was exported with its header, or give a map.toml for its columns.",
            )

    def require_cells(self, *names: str) -> None:
        """Refuses rows in which one of the columns is blank."""
        for name in names:
            blank = pc.equal(self.text(name), "").to_numpy(zero_copy_only=False)
            self.refuse(blank, name, "nothing", "This field must be filled in.")

    def refuse(self, mask: np.ndarray, field: str, found: str | Callable[[int], str] | None, advice: str) -> None:
        """Takes rows out, each with a note. `found` None shows the cell."""
        self._note(mask & self.alive, field, found, advice, "rejected")
        self.alive &= ~mask

    def warn(self, mask: np.ndarray, field: str, found: str | Callable[[int], str] | None, advice: str) -> None:
        """Notes rows that go in all the same."""
        self._note(mask & self.alive, field, found, advice, "warning")

    def remark(self, found: str, advice: str) -> None:
        """Notes something about the whole of its only file."""
        self.notes.append(Rejected(self.file, 0, "", found, advice, "warning"))

    def named(self, row: int) -> str:
        """The file that a row comes from."""
        return self.files[int(self.file_of[row])]

    def cell(self, field: str, row: int) -> str:
        """A cell as it is shown in a message."""
        words = self.columns[field][row].as_py() if field in self.columns else ""
        return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"

    def _note(
        self, mask: np.ndarray, field: str, found: str | Callable[[int], str] | None, advice: str, severity: str
    ) -> None:
        runs = NoteRuns()
        for row in np.flatnonzero(mask).tolist():
            words = found(row) if callable(found) else found if found is not None else self.cell(field, row)
            runs.add(Rejected(self.named(row), int(self.lines[row]), field, words, advice, severity))
        self.notes.extend(runs.notes())

    def _say_unknown(self, known: Sequence[str]) -> None:
        extra = [name for name in self.columns if name not in set(known)]
        if extra:
            self.notes.append(
                Rejected(
                    file=self.file,
                    line=1,
                    field="",
                    found=f"columns that are not used: {', '.join(extra)}",
                    advice="The raw file keeps them. If one holds what we need, rename it or name it in a map.toml.",
                    severity="warning",
                )
            )
