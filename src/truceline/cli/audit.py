"""`truceline audit`: the parties' claims to what adds up, what does not, and what cannot be compared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.model.claim import AuditPoint
    from truceline.model.phrase import Phrase

_HEADINGS = {
    "inconsistent": "Does not fit together",
    "cannot_tell": "Cannot be added or compared",
    "consistent": "Fits together",
}


@click.command("audit")
@click.argument("claims", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="CLAIMS.CSV")
@click.option("--truce", metavar="FROM..TO", help="Time in force: also tell whether the totals cover it.")
@click.option("--zone", default="UTC", show_default=True, help="Time zone of times that carry no offset.")
@click.option(
    "--lang",
    type=click.Choice(["en", "uk", "ru"]),
    default="en",
    help="Language of what is printed; JSON is in English.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="audit.json. Default: none.")
@click.option("--json", "as_json", is_flag=True, help="Print the audit as JSON.")
def command(claims: Path, truce: str | None, zone: str, lang: str, output: Path | None, as_json: bool) -> None:
    """Do the parties' own figures add up, share a window and a unit, and may they be compared?

    CLAIMS.CSV has the columns claimant, against, as_of, window_start, window_end, category, count, qualifier, and
    optionally unit, parent, source_url and note. Qualifiers: exact, about, more_than, less_than, at_least, at_most. The
    category "total" is the whole of the others of its claimant and window, unless `parent` says otherwise.
    Notes are never read as facts.

    \b
    Example:
      truceline audit claims.csv --zone Europe/Kyiv -o audit.json
    """
    from truceline.cli.answers import answer, leave, list_notes
    from truceline.filters.audited import as_document, read_claims
    from truceline.filters.moments import span_s
    from truceline.measure.audit import audit
    from truceline.stores.blob_file import blob_of_file

    read, notes = read_claims(blob_of_file(claims), zone)
    list_notes(notes)
    points = audit(read, span_s(truce, zone) if truce else None)
    document = as_document(read, points)
    if output is not None:
        import msgspec

        from truceline.stores.files import write_atomic

        write_atomic(output, msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n")
    answer(as_json, document, _lines(points, lang))
    leave(notes)


def _lines(points: tuple[AuditPoint, ...], lang: str) -> list[str]:
    if lang == "en":
        from truceline.model.english import english

        return _listed(points, _HEADINGS.__getitem__, str, english)
    from truceline.publish.words import words

    spoken = words(lang)
    return _listed(points, partial(spoken.term, "audit_verdict"), partial(spoken.term, "audit_check"), spoken.phrase)


def _listed(
    points: tuple[AuditPoint, ...],
    heading: Callable[[str], str],
    name_of: Callable[[str], str],
    told: Callable[[Phrase], str],
) -> list[str]:
    from truceline.measure.audit import NOTHING

    lines: list[str] = []
    for verdict in _HEADINGS:
        chosen = [point for point in points if point.verdict == verdict]
        if chosen:
            lines.append(f"{heading(verdict)} ({len(chosen)})")
            lines += [f"  {point.claimant}, {name_of(point.check)}: {told(point.told)}" for point in chosen]
    return lines or [told(NOTHING)]
