"""Posts, shifts and identities as people bring them: CSV with the names of `model.monitors`, places in degrees."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from truceline.model.errors import InputError, Rejected
from truceline.model.monitors import TABLES, Guarded, Table
from truceline.model.units import to_e6

COLUMNS: dict[Table, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "posts": (("post", "lat", "lon"), ("kind", "note")),
    "shifts": (("post", "start", "end", "person"), ()),
    "identities": (("person", "is_a", "name"), ("contact", "note")),
}


def read_guarded(data: bytes, table: Table, zone: str, where: str) -> tuple[tuple[Guarded, ...], tuple[Rejected, ...]]:
    """The rows of a file and those that stay out. Raises InputError when no row can be read."""
    needed, further = COLUMNS[table]
    try:
        sheet = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        missing = [name for name in needed if name not in (sheet.fieldnames or ())]
        if missing:
            raise InputError(
                f"there is no column {', '.join(missing)}",
                where=where,
                advice=f"Columns: {', '.join(needed)}; and where there are any: {', '.join(further) or 'none'}.",
            )
        rows: list[Guarded] = []
        notes: list[Rejected] = []
        for row in sheet:
            try:
                rows.append(_row({n: (row.get(n) or "").strip() for n in (*needed, *further)}, table, zone))
            except (ValueError, msgspec.ValidationError) as error:
                notes.append(Rejected(where, sheet.line_num, "", str(error), "Mend the row and take it in again."))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"not CSV in UTF-8: {error}", where=where, advice="Save it as CSV, UTF-8.") from error
    return tuple(rows), tuple(notes)


def _row(words: dict[str, str], table: Table, zone: str) -> Guarded:
    given: dict[str, object] = {name: value for name, value in words.items() if value}
    if table == "posts":
        given |= {"lat_e6": to_e6(float(words["lat"])), "lon_e6": to_e6(float(words["lon"]))}
        del given["lat"], given["lon"]
    if table == "shifts":
        start, end = _moment_s(words["start"], zone), _moment_s(words["end"], zone)
        if end <= start:
            raise ValueError("the shift ends before it begins")
        given |= {"start_s": start, "end_s": end}
        del given["start"], given["end"]
    row: Guarded = msgspec.convert(given, TABLES[table])
    return row


def _moment_s(words: str, zone: str) -> int:
    moment = datetime.fromisoformat(words)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).timestamp())
