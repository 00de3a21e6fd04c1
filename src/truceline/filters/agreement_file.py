"""An agreement as a command is given it: the TOML file, and its zones beside it or elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from truceline.stores.blob_file import blob_of_file

ZONES_NAME = "zones.geojson"


class AgreementFile(NamedTuple):
    """The bytes of both files and what to call them in messages."""

    toml: bytes
    zones: bytes | None
    where: str
    zones_where: str


def read_agreement(path: Path, zones: Path | None) -> AgreementFile:
    """The agreement and its zones; without `zones`, those beside it, if there are any. Raises InputError."""
    beside = path.parent / ZONES_NAME
    chosen = zones if zones is not None else beside if beside.is_file() else None
    drawn = blob_of_file(chosen).data if chosen is not None else None
    return AgreementFile(blob_of_file(path).data, drawn, str(path), str(chosen or beside))
