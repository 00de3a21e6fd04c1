"""Patrol reports in JSON: our own nested form, and submissions of a form (Kobo, ODK) with repeat groups."""

from __future__ import annotations

from typing import Any

from truceline.ingest.json_text import cell, elements
from truceline.model.errors import Rejected
from truceline.sources.patrol_form import field_key
from truceline.sources.sheet import Sheet
from truceline.sources.sheet_of_rows import sheet_of

#: fields of a report that belong to the whole of it
_OF_REPORT = frozenset({"text", "notes", "note", "description", "comment", "remarks"})


def sheet_from_json(text: str, where: str) -> Sheet:
    """One row for each observation, restriction and outage of each report; one for a report without any."""
    rows, notes = rows_from_json(text, where)
    return sheet_of(where, rows, notes, refused=len(notes))


def rows_from_json(text: str, where: str) -> tuple[list[tuple[int, dict[str, str]]], list[Rejected]]:
    """These rows with the line of their report, and a note for each report that is none."""
    rows: list[tuple[int, dict[str, str]]] = []
    notes: list[Rejected] = []
    for line, report in _reports(elements(text, where)):
        if not isinstance(report, dict):
            notes.append(Rejected(where, line, "", f"a {type(report).__name__}", "A report is an object with fields."))
            continue
        rows.extend((line, row) for row in rows_of_report(report))
    return rows, notes


def _reports(found: list[tuple[int, Any]]) -> list[tuple[int, Any]]:
    """The reports, also where a server wraps them: {"results": […]}, {"value": […]}."""
    if len(found) == 1 and isinstance(found[0][1], dict):
        line, body = found[0]
        for name in ("results", "value", "reports", "submissions"):
            if isinstance(body.get(name), list):
                return [(line, report) for report in body[name]]
    return found


def rows_of_report(report: dict[str, Any]) -> list[dict[str, str]]:
    """A report's entries as flat rows, each with what the report says of all of them; the report's own where none."""
    shared: dict[str, str] = {}
    inner: list[dict[str, str]] = []
    for name, value in report.items():
        if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
            inner.extend(_entry(name, entry) for entry in value)
        elif isinstance(value, dict):
            shared.update(_flat(value, name))
        else:
            shared[field_key(name)] = cell(value)
    if not inner:
        return [shared]
    common = {name: words for name, words in shared.items() if name not in _OF_REPORT}
    for own, theirs in (("lat", "patrol_lat"), ("lon", "patrol_lon")):
        for name in (own, f"{own}itude" if own == "lat" else "longitude"):
            if name in common:
                common.setdefault(theirs, common.pop(name))
    return [_placed({**common, **row}) for row in inner]


def _placed(row: dict[str, str]) -> dict[str, str]:
    """What happened at no stated place happened within the patrol's range of it, where the range is known."""
    if "lat" in row or "latitude" in row or "location" in row or "restriction_type" in row:
        return row
    away = row.get("distance_m") or row.get("range_m")
    if not away or "patrol_lat" not in row:
        return row
    return {**row, "lat": row["patrol_lat"], "lon": row.get("patrol_lon", ""), "distance_m": away}


def _entry(group: str, entry: dict[str, Any]) -> dict[str, str]:
    """An entry of a repeat group. Those of restrictions and outages say so in the names of their fields."""
    row = _flat(entry, "")
    kind = field_key(group)
    if kind.startswith("restriction"):
        named = {"type": "restriction_type", "start": "restriction_start", "end": "restriction_end"}
        return {named.get(name, name): words for name, words in row.items()}
    named = {"type": "event_type", "start": "event_start", "end": "event_end"}
    return {named.get(name, name): words for name, words in row.items()}


def _flat(value: dict[str, Any], group: str) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, inner in value.items():
        key = field_key(name)
        if isinstance(inner, dict):
            flat.update(_flat(inner, key))
        else:
            flat[f"{group}_{key}" if group and key in ("lat", "lon", "latitude", "longitude") else key] = cell(inner)
    return flat
