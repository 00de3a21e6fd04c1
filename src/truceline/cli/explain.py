"""`truceline explain`: why."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("explain")
@click.argument("mission", type=click.Path(path_type=Path))
@click.argument("id_", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print the lines with their depth as JSON.")
def command(mission: Path, id_: str, as_json: bool) -> None:
    """Say why: the evidence word by word, why it is one incident, its origins, and the rules one by one.

    ID is that of an incident (inc_), a finding (fnd_), an observation (obs_), an origin (org_) or an item (itm_); its
    first characters are enough. The answer is exact and therefore internal.

    \b
    Examples:
      truceline explain north inc_8c1f
      truceline explain north fnd_02ab --json
    """
    from truceline.cli.answers import answer
    from truceline.cli.progress import progress
    from truceline.mission.folder import open_mission
    from truceline.mission.why import Case, why
    from truceline.mission.work import agreement_of, opened, work
    from truceline.stores.vault import FolderVault

    folder = open_mission(mission)
    with progress() as bar, opened(folder) as record:
        outcome = work(folder, record, None, bar)
    lines = why(Case(folder, outcome, agreement_of(folder), FolderVault(folder.evidence_path)), id_)
    answer(
        as_json,
        {"id": id_, "lines": [{"depth": line.depth, "words": line.words} for line in lines]},
        ["  " * line.depth + line.words for line in lines],
    )
