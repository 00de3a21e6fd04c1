"""`truceline extract`: what a text says, one JSON line for each thing found, with its exact place in the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.model.errors import Rejected
    from truceline.model.evidence import Document
    from truceline.model.mentions import AnyMention
    from truceline.ports import Reading, Source

#: endings that are read from a folder; a file that is named is read whatever its ending
TEXT_ENDINGS = (".txt", ".text", ".md")
HTML_ENDINGS = (".html", ".htm", ".xhtml")
_BOM = "\ufeff"


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE|DIR...")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="JSON lines. Default: the screen."
)
@click.option(
    "--zone", default="UTC", show_default=True, help='Time zone in which "Thursday" and "22:10" are read (IANA).'
)
@click.option(
    "--kind", "kinds", multiple=True, help="Keep this kind only (quote, statement, event …); may be repeated."
)
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(paths: tuple[Path, ...], output: Path | None, zone: str, kinds: tuple[str, ...], as_json: bool) -> None:
    """Quotations, statements, quantities, events, places, times and elements of an agreement in texts.

    FILE is plain text or HTML; of a DIR every .txt, .md and .html file is read. Each line has "kind", "file", "start",
    "end" and "text". Offsets count Unicode code points of the file as UTF-8, so that text == file[start:end]. For HTML
    they hold in the readable rendition, and the line says "rendition": true.

    \b
    Examples:
      truceline extract report.txt -o out.jsonl
      truceline extract evidence/ --zone Europe/Kyiv --kind quote --kind statement -o out.jsonl
    """
    from truceline.extract.extract import extract, params_of

    known, asked = {*KINDS}, {*kinds}
    if not asked <= known:
        raise click.BadParameter(
            f"{', '.join(sorted(asked - known))}: kinds are {', '.join(KINDS)}", param_hint="--kind"
        )
    params = params_of(zone)
    lines: list[bytes] = []
    found: dict[str, int] = {}
    texts, notes = _read_all(paths, zone)
    for path, document, written in texts:
        for mention in extract((document,), params):
            kind = str(mention.__struct_config__.tag)
            if asked and kind not in asked:
                continue
            found[kind] = found.get(kind, 0) + 1
            lines.append(_line(mention, path, written, document))
    _finish(lines, output, notes, found, len({path for path, _, _ in texts}), as_json)


KINDS = ("quote", "statement", "quantity", "event", "person", "place", "time", "agreement_element")


def _files(paths: tuple[Path, ...]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (inner for inner in path.rglob("*") if inner.is_file())
            found.extend(sorted(inner for inner in inside if inner.suffix.lower() in TEXT_ENDINGS + HTML_ENDINGS))
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _read_all(paths: tuple[Path, ...], zone: str) -> tuple[list[tuple[Path, Document, str | None]], list[Rejected]]:
    """Documents with their file and its text (null when it is not UTF-8), and what stayed out.

    A file that cannot be used is a note, unless none can: then InputError.
    """
    from truceline.model.errors import InputError, Rejected
    from truceline.stores.files import readable_name

    texts: list[tuple[Path, Document, str | None]] = []
    notes: list[Rejected] = []
    first_error: InputError | None = None
    for path in _files(paths):
        try:
            reading, written = _read(path, zone)
        except InputError as error:
            first_error = first_error or error
            notes.append(Rejected(readable_name(path), 0, "", error.found, error.advice))
            continue
        notes.extend(reading.notes)
        texts += [(path, document, written) for document in reading.documents]
    if not texts and first_error:
        raise first_error
    if not texts:
        endings = " ".join(TEXT_ENDINGS + HTML_ENDINGS)
        raise InputError("no text to read", where=", ".join(map(str, paths)), advice=f"Give texts ({endings}).")
    return texts, notes


def _read(path: Path, zone: str) -> tuple[Reading, str | None]:
    """A file as its source reads it, and its text as it stands (null when it is not UTF-8)."""
    from truceline.cli.given import blob_of
    from truceline.model.evidence import ReadContext
    from truceline.sources import html, text

    blob = blob_of(path)
    source: Source = html.SOURCE if path.suffix.lower() in HTML_ENDINGS else text.SOURCE
    reading = source.read(blob, ReadContext(time_zone=zone))
    try:
        return reading, blob.data.decode("utf-8")
    except UnicodeDecodeError:
        return reading, None


def _shift(written: str | None, document: Document) -> int | None:
    """What to add to a document's offsets to have those of the file; null when the text is a rendition."""
    if written == document.text:
        return 0
    if written is not None and written.startswith(_BOM) and written[1:] == document.text:
        return 1
    return None


def _line(mention: AnyMention, path: Path, written: str | None, document: Document) -> bytes:
    from truceline.extract.lines import to_line
    from truceline.stores.files import readable_name

    shift = _shift(written, document)
    return to_line(mention, file=readable_name(path), shift=shift or 0, rendition=shift is None)


def _finish(
    lines: list[bytes], output: Path | None, notes: list[Rejected], found: dict[str, int], files: int, as_json: bool
) -> None:
    from truceline.cli.answers import answer, leave, list_notes

    body = b"".join(line + b"\n" for line in lines)
    if output is not None:
        from truceline.stores.files import write_atomic

        write_atomic(output, body)
    elif not as_json:
        click.echo(body, nl=False)
    list_notes(notes)
    if as_json or output is not None:
        counts = dict(sorted(found.items()))
        rejected = sum(note.severity == "rejected" for note in notes)
        words = ", ".join(f"{kind} {n}" for kind, n in counts.items()) or "nothing"
        answer(as_json, {"files": files, "found": counts, "rejected": rejected}, [f"Found: {words}. In {output}"])
    leave(notes)
