"""Looking at positions: who asks, in which role, for what purpose, is in the record before the answer is given."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from truceline.mission.asking import Asker, line_of, refuse
from truceline.mission.folder import Mission
from truceline.mission.locks import envelope_of
from truceline.model.errors import UsageError
from truceline.model.monitors import Guarded, Identity, Post, Shift, Table
from truceline.ports import Clock
from truceline.record.access import Class
from truceline.stores.positions import FILE, PositionStore
from truceline.stores.record import Record

#: a purpose that says something has at least so many letters
_LEAST_PURPOSE = 10


class Question(msgspec.Struct, frozen=True):
    """Which rows are asked for: of one post, of one person, at one moment; all of them where nothing is said."""

    table: Table
    post: str | None = None
    person: str | None = None
    at_s: int | None = None

    @property
    def words(self) -> str:
        """As it stands in the record."""
        said = (("post", self.post), ("person", self.person), ("at", self.at_s))
        return ", ".join(f"{name} {value}" for name, value in said if value is not None) or "all"


def class_of(table: Table) -> Class:
    """The class of the table of access that these rows belong to."""
    return "identity" if table == "identities" else "position"


def ask(
    mission: Mission, record: Record, who: Asker, question: Question, purpose: str, clock: Clock
) -> tuple[Guarded, ...]:
    """The rows, once the question is an entry of the record.

    Raises UsageError without a purpose, RefusedError where the table says no, NoKeyError without the key.
    """
    if len(purpose.strip()) < _LEAST_PURPOSE:
        raise UsageError(
            "no purpose was stated, and positions are not shown without one",
            advice='Say what it is for: --purpose "escort of patrol 3 on 4 March". It stays in the record.',
        )
    what = class_of(question.table)
    answer = who.may("read", what, "held")
    line = line_of(
        who,
        "read",
        what,
        clock,
        reason=answer.reason,
        table=question.table,
        question=question.words,
        purpose=purpose.strip(),
    )
    if not answer.allowed:
        refuse(record, line)
    store = _store(mission, record)
    try:
        rows = tuple(row for row in store.read(question.table) if _asked_for(row, question))
    finally:
        store.close()
    record.append([("access", msgspec.structs.replace(line, rows=len(rows), allowed=True))])
    return rows


def add(mission: Mission, record: Record, who: Asker, table: Table, rows: Iterable[Guarded], clock: Clock) -> int:
    """Keep rows under their key. Returns how many are new. Raises RefusedError where the table says no."""
    what = class_of(table)
    answer = who.may("add", what, "held")
    if not answer.allowed:
        refuse(record, line_of(who, "add", what, clock, reason=answer.reason, table=table))
    store = _store(mission, record)
    try:
        new = store.add(table, rows)
    finally:
        store.close()
    line = line_of(who, "add", what, clock, reason=answer.reason, table=table, rows=new, allowed=True)
    record.append([("access", line)])
    return new


def _store(mission: Mission, record: Record) -> PositionStore:
    """The store; each of its keys is asked for when a row of its kind is, so that nobody needs the others."""
    envelope = envelope_of(mission, record)
    assert envelope is not None  # a record was given
    return PositionStore(mission.folder / FILE, envelope)


def _asked_for(row: Guarded, question: Question) -> bool:
    if isinstance(row, (Post, Shift)) and question.post not in (None, row.post):
        return False
    if isinstance(row, (Shift, Identity)) and question.person not in (None, row.person):
        return False
    return not isinstance(row, Shift) or question.at_s is None or row.start_s <= question.at_s < row.end_s
