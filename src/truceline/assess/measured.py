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
from truceline.assess.phrases import Group
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
            return self._distance(Region(node.in_zone))
        if node.of_line is not None:
            return self._lines(node)
        if node.during is not None:
            return self.time_to(node.during)
        if node.daily is not None:
            return [when for _, _, when in self._spans]
        if node.event is not None:
            return [self._register(node)] * len(self)
        if node.clock is not None:
            return [self._clock(node)] * len(self)
        if node.count_of is not None:
            surely, at_most = self.scene.counts.bounds(node, self.rows)
            return [self._say("between_count", low=low, high=high) for low, high in zip(surely, at_most, strict=True)]
        return [""] * len(self)

    @cached_property
    def actor(self) -> list[str]:
        """Who is named as the actor, and why that may not be relied on."""
        columns = self.scene.columns
        named = zip(self.incidents, columns.actor[self.rows].tolist(), columns.named[self.rows].tolist(), strict=True)
        return [self._actor(*one) for one in named]

    def _actor(self, incident: Incident, actor: int, named: int) -> str:
        if actor != UNKNOWN_ACTOR:
            return self._say("actor_named", who=self._party(actor))
        if incident.actor_disputed:
            return self._say("actor_differ")
        if named != UNKNOWN_ACTOR:
            return self._say("actor_by_other", who=self._party(named))
        return self._say("actor_none")

    @cached_property
    def _reported(self) -> list[str]:
        told: dict[tuple[str, int], str] = {}
        for one in self.incidents:
            share = one.type_share_ppm // 10_000
            if (one.event_type, share) not in told:
                key = "reported_as" if share >= 100 else "reported_as_share"
                told[one.event_type, share] = self._say(key, act=self.wording.act(one.event_type), share=share)
        return [told[one.event_type, one.type_share_ppm // 10_000] for one in self.incidents]

    @cached_property
    def _spans(self) -> list[tuple[int, int, str]]:
        """First and last second of each act, and when it was in words."""
        columns = self.scene.columns
        spans = zip(columns.start[self.rows].tolist(), columns.last[self.rows].tolist(), strict=True)
        return [(start, last, self._when(start, last)) for start, last in spans]

    def _when(self, start: int, last: int) -> str:
        begun = self.wording.moment(start)
        if last <= start:
            return self._say("the_act", start=begun)
        return self._say("the_act_span", start=begun, end=self.wording.moment(last + 1))

    def time_to(self, reading: InForce | Window) -> list[str]:
        """How far each act is from the start and the end of a reading or window."""
        key = reading.from_s, reading.until_s
        if key not in self._times:
            edges = [(edge, name) for edge, name in zip(key, ("start", "end"), strict=True) if edge is not None]
            self._times[key] = [
                ", ".join([when, *(self._against(start, last, edge, name) for edge, name in edges)])
                for start, last, when in self._spans
            ]
        return self._times[key]

    def _against(self, start: int, last: int, edge: int, name: str) -> str:
        if start < edge <= last:
            return self._say(f"around_{name}")
        hours = (start - edge if start >= edge else edge - last) / HOUR_S
        return self._say(f"{'after' if start >= edge else 'before'}_{name}", hours=self.wording.number(hours, 1))

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

    @cached_property
    def radius_told(self) -> list[str]:
        return [self.wording.number(radius, 2) for radius in self.radius_km]

    def _say(self, key: str, **values: object) -> str:
        return self.wording.say(key, **values)

    def _party(self, index: int) -> str:
        return self.wording.party(self.scene.agreement.parties[index].party_id)

    def _attribute(self, node: Condition) -> list[str]:
        if node.attr == "actor":
            return self.actor
        if node.attr in {"weapon", "heavy", "target"}:
            return [self._named(node, one.target if node.attr == "target" else one.weapon) for one in self.incidents]
        if node.attr == "calibre_mm":
            return [self._calibre(one) for one in self.incidents]
        ends = ((getattr(one, f"{node.attr}_low"), getattr(one, f"{node.attr}_high")) for one in self.incidents)
        return [self._bounded(low, high) for low, high in ends]

    def _named(self, node: Condition, code: str | None) -> str:
        if code is None and node.unstated == "silent":
            return self._say("not_reported_zones")
        group: Group = "target" if node.attr == "target" else "weapon"
        return self._say("reported", value=self.wording.code(group, code)) if code else self._say("not_reported")

    def _calibre(self, incident: Incident) -> str:
        if incident.calibre_mm is not None:
            return self._say("reported", value=self._say("mm", n=incident.calibre_mm))
        if not incident.weapon:
            return self._say("not_reported")
        return self._say("calibre_not_reported", weapon=self.wording.code("weapon", incident.weapon))

    def _bounded(self, low: int | None, high: int | None) -> str:
        if low is None and high is None:
            return self._say("not_reported")
        return self._say("reported", value=self._range(low, high))

    def _range(self, low: int | None, high: int | None) -> str:
        if low == high:
            return str(low)
        return self._say("range", low="?" if low is None else low, high="?" if high is None else high)

    def _distance(self, region: Region) -> list[str]:
        number, unplaced = self.wording.number, self._say("place_open")
        inside, outside = (self.wording.phrases[key] for key in ("inside_border", "outside_border"))
        return [
            unplaced
            if away is None
            else (inside if away >= 0 else outside).format(km=number(abs(away), 2), radius=radius)
            for away, radius in zip(self.distance_km(region), self.radius_told, strict=True)
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
                return self._say("place_open")
            key = "beyond_limit" if away > 0 else "short_of_limit"
            notes.append(self._say(key, km=self.wording.number(abs(away), 2), who=name))
        known = self._say("place_within", radius=self.radius_told[at])
        return "; ".join([self.actor[at], *notes, known])

    def _register(self, node: Condition) -> str:
        entries = self.scene.register.of_kind(node.event or "")
        if not entries:
            complete = node.event in self.scene.agreement.register_complete
            return self._say("no_entry_complete" if complete else "no_entry")
        return "; ".join(
            self._say(
                "entry_source" if e.source else "entry",
                who=self.wording.party(e.party),
                at=self.wording.moment(e.at_s),
                standing=self._say(f"standing_{e.standing}"),
                source=e.source,
            )
            for _, e in entries
        )

    def _clock(self, node: Condition) -> str:
        done = self.scene.clocks.completion(node.clock or "")
        earliest, latest = int(done.earliest.min()), int(done.latest.max())
        early, late = self._say("never_complete"), self._say("never_certain")
        if earliest < NEVER_S:
            early = self._say("complete_earliest", at=self.wording.moment(earliest))
        if latest < NEVER_S:
            late = self._say("complete_latest", at=self.wording.moment(latest))
        return f"{early}, {late}"
