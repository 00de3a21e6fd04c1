"""What every table source begins with: the sheet of a blob under declared names, and its item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from truceline.model.errors import Rejected
from truceline.model.evidence import Blob
from truceline.sources.header import normal_name
from truceline.sources.sheet import Sheet
from truceline.sources.table import Table, read_table

MEDIA_CSV = "text/csv"
MEDIA_TSV = "text/tab-separated-values"


def open_sheet(
    blob: Blob,
    *,
    known: Sequence[str],
    aliases: Mapping[str, Sequence[str]] | None = None,
    chosen: Mapping[str, str] | None = None,
    delimiter: str | None = None,
    names: Sequence[str] | None = None,
    quoted: bool = True,
) -> Sheet:
    """The sheet of a table file.

    `aliases` gives, for one of `known`, other names it goes by in the wild. `chosen` gives the one name that somebody
    declared for it: that column is read, and one that happens to bear our name is not.
    """
    table = read_table(blob, delimiter=delimiter, names=names, quoted=quoted)
    _choose(table, {ours: normal_name(theirs) for ours, theirs in (chosen or {}).items()})
    for name, others in (aliases or {}).items():
        if name in table.columns:
            continue
        found = next((other for other in others if other in table.columns), None)
        if found is not None:
            table.columns = {name if key == found else key: cells for key, cells in table.columns.items()}
    return Sheet(table, known)


def _choose(table: Table, chosen: Mapping[str, str]) -> None:
    """Columns under the names declared for them; a declared column that the table lacks is said."""
    absent = {ours: theirs for ours, theirs in chosen.items() if theirs not in table.columns}
    found = {ours: table.columns[theirs] for ours, theirs in chosen.items() if ours not in absent}
    used = {chosen[ours] for ours in found}
    table.columns = {**{name: cells for name, cells in table.columns.items() if name not in used}, **found}
    advice = f"The map names it, the table has: {', '.join(sorted(table.columns))}."
    table.notes += [
        Rejected(table.file, 1, ours, f"no column {theirs}", advice, "warning") for ours, theirs in absent.items()
    ]


def has_columns(header: Sequence[str], *wanted: str) -> bool:
    """Whether a header has all of these columns."""
    return set(wanted) <= set(header)
