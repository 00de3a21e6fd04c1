"""The bulletin's tables as CSV (RFC 4180, UTF-8) that no spreadsheet takes for formulas. Dates are ISO 8601."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from truceline.model.bulletin import Bulletin, PublicFinding, PublicIncident
from truceline.model.errors import UsageError
from truceline.publish.safe import csv_cell

#: columns of the joined table that come from the finding; the rest come from the incident
_FINDING = tuple(name for name in PublicFinding.__struct_fields__ if name != "incident_id")
_INCIDENT = tuple(name for name in PublicIncident.__struct_fields__ if name != "cell_outline")

#: tables that are a plain list of the bulletin
PLAIN: tuple[str, ...] = (
    "counts",
    "days",
    "rates",
    "provisions",
    "statements",
    "elements",
    "quantities",
    "origins",
    "audits",
    "restrictions",
    "places",
    "scores",
)
TABLES: tuple[str, ...] = ("incidents", *PLAIN)


def render_csv(bulletin: Bulletin, table: str = "incidents") -> bytes:
    """One table of the bulletin.

    `incidents` has a row for each incident and finding, and one with empty finding columns for an incident that was
    held against no provision. Several values in a cell are separated by "; ". An unknown value is an empty cell.

    Raises:
        UsageError: for a table that a bulletin does not have.
    """
    if table == "incidents":
        return _written((*_INCIDENT, *_FINDING), _joined(bulletin))
    if table not in PLAIN:
        raise UsageError(f"a bulletin has no table {table!r}", advice=f"choose one of: {', '.join(TABLES)}")
    rows: Sequence[msgspec.Struct] = getattr(bulletin, table)
    fields = _fields(table)
    return _written(fields, ([getattr(row, name) for name in fields] for row in rows))


def _fields(table: str) -> tuple[str, ...]:
    """Column names from the type of the list, so that an empty table has its heading too."""
    hint = next(field.type for field in msgspec.structs.fields(Bulletin) if field.name == table)
    row: type[msgspec.Struct] = hint.__args__[0]
    return tuple(name for name in row.__struct_fields__ if name != "cell_outline")


def _joined(bulletin: Bulletin) -> Iterable[list[Any]]:
    held: dict[str, list[PublicFinding]] = defaultdict(list)
    for finding in bulletin.findings:
        held[finding.incident_id].append(finding)
    for incident in bulletin.incidents:
        start = [getattr(incident, name) for name in _INCIDENT]
        if not held[incident.incident_id]:
            yield start + [None] * len(_FINDING)
        for finding in held[incident.incident_id]:
            yield start + [getattr(finding, name) for name in _FINDING]


def _written(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)  # a negative number stays a number
    if isinstance(value, tuple):
        return csv_cell("; ".join(str(part) for part in value))
    return csv_cell(str(value))
