"""`truceline extract`: what a text says, one JSON line for each thing found, with its exact place in the file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.model.errors import Rejected


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE|DIR...")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="JSON lines. Default: the screen."
)
@click.option(
    "--zone", default="UTC", show_default=True, help='Time zone in which "Thursday" and "22:10" are read (IANA).'
)
@click.option("--published", metavar="DAY", help="Day of texts that do not say when they were published (2026-01-08).")
@click.option(
    "--kind", "kinds", multiple=True, help="Keep this kind only (quote, statement, event …); may be repeated."
)
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the texts line by line, everything that was read marked, as one HTML page.",
)
@click.option(
    "--lang", type=click.Choice(["en", "uk", "ru"]), default="en", show_default=True, help="Language of that page."
)
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(
    paths: tuple[Path, ...],
    output: Path | None,
    zone: str,
    published: str | None,
    kinds: tuple[str, ...],
    html: Path | None,
    lang: str,
    as_json: bool,
) -> None:
    """Quotations, statements, quantities, events, persons, places, times and elements of an agreement in texts.

    FILE is plain text or HTML; of a DIR every .txt, .md and .html file is read. Each line has "kind", "file", "start",
    "end" and "text". Offsets count Unicode code points of the file as UTF-8, so that text == file[start:end]. For HTML
    they hold in the readable rendition, and the line says "rendition": true. "language" is that of the paragraph: en,
    uk or ru, or null where it could not be told: then only quotations, digits and dates are read, and a note says so.

    "On Thursday" is a day only where it is known when the text was published: the text says so, or --published does.

    \b
    Examples:
      truceline extract report.txt -o out.jsonl
      truceline extract report.txt --published 2026-01-08 --zone Europe/Kyiv
      truceline extract report.txt -o out.jsonl --html report.html
      truceline extract evidence/ --zone Europe/Kyiv --kind quote --kind statement -o out.jsonl
    """
    from truceline.confined.extracting import expect_texts
    from truceline.filters.folders import beginning_of, files_of

    files = files_of(paths)
    expect_texts(beginning_of(files))  # the rules load while this process does
    from truceline.cli.extracted import extracted
    from truceline.extract.extract import params_of
    from truceline.filters.texts import KINDS, day_of, no_text

    if unknown := {*kinds} - {*KINDS}:
        raise click.BadParameter(f"{', '.join(sorted(unknown))}: kinds are {', '.join(KINDS)}", param_hint="--kind")
    params_of(zone)
    day = day_of(published) if published else ""
    answers = list(extracted(files, zone, frozenset(kinds or KINDS), day))
    if not any(one.documents for one in answers):
        raise next((one.error for one in answers if one.error is not None), None) or no_text(paths)
    found = sum((one.found for one in answers), Counter[str]())
    notes = [note for one in answers for note in one.notes]
    lines = [line for one in answers for line in one.lines]
    if html is not None:
        from truceline.filters.beside import write_view
        from truceline.filters.texts import read_all
        from truceline.stores.files import readable_name

        texts = [(readable_name(path), document) for path, document, _ in read_all(paths, zone, day)[0]]
        write_view(html, texts, (), zone, lang)
    _finish(lines, output, notes, found, sum(one.documents > 0 for one in answers), as_json)


def _finish(
    lines: list[bytes], output: Path | None, notes: list[Rejected], found: Counter[str], files: int, as_json: bool
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
