"""Degrees written latitude first: on this Earth and far from all else that the agreement names, near it exchanged."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import compress

import numpy as np
import numpy.typing as npt

from truceline.assess.fields import Notes
from truceline.assess.geography import Geography
from truceline.assess.projection import Floats
from truceline.model.agreement import Agreement
from truceline.model.units import from_e6

#: degrees: an agreement's places lie nearer to each other than this; on other continents they are no slip
_NEAR = 5.0

_FOUND = "it lies far from all else in the agreement, and near it with its degrees exchanged"
_ADVICE = "Longitude comes first: [lon, lat]."

#: west, south, east, north
Box = tuple[float, float, float, float]


def exchanged(agreement: Agreement, geography: Geography, drawn: frozenset[str], notes: Notes) -> None:
    """Warn of features, homes and places of the register that come to lie among the others once exchanged."""
    boxes: list[Box] = []
    warnings: list[Callable[[], None]] = []
    for name in sorted(drawn & geography.features.keys()):
        boxes.append(geography.features[name].geometry.bounds)
        warnings.append(partial(geography.problem, name, _FOUND, _ADVICE, "warning"))
    warn = partial(notes.add, found=_FOUND, advice=_ADVICE, severity="warning")
    for n, party in enumerate(agreement.parties):
        if (spot := _spot(party.home_lon_e6, party.home_lat_e6)) is not None:
            boxes.append(spot)
            warnings.append(partial(warn, ("party", n), f"party {party.party_id!r}", key="home"))
    for n, entry in enumerate(agreement.register):
        if (spot := _spot(entry.lon_e6, entry.lat_e6)) is not None:
            boxes.append(spot)
            warnings.append(partial(warn, ("register", n), f"register entry {n + 1}", key="place"))
    if len(boxes) < 2:
        return
    for told in compress(warnings, _slips(np.array(boxes))):
        told()


def _spot(lon_e6: int | None, lat_e6: int | None) -> Box | None:
    return None if lon_e6 is None or lat_e6 is None else (from_e6(lon_e6), from_e6(lat_e6)) * 2


def _slips(boxes: Floats) -> npt.NDArray[np.bool_]:
    """Of boxes `[west, south, east, north]`, which are near no other as they stand and near most others exchanged."""
    middles = np.stack([(boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2], axis=1)
    usual = middles[0] if len(middles) == 2 else np.median(middles, axis=0)  # of two, the first is believed
    away = np.abs(middles - usual).max(axis=1)
    turned = np.abs(middles[:, ::-1] - usual).max(axis=1)
    reach = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    return np.asarray((away > _NEAR + reach) & (turned < _NEAR) & (turned < away / 3))
