"""The sectors of the agreement in which incidents lie."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import shapely

from truceline.model.agreement import Agreement
from truceline.model.units import E6


def sectors_of(incidents: pa.Table, agreement: Agreement | None) -> dict[str, tuple[str, ...]]:
    """The zones in which the middles of incidents lie; those that lie in none are left out."""
    zones = [zone for zone in agreement.zones if zone.kind == "zone"] if agreement else []
    placed = incidents.filter(incidents["lat_e6"].is_valid())
    if not zones or not placed.num_rows:
        return {}
    lon, lat = (placed[name].to_numpy() / E6 for name in ("lon_e6", "lat_e6"))
    inside = [shapely.contains_xy(shapely.from_geojson(zone.geometry), lon, lat) for zone in zones]
    names = [zone.zone_id for zone in zones]
    ids = placed["incident_id"].to_pylist()
    found = np.stack(inside, axis=1)
    return {ids[row]: tuple(names[at] for at in np.flatnonzero(found[row])) for row in np.flatnonzero(found.any(1))}
