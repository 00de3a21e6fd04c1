"""Who holds which role, as the record says: every grant is an entry that two people signed, and is checked again here.

A mission begins without people: then whoever sits at the keyboard is all of them, and every page says so. It is founded
by at least two people of different offices who sign one statement that names them all. From then on two signatures
grant and revoke; somebody who writes into the file of the record without them changes nobody's role.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from truceline.model.errors import RecordError
from truceline.record.access import may, office_of
from truceline.record.note import parse_key
from truceline.record.statement import ACTS, Person, Statement, need_two, parse_statement, role_of, signers

__all__ = ["Person", "RoleLine", "found_text", "granted", "people_of"]

#: a mission with one keyholder for grants could never grant again
_LEAST_FOUNDERS = 2


class RoleLine(msgspec.Struct, frozen=True):
    """What the record keeps: the signed note, whole. All else follows from it."""

    note: str


def people_of(lines: Iterable[RoleLine], mission: str) -> tuple[Person, ...]:
    """The people of a mission, sorted. Raises RecordError at the first entry that is not rightly signed."""
    people: dict[str, Person] = {}
    for number, line in enumerate(lines, 1):
        people = _after(people, line, mission, number)
    return tuple(sorted(people.values()))


def granted(people: Iterable[Person], name: str) -> Person:
    """The person of this name. Raises RecordError that says who there is."""
    known = {person.name: person for person in people}
    if name not in known:
        raise RecordError(
            f"{name!r} holds no role in this mission",
            where="roles",
            advice=f"Who does: {', '.join(sorted(known)) or 'nobody'}. See truceline access people MISSION.",
        )
    return known[name]


def found_text(people: Iterable[Person]) -> dict[str, str]:
    """The lines of a founding statement."""
    return {f"person_{n}": f"{p.role} {p.key.text}" for n, p in enumerate(sorted(people), 1)}


def _after(people: dict[str, Person], line: RoleLine, mission: str, number: int) -> dict[str, Person]:
    note, said = parse_statement(line.note.encode())
    where = f"role entry {number}"
    if said.mission != mission or said.number != number:
        raise RecordError(
            f"it was signed as number {said.number} of {said.mission}",
            where=where,
            advice=f"A statement counts once and in one mission: this would be number {number} of {mission}.",
        )
    if said.what == "found":
        return _founded(people, line, said, where)
    if said.what not in ("grant", "revoke"):
        raise RecordError(f"{said.what} gives nobody a role", where=where, advice="Restore the record from a backup.")
    need_two(note, said, people.values())
    try:
        name = said.about["person"]
        if said.what == "revoke":
            return _without(people, name, where)
        return {**people, name: _person(said.about["role"], said.about["key"], name)}
    except KeyError as error:
        raise RecordError(f"it names no {error.args[0]}", where=where, advice="Propose it again.") from error


def _founded(people: dict[str, Person], line: RoleLine, said: Statement, where: str) -> dict[str, Person]:
    if people:
        raise RecordError("a mission is founded once", where=where, advice="Grant roles one by one.")
    pairs = [value.partition(" ") for _, value in sorted(said.about.items())]
    founders = [_person(role, key, None) for role, _, key in pairs]
    note, _ = parse_statement(line.note.encode())
    missing = {p.name for p in founders} - {p.name for p in signers(note, founders)}
    if missing:
        raise RecordError(f"{', '.join(sorted(missing))} did not sign", where=where, advice="All founders sign.")
    able = {office_of(p.role) for p in founders if may(p.role, *ACTS["grant"]).allowed}
    if len({p.name for p in founders}) < max(_LEAST_FOUNDERS, len(founders)) or len(able) < 2:
        raise RecordError(
            "these founders could not grant a role",
            where=where,
            advice="Name at least two people, each once, of two of these: chair, side_a, side_b.",
        )
    return {p.name: p for p in founders}


def _without(people: dict[str, Person], name: str, where: str) -> dict[str, Person]:
    left = {known: person for known, person in people.items() if known != name}
    able = {office_of(p.role) for p in left.values() if may(p.role, *ACTS["grant"]).allowed}
    if len(left) == len(people) or len(able) < 2:
        raise RecordError(
            f"{name} cannot be taken out: " + ("nobody could grant a role any more" if name in people else "unknown"),
            where=where,
            advice="Grant the role to somebody else first.",
        )
    return left


def _person(role: str, key: str, name: str | None) -> Person:
    verifier = parse_key(key)
    if name is not None and verifier.name != name:
        raise RecordError(f"the key is that of {verifier.name}", where="roles", advice=f"Give the key of {name}.")
    return Person(verifier.name, role_of(role), verifier)
