"""The numbers beside a condition: what is known of some incidents, and how far each is from the limit."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence

import numpy as np
import numpy.typing as npt
import shapely

from truceline.assess.columns import UNKNOWN_ACTOR, Bools, Ints
from truceline.assess.conditions import Scene
from truceline.assess.coverage import NEVER_S
from truceline.assess.ground import Region
from truceline.assess.leaves import Leaves
from truceline.assess.phrases import Group
from truceline.assess.projection import Floats
from truceline.assess.wording import Wording
from truceline.model.agreement import Condition, InForce, RegisterEntry, Window
from truceline.model.incident import Incident
from truceline.model.units import HOUR_S

#: entries of the register that are told although none speaks of an act
_NEAREST = 2


class Measured:
    """Some incidents of a scene, by their rows. Every answer is about those `at` these places among them, in order.

    What was noted once of an incident is kept: clauses ask for the same distances and times.
    """

    def __init__(self, scene: Scene, rows: Ints, incidents: Sequence[Incident], wording: Wording) -> None:
        self.scene, self.rows, self.incidents, self.wording = scene, rows, incidents, wording
        self._kept: dict[Hashable, tuple[npt.NDArray[np.object_], Bools]] = {}
        self._away: dict[Region, tuple[Floats, Bools]] = {}
        self._leaves: dict[tuple[str, int], Leaves] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def kept(self, key: Hashable, at: Ints, write: Callable[[Ints], Iterable[str]]) -> list[str]:
        """The notes of this name on some incidents; `write` gives those that were not asked for before."""
        if key not in self._kept:
            self._kept[key] = np.full(len(self), "", dtype=object), np.zeros(len(self), dtype=bool)
        notes, asked = self._kept[key]
        new = at[~asked[at]]
        if len(new):
            notes[new], asked[new] = list(write(new)), True
        told: list[str] = notes[at].tolist()
        return told

    def leaves(self, words: str, total: int) -> Leaves:
        """The sentences that a condition was told in, of these incidents and of so many worlds."""
        if (words, total) not in self._leaves:
            self._leaves[words, total] = Leaves(words, total, self.wording)
        return self._leaves[words, total]

    def note(self, node: Condition, at: Ints) -> list[str]:
        """What is known about this node, or nothing for connectives."""
        if node.act is not None:
            return self.kept("reported", at, self._reported)
        if node.attr is not None:
            return self._attribute(node, at)
        if node.in_zone is not None:
            return self._distance(Region(node.in_zone), at)
        if node.of_line is not None:
            return self._lines(node, at)
        if node.during is not None:
            return self.time_to(node.during, at)
        if node.daily is not None:
            return self.kept("when", at, self._when)
        if node.event is not None:
            return self.kept(("register", node), at, lambda new: self._register(node, new))
        if node.clock is not None:
            return [self._clock(node)] * len(at)
        if node.count_of is not None:
            surely, at_most = self.scene.counts.bounds(node, self.rows[at])
            return [self._say("between_count", low=low, high=high) for low, high in zip(surely, at_most, strict=True)]
        return [""] * len(at)

    def actor(self, at: Ints) -> list[str]:
        """Who is named as the actor, and why that may not be relied on."""
        return self.kept("actor", at, self._actors)

    def _actors(self, at: Ints) -> Iterable[str]:
        columns, rows = self.scene.columns, self.rows[at]
        named = zip(self._those(at), columns.actor[rows].tolist(), columns.named[rows].tolist(), strict=True)
        return (self._actor(*one) for one in named)

    def _actor(self, incident: Incident, actor: int, named: int) -> str:
        if actor != UNKNOWN_ACTOR:
            return self._say("actor_named", who=self._party(actor))
        if incident.actor_disputed:
            return self._say("actor_differ")
        if named != UNKNOWN_ACTOR:
            return self._say("actor_by_other", who=self._party(named))
        return self._say("actor_none")

    def _those(self, at: Ints) -> list[Incident]:
        return [self.incidents[one] for one in at.tolist()]

    def _reported(self, at: Ints) -> Iterable[str]:
        told: dict[tuple[str, int], str] = {}
        for one in self._those(at):
            share = one.type_share_ppm // 10_000
            if (one.event_type, share) not in told:
                key = "reported_as" if share >= 100 else "reported_as_share"
                told[one.event_type, share] = self._say(key, act=self.wording.act(one.event_type), share=share)
            yield told[one.event_type, share]

    def _spans(self, at: Ints) -> Iterable[tuple[int, int]]:
        """First and last second of each act."""
        columns, rows = self.scene.columns, self.rows[at]
        return zip(columns.start[rows].tolist(), columns.last[rows].tolist(), strict=True)

    def _when(self, at: Ints) -> Iterable[str]:
        """When each act was, in words."""
        for start, last in self._spans(at):
            begun = self.wording.moment(start)
            if last <= start:
                yield self._say("the_act", start=begun)
            else:
                yield self._say("the_act_span", start=begun, end=self.wording.moment(last + 1))

    def time_to(self, reading: InForce | Window, at: Ints) -> list[str]:
        """How far each act is from the start and the end of a reading or window."""
        edges = ((reading.from_s, "start"), (reading.until_s, "end"))
        known = [(edge, name) for edge, name in edges if edge is not None]

        def write(new: Ints) -> Iterable[str]:
            whens = zip(self._spans(new), self.kept("when", new, self._when), strict=True)
            return (", ".join([when, *(self._against(*span, *edge) for edge in known)]) for span, when in whens)

        return self.kept(edges, at, write)

    def _against(self, start: int, last: int, edge: int, name: str) -> str:
        if start < edge <= last:
            return self._say(f"around_{name}")
        hours = (start - edge if start >= edge else edge - last) / HOUR_S
        return self._say(f"{'after' if start >= edge else 'before'}_{name}", hours=self.wording.number(hours, 1))

    def distance_km(self, region: Region, at: Ints) -> Floats:
        """Kilometres from the middle of each place to a region's border: positive inside, negative outside, nan where
        the place is not determined or nothing is drawn."""
        if region not in self._away:
            self._away[region] = np.full(len(self), np.nan), np.zeros(len(self), dtype=bool)
        away, asked = self._away[region]
        new = at[~asked[at]]
        if len(new):
            away[new], asked[new] = self._distances(region, self.rows[new]), True
        return np.asarray(away[at])

    def _distances(self, region: Region, rows: Ints) -> Floats:
        columns, shape = self.scene.columns, self.scene.ground.region(region)
        found = np.full(len(rows), np.nan)
        if shape.is_empty:
            return found
        placed = columns.placed[rows]
        points = shapely.points(columns.x[rows[placed]], columns.y[rows[placed]])
        away = shapely.distance(self.scene.ground.border(region), points) / 1000
        found[placed] = np.where(shapely.intersects(shape, points), away, -away)
        return found

    def radius(self, at: Ints) -> list[str]:
        """Kilometres within which each place is known, in words."""
        return self.kept("radius", at, self._radii)

    def _radii(self, at: Ints) -> Iterable[str]:
        return (self.wording.number((one.radius_m or 0) / 1000, 2) for one in self._those(at))

    def _say(self, key: str, **values: object) -> str:
        return self.wording.say(key, **values)

    def _party(self, index: int) -> str:
        return self.wording.party(self.scene.agreement.parties[index].party_id)

    def _attribute(self, node: Condition, at: Ints) -> list[str]:
        name = str(node.attr)
        if name == "actor":
            return self.actor(at)
        if name in {"weapon", "heavy", "target"}:
            silent = node.unstated == "silent"
            return self.kept((name, silent), at, lambda new: self._named(name, silent, new))
        if name == "calibre_mm":
            return self.kept(name, at, lambda new: map(self._calibre, self._those(new)))
        ends = ((getattr(one, f"{name}_low"), getattr(one, f"{name}_high")) for one in self._those(at))
        return [self._bounded(low, high) for low, high in ends]

    def _named(self, name: str, silent: bool, at: Ints) -> Iterable[str]:
        group: Group = "target" if name == "target" else "weapon"
        for one in self._those(at):
            code = one.target if name == "target" else one.weapon
            if code is None:
                yield self._say("not_reported_zones" if silent else "not_reported")
            else:
                yield self._say("reported", value=self.wording.code(group, code)) if code else self._say("not_reported")

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

    def _distance(self, region: Region, at: Ints) -> list[str]:
        return self.kept(("border", region), at, lambda new: self._beside_border(region, new))

    def _beside_border(self, region: Region, at: Ints) -> Iterable[str]:
        number, unplaced = self.wording.number, self._say("place_open")
        inside, outside = (self.wording.phrases[key].format for key in ("inside_border", "outside_border"))
        for away, radius in zip(self.distance_km(region, at).tolist(), self.radius(at), strict=True):
            if math.isnan(away):
                yield unplaced
            else:
                yield (inside if away >= 0 else outside)(km=number(abs(away), 2), radius=radius)

    def _lines(self, node: Condition, at: Ints) -> list[str]:
        assert node.of_line is not None and node.not_behind_km is not None
        regions = tuple(
            Region(node.of_line[party.party_id], party.party_id, node.not_behind_km)
            for party in self.scene.agreement.parties
        )
        return self.kept(regions, at, lambda new: self._beside_lines(regions, new))

    def _beside_lines(self, regions: tuple[Region, ...], at: Ints) -> Iterable[str]:
        """By its own line, where the actor is known; else by each party's."""
        away = np.stack([self.distance_km(region, at) for region in regions], axis=1).tolist()
        names = [self.wording.party(region.party) for region in regions]
        actors = self.scene.columns.actor[self.rows[at]].tolist()
        for actor, told, radius, distances in zip(actors, self.actor(at), self.radius(at), away, strict=True):
            asked = range(len(names)) if actor == UNKNOWN_ACTOR else (actor,)
            if any(math.isnan(distances[n]) for n in asked):
                yield self._say("place_open")
            else:
                notes = (self._beside_line(distances[n], names[n]) for n in asked)
                yield "; ".join([told, *notes, self._say("place_within", radius=radius)])

    def _beside_line(self, away: float, name: str) -> str:
        key = "beyond_limit" if away > 0 else "short_of_limit"
        return self._say(key, km=self.wording.number(abs(away), 2), who=name)

    def _register(self, node: Condition, at: Ints) -> Iterable[str]:
        """The entries that may speak of each act; where none does, that, and those nearest to it in time."""
        speaking = self.scene.register.may_speak(node, self.scene.columns, self.rows[at])
        complete = "_complete" if node.event in self.scene.agreement.register_complete else ""
        if not speaking:
            yield from [self._say(f"no_entry{complete}")] * len(at)
            return
        entries = [entry for entry, _ in speaking]
        words = [self._entry(entry) for entry in entries]
        fits = np.stack([may for _, may in speaking], axis=1)
        told_at, starts = np.array([entry.at_s for entry in entries]), self.scene.columns.start[self.rows[at]]
        for own, start in zip(fits, starts, strict=True):
            if own.any():
                yield "; ".join(words[n] for n in np.flatnonzero(own).tolist())
                continue
            near = np.argsort(np.abs(told_at - start), kind="stable")[:_NEAREST]
            yield self._say(f"no_fit{complete}", entries="; ".join(words[n] for n in np.sort(near).tolist()))

    def _entry(self, entry: RegisterEntry) -> str:
        return self._say(
            "entry_source" if entry.source else "entry",
            who=self.wording.party(entry.party),
            at=self.wording.moment(entry.at_s),
            standing=self._say(f"standing_{entry.standing}"),
            source=entry.source,
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
