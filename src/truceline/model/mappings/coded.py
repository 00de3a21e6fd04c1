"""What one code of somebody else's list means in our words."""

from __future__ import annotations

import msgspec


class Coded(msgspec.Struct, frozen=True):
    """Our event type for a code, and what the code says besides. Null where it says nothing."""

    event_type: str
    weapon: str | None = None
    target: str | None = None
    unit: str | None = None  # null: the event type's own unit
