"""Evidence from the web: fetched, kept as any other file, and where it came from in the record."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

import msgspec

from truceline.mission.folder import Mission
from truceline.mission.intake import Receipt, ingest
from truceline.model.errors import InputError, Rejected
from truceline.model.ids import sha256_hex
from truceline.ports import Clock, Fetched, Http, Progress
from truceline.stores.record import Record

_ODD = re.compile(r"[^\w.-]+")
_MOST_CHARACTERS = 80
#: endings by which connectors know what a server calls by these names
_ENDINGS = {
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "text/xml": ".xml",
    "application/geo+json": ".geojson",
    "application/x-ndjson": ".jsonl",
    "text/html": ".html",
    "text/csv": ".csv",
    "text/plain": ".txt",
}


class FetchLine(msgspec.Struct, frozen=True):
    """What the record keeps of a fetch: by its hash, the receipt that it belongs to."""

    sha256: str
    url: str
    final_url: str
    address: str
    media_type: str
    fetched_s: int


def fetch_into(
    mission: Mission,
    record: Record,
    urls: Sequence[str],
    http: Http,
    clock: Clock,
    progress: Progress,
    connector: str | None = None,
) -> tuple[tuple[Receipt, ...], int, tuple[Rejected, ...]]:
    """Fetch and keep. Returns the new receipts, the number of files that were there, and a note for each that failed.

    Raises InputError when none could be fetched.
    """
    notes: list[Rejected] = []
    lines: list[FetchLine] = []
    first_error: InputError | None = None
    with TemporaryDirectory(prefix="truceline-") as folder:
        paths: list[Path] = []
        progress.start("fetch", len(urls))
        for number, url in enumerate(urls):
            try:
                fetched = http.fetch(url)
            except InputError as error:
                first_error = first_error or error
                notes.append(Rejected(url[:200], 0, "", error.found, error.advice))
            else:
                paths.append(_laid(Path(folder, str(number)), fetched))
                lines.append(_line(fetched, clock.now_s()))
            progress.advance()
        progress.done()
        if first_error is not None and not paths:
            raise first_error if len(notes) == 1 else _none(notes)
        new, repeated = ingest(mission, record, paths, clock, progress, connector)
    record.append([("fetch", line) for line in lines])
    return new, repeated, tuple(notes)


def _none(notes: Sequence[Rejected]) -> InputError:
    """Several addresses failed, each for its own reason."""
    reasons = "".join(f"\n  {note.file}: {note.found}" for note in notes)
    return InputError(f"none of {len(notes)} addresses could be fetched:{reasons}", advice=notes[0].advice)


def fetches(record: Record) -> Iterable[FetchLine]:
    """Every fetch, in order."""
    return (msgspec.json.decode(entry.body, type=FetchLine) for entry in record.entries("fetch"))


def _laid(folder: Path, fetched: Fetched) -> Path:
    folder.mkdir()
    path = folder / file_name(fetched)
    path.write_bytes(fetched.data)
    return path


def _line(fetched: Fetched, now_s: int) -> FetchLine:
    sha256 = sha256_hex(fetched.data)
    return FetchLine(sha256, fetched.url, fetched.final_url, fetched.address, fetched.media_type, now_s)


def file_name(fetched: Fetched) -> str:
    """A name for a file: the host, the last part of the path, an ending by what the server says it is."""
    parts = urlsplit(fetched.final_url)
    last = _ODD.sub("_", unquote(parts.path.rstrip("/").rpartition("/")[2])).strip("._-")[-_MOST_CHARACTERS:]
    name = f"{_ODD.sub('_', parts.hostname or 'web')}_{last}" if last else _ODD.sub("_", parts.hostname or "web")
    known = _ENDINGS.get(fetched.media_type) or mimetypes.guess_extension(fetched.media_type) or ""
    return name if mimetypes.guess_type(last)[0] or not known else f"{name}{known}"
