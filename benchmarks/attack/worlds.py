"""Invented missions whose monitors and witnesses are known: where they stand, when they watch, what they report.

Three kinds: the theatre of the exercise with its own cameras, microphones and teams; the same theatre with a few
monitors on shifts, or one; and a country without a line, where violence goes around towns. Reports are joined to
incidents without error and placed as well as their best report, so that the attacker has it easier than in life.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from truceline.exercise.happenings import TYPES
from truceline.exercise.params import START_S, ExerciseParams
from truceline.exercise.scene import Scene, stage
from truceline.exercise.theatre import to_degrees_e6
from truceline.exercise.watchers import Posts, Stations, met_by_patrols, noticed, posts, stations
from truceline.model.tables import EFFORT, INCIDENTS, MEMBERS, OBSERVATIONS
from truceline.model.trust import doubt_of
from truceline.model.units import PPM

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

DAY_S = 86_400
CUT_OFF_S = 19 * 3_600 + 1_800 + 2 * 3_600  # 19:30 at UTC-2, from midnight UTC: the exercise's cut-off
#: how far a monitor notices anything, km: by type, and for what is not named
REACH_KM = {"fire.explosion": 8.0, "fire.shelling": 8.0, "air.missile": 8.0, "mine.explosion": 7.0, "fire.shot": 2.5}
USUAL_REACH_KM = 4.5
WITNESS_KM = 3.0
#: the press; whatever it prints is one text
WIRE = "wire"
#: of every reading
CONFIDENCE_PPM = 900_000


@dataclass(frozen=True)
class Person:
    """A monitor, a machine or a witness: where it stands, and for each day and hour whether it is on duty."""

    name: str
    source_class: str
    x: float
    y: float
    duty: Bools | None = None  # [day, hour]; null for a witness


@dataclass(frozen=True)
class World:
    name: str
    days: int
    start_s: int  # a midnight of the exercise's zone
    terrain: Floats  # (n, 2) km: where anybody could stand, as the map and the agreement's zones tell
    people: tuple[Person, ...]
    incidents: pa.Table
    members: pa.Table
    observations: pa.Table
    effort: pa.Table
    known_s: Ints  # of each incident: when its first report came in
    received_s: Ints  # of each member
    effort_received_s: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    entries_s: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))  # when the record grew by a receipt

    def of(self, kind: str) -> tuple[Person, ...]:
        """`observer` for those with hours, `witness` for those without."""
        return tuple(person for person in self.people if (person.duty is None) == (kind == "witness"))


@dataclass(frozen=True)
class Acts:
    """What truly happened."""

    kind: tuple[str, ...]
    start_s: Ints
    x: Floats
    y: Floats


@dataclass
class Reports:
    """Reports while they are gathered, as arrays in parallel."""

    act: list[Ints] = field(default_factory=list)
    x: list[Floats] = field(default_factory=list)
    y: list[Floats] = field(default_factory=list)
    radius_m: list[Ints] = field(default_factory=list)
    source_class: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    received_s: list[Ints] = field(default_factory=list)

    def add(
        self, who: tuple[str, str], act: Ints, acts: Acts, radius_m: Ints, received_s: Ints, stream: np.random.Generator
    ) -> None:
        sigma_km = radius_m / 2_447.7
        self.act.append(act)
        self.x.append(acts.x[act] + stream.normal(0, 1, len(act)) * sigma_km)
        self.y.append(acts.y[act] + stream.normal(0, 1, len(act)) * sigma_km)
        self.radius_m.append(radius_m)
        self.source.extend([who[0]] * len(act))
        self.source_class.extend([who[1]] * len(act))
        self.received_s.append(received_s)


def exercise(seed: int, days: int = 300) -> World:
    """The exercise with its own watchers, and witnesses in some of its settlements."""
    scene = stage(ExerciseParams(seed=seed, days=days, articles=0))
    stream = scene.params.stream(900)
    acts, reports = _acts(scene), Reports()
    people: list[Person] = []
    effort: list[dict[str, object]] = []
    for kind, part in (("camera", 901), ("acoustic", 902)):
        fixed = stations(scene, kind, part)
        people += _stations(fixed, days, effort)
        found = noticed(scene, fixed, part + 10)
        for index in range(len(fixed.x)):
            mine = found.incident[found.watcher == index]
            radius = _radius(found.distance_km[found.watcher == index])
            reports.add((fixed.name(index), kind), mine, acts, radius, acts.start_s[mine] + 600, stream)
    people += _teams(scene, acts, reports, effort, stream)
    people += _witnesses(_settled(scene, stream, 8), acts, reports, stream)
    _news(acts, reports, stream)
    return _world(f"exercise {seed}", days, _along(scene), people, acts, reports, effort)


def few(seed: int, watchers: int, days: int = 300, witnesses: int = 3) -> World:
    """The exercise's theatre with this many monitors, each on a shift of its own at a post near the line."""
    scene = stage(ExerciseParams(seed=seed, days=days, articles=0))
    stream = scene.params.stream(950)
    x = stream.uniform(-0.5, 0.5, watchers) * scene.theatre.length_km
    y = scene.theatre.line_y(x) + stream.normal(0, 2.5, watchers)
    acts = _acts(scene)
    return _shifts(
        f"few {watchers} {seed}", days, _along(scene), (x, y), _settled(scene, stream, witnesses), acts, stream
    )


