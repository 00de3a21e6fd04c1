"""Many small reports of patrols as one sheet: what reading costs is its columns, and hardly its rows.

Only reports in JSON that are plain in form are laid together. Whatever depends on the columns of a file (which of them
is the time, which stay unused) is settled for each report before that, so that it is read as by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from truceline.ingest.decode import to_utf8
from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Blob
from truceline.sources.patrol_form import fields_of
from truceline.sources.patrol_json import rows_from_json
from truceline.sources.sheet import Sheet
from truceline.sources.sheet_of_rows import sheet_of_many

Row = tuple[int, dict[str, str]]

#: what is said of a report whose own times stand for its patrol's
OWN_TIMES = (
    "no patrol_start and patrol_end: the report's start and end were taken for the patrol's",
    "Add both questions to the form, so that effort is what was watched and not how long was typed.",
)
#: one of these makes a file a patrol's report
_TELLING = ("event_type", "restriction_type", "patrol_start")


def own_times(fields: Collection[str]) -> bool:
    """Whether the report's start and end are to be taken for the patrol's, which it has not."""
    return not ("patrol_start" in fields and "patrol_end" in fields) and "start" in fields and "end" in fields


def unused_words(unused: Sequence[str]) -> tuple[str, str]:
    """What is said of columns that nothing was found for."""
    return f"columns that are not used: {', '.join(unused)}", "Nothing to do; the raw file is kept."


def laid_together(blobs: Sequence[Blob]) -> tuple[Sheet, list[int], list[list[Rejected]]]:
    """One sheet of those that can be, which of the blobs these are, and what is said of each as a whole.

    The files of the sheet are numbers: two reports may have one name.
    """
    laid, all_rows, notes = [], [], []
    for at, blob in enumerate(blobs):
        found = _plain_rows(blob)
        if found is not None:
            laid.append(at)
            all_rows.append(found[0])
            notes.append(found[1])
    return sheet_of_many([str(at) for at in laid], all_rows), laid, notes


def _plain_rows(blob: Blob) -> tuple[list[Row], list[Rejected]] | None:
    """The rows of a report under our names, and notes about it; null for one to be read by itself."""
    try:
        text = to_utf8(blob.data, blob.filename)
        rows, odd = rows_from_json(text.data.decode("utf-8", "replace"), blob.filename)
    except InputError:
        return None
    fields, unused = fields_of(tuple(sorted({name for _, row in rows for name in row})))
    if text.notes or odd or not any(name in fields for name in _TELLING) or "location" in fields:
        return None
    said = [unused_words(unused)] if unused else []
    if own_times(fields):
        fields = fields | {"patrol_start": fields["start"], "patrol_end": fields["end"]}
        said.append(OWN_TIMES)
    named = [(line, {ours: row[name] for ours, name in fields.items() if name in row}) for line, row in rows]
    return named, [Rejected(blob.filename, 0, "", *words, "warning") for words in said]
