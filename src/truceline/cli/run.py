"""`truceline run`: every stage that is out of date."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("run")
@click.argument("mission", type=click.Path(path_type=Path))
@click.option("--until", help="Only what was known before this moment (ISO 8601; the mission's zone if none is named).")
@click.option("--ask-witnesses", is_flag=True, help="Ask the witnesses to sign afterwards, over the network.")
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(mission: Path, until: str | None, ask_witnesses: bool, as_json: bool) -> None:
    """Run every stage that is out of date. Safe to repeat, safe to kill: run it again and it goes on.

    \b
    Examples:
      truceline run north
      truceline run north --until 2026-01-08T19:30
    """
    from truceline.cli.answers import answer, leave, list_notes
    from truceline.cli.progress import progress
    from truceline.cli.witness_asking import asked_on_the_way
    from truceline.filters.moments import moment_s
    from truceline.mission.asking import admit
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.work import work

    folder = open_mission(mission)
    until_s = None if until is None else moment_s(until, folder.settings.zone)
    with progress() as bar, opened(folder) as record:
        admit(folder, record, "add", "observation")
        outcome = work(folder, record, until_s, bar)
        heard = asked_on_the_way(folder, record) if ask_witnesses else []
    statuses = outcome.findings["status"].to_pylist()
    several = sum(n > 1 for n in outcome.incidents["n_observations"].to_pylist())
    list_notes(outcome.notes, f"truceline export {mission} rejected -o rejected.csv")
    answer(
        as_json,
        {
            "items": len(outcome.items),
            "observations": outcome.observations.num_rows,
            "origins": len(outcome.origins),
            "incidents": outcome.incidents.num_rows,
            "incidents_expected": {
                "count": outcome.expected.count_milli / 1000,
                "low": outcome.expected.low,
                "high": outcome.expected.high,
            },
            "rulings": len(outcome.rulings) + len(outcome.text_rulings),
            "findings": {s: statuses.count(s) for s in ("breach", "no_breach", "undetermined")},
            "claims": len(outcome.claims),
            "rejected": sum(note.severity == "rejected" for note in outcome.notes),
        },
        (
            f"{outcome.observations.num_rows} observations from {len(outcome.items)} items make "
            f"{outcome.incidents.num_rows} incidents, {several} of them from several reports.",
            f"Findings: {statuses.count('breach')} breach, {statuses.count('no_breach')} no breach, "
            f"{statuses.count('undetermined')} undetermined.",
            *heard,
            f"Next: truceline bulletin {mission}",
        ),
    )
    leave(outcome.notes)
