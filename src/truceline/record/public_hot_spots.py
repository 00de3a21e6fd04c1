"""Hot spots on their way out: only cells that the bulletin shows anyway, and no figure that would tell who watched."""

from __future__ import annotations

from collections import Counter

from truceline.model.bulletin import PublicHotSpot, PublicIncident
from truceline.model.measures import HotSpot
from truceline.record.cells import outline


def public_hot_spots(found: tuple[HotSpot, ...], incidents: tuple[PublicIncident, ...]) -> tuple[PublicHotSpot, ...]:
    """Those in whose very cell a published incident lies, with the number of these; the expected number stays inside.

    What was expected follows from the hours of observation in the cell, and those would locate the watchers.
    """
    shown = Counter(incident.cell for incident in incidents if incident.cell is not None)
    return tuple(
        PublicHotSpot(cell, outline(cell), shown[cell]) for cell in sorted({one.cell for one in found}) if cell in shown
    )
