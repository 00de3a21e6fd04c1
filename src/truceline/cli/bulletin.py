"""`truceline bulletin`: publish the bulletin of a day, a week, or a stated window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from truceline.mission.bulletin_kinds import Wanted
    from truceline.mission.folder import Mission
    from truceline.model.bulletin import BulletinKind


@click.command("bulletin")
@click.argument("mission", type=click.Path(path_type=Path))
@click.option("--date", "day", help="Last day of the period (YYYY-MM-DD); by default the last day of the evidence.")
@click.option(
    "--kind",
    type=click.Choice(["daily", "weekly", "special"]),
    default="daily",
    show_default=True,
    help="weekly: seven days beside the seven before. special: the days from --from to --date, for a --reason.",
)
@click.option("--from", "first", help="First day of a special bulletin (YYYY-MM-DD); by default its last one.")
@click.option("--title", default="", help="Title of a special bulletin.")
@click.option("--reason", default="", help="Why a special bulletin is made; it says so.")
@click.option("--sector", "sectors", multiple=True, help="Of a special bulletin: only this zone of the agreement.")
@click.option("--provision", "provisions", multiple=True, help="Of a special bulletin: only this provision.")
@click.option("--incident", "incidents", multiple=True, help="Of a special bulletin: only this incident.")
@click.option("--lang", help="en, uk or ru; by default the languages of the mission.")
@click.option(
    "--format",
    "formats",
    default="html,md,json,geojson,csv",
    show_default=True,
    help="html, pdf, md, json, geojson, csv, xlsx, gpkg, parquet, pmtiles, hxl, cap, stix, crate.",
)
@click.option("--ask-witnesses", is_flag=True, help="Ask the witnesses to sign, over the network, before and after.")
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(
    mission: Path,
    day: str | None,
    kind: BulletinKind,
    first: str | None,
    title: str,
    reason: str,
    sectors: tuple[str, ...],
    provisions: tuple[str, ...],
    incidents: tuple[str, ...],
    lang: str | None,
    formats: str,
    ask_witnesses: bool,
    as_json: bool,
) -> None:
    """Publish the bulletin: only what redaction lets out, with the hash of each file in the record.

    With `approvals = 2` in mission.toml this makes a draft: it leaves when two people of different offices have signed
    its exact bytes (truceline release approve).

    \b
    Examples:
      truceline bulletin north
      truceline bulletin north --date 2026-01-08 --lang uk --format html,pdf
      truceline bulletin north --kind weekly
      truceline bulletin north --kind special --from 2026-01-05 --date 2026-01-08 \\
          --title "Fire on the substations" --reason "Asked for by the commission" --provision energy
    """
    from truceline.cli.answers import answer
    from truceline.filters.moments import day_of
    from truceline.mission.bulletin_kinds import Wanted
    from truceline.mission.folder import open_mission
    from truceline.model.bulletin import PublicScope

    last_day, first_day = (None if one is None else day_of(one) for one in (day, first))
    wanted = Wanted(kind, last_day, first_day, title, reason, PublicScope(sectors, provisions, incidents))
    asked = _formats(formats)
    folder = open_mission(mission)
    made = _made(folder, wanted, _languages(lang, folder), asked, ask_witnesses)
    answer(as_json, made.summary, made.lines(mission))


class _Made(NamedTuple):
    """What came of it: files that left, or a draft that waits for two signatures."""

    bulletin_id: str
    headline: str
    files: tuple[Path, ...]
    draft: Path | None
    heard: list[str]  # what the witnesses answered

    @property
    def summary(self) -> dict[str, object]:
        said: dict[str, object] = {"bulletin_id": self.bulletin_id, "headline": self.headline}
        if self.draft is not None:
            said["draft"] = str(self.draft)
        return said | {"files": [str(path) for path in self.files]}

    def lines(self, mission: Path) -> tuple[str, ...]:
        if self.draft is None:
            return (self.headline, *(f"  {path}" for path in self.files), *self.heard)
        return (
            self.headline,
            f"  A draft: {self.draft}",
            f"It leaves when two people have signed: truceline release approve {mission} {self.draft.name} --as NAME",
        )


def _made(
    folder: Mission, wanted: Wanted, languages: tuple[str, ...], formats: tuple[str, ...], ask_witnesses: bool
) -> _Made:
    """The bulletin by what is known at the last release hour. Witnesses are asked before, so that their signatures are
    in it, and after, so that the release is under them."""
    from truceline.cli.progress import progress
    from truceline.cli.witness_asking import asked_on_the_way
    from truceline.mission.agreed import agreement_of
    from truceline.mission.checkpointed import size_behind
    from truceline.mission.drafts import leave
    from truceline.mission.hours import last_hour_s
    from truceline.mission.opened import opened
    from truceline.mission.release import bulletin_of
    from truceline.mission.work import work
    from truceline.stores.clock import SystemClock

    with progress() as bar, opened(folder) as record:
        until_s = last_hour_s(folder.policy.hours, folder.settings.zone, SystemClock().now_s())
        outcome = work(folder, record, until_s, bar)
        heard = asked_on_the_way(folder, record, size_behind(record)) if ask_witnesses else []
        bulletin = bulletin_of(folder, record, outcome, agreement_of(folder), wanted, until_s=until_s)
        files, waiting = leave(folder, record, bulletin, languages, formats)
        if ask_witnesses and waiting is None:
            heard = asked_on_the_way(folder, record)
    return _Made(bulletin.bulletin_id, bulletin.headline, () if waiting else tuple(files), waiting, heard)


def _languages(asked: str | None, folder: Mission) -> tuple[str, ...]:
    """The language asked for, or those of the mission. Raises UsageError for one that no bulletin is written in."""
    from truceline.model.errors import UsageError
    from truceline.publish.words import LANGUAGES

    languages = (asked,) if asked else folder.settings.languages
    for language in languages:
        if language not in LANGUAGES:
            raise UsageError(f"there is no bulletin in {language!r}", advice=f"Languages: {', '.join(LANGUAGES)}.")
    return languages


def _formats(asked: str) -> tuple[str, ...]:
    """The formats asked for, each once. Raises UsageError for one that there is not, or for none."""
    from truceline.mission.release import FORMATS
    from truceline.model.errors import UsageError

    wanted = tuple(dict.fromkeys(part.strip() for part in asked.split(",") if part.strip()))
    if not wanted:
        raise UsageError("no format was named", advice=f"Formats: {', '.join(FORMATS)}.")
    for ending in wanted:
        if ending not in FORMATS:
            raise UsageError(f"there is no format {ending!r}", advice=f"Formats: {', '.join(FORMATS)}.")
    return wanted
