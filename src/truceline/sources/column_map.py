"""`map.toml`: how the columns and words of somebody's table are called here."""

from __future__ import annotations

import tomllib

import msgspec

from truceline.model.errors import InputError
from truceline.model.taxonomy import EVENT_TYPES


class Defaults(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Values for columns that a table does not have."""

    source: str | None = None
    source_class: str | None = None
    radius_m: int | None = None
    type: str | None = None
    zone: str | None = None
    date_order: str | None = None


class ColumnMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Their names for our columns, our types for their words, and what stands where they say nothing."""

    columns: dict[str, str] = {}  # ours -> theirs
    types: dict[str, str] = {}  # theirs -> ours
    defaults: Defaults = Defaults()


def parse_map(text: str, known: tuple[str, ...]) -> ColumnMap:
    """A map.toml. Raises InputError for what is no TOML, an unknown column, or a type that is not in the taxonomy."""
    try:
        found = msgspec.convert(tomllib.loads(text), ColumnMap)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError) as error:
        raise InputError(
            str(error), where="map.toml", advice="It has the tables [columns], [types] and [defaults]."
        ) from error
    strange = [name for name in found.columns if name not in known]
    if strange:
        raise InputError(
            f"[columns] names {', '.join(strange)}", where="map.toml", advice=f"Columns to fill: {', '.join(known)}."
        )
    wrong = sorted({code for code in [*found.types.values(), found.defaults.type] if code and code not in EVENT_TYPES})
    if wrong:
        raise InputError(
            f"{', '.join(wrong)} is no event type", where="map.toml", advice=f"Types: {', '.join(EVENT_TYPES)}."
        )
    return found
