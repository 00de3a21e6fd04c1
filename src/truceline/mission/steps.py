"""Where each step of an explanation stands in the record: its entry, the hash of its leaf, and who signed for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.mission.folder import Mission
from truceline.mission.intake import Receipt
from truceline.mission.ruling_lines import RulingLine
from truceline.mission.tables import table_entries
from truceline.mission.witnesses import checkpoints, parties, trusted
from truceline.model.agreement import Agreement
from truceline.model.phrase import Name, Phrase, Value, say
from truceline.pipeline import Outcome
from truceline.record.entry import Entry
from truceline.record.standings import attestation
from truceline.record.witnessing import Grade
from truceline.stores.record import Record

#: what signatures are worth, the least first
_WORTH = ("step_unattested", "step_attested", "step_jointly_attested")
_GRADES: Mapping[Grade, int] = {"unattested": 0, "attested": 1, "jointly_attested": 2}

#: rows of a large incident that are told, and signed states that are looked at
_MOST = 40


class Place(msgspec.Struct, frozen=True):
    """An entry: its number, and the hash of its leaf as hex."""

    index: int
    hash: str


class Step(msgspec.Struct, frozen=True):
    """One step; deeper ones are the rows below the one above. `at`: the entry of the record that it stands in."""

    depth: int
    told: Phrase
    at: Place | None = None


class Recorded(msgspec.Struct, frozen=True):
    """The entries behind an outcome, and the states of the record that were signed."""

    receipts: Mapping[str, Place]  # by the hash of the file
    tables: Mapping[str, Place]
    rulings: Mapping[tuple[str, str], Place]
    agreement: Place | None
    signed: tuple[tuple[int, Grade], ...]  # sizes, largest first, and what the witnesses' signatures are worth


class Behind(msgspec.Struct, frozen=True):
    """What an explanation rests on, by ids."""

    items: Sequence[str]
    observations: Sequence[str] = ()
    incidents: Sequence[str] = ()
    findings: Sequence[str] = ()


def recorded(mission: Mission, record: Record, outcome: Outcome, agreement: Agreement | None) -> Recorded:
    """What the record says of this outcome."""
    named = trusted(mission, agreement)
    opened = tuple(islice(checkpoints(record, named), _MOST))
    sides = parties(mission, agreement)
    sizes = [one.checkpoint.size for one in opened]
    keys = set(outcome.keys.values())
    tables = {line.table: index for (_, key), (index, line) in table_entries(record).items() if key in keys}
    last = next(reversed(tuple(record.entries("agreement"))), None)
    return Recorded(
        receipts={msgspec.json.decode(e.body, type=Receipt).sha256: _place(e) for e in record.entries("receipt")},
        tables={table: _place(record.entry(index)) for table, index in tables.items()},
        rulings={_pair(e): _place(e) for e in record.entries("ruling")},
        agreement=None if last is None else _place(last),
        signed=tuple((size, attestation(size, opened, named, sides).grade) for size in sizes),
    )


def steps(kept: Recorded, outcome: Outcome, behind: Behind) -> Iterator[Step]:
    """Every step with its entry, in the order of the stages."""
    yield Step(0, say("steps", command=Name("truceline verify MISSION --head LEAF")))
    yield from _received(kept, outcome, behind.items)
    yield from _rows(kept, "items", "step_items", _places(outcome.items, "item_id", behind.items), len(outcome.items))
    yield from _table_rows(kept, "observations", outcome.observations, behind.observations)
    told = set(behind.items)
    origins = [n for n, origin in enumerate(outcome.origins) if told & set(origin.items)]
    names = [(n, outcome.origins[n].origin_id) for n in origins]
    yield from _rows(kept, "origins", "step_origins", names, len(outcome.origins))
    for pair, place in kept.rulings.items():
        if set(pair) & {*behind.observations, *behind.items}:
            yield _entry(kept, say("step_ruled"), place)
    yield from _table_rows(kept, "incidents", outcome.incidents, behind.incidents)
    yield from _table_rows(kept, "members", outcome.members, behind.observations)
    if behind.findings and kept.agreement is not None:
        yield _entry(kept, say("step_agreement"), kept.agreement)
    yield from _table_rows(kept, "findings", outcome.findings, behind.findings)


def _received(kept: Recorded, outcome: Outcome, items: Sequence[str]) -> Iterator[Step]:
    wanted = set(items)
    files = {item.sha256: item.filename for item in outcome.items if item.item_id in wanted}
    for sha256, filename in sorted(files.items(), key=lambda file: kept.receipts[file[0]].index)[:_MOST]:
        yield _entry(kept, say("step_received", file=Name(filename)), kept.receipts[sha256])


def _table_rows(kept: Recorded, table: str, rows: pa.Table, ids: Sequence[str]) -> Iterator[Step]:
    column = rows.column(0)
    places = [(pc.index(column, found).as_py(), found) for found in ids[:_MOST]]
    yield from _rows(kept, table, f"step_{table}", places, rows.num_rows)


def _rows(kept: Recorded, table: str, key: str, rows: Sequence[tuple[int, str]], n: int) -> Iterator[Step]:
    """A table's entry, and below it the rows of it. A row counts from 0, as in a proof."""
    place = kept.tables.get(table)
    if place is None or not rows:
        return
    yield _entry(kept, say(key), place)
    for row, found in rows[:_MOST]:
        yield Step(2, say("step_row", id=Name(found), row=Name(str(row)), n=Name(str(n)), table=Name(table)))


def _entry(kept: Recorded, what: Phrase, place: Place) -> Step:
    over = [(_GRADES[grade], size) for size, grade in kept.signed if size > place.index]
    blanks: dict[str, Value] = {"what": what, "entry": Name(str(place.index)), "leaf": Name(place.hash)}
    if not over:
        return Step(1, say("step_unsigned", **blanks), place)
    worth, size = max(over)
    return Step(1, say("step_signed", **blanks, size=size, worth=say(_WORTH[worth])), place)


def _places(objects: Sequence[object], name: str, ids: Sequence[str]) -> list[tuple[int, str]]:
    wanted = set(ids)
    return [(n, str(getattr(one, name))) for n, one in enumerate(objects) if getattr(one, name) in wanted]


def _place(entry: Entry) -> Place:
    return Place(entry.index, entry.hash)


def _pair(entry: Entry) -> tuple[str, str]:
    line = msgspec.json.decode(entry.body, type=RulingLine)
    return line.a, line.b
