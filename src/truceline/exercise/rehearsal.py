"""An exercise through the whole pipeline in memory: what tests and benchmarks run, without a folder or a record."""

from __future__ import annotations

import fnmatch
import tomllib

from truceline.assess.language import load
from truceline.exercise.generate import Exercise
from truceline.exercise.params import ZONE
from truceline.ingest.submission import Submission
from truceline.measure.days import days
from truceline.model.agreement import Agreement
from truceline.model.evidence import ReadContext
from truceline.model.ids import sha256_hex
from truceline.model.measures import DayMeasure
from truceline.model.units import to_e6
from truceline.pipeline import Outcome, Rules, run
from truceline.stores.cache import NoCache
from truceline.stores.silence import SilentProgress

#: names of files that hold texts
_TEXTS = ("news_", "feed_")


def submissions(exercise: Exercise, *, texts: bool = True) -> tuple[Submission, ...]:
    """The evidence as the mission file declares it; without `texts` the event part alone."""
    settings = tomllib.loads(exercise.mission_toml.decode())
    area = settings["mission"]["area"]
    bounds = (to_e6(area[0]), to_e6(area[1]), to_e6(area[2]), to_e6(area[3]))
    found: list[Submission] = []
    for name, data in exercise.files.items():
        if not texts and name.startswith(_TEXTS):
            continue
        rule = next(rule for rule in settings["source"] if fnmatch.fnmatch(name, rule["match"]))
        context = ReadContext(source_class=rule["class"], time_zone=ZONE, bounds_e6=bounds)
        found.append(
            Submission(
                sha256=sha256_hex(data),
                filename=name,
                source=rule["name"],
                connector=rule["connector"],
                media_type="application/octet-stream",
                received_s=exercise.params.end_s,
                context=context,
            )
        )
    return tuple(found)


def agreement_of(exercise: Exercise) -> Agreement:
    return load(exercise.agreement_toml, exercise.zones_geojson, "agreement.toml")


def rehearse(exercise: Exercise, *, texts: bool = True) -> Outcome:
    """Every stage over the exercise's evidence."""
    by_hash = {sha256_hex(data): data for data in exercise.files.values()}
    rules = Rules(
        agreement=agreement_of(exercise),
        agreement_digest="exercise",
        gazetteer=(("gazetteer.csv", exercise.gazetteer_csv),),
        gazetteer_alone=True,
    )
    return run(
        submissions(exercise, texts=texts),
        lambda submission: by_hash[submission.sha256],
        rules,
        NoCache(),
        SilentProgress(),
    )


def measured(exercise: Exercise, outcome: Outcome) -> tuple[DayMeasure, ...]:
    """What each day of the exercise brought."""
    return days(
        outcome.incidents, outcome.findings, outcome.members, outcome.observations, outcome.effort,
        agreement_of(exercise), ZONE,
    )  # fmt: skip
