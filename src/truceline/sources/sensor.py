"""Detections of cameras and acoustic sensors, one JSON object a line, with the lines about the sensors themselves.

`{"kind": "detection", "sensor", "at", "end"?, "type"?, "lat"?, "lon"?, "radius_m"?, "count"?, "unit"?, "assessment"?,
"weapon"?, "calibre_mm"?, "confidence"?, "text"?, "id"?}`
`{"kind": "status", "sensor", "start", "end", "status": "on"|"outage", "reason"?, "lat"?, "lon"?, "range_m"?,
"sector"?}`
`{"kind": "outage", "sensor", "start", "end", "reason"?}` · `{"kind": "heartbeat", "sensor", "at"}`

Heartbeats of a sensor that follow each other within the declared gap (option `heartbeat_gap_s`, 900) show that it was
on; a longer silence between two of them is an outage. A line without `kind` is a detection when it has a type.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.ingest.decode import to_utf8
from truceline.ingest.unpack import unpack
from truceline.model.errors import InputError
from truceline.model.evidence import Blob, EvidenceItem, ReadContext
from truceline.model.reading import Reading
from truceline.model.taxonomy import EVENT_TYPES
from truceline.model.units import PPM
from truceline.sources import when
from truceline.sources.assemble import Column, item_of, observation_table, sums
from truceline.sources.coding import mapped, words_of_list
from truceline.sources.effort_rows import effort_table, joined
from truceline.sources.header import plain_head
from truceline.sources.instants import instants
from truceline.sources.numbers import decimals, integers, places
from truceline.sources.sensor_lines import sort_lines
from truceline.sources.sheet import Sheet
from truceline.sources.sheet_of_rows import sheet_of
from truceline.sources.words import ASSESSED, UNITS, WEAPONS, event_type

MEDIA_JSONL = "application/jsonl"
_SENSOR_FIELD = re.compile(rb'[{,]\s*("(sensor|sensor_id)"\s*:|"kind"\s*:\s*"(heartbeat|detection|outage|status)")')
_IDENTITY = (
    *("id", "sensor", "at", "end", "type", "lat", "lon", "radius_m", "count", "unit", "assessment", "weapon"),
    *("calibre_mm", "confidence", "text"),
)
_CONFIDENCE_PPM, _DEFAULT_RADIUS_M = 700_000, 2_000
_GAP_S = 900


class _Sensor:
    name = "sensor"

    def recognises(self, head: bytes, filename: str) -> bool:
        first = plain_head(head).lstrip().split(b"\n", 1)[0]
        return first[:1] == b"{" and _SENSOR_FIELD.search(first) is not None

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        gap = _gap(context)
        text = to_utf8(unpack(blob.data, blob.filename), blob.filename)
        found = sort_lines(text.data, blob.filename)
        sheets = found.sheets
        if found.rows and not any(len(sheet) for sheet in sheets.values()):
            raise InputError(
                "not one line is an object with a kind", where=blob.filename, advice="One JSON object a line."
            )
        item = item_of(blob, context, self.name, "acoustic", MEDIA_JSONL)
        table, kept, repeated = _detections(sheets["detection"], item, context)
        efforts = []
        for sheet in (_states(sheets["status"], ""), _states(sheets["outage"], "outage")):
            effort, rows_kept, again = effort_table(sheet, item, context)
            efforts.append(effort)
            kept, repeated = kept + len(rows_kept), repeated + again
        beats, beats_kept = _heartbeats(sheets["heartbeat"], gap, item, context)
        everything = [*found.notes, *text.notes, *(note for sheet in sheets.values() for note in sheet.notes)]
        return Reading(
            items=(item,),
            observations=table,
            effort=joined([*efforts, beats]),
            notes=tuple(sorted(everything)),
            accounting=sums(found.rows, kept + beats_kept, repeated),
        )


def _gap(context: ReadContext) -> int:
    words = context.options.get("heartbeat_gap_s", str(_GAP_S))
    if not words.isascii() or not words.isdigit() or not 0 < int(words) <= 86_400:
        raise InputError(f"heartbeat_gap_s is {words!r}", advice="Seconds between two heartbeats, 1 to 86400.")
    return int(words)


def _detections(sheet: Sheet, item: EvidenceItem, context: ReadContext) -> tuple[pa.Table, int, int]:
    sheet.columns.setdefault("at", sheet.text("start"))
    sheet.require_cells("sensor")
    start, end = when.interval(sheet, "at", "end", context.time_zone, when.date_order(context))
    place = places(sheet, "lat", "lon", context.bounds_e6)
    radius = pc.coalesce(integers(sheet, "radius_m"), pa.scalar(_DEFAULT_RADIUS_M, pa.int32()))
    table, keep, repeated = observation_table(
        sheet,
        item,
        identity=_IDENTITY,
        method="jsonl:sensor",
        confidence_ppm=_confidence(sheet),
        native_id="id",
        fields={
            **_kind(sheet),
            "start_s": start,
            "end_s": end,
            "lat_e6": place.lat(),
            "lon_e6": place.lon(),
            "radius_m": pc.if_else(pa.array(place.present), radius, None),
            "place_words": sheet.words("place"),
            "verb": "camera_recorded" if item.source_class == "camera" else "sensor_detected",
            "text": sheet.words("text"),
        },
    )
    return table, len(keep), repeated


def _kind(sheet: Sheet) -> dict[str, Column]:
    """What was detected; an acoustic detection of no stated kind is one."""
    cells = sheet.text("type")
    kind = mapped(cells, lambda words: event_type(words) if words else "signal.acoustic", pa.string())
    sheet.refuse(
        kind.is_null().to_numpy(zero_copy_only=False), "type", None, "Use a type of the taxonomy, such as explosion."
    )
    kind = pc.coalesce(kind, "signal.acoustic")
    count = pc.coalesce(integers(sheet, "count"), pa.scalar(1, pa.int32()))
    own = mapped(kind, lambda code: EVENT_TYPES[code].unit, pa.string())
    return {
        "event_type": kind,
        "count_low": count,
        "count_high": count,
        "count_unit": pc.coalesce(words_of_list(sheet, "unit", UNITS, "a counting unit"), own),
        "assessment": words_of_list(sheet, "assessment", ASSESSED, "an assessment"),
        "weapon": words_of_list(sheet, "weapon", WEAPONS, "a weapon class"),
        "calibre_mm": integers(sheet, "calibre_mm"),
    }


def _confidence(sheet: Sheet) -> pa.Array:
    values, bad = decimals(sheet.text("confidence"))
    wrong = bad | (values < 0) | (values > 1)
    sheet.warn(wrong, "confidence", None, "A share from 0 to 1; the line went in with the usual confidence.")
    usable = ~wrong & ~np.isnan(values)
    share = np.where(usable, np.rint(np.where(usable, values, 0) * PPM), _CONFIDENCE_PPM)
    return pa.array(share.astype(np.int32))


def _states(sheet: Sheet, status: str) -> Sheet:
    """Lines about a sensor under the names of the effort table."""
    sheet.columns["watcher"] = sheet.text("sensor")
    for name in ("start", "end"):
        sheet.columns.setdefault(name, sheet.text(name))
    if status:
        sheet.columns["status"] = pa.array([status] * len(sheet), pa.string())
    sheet.columns.pop("source_class", None)
    return sheet


def _heartbeats(sheet: Sheet, gap: int, item: EvidenceItem, context: ReadContext) -> tuple[pa.Table, int]:
    """Runs of heartbeats as effort, silences between them as outages; how many heartbeats were used."""
    sheet.require_cells("sensor")
    beats = instants(sheet.text("at"), context.time_zone)
    sheet.refuse(beats.bad | beats.blank, "at", None, "ISO 8601 with an offset.")
    alive = np.flatnonzero(sheet.alive)
    names = sheet.text("sensor").take(pa.array(alive)).to_pylist()
    by_sensor: dict[str, list[tuple[int, int]]] = {}
    for name, row in zip(names, alive, strict=True):
        by_sensor.setdefault(name, []).append((int(beats.start_s[row]), int(sheet.lines[row])))
    rows: list[tuple[int, dict[str, str]]] = []
    for name, moments in sorted(by_sensor.items()):
        rows.extend(_runs(name, sorted(moments), gap))
    effort = effort_table(_states(sheet_of(sheet.file, rows), ""), item, context, quiet=True)[0]
    return effort, len(alive)


def _runs(sensor: str, moments: list[tuple[int, int]], gap: int) -> list[tuple[int, dict[str, str]]]:
    runs: list[tuple[int, dict[str, str]]] = []
    first, line = moments[0]
    for (before, _), (now, at) in pairwise(moments):
        if now - before > gap:
            if before > first:
                runs.append((line, _run(sensor, first, before, "on")))
            runs.append((at, _run(sensor, before, now, "outage") | {"reason": "no heartbeat"}))
            first, line = now, at
    if moments[-1][0] > first:
        runs.append((line, _run(sensor, first, moments[-1][0], "on")))
    return runs


def _run(sensor: str, start_s: int, end_s: int, status: str) -> dict[str, str]:
    return {"sensor": sensor, "start": _iso(start_s), "end": _iso(end_s), "status": status}


def _iso(second: int) -> str:
    return f"{np.datetime64(second, 's')}Z"


SOURCE = _Sensor()
