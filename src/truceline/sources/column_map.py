"""`map.toml`: how the columns and words of somebody's tables are called here.

[columns], [types] and [defaults] hold for every table. Several tables have a [[table]] each:

    [[table]]
    match = "observatory*.csv"    # file-name pattern; the first that fits counts
    [table.columns]
    start = "date_of_event"
    [table.defaults]
    source = "observatory"
"""

from __future__ import annotations

from fnmatch import fnmatch

import msgspec

from truceline.model.errors import InputError
from truceline.model.taxonomy import EVENT_TYPES
from truceline.toml_text import read_toml


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


class _ForTable(ColumnMap, frozen=True, forbid_unknown_fields=True, kw_only=True):
    match: str


class _File(ColumnMap, frozen=True, forbid_unknown_fields=True):
    table: tuple[_ForTable, ...] = ()


def map_for(text: str, filename: str, known: tuple[str, ...]) -> ColumnMap | None:
    """The map of a map.toml for a file of this name; null where it has maps for others only.

    `known` are the columns that can be filled. Raises InputError for what is no TOML, an unknown column, or a type that
    is not in the taxonomy, in whichever of the maps.
    """
    try:
        found = msgspec.convert(read_toml(text, "map.toml"), _File)
    except msgspec.ValidationError as error:
        advice = (
            "It has the tables [columns], [types] and [defaults], or a [[table]] with match and these for each file."
        )
        raise InputError(str(error), where="map.toml", advice=advice) from error
    for one in (found, *found.table):
        _check(one, known)
    fitting = next((one for one in found.table if fnmatch(filename, one.match)), None)
    if fitting is not None:
        return fitting
    return None if found.table and found == _File(table=found.table) else found


def _check(one: ColumnMap, known: tuple[str, ...]) -> None:
    strange = [name for name in one.columns if name not in known]
    if strange:
        raise InputError(
            f"[columns] names {', '.join(strange)}", where="map.toml", advice=f"Columns to fill: {', '.join(known)}."
        )
    wrong = sorted({code for code in [*one.types.values(), one.defaults.type] if code and code not in EVENT_TYPES})
    if wrong:
        raise InputError(
            f"{', '.join(wrong)} is no event type", where="map.toml", advice=f"Types: {', '.join(EVENT_TYPES)}."
        )
