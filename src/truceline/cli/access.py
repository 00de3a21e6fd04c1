"""`truceline access`: who may do what, who holds which role, what was asked, and whose copy a leaked file is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.record.note import Note

_MISSION = click.argument("mission", type=click.Path(path_type=Path))
_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_OUT = click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="New file.")
_AS = click.option("--as", "who", help="Who you are: the name of your key. Else TRUCELINE_AS.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")


@click.group("access", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Who may do what. What the table does not grant is refused.

    A mission begins without roles: the person at the keyboard is all of them. Roles are given by statements that two
    people of different offices sign; each signs on their own machine, and the file goes from hand to hand.

    \b
    Look:
      truceline access table
      truceline access may side_a read position
      truceline access people MISSION
      truceline access log MISSION
      truceline access trace MISSION leaked.csv        whose copy is this?
    Give roles (keys: truceline keys make NAME):
      truceline access found MISSION chair=KEY side_a=KEY side_b=KEY -o found.note
      truceline access grant MISSION analyst KEY -o grant.note
      truceline access sign grant.note --as NAME
      truceline access enter MISSION grant.note
    """


@command.command("table")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def table(as_json: bool) -> None:
    """Print the table: a row for each class of data in a state, a column for each role.

    \b
    Example:
      truceline access table
    """
    from truceline.cli.answers import answer
    from truceline.record.access import LETTERS, TABLE, cells, may

    granted = [
        {"role": role, "action": action, "class": what, "state": state}
        for role, action, what, state in cells()
        if may(role, action, what, state).allowed
    ]
    letters = " · ".join(f"{letter} {action}" for letter, action in LETTERS.items())
    answer(as_json, {"granted": granted}, (TABLE.strip("\n"), "", letters, "Whatever is not here is refused."))


@command.command("may")
@click.argument("role")
@click.argument("action")
@click.argument("what", metavar="CLASS")
@click.argument("state", default="held")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def ask(role: str, action: str, what: str, state: str, as_json: bool) -> None:
    """May ROLE do ACTION on CLASS in STATE? Exit code 0 yes, 1 no.

    \b
    Examples:
      truceline access may side_a read position
      truceline access may analyst export observation held
    """
    import sys

    import msgspec

    from truceline.cli.answers import answer
    from truceline.record.access import ACTIONS, CLASSES, ROLES, STATES, Action, Class, Role, State, may

    for given, known, name in (
        (role, ROLES, "role"),
        (action, ACTIONS, "action"),
        (what, CLASSES, "class"),
        (state, STATES, "state"),
    ):
        _known(given, known, name)
    found = may(
        msgspec.convert(role, Role),
        msgspec.convert(action, Action),
        msgspec.convert(what, Class),
        msgspec.convert(state, State),
    )
    answer(as_json, msgspec.to_builtins(found), (f"{'yes' if found.allowed else 'no'}: {found.reason}.",))
    sys.exit(0 if found.allowed else 1)


def _known(given: str, known: tuple[str, ...], name: str) -> None:
    from truceline.model.errors import UsageError

    if given not in known:
        raise UsageError(f"there is no {name} {given!r}", advice=f"One of: {', '.join(known)}.")


@command.command("people")
@_MISSION
@_JSON
def people(mission: Path, as_json: bool) -> None:
    """Who holds which role. Every grant in the record is checked again.

    \b
    Example:
      truceline access people north
    """
    from truceline.cli.answers import answer
    from truceline.mission.asking import people as people_in
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened

    with opened(open_mission(mission)) as record:
        found = people_in(record)
    lines = [f"{p.name}: {p.role}  {p.key.text}" for p in found]
    nobody = ["No roles were granted: the person at the keyboard is all of them."]
    answer(as_json, {"people": [{"name": p.name, "role": p.role, "key": p.key.text} for p in found]}, lines or nobody)


@command.command("found")
@_MISSION
@click.argument("given", nargs=-1, required=True, metavar="ROLE=KEY...")
@_OUT
@_JSON
def found(mission: Path, given: tuple[str, ...], output: Path, as_json: bool) -> None:
    """Write the statement that begins roles in a mission: all whom it names must sign it.

    \b
    Example:
      truceline access found north chair=KEY side_a=KEY side_b=KEY -o found.note
    """
    from truceline.model.errors import UsageError
    from truceline.record.note import parse_key
    from truceline.record.people import Person, found_text
    from truceline.record.statement import role_of

    pairs = [words.partition("=") for words in given]
    if any(not key for _, _, key in pairs):
        raise UsageError("a founder is ROLE=KEY", advice="The key is the line that truceline keys make NAME printed.")
    founders = [Person(parse_key(key).name, role_of(role), parse_key(key)) for role, _, key in pairs]
    _propose(mission, "found", found_text(founders), output, as_json)


