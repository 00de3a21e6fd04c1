"""Acts that one person cannot do: they are done on a statement that two people of different offices have signed.

A mission in which no role was granted has one person, at the keyboard, who does them alone; the record says so.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from truceline.mission.asking import people
from truceline.mission.statements import propose
from truceline.model.errors import RecordError, UsageError
from truceline.record.people import RoleLine, people_of
from truceline.record.statement import Person, Statement, What, need_two, parse_statement
from truceline.stores.record import Record


class NotSigned(msgspec.Struct, frozen=True):
    """The statement that is to be signed before the act is done."""

    statement: Statement


class Order(msgspec.Struct, frozen=True):
    """Who stands behind an act; with the signed statement where the mission has roles."""

    by: tuple[str, ...]
    statement: str = ""


def check_held(record: Record, entry: int, fields: tuple[str, ...]) -> None:
    """Raises UsageError for a field that an entry does not hold, or not any more."""
    held = record.openings(entry) if 0 <= entry < record.size() else {}
    unknown = [name for name in fields if name not in held]
    if unknown or not fields:
        raise UsageError(
            f"entry {entry} holds no {', '.join(unknown) or 'field that was named'}",
            advice=f"It holds: {', '.join(sorted(held)) or 'nothing'}.",
        )


def ordered(
    record: Record, what: What, about: Mapping[str, str], signed: bytes | None, alone: str
) -> Order | NotSigned:
    """Whether the act may be done: on whose order, or which statement is missing.

    `alone` is whoever is at the keyboard of a mission without roles. Raises RecordError for a statement that says
    something else, was used before, or is not signed by two people of different offices.
    """
    everybody = people(record)
    if not everybody:
        return Order((alone,))
    wanted = propose(record, what, dict(about))
    if signed is None:
        return NotSigned(wanted)
    return check_order(signed, wanted, everybody)


def need_order(record: Record, what: What, about: Mapping[str, str], signed: bytes | None, advice: str) -> None:
    """Raises RecordError unless the act may be done here and now; `advice` says how its statement is made."""
    order = ordered(record, what, about, signed, alone="")
    if isinstance(order, NotSigned):
        raise RecordError(
            "two people of different offices sign for this, and no signed statement was given",
            where=f"statement {what} {order.statement.number}",
            advice=advice,
        )


def check_order(signed: bytes, wanted: Statement, everybody: tuple[Person, ...]) -> Order:
    """The order that a signed statement gives for exactly this act."""
    note, said = parse_statement(signed)
    if said != wanted:
        raise RecordError(
            "the statement that was signed is about something else, or was used before",
            where=f"statement {said.what} {said.number}",
            advice=f"It must read:\n{wanted.text}",
        )
    return Order(tuple(person.name for person in need_two(note, said, everybody)), signed.decode())


def people_at(record: Record, index: int) -> tuple[Person, ...]:
    """Who held a role when entry `index` was made."""
    lines = (msgspec.json.decode(e.body, type=RoleLine) for e in record.entries("role") if e.index < index)
    return people_of(lines, record.origin)
