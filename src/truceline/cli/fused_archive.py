"""`truceline fuse ARCHIVE`: observations of years in, incidents out, both as partitioned GeoParquet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from truceline.ports import Engine


def fuse_archive(folders: tuple[Path, ...], output: Path | None, engine: Engine | None, as_json: bool) -> None:
    """Write `incidents/`, `members.parquet`, `unresolved.parquet` and `learned.json` into a new folder.

    Raises UsageError unless there is one archive and a folder to write to.
    """
    import msgspec
    import pyarrow.parquet as pq

    from truceline.cli.answers import answer
    from truceline.freed import keep_little
    from truceline.fuse.fuse import fuse
    from truceline.model.errors import UsageError
    from truceline.model.tables import OBSERVATIONS
    from truceline.stores.archive import Archive, require_new, write_archive
    from truceline.stores.files import replacing, write_atomic
    from truceline.threads import side_by_side

    if len(folders) != 1 or output is None:
        raise UsageError("an archive is fused alone, into a folder", advice="truceline fuse ARCHIVE/ -o INCIDENTS/")
    keep_little()
    observations = Archive(folders[0], OBSERVATIONS)  # never in memory as a whole
    incidents = output / "incidents"
    require_new(incidents)
    fused = fuse(observations, engine=engine)
    incidents.mkdir(parents=True, exist_ok=True)

    def write_members() -> None:
        for name, table in (("members", fused.members), ("unresolved", fused.unresolved)):
            with replacing(output / f"{name}.parquet") as beside:
                pq.write_table(table, beside)

    writing = [write_members, lambda: write_archive(incidents, fused.incidents)]
    side_by_side(writing, observations.num_rows)
    write_atomic(output / "learned.json", msgspec.json.encode(fused.learned))
    summary = {"observations": observations.num_rows, "incidents": fused.incidents.num_rows, "folder": str(output)}
    answer(as_json, summary, [f"{observations.num_rows} observations, {fused.incidents.num_rows} incidents: {output}"])
