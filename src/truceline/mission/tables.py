"""Answers of stages as entries: each table that a run made is one, with the root over its rows.

An entry names the key of the answer, which binds the evidence and the program's own text. So a run that changes nothing
adds nothing, and looks at no row. What opens the rows is a field of the entry that is committed to and never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from truceline.model.ids import canonical_bytes
from truceline.pipeline import Outcome
from truceline.ports import Salts
from truceline.record.kinds import Kind
from truceline.record.seeds import planted
from truceline.record.table_fields import FIELDS
from truceline.record.table_rows import of_objects, of_table
from truceline.record.table_tree import Rows, Secret, grown
from truceline.stores.record import Record


class TableLine(msgspec.Struct, frozen=True, kw_only=True):
    """What the record keeps of a table. `secret` opens its rows, and is null once it was erased."""

    table: str
    stage: str
    key: str
    rows: int
    fields: tuple[str, ...]
    root: str
    secret: Secret | None = None


class _Answer(msgspec.Struct, frozen=True):
    kind: Kind
    stage: str
    rows: Callable[[Outcome], Rows]


def _table(name: str) -> Callable[[Outcome], Rows]:
    return lambda outcome: of_table(getattr(outcome, name), FIELDS[name])


def _objects(name: str) -> Callable[[Outcome], Rows]:
    return lambda outcome: of_objects(getattr(outcome, name))


#: table -> the kind of its entry and the stage whose answer it is
_ANSWERS: Mapping[str, _Answer] = {
    "items": _Answer("extraction", "read", _objects("items")),
    "effort": _Answer("extraction", "read", _table("effort")),
    "claims": _Answer("extraction", "read", _objects("claims")),
    "mentions": _Answer("extraction", "extract", _objects("mentions")),
    "observations": _Answer("observation", "locate", _table("observations")),
    "pairs": _Answer("derivation", "derive", _objects("pairs")),
    "origins": _Answer("derivation", "derive", _objects("origins")),
    "incidents": _Answer("incident", "fuse", _table("incidents")),
    "members": _Answer("incident", "fuse", _table("members")),
    "findings": _Answer("assessment", "assess", _table("findings")),
    "audits": _Answer("assessment", "audit", _objects("audits")),
}

KINDS: tuple[Kind, ...] = tuple(dict.fromkeys(answer.kind for answer in _ANSWERS.values()))


def rows_of(outcome: Outcome, table: str) -> Rows:
    """A table of an outcome, as it is committed to."""
    return _ANSWERS[table].rows(outcome)


def table_entries(record: Record) -> dict[tuple[str, str], tuple[int, TableLine]]:
    """Number and body of every table's entry, by the table and the key of the answer."""
    found = (
        (entry.index, msgspec.json.decode(entry.body, type=TableLine))
        for kind in KINDS
        for entry in record.entries(kind)
    )
    return {(line.table, line.key): (index, line) for index, line in found}


def entry_of(record: Record, outcome: Outcome, table: str) -> tuple[int, TableLine] | None:
    """The entry of a table of this very outcome."""
    return table_entries(record).get((table, outcome.keys[_ANSWERS[table].stage]))


def new_tables(record: Record, outcome: Outcome, salts: Salts) -> list[tuple[Kind, object]]:
    """Entries for the tables that no earlier run has made, or of which the rows cannot be opened any more."""
    known = {found for found, (_, line) in table_entries(record).items() if line.secret is not None}
    return [
        (answer.kind, _line(name, answer, outcome, salts))
        for name, answer in _ANSWERS.items()
        if (name, outcome.keys[answer.stage]) not in known
    ]


def _line(name: str, answer: _Answer, outcome: Outcome, salts: Salts) -> TableLine:
    rows, key = answer.rows(outcome), outcome.keys[answer.stage]
    secret = Secret(planted(rows.n, salts.draw([(1, canonical_bytes([name, key]))])))
    root = grown(rows, secret).root.hex()
    return TableLine(table=name, stage=answer.stage, key=key, rows=rows.n, fields=rows.fields, root=root, secret=secret)
