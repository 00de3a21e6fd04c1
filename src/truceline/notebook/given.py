"""What a call is given, as the bytes that a file of it would have: so calls and commands read alike."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from truceline.assess.language import load
from truceline.filters.agreement_file import read_agreement
from truceline.filters.compared import documents_of, files_of, name_of
from truceline.filters.folders import HTML_ENDINGS, TEXT_ENDINGS
from truceline.filters.incident_table import read_incidents
from truceline.filters.texts import dated, read_text
from truceline.merging.frames import blob_of_frame
from truceline.model.agreement import Agreement
from truceline.model.errors import InputError, Rejected, UsageError
from truceline.model.evidence import Blob, Document
from truceline.model.ids import sha256_hex
from truceline.model.tables import INCIDENTS
from truceline.notebook.merged import Merged
from truceline.stores.blob_file import blob_of_file
from truceline.stores.files import readable_name

#: endings by which a string is known to be the path of a text
_TEXT_FILES = (*TEXT_ENDINGS, *HTML_ENDINGS, ".xml", ".rss", ".atom", ".jsonl", ".ndjson")


#: what writing down a value of any kind may end in: half a character, a number of any length, brackets in each other
_UNWRITABLE = (ValueError, TypeError, ArithmeticError, RecursionError)
_MOST_TOLD = 200
#: letters of a path; what is longer is a text
_MOST_PATH = 4_096
_TEXTS = "Give strings, paths, or dicts with id and text."


class Text(msgspec.Struct, frozen=True):
    """A document under the name by which answers call it, and its bytes as text (null when they are not UTF-8)."""

    name: str
    document: Document
    written: str | None


def table_blob(what: Any, name: str) -> Blob:
    """A table: a path, a data frame that speaks Arrow, or rows as dicts. Raises InputError for anything else."""
    if isinstance(what, (str, os.PathLike)):
        return blob_of_file(Path(what))
    if isinstance(what, Sequence) and all(isinstance(row, Mapping) for row in what):
        return blob_of_frame(_columns(what, name), name)
    return blob_of_frame(what, name)


def series_blob(what: Any, name: str) -> Blob:
    """As `table_blob`; a mapping of days to figures is a table with `date` and `value`."""
    if isinstance(what, Mapping) and all(
        isinstance(key, (str, date)) and not isinstance(value, (list, tuple)) for key, value in what.items()
    ):
        return table_blob([{"date": day, "value": value} for day, value in what.items()], name)
    return table_blob(what, name)


def _columns(rows: Sequence[Mapping[str, Any]], name: str) -> Any:
    if not rows:
        raise InputError("no rows", where=name, advice="Give at least one row, as a dict of column and value.")
    names = list(dict.fromkeys(key for row in rows for key in row))
    if not all(isinstance(key, str) for key in names):
        odd = next(key for key in names if not isinstance(key, str))
        raise InputError(f"a column is called by a {type(odd).__name__}", where=name, advice="Call it by a word.")
    try:
        return pa.table({key: pa.array([_cell(row.get(key)) for row in rows], pa.string()) for key in names})
    except _UNWRITABLE as error:
        raise InputError(
            f"a value cannot be written into a cell ({str(error)[:_MOST_TOLD]})",
            where=name,
            advice="Give words, numbers, days and times.",
        ) from error


def _cell(value: object) -> str | None:
    """A value as a table writes it; not-a-number, as pandas has it, is nothing."""
    if value is None or bool(value != value):  # noqa: PLR0124
        return None
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def span_words(truce: Any) -> str | None:
    """A truce as FROM..TO: as words, or as a pair of days or times of which the second may be null."""
    if truce is None or isinstance(truce, str):
        return truce
    if isinstance(truce, (tuple, list)) and len(truce) == 2 and truce[0] is not None:
        return "..".join("" if end is None else end.isoformat() if isinstance(end, date) else str(end) for end in truce)
    raise UsageError(
        f"{truce!r} is not a span of time", advice='Write "2026-03-01..2026-04-01", or ("2026-03-01", None).'
    )


def texts_of(what: Any, zone: str, published: str, *, compared: bool = False) -> tuple[list[Text], list[Rejected]]:
    """Texts: words, paths of files and folders, a mapping of names to either, or dicts with `id` and `text`.

    A string is a path where it ends as a text file does and has no line break; else it is the text itself. `compared`:
    feeds and items.jsonl are read too, as `truceline derive` does. Raises InputError where there is no text.
    """
    texts: list[Text] = []
    notes: list[Rejected] = []
    for name, one in _named(what):
        texts += _read(name, one, zone, published, notes, compared)
    if not texts:
        told = "; ".join(f"{note.file}: {note.found}" for note in notes[:3])
        advice = "Give texts as strings, paths of .txt or .html files, or dicts with id and text."
        raise InputError("no text to read" + (f" ({told})" if told else ""), advice=advice)
    return texts, notes


def _named(what: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(what, Mapping) and not {"id", "text"} <= {*what}:
        yield from ((str(name), one) for name, one in what.items())
    elif isinstance(what, (str, os.PathLike, Mapping)):
        yield "", what
    elif isinstance(what, Iterable):
        yield from (("", one) for one in what)
    else:
        raise InputError(f"{type(what).__name__} is no text", advice=_TEXTS)


def _read(name: str, one: Any, zone: str, published: str, notes: list[Rejected], compared: bool) -> Iterator[Text]:
    if isinstance(one, Mapping):
        line = _written({**one, "id": str(one.get("id", name)), "text": one.get("text", "")})
        yield from _items(line, str(one.get("id", name)), zone, published, notes)
    elif isinstance(one, os.PathLike) or (isinstance(one, str) and _is_path(one)):
        yield from _files(Path(one), name, zone, published, notes, compared)
    elif isinstance(one, str):
        data = one.encode("utf-8", "surrogatepass")
        blob = Blob(sha256_hex(data), data, name or f"text-{sha256_hex(data)[:8]}", "", 0)
        reading, written = read_text(blob, False, zone, published)
        notes += reading.notes
        yield from (Text(blob.filename, document, written) for document in reading.documents)
    else:
        raise InputError(f"{type(one).__name__} is no text", advice=_TEXTS)


def _is_path(words: str) -> bool:
    return len(words) < _MOST_PATH and not {"\n", "\0"} & {*words} and words.lower().endswith(_TEXT_FILES)


def _files(path: Path, name: str, zone: str, published: str, notes: list[Rejected], compared: bool) -> Iterator[Text]:
    """The texts of a file, or of a folder; what cannot be used becomes a note."""
    try:
        files = list(files_of((path,)))
    except OSError as error:
        notes.append(Rejected(readable_name(path), 0, "", f"it cannot be opened ({error.strerror})", "Check the path."))
        return
    for file, shown in files:
        if not compared and not file.name.lower().endswith((*TEXT_ENDINGS, *HTML_ENDINGS)) and file != path:
            continue
        try:
            if compared:
                for document in documents_of(file, True, notes):
                    yield Text(name or name_of(shown, document), dated(document, published), None)
                continue
            blob = blob_of_file(file)
            reading, written = read_text(blob, file.suffix.lower() in HTML_ENDINGS, zone, published)
            notes += reading.notes
            yield from (Text(name or readable_name(file), document, written) for document in reading.documents)
        except InputError as error:
            notes.append(Rejected(readable_name(file), 0, "", error.found, error.advice))


def _items(line: bytes, name: str, zone: str, published: str, notes: list[Rejected]) -> Iterator[Text]:
    from truceline.confined.reading import read_blob
    from truceline.model.evidence import ReadContext

    blob = Blob(sha256_hex(line), line, f"{name}.jsonl", "", 0)
    reading = read_blob(blob, "items", ReadContext(time_zone=zone))
    notes += reading.notes
    yield from (Text(name, dated(document, published), document.text) for document in reading.documents)


def _written(value: Mapping[str, Any]) -> bytes:
    """As JSON. Raises InputError for what has no spelling there."""
    try:
        return msgspec.json.encode(value, enc_hook=_moment)
    except _UNWRITABLE as error:
        raise InputError(
            f"it cannot be written as JSON ({str(error)[:_MOST_TOLD]})", advice="Give words, numbers, days and times."
        ) from error


def _moment(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise InputError(f"{type(value).__name__} is no part of a text", advice="Give strings, days and times.")


def agreement_of(what: str | os.PathLike[str], zones: Any) -> Agreement:
    """An agreement from its path, or from the text of its TOML; its zones from beside it, a path, or a GeoJSON dict.

    Raises AgreementError for one that cannot be applied.
    """
    drawn = _written(zones) if isinstance(zones, Mapping) else None
    zones_path = None if zones is None or drawn is not None else Path(zones)
    if isinstance(what, str) and "\n" in what:
        if zones_path is not None:
            drawn = blob_of_file(zones_path).data
        return load(what.encode(), drawn, "agreement", "zones")
    toml, beside, where, zones_where = read_agreement(Path(what), zones_path)
    return load(toml, drawn if drawn is not None else beside, where, zones_where)


def incidents_of(what: Any, zone: str) -> tuple[pa.Table, tuple[Rejected, ...]]:
    """Incidents as rows of INCIDENTS: a merge's rows, such a table itself, or a table that names incidents."""
    if isinstance(what, Merged):
        return read_incidents(table_blob(what.rows, "merged"), zone)
    if not isinstance(what, (str, os.PathLike, Sequence)) and {*INCIDENTS.names} <= {
        *(table := pa.table(what)).column_names
    }:
        return table.select(INCIDENTS.names).cast(INCIDENTS).sort_by("incident_id"), ()
    return read_incidents(table_blob(what, "incidents"), zone)
