"""Degrees written latitude first: on this Earth and far from all else that the agreement names, near it exchanged."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from truceline.assess.fields import Notes
from truceline.assess.geography import Geography
from truceline.assess.projection import Floats
from truceline.model.agreement import Agreement
from truceline.model.units import from_e6

#: degrees: an agreement's places lie nearer to each other than this; on other continents they are no slip
_NEAR = 5.0

Spot = tuple[float, float]


def exchanged(agreement: Agreement, geography: Geography, drawn: frozenset[str], notes: Notes) -> None:
    """Warn of features, homes and places of the register that come to lie among the others once exchanged."""
    outlines = {name: geography.features[name].geometry for name in sorted(drawn) if name in geography.features}
    boxes: dict[tuple[str, int | str], tuple[float, float, float, float]] = {
        ("zone", name): outline.bounds for name, outline in outlines.items()
    }
    for n, party in enumerate(agreement.parties):
        if (spot := _spot(party.home_lon_e6, party.home_lat_e6)) is not None:
            boxes["party", n] = (*spot, *spot)
    for n, entry in enumerate(agreement.register):
        if (spot := _spot(entry.lon_e6, entry.lat_e6)) is not None:
            boxes["register", n] = (*spot, *spot)
    if len(boxes) < 2:
        return
    advice = "Longitude comes first: [lon, lat]."
    for kind, at in np.array(list(boxes), dtype=object)[_slips(np.array(list(boxes.values())))].tolist():
        found = "it lies far from all else in the agreement, and near it with its degrees exchanged"
        if kind == "zone":
            geography.problem(at, found, advice, "warning")
        elif kind == "party":
            clause = f"party {agreement.parties[at].party_id!r}"
            notes.add(("party", at), clause, found, advice, key="home", severity="warning")
        else:
            notes.add(("register", at), f"register entry {at + 1}", found, advice, key="place", severity="warning")


def _spot(lon_e6: int | None, lat_e6: int | None) -> Spot | None:
    return None if lon_e6 is None or lat_e6 is None else (from_e6(lon_e6), from_e6(lat_e6))


def _slips(boxes: Floats) -> npt.NDArray[np.bool_]:
    """Of boxes `[west, south, east, north]`, which are near no other as they stand and near most others exchanged."""
    middles = np.stack([(boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2], axis=1)
    usual = middles[0] if len(middles) == 2 else np.median(middles, axis=0)  # of two, the first is believed
    away = np.abs(middles - usual).max(axis=1)
    turned = np.abs(middles[:, ::-1] - usual).max(axis=1)
    reach = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    return np.asarray((away > _NEAR + reach) & (turned < _NEAR) & (turned < away / 3))
