"""Tables that people take away: who may, how much in a day, and what a leaked copy tells.

Once roles are granted, each copy is an entry of the record. Exact rows are counted: beyond the mission's threshold a
person is refused, and the refusal is entered, until a second person from another office has signed for one export.
Copies of exact tables carry rows that were planted for their holder (`record.canary`).
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pyarrow as pa

from truceline.mission.asking import AccessLine, Asker, access_lines, line_of, people, refuse
from truceline.mission.folder import Mission
from truceline.mission.leaked import lines_of
from truceline.mission.locks import envelope_of
from truceline.model.errors import InputError, RecordError
from truceline.ports import Clock
from truceline.record.access import Class, may, office_of
from truceline.record.canary import Planted, Trace, can_be_planted, make_planted, traces, with_planted
from truceline.record.people import Person
from truceline.record.statement import Statement, parse_statement, signers
from truceline.stores.envelope import Envelope
from truceline.stores.record import Record

#: table -> class
CLASS_OF: dict[str, Class] = {
    **dict.fromkeys(("findings", "cases", "rulings", "claims", "counts", "public_coverage"), "case"),
    **dict.fromkeys(
        ("observations", "incidents", "members", "unresolved", "history", "learned", "effort"), "observation"
    ),
    **dict.fromkeys(("evidence", "statements", "quantities", "origins", "rejected"), "evidence"),
    "coverage": "position",  # small cells and hours of watching are posts and shifts
}
#: tables whose rows say where
EXACT = frozenset({"observations", "incidents"})
#: where monitors stood is not in any copy: it is asked for, one question at a time (`truceline positions`)
_POSITIONS: dict[str, tuple[str, ...]] = {"effort": ("lat_e6", "lon_e6", "range_m")}
_HOUR_S = 3_600


class PermissionLine(msgspec.Struct, frozen=True):
    """What the record keeps of a permission: the signed note, whole."""

    note: str


class Holder(msgspec.Struct, frozen=True, order=True):
    """Whose copy a file is, and what shows it."""

    who: str
    table: str
    found: int
    of: int
    by: tuple[str, ...]
    taken_s: tuple[int, ...]


def take(
    mission: Mission, record: Record, who: Asker, name: str, table: pa.Table, purpose: str, clock: Clock
) -> pa.Table:
    """The copy that may leave, once it is an entry of the record. For the person at the keyboard, the table itself.

    Raises RefusedError where the table of access says no, or where the threshold is passed without a permission.
    """
    if who.role == "keyboard":
        return table
    what = CLASS_OF[name]
    answer = who.may("export", what, "held")
    said = {"table": name, "purpose": purpose, "rows": table.num_rows, "exact": name in EXACT}
    if not answer.allowed:
        refuse(record, line_of(who, "export", what, clock, reason=answer.reason, **said))
    permission = 0
    if name in EXACT:
        permission = _within_threshold(mission, record, who, name, table.num_rows, clock)
    hidden = [column for column in _POSITIONS.get(name, ()) if column in table.column_names]
    for column in hidden:
        at = table.schema.get_field_index(column)
        table = table.set_column(at, table.schema.field(at), pa.nulls(table.num_rows, table.schema.field(at).type))
    planted = _planted(mission, record, who, name, table)
    line = line_of(who, "export", what, clock, reason=answer.reason, allowed=True, **said)
    sealed = _seal_planted(mission, record, planted) if planted else ""
    record.append([("access", msgspec.structs.replace(line, permission=permission, planted=sealed))])
    return with_planted(name, table, planted) if planted else table


def permissions(record: Record) -> tuple[Statement, ...]:
    """Every export that two people allowed beyond the threshold, used or not. Raises RecordError for a forged one."""
    everybody = people(record)
    found = []
    for number, entry in enumerate(record.entries("permission"), 1):
        line = msgspec.json.decode(entry.body, type=PermissionLine)
        found.append(check_permission(line.note.encode(), record.origin, number, everybody))
    return tuple(found)


def check_permission(data: bytes, mission: str, number: int, everybody: Iterable[Person]) -> Statement:
    """A permission that holds: signed by whoever asks for it and by somebody of another office who may grant roles."""
    note, said = parse_statement(data)
    where = f"permission {number}"
    if (said.what, said.mission, said.number) != ("allow", mission, number):
        raise RecordError("it was signed for something else", where=where, advice="Propose it again.")
    signed = signers(note, everybody)
    asks = [p for p in signed if p.name == said.about.get("person")]
    others = [
        p
        for p in signed
        if asks and may(p.role, "add", "role", "held").allowed and office_of(p.role) != office_of(asks[0].role)
    ]
    if not asks or not others or not said.about.get("rows", "").isdigit() or said.about.get("table") not in EXACT:
        raise RecordError(
            "whoever takes the rows and a second person from another office must both have signed it",
            where=where,
            advice="truceline access sign FILE --as NAME; the second is chair, side_a or side_b.",
        )
    return said


def whose_copy(mission: Mission, record: Record, lines: Iterable[str]) -> tuple[Holder, ...]:
    """The holders whose planted rows a leaked text has, those with most of them first. Raises NoKeyError."""
    text = tuple(lines)
    found: dict[tuple[str, str], tuple[list[Trace], int, list[int]]] = {}
    for line in access_lines(record):
        planted = planted_in(mission, record, line)
        if planted:
            hits, _, times = found.get((line.who, line.table), ([], 0, []))
            if not times:
                hits = sorted(traces(text, planted))
            found[line.who, line.table] = (hits, len(planted), [*times, line.at_s])
    holders = [
        Holder(who, table, len({t.key for t in hits}), of, tuple(sorted({t.by for t in hits})), tuple(times))
        for (who, table), (hits, of, times) in found.items()
        if hits
    ]
    return tuple(sorted(holders, key=lambda h: (-h.found, h)))


def planted_in(mission: Mission, record: Record, line: AccessLine) -> tuple[Planted, ...]:
    """The rows that were planted in one copy. Raises NoKeyError without the key."""
    if not line.planted:
        return ()
    plain = _envelope(mission, record).open("canaries", base64.b64decode(line.planted), "planted")
    return msgspec.json.decode(plain, type=tuple[Planted, ...])


def refuse_own_copies(mission: Mission, record: Record, paths: Iterable[Path]) -> None:
    """Raises InputError for a file that is a copy of the mission's own tables: planted rows are not evidence.

    Where the key of planted rows is not here, nothing can be told from a file; whoever has it checks with `trace`.
    """
    planted = _all_planted(mission, record)
    if not planted:
        return
    for path in (p for given in paths for p in (sorted(given.rglob("*")) if given.is_dir() else [given])):
        if path.is_file() and next(traces(lines_of(path), planted), None) is not None:
            raise InputError(
                "this is a copy of the mission's own tables, with rows that were planted in it",
                where=str(path),
                advice="Leave it out: it is not evidence. Whose copy it is: truceline access trace MISSION FILE",
            )


def _all_planted(mission: Mission, record: Record) -> tuple[Planted, ...]:
    """Every planted row there is, each once; none without their key."""
    lines = [line for line in access_lines(record) if line.planted]
    if not lines or not _envelope(mission, record).can_open("canaries"):
        return ()
    return tuple({one.key: one for line in lines for one in planted_in(mission, record, line)}.values())


def _within_threshold(mission: Mission, record: Record, who: Asker, name: str, n_rows: int, clock: Clock) -> int:
    """The number of the permission that is used; 0 where none is needed. Raises RefusedError beyond the threshold."""
    policy = mission.policy
    since_s = clock.now_s() - policy.export_window_h * _HOUR_S
    taken = [line for line in access_lines(record) if line.who == who.name and line.action == "export" and line.allowed]
    counted = sum(line.rows for line in taken if line.exact and not line.permission and line.at_s > since_s)
    if counted + n_rows <= policy.export_rows:
        return 0
    used = {line.permission for line in taken}
    for said in permissions(record):
        fits = (said.about["person"], said.about["table"]) == (who.name, name) and int(said.about["rows"]) >= n_rows
        if fits and said.number not in used:
            return said.number
    reason = (
        f"{n_rows} exact rows, after {counted} in the last {policy.export_window_h} hours, are more than the "
        f"{policy.export_rows} that one person takes away"
    )
    refused = line_of(who, "export", CLASS_OF[name], clock, reason=reason, table=name, rows=n_rows, exact=True)
    refuse(
        record,
        refused,
        advice=f"Two people allow it once: truceline access allow MISSION {who.name} {name} {n_rows} -o allow.note",
    )
    return 0


def _planted(mission: Mission, record: Record, who: Asker, name: str, table: pa.Table) -> tuple[Planted, ...]:
    """The rows of this person's copies: those of the first copy again, so that two copies do not differ in them."""
    if not (mission.policy.canaries and can_be_planted(name)):
        return ()
    for line in access_lines(record):
        if (line.who, line.table) == (who.name, name) and line.planted:
            return planted_in(mission, record, line)
    envelope = _envelope(mission, record)
    return make_planted(name, table, mission.policy.canaries, lambda words: envelope.tag("canaries", who.name, words))


def _seal_planted(mission: Mission, record: Record, planted: tuple[Planted, ...]) -> str:
    plain = msgspec.json.encode(planted)
    return base64.b64encode(_envelope(mission, record).seal("canaries", plain, "planted")).decode("ascii")


def _envelope(mission: Mission, record: Record) -> Envelope:
    envelope = envelope_of(mission, record)
    assert envelope is not None  # a record was given
    return envelope
