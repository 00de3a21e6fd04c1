"""Texts that a command is given: files and folders as documents, and a mention as a line with offsets of its file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from truceline.confined.extracting import extraction_confined
from truceline.confined.keeper import Exceeded
from truceline.extract.extract import Extraction
from truceline.extract.language import Languages
from truceline.extract.lines import to_line
from truceline.filters.folders import HTML_ENDINGS, TEXT_ENDINGS, files_of
from truceline.model.errors import InputError, Rejected, UsageError
from truceline.model.evidence import Blob, Document, ReadContext
from truceline.model.mentions import AnyMention
from truceline.model.reading import Reading
from truceline.sources import text
from truceline.stores.blob_file import blob_of_file
from truceline.stores.files import readable_name

#: what is found in texts
KINDS = ("quote", "statement", "quantity", "event", "person", "place", "time", "agreement_element")
_BOM = "\ufeff"


def day_of(words: str) -> str:
    """A day as an option names it. Raises UsageError when it is none."""
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError as error:
        raise UsageError(f"{words!r} is not a day", where="--published", advice="Write it as 2026-01-08.") from error


def read(path: Path, zone: str, published: str = "") -> tuple[Reading, str | None]:
    """A file as its source reads it, and its text as it stands (null when it is not UTF-8). Raises InputError.

    `published` is the day of texts that do not say theirs.
    """
    return read_text(blob_of_file(path), path.suffix.lower() in HTML_ENDINGS, zone, published)


def read_text(blob: Blob, markup: bool, zone: str, published: str = "") -> tuple[Reading, str | None]:
    """Bytes of a text, or of a page with markup, as `read` has them."""
    context = ReadContext(time_zone=zone)
    # letters are decoded here under caps; markup is taken apart by a parser, and that where it can do no harm
    reading = _of_markup(blob, context) if markup else text.SOURCE.read(blob, context)
    documents = tuple(dated(document, published) for document in reading.documents)
    reading = msgspec.structs.replace(reading, documents=documents)
    try:
        return reading, blob.data.decode("utf-8")
    except UnicodeDecodeError:
        return reading, None


def _of_markup(blob: Blob, context: ReadContext) -> Reading:
    from truceline.confined.reading import read_blob  # readers of every kind: plain text needs none

    return read_blob(blob, "html", context)


def dated(document: Document, published: str) -> Document:
    """The document, with this day where it does not say when it was published."""
    if not published or document.published_s is not None or document.published_day:
        return document
    return msgspec.structs.replace(document, published_day=published)


def read_all(
    paths: tuple[Path, ...], zone: str, published: str = ""
) -> tuple[list[tuple[Path, Document, str | None]], list[Rejected]]:
    """Documents with their file and its text (null when it is not UTF-8), and what stayed out.

    A file that cannot be used is a note, unless none can: then InputError.
    """
    texts: list[tuple[Path, Document, str | None]] = []
    notes: list[Rejected] = []
    first_error: InputError | None = None
    for path in files_of(paths):
        try:
            reading, written = read(path, zone, published)
        except InputError as error:
            first_error = first_error or error
            notes.append(unusable(path, error))
            continue
        notes.extend(reading.notes)
        texts += [(path, document, written) for document in reading.documents]
    if not texts:
        raise first_error or no_text(paths)
    return texts, notes


def unusable(path: Path, error: InputError) -> Rejected:
    """The note on a file that cannot be used."""
    return Rejected(readable_name(path), 0, "", error.found, error.advice)


def no_text(paths: tuple[Path, ...]) -> InputError:
    """The error when nothing that was given holds a text."""
    endings = " ".join(TEXT_ENDINGS + HTML_ENDINGS)
    return InputError("no text to read", where=", ".join(map(str, paths)), advice=f"Give texts ({endings}).")


def said_by(document: Document, zone: str) -> Extraction | Exceeded:
    """What a document says, read in a worker, within the limits that evidence is read in; or why it was not."""
    try:
        return extraction_confined(document, zone)
    except Exceeded as error:
        return error


def lines_of(
    document: Document, said: Extraction | Exceeded, written: str | None, file: str, kinds: frozenset[str]
) -> tuple[list[tuple[str, bytes]], list[Rejected]]:
    """Kind and line of JSON of each thing that a document says; a note where it could not be read in full."""
    if isinstance(said, Exceeded):
        return [], [Rejected(file, 0, "", said.found, said.advice)]
    mentions, told = said
    shift = shift_of(written, document)
    lines = [
        (kind, line_of(mention, file, shift, told.at(mention.start)))
        for mention in mentions
        if (kind := str(mention.__struct_config__.tag)) in kinds
    ]
    return lines, _untold(file, told)


def _untold(file: str, told: Languages) -> list[Rejected]:
    """What is to be said when a text, or some paragraphs of it, are in a language that has no rules."""
    if not told.unread:
        return []
    whole = all(language is None for _, language in told.stretches)
    what = "the language" if whole else "the language of some paragraphs"
    found = f"{what} could not be told; quotations, digits and dates only"
    advice = "English, Ukrainian and Russian are read in full."
    return [Rejected(file, 0, "", found, advice, severity="warning")]


def line_of(mention: AnyMention, file: str, shift: int | None, language: str | None) -> bytes:
    """A mention as a line of JSON, its offsets those of the file where the file is the text that was read.

    `file` is its name as text; `shift` is what `shift_of` says of the document; `language` is that of the paragraph.
    """
    return to_line(
        mention,
        file=file,
        shift=shift or 0,
        rendition=shift is None,
        language=language,
    )


def shift_of(written: str | None, document: Document) -> int | None:
    """What to add to a document's offsets to have those of the file; null when the text is a rendition."""
    if written == document.text:
        return 0
    if written is not None and written.startswith(_BOM) and written[1:] == document.text:
        return 1
    return None
