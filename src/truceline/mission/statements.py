"""Statements that people sign, on their way into the record."""

from __future__ import annotations

import msgspec

from truceline.mission.asking import people
from truceline.mission.copies import PermissionLine, check_permission, permissions
from truceline.model.errors import UsageError
from truceline.record.kinds import Kind
from truceline.record.people import RoleLine, people_of
from truceline.record.statement import Statement, What, parse_statement
from truceline.stores.record import Record

#: what is said -> the entries among which it is numbered
_KINDS: dict[What, Kind] = {
    "allow": "permission",
    "keys": "key",
    "seal": "seal",
    "release": "release",
    "disclose": "disclosure",
    "erase": "destruction",
}

_ROLES: frozenset[What] = frozenset({"found", "grant", "revoke"})


def propose(record: Record, what: What, about: dict[str, str]) -> Statement:
    """The statement with the number that it would have now. It counts only if no other is entered before it."""
    said = Statement(what, record.origin, _next(record, _kind(what)), about)
    try:
        assert said.text
    except ValueError as error:
        raise UsageError(str(error), advice="Use words that stand on one line.") from error
    return said


def enter(record: Record, data: bytes) -> Statement:
    """Put a signed statement into the record. Raises RecordError unless it holds here and now."""
    _, said = parse_statement(data)
    if said.what in _ROLES:
        lines = [*_role_lines(record), RoleLine(data.decode())]
        people_of(lines, record.origin)
        record.append([("role", lines[-1])])
    elif said.what == "allow":
        check_permission(data, record.origin, len(permissions(record)) + 1, people(record))
        record.append([("permission", PermissionLine(data.decode()))])
    else:
        raise UsageError(
            f"a statement of {said.what} is not entered by itself",
            advice=f"Give it to the command that it allows: truceline {said.what} … --statement FILE",
        )
    return said


def _role_lines(record: Record) -> list[RoleLine]:
    return [msgspec.json.decode(entry.body, type=RoleLine) for entry in record.entries("role")]


def _kind(what: What) -> Kind:
    if what in _ROLES:
        return "role"
    return _KINDS[what]


def _next(record: Record, kind: Kind) -> int:
    return sum(1 for _ in record.entries(kind)) + 1
