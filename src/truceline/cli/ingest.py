"""`truceline ingest`: take evidence into a mission."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("ingest")
@click.argument("mission", type=click.Path(path_type=Path))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", help="Read these files with this connector instead of recognising them.")
@click.option(
    "--receipts",
    "receipts_to",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write a signed receipt for each new file here, for whoever brought it to take away.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(
    mission: Path, paths: tuple[Path, ...], source: str | None, receipts_to: Path | None, as_json: bool
) -> None:
    """Take evidence in: every byte is kept under its hash, with a receipt in the record.

    Rows that cannot be taken are listed with file, line, field and advice; the rest goes in. Taking the same files in
    again changes nothing.

    \b
    Examples:
      truceline ingest north patrol-2026-01-08.csv articles/
      truceline ingest north export.csv --source acled
      truceline ingest north from-the-north/ --receipts for-the-north/
    """
    from truceline.cli.answers import leave
    from truceline.cli.first_reading import first_reading
    from truceline.cli.progress import progress
    from truceline.confined.reading import expect_items
    from truceline.mission.asking import admit
    from truceline.mission.copies import refuse_own_copies
    from truceline.mission.folder import open_mission
    from truceline.mission.intake import ingest
    from truceline.mission.opened import opened
    from truceline.mission.receipts import give
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
        if receipts_to is not None:
            give(folder, record, new, receipts_to, SystemClock().now_s())
        notes = first_reading(folder, new, repeated, bar, as_json)
    leave(notes)
