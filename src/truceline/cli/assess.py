"""`truceline assess`: incidents and an agreement to findings, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import pyarrow as pa

    from truceline.assess.reassessed import FindingChange, Stated
    from truceline.model.agreement import Agreement
    from truceline.model.errors import Rejected
    from truceline.model.finding import Finding
    from truceline.model.incident import Incident

_AT_A_TIME = 8_192
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
    verb, weapon, calibre_mm, target, killed, wounded, count and unit. Rows that share an incident_id (such as those
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
    from truceline.cli.agreement_file import read_agreement
    from truceline.cli.answers import leave, list_notes
    from truceline.cli.incident_table import read_incidents

    agreement = load(*read_agreement(agreement_path, zones))
    table, notes = read_incidents(incidents, zone)
    effort, effort_notes = (None, ()) if effort_path is None else _effort(effort_path, zone)
    told = _plain(table, agreement, effort) if no_reasons else _explained(table, agreement, effort, lang)
    lines = [line for line in told if not reached or line["reached"]]
    changes = () if earlier is None else _changes(earlier, lines)
    _write(lines, output, as_json or earlier is not None)
    if as_json:
        _summarise(lines, changes if earlier else None, table.num_rows, (*notes, *effort_notes))
    elif earlier is not None:
        for change in changes:
            click.echo(change.words())
        click.echo(f"{len(changes)} findings differ from those of {earlier}.")
    list_notes((*notes, *effort_notes))
    leave((*notes, *effort_notes))


def _changes(earlier: Path, lines: list[dict[str, Any]]) -> tuple[FindingChange, ...]:
    """What these lines say otherwise than a file written before. Where a clause does not speak, there is no finding."""
    from truceline.assess.reassessed import reassessed

    after = (_stated(line) for line in lines if line["reached"])
    return reassessed(_read_before(earlier), after)


def _read_before(path: Path) -> Iterator[Stated]:
    import msgspec

    from truceline.cli.given import blob_of
    from truceline.model.errors import InputError

    for number, row in enumerate(blob_of(path).data.splitlines(), 1):
        if not row.strip():
            continue
        try:
            line = msgspec.json.decode(row, type=dict[str, Any])
            if line.get("reached", True):
                yield _stated(line)
        except (msgspec.DecodeError, KeyError, TypeError, ValueError) as error:
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


def _effort(path: Path, zone: str) -> tuple[pa.Table | None, tuple[Rejected, ...]]:
    from truceline.cli.given import blob_of
    from truceline.confined.reading import read_blob
    from truceline.model.evidence import ReadContext

    reading = read_blob(blob_of(path), "effort", ReadContext(time_zone=zone))
    return reading.effort, reading.notes


def _explained(table: pa.Table, agreement: Agreement, effort: pa.Table | None, lang: str) -> Iterator[dict[str, Any]]:
    """Lines with reasons, by incident and in the order of the clauses."""
    from truceline.agreements.wording import wording_in
    from truceline.assess.explain import Explainer
    from truceline.cli.incident_table import incidents_of

    explainer = Explainer(table, agreement, effort, wording_in(lang, agreement) if lang != "en" else None)
    reached = explainer.reached()
    clauses = [p.provision_id for p in agreement.provisions]
    considered = {clause: frozenset(explainer.considered(clause)) for clause in clauses}
    for part in _parts(incidents_of(table)):
        by_incident: dict[str, list[Finding]] = {one.incident_id: [] for one in part}
        for clause in clauses:
            asked = [one for one in part if one.incident_id in considered[clause]]
            for finding in explainer.told(asked, clause):
                by_incident[finding.incident_id].append(finding)
        for findings in by_incident.values():
            yield from (
                {**_line(finding), "reached": finding.incident_id in reached[finding.provision_id]}
                for finding in findings
            )


def _parts(incidents: Iterator[Incident]) -> Iterator[list[Incident]]:
    """As many at a time as are told quickly and fit into memory with their reasons."""
    while part := list(islice(incidents, _AT_A_TIME)):
        yield part


def _plain(table: pa.Table, agreement: Agreement, effort: pa.Table | None) -> Iterator[dict[str, Any]]:
    """Lines without reasons, only where the clause speaks to the act."""
    from truceline.assess.assess import assess

    for row in (
        assess(table, agreement, effort)
        .sort_by([("incident_id", "ascending"), ("provision_id", "ascending")])
        .to_pylist()
    ):
        belief, plausibility = row.pop("belief_ppm"), row.pop("plausibility_ppm")
        yield {**row, "belief": belief / 1e6, "plausibility": plausibility / 1e6, "reached": True}


def _line(finding: Finding) -> dict[str, Any]:
    """A finding as one JSON object; shares are numbers from 0 to 1."""
    import msgspec

    return {
        **_shared(msgspec.structs.asdict(finding)),
        "readings": [_shared(msgspec.structs.asdict(r)) for r in finding.readings],
    }


def _shared(line: dict[str, Any]) -> dict[str, Any]:
    line["belief"], line["plausibility"] = line.pop("belief_ppm") / 1e6, line.pop("plausibility_ppm") / 1e6
    return line


def _write(lines: list[dict[str, Any]], output: Path | None, as_json: bool) -> None:
    import msgspec

    body = b"".join(msgspec.json.encode(line, order="sorted") + b"\n" for line in lines)
    if output is not None:
        from truceline.stores.files import write_atomic

        write_atomic(output, body)
    elif not as_json:
        click.echo(body, nl=False)


def _summarise(
    lines: list[dict[str, Any]],
    changes: tuple[FindingChange, ...] | None,
    incidents: int,
    notes: tuple[Rejected, ...],
) -> None:
    from collections import Counter

    from truceline.cli.answers import answer

    summary: dict[str, object] = {
        "incidents": incidents,
        "findings": len(lines),
        "status": dict(sorted(Counter(line["status"] for line in lines).items())),
        "rejected": sum(note.severity == "rejected" for note in notes),
    }
    if changes is not None:
        from truceline.assess.reassessed import tally

        summary |= {"changes": changes, "changed": tally(changes)}
    answer(True, summary, [])