@command.command("grant")
@_MISSION
@click.argument("role")
@click.argument("key")
@_OUT
@_JSON
def grant(mission: Path, role: str, key: str, output: Path, as_json: bool) -> None:
    """Write the statement that gives the holder of KEY a role, in place of any they had.

    \b
    Example:
      truceline access grant north analyst KEY -o grant.note
    """
    from truceline.record.note import parse_key
    from truceline.record.statement import role_of

    about = {"person": parse_key(key).name, "role": role_of(role), "key": key}
    _propose(mission, "grant", about, output, as_json)


@command.command("revoke")
@_MISSION
@click.argument("name")
@_OUT
@_JSON
def revoke(mission: Path, name: str, output: Path, as_json: bool) -> None:
    """Write the statement that takes a person's role away.

    \b
    Example:
      truceline access revoke north anna -o revoke.note
    """
    _propose(mission, "revoke", {"person": name}, output, as_json)


@command.command("allow")
@_MISSION
@click.argument("name")
@click.argument("what", metavar="TABLE")
@click.argument("rows", type=click.IntRange(min=1))
@_OUT
@_JSON
def allow(mission: Path, name: str, what: str, rows: int, output: Path, as_json: bool) -> None:
    """Write the statement that allows a person one export beyond the threshold. They sign it, and somebody else.

    \b
    Example:
      truceline access allow north anna incidents 50000 -o allow.note
    """
    _propose(mission, "allow", {"person": name, "table": what, "rows": str(rows)}, output, as_json)


@command.command("turn")
@_MISSION
@click.argument("purpose")
@click.option("--to", "recipient", help="age1… of the person who is to have the key; without it, a new key.")
@_OUT
@_JSON
def turn(mission: Path, purpose: str, recipient: str | None, output: Path, as_json: bool) -> None:
    """Write the statement that allows a new key of content, positions, identity or canaries, or giving it away.

    \b
    Examples:
      truceline access turn north positions -o turn.note
      truceline access turn north positions --to age1… -o turn.note
    """
    from truceline.mission.turning import statement_about

    _propose(mission, "keys", statement_about(purpose, recipient), output, as_json)


@command.command("seal")
@_MISSION
@click.argument("recipients", nargs=-1, required=True, metavar="AGE1...")
@_OUT
@_JSON
def seal(mission: Path, recipients: tuple[str, ...], output: Path, as_json: bool) -> None:
    """Write the statement that allows an evacuation to these people. Sign it before it is needed.

    \b
    Example:
      truceline access seal north age1… age1… -o seal.note
    """
    from truceline.mission.sealing import statement_about

    _propose(mission, "seal", statement_about(recipients), output, as_json)


@command.command("sign")
@_FILE
@_AS
@_JSON
def sign(file: Path, who: str | None, as_json: bool) -> None:
    """Sign a statement with your key. Prints the exact words that you sign.

    \b
    Example:
      truceline access sign grant.note --as anna
    """
    import os

    from truceline.cli.answers import answer
    from truceline.mission.asking import PERSON_VARIABLE
    from truceline.model.errors import MissionError, UsageError
    from truceline.record.note import sign as sign_text
    from truceline.record.note import with_lines, write
    from truceline.stores.files import write_atomic
    from truceline.stores.keyring import keys_folder, load

    name = who or os.environ.get(PERSON_VARIABLE)
    if not name:
        raise UsageError("nobody says who signs", advice="Give --as NAME.")
    signer = load(keys_folder(os.environ), name)
    if signer is None:
        raise MissionError(
            f"the key of {name} is not on this machine",
            where=str(keys_folder(os.environ)),
            advice=f"Make one with: truceline keys make {name}",
        )
    note = _statement(file)
    signed = with_lines(note, [sign_text(note.text, signer)])
    write_atomic(file, write(signed))
    summary: dict[str, object] = {"text": note.text, "signed_by": [line.name for line in signed.lines]}
    answer(as_json, summary, (note.text, f"Signed by {', '.join(line.name for line in signed.lines)}: {file}"))


