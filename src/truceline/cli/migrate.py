"""`truceline migrate`: move a mission into a database, or home into its folder."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("migrate")
@click.argument("mission", type=click.Path(path_type=Path))
@click.option("--to", "to", required=True, metavar="URL|folder", help="postgresql://…, or the word: folder")
@click.option("--keep", is_flag=True, help="Leave the old copy where it is. An order to erase does not reach it.")
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(mission: Path, to: str, keep: bool, as_json: bool) -> None:
    """Move record, evidence and accounts into a PostgreSQL, or back into the mission's folder.

    The record's root, its checkpoints and every receipt stay what they are. All of it is copied, read back and
    compared; then `[store] url` in mission.toml changes, and only then is the old place emptied. Broken off at any
    moment, the mission is whole where it was, and the same command goes on.

    The database must be there, with PostGIS, and belong to whoever connects:

    \b
      createdb north
      psql north -c 'CREATE EXTENSION postgis'

    A password is never kept: TRUCELINE_DATABASE=… in the environment, or a passfile (~/.pgpass).

    \b
    Examples:
      truceline migrate north --to postgresql://truceline@db.example.org/north
      truceline migrate north --to "postgresql://truceline@/north?host=/var/run/postgresql"
      truceline migrate north --to folder
      truceline verify north
    """
    from truceline.cli.answers import answer
    from truceline.cli.progress import progress
    from truceline.mission.asking import admit
    from truceline.mission.folder import open_mission
    from truceline.mission.migrating import to_database, to_folder
    from truceline.mission.opened import opened
    from truceline.mission.stores import has_record

    folder = open_mission(mission)
    if has_record(folder):
        with opened(folder) as record:
            admit(folder, record, "keep", "evidence")
    with progress() as bar:
        home = to == "folder"
        moved = to_folder(folder, bar, keep=keep) if home else to_database(folder, to, bar, keep=keep)
    summary: dict[str, object] = {
        "where": moved.where,
        "entries": moved.entries,
        "evidence": moved.evidence,
        "root": moved.root,
        "already": moved.already,
    }
    came = "The mission is there already" if moved.already else "The mission was moved"
    lines = [
        f"{came}: {moved.where}",
        f"{moved.entries} record entries and {moved.evidence} pieces of evidence, read back and compared.",
        *([f"Root of the record, as before: {moved.root}"] if moved.root else []),
        *(["The old copy stays where it is. An order to erase does not reach it."] if keep else []),
        f"Next: truceline verify {mission}",
    ]
    answer(as_json, summary, tuple(lines))
