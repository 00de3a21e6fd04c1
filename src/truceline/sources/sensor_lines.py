"""Lines of a sensor's log sorted by kind, each kind a sheet of columns.

Lines that are flat objects are decoded in one step each and turned into columns by shape: lines with the same names in
the same order share their plan. Whatever does not decode so goes through the careful reader, which says why.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.ingest.json_text import cell, line_object
from truceline.ingest.limits import MAX_CELL_BYTES
from truceline.ingest.note_runs import NoteRuns
from truceline.model.errors import UNREADABLE, Rejected
from truceline.sources.cell_bytes import trimmed
from truceline.sources.coding import mapped
from truceline.sources.sheet import Sheet
from truceline.sources.table import Table

KINDS = ("detection", "status", "outage", "heartbeat")
#: every name that says something, under which it is known here
FIELDS = frozenset(
    (
        *("id", "sensor", "at", "start", "end", "type", "lat", "lon", "radius_m", "count", "unit", "assessment"),
        *("weapon", "calibre_mm", "confidence", "text", "place", "status", "reason", "range_m", "sector", "daylight"),
    )
)
_OTHER_NAMES = {
    "sensor_id": "sensor",
    "device": "sensor",
    "watcher": "sensor",
    "time": "at",
    "timestamp": "at",
    "ts": "at",
    "from": "start",
    "to": "end",
    "until": "end",
    "latitude": "lat",
    "longitude": "lon",
    "event_type": "type",
    "class": "type",
    "event": "kind",
}
#: lines turned into columns at once: bounds what is held as objects
_CHUNK = 20_000
#: shapes of a chunk that get a plan of their own; lines of further shapes are laid out one by one
_SHAPES = 200

_flat = msgspec.json.Decoder(dict[str, str | int | float | bool | None])
Values = Sequence[Any]
Names = tuple[str, ...]


class _Part(msgspec.Struct):
    """Lines as columns: `kind` and what else they have of FIELDS."""

    lines: Any  # np.ndarray of int64
    columns: dict[str, Any]  # name -> pa.StringArray


class SensorLines(msgspec.Struct):
    sheets: dict[str, Sheet]  # one for each of KINDS
    notes: list[Rejected]  # about lines of no kind
    rows: int


def sort_lines(data: bytes, where: str) -> SensorLines:
    """The lines of UTF-8 `data` that are not blank, by kind."""
    found: dict[str, list[_Part]] = {kind: [] for kind in KINDS}
    runs = NoteRuns()
    rows = 0
    chunk = _Chunk(where)
    for number, line in enumerate(io.BytesIO(data), 1):
        chunk.add(number, line)
        if number % _CHUNK == 0:
            rows += chunk.sort_into(found, runs)
            chunk = _Chunk(where)
    rows += chunk.sort_into(found, runs)
    return SensorLines({kind: _sheet(where, found[kind]) for kind in KINDS}, runs.notes(), rows)


class _Chunk:
    """Some lines of the file, by the names they have."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._shapes: dict[Names, tuple[list[int], list[Values]]] = {}
        self._notes: list[Rejected] = []

    def add(self, number: int, line: bytes) -> None:
        if len(line) > MAX_CELL_BYTES:
            self._add_carefully(number, line)
            return
        try:
            found = _flat.decode(line)
        except (*UNREADABLE, ValueError):
            self._add_carefully(number, line)
            return
        shape = self._shapes.get(tuple(found))
        if shape is None:
            self._add_cells(number, found)
        else:
            shape[0].append(number)
            shape[1].append(tuple(found.values()))

    def _add_carefully(self, number: int, line: bytes) -> None:
        found = line_object(line.decode("utf-8", "replace").removesuffix("\n"), number, self._where)
        if isinstance(found, Rejected):
            self._notes.append(found)
        elif found is not None:
            self._add_cells(number, {name: cell(value) for name, value in found.items()})

    def _add_cells(self, number: int, found: dict[str, Any]) -> None:
        """A line of a new shape; when there are too many, what is of use, in an order of names that they share."""
        if len(self._shapes) >= _SHAPES and tuple(found) not in self._shapes:
            plan = _plan(tuple(found))
            values = list(found.values())
            shared = ("kind", *sorted(FIELDS if "status" in plan else FIELDS - {"status"}))
            found = {name: values[plan[name]] if name in plan else "" for name in shared}
        numbers, rows = self._shapes.setdefault(tuple(found), ([], []))
        numbers.append(number)
        rows.append(tuple(found.values()))

    def sort_into(self, found: dict[str, list[_Part]], runs: NoteRuns) -> int:
        """Adds the chunk's lines to those of their kinds and says which have none. Answers how many lines it has."""
        notes = self._notes
        rows = len(notes)
        for names, (numbers, values) in self._shapes.items():
            part = _columns(names, numbers, values)
            rows += len(numbers)
            kinds = part.columns.pop("kind")
            for kind in pc.unique(kinds).to_pylist():
                mask = pc.equal(kinds, kind)
                chosen = part.lines[mask.to_numpy(zero_copy_only=False)]
                if kind in found:
                    found[kind].append(_Part(chosen, {n: c.filter(mask) for n, c in part.columns.items()}))
                else:
                    advice = f"One of {', '.join(KINDS)}."
                    notes += [Rejected(self._where, int(n), "kind", kind or "nothing", advice) for n in chosen]
        for note in sorted(notes, key=lambda note: note.line):
            runs.add(note)
        return rows


