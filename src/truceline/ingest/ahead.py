"""Times that had not come when they were received: somebody's clock is ahead, and nothing happens tomorrow.

What was observed then happened before it was received. How long before, a clock that is wrong by an hour does not say;
as much as it is ahead is allowed for backwards, and no more than the month in which what bears no date is looked for.
Nobody has watched hours that are still to come, nor missed them: effort ends with its receipt. What the source wrote
stays in its bytes, and a note says what was made of it. A clock that is behind cannot be told from a late report. A
year beyond those of `sources.instants` is no time: its line was refused where it was read, and its bytes are kept.

This holds for what a source sent as it happened. A file that somebody brought may tell of days to come, of a plan or of
an exercise set in another year, and stands as it is.
"""

from __future__ import annotations

from typing import Final

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.errors import Rejected
from truceline.model.reading import Reading
from truceline.model.units import DAY_S

#: a source's clock may be so far ahead of ours
CLOCKS_DIFFER_S = 120
#: how the method of an observation ends whose own time was not believed
MARK = "+clock_ahead"
_MOST_S = 30 * DAY_S
_SEEN: Final = "Set the source's clock. It was kept, and happened before it was received: its own time is not believed."
_WATCHED: Final = (
    "Set the source's clock, or report when it is over: what comes after the receipt does not count as effort."
)


def before_receipt(reading: Reading, received_s: int, file: str) -> Reading:
    """The reading with nothing in it that begins after it was received, and a warning where something did.

    `received_s` is the second of the receipt (epoch, UTC).
    """
    observations, effort, notes = reading.observations, reading.effort, list(reading.notes)
    if observations is not None and (ahead := _latest(observations, "start_s", received_s)):
        notes.append(_note(file, *ahead, "start_s", _SEEN))
        observations = _seen(observations, received_s)
    if effort is not None and (ahead := _latest(effort, "end_s", received_s)):
        notes.append(_note(file, *ahead, "end_s", _WATCHED))
        effort = _watched(effort, received_s + CLOCKS_DIFFER_S)
    if len(notes) == len(reading.notes):
        return reading
    return msgspec.structs.replace(reading, observations=observations, effort=effort, notes=tuple(notes))


def tells_of_a_clock(note: Rejected) -> bool:
    """Whether a note warns of a clock that is ahead."""
    return note.advice in (_SEEN, _WATCHED)


def _latest(table: pa.Table, field: str, received_s: int) -> tuple[int, int] | None:
    """Line and seconds of the row that is furthest ahead of its receipt; null where none is."""
    latest = pc.max(table[field]).as_py()
    if latest is None or latest <= received_s + CLOCKS_DIFFER_S:
        return None
    row = pc.index(table[field], latest).as_py()
    return table["record"][row].as_py(), latest - received_s


def _note(file: str, line: int, ahead_s: int, field: str, advice: str) -> Rejected:
    found = f"{ahead_s} s after this server's clock when it was received"
    return Rejected(file, line, field, found, advice, "warning")


def _seen(table: pa.Table, received_s: int) -> pa.Table:
    """Observations: each that is ahead lies as far before its receipt as it claimed to lie after it, or since."""
    ahead = pc.greater(table["start_s"], received_s + CLOCKS_DIFFER_S)
    back = pc.min_element_wise(pc.subtract(table["start_s"], received_s), _MOST_S)
    told = pc.min_element_wise(table["reported_s"], received_s, skip_nulls=False)
    changed = {
        "start_s": pc.subtract(received_s, back),
        "end_s": pa.scalar(received_s + 1),
        "reported_s": told,
        "method": pc.binary_join_element_wise(table["method"], MARK, ""),
    }
    for name, column in changed.items():
        kind = table.schema.field(name)
        mended = pc.if_else(ahead, column, table[name]).cast(kind.type)
        table = table.set_column(table.schema.get_field_index(name), kind, mended)
    return table.combine_chunks()


def _watched(table: pa.Table, until_s: int) -> pa.Table:
    """Effort that had begun by then, and ends there at the latest."""
    table = table.filter(pc.less(table["start_s"], until_s))
    kind = table.schema.field("end_s")
    ended = pc.min_element_wise(table["end_s"], until_s).cast(kind.type)
    return table.set_column(table.schema.get_field_index("end_s"), kind, ended).combine_chunks()
