"""The agreement of a mission, read once for as long as its files stay as they are."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec
import shapely

from truceline.assess.language import load
from truceline.mission.folder import Box, Mission
from truceline.model.agreement import Agreement
from truceline.model.errors import AgreementError
from truceline.model.units import to_e6
from truceline.stores.files import Stamp, read_bytes, stamp_of

#: around a small zone, coordinates are still told from swapped ones within this
_LEAST_DEGREES = 1.0


class _Agreed(msgspec.Struct, frozen=True):
    """An agreement, and the box in which coordinates are told from swapped ones."""

    agreement: Agreement
    around: Box | None


def agreement_of(mission: Mission) -> Agreement | None:
    """The mission's agreement, checked; null for a mission without one.

    It is read once for as long as its files stay as they are. Raises AgreementError.
    """
    found = _agreed(mission)
    return None if found is None else found.agreement


def agreement_if_sound(mission: Mission) -> Agreement | None:
    """The agreement, or null while it has faults: evidence is taken in all the same, and `run` says what is wrong."""
    try:
        return agreement_of(mission)
    except AgreementError:
        return None


def around_of(mission: Mission) -> Box | None:
    """The box in which coordinates are told from swapped ones; null without an agreement that is sound, or zones."""
    try:
        found = _agreed(mission)
    except AgreementError:
        return None
    return None if found is None else found.around


def _agreed(mission: Mission) -> _Agreed | None:
    name, zones = mission.settings.agreement, mission.folder / mission.settings.zones
    if name is None:
        return None
    return _read(mission.folder / name, zones, stamp_of(mission.folder / name), stamp_of(zones))


@lru_cache(maxsize=4)
def _read(path: Path, zones: Path, *_stamps: Stamp | None) -> _Agreed:
    """Stamps are only there to be another call once a file was written."""
    agreement = load(read_bytes(path), read_bytes(zones) if zones.exists() else None, where=str(path))
    return _Agreed(agreement, theatre_of(agreement))


def theatre_of(agreement: Agreement) -> Box | None:
    """The box of the agreement's zones, with as much again on each side; null for an agreement without zones."""
    if not agreement.zones:
        return None
    shapes = [shapely.from_geojson(zone.geometry) for zone in agreement.zones]
    west, south, east, north = (float(degrees) for degrees in shapely.total_bounds(shapes))
    wide, high = max(east - west, _LEAST_DEGREES), max(north - south, _LEAST_DEGREES)
    return to_e6(west - wide), to_e6(south - high), to_e6(east + wide), to_e6(north + high)
