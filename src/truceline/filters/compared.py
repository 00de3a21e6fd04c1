"""Which texts come from one origin: files as documents for the comparison, and what was found as lines.

What a parser of markup needs is imported where a file has markup: most have none, and parsers take long to load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from truceline.derive.derive import Derived
from truceline.derive.shelf import Shelf
from truceline.filters.changes import mirrored
from truceline.model.errors import Rejected
from truceline.model.evidence import Blob, Document
from truceline.model.observation import Derivation
from truceline.ports import Source
from truceline.stores.blob_file import blob_of_file
from truceline.stores.files import readable_name

Details = dict[tuple[str, str], Callable[[bool], dict[str, object]]]

#: endings that are read from a folder; a file that is named is read whatever its ending
ENDINGS = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".jsonl", ".ndjson")


def texts_of(derived: Derived, shelf: Shelf) -> Callable[[str], str]:
    """The text of an item that stands in a pair."""
    paired = {item for pair in derived.pairs for item in (pair.a, pair.b)}
    places = {item: place for place, item in enumerate(shelf.ids) if item in paired}
    return lambda item: shelf.text(places[item])


def files_of(paths: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    """Files with the names of their items: as given, or as they lie in the folder that was given."""
    for path in paths:
        if path.is_dir():
            inside = (inner for inner in path.rglob("*") if inner.is_file() and inner.suffix.lower() in ENDINGS)
            yield from ((inner, readable_name(inner.relative_to(path).as_posix())) for inner in sorted(inside))
        else:
            yield path, readable_name(path.name)


def documents_of(path: Path, whole: bool, notes: list[Rejected]) -> Iterator[Document]:
    """A file read by its kind; lines of items in haste where only comparing is asked for."""
    from truceline.confined.reading import read_blob
    from truceline.filters.plain_items import read_plain
    from truceline.model.evidence import ReadContext
    from truceline.sources import text

    lines = path.name.lower().endswith((".jsonl", ".ndjson"))
    if lines and not whole:
        yield from read_plain(path, notes)
        return
    blob = blob_of_file(path)
    context = ReadContext()
    # letters are decoded here under caps; what a parser takes apart is taken apart where that can do no harm
    confined = "items" if lines else _parsed(blob)
    reading = read_blob(blob, confined, context) if confined else text.SOURCE.read(blob, context)
    notes.extend(reading.notes)
    yield from reading.documents


def _parsed(blob: Blob) -> str | None:
    """The connector for markup; None for a text, of which most files are: the parsers take long to load."""
    from truceline.ingest.decode import gunzip_head

    head = blob.data[:65_536]
    if b"<" not in gunzip_head(head):
        return None
    from truceline.sources import feed, html

    kinds: tuple[Source, ...] = (feed.SOURCE, html.SOURCE)
    return next((kind.name for kind in kinds if kind.recognises(head, blob.filename)), None)


def name_of(file: str, document: Document) -> str:
    """The id of a line of items.jsonl, the name of a file, or both for an entry of a feed."""
    if document.item.media_type == "application/x-ndjson":
        return document.item.part
    return f"{file}#{document.item.part}" if document.item.part else file


def lines_of(
    derived: Derived, names: dict[str, str], text_of: Callable[[str], str], details: Details
) -> Iterator[dict[str, object]]:
    ordered = sorted(derived.pairs, key=lambda pair: sorted((names[pair.a], names[pair.b])))
    yield from (_pair(pair, names, text_of, details) for pair in ordered)
    origins = [(sorted(names[item] for item in origin.items), origin.origin_id) for origin in derived.origins]
    for items, origin_id in sorted(origins):
        yield {"kind": "origin", "origin_id": origin_id, "items": items}


def _pair(
    pair: Derivation, names: dict[str, str], text_of: Callable[[str], str], details: Details
) -> dict[str, object]:
    turned = names[pair.b] < names[pair.a]
    added = details.get((pair.a, pair.b))
    if turned:
        pair = mirrored(pair)
    a, b, text = names[pair.a], names[pair.b], text_of(pair.a)
    spans = [
        {"a": [s.a_start, s.a_end], "b": [s.b_start, s.b_end], "text": text[s.a_start : s.a_end]} for s in pair.spans
    ]
    score = pair.score_ppm / 1_000_000
    head = {"kind": "pair", "a": a, "b": b, "relation": pair.relation, "score": score}
    known_of = {"direction": pair.direction, "credit": pair.credit}
    return {**head, "spans": spans, "reason": pair.reason, **known_of, **(added(turned) if added else {})}
