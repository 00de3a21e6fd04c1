"""The invented island of Kessander: a line of contact, settlements, districts, protected objects.

It lies in the open Atlantic around 5° N 30° W, where there is no land. Inside the exercise places are kilometres east
and north of that point; degrees are made at the edge, on a sphere of 111.195 km to the degree.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from truceline.exercise.names import Name, invent
from truceline.exercise.params import ExerciseParams
from truceline.exercise.parties import Side, sides

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LAT_0, LON_0 = 5.0, -30.0
KM_PER_DEGREE = 111.195
#: how far the theatre reaches north and south of the line
DEPTH_KM = 75.0
#: how the line grows with the scale; what is left of the scale makes each kilometre denser, twofold for each ten
GROWTH = 0.7
#: no point of the theatre is nearer to a part of the line that is further along it than this
_AROUND_KM = 100.0
#: a stretch of the line with a name of its own, in which rates are published
SECTOR_KM = 25.0


def to_degrees_e6(x_km: Floats, y_km: Floats) -> tuple[Ints, Ints]:
    """Kilometres east and north of the origin to micro-degrees (latitude, longitude)."""
    lat = LAT_0 + y_km / KM_PER_DEGREE
    lon = LON_0 + x_km / (KM_PER_DEGREE * np.cos(np.radians(lat)))
    return np.rint(lat * 1e6).astype(np.int64), np.rint(lon * 1e6).astype(np.int64)


class Settlements(msgspec.Struct, frozen=True):
    """Parallel columns, largest first within nothing: the order is that of their making."""

    names: tuple[Name, ...]
    x: Floats
    y: Floats
    population: Ints
    radius_m: Ints
    north: NDArray[np.bool_]
    homonym: Ints  # index of another settlement of the same name, or -1


class Theatre(msgspec.Struct, frozen=True):
    """Everything that does not move."""

    sides: tuple[Side, Side]  # north, south
    length_km: float
    bends: Floats  # amplitude, wave number and phase of the line of contact, one row for each wave
    settlements: Settlements
    energy_x: Floats
    energy_y: Floats
    energy_kind: tuple[str, ...]

    def line_y(self, x_km: Floats) -> Floats:
        """North coordinate of the line of contact at these east coordinates."""
        waves = [row[0] * np.sin(row[1] * x_km + row[2]) for row in self.bends]
        return np.asarray(np.sum(waves, axis=0), dtype=np.float64)

    def old_line_y(self, x_km: Floats) -> Floats:
        """The line of 1 March, which one party holds to: one to four kilometres south of the line of contact."""
        return np.asarray(self.line_y(x_km) - 2.5 - 1.5 * np.sin(x_km / 31.0), dtype=np.float64)

    def behind_km(self, x_km: Floats, y_km: Floats, side: Ints, *, own_line: bool) -> Floats:
        """How far behind the line on its own side each point lies; negative on the other side of it.

        `own_line` takes the line each party holds to; otherwise it is the line of contact for both.
        """
        half = self.length_km / 2 + 20
        trace = np.arange(-half, half, 0.05)
        if len(x_km):
            trace = trace[(trace > x_km.min() - _AROUND_KM) & (trace < x_km.max() + _AROUND_KM)]
        result = np.zeros(len(x_km))
        for party, line in ((0, self.line_y), (1, self.old_line_y if own_line else self.line_y)):
            rows = np.flatnonzero(side == party)
            distance, _ = cKDTree(np.column_stack([trace, line(trace)])).query(np.column_stack([x_km, y_km])[rows])
            on_own_side = (y_km[rows] > line(x_km[rows])) == (party == 0)
            result[rows] = np.where(on_own_side, distance, -distance)
        return result

    def at_depth(self, share: float, depth_km: float, side: int, *, own_line: bool = False) -> tuple[float, float]:
        """A point this far along the line (0 to 1) and this far behind it on one side."""
        x = np.array([(share - 0.5) * self.length_km])
        sign = 1.0 if side == 0 else -1.0
        y = self.line_y(x) + sign * depth_km
        for _ in range(12):
            y = y + sign * (depth_km - self.behind_km(x, y, np.array([side]), own_line=own_line))
        return float(x[0]), float(y[0])

    def sector_of(self, x_km: Floats) -> Ints:
        count = self.n_sectors
        return np.clip(((x_km + self.length_km / 2) // SECTOR_KM).astype(np.int64), 0, count - 1)

    @property
    def n_sectors(self) -> int:
        return max(1, round(self.length_km / SECTOR_KM))

    def nearest_settlement(self, x_km: Floats, y_km: Floats) -> Ints:
        tree = cKDTree(np.column_stack([self.settlements.x, self.settlements.y]))
        _, index = tree.query(np.column_stack([x_km, y_km]))
        return np.asarray(index, dtype=np.int64)


def build(params: ExerciseParams) -> Theatre:
    """The theatre of this seed and scale. The line is 150, 750 or 3,770 km long at scale 1, 10 and 100."""
    stream = params.stream(1)
    length = 150.0 * float(params.scale) ** GROWTH
    bends = np.array([[3.0, 2 * np.pi / 120.0, 0.0], [0.5, 2 * np.pi / 30.0, 0.0]])
    bends[:, 2] = stream.uniform(0, 2 * np.pi, 2)
    bare = Theatre(sides(params.mirror), length, bends, _nowhere(), np.zeros(0), np.zeros(0), ())
    places = _settle(bare, stream, int(1.6 * length))
    kinds = ("power_plant", "substation", "refinery", "storage", "transformer", "pipeline")
    n_energy = max(8, int(length / 12))
    half = length / 2 - 5
    apart = 2 * half / n_energy  # sites keep their distance: their squares must not overlap
    x = (np.arange(n_energy) + stream.uniform(0.2, 0.8, n_energy)) * apart - half
    y = bare.line_y(x) + np.where(np.arange(n_energy) % 2 == 0, 1, -1) * stream.uniform(8, 60, n_energy)
    chosen = tuple(kinds[i % len(kinds)] for i in range(n_energy))
    return msgspec.structs.replace(
        bare, settlements=places, energy_x=x, energy_y=y, energy_kind=chosen,
    )  # fmt: skip


def _nowhere() -> Settlements:
    none = np.zeros(0)
    no = none.astype(np.int64)
    return Settlements((), none, none, no, no, none.astype(np.bool_), no)


def _settle(theatre: Theatre, stream: np.random.Generator, count: int) -> Settlements:
    """Settlements of heavy-tailed size, 45 % of them near the line; one name in thirty occurs twice."""
    half = theatre.length_km / 2
    x = stream.uniform(-half, half, count)
    near = stream.random(count) < 0.45
    off = np.where(near, stream.laplace(0, 4.0, count), stream.uniform(-DEPTH_KM + 5, DEPTH_KM - 5, count))
    off = np.clip(off, -DEPTH_KM + 5, DEPTH_KM - 5)
    y = theatre.line_y(x) + off
    population = np.minimum(120 * (1 - stream.random(count)) ** (-1 / 0.95), 400_000).astype(np.int64)
    radius = (400 + 11 * np.sqrt(population.astype(np.float64))).astype(np.int64) // 50 * 50
    names = list(invent(count, stream))
    homonym = np.full(count, -1, dtype=np.int64)
    for pair in range(count // 60):
        a, b = 2 * pair, count - 1 - 2 * pair
        names[b] = names[a]
        homonym[a], homonym[b] = b, a
    return Settlements(tuple(names), x, y, population, radius, off > 0, homonym)
