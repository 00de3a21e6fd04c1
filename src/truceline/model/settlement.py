"""A named place for the orientation of whoever looks at a map."""

from __future__ import annotations

import msgspec


class Settlement(msgspec.Struct, frozen=True):
    """A settlement's name as its gazetteer writes it, whoever reads; where it lies, and its inhabitants."""

    name: str
    lat_e6: int
    lon_e6: int
    population: int
