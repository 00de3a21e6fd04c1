"""`truceline fuse TABLES`: tables of events in, the same rows with their incidents out, and a page about the merge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from truceline.notebook.merged import Merged
    from truceline.ports import Engine

ENDINGS = ("csv", "jsonl", "parquet")


class Asked(NamedTuple):
    """What is merged, how it is read, and what is wanted of it."""

    events: tuple[Path, ...]
    map_file: Path | None
    decisions_file: Path | None
    zone: str
    output: Path | None
    html: Path | None
    lang: str


def fuse_tables(asked: Asked, engine: Engine | None, as_json: bool) -> None:
    """Merge and write. Raises InputError for a table in which there are no events, UsageError for an unknown format."""
    from truceline.api import fuse
    from truceline.cli.answers import leave, list_notes

    ending = _ending(asked.output)
    maps = asked.map_file.read_text(encoding="utf-8-sig", errors="replace") if asked.map_file else None
    merged = fuse(asked.events, maps, asked.zone, asked.decisions_file, engine)
    if asked.html is not None:
        merged.page(asked.html, asked.lang)
    _write(merged, asked, ending, as_json)
    list_notes(merged.notes)
    _tell(merged, asked, as_json)
    leave(merged.notes)


def _write(merged: Merged, asked: Asked, ending: str, as_json: bool) -> None:
    """The rows: into the file that was named; on the screen where nothing else is wanted."""
    from truceline.merging.merged import encoded
    from truceline.stores.files import write_atomic

    if asked.output is not None:
        write_atomic(asked.output, encoded(merged.rows, ending))
    elif not as_json and asked.html is None:
        click.echo(encoded(merged.rows, "csv"), nl=False)


def _tell(merged: Merged, asked: Asked, as_json: bool) -> None:
    from truceline.cli.answers import answer

    written = ", ".join(str(path) for path in (asked.output, asked.html) if path is not None)
    if as_json or written:
        line = f"{merged.given.rows.num_rows} rows, {merged.incidents.num_rows} incidents: {written}"
        answer(as_json, _summary(merged), [line])


def _ending(output: Path | None) -> str:
    from truceline.model.errors import UsageError

    ending = output.suffix.lower().lstrip(".") if output else "csv"
    if ending not in ENDINGS:
        raise UsageError(f"there is no format {ending!r}", advice=f"Endings: {', '.join(ENDINGS)}.")
    return ending


def _summary(merged: Merged) -> dict[str, object]:
    import pyarrow.compute as pc

    fused = merged.fused
    members = fused.incidents.column("n_observations")
    return {
        "rows": merged.given.rows.num_rows,
        "observations": merged.given.observations.num_rows,
        "incidents": fused.incidents.num_rows,
        "incidents_expected": {
            "count": fused.expected.count_milli / 1000,
            "low": fused.expected.low,
            "high": fused.expected.high,
        },
        "unresolved": len(pc.unique(fused.unresolved.column("observation_id"))),
        "with_several_observations": int(pc.sum(pc.greater(members, 1)).as_py() or 0),
        "rulings": len(merged.decisions),
        "rejected": sum(note.severity == "rejected" for note in merged.notes),
    }