def _plan(names: Names) -> dict[str, int]:
    """Where the cell of each field stands; of two names for one field ours, else the first of the list."""
    places = {name.strip().lower(): at for at, name in enumerate(names)}
    for other, ours in _OTHER_NAMES.items():
        if other in places and ours not in places:
            places[ours] = places.pop(other)
    return {name: at for name, at in places.items() if name in FIELDS or name == "kind"}


def _columns(names: Names, numbers: list[int], rows: list[Values]) -> _Part:
    by_place = list(zip(*rows, strict=True))
    columns = {name: trimmed(_cells(by_place[at])) for name, at in _plan(names).items()}
    size = len(numbers)
    stated = columns.pop("kind", None)
    kind = pa.repeat("", size) if stated is None else mapped(stated, str.lower, pa.string())
    usual = pc.if_else(pc.equal(columns["type"], ""), "", "detection") if "type" in columns else pa.repeat("", size)
    if "status" in columns:
        usual = pc.if_else(pc.equal(usual, ""), "status", usual)
    columns["kind"] = pc.if_else(pc.equal(kind, ""), usual, kind)
    return _Part(np.array(numbers, np.int64), columns)


def _cells(values: Values) -> pa.Array:
    """Values of JSON as text, the way `cell` writes them one by one."""
    kinds = set(map(type, values))
    if kinds == {str}:
        return pa.array(values, pa.string())
    if kinds <= {int, float}:
        return pa.array(map(repr, values), pa.string(), size=len(values))
    return pa.array(map(cell, values), pa.string(), size=len(values))


def _sheet(where: str, parts: list[_Part]) -> Sheet:
    """The lines of one kind in the order of the file."""
    names = sorted({name for part in parts for name in part.columns})
    lines = np.concatenate([np.zeros(0, np.int64), *(part.lines for part in parts)])
    order = pa.array(np.argsort(lines, kind="stable"))
    columns = {name: pa.concat_arrays(list(_pieces(parts, name))).take(order) for name in names}
    return Sheet(Table(file=where, columns=columns, lines=np.sort(lines), rows=len(lines), notes=[]))


def _pieces(parts: list[_Part], name: str) -> Iterable[pa.Array]:
    for part in parts:
        yield part.columns[name] if name in part.columns else pa.repeat("", len(part.lines))
