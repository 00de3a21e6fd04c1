"""What a headquarters asks of the incidents at hand, and the shape of the answers.

Every answer says `as_of`: the number of entries of the record that it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, Literal, TypeVar

import msgspec
import pyarrow as pa

from truceline.model.incident import Incident
from truceline.model.observation import Observation
from truceline.model.tables import EFFORT, FINDINGS, INCIDENTS, MEMBERS, OBSERVATIONS, UNRESOLVED, empty

T = TypeVar("T")

#: west, south, east, north in micro-degrees. West of more than east: the box that crosses the meridian of 180 degrees
Box = tuple[int, int, int, int]
Sort = Literal["start_s", "-start_s", "existence_ppm", "-existence_ppm", "radius_m", "-radius_m"]

#: an incident's status is the first of these that one of its findings has
STATUS_ORDER = ("breach", "undetermined", "no_breach")


class IncidentQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which incidents. All that is given must hold; of several values in one field, one must."""

    bbox: Box | None = None  # the middle of the place lies in it, borders included
    from_s: int | None = None  # the time overlaps [from_s, until_s)
    until_s: int | None = None
    types: tuple[str, ...] = ()  # event types; a family ("fire") is also its kinds
    statuses: tuple[str, ...] = ()  # of STATUS_ORDER, or "none" for incidents without findings
    provisions: tuple[str, ...] = ()  # some finding is about it (with `statuses`: and has such a status)
    sectors: tuple[str, ...] = ()
    words: str | None = None  # all of them stand in the text or place of one of its observations
    sort: Sort = "-start_s"
    limit: int = 100
    cursor: str | None = None


class FindingQuery(msgspec.Struct, frozen=True, kw_only=True):
    ids: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    limit: int = 100
    cursor: str | None = None


class ObservationQuery(msgspec.Struct, frozen=True, kw_only=True):
    ids: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    limit: int = 100
    cursor: str | None = None


class EffortQuery(msgspec.Struct, frozen=True, kw_only=True):
    bbox: Box | None = None
    from_s: int | None = None
    until_s: int | None = None
    limit: int = 100
    cursor: str | None = None


class ShownIncident(Incident, frozen=True, kw_only=True):
    """An incident with what its findings come to."""

    status: str  # of STATUS_ORDER; "none" without findings
    sectors: tuple[str, ...]  # zones of the agreement in which its middle lies
    changed: int  # `as_of` of the change that made it what it is


class ShownObservation(Observation, frozen=True, kw_only=True):
    """An observation with the incident that it is in, and how surely."""

    incident_id: str
    p_same_ppm: int


class Rival(msgspec.Struct, frozen=True):
    """An incident that an observation fits too; it stays alone."""

    observation_id: str
    rival_incident_id: str
    p_ppm: int


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Some of the rows asked for; `next` is the cursor that leads on, null on the last page."""

    items: tuple[T, ...]
    next: str | None
    as_of: int


class MapColumns(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents column by column, for a map and the list beside it. Those without a place that may be shown have null
    in its columns. `types` and `statuses` are what the codes point to.
    """

    incident_id: list[str]
    lon_e6: list[int | None]
    lat_e6: list[int | None]
    radius_m: list[int | None]
    start_s: list[int]
    end_s: list[int]
    event_type: list[int]
    types: list[str]
    status: list[int]
    statuses: list[str]
    existence_ppm: list[int]
    complete: bool  # false where there are more than the limit: the newest are shown
    as_of: int


class ViewChange(msgspec.Struct, frozen=True, kw_only=True):
    """Ids of what differs from an earlier `as_of`. `everything`: more than is remembered, read all anew."""

    as_of: int
    everything: bool = False
    incidents: tuple[str, ...] = ()
    gone_incidents: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    gone_findings: tuple[str, ...] = ()
    effort: bool = False


class ViewChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What a view is to take over, in one go. Rows of a known key take the place of the earlier ones.

    `unresolved` replaces all rivals of the observations in `rivals_of`, and `findings` all findings of the incidents in
    `findings_of`. `whole`: whatever is not in here goes.
    """

    incidents: pa.Table = msgspec.field(default_factory=lambda: empty(INCIDENTS))
    gone_incidents: tuple[str, ...] = ()
    sectors: Mapping[str, tuple[str, ...]] = {}  # of the incidents in `incidents`
    findings: pa.Table = msgspec.field(default_factory=lambda: empty(FINDINGS))
    gone_findings: tuple[str, ...] = ()
    findings_of: tuple[str, ...] = ()
    observations: pa.Table = msgspec.field(default_factory=lambda: empty(OBSERVATIONS))
    gone_observations: tuple[str, ...] = ()  # with their membership
    members: pa.Table = msgspec.field(default_factory=lambda: empty(MEMBERS))
    unresolved: pa.Table = msgspec.field(default_factory=lambda: empty(UNRESOLVED))
    rivals_of: tuple[str, ...] = ()
    effort: pa.Table = msgspec.field(default_factory=lambda: empty(EFFORT))
    gone_effort: tuple[str, ...] = ()
    whole: bool = False
    notes: Mapping[str, str] = {}  # about the view itself, by name


class Totals(msgspec.Struct, frozen=True):
    """How many rows there are."""

    observations: int
    incidents: int
    findings: int
    effort: int
    as_of: int
