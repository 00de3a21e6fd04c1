"""The numbers beside a condition: what is known of this incident, and how far it is from the limit."""

from __future__ import annotations

import numpy as np
import shapely

from truceline.assess.columns import UNKNOWN_ACTOR
from truceline.assess.conditions import Scene
from truceline.assess.coverage import NEVER_S
from truceline.assess.ground import Region
from truceline.assess.wording import Wording
from truceline.model.agreement import Condition, InForce, Window
from truceline.model.incident import Incident
from truceline.model.units import HOUR_S


class Measured:
    """One incident of a scene, by its row."""

    def __init__(self, scene: Scene, row: int, incident: Incident, wording: Wording) -> None:
        self.scene, self.row, self.incident, self.wording = scene, row, incident, wording

    def note(self, node: Condition) -> str:
        """What is known about this node, or nothing for connectives."""
        if node.act is not None:
            share = self.incident.type_share_ppm // 10_000
            shared = "" if share >= 100 else f", which has {share} % of the weight of its reports"
            return f"reported as {self.wording.act(self.incident.event_type)}{shared}"
        if node.attr is not None:
            return self._attribute(node)
        if node.in_zone is not None:
            return self._distance(Region(node.in_zone), "its border")
        if node.of_line is not None:
            return self._lines(node)
        if node.during is not None:
            return self.time_to(node.during)
        if node.event is not None:
            return self._register(node)
        if node.clock is not None:
            return self._clock(node)
        if node.count_of is not None:
            surely, at_most = self.scene.counts.bounds(node, np.array([self.row]))
            return f"between {int(surely[0])} and {int(at_most[0])} count"
        return ""

    def actor(self) -> str:
        """Who is named as the actor, and why that may not be relied on."""
        if self.scene.columns.actor[self.row] != UNKNOWN_ACTOR:
            return f"the actor named is {self._party(int(self.scene.columns.actor[self.row]))}"
        if self.incident.actor_disputed:
            return "the reports name different actors"
        named = int(self.scene.columns.named[self.row])
        if named != UNKNOWN_ACTOR:
            return f"only another party names {self._party(named)} as the actor"
        return "no party is named as the actor"

    def time_to(self, reading: InForce | Window) -> str:
        """How far the act is from the start and the end of a reading or window."""
        start, last = int(self.scene.columns.start[self.row]), int(self.scene.columns.last[self.row])
        when = f"the act: {self.wording.moment(start)}"
        if last > start:
            when += f" to {self.wording.moment(last + 1)}"
        parts = [when]
        if reading.from_s is not None:
            parts.append(_against(start, last, reading.from_s, "its start"))
        if reading.until_s is not None:
            parts.append(_against(start, last, reading.until_s, "its end"))
        return ", ".join(parts)

    def distance_km(self, region: Region) -> float | None:
        """Kilometres from the middle of the place to a region's border: positive inside, negative outside."""
        columns = self.scene.columns
        shape = self.scene.ground.region(region)
        if not columns.placed[self.row] or shape.is_empty:
            return None
        point = shapely.Point(columns.x[self.row], columns.y[self.row])
        away = float(shapely.distance(self.scene.ground.border(region), point)) / 1000
        return away if shapely.intersects(shape, point) else -away

    def radius_km(self) -> float:
        return (self.incident.radius_m or 0) / 1000

    def _party(self, index: int) -> str:
        return self.wording.party(self.scene.agreement.parties[index].party_id)

    def _attribute(self, node: Condition) -> str:
        if node.attr == "actor":
            return self.actor()
        if node.attr in {"weapon", "heavy", "target"}:
            value = self.incident.target if node.attr == "target" else self.incident.weapon
            if value is None and node.unstated == "silent":
                return "not reported; that is asked only within the zones of the clause"
            return f"reported: {value}" if value else "not reported"
        if node.attr == "calibre_mm":
            if self.incident.calibre_mm is not None:
                return f"reported: {self.incident.calibre_mm} mm"
            return f"calibre not reported; weapon: {self.incident.weapon}" if self.incident.weapon else "not reported"
        low, high = (getattr(self.incident, f"{node.attr}_{end}") for end in ("low", "high"))
        return "not reported" if low is None and high is None else f"reported: {_range(low, high)}"

    def _distance(self, region: Region, border: str) -> str:
        away = self.distance_km(region)
        if away is None:
            return "the place is not determined"
        side = "inside" if away >= 0 else "outside"
        return f"{abs(away):.2f} km {side} {border}, the place known to within {self.radius_km():.2f} km"

    def _lines(self, node: Condition) -> str:
        assert node.of_line is not None and node.not_behind_km is not None
        actor = int(self.scene.columns.actor[self.row])
        notes = []
        for number, party in enumerate(self.scene.agreement.parties):
            if actor in {UNKNOWN_ACTOR, number}:
                away = self.distance_km(Region(node.of_line[party.party_id], party.party_id, node.not_behind_km))
                if away is None:
                    return "the place is not determined"
                word = "beyond" if away > 0 else "short of"
                notes.append(f"{abs(away):.2f} km {word} the limit of {self.wording.party(party.party_id)}")
        known = f"the place known to within {self.radius_km():.2f} km"
        return "; ".join([self.actor(), *notes, known])

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


def _range(low: int | None, high: int | None) -> str:
    if low == high:
        return str(low)
    return f"{'?' if low is None else low} to {'?' if high is None else high}"
