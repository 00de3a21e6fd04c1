"""Which observation, incident and item of a run is which of the truth."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property

import numpy as np

from truceline.exercise.theatre import Ints
from truceline.exercise.truth import Truth
from truceline.pipeline import Outcome

#: signals are no reports of an incident: a fire or an alert may belong to many, and is scored with none
SIGNALS = frozenset({"fires", "alerts"})


class Matched:
    """The truth laid over an outcome. Rows are found by their source and own id, or by source and line."""

    def __init__(self, truth: Truth, outcome: Outcome) -> None:
        self.truth = truth
        self.outcome = outcome

    @cached_property
    def true_of_observation(self) -> dict[str, int]:
        """Observation id -> true incident, -1 for a report of nothing. Only rows whose truth is known."""
        by_id: dict[tuple[str, str], int] = {}
        by_line: dict[tuple[str, int], int] = {}
        reports = self.truth.reports
        columns = (reports[name].to_pylist() for name in ("source", "native_id", "line", "incident"))
        for source, native, line, incident in zip(*columns, strict=True):
            by_line[source, line] = incident
            if native is not None:
                by_id[source, native] = incident
        observations = self.outcome.observations
        names = ("observation_id", "source", "native_id", "record")
        found: dict[str, int] = {}
        for key, source, native, record in zip(*(observations[name].to_pylist() for name in names), strict=True):
            incident = by_id.get((source, native)) if native is not None else by_line.get((source, record))
            if incident is not None:
                found[key] = incident
        return found

    @cached_property
    def incident_of_observation(self) -> dict[str, str]:
        members = self.outcome.members
        return dict(zip(members["observation_id"].to_pylist(), members["incident_id"].to_pylist(), strict=True))

    @cached_property
    def true_of_incident(self) -> dict[str, int]:
        """Incident id -> the true incident that most of its known rows tell of (the lowest where two are equal)."""
        votes: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for observation, true in self.true_of_observation.items():
            if true >= 0 and observation in self.incident_of_observation:
                votes[self.incident_of_observation[observation]][true] += 1
        return {incident: min(count, key=lambda t: (-count[t], t)) for incident, count in votes.items()}

    @cached_property
    def incidents_of_true(self) -> dict[int, list[str]]:
        found: defaultdict[int, list[str]] = defaultdict(list)
        for incident, true in sorted(self.true_of_incident.items()):
            found[true].append(incident)
        return dict(found)

    @cached_property
    def carriers(self) -> dict[int, list[str]]:
        """True incident -> the incident that holds most of its reports, even if it holds more of another's.

        So an act whose reports were all drawn into a larger incident is judged by what was found about that.
        """
        votes: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for observation, true in self.true_of_observation.items():
            if true >= 0 and observation in self.incident_of_observation:
                votes[true][self.incident_of_observation[observation]] += 1
        return {true: [min(count, key=lambda i: (-count[i], i))] for true, count in votes.items()}

    def groupings(self) -> tuple[Ints, Ints]:
        """For every report with known truth: its group in the outcome, and its true one. Spurious rows stand alone."""
        source = dict(
            zip(
                self.outcome.observations["observation_id"].to_pylist(),
                self.outcome.observations["source"].to_pylist(),
                strict=True,
            )
        )
        numbers: dict[str, int] = {}
        found: list[int] = []
        true: list[int] = []
        for observation, incident in self.true_of_observation.items():
            if source[observation] in SIGNALS or observation not in self.incident_of_observation:
                continue
            found.append(numbers.setdefault(self.incident_of_observation[observation], len(numbers)))
            true.append(incident if incident >= 0 else -1 - len(true))
        return np.array(found, dtype=np.int64), np.array(true, dtype=np.int64)

    @cached_property
    def item_ids(self) -> dict[tuple[str, str], str]:
        """File and part of a news item -> its item id."""
        return {(item.filename, item.part): item.item_id for item in self.outcome.items}
