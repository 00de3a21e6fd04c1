"""Truceline from Python, for notebooks and scripts.

from truceline import api as tl

merged = tl.fuse(["acled.csv", "ged.csv"])                    # files, or
merged = tl.fuse({"acled": frame, "field": other_frame})      # data frames of pandas, polars, Arrow …
merged.rows        # the rows that came in, each with incident_id, p_same, n_origins
merged.incidents   # one row an incident: place, time, type, origins, rival figures
merged.page("merge.html")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from truceline.fuse.fuse import Fused
from truceline.merging.given import Given
from truceline.model.errors import Rejected
from truceline.model.observation import PairDecision
from truceline.ports import Engine

#: a path of a table, or a data frame that speaks the Arrow C stream interface (pandas, polars, pyarrow, duckdb)
Table = Any


class Merged(msgspec.Struct, frozen=True):
    """What came of a merge."""

    given: Given
    fused: Fused
    decisions: tuple[PairDecision, ...] = ()

    @property
    def rows(self) -> pa.Table:
        """Every row that came in, in its order, with incident_id, p_same and n_origins; and what was ruled on it."""
        from truceline.merging.merged import merged

        return merged(self.given, self.fused, self.decisions)

    @property
    def incidents(self) -> pa.Table:
        """One row an incident (schema INCIDENTS)."""
        return self.fused.incidents

    @property
    def members(self) -> pa.Table:
        """One row an observation: its incident, and the probability that it belongs there."""
        return self.fused.members

    @property
    def rulings(self) -> pa.Table:
        """One row a ruling (schema RULINGS): the two observations, who ruled what and why, and their incidents."""
        from truceline.fuse.decided import rulings_table

        return rulings_table(self.decisions, self.members)

    @property
    def notes(self) -> tuple[Rejected, ...]:
        """Rows that could not be read, and what was odd about others: file, line, field, what was found, what to do."""
        return self.given.notes

    def page(self, path: str | Path, lang: str = "en") -> None:
        """Write the page about the merge: which sets overlap, where, when, examples, what is doubtful."""
        from truceline.merging.report import render_merge
        from truceline.stores.files import write_atomic

        write_atomic(Path(path), render_merge(self.given, self.fused, lang, self.decisions))


def fuse(
    tables: Sequence[Table] | Mapping[str, Table],
    map: str | Path | None = None,
    zone: str = "UTC",
    decisions: str | Path | None = None,
    engine: Engine | None = None,
) -> Merged:
    """Which rows of one or several tables of events report one incident.

    Args:
        tables: paths of CSV files, or data frames; a mapping gives each its name. ACLED, UCDP GED, GTD, SCAD, VIINA and
            GDELT are recognised by their columns; others have the columns of `events.csv`, or a map.
        map: map.toml, as a path or as its text.
        zone: time zone (IANA) of times without an offset.
        decisions: a CSV of rulings on pairs of rows (a, b, same, who, why).
        engine: where pairs are searched, such as `truceline.engines.spark.SparkEngine()`; None for this process.

    Raises InputError for a table in which there are no events.
    """
    from truceline.fuse.fuse import fuse as put_together
    from truceline.merging.decisions import decisions_of
    from truceline.merging.given import given_of
    from truceline.stores.blob_file import blob_of_file

    named = list(tables.items()) if isinstance(tables, Mapping) else [(None, table) for table in tables]
    blobs = [_blob(table, name, n) for n, (name, table) in enumerate(named, 1)]
    given = given_of(blobs, _text(map), zone)
    ruled = () if decisions is None else decisions_of(blob_of_file(Path(decisions)), given.observations)
    return Merged(given, put_together(given.observations, decisions=ruled, engine=engine), ruled)


def _text(map: str | Path | None) -> str | None:
    if isinstance(map, Path) or (isinstance(map, str) and "\n" not in map and map.endswith(".toml")):
        return Path(map).read_text(encoding="utf-8-sig")
    return map


def _blob(table: Table, name: str | None, number: int) -> Any:
    from truceline.merging.frames import blob_of_frame
    from truceline.stores.blob_file import blob_of_file

    if isinstance(table, (str, Path)):
        return blob_of_file(Path(table), name)
    return blob_of_frame(table, name or f"table {number}")
