"""`truceline ingest`: take evidence into a mission."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("ingest")
@click.argument("mission", type=click.Path(path_type=Path))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", help="Read these files with this connector instead of recognising them.")
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(mission: Path, paths: tuple[Path, ...], source: str | None, as_json: bool) -> None:
    """Take evidence in: every byte is kept under its hash, with a receipt in the record.

    Rows that cannot be taken are listed with file, line, field and advice; the rest goes in. Taking the same files in
    again changes nothing.

    \b
    Examples:
      truceline ingest north patrol-2026-01-08.csv articles/
      truceline ingest north export.csv --source acled
    """
    from truceline.cli.answers import leave
    from truceline.cli.first_reading import first_reading
    from truceline.cli.progress import progress
    from truceline.confined.reading import expect_items
    from truceline.mission.asking import admit
    from truceline.mission.copies import refuse_own_copies
    from truceline.mission.folder import open_mission
    from truceline.mission.intake import ingest
    from truceline.mission.work import opened
    from truceline.sources.catalogue import by_name
    from truceline.stores.clock import SystemClock

    folder = open_mission(mission)
    if source is not None:
        by_name(source)
    expect_items()
    with progress() as bar, opened(folder) as record:
        admit(folder, record, "add", "evidence")
        refuse_own_copies(folder, record, paths)
        new, repeated = ingest(folder, record, paths, SystemClock(), bar, source)
        notes = first_reading(folder, new, repeated, bar, as_json)
    leave(notes)
