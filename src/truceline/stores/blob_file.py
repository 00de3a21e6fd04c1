"""A file as the blob that a connector reads."""

from __future__ import annotations

from pathlib import Path

from truceline.model.errors import InputError
from truceline.model.evidence import Blob
from truceline.model.ids import sha256_hex
from truceline.stores.files import readable_name


def blob_of_file(path: Path, name: str | None = None) -> Blob:
    """The bytes of a file, under its own name or the one given. Raises InputError when they cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise InputError(
            f"cannot be read ({trouble.strerror})", where=str(path), advice="Check the path and its permissions."
        ) from trouble
    return Blob(sha256=sha256_hex(data), data=data, filename=name or readable_name(path.name), source="", received_s=0)
