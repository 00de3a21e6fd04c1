"""The two invented parties, in three languages, as a pair that can be exchanged."""

from __future__ import annotations

import msgspec


class Side(msgspec.Struct, frozen=True):
    """One party: its id, its full name, and how texts speak of it."""

    party_id: str
    name: str  # "Marrund Government"
    short: str  # "Marrund"
    uk: str
    ru: str
    spokesman: str
    spokesman_uk: str
    spokesman_ru: str

    @property
    def aliases(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.short, f"{self.short} forces", self.uk, self.ru)))


MARRUND = Side(
    "marrund", "Marrund Government", "Marrund", "Маррунд", "Маррунд",
    "Idrel Tovane", "Ідрел Тован", "Идрел Тован",
)  # fmt: skip
VELISSE = Side(
    "velisse", "Velisse Council", "Velisse", "Велісс", "Велисс",
    "Onder Callow", "Ондер Каллоу", "Ондер Каллоу",
)  # fmt: skip


def sides(mirror: bool) -> tuple[Side, Side]:
    """The side north of the line, then the side south of it."""
    return (VELISSE, MARRUND) if mirror else (MARRUND, VELISSE)