def towns(seed: int, watchers: int = 4, days: int = 300, witnesses: int = 4) -> World:
    """A country of 160 km square without a line: violence goes around six towns, and so do those who watch."""
    stream = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, 77])))
    centres = stream.uniform(-65, 65, (6, 2))
    total = 12 * days
    town = stream.choice(6, total, p=stream.dirichlet(np.full(6, 2.0)))
    place = centres[town] + stream.normal(0, 9.0, (total, 2))
    start = np.sort(START_S + stream.integers(0, days * DAY_S, total))
    kinds = stream.choice(("fire.explosion", "fire.shelling", "fire.burst", "fire.shot", "weapon"), total)
    acts = Acts(tuple(str(kind) for kind in kinds), start, place[:, 0], place[:, 1])
    posts_at = centres[stream.choice(6, watchers, replace=watchers > 6)] + stream.normal(0, 6.0, (watchers, 2))
    homes = centres[stream.choice(6, witnesses)] + stream.normal(0, 5.0, (witnesses, 2))
    axis = np.arange(-80.0, 80.0, 2.5)
    terrain = np.array([(a, b) for a in axis for b in axis])
    return _shifts(f"towns {watchers} {seed}", days, terrain, (posts_at[:, 0], posts_at[:, 1]), homes, acts, stream)


def _shifts(
    name: str,
    days: int,
    terrain: Floats,
    place: tuple[Floats, Floats],
    homes: Floats,
    acts: Acts,
    stream: np.random.Generator,
) -> World:
    reports, effort, people = Reports(), [], []
    for n, (x, y) in enumerate(zip(*place, strict=True)):
        who = Person(f"post-{n}", "patrol", float(x), float(y), _rota(days, stream))
        people.append(who)
        _seen(who, acts, reports, stream)
        effort += _rows_of(who)
    people += _witnesses(homes, acts, reports, stream)
    _news(acts, reports, stream)
    return _world(name, days, terrain, people, acts, reports, effort)


