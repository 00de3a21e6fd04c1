"""The rows that were given with the incident of each; and as CSV, JSON lines or Parquet."""

from __future__ import annotations

from collections import defaultdict

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.fuse.fuse import Fused
from truceline.merging.given import Given
from truceline.model.observation import PairDecision
from truceline.model.units import PPM
from truceline.publish.sheet import csv_of

#: columns of the answer that are ours; one of the same name in the input gives way
ADDED = ("incident_id", "p_same", "n_origins", "observation_id")
#: and one more where there are rulings
RULING = "ruling"


def merged(given: Given, fused: Fused, decisions: tuple[PairDecision, ...] = ()) -> pa.Table:
    """The given rows with ADDED at the end; where anything was ruled, what was ruled on each, by whom and why."""
    member = pc.index_in(given.observation_ids, fused.members.column("observation_id").combine_chunks())
    incident_ids = fused.members.column("incident_id").combine_chunks().take(member)
    incident = pc.index_in(incident_ids, fused.incidents.column("incident_id").combine_chunks())
    p_same = pc.divide(fused.members.column("p_same_ppm").combine_chunks().take(member).cast(pa.float64()), PPM)
    origins = fused.incidents.column("origins_min").combine_chunks().take(incident)
    rows = given.rows.drop_columns([name for name in ADDED if name in given.rows.column_names])
    for name, column in zip(ADDED, (incident_ids, p_same, origins, given.observation_ids), strict=True):
        rows = rows.append_column(name, column)
    if not decisions:
        return rows
    said = _rulings(decisions, named(given.observations))
    if RULING in rows.column_names:
        rows = rows.drop_columns([RULING])
    return rows.append_column(
        RULING, pa.array([said.get(name) for name in given.observation_ids.to_pylist()], pa.string())
    )


def named(observations: pa.Table) -> dict[str, str]:
    """`source:id` of each observation, as a file of decisions may call it; its own id where the row has none."""
    columns = (observations.column(name).to_pylist() for name in ("observation_id", "source", "native_id"))
    return {name: f"{source}:{native}" if native else name for name, source, native in zip(*columns, strict=True)}


def _rulings(decisions: tuple[PairDecision, ...], names: dict[str, str]) -> dict[str, str]:
    """What was ruled on each observation."""
    said: dict[str, list[str]] = defaultdict(list)
    for one in decisions:
        verdict = "one incident with" if one.same else "not one incident with"
        for name, other in ((one.a, one.b), (one.b, one.a)):
            said[name].append(f"{verdict} {names[other]}: {one.who}: {one.why}")
    return {name: "; ".join(sorted(found)) for name, found in said.items()}


def encoded(rows: pa.Table, ending: str) -> bytes:
    """As CSV (RFC 4180) that no spreadsheet takes for formulas, JSON lines, or Parquet."""
    if ending == "parquet":
        import pyarrow.parquet as pq

        sink = pa.BufferOutputStream()
        pq.write_table(rows, sink)
        data: bytes = sink.getvalue().to_pybytes()
        return data
    if ending == "jsonl":
        return b"".join(
            msgspec.json.encode(row) + b"\n"
            for part in rows.to_batches(max_chunksize=65_536)
            for row in part.to_pylist()
        )
    return csv_of(rows)
