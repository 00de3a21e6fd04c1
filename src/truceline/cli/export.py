"""`truceline export`: a table for those inside the mission."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("export")
@click.argument("mission", type=click.Path(path_type=Path))
@click.argument("table")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File; its ending is the format.")
@click.option("--from", "from_", help="Rows from this day or moment on (ISO 8601; UTC where no zone is said).")
@click.option("--until", help="Rows before this day or moment.")
@click.option("--columns", help="Only these columns, in this order, with commas between.")
@click.option("--lang", type=click.Choice(["en", "uk", "ru"]), help="Beside each column of codes, their words.")
@click.option("--hxl", is_flag=True, help="A row of HXL hashtags below the names (csv, xlsx).")
@click.option("--as", "who", help="Who takes it, in a mission with roles: the name of your key. Else TRUCELINE_AS.")
@click.option("--purpose", default="", help="What it is for. Kept in the record of a mission with roles.")
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(
    mission: Path,
    table: str,
    output: Path | None,
    from_: str | None,
    until: str | None,
    columns: str | None,
    lang: str | None,
    hxl: bool,
    who: str | None,
    purpose: str,
    as_json: bool,
) -> None:
    """Write a table: evidence, observations, statements, quantities, origins, incidents, members, unresolved,
    rulings, history, learned, counts, findings, effort, coverage, public_coverage, claims, cases, rejected.
    What the columns of one mean: truceline schema TABLE --text.

    \b
    Endings: csv, xlsx     for people: times in UTC as text, places in degrees
             geojson, gpkg for maps, likewise
             parquet       for notebooks: GeoParquet where rows have places; the table's own names and units
             jsonl         for programs, likewise; its JSON Schema: truceline schema TABLE

    These tables hold precise places: they are for those inside the mission. What may leave is the bulletin
    (truceline bulletin --format gpkg,parquet,stix,…).
    In a mission with roles each copy is entered in the record, and many exact rows in a day need a second signature.
    coverage says who could have seen or heard each small cell, hour by hour; public_coverage is what may be told
    of it: coarse cells, quarters, whole weeks after the delay, nothing that rests on few watchers.

    \b
    Examples:
      truceline export north incidents -o incidents.gpkg
      truceline export north incidents -o may.parquet --from 2025-05-01 --until 2025-06-01
      truceline export north findings -o findings.xlsx --columns incident_id,status,summary --lang uk
      truceline export north public_coverage -o watched.geojson
      truceline export north rejected              (TABLE.csv in this folder)
    """
    from truceline.cli.answers import answer, list_notes
    from truceline.cli.progress import progress
    from truceline.mission.asking import asker
    from truceline.mission.chosen import Chosen, moment_s
    from truceline.mission.copies import take
    from truceline.mission.export import exported_of
    from truceline.mission.export import table as table_of
    from truceline.mission.folder import open_mission
    from truceline.mission.formats import require_format, write_table
    from truceline.mission.opened import opened
    from truceline.mission.work import work
    from truceline.stores.clock import SystemClock

    path = output or Path(f"{table}.csv")
    chosen = Chosen(table, moment_s(from_), moment_s(until), columns, lang)
    require_format(path, chosen.schema, hxl=hxl)
    folder = open_mission(mission)
    with progress() as bar, opened(folder) as record:
        asks = asker(folder, record, who)
        wanted = chosen.rows(table_of(table, exported_of(folder, record, work(folder, record, None, bar))))
        copy = take(folder, record, asks, table, wanted, purpose, SystemClock())
        rows = chosen.columns(chosen.rows(copy))  # a planted row of another time would show itself
        bar.start("write", None)
        notes = write_table(rows, path, chosen.about, table, hxl=hxl)
        bar.done()
    list_notes(notes)
    answer(as_json, {"table": table, "rows": rows.num_rows, "file": str(path)}, (f"{rows.num_rows} rows in {path}",))
