"""`truceline bulletin`: publish the bulletin of a day."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("bulletin")
@click.argument("mission", type=click.Path(path_type=Path))
@click.option("--date", "day", help="Last day of the period (YYYY-MM-DD); by default the last day of the evidence.")
@click.option("--lang", help="en, uk or ru; by default the languages of the mission.")
@click.option(
    "--format",
    "formats",
    default="html,md,json,geojson,csv",
    show_default=True,
    help="html, pdf, md, json, geojson, csv.",
)
@click.option("--ask-witnesses", is_flag=True, help="Ask the witnesses to sign, over the network, before and after.")
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(mission: Path, day: str | None, lang: str | None, formats: str, ask_witnesses: bool, as_json: bool) -> None:
    """Publish the bulletin: only what redaction lets out, with the hash of each file in the record.

    \b
    Examples:
      truceline bulletin north
      truceline bulletin north --date 2026-01-08 --lang uk --format html,pdf
    """
    from truceline.cli.answers import answer
    from truceline.cli.moments import day_of
    from truceline.cli.progress import progress
    from truceline.cli.witness_asking import asked_on_the_way
    from truceline.mission.checkpointed import size_behind
    from truceline.mission.folder import open_mission
    from truceline.mission.release import RENDERERS, bulletin_of, publish
    from truceline.mission.work import agreement_of, opened, work
    from truceline.model.errors import UsageError

    wanted = tuple(dict.fromkeys(part.strip() for part in formats.split(",") if part.strip()))
    if not wanted:
        raise UsageError("no format was named", advice=f"Formats: {', '.join(RENDERERS)}.")
    for ending in wanted:
        if ending not in RENDERERS:
            raise UsageError(f"there is no format {ending!r}", advice=f"Formats: {', '.join(RENDERERS)}.")
    folder = open_mission(mission)
    languages = (lang,) if lang else folder.settings.languages
    for language in languages:
        if language not in ("en", "uk", "ru"):
            raise UsageError(f"there is no bulletin in {language!r}", advice="Languages: en, uk, ru.")
    with progress() as bar, opened(folder) as record:
        outcome = work(folder, record, None, bar)
        heard = asked_on_the_way(folder, record, size_behind(record)) if ask_witnesses else []
        bulletin = bulletin_of(folder, record, outcome, agreement_of(folder), None if day is None else day_of(day))
        files = publish(folder, record, bulletin, languages, wanted)
        heard = asked_on_the_way(folder, record) if ask_witnesses else heard
    answer(
        as_json,
        {"bulletin_id": bulletin.bulletin_id, "headline": bulletin.headline, "files": [str(f) for f in files]},
        (bulletin.headline, *(f"  {path}" for path in files), *heard),
    )
