"""Places against regions: wholly inside, wholly outside, or cut by the border; worlds are asked only where cut."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from truceline.assess.columns import Columns
from truceline.assess.ground import Ground, Region
from truceline.assess.truth import MET, NOT_MET, OPEN, Values
from truceline.assess.worlds import Worlds, box_half_m

CUT = 3

Relations = npt.NDArray[np.int8]


class Places:
    """How the places of a table stand to the regions of an agreement; each region is asked once."""

    def __init__(self, columns: Columns, ground: Ground) -> None:
        self.columns, self.ground = columns, ground
        self._relations: dict[Region, Relations] = {}

    def relation(self, region: Region) -> Relations:
        """For each incident: MET or NOT_MET, inside or outside in every world; OPEN, no place; CUT otherwise."""
        if region not in self._relations:
            self._relations[region] = self._relate(region)
        return self._relations[region]

    def inside(self, region: Region, worlds: Worlds) -> Values:
        """Whether each world lies in the region; its border belongs to a zone, and not to the land behind a line."""
        relation = self.relation(region)[worlds.rows]
        cut = relation == CUT
        if not cut.any():
            return relation[:, None]
        values = np.repeat(relation[:, None], worlds.n, axis=1)
        shape = self.ground.region(region)
        holds = shapely.contains_xy if region.party else shapely.intersects_xy
        values[cut] = np.where(holds(shape, worlds.x[cut], worlds.y[cut]), np.int8(MET), np.int8(NOT_MET))
        return values

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
        if len(rows):
            x, y, h = columns.x[rows], columns.y[rows], half[rows]
            boxes = shapely.box(x - h, y - h, x + h, y + h)
            result[rows[shapely.intersects(shape, boxes)]] = CUT
            result[rows[shapely.contains_properly(shape, boxes)]] = MET
        return result