def _rota(days: int, stream: np.random.Generator) -> Bools:
    """Eight hours at the same hours each day of duty, and two days in seven off, drawn for each week."""
    duty = np.zeros((days, 24), dtype=np.bool_)
    hours = (int(stream.integers(0, 24)) + np.arange(8)) % 24
    off = np.concatenate([stream.permutation(7) < 2 for _ in range(days // 7 + 1)])[:days]
    for day in np.flatnonzero(~off):
        duty[day, hours] = True
    return duty


def _acts(scene: Scene) -> Acts:
    truth = scene.truth
    return Acts(tuple(TYPES[code] for code in truth.kind), truth.start_s, truth.x, truth.y)


def _along(scene: Scene) -> Floats:
    """Terrain that the agreement's line leaves: 5 km to each side of it."""
    half = scene.theatre.length_km / 2
    x = np.arange(-half, half, 1.0)
    return np.array([(a, b + off) for a, b in zip(x, scene.theatre.line_y(x), strict=True) for off in range(-5, 6)])


def _settled(scene: Scene, stream: np.random.Generator, number: int) -> Floats:
    """Settlements within 12 km of the line: where the witnesses live."""
    places = scene.theatre.settlements
    near = np.flatnonzero(np.abs(places.y - scene.theatre.line_y(places.x)) < 12)
    chosen = stream.choice(near, number, replace=False)
    return np.column_stack([places.x[chosen], places.y[chosen]])


def _reach(acts: Acts) -> Floats:
    return np.array([REACH_KM.get(kind, USUAL_REACH_KM) for kind in acts.kind])


def _radius(distance_km: Floats) -> Ints:
    """What a monitor states: the further off, the wider."""
    return np.rint((150 + distance_km * 120) / 50).astype(np.int64) * 50


def _on(duty: Bools, moment_s: Ints) -> Bools:
    hour = (moment_s - START_S) // 3_600
    inside = (hour >= 0) & (hour < duty.size)
    on: Bools = duty.ravel()[np.clip(hour, 0, duty.size - 1)] & inside
    return on


def _seen(who: Person, acts: Acts, reports: Reports, stream: np.random.Generator) -> None:
    """What a monitor notices while on duty, handed in when the shift is over."""
    assert who.duty is not None
    distance = np.hypot(acts.x - who.x, acts.y - who.y)
    reach = _reach(acts)
    chance = np.where(distance < reach, 0.9 - 0.5 * distance / reach, 0.0)
    rows = np.flatnonzero(_on(who.duty, acts.start_s) & (stream.random(len(distance)) < chance))
    handed_in = acts.start_s[rows] // (8 * 3_600) * 8 * 3_600 + 9 * 3_600
    reports.add((who.name, who.source_class), rows, acts, _radius(distance[rows]), handed_in, stream)


def _witnesses(homes: Floats, acts: Acts, reports: Reports, stream: np.random.Generator) -> list[Person]:
    """Each tells half of what happens within 3 km of home, hours or a day later."""
    people = []
    for n, (x, y) in enumerate(homes):
        distance = np.hypot(acts.x - x, acts.y - y)
        rows = np.flatnonzero((distance < WITNESS_KM) & (stream.random(len(distance)) < 0.5))
        radius = np.full(len(rows), 1_000, dtype=np.int64)
        late = stream.integers(2, 30, len(rows)) * 3_600
        reports.add((f"witness-{n}", "social"), rows, acts, radius, acts.start_s[rows] + late, stream)
        people.append(Person(f"witness-{n}", "social", float(x), float(y)))
    return people


def _news(acts: Acts, reports: Reports, stream: np.random.Generator) -> None:
    rows = np.flatnonzero(stream.random(len(acts.x)) < 0.2)
    radius = np.full(len(rows), 5_000, dtype=np.int64)
    reports.add((WIRE, "news"), rows, acts, radius, acts.start_s[rows] + 6 * 3_600, stream)


def _stations(fixed: Stations, days: int, effort: list[dict[str, object]]) -> list[Person]:
    people = []
    for index in range(len(fixed.x)):
        who = Person(
            fixed.name(index),
            fixed.kind,
            float(fixed.x[index]),
            float(fixed.y[index]),
            fixed.on[index].reshape(days, 24),
        )
        people.append(who)
        effort += _rows_of(who)
    return people


def _teams(
    scene: Scene, acts: Acts, reports: Reports, effort: list[dict[str, object]], stream: np.random.Generator
) -> list[Person]:
    """Patrols of the exercise: a team's place is the middle of its posts, its hours those of both half-days."""
    plan = posts(scene, 903)
    found = met_by_patrols(scene, plan, 904)
    teams = plan.x.shape[2]
    people = []
    for team in range(teams):
        mine = found.watcher % teams == team
        rows = found.incident[mine]
        handed_in = acts.start_s[rows] // (6 * 3_600) * 6 * 3_600 + 7 * 3_600
        reports.add((f"team-{team}", "patrol"), rows, acts, _radius(found.distance_km[mine]), handed_in, stream)
        duty = _team_hours(plan, team, scene.params.days)
        place = float(plan.x[:, :, team].mean()), float(plan.y[:, :, team].mean())
        people.append(Person(f"team-{team}", "patrol", *place, duty))
        effort += _rows_of(people[-1])
    return people


def _team_hours(plan: Posts, team: int, days: int) -> Bools:
    duty = np.zeros((days, 24), dtype=np.bool_)
    for day in range(days):
        for half in (0, 1):
            if not plan.withdrawn[day, half, team]:
                first, last = ((s[day, half, team] - START_S) // 3_600 for s in (plan.start_s, plan.end_s))
                duty.ravel()[first : last + 1] = True
    return duty


def _rows_of(who: Person) -> list[dict[str, object]]:
    """Runs of hours on duty as rows of effort, handed in day by day. Time off is not stated: rotas do not state it."""
    assert who.duty is not None
    hours = np.zeros((who.duty.shape[0], 26), dtype=np.int8)
    hours[:, 1:25] = who.duty
    first, last = (np.argwhere(np.diff(hours, axis=1) == step) for step in (1, -1))
    edges = np.column_stack([first[:, 0] * 24 + first[:, 1], last[:, 0] * 24 + last[:, 1]])
    lat, lon = to_degrees_e6(np.array([who.x]), np.array([who.y]))
    return [
        {
            "watcher": who.name,
            "source_class": who.source_class,
            "start_s": START_S + int(first) * 3_600,
            "end_s": START_S + int(last) * 3_600,
            "status": "on",
            "lat_e6": int(lat[0]),
            "lon_e6": int(lon[0]),
            "range_m": 8_000,
        }
        for first, last in edges
    ]


def _world(
    name: str,
    days: int,
    terrain: Floats,
    people: list[Person],
    acts: Acts,
    reports: Reports,
    effort: list[dict[str, object]],
) -> World:
    act = np.concatenate(reports.act)
    order = np.lexsort((np.concatenate(reports.radius_m), act))  # the best report of an incident first
    act = act[order]
    x, y = np.concatenate(reports.x)[order], np.concatenate(reports.y)[order]
    radius, received = np.concatenate(reports.radius_m)[order], np.concatenate(reports.received_s)[order]
    classes = np.array(reports.source_class)[order]
    sources = np.array(reports.source)[order]
    first = np.flatnonzero(np.r_[True, act[1:] != act[:-1]])
    known = np.minimum.reduceat(received, first)
    told = np.diff(np.r_[first, len(act)])
    lat, lon = to_degrees_e6(x, y)
    incident = [f"inc_{n:024x}" for n in act]
    seconds = acts.start_s[act]
    kinds = np.array(acts.kind)[act]
    observations = _table(
        OBSERVATIONS,
        len(act),
        observation_id=[f"obs_{n:024x}" for n in range(len(act))],
        item_id=[f"itm_{source}" for source in sources],
        record=1,
        source=sources,
        source_class=classes,
        event_type=kinds,
        start_s=seconds,
        end_s=seconds + 60,
        lat_e6=lat,
        lon_e6=lon,
        radius_m=radius,
        verb="saw",
        method="patrol",
        confidence_ppm=CONFIDENCE_PPM,
        span_start=[0 if source == WIRE else None for source in sources],
    )
    incidents = _table(
        INCIDENTS,
        len(first),
        incident_id=[incident[n] for n in first],
        event_type=kinds[first],
        type_share_ppm=1_000_000,
        start_s=seconds[first],
        end_s=seconds[first] + 60,
        lat_e6=lat[first],
        lon_e6=lon[first],
        radius_m=radius[first],
        n_observations=told,
        n_sources=told,
        origins_min=told,
        origins_max=told,
        claimants=[()] * len(first),
        actor_disputed=False,
        verb="saw",
        existence_ppm=np.rint(PPM * (1 - doubt_of("saw", CONFIDENCE_PPM) ** told)).astype(np.int64),
    )
    members = _table(
        MEMBERS,
        len(act),
        observation_id=[f"obs_{n:024x}" for n in range(len(act))],
        incident_id=incident,
        p_same_ppm=1_000_000,
    )
    watched = pa.Table.from_pylist(
        [{"effort_id": f"eff_{n:024x}", "item_id": "itm_effort", "record": n, **row} for n, row in enumerate(effort)],
        EFFORT,
    )
    return World(
        name=name,
        days=days,
        start_s=START_S,
        terrain=terrain,
        people=tuple(people),
        incidents=incidents,
        members=members,
        observations=observations,
        effort=watched,
        known_s=known,
        received_s=received,
        effort_received_s=watched["end_s"].to_numpy() + 3_600,
        entries_s=_receipts(sources, received, watched),
    )


def _receipts(sources: NDArray[np.str_], received_s: Ints, effort: pa.Table) -> Ints:
    """When each delivery came in: what somebody reports at one moment, and the hours of a shift, are one file each."""
    reports = set(zip(sources.tolist(), received_s.tolist(), strict=True))
    shifts = set(zip(effort["watcher"].to_pylist(), (effort["end_s"].to_numpy() + 3_600).tolist(), strict=True))
    return np.sort(np.array([moment for _, moment in reports | shifts], dtype=np.int64))


def _table(schema: pa.Schema, rows: int, **columns: object) -> pa.Table:
    """A table of the schema from columns or constants; what is not named is null."""
    made = []
    for column in schema:
        value = columns.get(column.name)
        if value is None:
            made.append(pa.nulls(rows, column.type))
        elif isinstance(value, (list, np.ndarray)):
            made.append(pa.array(value, column.type))
        else:
            made.append(pa.array([value] * rows, column.type))
    return pa.table(made, schema=schema)
