"""In which zones of the agreement incidents lie, by the middle of their place."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pyarrow as pa
import shapely

from truceline.model.agreement import Agreement


class Sectors:
    """The zones of an agreement, ready to be asked."""

    def __init__(self, agreement: Agreement | None) -> None:
        zones = [zone for zone in agreement.zones if zone.kind == "zone"] if agreement is not None else []
        self._names = [zone.zone_id for zone in zones]
        self._tree = shapely.STRtree([shapely.from_geojson(zone.geometry) for zone in zones])

    def of(self, incidents: pa.Table) -> dict[str, tuple[str, ...]]:
        """Zones of each incident that lies in some, in the order of the agreement."""
        if not self._names:
            return {}
        lon, lat = (
            incidents[name].cast(pa.float64()).fill_null(np.nan).to_numpy() / 1e6 for name in ("lon_e6", "lat_e6")
        )
        placed = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
        at, zone = self._tree.query(shapely.points(lon[placed], lat[placed]), predicate="intersects")
        found: defaultdict[str, list[int]] = defaultdict(list)
        ids = incidents["incident_id"].to_pylist()
        for point, number in zip(at.tolist(), zone.tolist(), strict=True):
            found[ids[placed[point]]].append(number)
        return {name: tuple(self._names[number] for number in sorted(numbers)) for name, numbers in found.items()}
