"""Reports of patrols: what they saw, what they were kept from, and where they were all the while.

CSV with the names of `patrol_form`, as a form (XLSForm in ODK or Kobo) exports it; the XML instance that such a form
sends from the field; or JSON:
`{"patrol", "start", "end", "lat", "lon", "range_m", "sector", "observations": [{"type", "at", "lat", "lon", "radius_m",
"count", "unit", "verb", "weapon", "assessment", "text"}], "restrictions": [{"type", "start", "end", "reason"}]}`.

Each row may give an observation, an observation of a restriction (with effort "denied" through it), and the patrol's
effort. The patrol's times are `patrol_start` and `patrol_end`; where a form has neither, its own start and end stand
for them, and a warning says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.ingest.decode import to_utf8
from truceline.ingest.unpack import unpack
from truceline.model.evidence import Blob, EvidenceItem, ReadContext
from truceline.model.reading import Reading
from truceline.model.tables import EFFORT, OBSERVATIONS, empty
from truceline.model.taxonomy import EVENT_TYPES
from truceline.sources import when
from truceline.sources.apart import readings_of, refused
from truceline.sources.assemble import Column, item_of, observation_table, of_rows
from truceline.sources.coding import blank, mapped, words_of_list
from truceline.sources.effort_rows import effort_table, joined
from truceline.sources.header import header_of, plain_head
from truceline.sources.numbers import decimals, integers, places
from truceline.sources.patrol_form import FIELDS, field_key, name_fields
from truceline.sources.patrol_json import sheet_from_json
from truceline.sources.patrol_together import OWN_TIMES, laid_together, own_times, unused_words
from truceline.sources.patrol_xml import is_instance, sheet_from_xml
from truceline.sources.reading import MEDIA_CSV, open_sheet
from truceline.sources.sheet import Sheet
from truceline.sources.words import ASSESSED, RESTRICTED, TARGETS, UNITS, VERBS, WEAPONS, event_type, plain

#: what a position by satellite navigation may be off; what an event may be away when its distance was estimated
_GPS_M, _DISTANCE_SHARE = 20, 1.25
_DEFAULT_RADIUS_M = 1_000
#: forms write seconds that nobody has read from a watch
_WATCH_S = 60
_SEEN_PPM, _TOLD_PPM = 950_000, 600_000
_REPORT_FIELD = re.compile(rb'[{,]\s*"(patrol|patrol_id|patrol_start|restrictions|_submission_time)"\s*:')
_EVENT = tuple(
    name
    for name in FIELDS
    if not name.startswith("restriction") and name not in ("reported", "start", "end", "delay_min")
)
_RESTRICTION = ("report_id", "patrol", "restriction_type", "restriction_start", "restriction_end", "lat", "lon", "text")
#: the files that a sheet's rows come from
_Items = Sequence[EvidenceItem]


class _Patrol:
    name = "patrol"

    def recognises(self, head: bytes, filename: str) -> bool:
        if is_instance(head):
            return True
        text = plain_head(head).lstrip()
        if text[:1] in (b"{", b"["):
            return _REPORT_FIELD.search(text[:8_192]) is not None
        keys = {field_key(name) for name in header_of(head)}
        form = bool(keys & {"instanceid", "submission_time", "submissiondate", "deviceid"})
        return bool(keys & {"event_type", "restriction_type", "observation_type"}) and (
            form or bool(keys & {"patrol", "patrol_id", "patrol_start", "team"})
        )

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        sheet = _open(blob)
        item = item_of(blob, context, self.name, "patrol", MEDIA_CSV)
        unused = name_fields(sheet)
        if not sheet.has("event_type") and not sheet.has("restriction_type") and not sheet.has("patrol_start"):
            sheet.require("event_type", what="A patrol report")
        if unused:
            sheet.remark(*unused_words(unused))
        if own_times(sheet.columns):
            sheet.columns["patrol_start"], sheet.columns["patrol_end"] = sheet.text("start"), sheet.text("end")
            sheet.remark(*OWN_TIMES)
        (reading,) = _readings(sheet, (item,), context)
        return reading

    def read_together(self, blobs: Sequence[Blob], contexts: Sequence[ReadContext]) -> tuple[Reading | None, ...]:
        """Reports in JSON as one sheet; null for whatever is odd about its form, and is to be read by itself."""
        sheet, laid, notes = laid_together(blobs)
        found: list[Reading | None] = [None] * len(blobs)
        if laid:
            items = [item_of(blobs[at], contexts[at], self.name, "patrol", MEDIA_CSV) for at in laid]
            for at, own, reading in zip(laid, notes, _readings(sheet, items, contexts[0]), strict=True):
                named = (msgspec.structs.replace(note, file=blobs[at].filename) for note in (*own, *reading.notes))
                found[at] = msgspec.structs.replace(reading, notes=tuple(sorted(set(named))))
        return tuple(found)


def _open(blob: Blob) -> Sheet:
    if is_instance(blob.data[:8_192]):
        return sheet_from_xml(blob.data, blob.filename)
    text = to_utf8(unpack(blob.data, blob.filename), blob.filename)
    if text.data.lstrip()[:1] in (b"{", b"["):
        sheet = sheet_from_json(text.data.decode("utf-8", "replace"), blob.filename)
        sheet.notes.extend(text.notes)
        return sheet
    return open_sheet(blob, known=())


def _readings(sheet: Sheet, items: Sequence[EvidenceItem], context: ReadContext) -> list[Reading]:
    """What each of a sheet's files says; `items` are these files."""
    taken = np.zeros(len(sheet), bool)
    empty_rows = np.ones(len(sheet), bool)
    tables, efforts = [], []
    for mask, build in (
        (~blank(sheet.text("event_type")), _events),
        (~blank(sheet.text("restriction_type")), _restrictions),
    ):
        empty_rows &= ~mask
        rows = np.flatnonzero(mask & sheet.alive)
        if len(rows):
            part = sheet.part(mask)
            table, keep, effort = build(part, items, context)
            tables.append(table)
            efforts.append(effort)
            taken[rows[keep]] = True
    watch = sheet.has("patrol_start") & ~blank(sheet.text("patrol_start"))
    rows = np.flatnonzero(watch & sheet.alive)
    if len(rows):
        part = sheet.part(watch)
        own, keep = _watch(part, items, context)
        efforts.append(own)
        taken[rows[keep]] = True
    lost = refused(sheet)
    nothing = empty_rows & ~watch & sheet.alive
    sheet.refuse(nothing, "event_type", "neither event nor restriction nor times of a patrol", "Fill in one of them.")
    told = pa.concat_tables([empty(OBSERVATIONS), *tables]), joined(efforts)
    return readings_of(sheet, items, told, (taken, lost | nothing))


