"""Released incidents and findings, asked for like exact ones: the same filters, as far as what was released tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import h3
import msgspec

from truceline.model.bulletin import Bulletin, PublicFinding, PublicIncident
from truceline.model.units import to_e6
from truceline.model.view import STATUS_ORDER, Box, MapColumns
from truceline.service.asked import Asked
from truceline.service.problems import MissingError

_NO_FINDING = "none"

T = TypeVar("T")


class PublicRow(msgspec.Struct, frozen=True):
    """An incident as it was released, with what its findings come to."""

    incident: PublicIncident
    findings: tuple[PublicFinding, ...]
    start_s: int  # of its day
    end_s: int
    place: tuple[int, int] | None  # lon, lat of the middle of its cell

    @property
    def status(self) -> str:
        held = {finding.status for finding in self.findings}
        return next((status for status in STATUS_ORDER if status in held), _NO_FINDING)


def rows_of(bulletin: Bulletin) -> tuple[PublicRow, ...]:
    """The incidents of a bulletin, newest first."""
    held: dict[str, list[PublicFinding]] = {}
    for finding in bulletin.findings:
        held.setdefault(finding.incident_id, []).append(finding)
    rows = (_row(one, tuple(held.get(one.incident_id, ())), bulletin.zone) for one in bulletin.incidents)
    return tuple(sorted(rows, key=lambda row: (-row.start_s, row.incident.incident_id)))


def chosen(rows: tuple[PublicRow, ...], asked: Asked) -> Iterator[PublicRow]:
    """Those that meet every filter. A place that was not released lies in no box."""
    return (row for row in rows if _meets(row, asked))


def page_of(rows: tuple[T, ...], limit: int, cursor: str | None) -> tuple[tuple[T, ...], str | None]:
    """Some of the rows, and the cursor that leads on. Raises MissingError for a cursor that leads nowhere."""
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise MissingError("there is no such page", advice="Follow `next` of the answer before, or leave out cursor.")
    first = int(cursor or 0)
    return rows[first : first + limit], str(first + limit) if first + limit < len(rows) else None


def columns_of(rows: tuple[PublicRow, ...], as_of: int) -> MapColumns:
    """Incidents as the map takes them: a circle around the cell; null where no place was released."""
    types = sorted({row.incident.event_type for row in rows})
    statuses = [*STATUS_ORDER, _NO_FINDING]
    return MapColumns(
        incident_id=[row.incident.incident_id for row in rows],
        lon_e6=[row.place and row.place[0] for row in rows],
        lat_e6=[row.place and row.place[1] for row in rows],
        radius_m=[_radius(row.incident.cell) for row in rows],
        start_s=[row.start_s for row in rows],
        end_s=[row.end_s for row in rows],
        event_type=[types.index(row.incident.event_type) for row in rows],
        types=types,
        status=[statuses.index(row.status) for row in rows],
        statuses=statuses,
        existence_ppm=[row.incident.existence_ppm for row in rows],
        complete=True,
        as_of=as_of,
    )


def _radius(cell: str | None) -> int | None:
    return None if cell is None else round(h3.average_hexagon_edge_length(h3.get_resolution(cell), "m"))


def _row(incident: PublicIncident, findings: tuple[PublicFinding, ...], zone: str) -> PublicRow:
    day = date.fromisoformat(incident.day)
    start_s, end_s = (
        int(datetime(one.year, one.month, one.day, tzinfo=ZoneInfo(zone)).timestamp())
        for one in (day, day + timedelta(days=1))
    )
    place = None
    if incident.cell is not None:
        lat, lon = h3.cell_to_latlng(incident.cell)
        place = (to_e6(lon), to_e6(lat))
    return PublicRow(incident, findings, start_s, end_s, place)


def _meets(row: PublicRow, asked: Asked) -> bool:
    one = row.incident
    return (
        (asked.bbox is None or (row.place is not None and _inside(row.place, asked.bbox)))
        and (asked.from_s is None or row.end_s > asked.from_s)
        and (asked.until_s is None or row.start_s < asked.until_s)
        and (not asked.types or any(f"{one.event_type}.".startswith(f"{code}.") for code in asked.types))
        and (not asked.statuses or row.status in asked.statuses)
        and (not asked.provisions or any(f.provision_id in asked.provisions for f in row.findings))
        and (not asked.sectors or one.area in asked.sectors)
        and (asked.words is None or all(word in _words(one) for word in asked.words.lower().split()))
    )


def _inside(place: tuple[int, int], box: Box) -> bool:
    west, south, east, north = box
    across = place[0] >= west or place[0] <= east if west > east else west <= place[0] <= east
    return across and south <= place[1] <= north


def _words(one: PublicIncident) -> str:
    return " ".join(filter(None, (one.event_type, one.area, one.target, one.weapon))).lower()
