"""`truceline verify`: was anything in a mission changed or lost?"""

from __future__ import annotations

from pathlib import Path

import click


@click.command("verify")
@click.argument("mission", type=click.Path(path_type=Path))
@click.option("--head", help="Hash of a record entry noted earlier: checks that it still stands in the record.")
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(mission: Path, head: str | None, as_json: bool) -> None:
    """Check the record's chain, every piece of evidence against its receipt, and every bulletin against its release.

    \b
    Examples:
      truceline verify north
      truceline verify north --head 5b1e…   (the record head printed on a bulletin)
    """
    from truceline.cli.answers import answer
    from truceline.mission.check import verify
    from truceline.mission.folder import open_mission

    report = verify(open_mission(mission), head)
    answer(
        as_json,
        {"entries": report.entries, "evidence": report.evidence, "bulletin_files": report.files, "head": report.head},
        (
            f"{report.entries} record entries in one unbroken chain.",
            f"{report.evidence} pieces of evidence have the bytes that were received.",
            f"{report.files} bulletin files have the bytes that were released.",
            f"Head of the record: {report.head}",
        ),
    )
