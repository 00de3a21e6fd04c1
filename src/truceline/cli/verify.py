"""`truceline verify`: was anything in a mission changed or lost?"""

from __future__ import annotations

from pathlib import Path

import click

#: shorter beginnings of a hash are met by chance
_SHORTEST = 8


@click.command("verify")
@click.argument("mission", type=click.Path(path_type=Path))
@click.option("--head", help="Hash of a record entry noted earlier: checks that it still stands in the record.")
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(mission: Path, head: str | None, as_json: bool) -> None:
    """Check the record's chain, every piece of evidence against its receipt, and every bulletin against its release.

    \b
    Examples:
      truceline verify north
      truceline verify north --head 5b1e07c2…   (the record head printed on a bulletin)
    """
    from truceline.cli.answers import answer
    from truceline.mission.check import verify
    from truceline.mission.folder import open_mission
    from truceline.model.errors import UsageError

    if head is not None and not (len(head) >= _SHORTEST and set(head.lower()) <= set("0123456789abcdef")):
        raise UsageError(
            f"{head!r} is not the hash of an entry", advice=f"Give at least {_SHORTEST} of its hexadecimal digits."
        )
    report = verify(open_mission(mission), head)
    answer(
        as_json,
        {
            "entries": report.entries,
            "evidence": report.evidence,
            "unreceipted": report.unreceipted,
            "bulletin_files": report.files,
            "head": report.head,
        },
        (
            f"{report.entries} record entries in one unbroken chain.",
            f"{report.evidence} pieces of evidence have the bytes that were received.",
            *(
                [f"{report.unreceipted} more have no receipt: their ingest was broken off. Take them in again."]
                if report.unreceipted
                else []
            ),
            f"{report.files} bulletin files have the bytes that were released.",
            f"Head of the record: {report.head}",
        ),
    )
