"""Reading many small items in one call of a worker: to hand a worker an item costs more than to read most of them.

Each is refused by itself. What breaks the worker, or costs more than many may together, says nothing about any of them:
they are then read one by one, each within its own budget.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import msgspec
import pyarrow as pa

from truceline.confined.keeper import PACKED, Exceeded, Task, error_of, keeper
from truceline.confined.reading import given_of, needs_of, of_form, read_confined
from truceline.ingest.read import Given, read_all
from truceline.ingest.submission import Submission
from truceline.model.errors import TrucelineError
from truceline.model.reading import Reading
from truceline.model.tables import EFFORT, OBSERVATIONS

Item = tuple[Submission, bytes]
#: a reading, or why there is none
Outcome = Reading | TrucelineError

#: what is larger is read by itself
SMALL = 64 * 1024
#: items of one call, and seconds of processor for all of them
MOST = 64
_TOGETHER_S = 1.0


class _Refusal(msgspec.Struct, frozen=True):
    kind: str
    found: str
    where: str
    advice: str


class _Said(msgspec.Struct, frozen=True):
    """What one item says but for its tables, and how many rows of the common tables are its own; null: no table."""

    reading: Reading | None
    observations: int | None = None
    effort: int | None = None
    refusal: _Refusal | None = None


class _AllSaid(msgspec.Struct, frozen=True):
    """Of each item in their order, with the rows of all of them one after the other."""

    each: tuple[_Said, ...]
    observations: pa.Table
    effort: pa.Table


_READ: Task[_AllSaid] = Task("truceline.confined.together:work", _AllSaid, _TOGETHER_S)
_encode = msgspec.msgpack.Encoder().encode
_blobs = msgspec.msgpack.Decoder(tuple[bytes, ...])
_submissions = msgspec.msgpack.Decoder(tuple[Submission, ...])


def read_together(items: Sequence[Item]) -> list[Outcome]:
    """Of each item what `read_confined` returns or raises."""
    found: list[Outcome | None] = [None] * len(items)
    small = [at for at, (_, data) in enumerate(items) if len(data) <= SMALL and not data.startswith(PACKED)]
    for first in range(0, len(small), MOST):
        places = small[first : first + MOST]
        if len(places) > 1:
            for at, outcome in zip(places, _in_one_call([items[at] for at in places]), strict=False):
                found[at] = outcome
    return [_alone(*item) if outcome is None else outcome for item, outcome in zip(items, found, strict=True)]


def _alone(submission: Submission, data: bytes) -> Outcome:
    try:
        return read_confined(submission, data)
    except TrucelineError as error:
        return error


def _in_one_call(items: Sequence[Item]) -> list[Outcome]:
    """The outcome of each; none at all where the call failed."""
    submissions, data = zip(*items, strict=True)
    needs = {module for submission in submissions for module in needs_of(submission.connector)}
    try:
        answer = keeper().call(_READ, _encode(data), _encode(submissions), tuple(sorted(needs)))
        return list(_outcomes(answer, len(items)))
    except Exceeded:  # whose fault it is shows when they are read one by one
        return []


def _outcomes(answer: _AllSaid, wanted: int) -> Iterator[Outcome]:
    parts = (
        _parts(answer.observations, [said.observations for said in answer.each]),
        _parts(answer.effort, [said.effort for said in answer.each]),
    )
    if len(answer.each) != wanted:
        raise Exceeded(f"its reader brought back {len(answer.each)} answers to {wanted} items")
    for said, observations, effort in zip(answer.each, *parts, strict=True):
        if said.refusal is not None:
            yield error_of(*msgspec.structs.astuple(said.refusal))
        elif said.reading is not None:
            yield of_form(msgspec.structs.replace(said.reading, observations=observations, effort=effort))
        else:
            raise Exceeded("its reader brought back nothing")


def _parts(table: pa.Table, sizes: Sequence[int | None]) -> list[pa.Table | None]:
    """The rows of each, where it has a table."""
    ends = [0, *accumulate(size or 0 for size in sizes)]
    if ends[-1] != table.num_rows or min(size or 0 for size in sizes) < 0:
        raise Exceeded(f"its reader brought back {table.num_rows} rows for {ends[-1]}")
    return [
        None if size is None else table.slice(start, end - start)
        for size, (start, end) in zip(sizes, pairwise(ends), strict=True)
    ]


# -- in the worker


def work(data: bytes, asked: bytes) -> _AllSaid:
    """Read each of them, those of one source at once."""
    chosen = [_chosen(*item) for item in zip(_submissions.decode(asked), _blobs.decode(data), strict=True)]
    read = iter(read_all([one for one in chosen if isinstance(one, Given)]))
    found = [next(read) if isinstance(one, Given) else one for one in chosen]
    readings = [one for one in found if isinstance(one, Reading)]
    return _AllSaid(
        tuple(map(_said, found)),
        _laid([one.observations for one in readings], OBSERVATIONS),
        _laid([one.effort for one in readings], EFFORT),
    )


def _chosen(submission: Submission, data: bytes) -> Given | TrucelineError:
    try:
        return given_of(submission, data)
    except TrucelineError as error:
        return error


def _said(found: Outcome) -> _Said:
    if isinstance(found, TrucelineError):
        return _Said(None, refusal=_Refusal(type(found).__name__, found.found, found.where, found.advice))
    rows = (None if table is None else table.num_rows for table in (found.observations, found.effort))
    return _Said(msgspec.structs.replace(found, observations=None, effort=None), *rows)


def _laid(tables: Sequence[pa.Table | None], schema: pa.Schema) -> pa.Table:
    some = [table for table in tables if table is not None and table.num_rows]
    return pa.concat_tables([schema.empty_table(), *some])
