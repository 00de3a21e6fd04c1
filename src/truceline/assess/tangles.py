"""Outlines that cross each other in more places than are worked out: laid over each other they make too many pieces.

A comb of 20,000 teeth over another makes 400 million pieces, from two outlines that each are sound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

MOST_CROSSINGS = 100_000
#: outlines of so few points together cannot cross in too many places
_FEW_POINTS = 600
_AT_ONCE = 1_000


def too_tangled(shapes: Sequence[BaseGeometry]) -> bool:
    """Whether the outlines of these shapes cross each other, or themselves, in more than `MOST_CROSSINGS` places."""
    if sum(map(shapely.get_num_coordinates, shapes)) <= _FEW_POINTS:
        return False
    edges = edges_of(shapes)
    tree = shapely.STRtree(edges)
    found = 0
    for first in range(0, len(edges), _AT_ONCE):
        found += tree.query(edges[first : first + _AT_ONCE], predicate="crosses").shape[1]
        if found > 2 * MOST_CROSSINGS:  # each is met from both sides
            return True
    return False


def edges_of(shapes: Iterable[BaseGeometry]) -> npt.NDArray[np.object_]:
    """Every edge of the outlines, as a line of its own."""
    pairs = [np.stack([line[:-1], line[1:]], axis=1) for line in outlines(shapes)]
    return np.asarray(shapely.linestrings(np.concatenate(pairs) if pairs else np.empty((0, 2, 2))))


def outlines(shapes: Iterable[BaseGeometry]) -> Iterator[npt.NDArray[np.float64]]:
    """The points of each line and ring; a point is no outline."""
    for part in shapely.get_parts(list(shapes)):
        for line in shapely.get_rings(part) if part.geom_type == "Polygon" else [part]:
            if line.geom_type != "Point":
                yield shapely.get_coordinates(line)
