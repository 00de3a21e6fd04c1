"""`truceline verify`: was anything in a mission changed or lost, and does a proof hold?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from truceline.cli.signed import lines_of, summary_of

if TYPE_CHECKING:
    from truceline.mission.check import Report
    from truceline.mission.folder import Mission

#: shorter beginnings of a hash are met by chance
_SHORTEST = 8


@click.command("verify")
@click.argument("path", metavar="MISSION|PROOF", type=click.Path(path_type=Path))
@click.option("--head", help="Hash of a record entry noted earlier: checks that it still stands in the record.")
@click.option(
    "--note",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A signed note kept earlier, such as a bulletin's: checks that the record still begins with it.",
)
@click.option(
    "--receipt",
    "receipts",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A receipt that somebody took away (ingest --receipts): checks that its promise is kept. May be repeated.",
)
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="KEY|SIDE=KEY",
    help="Of a proof: the record's key as its mission gave it to you, and a witness's as SIDE=KEY. May be repeated.",
)
@click.option("--figure", metavar="POINTER", help="Of a bulletin's proof: one figure, such as /counts/0/value_low.")
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the proof of that figure alone to this file.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(
    path: Path,
    head: str | None,
    note: Path | None,
    receipts: tuple[Path, ...],
    keys: tuple[str, ...],
    figure: str | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Check the record's chain, every piece of evidence against its receipt, and every bulletin against its release.

    Of a proof, such as bulletin.proof.json, check offline all that is in the file, and say what it shows and what not.

    \b
    Examples:
      truceline verify north
      truceline verify north --head 5b1e07c2…   (the record head printed on a bulletin)
      truceline verify bulletin.proof.json --figure /counts/0/value_low --key "$KEY"
    """
    from truceline.cli.answers import answer
    from truceline.mission.check import verify
    from truceline.mission.folder import open_mission
    from truceline.model.errors import UsageError

    if path.is_file():
        from truceline.cli.verify_proof import check_proof

        check_proof(path, keys, figure, out, as_json)
        return
    if keys or figure is not None or out is not None:
        raise UsageError("--key, --figure and --out are for proofs", advice="Name a proof: bulletin.proof.json.")
    if head is not None and not (len(head) >= _SHORTEST and set(head.lower()) <= set("0123456789abcdef")):
        raise UsageError(
            f"{head!r} is not the hash of an entry", advice=f"Give at least {_SHORTEST} of its hexadecimal digits."
        )
    mission = open_mission(path)
    report = verify(mission, head, None if note is None else note.read_bytes())
    kept = _kept(mission, receipts)
    answer(as_json, _summary(report), tuple(_lines(report, kept)))


def _summary(report: Report) -> dict[str, object]:
    if report.sealed:
        return {"entries": report.entries, "head": report.head, "sealed": True}
    return {
        "entries": report.entries,
        "evidence": report.evidence,
        "unreceipted": report.unreceipted,
        "destroyed": report.destroyed,
        "signed_releases": report.signed,
        "recalled": report.recalled,
        "bulletin_files": report.files,
        "head": report.head,
        "signatures": None if report.signatures is None else summary_of(report.signatures),
    }


def _lines(report: Report, kept: list[str]) -> Iterator[str]:
    yield f"{report.entries} record entries in one unbroken chain."
    if report.sealed:
        yield "Its values are sealed and their key is not here: they were not checked, nor evidence and bulletins."
        yield from kept
        yield f"Head of the record: {report.head}"
        return
    yield f"{report.evidence} pieces of evidence have the bytes that were received."
    if report.unreceipted:
        yield f"{report.unreceipted} more have no receipt: their ingest was broken off. Take them in again."
    if report.destroyed:
        yield f"{report.destroyed} more were destroyed on a written order; their receipts stand."
    yield f"{report.files} bulletin files have the bytes that were released."
    yield from kept
    if report.signed:
        yield f"{report.signed} releases were signed by two people of different offices."
    if report.recalled:
        yield f"{report.recalled} bulletins were recalled."
    yield f"Head of the record: {report.head}"
    if report.signatures is not None:
        yield from lines_of(report.signatures)


def _kept(mission: Mission, receipts: tuple[Path, ...]) -> list[str]:
    """A line for each receipt whose promise the record keeps. Raises RecordError at the first that is broken."""
    from truceline.mission.receipts import check
    from truceline.mission.stores import record_of

    if not receipts:
        return []
    record = record_of(mission, read_only=True)
    try:
        promises = [(check(record, file), file) for file in receipts]
    finally:
        record.close()
    return [f"{file.name}: entry {promise.index} is the one that was promised." for promise, file in promises]
