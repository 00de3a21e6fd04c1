"""Which rows and columns of a table somebody wants: by time, by name, and with words beside the codes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.column_texts import DESCRIBED
from truceline.model.columns import Column, Described
from truceline.model.errors import UsageError
from truceline.model.tables import BY_NAME
from truceline.publish.words import words

#: what a row's time is, the first of these that a table has: the beginning and the end of the row's interval
_INTERVALS = (
    ("start_s", "end_s"),
    ("window_start_s", "window_end_s"),
    ("from_s", "until_s"),
    ("start_s", "start_s"),
    ("reported_s", "reported_s"),
)
#: columns of codes -> the closed table of their words
_CODES = {
    "event_type": "event_type",
    "source_class": "source_class",
    "weapon": "weapon",
    "target": "target",
    "verb": "verb",
    "count_unit": "unit",
    "attribution": "attribution",
    "stage": "stage",
    "outcome": "outcome",
    "stance": "stance",
}
#: columns whose codes are others in each table
_OWN_CODES = {("findings", "status"): "status", ("statements", "mode"): "mode"}


class Chosen:
    """The rows and columns that are wanted of one table. Raises UsageError for what the table does not have."""

    def __init__(
        self, table: str, from_s: int | None, until_s: int | None, columns: str | None, lang: str | None
    ) -> None:
        if table not in BY_NAME:
            raise UsageError(f"there is no table {table!r}", advice=f"Tables: {', '.join(BY_NAME)}.")
        self._table, self._from_s, self._until_s = table, from_s, until_s
        self._lang = lang
        self._names = _names(table, columns)
        if (from_s is not None or until_s is not None) and _interval(table) is None:
            timed = ", ".join(name for name in BY_NAME if _interval(name))
            raise UsageError(f"rows of {table} have no time", advice=f"Tables with times: {timed}.")
        if from_s is not None and until_s is not None and from_s >= until_s:
            raise UsageError("the time from --from to --until is empty", advice="Let --from be before --until.")

    @property
    def schema(self) -> pa.Schema:
        """The columns that come out, before words are added."""
        whole = BY_NAME[self._table]
        return pa.schema([whole.field(name) for name in self._names])

    @property
    def about(self) -> Described:
        """What they mean, those of words as well."""
        about = DESCRIBED[self._table]
        told = {
            f"{name}_words": Column(
                f"`{name}` in words ({self._lang}).", name, null=about.columns[name].null and f"{name} is empty"
            )
            for name in self._names
            if self._lang and self._code(name)
        }
        return msgspec.structs.replace(about, columns={**about.columns, **told})

    def rows(self, table: pa.Table) -> pa.Table:
        """The rows whose interval meets the time that is wanted."""
        interval = _interval(self._table)
        if interval is None:
            return table
        begin, end = (table[name] for name in interval)
        if self._from_s is not None:
            # an interval is half-open; a moment is not
            after = pc.greater if interval[0] != interval[1] else pc.greater_equal
            table, begin = _where(table, after(end, self._from_s), interval[0])
        if self._until_s is not None:
            table, _ = _where(table, pc.less(begin, self._until_s), interval[0])
        return table

    def columns(self, table: pa.Table) -> pa.Table:
        """The columns that are wanted, in their order, each column of codes followed by its words."""
        out = table.select(list(self._names))
        if self._lang is None:
            return out
        for name in self._names:
            group = self._code(name)
            if group:
                at = out.schema.get_field_index(name)
                field = pa.field(f"{name}_words", pa.string(), out.schema.field(at).nullable)
                out = out.add_column(at + 1, field, _told(out[name], _teller(self._lang, group)))
        return out

    def _code(self, name: str) -> str | None:
        return _OWN_CODES.get((self._table, name)) or _CODES.get(name)


def moment_s(said: str | None) -> int | None:
    """A day or moment as people write it. Raises UsageError."""
    if said is None:
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as error:
        raise UsageError(
            f"{said!r} is no day and no moment", advice="Write 2025-05-01, 2025-05-01T18:00 or 2025-05-01T18:00+03:00."
        ) from error
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def _names(table: str, columns: str | None) -> tuple[str, ...]:
    there = tuple(BY_NAME[table].names)
    if columns is None:
        return there
    asked = tuple(dict.fromkeys(name.strip() for name in columns.split(",") if name.strip()))
    wrong = [name for name in asked if name not in there]
    if wrong or not asked:
        found = f"{table} has no column {wrong[0]!r}" if wrong else "no column was named"
        raise UsageError(found, advice=f"Columns: {', '.join(there)}. What they mean: truceline schema {table}.")
    return asked


def _interval(table: str) -> tuple[str, str] | None:
    names = set(BY_NAME[table].names)
    return next((pair for pair in _INTERVALS if names.issuperset(pair)), None)


def _where(table: pa.Table, meets: pa.ChunkedArray, begin: str) -> tuple[pa.Table, pa.ChunkedArray]:
    """Rows that meet it; a row without a time does not."""
    kept = table.filter(pc.fill_null(meets, False))
    return kept, kept[begin]


def _told(column: pa.ChunkedArray, tell: Callable[[str], str]) -> pa.Array:
    coded = column.combine_chunks().dictionary_encode()
    told = pa.array([tell(code) for code in coded.dictionary.to_pylist()], pa.string())
    return pa.DictionaryArray.from_arrays(coded.indices, told).cast(pa.string())


def _teller(lang: str, group: str) -> Callable[[str], str]:
    spoken = words(lang)
    if group == "unit":
        return lambda code: spoken.unit(code, None)
    return lambda code: spoken.term(group, code)
