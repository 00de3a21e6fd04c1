"""Places against regions: wholly inside, wholly outside, or cut by the border; worlds are asked only where cut."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from truceline.assess.columns import Bools, Columns, Ints
from truceline.assess.ground import Ground, Region
from truceline.assess.kernels import Edges, edges_of
from truceline.assess.truth import MET, NOT_MET, OPEN, Values, where
from truceline.assess.worlds import WORLDS, Worlds, box_half_m

CUT = 3
#: boxes drawn at a time: each is an object of some hundred bytes
_BOXES = 20_000

Relations = npt.NDArray[np.int8]


class Places:
    """How the places of a table stand to the regions of an agreement; each region is asked once."""

    def __init__(self, columns: Columns, ground: Ground) -> None:
        self.columns, self.ground = columns, ground
        self._relations: dict[Region, Relations] = {}
        self._edges: dict[Region, Edges] = {}
        self._bits: dict[Region, tuple[npt.NDArray[np.uint8], Bools]] = {}

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
        values[cut] = where(self._kept(region, worlds, cut) if worlds.n == WORLDS else self._holds(region, worlds, cut))
        return values

    def _kept(self, region: Region, worlds: Worlds, cut: Ints) -> Bools:
        """As `_holds`, asked once for all clauses: a bit for each of the usual number of worlds."""
        if region not in self._bits:
            size = len(self.columns)
            self._bits[region] = (np.zeros((size, WORLDS // 8), dtype=np.uint8), np.zeros(size, dtype=bool))
        bits, known = self._bits[region]
        new = cut[~known[worlds.rows[cut]]]
        if len(new):
            bits[worlds.rows[new]] = np.packbits(self._holds(region, worlds, new), axis=1)
            known[worlds.rows[new]] = True
        return np.unpackbits(bits[worlds.rows[cut]], axis=1).astype(bool)

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
        for part in np.array_split(rows, len(rows) // _BOXES + 1):
            x, y, h = columns.x[part], columns.y[part], half[part]
            boxes = shapely.box(x - h, y - h, x + h, y + h)
            result[part[shapely.intersects(shape, boxes)]] = CUT
            result[part[shapely.contains_properly(shape, boxes)]] = MET
        return result
