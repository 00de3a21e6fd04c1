"""The numbers beside a condition: what is known of some incidents, and how far each is from the limit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import shapely

from truceline.assess.columns import UNKNOWN_ACTOR, Ints
from truceline.assess.conditions import Scene
from truceline.assess.coverage import NEVER_S
from truceline.assess.ground import Region
from truceline.assess.wording import Wording
from truceline.model.agreement import Condition, InForce, Window
from truceline.model.incident import Incident
from truceline.model.units import HOUR_S


class Measured:
    """Some incidents of a scene, by their rows. Every answer is a list with an entry for each."""

    def __init__(self, scene: Scene, rows: Ints, incidents: Sequence[Incident], wording: Wording) -> None:
        self.scene, self.rows, self.incidents, self.wording = scene, rows, incidents, wording
        self._away: dict[Region, list[float | None]] = {}
        self._times: dict[tuple[int | None, int | None], list[str]] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def note(self, node: Condition) -> list[str]:
        """What is known about this node, or nothing for connectives."""
        if node.act is not None:
            return self._reported
        if node.attr is not None:
            return self._attribute(node)
        if node.in_zone is not None:
            return self._distance(Region(node.in_zone), "its border")
        if node.of_line is not None:
            return self._lines(node)
        if node.during is not None:
            return self.time_to(node.during)
        if node.event is not None:
            return [self._register(node)] * len(self)
        if node.clock is not None:
            return [self._clock(node)] * len(self)
        if node.count_of is not None:
            surely, at_most = self.scene.counts.bounds(node, self.rows)
            return [f"between {low} and {high} count" for low, high in zip(surely, at_most, strict=True)]
        return [""] * len(self)

    @cached_property
    def actor(self) -> list[str]:
        """Who is named as the actor, and why that may not be relied on."""
        columns = self.scene.columns
        named = zip(self.incidents, columns.actor[self.rows].tolist(), columns.named[self.rows].tolist(), strict=True)
        return [self._actor(*one) for one in named]

    def _actor(self, incident: Incident, actor: int, named: int) -> str:
        if actor != UNKNOWN_ACTOR:
            return f"the actor named is {self._party(actor)}"
        if incident.actor_disputed:
            return "the reports name different actors"
        if named != UNKNOWN_ACTOR:
            return f"only another party names {self._party(named)} as the actor"
        return "no party is named as the actor"

    @cached_property
    def _reported(self) -> list[str]:
        told: dict[tuple[str, int], str] = {}
        for one in self.incidents:
            share = one.type_share_ppm // 10_000
            if (one.event_type, share) not in told:
                shared = "" if share >= 100 else f", which has {share} % of the weight of its reports"
                told[one.event_type, share] = f"reported as {self.wording.act(one.event_type)}{shared}"
        return [told[one.event_type, one.type_share_ppm // 10_000] for one in self.incidents]

    @cached_property
    def _spans(self) -> list[tuple[int, int, str]]:
        """First and last second of each act, and when it was in words."""
        columns = self.scene.columns
        spans = zip(columns.start[self.rows].tolist(), columns.last[self.rows].tolist(), strict=True)
        return [(start, last, self._when(start, last)) for start, last in spans]

    def _when(self, start: int, last: int) -> str:
        when = f"the act: {self.wording.moment(start)}"
        return f"{when} to {self.wording.moment(last + 1)}" if last > start else when

    def time_to(self, reading: InForce | Window) -> list[str]:
        """How far each act is from the start and the end of a reading or window."""
        key = reading.from_s, reading.until_s
        if key not in self._times:
            edges = [(edge, name) for edge, name in zip(key, ("its start", "its end"), strict=True) if edge is not None]
            self._times[key] = [
                ", ".join([when, *(_against(start, last, edge, name) for edge, name in edges)])
                for start, last, when in self._spans
            ]
        return self._times[key]

    def distance_km(self, region: Region) -> list[float | None]:
        """Kilometres from the middle of each place to a region's border: positive inside, negative outside."""
        if region not in self._away:
            self._away[region] = self._distances(region)
        return self._away[region]

    def _distances(self, region: Region) -> list[float | None]:
        columns, shape = self.scene.columns, self.scene.ground.region(region)
        found: list[float | None] = [None] * len(self)
        placed = np.flatnonzero(columns.placed[self.rows])
        if shape.is_empty:
            return found
        points = shapely.points(columns.x[self.rows[placed]], columns.y[self.rows[placed]])
        away = shapely.distance(self.scene.ground.border(region), points) / 1000
        for at, km in zip(placed, np.where(shapely.intersects(shape, points), away, -away).tolist(), strict=True):
            found[at] = km
        return found

    @cached_property
    def radius_km(self) -> list[float]:
        return [(one.radius_m or 0) / 1000 for one in self.incidents]

    def _party(self, index: int) -> str:
        return self.wording.party(self.scene.agreement.parties[index].party_id)

    def _attribute(self, node: Condition) -> list[str]:
        if node.attr == "actor":
            return self.actor
        if node.attr in {"weapon", "heavy", "target"}:
            return [_named(node, one.target if node.attr == "target" else one.weapon) for one in self.incidents]
        if node.attr == "calibre_mm":
            return [_calibre(one) for one in self.incidents]
        return [_bounded(getattr(one, f"{node.attr}_low"), getattr(one, f"{node.attr}_high")) for one in self.incidents]

    def _distance(self, region: Region, border: str) -> list[str]:
        return [
            "the place is not determined"
            if away is None
            else f"{abs(away):.2f} km {_side(away)} {border}, the place known to within {km:.2f} km"
            for away, km in zip(self.distance_km(region), self.radius_km, strict=True)
        ]

    def _lines(self, node: Condition) -> list[str]:
        assert node.of_line is not None and node.not_behind_km is not None
        limits = [
            (number, self.wording.party(party.party_id), self.distance_km(region))
            for number, party in enumerate(self.scene.agreement.parties)
            for region in (Region(node.of_line[party.party_id], party.party_id, node.not_behind_km),)
        ]
        actors = self.scene.columns.actor[self.rows].tolist()
        return [self._beside_lines(at, actor, limits) for at, actor in enumerate(actors)]

    def _beside_lines(self, at: int, actor: int, limits: list[tuple[int, str, list[float | None]]]) -> str:
        """By its own line, where the actor is known; else by each party's."""
        notes = []
        for number, name, distances in limits:
            if actor not in {UNKNOWN_ACTOR, number}:
                continue
            away = distances[at]
            if away is None:
                return "the place is not determined"
            notes.append(f"{abs(away):.2f} km {'beyond' if away > 0 else 'short of'} the limit of {name}")
        known = f"the place known to within {self.radius_km[at]:.2f} km"
        return "; ".join([self.actor[at], *notes, known])

    def _register(self, node: Condition) -> str:
        entries = self.scene.register.of_kind(node.event or "")
        if not entries:
            complete = node.event in self.scene.agreement.register_complete
            return (
                "no entry; the register is declared complete for it"
                if complete
                else "no entry, and absence proves nothing"
            )
        return "; ".join(
            f"{self.wording.party(e.party)}, {self.wording.moment(e.at_s)}, {e.standing}"
            + (f" ({e.source})" if e.source else "")
            for _, e in entries
        )

    def _clock(self, node: Condition) -> str:
        done = self.scene.clocks.completion(node.clock or "")
        earliest, latest = int(done.earliest.min()), int(done.latest.max())
        late = (
            "not certain at any time, for want of observation"
            if latest >= NEVER_S
            else f"at the latest {self.wording.moment(latest)}"
        )
        early = "never complete" if earliest >= NEVER_S else f"complete at the earliest {self.wording.moment(earliest)}"
        return f"{early}, {late}"


def _against(start: int, last: int, edge: int, name: str) -> str:
    if start < edge <= last:
        return f"on both sides of {name}"
    hours = (start - edge if start >= edge else edge - last) / HOUR_S
    return f"{hours:.1f} h {'after' if start >= edge else 'before'} {name}"


def _side(away_km: float) -> str:
    return "inside" if away_km >= 0 else "outside"


def _named(node: Condition, value: str | None) -> str:
    if value is None and node.unstated == "silent":
        return "not reported; that is asked only within the zones of the clause"
    return f"reported: {value}" if value else "not reported"


def _calibre(incident: Incident) -> str:
    if incident.calibre_mm is not None:
        return f"reported: {incident.calibre_mm} mm"
    return f"calibre not reported; weapon: {incident.weapon}" if incident.weapon else "not reported"


def _bounded(low: int | None, high: int | None) -> str:
    return "not reported" if low is None and high is None else f"reported: {_range(low, high)}"


def _range(low: int | None, high: int | None) -> str:
    if low == high:
        return str(low)
    return f"{'?' if low is None else low} to {'?' if high is None else high}"
