"""`truceline positions`: posts, shifts and the people behind reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.model.monitors import Guarded

_MISSION = click.argument("mission", type=click.Path(path_type=Path))
_TABLE = click.argument("table", type=click.Choice(["posts", "shifts", "identities"]))
_AS = click.option("--as", "who", help="Who you are, in a mission with roles: the name of your key. Else TRUCELINE_AS.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group("positions", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Where monitors stand, when, and who they are. Sealed under keys of their own; every look is in the record.

    \b
    Examples:
      truceline positions add north posts posts.csv             post,lat,lon[,kind,note]
      truceline positions add north shifts shifts.csv           post,start,end,person
      truceline positions add north identities people.csv       person,is_a,name[,contact,note]
      truceline positions read north shifts --at 2026-03-04T12:00 --purpose "relief of post 7 after the shelling"
      truceline positions remove north posts --post P7 --why "the post was given up"
    """


@command.command("add")
@_MISSION
@_TABLE
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_AS
@_JSON
def add(mission: Path, table: str, file: Path, who: str | None, as_json: bool) -> None:
    """Take rows of a CSV file into the store. The file itself stays where it is: destroy it yourself.

    \b
    Example:
      truceline positions add north posts posts.csv
    """
    import msgspec

    from truceline.cli.answers import answer, leave, list_notes
    from truceline.mission.asking import asker
    from truceline.mission.folder import open_mission
    from truceline.mission.guarded_csv import read_guarded
    from truceline.mission.opened import opened
    from truceline.mission.positions import add as add_rows
    from truceline.model.monitors import Table
    from truceline.stores.clock import SystemClock
    from truceline.stores.files import read_bytes

    folder = open_mission(mission)
    named = msgspec.convert(table, Table)
    rows, notes = read_guarded(read_bytes(file), named, folder.settings.zone, file.name)
    with opened(folder) as record:
        new = add_rows(folder, record, asker(folder, record, who), named, rows, SystemClock())
    list_notes(notes)
    answer(
        as_json,
        {"new": new, "known_already": len(rows) - new, "rejected": len(notes)},
        (
            f"{new} new {table} under lock, {len(rows) - new} known already.",
            f"{file} still holds them in the clear.",
        ),
    )
    leave(notes)


@command.command("read")
@_MISSION
@_TABLE
@click.option("--purpose", default="", help="What it is for. It is in the record before the answer is given.")
@click.option("--post", help="Of this post only.")
@click.option("--person", help="Of this person (pseudonym) only.")
@click.option("--at", help="Shifts at this moment only: 2026-03-04T12:00.")
@_AS
@_JSON
def read(
    mission: Path,
    table: str,
    purpose: str,
    post: str | None,
    person: str | None,
    at: str | None,
    who: str | None,
    as_json: bool,
) -> None:
    """Show rows. Refused without a purpose, and to whoever the table of access does not grant it.

    \b
    Example:
      truceline positions read north shifts --at 2026-03-04T12:00 --purpose "relief of post 7"
    """
    import msgspec

    from truceline.cli.answers import answer
    from truceline.filters.moments import moment_s
    from truceline.mission.asking import asker
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.positions import Question, ask
    from truceline.model.monitors import Table
    from truceline.stores.clock import SystemClock

    folder = open_mission(mission)
    moment = None if at is None else moment_s(at, folder.settings.zone)
    question = Question(msgspec.convert(table, Table), post, person, moment)
    with opened(folder) as record:
        rows = ask(folder, record, asker(folder, record, who), question, purpose, SystemClock())
    answer(as_json, {"rows": [msgspec.to_builtins(row) for row in rows]}, [_line(row) for row in rows] or ["No rows."])


@command.command("remove")
@_MISSION
@_TABLE
@click.option("--why", required=True, help="Why. It stays in the record for good.")
@click.option("--post", help="Of this post only.")
@click.option("--person", help="Of this person (pseudonym) only.")
@click.option("--at", help="Shifts at this moment only: 2026-03-04T12:00.")
@click.option("--all", "everything", is_flag=True, help="All rows of the table.")
@click.option(
    "--statement",
    type=click.Path(path_type=Path),
    default=Path("positions.statement"),
    show_default=True,
    help="In a mission with roles: where the statement to sign is written, and read from once it is signed.",
)
@_AS
@_JSON
def remove(
    mission: Path,
    table: str,
    why: str,
    post: str | None,
    person: str | None,
    at: str | None,
    everything: bool,
    statement: Path,
    who: str | None,
    as_json: bool,
) -> None:
    """Destroy rows for good, once two people have signed for it where there are roles. The record says how many.

    \b
    Example:
      truceline positions remove north posts --post P7 --why "the post was given up"
    """
    import msgspec

    from truceline.cli.answers import answer
    from truceline.cli.to_sign import ask_to_sign, signed_statement
    from truceline.filters.moments import moment_s
    from truceline.mission.asking import asker
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.positions import Question
    from truceline.mission.positions import remove as destroy
    from truceline.mission.signed import NotSigned
    from truceline.model.errors import UsageError
    from truceline.model.monitors import Table
    from truceline.stores.clock import SystemClock

    if everything == any((post, person, at)):
        raise UsageError("it is not said which rows", advice="Give --post, --person or --at; or --all, alone.")
    folder = open_mission(mission)
    moment = None if at is None else moment_s(at, folder.settings.zone)
    question = Question(msgspec.convert(table, Table), post, person, moment)
    signed = signed_statement(statement)
    with opened(folder) as record:
        by = asker(folder, record, who)
        done = destroy(folder, record, by, question, why, signed=signed, clock=SystemClock())
    if isinstance(done, NotSigned):
        ask_to_sign(done, statement, as_json)
        return
    answer(
        as_json,
        {"removed": done.rows, "by": list(done.by)},
        (f"Destroyed: {done.rows} rows of {table}, on the order of {', '.join(done.by)}.",
         "Backups and files that people took are not reached: see to them."),
    )  # fmt: skip


def _line(row: Guarded) -> str:
    from datetime import UTC, datetime

    from truceline.model.monitors import Post, Shift

    if isinstance(row, Post):
        return f"{row.post} ({row.kind}): {row.lat_e6 / 1e6:.6f}, {row.lon_e6 / 1e6:.6f} {row.note}".rstrip()
    if isinstance(row, Shift):
        start, end = (datetime.fromtimestamp(s, UTC).isoformat(" ", "minutes") for s in (row.start_s, row.end_s))
        return f"{row.post}: {start} to {end}: {row.person}"
    return f"{row.person} ({row.is_a}): {row.name}, {row.contact} {row.note}".rstrip(" ,")
