"""`truceline extract`: what a text says, one JSON line for each thing found, with its exact place in the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.model.errors import Rejected
    from truceline.model.evidence import Blob, Document
    from truceline.model.mentions import AnyMention

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
    notes: list[Rejected] = []
    found: dict[str, int] = {}
    files = _files(paths)
    for path in files:
        documents, rejected, written = _read(path, zone)
        notes.extend(rejected)
        for document in documents:
            for mention in extract((document,), params):
                kind = str(mention.__struct_config__.tag)
                if asked and kind not in asked:
                    continue
                found[kind] = found.get(kind, 0) + 1
                lines.append(_line(mention, path, written, document))
    _finish(lines, output, notes, found, len(files), as_json)


KINDS = ("quote", "statement", "quantity", "event", "place", "time", "agreement_element")


def _files(paths: tuple[Path, ...]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (inner for inner in path.rglob("*") if inner.is_file())
            found.extend(sorted(inner for inner in inside if inner.suffix.lower() in TEXT_ENDINGS + HTML_ENDINGS))
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _read(path: Path, zone: str) -> tuple[tuple[Document, ...], tuple[Rejected, ...], str | None]:
    """Documents of a file, rows that stayed out, and the file as UTF-8 (null when it is not UTF-8)."""
    from truceline.model.errors import InputError
    from truceline.model.evidence import ReadContext

    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise InputError(
            f"cannot be read ({trouble.strerror})", where=str(path), advice="check the path and its permissions"
        ) from trouble
    blob = _blob(path, data)
    context = ReadContext(time_zone=zone)
    if path.suffix.lower() in HTML_ENDINGS:
        from truceline.sources.html import SOURCE as HTML

        reading = HTML.read(blob, context)
    else:
        from truceline.sources.text import SOURCE as TEXT

        reading = TEXT.read(blob, context)
    try:
        written = data.decode("utf-8")
    except UnicodeDecodeError:
        written = None
    return reading.documents, reading.notes, written


def _blob(path: Path, data: bytes) -> Blob:
    from truceline.model.evidence import Blob
    from truceline.model.ids import sha256_hex

    return Blob(sha256=sha256_hex(data), data=data, filename=path.name, source="", received_s=0)


def _shift(written: str | None, document: Document) -> int | None:
    """What to add to a document's offsets to have those of the file; null when the text is a rendition."""
    if written == document.text:
        return 0
    if written is not None and written.startswith(_BOM) and written[1:] == document.text:
        return 1
    return None


def _line(mention: AnyMention, path: Path, written: str | None, document: Document) -> bytes:
    from truceline.extract.lines import to_line

    shift = _shift(written, document)
    return to_line(mention, file=str(path), shift=shift or 0, rendition=shift is None)


def _finish(
    lines: list[bytes], output: Path | None, notes: list[Rejected], found: dict[str, int], files: int, as_json: bool
) -> None:
    import msgspec

    body = b"".join(line + b"\n" for line in lines)
    if output is not None:
        from truceline.stores.files import write_atomic

        write_atomic(output, body)
    elif not as_json:
        click.echo(body, nl=False)
    for note in notes:
        click.echo(f"{note.file}:{note.line}: {note.field}: {note.found}. {note.advice}", err=True)
    rejected = sum(note.severity == "rejected" for note in notes)
    if as_json:
        summary = {"files": files, "found": dict(sorted(found.items())), "rejected": rejected}
        click.echo(msgspec.json.encode(summary).decode())
    if rejected:
        raise SystemExit(1)
