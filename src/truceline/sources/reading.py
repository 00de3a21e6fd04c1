"""What every table source begins with: the sheet of a blob under declared names, and its item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from truceline.model.evidence import Blob
from truceline.sources.sheet import Sheet
from truceline.sources.table import read_table

MEDIA_CSV = "text/csv"
MEDIA_TSV = "text/tab-separated-values"


def open_sheet(
    blob: Blob,
    *,
    known: Sequence[str],
    aliases: Mapping[str, Sequence[str]] | None = None,
    delimiter: str | None = None,
    names: Sequence[str] | None = None,
    quoted: bool = True,
) -> Sheet:
    """The sheet of a table file. `aliases` gives, for one of `known`, other names it goes by in the wild."""
    table = read_table(blob, delimiter=delimiter, names=names, quoted=quoted)
    for name, others in (aliases or {}).items():
        if name in table.columns:
            continue
        found = next((other for other in others if other in table.columns), None)
        if found is not None:
            table.columns = {name if key == found else key: cells for key, cells in table.columns.items()}
    return Sheet(table, known)


def has_columns(header: Sequence[str], *wanted: str) -> bool:
    """Whether a header has all of these columns."""
    return set(wanted) <= set(header)
