"""The grid against the geometry: what it decides is so, and it decides most."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from truceline.assess.cells import CUT, UNDECIDED, Cells
from truceline.assess.truth import MET, NOT_MET

_DISC = shapely.Point(0, 0).buffer(20_000, quad_segs=32)
_HOLED = _DISC.difference(shapely.box(-5_000, -5_000, 3_000, 1_000))
_PARTS = shapely.MultiPolygon([shapely.Point(-15_000, 0).buffer(4_000), shapely.box(9_000, -9_000, 20_000, 9_000)])
_LAND = shapely.box(-6_000_000, -6_000_000, 1_234.5, 6_000_000).difference(_DISC)


@pytest.mark.parametrize("shape", [_DISC, _HOLED, _PARTS, _LAND])
@pytest.mark.parametrize("frame", [(-60_000, -60_000, 60_000, 60_000), (-10_000, -30_000, 30_000, 5_000)])
def test_cells_agree_with_the_geometry(shape: shapely.Geometry, frame: tuple[float, float, float, float]) -> None:
    chance = np.random.default_rng(4)
    x, y = chance.uniform(-40_000, 40_000, (2, 4_000))
    half = chance.choice([0.0, 10.0, 500.0, 9_000.0], 4_000)
    found = Cells(shape, frame).relation(x, y, half)
    boxes = shapely.box(x - half, y - half, x + half, y + half)
    shapely.prepare(shape)
    assert shapely.contains_properly(shape, boxes[found == MET]).all()
    assert not shapely.intersects(shape, boxes[found == NOT_MET]).any()
    cut = shapely.intersects(shape, boxes) & ~shapely.contains_properly(shape, boxes)
    assert cut[found == CUT].all()
    assert (found[cut] >= CUT).sum() + (found[cut] == UNDECIDED).sum() == cut.sum()
    assert all((found == kind).any() for kind in (MET, NOT_MET, CUT))
