"""Whose delivery it is: the sources that sign what they send, and their keys."""

from __future__ import annotations

import msgspec

from truceline.mission.folder import Mission
from truceline.model.errors import InputError
from truceline.record.delivery import Delivery, check_delivery, read_delivery
from truceline.record.note import SIGNATURE
from truceline.stores.named_keys import named_key
from truceline.stores.record import Record


class Signed(msgspec.Struct, frozen=True):
    """A delivery with the note that proves it, as the receipt keeps it."""

    delivery: Delivery
    note: str
    connector: str | None


def open_signed(mission: Mission, record: Record, note: bytes, sha256: str) -> Signed:
    """Who sent these bytes, as the note proves. Raises InputError for a source, key or signature that is not right."""
    name = read_delivery(note).source
    device = next((one for one in mission.devices if one.name == name), None)
    if device is None:
        raise InputError(
            f"no source {name!r} has a key in this mission",
            where="signature",
            advice="Add it to mission.toml: [[device]] name, key.",
        )
    key = named_key(device.key, SIGNATURE, f"[[device]] {name}")
    return Signed(check_delivery(note, key, record.origin, sha256), note.decode(), device.connector)