def _events(sheet: Sheet, items: _Items, context: ReadContext) -> tuple[pa.Table, np.ndarray, pa.Table]:
    _default_times(sheet, "event_start", "event_end")
    first, last = when.interval(sheet, "event_start", "event_end", context.time_zone, when.date_order(context))
    reported, known = when.moments(sheet, "reported", context.time_zone)
    verb = pc.coalesce(mapped(sheet.text("verb"), _verb, pa.string()), "reported")
    killed, wounded = integers(sheet, "killed"), integers(sheet, "wounded")
    table, keep, _ = observation_table(
        sheet,
        of_rows(items, sheet),
        identity=_EVENT,
        method="form:patrol",
        confidence_ppm=pc.if_else(pc.is_in(verb, pa.array(["was_told", "followed_up"])), _TOLD_PPM, _SEEN_PPM),
        fields={
            **_kind(sheet),
            **_place(sheet, context),
            "native_id": sheet.words("report_id"),
            "start_s": first,
            "end_s": np.maximum(last, first + _WATCH_S),
            "verb": verb,
            "alleged_actor": sheet.words("actor"),
            "claimant": sheet.words("claimant"),
            "killed_low": killed,
            "killed_high": killed,
            "wounded_low": wounded,
            "wounded_high": wounded,
            "text": sheet.words("text"),
            "reported_s": pa.array(reported, mask=~known),
        },
    )
    return table, keep, empty(EFFORT)


def _default_times(sheet: Sheet, start: str, end: str) -> None:
    """Where no time is given, it happened somewhere in the patrol's own time."""
    none = pc.equal(sheet.text(start), "")
    sheet.columns[end] = pc.if_else(none, sheet.text("patrol_end"), sheet.text(end))
    sheet.columns[start] = pc.if_else(none, sheet.text("patrol_start"), sheet.text(start))


def _kind(sheet: Sheet) -> dict[str, Column]:
    kind = mapped(sheet.text("event_type"), event_type, pa.string())
    unknown = kind.is_null().to_numpy(zero_copy_only=False)
    sheet.refuse(unknown, "event_type", None, "Use a type of the taxonomy, such as fire.explosion or explosion.")
    kind = pc.coalesce(kind, "other")
    count = integers(sheet, "count")
    own = mapped(kind, lambda code: EVENT_TYPES[code].unit, pa.string())
    unit = pc.coalesce(words_of_list(sheet, "unit", UNITS, "a counting unit"), own)
    return {
        "event_type": kind,
        "count_low": count,
        "count_high": count,
        "count_unit": pc.if_else(count.is_valid(), unit, None),
        "weapon": words_of_list(sheet, "weapon", WEAPONS, "a weapon class"),
        "calibre_mm": integers(sheet, "calibre_mm"),
        "target": words_of_list(sheet, "target", TARGETS, "an object class"),
        "assessment": words_of_list(sheet, "assessment", ASSESSED, "an assessment"),
    }


