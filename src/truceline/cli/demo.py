"""`truceline demo`: from nothing to a bulletin, in one command."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from truceline.mission.folder import Mission
    from truceline.model.bulletin import PublicScore
    from truceline.model.measures import Verdict
    from truceline.pipeline import Outcome
    from truceline.ports import Clock

    Scorer = Callable[[Outcome, Verdict], tuple[PublicScore, ...]]


_FORMATS = ("html", "md", "json", "geojson", "csv")


@click.command("demo")
@click.argument("name", default="exercise")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder; by default truceline-NAME.")
@click.option("--scale", default=1, show_default=True, type=click.IntRange(1, 100), help="Size of the exercise.")
@click.option("--seed", default=None, type=int, help="Another exercise of the same kind.")
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(name: str, out: Path | None, scale: int, seed: int | None, as_json: bool) -> None:
    """Run the exercise (an invented ceasefire whose truth is known), or a real case.

    \b
    Examples:
      truceline demo                    the exercise: 60 days, scored against its truth
      truceline demo easter-2025        the parties' claims about the truce of Easter 2025, audited
      truceline demo --scale 10 --out /tmp/large
    """
    from truceline.cases.cases import names
    from truceline.model.errors import UsageError

    if name not in ("exercise", *names()):
        raise UsageError(f"there is no demo {name!r}", advice=f"Demos: exercise, {', '.join(names())}.")
    folder = out or Path(f"truceline-{name}")
    if name == "exercise":
        _exercise(folder, scale, seed, as_json)
    else:
        _case(name, folder, as_json)


def _exercise(folder: Path, scale: int, seed: int | None, as_json: bool) -> None:
    """The exercise lives in its own time, so its clock stands at its end and every run gives the same bytes."""
    from truceline.cli.progress import progress
    from truceline.exercise.folder import LATE, write_mission
    from truceline.exercise.generate import generate
    from truceline.exercise.params import ExerciseParams
    from truceline.exercise.score import score
    from truceline.mission.folder import open_mission
    from truceline.model.units import DAY_S
    from truceline.stores.clock import FixedClock

    params = ExerciseParams(scale=scale) if seed is None else ExerciseParams(scale=scale, seed=seed)
    with progress() as bar:
        bar.start("exercise", None)
        exercise = generate(params)
        files = write_mission(exercise, folder, folder / "incoming")
        bar.done()
    mission, clock = open_mission(folder), FixedClock(params.end_s)
    _evening_before(mission, clock, params.last_day - timedelta(days=1), [one for one in files if one.name not in LATE])
    _publish(
        mission,
        clock,
        params.last_day,
        lambda outcome, verdict: score(exercise.truth, outcome, verdict),
        as_json,
        params.end_s - DAY_S,
    )


def _evening_before(mission: Mission, clock: Clock, day: date, files: list[Path]) -> None:
    """The bulletin of the day before, without what came late: the next one has something to correct."""
    from truceline.cli.progress import progress
    from truceline.mission.agreed import agreement_of
    from truceline.mission.intake import ingest
    from truceline.mission.opened import opened
    from truceline.mission.release import bulletin_of, publish
    from truceline.mission.work import work

    if (mission.bulletins_path / day.isoformat()).exists():
        return
    with progress() as bar, opened(mission) as record:
        ingest(mission, record, files, clock, bar)
        bulletin = bulletin_of(mission, record, work(mission, record, None, bar), agreement_of(mission), day)
        publish(mission, record, bulletin, mission.settings.languages, _FORMATS)


def _case(name: str, folder: Path, as_json: bool) -> None:
    from truceline.cases.cases import case_files
    from truceline.mission.folder import open_mission
    from truceline.stores.clock import SystemClock
    from truceline.stores.files import make_folder, write_atomic

    for relative, data in case_files(name).items():
        path = folder / relative
        make_folder(path.parent)
        write_atomic(path, data)
    _publish(open_mission(folder), SystemClock(), None, None, as_json)


def _publish(
    mission: Mission,
    clock: Clock,
    day: date | None,
    score: Scorer | None,
    as_json: bool,
    hearings_until: int | None = None,
) -> None:
    """Take in what lies in `incoming/`, run every stage, hear the exercise's cases, publish, and say what to open."""
    from truceline.cli.answers import answer
    from truceline.cli.demo_hearings import hear_cases
    from truceline.cli.progress import progress
    from truceline.mission.agreed import agreement_of
    from truceline.mission.intake import ingest
    from truceline.mission.opened import opened
    from truceline.mission.release import bulletin_of, publish
    from truceline.mission.work import work

    with progress() as bar, opened(mission) as record:
        ingest(mission, record, (mission.folder / "incoming",), clock, bar)
        outcome = work(mission, record, None, bar)
        if hearings_until is not None:
            hear_cases(record, outcome, hearings_until)
        bar.start("bulletin", None)
        bulletin = bulletin_of(mission, record, outcome, agreement_of(mission), day, score)
        files = publish(mission, record, bulletin, mission.settings.languages, _FORMATS)
        bar.done()
    page = next(path for path in files if path.suffix == ".html")
    answer(
        as_json,
        {"bulletin_id": bulletin.bulletin_id, "headline": bulletin.headline, "files": [str(path) for path in files]},
        (
            bulletin.headline,
            *(f"  {s.label}: {s.value}" for s in bulletin.scores),
            f"Open {page.resolve().as_uri()}",
            _next(mission, outcome),
        ),
    )


def _next(mission: Mission, outcome: Outcome) -> str:
    """What to look at next: an incident worth explaining (a breach, with most reports behind it), or the claims."""
    import pyarrow.compute as pc

    if outcome.incidents.num_rows == 0:
        return f"The claims themselves: truceline export {mission.folder} claims -o claims.csv"
    breaches = set(outcome.findings.filter(pc.equal(outcome.findings["status"], "breach"))["incident_id"].to_pylist())
    rows = zip(
        outcome.incidents["incident_id"].to_pylist(), outcome.incidents["n_observations"].to_pylist(), strict=True
    )
    _, _, incident = max((incident in breaches, n, incident) for incident, n in rows)
    return f"Why? truceline explain {mission.folder} {incident}"