@command.command("enter")
@_MISSION
@_FILE
@_JSON
def enter(mission: Path, file: Path, as_json: bool) -> None:
    """Put a signed statement into the record. It holds from then on. Refused unless enough people signed it.

    \b
    Example:
      truceline access enter north grant.note
    """
    from truceline.cli.answers import answer
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.statements import enter as enter_statement
    from truceline.stores.files import read_bytes

    with opened(open_mission(mission)) as record:
        said = enter_statement(record, read_bytes(file))
    answer(as_json, {"what": said.what, "number": said.number}, (f"{said.what} {said.number} is in the record.",))


@command.command("log")
@_MISSION
@_AS
@_JSON
def log(mission: Path, who: str | None, as_json: bool) -> None:
    """Who looked at positions or took tables away, for what purpose, and who was refused.

    \b
    Example:
      truceline access log north
    """
    from datetime import UTC, datetime

    import msgspec

    from truceline.cli.answers import answer
    from truceline.mission.asking import access_lines, asker, require
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.stores.clock import SystemClock

    folder = open_mission(mission)
    with opened(folder) as record:
        require(record, asker(folder, record, who), "read", "log", "held", SystemClock())
        lines = access_lines(record)
    shown = [
        f"{datetime.fromtimestamp(one.at_s, UTC):%Y-%m-%d %H:%M}Z {one.who} ({one.role}) "
        f"{'' if one.allowed else 'REFUSED: '}{one.action} {one.table or one.what}"
        f"{f' ({one.question})' if one.question else ''}, {one.rows} rows: {one.purpose or one.reason}"
        for one in lines
    ]
    answer(as_json, {"log": [{**msgspec.to_builtins(one), "planted": bool(one.planted)} for one in lines]}, shown)


@command.command("trace")
@_MISSION
@_FILE
@_AS
@_JSON
def trace(mission: Path, file: Path, who: str | None, as_json: bool) -> None:
    """Whose copy is this file? Looks for the rows that were planted in each person's copies.

    \b
    Example:
      truceline access trace north leaked.csv
    """
    from datetime import UTC, datetime

    import msgspec

    from truceline.cli.answers import answer
    from truceline.mission.asking import asker, require
    from truceline.mission.copies import whose_copy
    from truceline.mission.folder import open_mission
    from truceline.mission.leaked import lines_of
    from truceline.mission.opened import opened
    from truceline.stores.clock import SystemClock

    folder = open_mission(mission)
    with opened(folder) as record:
        require(record, asker(folder, record, who), "read", "log", "held", SystemClock())
        holders = whose_copy(folder, record, lines_of(file))
    days = [", ".join(f"{datetime.fromtimestamp(s, UTC):%Y-%m-%d %H:%M}Z" for s in h.taken_s) for h in holders]
    lines = [
        f"{h.who}: {h.found} of the {h.of} rows planted in the copies of {h.table} taken on {taken} ({', '.join(h.by)})"
        for h, taken in zip(holders, days, strict=True)
    ]
    none = ["No planted row was found: it is no copy of this mission's tables, or all planted rows were taken out."]
    answer(as_json, {"holders": [msgspec.to_builtins(h) for h in holders]}, lines or none)


def _propose(mission: Path, what: str, about: dict[str, str], output: Path, as_json: bool) -> None:
    import msgspec

    from truceline.cli.answers import answer
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.statements import propose
    from truceline.record.statement import What
    from truceline.stores.files import write_atomic

    with opened(open_mission(mission)) as record:
        said = propose(record, msgspec.convert(what, What), about)
    write_atomic(output, said.text.encode())
    answer(
        as_json,
        {"text": said.text, "file": str(output)},
        (said.text, f"Not signed yet. Each signer: truceline access sign {output} --as NAME"),
    )


def _statement(file: Path) -> Note:
    """A statement with the signatures it has so far, which may be none."""
    from truceline.record.note import Note, parse
    from truceline.record.statement import read_statement
    from truceline.stores.files import read_bytes

    data = read_bytes(file)
    note = parse(data) if b"\n\n" in data else Note(data.decode("utf-8", "replace"), ())
    read_statement(note)
    return note
