"""`truceline suggest`: what a language model of your own thinks a text says, held against the text. Never evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from truceline.extract.extract import ExtractParams
    from truceline.extract.suggestions import Weighed
    from truceline.model.evidence import Document
    from truceline.model.shown import ReviewedText
    from truceline.model.suggestion import Suggestion
    from truceline.readers.chat import Endpoint
    from truceline.stores.cache import FolderCache

#: the key to the endpoint is read from here, so that it stands in no command line and no file
KEY_VARIABLE = "TRUCELINE_MODEL_KEY"


@click.command("suggest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE|DIR...")
@click.option("--endpoint", required=True, help="OpenAI-compatible address, such as http://localhost:11434/v1")
@click.option("--model", required=True, help="Name of the model at the endpoint.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="JSON lines. Default: the screen."
)
@click.option("--zone", default="UTC", show_default=True, help="Time zone of the texts (IANA).")
@click.option(
    "--cache", type=click.Path(file_okay=False, path_type=Path), help="Folder that keeps the model's answers."
)
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a page on which a person accepts or rejects each suggestion, with a name and a reason.",
)
@click.option(
    "--lang", type=click.Choice(["en", "uk", "ru"]), default="en", show_default=True, help="Language of that page."
)
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(
    paths: tuple[Path, ...],
    endpoint: str,
    model: str,
    output: Path | None,
    zone: str,
    cache: Path | None,
    html: Path | None,
    lang: str,
    as_json: bool,
) -> None:
    """What a language model finds in texts, for a person to look at.

    Lines are those of `truceline extract` with "suggestion": true, "model", and "agreed_by": the rule that found the
    same, or null. Kept is only what stands in the text word for word, and whose numbers and dates the rules read alike;
    the rest is listed as refused. No stage reads suggestions. On the page of --html a person accepts or rejects each;
    the decisions are saved as a file that "truceline ingest" takes into the record, with who decided and why.

    The text is sent to the endpoint. Use one on your own machine for anything that may not leave it. A key is read
    from the variable TRUCELINE_MODEL_KEY.

    \b
    Example:
      truceline suggest report.txt --endpoint http://localhost:11434/v1 --model mistral -o suggestions.jsonl
      truceline suggest report.txt --endpoint http://localhost:11434/v1 --model mistral --html review.html
      truceline ingest north decisions.jsonl
    """
    import os

    from truceline.cli.answers import leave, list_notes
    from truceline.extract.extract import params_of
    from truceline.filters.texts import read_all
    from truceline.readers.chat import Endpoint

    params, kept = params_of(zone), _answers(cache)
    there = Endpoint(url=endpoint, model=model, key=os.environ.get(KEY_VARIABLE))
    texts, notes = read_all(paths, zone)
    suggested = [
        _suggested(path, document, written, _weighed(document, there, params, kept))
        for path, document, written in texts
    ]
    if html is not None:
        _write_page(html, suggested, model, zone, lang)
    _finish(suggested, output, html, as_json)
    list_notes(notes)
    leave(notes)


class _Suggested(NamedTuple):
    """What the model suggests of one text, held against it, and the lines that say so."""

    name: str
    document: Document
    weighed: Weighed
    lines: list[bytes]


def _answers(folder: Path | None) -> FolderCache | None:
    from truceline.stores.cache import FolderCache

    return None if folder is None else FolderCache(folder)


def _weighed(document: Document, there: Endpoint, params: ExtractParams, kept: FolderCache | None) -> Weighed:
    """The model is asked once for a text, a model and a prompt; the answer is weighed anew each time."""
    from truceline.extract.suggestions import Answer, weigh
    from truceline.model.ids import canonical_bytes, sha256_hex
    from truceline.readers.chat import PROMPT_VERSION, ask
    from truceline.stores.cache import StructCodec

    if kept is None:
        answer = ask(document, there)
    else:
        key = sha256_hex(canonical_bytes([sha256_hex(document.text.encode()), there.model, PROMPT_VERSION]))
        answer = kept.recall("suggest", key, lambda: ask(document, there), StructCodec(Answer))
    return weigh(document, answer.found, params, model=there.model, prompt_version=PROMPT_VERSION)


def _suggested(path: Path, document: Document, written: str | None, weighed: Weighed) -> _Suggested:
    from truceline.extract.language import languages
    from truceline.filters.texts import line_of, shift_of
    from truceline.stores.files import readable_name

    shift, told, name = shift_of(written, document), languages(document), readable_name(path)
    lines = [
        _marked(line_of(one.mention, name, shift, told.at(one.mention.start)), one, document)
        for one in weighed.suggestions
    ]
    return _Suggested(path.name, document, weighed, lines)


def _marked(line: bytes, one: Suggestion, document: Document) -> bytes:
    """The line with the text that it is about, by its hash, and who suggests it."""
    import msgspec

    from truceline.model.ids import sha256_hex

    fields: dict[str, object] = msgspec.json.decode(line)
    fields |= {"suggestion": True, "text_sha256": sha256_hex(document.text.encode())}
    fields |= {"model": one.model, "prompt_version": one.prompt_version, "agreed_by": one.agreed_by}
    return msgspec.json.encode(fields)


def _write_page(path: Path, suggested: list[_Suggested], model: str, zone: str, lang: str) -> None:
    """The page on which a person decides."""
    from truceline.model.shown import ReviewView
    from truceline.publish.review_page import render_review
    from truceline.stores.files import write_atomic

    texts = tuple(_reviewed(one, zone) for one in suggested)
    write_atomic(path, render_review(ReviewView(model, texts), lang))


def _reviewed(one: _Suggested, zone: str) -> ReviewedText:
    from truceline.record.shown_suggestions import place_of, reviewed_text

    suggestions = one.weighed.suggestions
    by_place = {place_of(said.mention): line.decode() for said, line in zip(suggestions, one.lines, strict=True)}
    return reviewed_text(one.document, suggestions, one.weighed.refused, by_place, one.name, zone)


def _finish(suggested: list[_Suggested], output: Path | None, html: Path | None, as_json: bool) -> None:
    from truceline.cli.answers import answer
    from truceline.cli.printable import printable

    lines = [line for one in suggested for line in one.lines]
    refused = [(one.name, refusal) for one in suggested for refusal in one.weighed.refused]
    body = b"".join(line + b"\n" for line in lines)
    if output is not None:
        from truceline.stores.files import write_atomic

        write_atomic(output, body)
    elif html is None and not as_json:
        click.echo(body, nl=False)
    for name, refusal in refused:
        told = f"refused: {name}: {refusal.kind} “{refusal.quotation}”: {refusal.reason}"
        click.echo(printable(told), err=True)
    if as_json or output is not None or html is not None:
        summary = {"suggestions": len(lines), "refused": len(refused)}
        written = ", ".join(str(path) for path in (output, html) if path is not None)
        answer(as_json, dict(summary), [f"{len(lines)} suggestions, {len(refused)} refused. In {written}"])