def _place(sheet: Sheet, context: ReadContext) -> dict[str, Column]:
    """The circle: what the patrol states; else the accuracy of its position, widened by the distance to the event.

    The position is that of the device, and no direction is given, so the circle must reach as far as the event.
    """
    place = places(sheet, "lat", "lon", context.bounds_e6)
    stated = integers(sheet, "radius_m")
    accuracy, distance = _metres(sheet, "accuracy"), _metres(sheet, "distance_m")
    measured = np.ceil(np.maximum(np.nan_to_num(accuracy, nan=0), _GPS_M) + _DISTANCE_SHARE * np.nan_to_num(distance))
    known = ~np.isnan(accuracy) | ~np.isnan(distance)
    derived = pa.array(np.where(known, measured, _DEFAULT_RADIUS_M).astype(np.int32))
    return {
        "lat_e6": place.lat(),
        "lon_e6": place.lon(),
        "radius_m": pc.if_else(pa.array(place.present), pc.coalesce(stated, derived), None),
        "place_words": sheet.words("place"),
    }


def _metres(sheet: Sheet, field: str) -> np.ndarray:
    values, bad = decimals(sheet.text(field))
    wrong = bad | (values < 0) | (values > 1_000_000)
    sheet.warn(wrong, field, None, "Metres as a number; the row went in without it.")
    return np.asarray(np.where(wrong, np.nan, values))


def _verb(words: str) -> str | None:
    name = plain(words).replace(" ", "_")
    return name if name in VERBS else {"seen": "saw", "visual": "saw", "audible": "heard"}.get(name)


def _restrictions(sheet: Sheet, items: _Items, context: ReadContext) -> tuple[pa.Table, np.ndarray, pa.Table]:
    kind = mapped(sheet.text("restriction_type"), lambda words: plain(words).replace(" ", "_"), pa.string())
    known = pc.is_in(kind, pa.array(sorted(RESTRICTED))).to_numpy(zero_copy_only=False)
    sheet.refuse(~known, "restriction_type", None, f"One of {', '.join(sorted(RESTRICTED))}.")
    _default_times(sheet, "restriction_start", "restriction_end")
    start, end = when.interval(sheet, "restriction_start", "restriction_end", context.time_zone)
    place = places(sheet, "lat", "lon", context.bounds_e6)
    table, keep, _ = observation_table(
        sheet,
        of_rows(items, sheet),
        identity=_RESTRICTION,
        method="form:patrol",
        confidence_ppm=_SEEN_PPM,
        fields={
            "native_id": sheet.words("report_id"),
            "event_type": "restriction",
            "start_s": start,
            "end_s": end,
            "lat_e6": place.lat(),
            "lon_e6": place.lon(),
            "radius_m": pc.if_else(pa.array(place.present), _DEFAULT_RADIUS_M, None),
            "place_words": sheet.words("place"),
            "verb": "saw",
            "target": "monitors",
            "alleged_actor": sheet.words("actor"),
            "text": pc.binary_join_element_wise(kind, sheet.words("text"), ": ", null_handling="skip"),
        },
    )
    return table, keep, _denied(sheet, kind, items, context)


def _denied(sheet: Sheet, kind: pa.Array, items: _Items, context: ReadContext) -> pa.Table:
    """Effort that a restriction took away."""
    mask = ~blank(sheet.text("patrol")) & ~blank(sheet.text("restriction_end"))
    denied = sheet.part(mask)
    reason = kind.filter(pa.array(mask & sheet.alive))
    start, end = denied.text("restriction_start"), denied.text("restriction_end")
    denied.columns = {
        "watcher": denied.text("patrol"),
        "start": start,
        "end": end,
        "status": pa.array(["denied"] * len(denied), pa.string()),
        "reason": reason,
        "sector": denied.text("sector"),
    }
    return effort_table(denied, of_rows(items, denied), context, quiet=True)[0]


def _watch(sheet: Sheet, items: _Items, context: ReadContext) -> tuple[pa.Table, np.ndarray]:
    """The patrol's own effort. Rows of one patrol repeat it, which needs no word."""
    columns = {
        "watcher": pc.if_else(pc.equal(sheet.text("patrol"), ""), "patrol", sheet.text("patrol")),
        "start": sheet.text("patrol_start"),
        "end": sheet.text("patrol_end"),
        "lat": sheet.text("patrol_lat"),
        "lon": sheet.text("patrol_lon"),
        "range_m": sheet.text("range_m"),
        "sector": sheet.text("sector"),
        "daylight": sheet.text("daylight"),
    }
    sheet.columns = columns
    table, keep, _ = effort_table(sheet, of_rows(items, sheet), context, quiet=True)
    return table, keep


SOURCE = _Patrol()
