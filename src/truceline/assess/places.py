"""Places against regions: wholly inside, wholly outside, or cut by the border; worlds are asked only where cut."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from truceline.assess.cells import CUT, UNDECIDED, Cells
from truceline.assess.columns import Bools, Columns, Ints
from truceline.assess.edges import Edges, edges_of
from truceline.assess.ground import Ground, Region
from truceline.assess.truth import MET, NOT_MET, OPEN, Values, where
from truceline.assess.worlds import Worlds, box_half_m

#: boxes drawn at a time: each is an object of some hundred bytes
_BOXES = 20_000
#: with fewer places than this, drawing the region on a grid takes longer than asking the geometry
_WORTH_A_GRID = 5_000

Relations = npt.NDArray[np.int8]


class _Asked:
    """Answers of a region, packed; `place` of a row is -1 until it is asked. Rows of one call are distinct."""

    def __init__(self, rows: int, worlds: int) -> None:
        self.place = np.full(rows, -1, dtype=np.int32)
        self._packed = np.empty((0, worlds // 8), dtype=np.uint8)
        self._used = 0

    def keep(self, rows: Ints, inside: Bools) -> None:
        end = self._used + len(rows)
        if end > len(self._packed):
            grown = np.empty((max(end, 2 * len(self._packed)), self._packed.shape[1]), dtype=np.uint8)
            grown[: self._used] = self._packed[: self._used]
            self._packed = grown
        self._packed[self._used : end] = np.packbits(inside, axis=1)
        self.place[rows] = np.arange(self._used, end)
        self._used = end

    def bits(self, rows: Ints) -> Bools:
        return np.unpackbits(self._packed[self.place[rows]], axis=1).astype(bool)


class Places:
    """How the places of a table stand to the regions of an agreement; each region is asked once."""

    def __init__(self, columns: Columns, ground: Ground) -> None:
        self.columns, self.ground = columns, ground
        self._relations: dict[Region, Relations] = {}
        self._edges: dict[Region, Edges] = {}
        self._asked: dict[tuple[Region, int], _Asked] = {}

    def relation(self, region: Region) -> Relations:
        """For each incident: MET or NOT_MET, inside or outside in every world; OPEN, no place; CUT otherwise."""
        if region not in self._relations:
            self._relations[region] = self._relate(region)
        return self._relations[region]

    def inside(self, region: Region, worlds: Worlds) -> Values:
        """Whether each world lies in the region; its border belongs to a zone, and not to the land behind a line."""
        relation = self.relation(region)[worlds.rows]
        cut = np.flatnonzero(relation == CUT)
        if not len(cut):
            return relation[:, None]
        values = np.repeat(relation[:, None], worlds.n, axis=1)
        values[cut] = where(self._kept(region, worlds, cut) if worlds.n > 1 else self._holds(region, worlds, cut))
        return values

    def _kept(self, region: Region, worlds: Worlds, cut: Ints) -> Bools:
        """As `_holds`, asked once for all clauses and readings: a bit for each world of a row."""
        rows = worlds.rows[cut]
        asked = self._asked.setdefault((region, worlds.n), _Asked(len(self.columns), worlds.n))
        new = np.flatnonzero(asked.place[rows] < 0)
        if len(new):
            asked.keep(rows[new], self._holds(region, worlds, cut[new]))
        return asked.bits(rows)

    def _holds(self, region: Region, worlds: Worlds, cut: Ints) -> Bools:
        """Worlds in the region. Only a place known exactly can lie on the border: the geometry answers for it."""
        inside = worlds.inside(self._edges_of(region), cut)
        rows = worlds.rows[cut]
        exact = self.columns.sigma[rows] == 0
        if exact.any():
            holds = shapely.contains_xy if region.party else shapely.intersects_xy
            x, y = self.columns.x[rows[exact]], self.columns.y[rows[exact]]
            inside[exact] = holds(self.ground.region(region), x, y)[:, None]
        return inside

    def _edges_of(self, region: Region) -> Edges:
        if region not in self._edges:
            self._edges[region] = edges_of(self.ground.region(region))
        return self._edges[region]

    def _relate(self, region: Region) -> Relations:
        columns, shape = self.columns, self.ground.region(region)
        half = box_half_m(columns)
        west, south, east, north = shape.bounds if not shape.is_empty else (np.inf, np.inf, -np.inf, -np.inf)
        result = np.full(len(columns), NOT_MET, dtype=np.int8)
        result[~columns.placed] = OPEN
        with np.errstate(invalid="ignore"):
            near = (columns.x + half >= west) & (columns.x - half <= east)
            near &= (columns.y + half >= south) & (columns.y - half <= north)
        rows = np.flatnonzero(near & columns.placed)
        if len(rows) > _WORTH_A_GRID:
            side = Cells(shape, self.ground.frame).relation(columns.x[rows], columns.y[rows], half[rows])
            result[rows] = np.where(side == UNDECIDED, NOT_MET, side)
            rows = rows[side == UNDECIDED]
        for part in np.array_split(rows, len(rows) // _BOXES + 1):
            x, y, h = columns.x[part], columns.y[part], half[part]
            boxes = shapely.box(x - h, y - h, x + h, y + h)
            result[part[shapely.intersects(shape, boxes)]] = CUT
            result[part[shapely.contains_properly(shape, boxes)]] = MET
        return result
