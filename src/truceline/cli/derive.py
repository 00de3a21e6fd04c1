"""`truceline derive`: which texts come from one origin, as JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.derive.derive import Derived
    from truceline.filters.compared import Details
    from truceline.model.errors import Rejected
    from truceline.model.evidence import Document
    from truceline.ports import Progress


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
    from truceline.filters.compared import lines_of, texts_of

    whole = html is not None or changes
    given = _Given(paths, whole)
    with progress() as bar:
        bar.start("read", None)
        shelf = shelved(given.documents(bar))
        bar.done()
        derived = derive_shelf(shelf, DeriveParams(window_days=window_days), bar)
    details: Details = {}
    if changes:
        from truceline.filters.changes import changes_of

        details = changes_of([document for _, document in given.kept], derived.pairs, zone)
    if html is not None:
        from truceline.filters.beside import write_view

        write_view(html, given.kept, derived.pairs, zone, lang)
    lines = lines_of(derived, given.names, texts_of(derived, shelf), details)
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
        from truceline.filters.compared import ENDINGS, documents_of, files_of, name_of
        from truceline.model.errors import InputError, Rejected
        from truceline.stores.files import readable_name

        first_error: InputError | None = None
        for path, file in files_of(self._paths):
            try:
                for document in documents_of(path, self._whole, self.notes):
                    name = self.names[document.item_id] = name_of(file, document)
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
