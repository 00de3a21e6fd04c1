"""A named place for the orientation of whoever looks at a map."""

from __future__ import annotations

import msgspec


class Settlement(msgspec.Struct, frozen=True):
    """A settlement's name as its gazetteer writes it, where it lies, its inhabitants, and what else it is called."""

    name: str
    lat_e6: int
    lon_e6: int
    population: int
    names: dict[str, str] = {}  # by language ("uk", "ru"), as far as the gazetteer has them

    def called(self, lang: str) -> str:
        """Its name for readers of a language; the gazetteer's own where it has no other."""
        return self.names.get(lang, self.name)
