"""`truceline assess`: incidents and an agreement to findings, each with its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from truceline.assess.reassessed import FindingChange, Stated
    from truceline.model.errors import Rejected
    from truceline.ports import Progress

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("assess")
@click.argument("incidents", type=_FILE, metavar="INCIDENTS.CSV")
@click.option("--agreement", "agreement_path", required=True, type=_FILE, metavar="FILE", help="The agreement (TOML).")
@click.option("--zones", type=_FILE, help="GeoJSON of its zones. Default: zones.geojson beside the agreement.")
@click.option("--effort", "effort_path", type=_FILE, help="Who watched what, when: clocks of silence need it.")
@click.option("--zone", default="UTC", show_default=True, help="Time zone of times without an offset (IANA).")
@click.option("--reached", is_flag=True, help="Only where the clause speaks to the act in some possible world.")
@click.option(
    "--since", "earlier", type=_FILE, metavar="FINDINGS.JSONL", help="Tell what changed since these findings."
)
@click.option(
    "--lang", type=click.Choice(["en", "uk", "ru"]), default="en", show_default=True, help="Language of the reasons."
)
@click.option("--no-reasons", is_flag=True, help="Without the trees of reasons: much quicker on large tables.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="JSON lines. Default: the screen."
)
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(
    incidents: Path,
    agreement_path: Path,
    zones: Path | None,
    effort_path: Path | None,
    zone: str,
    reached: bool,
    earlier: Path | None,
    lang: str,
    no_reasons: bool,
    output: Path | None,
    as_json: bool,
) -> None:
    """Is each incident a breach? One JSON line for each incident and each clause that is about acts of its kind.

    INCIDENTS.CSV has the columns incident_id, type, start, lat and lon, and optionally end, radius_m, actor, claimant,
    verb, weapon, calibre_mm, target, killed, wounded, count and unit. `verb` says how a monitor
    knows of the act (saw, heard, camera_recorded …): leave it blank where only the claimant says so, as an actor named
    by the other side alone decides nothing. Rows that share an incident_id (such as those
    that `truceline fuse` writes) are one incident. Types are those of the taxonomy: fire.shelling, air.drone_strike …

    Each line has "status" (breach, no_breach, undetermined), "belief" and "plausibility" (shares of possible worlds),
    "counted", and for each reading of when the clause is in force a tree of reasons. A finding is a machine
    assessment, not a decision, and conditional on the incident having happened.

    \b
    Examples:
      truceline assess incidents.csv --agreement agreement.toml -o findings.jsonl
      truceline fuse events.csv -o merged.csv && truceline assess merged.csv --agreement agreement.toml --json
      truceline assess today.csv --agreement agreement.toml --since yesterday.jsonl -o today.jsonl
    """
    from truceline.assess.language import load
    from truceline.cli.answers import leave, list_notes
    from truceline.cli.progress import progress
    from truceline.filters.agreement_file import read_agreement
    from truceline.filters.assessed import explained_lines, plain_lines, read_effort
    from truceline.filters.incident_table import read_incidents
    from truceline.stores.blob_file import blob_of_file
    from truceline.stores.silence import SilentProgress

    agreement = load(*read_agreement(agreement_path, zones))
    table, notes = read_incidents(blob_of_file(incidents), zone)
    effort, effort_notes = (None, ()) if effort_path is None else read_effort(blob_of_file(effort_path), zone)
    told = (
        plain_lines(table, agreement, effort)
        if no_reasons
        else explained_lines(table, agreement, effort, lang, reached_only=reached)
    )
    stated: list[Stated] | None = None if earlier is None else []
    # no bar among the lines on a screen
    with progress() if output is not None else nullcontext(SilentProgress()) as bar:
        bar.start("assess", table.num_rows)
        status = _write(_counted(told, bar), output, as_json or earlier is not None, stated)
        bar.done()
    changes = () if earlier is None else _changes(earlier, stated or [])
    if as_json:
        _summarise(status, changes if earlier else None, table.num_rows, (*notes, *effort_notes))
    elif earlier is not None:
        for change in changes:
            click.echo(change.words())
        click.echo(f"{len(changes)} findings differ from those of {earlier}.")
    list_notes((*notes, *effort_notes))
    leave((*notes, *effort_notes))


def _counted(lines: Iterator[dict[str, Any]], bar: Progress) -> Iterator[dict[str, Any]]:
    """The lines, with a step of the bar for each incident."""
    for _, of_incident in groupby(lines, key=itemgetter("incident_id")):
        yield from of_incident
        bar.advance()


def _changes(earlier: Path, after: list[Stated]) -> tuple[FindingChange, ...]:
    """What these findings say otherwise than a file written before."""
    from truceline.assess.reassessed import reassessed

    return reassessed(_read_before(earlier), iter(after))


def _read_before(path: Path) -> Iterator[Stated]:
    import msgspec

    from truceline.model.errors import UNREADABLE, InputError
    from truceline.stores.blob_file import blob_of_file

    for number, row in enumerate(blob_of_file(path).data.splitlines(), 1):
        if not row.strip():
            continue
        try:
            line = msgspec.json.decode(row, type=dict[str, Any])
            if line.get("reached", True):
                yield _stated(line)
        except (*UNREADABLE, KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise InputError(
                f"line {number} is no finding: {error}",
                where=str(path),
                advice="Give what `truceline assess -o` wrote.",
            ) from error


def _stated(line: dict[str, Any]) -> Stated:
    import msgspec

    from truceline.assess.reassessed import Stated

    shares = {f"{name}_ppm": round(line[name] * 1e6) for name in ("belief", "plausibility")}
    return msgspec.convert({**line, **shares}, Stated)


def _write(
    lines: Iterator[dict[str, Any]], output: Path | None, silent: bool, stated: list[Stated] | None
) -> Counter[str]:
    """Write each line as it comes, for a year of incidents with their reasons fits no memory; count what they say.

    `stated`, where given, takes what each says of a clause that speaks to the act: elsewhere there is no finding.
    """
    import msgspec

    status: Counter[str] = Counter()
    encode = msgspec.json.Encoder(order="sorted").encode
    with _sink(output) if output is not None or not silent else nullcontext() as sink:
        for line in lines:
            status[line["status"]] += 1
            if stated is not None and line["reached"]:
                stated.append(_stated(line))
            if sink is not None:
                sink.write(encode(line) + b"\n")
    return status


@contextmanager
def _sink(output: Path | None) -> Iterator[IO[bytes]]:
    if output is None:
        with click.open_file("-", "wb") as screen:
            yield screen
        return
    from truceline.stores.files import replacing

    with replacing(output) as path, path.open("wb") as sink:
        yield sink


def _summarise(
    status: Counter[str],
    changes: tuple[FindingChange, ...] | None,
    incidents: int,
    notes: tuple[Rejected, ...],
) -> None:
    from truceline.cli.answers import answer

    summary: dict[str, object] = {
        "incidents": incidents,
        "findings": status.total(),
        "status": dict(sorted(status.items())),
        "rejected": sum(note.severity == "rejected" for note in notes),
    }
    if changes is not None:
        from truceline.assess.reassessed import tally

        summary |= {"changes": changes, "changed": tally(changes)}
    answer(True, summary, [])
