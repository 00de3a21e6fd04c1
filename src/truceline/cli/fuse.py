"""`truceline fuse`: tables of events to the same rows with the incident each belongs to."""

from __future__ import annotations

from pathlib import Path

import click

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("fuse")
@click.argument(
    "events",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="EVENTS.CSV...|ARCHIVE",
)
@click.option(
    "--map",
    "map_file",
    type=_FILE,
    help="map.toml: your own names of columns and types, for all files or for each.",
)
@click.option("--decisions", "decisions_file", type=_FILE, help="CSV: a, b, same, who, why. Rulings on pairs of rows.")
@click.option(
    "--engine",
    type=click.Choice(["here", "spark"]),
    default="here",
    show_default=True,
    help="Where pairs are searched: in this process, or on PySpark. The answer is the same.",
)
@click.option("--zone", default="UTC", show_default=True, help="Time zone of times without an offset.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="csv, jsonl or parquet; of an archive, a new folder. Default: CSV on the screen.",
)
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a page: which sets overlap, where and when, examples with their evidence, what is doubtful.",
)
@click.option(
    "--lang", type=click.Choice(["en", "uk", "ru"]), default="en", show_default=True, help="Language of that page."
)
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(
    events: tuple[Path, ...],
    map_file: Path | None,
    decisions_file: Path | None,
    engine: str,
    zone: str,
    output: Path | None,
    html: Path | None,
    lang: str,
    as_json: bool,
) -> None:
    """Which rows of one or several tables report one incident.

    EVENTS.CSV has the columns start, lat, lon, and as far as they are known event_id, source, end, radius_m, type,
    item_id, actor, target, weapon, killed, wounded, source_class, count, unit, text. Times are ISO 8601, places WGS 84
    degrees; radius_m is the circle that holds the true place with 95 %. ACLED, UCDP GED, GTD, SCAD, VIINA, GDELT and
    the other known tables are recognised as they are.

    ARCHIVE is a folder of GeoParquet with observations in the columns of `truceline schema Observation`, of however
    many years; its incidents come out as another one, with a folder for each month and cell.

    Every row comes out, in its order, with incident_id; p_same, the probability that the row belongs to its incident
    (1 for a row that stands alone); n_origins, the number of origins that are surely independent; and observation_id,
    by which --decisions names it. Coded event data may code the same reports, so several rows of class "dataset" are
    one origin: give source_class where you know it. A row that could not be read has no incident. Rows of a known
    format come out under the columns above, each with its `line`; repeated ones once. With --decisions there is one
    column more, `ruling`: what was ruled on the row, by whom and why.

    \b
    Examples:
      truceline fuse acled.csv viina.csv -o merged.csv
      truceline fuse acled.csv ged.csv field.csv --map map.toml -o merged.csv --html merge.html
      truceline fuse acled.csv ged.csv --decisions decisions.csv -o merged.csv
      truceline fuse events.csv --map map.toml -o merged.parquet --json
      truceline fuse archive/ --engine spark -o incidents/
    """
    from truceline.cli.engine import engine_called

    with engine_called(engine) as chosen:
        if any(path.is_dir() for path in events):
            from truceline.cli.fused_archive import fuse_archive

            fuse_archive(events, output, chosen, as_json)
        else:
            from truceline.cli.fused_tables import Asked, fuse_tables

            fuse_tables(Asked(events, map_file, decisions_file, zone, output, html, lang), chosen, as_json)
