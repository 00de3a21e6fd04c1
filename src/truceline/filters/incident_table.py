"""`incidents.csv`: one row an incident, or the several rows that `truceline fuse` gave the same `incident_id`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec
import pyarrow as pa

from truceline.confined.reading import read_blob, read_rows
from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Blob, ReadContext
from truceline.model.incident import Incident
from truceline.model.tables import INCIDENTS
from truceline.model.taxonomy import EVIDENCE_VERBS, is_a
from truceline.model.units import PPM


def read_incidents(blob: Blob, zone: str) -> tuple[pa.Table, tuple[Rejected, ...]]:
    """Rows of `tables.INCIDENTS`, sorted by id, and the rows that stayed out or went in with a warning.

    Columns are those of the generic table of events, with `incident_id` for the name of the incident.

    Raises:
        InputError: the table has no incident_id, no times, no places or no types.
    """
    reading = read_blob(blob, "generic", ReadContext(time_zone=zone, options={"map": _map_for(blob)}))
    rows = reading.observations.to_pylist() if reading.observations is not None else []
    nameless = tuple(
        Rejected(blob.filename, row["record"], "incident_id", "nothing", "Give every row the id of its incident.")
        for row in rows
        if not row["native_id"]
    )
    named = sorted((row for row in rows if row["native_id"]), key=_order)
    incidents = [_merged(name, list(group)) for name, group in groupby(named, key=lambda row: str(row["native_id"]))]
    table = pa.Table.from_pylist([msgspec.to_builtins(incident) for incident in incidents], schema=INCIDENTS)
    return table, (*filter(_is_news, reading.notes), *nameless)


def _map_for(blob: Blob) -> str:
    """A map under which rows are known by their incident, and told apart by their own ids if they have some."""
    columns = read_rows(blob).columns
    if "incident_id" not in columns:
        raise InputError(
            f"there is no column `incident_id`; found: {', '.join(columns)}",
            where=blob.filename,
            advice="Name it, or let `truceline fuse` find the incidents. Needed too: start, lat, lon, type.",
        )
    own = 'item_id = "event_id"\n' if "event_id" in columns and "item_id" not in columns else ""
    return f'[columns]\nevent_id = "incident_id"\n{own}'


def _is_news(note: Rejected) -> bool:
    """Several rows of one incident are what `truceline fuse` writes, and nothing to warn of."""
    return note.severity != "warning" or note.field != "event_id"


def _order(row: dict[str, Any]) -> tuple[str, int, int, str]:
    """By incident; within it the most precise place first, then the most precise time."""
    radius = row["radius_m"] if row["radius_m"] is not None else 2**31
    return str(row["native_id"]), radius, row["end_s"] - row["start_s"], str(row["observation_id"])


def _merged(incident_id: str, rows: list[dict[str, Any]]) -> Incident:
    """One incident of its rows: where and when by the most precise one, the rest by what they say together."""
    best = rows[0]
    kind, share_ppm = _kind(rows)
    actors = {row["alleged_actor"].strip().casefold() for row in rows if row["alleged_actor"]}
    time = min(rows, key=lambda row: (row["end_s"] - row["start_s"], row["observation_id"]))
    return Incident(
        incident_id=incident_id,
        event_type=kind,
        type_share_ppm=share_ppm,
        start_s=time["start_s"],
        end_s=time["end_s"],
        lat_e6=best["lat_e6"],
        lon_e6=best["lon_e6"],
        radius_m=best["radius_m"],
        n_observations=len(rows),
        n_sources=len({row["source"] for row in rows}),
        origins_min=1,
        origins_max=len(rows),
        claimants=tuple(sorted({row["claimant"] for row in rows if row["claimant"]})),
        alleged_actor=_first(rows, "alleged_actor"),
        actor_disputed=len(actors) > 1,
        weapon=_first(rows, "weapon"),
        calibre_mm=_first(rows, "calibre_mm"),
        target=_first(rows, "target"),
        count_low=best["count_low"],
        count_high=best["count_high"],
        count_unit=best["count_unit"],
        killed_low=_bound(rows, "killed_low", min),
        killed_high=_bound(rows, "killed_high", max),
        wounded_low=_bound(rows, "wounded_low", min),
        wounded_high=_bound(rows, "wounded_high", max),
        verb=min((row["verb"] for row in rows), key=EVIDENCE_VERBS.index),
        existence_ppm=max(row["confidence_ppm"] for row in rows),
    )


def _kind(rows: list[dict[str, Any]]) -> tuple[str, int]:
    """The type that most rows support, the most specific where they support several, and the share of those rows."""
    counts = Counter(row["event_type"] for row in rows)

    def support(code: str) -> int:
        return sum(n for other, n in counts.items() if is_a(code, other) or is_a(other, code))

    kind = max(sorted(counts), key=lambda code: (support(code), code.count("."), counts[code]))
    return kind, support(kind) * PPM // len(rows)


def _first(rows: list[dict[str, Any]], name: str) -> Any:
    return next((row[name] for row in rows if row[name] is not None), None)


def _bound(rows: list[dict[str, Any]], name: str, choose: Any) -> int | None:
    values = [row[name] for row in rows if row[name] is not None]
    return choose(values) if values else None


def incidents_of(table: pa.Table) -> Iterator[Incident]:
    """The rows as objects, in their order."""
    for row in table.to_pylist():
        yield msgspec.convert(row, Incident)
