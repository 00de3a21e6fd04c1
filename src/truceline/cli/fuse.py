"""`truceline fuse`: tables of events to the same rows with the incident each belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import pyarrow as pa

    from truceline.fuse.fuse import Fused
    from truceline.merging.given import Given
    from truceline.ports import Engine

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
ENDINGS = ("csv", "jsonl", "parquet")


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

    EVENTS.CSV has the columns event_id, source, start, end, lat, lon, radius_m, type, and optionally item_id, actor,
    target, weapon, killed, wounded, source_class, count, unit, text. Times are ISO 8601, places WGS 84 degrees;
    radius_m is the circle that holds the true place with 95 %. ACLED, UCDP GED, GTD, SCAD, VIINA, GDELT and the other
    known tables are recognised as they are.

    ARCHIVE is a folder of GeoParquet with observations in the columns of `truceline schema Observation`, of however
    many years; its incidents come out as another one, with a folder for each month and cell.

    Every row comes out, in its order, with incident_id; p_same, the probability that the row belongs to its incident
    (1 for a row that stands alone); n_origins, the number of origins that are surely independent; and observation_id,
    by which --decisions names it. Coded event data may code the same reports, so several rows of class "dataset" are
    one origin: give source_class where you know it. A row that could not be read has no incident. Rows of a known
    format come out under the columns above, each with its `line`; repeated ones once.

    \b
    Examples:
      truceline fuse acled.csv viina.csv -o merged.csv
      truceline fuse acled.csv ged.csv field.csv --map map.toml -o merged.csv --html merge.html
      truceline fuse acled.csv ged.csv --decisions decisions.csv -o merged.csv
      truceline fuse events.csv --map map.toml -o merged.parquet --json
      truceline fuse archive/ --engine spark -o incidents/
    """
    from truceline.cli.answers import answer, leave, list_notes
    from truceline.cli.given import blob_of
    from truceline.fuse.fuse import fuse
    from truceline.merging.decisions import decisions_of
    from truceline.merging.given import given_of
    from truceline.merging.merged import encoded, merged
    from truceline.stores.files import write_atomic

    if any(path.is_dir() for path in events):
        from truceline.cli.fused_archive import fuse_archive

        with _engine(engine) as chosen:
            fuse_archive(events, output, chosen, as_json)
        return
    ending = _ending(output)
    maps = map_file.read_text(encoding="utf-8-sig", errors="replace") if map_file else None
    given = given_of([blob_of(path) for path in events], maps, zone)
    ruled = () if decisions_file is None else decisions_of(blob_of(decisions_file), given.observations)
    with _engine(engine) as chosen:
        fused = fuse(given.observations, decisions=ruled, engine=chosen)
    rows = merged(given, fused)
    if html is not None:
        from truceline.merging.report import render_merge

        write_atomic(html, render_merge(given, fused, lang))
    if output is not None:
        write_atomic(output, encoded(rows, ending))
    elif not as_json and html is None:
        click.echo(encoded(rows, "csv"), nl=False)
    list_notes(given.notes)
    summary = _summary(given, fused, rows)
    if as_json or output is not None or html is not None:
        written = ", ".join(str(path) for path in (output, html) if path is not None)
        line = f"{rows.num_rows} rows, {fused.incidents.num_rows} incidents: {written}"
        answer(as_json, summary, [line])
    leave(given.notes)


@contextmanager
def _engine(name: str) -> Iterator[Engine | None]:
    if name == "here":
        yield None
        return
    from truceline.engines.spark import SparkEngine

    engine = SparkEngine()
    try:
        yield engine
    finally:
        engine.close()


def _ending(output: Path | None) -> str:
    from truceline.model.errors import UsageError

    ending = output.suffix.lower().lstrip(".") if output else "csv"
    if ending not in ENDINGS:
        raise UsageError(f"there is no format {ending!r}", advice=f"Endings: {', '.join(ENDINGS)}.")
    return ending


def _summary(given: Given, fused: Fused, rows: pa.Table) -> dict[str, object]:
    import pyarrow.compute as pc

    members = fused.incidents.column("n_observations")
    return {
        "rows": rows.num_rows,
        "observations": given.observations.num_rows,
        "incidents": fused.incidents.num_rows,
        "incidents_expected": {
            "count": fused.expected.count_milli / 1000,
            "low": fused.expected.low,
            "high": fused.expected.high,
        },
        "unresolved": len(pc.unique(fused.unresolved.column("observation_id"))),
        "with_several_observations": int(pc.sum(pc.greater(members, 1)).as_py() or 0),
        "rejected": sum(note.severity == "rejected" for note in given.notes),
    }
