"""Why, for incidents: what ties the reports together, what reviewers ruled, what became of an incident."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow.compute as pc

from truceline.fuse.explain import Bond, Judge, each_once
from truceline.mission.case import Case
from truceline.mission.told import Line
from truceline.model.observation import Observation, PairDecision

_MOST_BONDS = 40

_BECAME = {
    "merged": "is part of {became}",
    "split": "was split into {became}",
    "renamed": "is now called {became}, after an earlier report",
    "gone": "has no report left",
}


def bonds_of(case: Case, ids: tuple[str, ...]) -> tuple[Bond, ...]:
    """The strongest bond of each of these observations, each pair once, in the very figures the run decided by."""
    outcome = case.outcome
    return each_once(Judge.of(outcome.observations, origins=outcome.origins, learned=outcome.learned).bonds(ids))


def binding(case: Case, members: tuple[Observation, ...]) -> Iterator[Line]:
    """Why the observations are held to be one incident: evidence for and against, in nats."""
    if len(members) < 2:
        return
    yield Line(0, "Why these are one incident: for each, its strongest bond (evidence for +, against −, in nats)")
    for bond in bonds_of(case, tuple(o.observation_id for o in members[:_MOST_BONDS])):
        total = sum(milli for _, milli in bond.terms) / 1000
        yield Line(1, f"{bond.observation_id} and {bond.other_id}: {total:+.1f}")
        for label, milli in bond.terms:
            yield Line(2, f"{label}: {milli / 1000:+.1f}")


def rulings_on(case: Case, ids: frozenset[str]) -> tuple[PairDecision, ...]:
    """Rulings with an end among these observations."""
    return tuple(one for one in case.outcome.rulings if one.a in ids or one.b in ids)


def ruled(case: Case, members: tuple[Observation, ...]) -> Iterator[Line]:
    """What people ruled on these reports: it is followed, whatever the evidence."""
    found = rulings_on(case, frozenset(o.observation_id for o in members))
    if found:
        yield Line(0, "Ruled by reviewers, and followed whatever the evidence")
    for one in found:
        verdict = "one incident" if one.same else "not one incident"
        yield Line(1, f"{one.a} and {one.b}: {verdict}. {one.who}: {one.why}")


def rivals(case: Case, observation_id: str) -> Iterator[Line]:
    """Incidents that a report fits which fits none alone."""
    table = case.outcome.unresolved
    for row in table.filter(pc.equal(table["observation_id"], observation_id)).to_pylist():
        yield Line(1, f"left open: may belong to {row['rival_incident_id']}, probability {row['p_ppm'] / 10_000:.1f} %")


def became(case: Case, wanted: str) -> Iterator[Line]:
    """What became of incidents whose ids begin like this, and what came into them, oldest first."""
    found = [
        noted
        for noted in case.history
        if noted.change.incident_id.startswith(wanted) or any(one.startswith(wanted) for one in noted.change.became)
    ]
    if found:
        yield Line(0, "What became of it: merges and splits, by the number of their entry in the record")
    for noted in found:
        told = _BECAME[noted.change.what].format(became=", ".join(noted.change.became))
        yield Line(1, f"{noted.entry}: {noted.change.incident_id} {told}")
