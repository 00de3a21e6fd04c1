"""An incident as an object. The columns are those of `tables.INCIDENTS`; its members are rows of `tables.MEMBERS`."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from truceline.model.ids import content_id


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """What several observations are held to be about, with the posterior place and interval.

    `origins_min..origins_max` is the number of independent origins: a range, because an undetermined relation
    adds no witness to the minimum and may add one to the maximum. Claimants are counted apart from origins.
    """

    incident_id: str
    event_type: str
    type_share_ppm: int  # weight of `event_type` among the members
    start_s: int
    end_s: int
    lat_e6: int | None
    lon_e6: int | None
    radius_m: int | None
    n_observations: int
    n_sources: int
    origins_min: int
    origins_max: int
    claimants: tuple[str, ...]
    alleged_actor: str | None
    actor_disputed: bool  # members name different actors: the rival names stay in the members
    weapon: str | None
    calibre_mm: int | None
    target: str | None
    count_low: int | None
    count_high: int | None
    count_unit: str | None
    killed_low: int | None
    killed_high: int | None
    wounded_low: int | None
    wounded_high: int | None
    verb: str  # the strongest evidence verb among the members
    existence_ppm: int  # probability that something of this kind happened at all
    major_m: int | None = None  # half axes of the ellipse that holds the true place with p = .95
    minor_m: int | None = None
    bearing_deg: int | None = None  # of the major axis, clockwise from north, 0 to 179


def incident_id_of(observation_id: str) -> str:
    """What an incident is called whose first report this is: it keeps its name while later ones are added."""
    return content_id("inc", observation_id)


def first_report(incident_id: str, observations: Iterable[str]) -> str | None:
    """The observation that an incident is called after, if it is among these: where that one is, the incident is."""
    return next((one for one in observations if incident_id_of(one) == incident_id), None)
