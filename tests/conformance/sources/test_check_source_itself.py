"""The conformance check finds what it is there to find: each broken promise, by the name of its rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pyarrow as pa
import pytest

from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Accounting, Blob, ReadContext
from truceline.model.reading import Reading
from truceline.sources import generic
from truceline.testing import NotConformantError, check_source, fingerprint
from truceline.testing.source import _read

DATA = (Path(__file__).parents[2] / "data" / "sources" / "events.csv").read_bytes()
CONTEXT = ReadContext()
replace = msgspec.structs.replace


class Broken:
    """The generic source with one fault."""

    name = "broken"

    def __init__(self, fault: Callable[[Reading, Blob], Reading]) -> None:
        self.fault = fault

    def recognises(self, head: bytes, filename: str) -> bool:
        return generic.SOURCE.recognises(head, filename)

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        return self.fault(generic.SOURCE.read(blob, context), blob)


def _column(reading: Reading, name: str, values: object) -> Reading:
    table = reading.observations
    assert table is not None
    at = table.schema.get_field_index(name)
    field = table.schema.field(name)
    column = pa.array([values] * table.num_rows, field.type)
    return replace(reading, observations=table.set_column(at, field, column))


_calls = iter(range(10_000_000))

FAULTS: dict[str, Callable[[Reading, Blob], Reading]] = {
    "accounting|accounts": lambda r, _: replace(r, accounting=Accounting(rows=9, taken=1, repeated=0, rejected=0)),
    "items": lambda r, _: replace(r, items=()),
    "words": lambda r, _: _column(r, "event_type", "boom"),
    "range": lambda r, _: _column(r, "lat_e6", 91_000_000),
    "place": lambda r, _: _column(r, "radius_m", None),
    "interval": lambda r, _: _column(r, "end_s", 0),
    "bounds": lambda r, _: _column(r, "killed_low", 1_000_000),
    "unit": lambda r, _: _column(_column(_column(r, "count_low", 1), "count_high", 1), "count_unit", None),
    "record": lambda r, _: _column(r, "record", 1_000),
    "key": lambda r, _: replace(r, observations=r.observations.take(pa.array([1, 0, 2]))),
    "schema": lambda r, _: replace(r, observations=r.observations.drop_columns(["text"])),
    "notes": lambda r, _: replace(r, notes=(Rejected("other.csv", 1, "", "x", "y"),)),
    "pure": lambda r, _: _column(r, "text", str(next(_calls))),
    "stable ids": lambda r, b: replace(
        r, observations=_renamed(r.observations, b.sha256) if len(b.data) <= len(DATA) else r.observations
    ),
    "hostile input": lambda r, b: _raise() if b"\x00" in b.data and b.data[:1] == b"e" else r,
}


def _renamed(table: pa.Table, salt: str) -> pa.Table:
    ids = pa.array(sorted(f"{name}{salt}" for name in table.column(0).to_pylist()), pa.string())
    return table.set_column(0, table.schema.field(0), ids)


def _raise() -> Reading:
    raise ValueError("a bare error")


@pytest.mark.parametrize("rule", FAULTS)
def test_a_broken_promise_is_named(rule: str) -> None:
    def fault(reading: Reading, blob: Blob) -> Reading:
        table = reading.observations
        return FAULTS[rule](reading, blob) if table is not None and table.num_rows == 3 else reading

    with pytest.raises((NotConformantError, InputError), match=rule if rule != "stable ids" else "stable ids|gzip"):
        check_source(Broken(fault), [DATA], context=CONTEXT)


def test_a_source_that_knows_nothing_is_told_so() -> None:
    source = Broken(lambda reading, _: reading)
    source.recognises = lambda head, filename: False  # type: ignore[method-assign]
    with pytest.raises(NotConformantError, match="recognises"):
        check_source(source, [DATA])


def test_fingerprints_see_every_part() -> None:
    reading = _read(generic.SOURCE, DATA, "e.csv", CONTEXT)
    assert fingerprint(reading) == fingerprint(_read(generic.SOURCE, DATA, "e.csv", CONTEXT))
    others = (
        replace(reading, notes=(Rejected("e.csv", 1, "", "x", "y"),)),
        replace(reading, accounting=Accounting(rows=1, taken=1, repeated=0, rejected=0)),
        replace(reading, observations=reading.observations.slice(1) if reading.observations else None),
    )
    assert len({fingerprint(other) for other in (reading, *others)}) == 4
