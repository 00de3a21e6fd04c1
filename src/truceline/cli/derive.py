"""`truceline derive`: which texts come from one origin, as JSON lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.derive.derive import Derived
    from truceline.derive.shelf import Shelf
    from truceline.model.errors import Rejected
    from truceline.model.evidence import Blob, Document
    from truceline.model.observation import Derivation
    from truceline.ports import Progress, Source

    Details = dict[tuple[str, str], Callable[[bool], dict[str, object]]]

#: endings that are read from a folder; a file that is named is read whatever its ending
ENDINGS = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".jsonl", ".ndjson")


@click.command("derive")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE|DIR...")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="JSON lines. Default: the screen."
)
@click.option(
    "--window-days",
    default=7,
    show_default=True,
    type=click.IntRange(min=0),
    help="Items published further apart are not compared.",
)
@click.option(
    "--zone", default="UTC", show_default=True, help="Time zone in which that page reads and writes times (IANA)."
)
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the texts side by side, with changed quotations flagged, as one HTML page.",
)
@click.option(
    "--lang", type=click.Choice(["en", "uk", "ru"]), default="en", show_default=True, help="Language of that page."
)
@click.option(
    "--changes",
    is_flag=True,
    help="Add to each pair what was done to the quotations, and the facts that one text alone states.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(
    paths: tuple[Path, ...],
    output: Path | None,
    window_days: int,
    zone: str,
    html: Path | None,
    lang: str,
    changes: bool,
    as_json: bool,
) -> None:
    """Which reports are copies or rewrites of one another, and so count as one origin.

    FILE is plain text, HTML, a feed, or items.jsonl with {"id", "text", "published"?, "source"?, "url"?} a line; of a
    DIR every such file is read. Quotations are masked: only the narrator's own words are compared, and only in reports
    of one incident.

    One line for each pair with something in common: "relation" is copy, rewrite, partial, independent or undetermined,
    "score" the share of one account that the other tells too, "spans" the words in both (offsets are 0-based,
    half-open, in Unicode code points of each text), "direction" and "credit" which text goes back to which and whom it
    names, where that is known. One line for each origin; every item is in exactly one.

    With --changes a pair has "quotes" too, each with its "flags" (cut, altered, respelled, re_attributed, unquoted;
    none where it stands unchanged), and "only", the facts that stand in "a" or in "b" alone.

    \b
    Examples:
      truceline derive items.jsonl -o origins.jsonl
      truceline derive evidence/ -o origins.jsonl --json
      truceline derive wire.txt gazette.txt -o origins.jsonl --html beside.html
    """
    from truceline.cli.progress import progress
    from truceline.derive.derive import derive_shelf
    from truceline.derive.params import DeriveParams
    from truceline.derive.shelf import shelved

    whole = html is not None or changes
    given = _Given(paths, whole)
    with progress() as bar:
        bar.start("read", None)
        shelf = shelved(given.documents(bar))
        bar.done()
        derived = derive_shelf(shelf, DeriveParams(window_days=window_days), bar)
    details: Details = {}
    if changes:
        from truceline.cli.changes import changes_of

        details = changes_of([document for _, document in given.kept], derived.pairs, zone)
    if html is not None:
        from truceline.cli.beside import write_view

        write_view(html, given.kept, derived.pairs, zone, lang)
    lines = _lines(derived, given.names, _texts_of(derived, shelf), details)
    _finish(lines, derived, given.notes, given.count, output, as_json)


class _Given:
    """What the files hold: documents one by one, the names they have in the output, and notes of what cannot be used.

    Documents are kept where more than comparing is asked for.
    """

    def __init__(self, paths: tuple[Path, ...], whole: bool) -> None:
        self.names: dict[str, str] = {}
        self.notes: list[Rejected] = []
        self.kept: list[tuple[str, Document]] = []
        self.count = 0
        self._paths, self._whole = paths, whole

    def documents(self, bar: Progress) -> Iterator[Document]:
        """Every document of every file. A file that cannot be used is a note, unless none can."""
        from truceline.model.errors import InputError, Rejected
        from truceline.stores.files import readable_name

        first_error: InputError | None = None
        for path, file in _files(self._paths):
            try:
                for document in _documents(path, self._whole, self.notes):
                    name = self.names[document.item_id] = _name(file, document)
                    self.count += 1
                    if self._whole:
                        self.kept.append((name, document))
                    yield document
                    bar.advance()
            except InputError as error:
                first_error = first_error or error
                self.notes.append(Rejected(readable_name(path), 0, "", error.found, error.advice))
        if not self.count and first_error:
            raise first_error
        if not self.count:
            shown = ", ".join(map(str, self._paths))
            raise InputError("nothing to compare", where=shown, advice=f"Give texts ({' '.join(ENDINGS)}).")


def _texts_of(derived: Derived, shelf: Shelf) -> Callable[[str], str]:
    """The text of an item that stands in a pair."""
    paired = {item for pair in derived.pairs for item in (pair.a, pair.b)}
    places = {item: place for place, item in enumerate(shelf.ids) if item in paired}
    return lambda item: shelf.text(places[item])


def _files(paths: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    """Files with the names of their items: as given, or as they lie in the folder that was given."""
    from truceline.stores.files import readable_name

    for path in paths:
        if path.is_dir():
            inside = (inner for inner in path.rglob("*") if inner.is_file() and inner.suffix.lower() in ENDINGS)
            yield from ((inner, readable_name(inner.relative_to(path).as_posix())) for inner in sorted(inside))
        else:
            yield path, readable_name(path.name)


def _documents(path: Path, whole: bool, notes: list[Rejected]) -> Iterator[Document]:
    """A file read by its kind; lines of items in haste where only comparing is asked for."""
    from truceline.cli.given import blob_of
    from truceline.cli.plain_items import read_plain
    from truceline.confined.reading import read_blob
    from truceline.model.evidence import ReadContext
    from truceline.sources import text

    lines = path.name.lower().endswith((".jsonl", ".ndjson"))
    if lines and not whole:
        yield from read_plain(path, notes)
        return
    blob = blob_of(path)
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


def _name(file: str, document: Document) -> str:
    """The id of a line of items.jsonl, the name of a file, or both for an entry of a feed."""
    if document.item.media_type == "application/x-ndjson":
        return document.item.part
    return f"{file}#{document.item.part}" if document.item.part else file


def _lines(
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
    from truceline.cli.changes import mirrored

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


def _finish(
    lines: Iterable[dict[str, object]],
    derived: Derived,
    notes: list[Rejected],
    items: int,
    output: Path | None,
    as_json: bool,
) -> None:
    import msgspec

    from truceline.cli.answers import answer, leave, list_notes

    body = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    if output is not None:
        from truceline.stores.files import write_atomic

        write_atomic(output, body)
    elif not as_json:
        click.echo(body, nl=False)
    list_notes(notes)
    relations: dict[str, int] = {}
    for pair in derived.pairs:
        relations[pair.relation] = relations.get(pair.relation, 0) + 1
    rejected = sum(note.severity == "rejected" for note in notes)
    summary: dict[str, object] = {"items": items, "origins": len(derived.origins), "pairs": relations}
    if as_json or output is not None:
        answer(as_json, {**summary, "rejected": rejected}, [f"{items} items, {len(derived.origins)} origins: {output}"])
    leave(notes)
