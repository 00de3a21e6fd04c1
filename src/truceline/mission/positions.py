"""Positions: who asks, in which role, for what, is in the record before the answer is given or a row is gone."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from truceline.mission.asking import Asker, line_of, refuse
from truceline.mission.destroyed import DestructionLine, destroyed_positions
from truceline.mission.folder import Mission
from truceline.mission.locks import envelope_of
from truceline.mission.signed import NotSigned, Order, ordered
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

    def check(self) -> None:
        """Raises UsageError for what rows of this table do not have: it would not narrow the question."""
        known = {"posts": ("post",), "shifts": ("post", "person", "at_s"), "identities": ("person",)}[self.table]
        odd = [name for name in ("post", "person", "at_s") if getattr(self, name) is not None and name not in known]
        if odd:
            raise UsageError(
                f"{self.table} have no {odd[0].removesuffix('_s')}",
                advice=f"They can be asked for by {', '.join(known).removesuffix('_s')}.",
            )

    @property
    def words(self) -> str:
        """As it stands in the record."""
        said = (("post", self.post), ("person", self.person), ("at", self.at_s))
        return ", ".join(f"{name} {value}" for name, value in said if value is not None) or "all"


class Removed(msgspec.Struct, frozen=True):
    """How many rows are gone, and on whose order."""

    rows: int
    by: tuple[str, ...]


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
    question.check()
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


def remove(
    mission: Mission,
    record: Record,
    who: Asker,
    question: Question,
    why: str,
    *,
    signed: bytes | None,
    clock: Clock,
) -> Removed | NotSigned:
    """Destroy the rows that are asked for; or, first, the statement that two people must sign.

    The order is in the record before a row is touched, and names the rows; what a kill left undone is finished by the
    next removal. Raises UsageError where no row is meant, RefusedError where the table says no.
    """
    question.check()
    what = class_of(question.table)
    answer = who.may("erase", what, "held")
    line = line_of(who, "erase", what, clock, reason=answer.reason, table=question.table, question=question.words)
    if not answer.allowed:
        refuse(record, line)
    store = _store(mission, record)
    try:
        finished = store.remove(destroyed_positions(record))
        names = [name for name, row in store.named(question.table).items() if _asked_for(row, question)]
        if not names and not finished:
            raise UsageError(f"no row of {question.table} is meant", advice="truceline positions read shows them.")
        about = {"positions": question.table, "rows": question.words, "count": str(len(names)), "why": why}
        order = ordered(record, "erase", about, signed, who.name) if names else Order((who.name,))
        if isinstance(order, NotSigned):
            return order
        if names:
            told = DestructionLine(None, None, (), why, order.by, order.statement, clock.now_s(), tuple(sorted(names)))
            seen = msgspec.structs.replace(line, purpose=why, rows=len(names), allowed=True)
            record.append([("destruction", told), ("access", seen)])
        return Removed(finished + store.remove(names), order.by)
    finally:
        store.close()


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
