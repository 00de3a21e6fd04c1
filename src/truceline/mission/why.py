"""Why: from a finding back to the very words in the evidence, step by step.

Everything here is internal: it names places and sources exactly, for those who must judge a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.assess.explain import explain
from truceline.assess.wording import Wording
from truceline.ingest.decode import gunzip, to_utf8
from truceline.mission.case import Case, local_moment
from truceline.mission.incident_view import with_reports
from truceline.mission.steps import Behind, steps
from truceline.mission.texts import Shelf
from truceline.mission.told import Line, short
from truceline.mission.why_bonds import became, binding, rivals, ruled
from truceline.mission.why_texts import item_lines, origin_lines, witnesses
from truceline.model.english import english
from truceline.model.errors import UsageError
from truceline.model.finding import Finding, Reason
from truceline.model.incident import Incident
from truceline.model.observation import Observation
from truceline.model.shown import EvidenceView
from truceline.model.taxonomy import EVENT_TYPES
from truceline.model.units import E6
from truceline.pipeline import Outcome

_MOST_EVIDENCE = 40  # of a large incident; the rest is in the members table


def why(case: Case, wanted: str) -> tuple[Line, ...]:
    """The explanation of an id (inc_ fnd_ obs_ org_ itm_). A unique beginning of an id is enough."""
    for prefix, (table, column, tell) in _KINDS.items():
        if wanted.startswith(prefix):
            if not any(known.startswith(wanted) for known in table(case.outcome)) and (
                past := tuple(became(case, wanted))
            ):
                return past
            found = _one(wanted, table(case.outcome), column)
            return (*tell(case, found), *_recorded(case, found))
    raise _no_id(wanted)


def finding_of(case: Case, wanted: str, wording: Wording) -> Finding:
    """The finding of this id (its first characters are enough), with its reasons in the language of `wording`."""
    table, column, _ = _KINDS["fnd_"]
    row = _row(case.outcome.findings, "finding_id", _one(wanted, table(case.outcome), column))
    incident = msgspec.convert(_row(case.outcome.incidents, "incident_id", row["incident_id"]), Incident)
    return explained(case, incident, str(row["provision_id"]), wording)


def _recorded(case: Case, found: str) -> Iterator[Line]:
    """Where each step behind an id stands in the record."""
    if case.recorded is None:
        return
    incident = _incident_of(case, found)
    if incident is None:
        behind = Behind(_behind(case, found))
    else:
        observations = [found] if found.startswith("obs_") else [o.observation_id for o in members_of(case, incident)]
        mine = case.outcome.findings.filter(pc.equal(case.outcome.findings["incident_id"], incident))
        findings = [found] if found.startswith("fnd_") else mine["finding_id"].to_pylist()
        behind = Behind(_behind(case, found), observations, [incident], findings)
    yield from (Line(one.depth, english(one.told)) for one in steps(case.recorded, case.outcome, behind))


def view(case: Case, wanted: str) -> EvidenceView:
    """The texts behind an id, line by line, and the pairs of them side by side."""
    for prefix, (table, column, _) in _KINDS.items():
        if wanted.startswith(prefix):
            found = _one(wanted, table(case.outcome), column)
            items = _behind(case, found)
            shelf = Shelf(case.mission, case.outcome)
            beside = shelf.of(found) if prefix == "itm_" else shelf.among(items)
            shown = shelf.view(found, items, beside)
            incident = _incident_of(case, found)
            return shown if incident is None else with_reports(shown, case, members_of(case, incident))
    raise _no_id(wanted)


def _behind(case: Case, found: str) -> tuple[str, ...]:
    """The items on which what has this id rests."""
    outcome = case.outcome
    if found.startswith("itm_"):
        return (found,)
    if found.startswith("org_"):
        return next(origin.items for origin in outcome.origins if origin.origin_id == found)
    if found.startswith("obs_"):
        return (str(_row(outcome.observations, "observation_id", found)["item_id"]),)
    if found.startswith("fnd_"):
        found = str(_row(outcome.findings, "finding_id", found)["incident_id"])
    return tuple(sorted({observation.item_id for observation in members_of(case, found)}))


def _incident_of(case: Case, found: str) -> str | None:
    """The incident that an id is about; null for texts."""
    if found.startswith("obs_"):
        return str(_row(case.outcome.members, "observation_id", found)["incident_id"])
    if found.startswith("fnd_"):
        return str(_row(case.outcome.findings, "finding_id", found)["incident_id"])
    return found if found.startswith("inc_") else None


def _no_id(wanted: str) -> UsageError:
    return UsageError(f"{wanted!r} is not an id", advice=f"Ids begin with {', '.join(_KINDS)}.")


def _one(wanted: str, ids: list[str], kind: str) -> str:
    found = sorted({i for i in ids if i.startswith(wanted)})
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            f"there is no {kind} {wanted}", advice="Run truceline run first, then look in truceline export MISSION."
        )
    raise UsageError(f"{len(found)} ids begin with {wanted}", advice=f"For example: {', '.join(found[:3])}.")


def _incident(case: Case, incident_id: str) -> Iterator[Line]:
    incident = msgspec.convert(_row(case.outcome.incidents, "incident_id", incident_id), Incident)
    yield Line(0, f"{incident_id}: {EVENT_TYPES[incident.event_type].label} ({incident.event_type})")
    yield Line(1, f"When: {_interval(case, incident.start_s, incident.end_s)}")
    yield Line(1, f"Where: {_place(incident.lat_e6, incident.lon_e6, incident.radius_m)}")
    yield Line(1, _standing(incident))
    members = members_of(case, incident_id)
    yield Line(0, f"Evidence ({len(members)} observations)")
    for observation in members[:_MOST_EVIDENCE]:
        yield from _observed(case, observation, 1)
    if len(members) > _MOST_EVIDENCE:
        yield Line(1, f"… and {len(members) - _MOST_EVIDENCE} more: truceline export {case.mission.folder} members")
    yield from binding(case, members)
    yield from ruled(case, members)
    yield from witnesses(case, members)
    yield from became(case, incident_id)
    yield Line(0, "Findings")
    yield from _findings(case, incident)


def _standing(incident: Incident) -> str:
    origins = (
        f"{incident.origins_min}"
        if incident.origins_min == incident.origins_max
        else f"at least {incident.origins_min}, at most {incident.origins_max}"
    )
    claimed = f"; claimed by {', '.join(incident.claimants)}" if incident.claimants else ""
    actor = f"; alleged actor {incident.alleged_actor}" if incident.alleged_actor else ""
    rival = " (rival names in the evidence)" if incident.actor_disputed else ""
    return (
        f"Independent origins: {origins}; best evidence: {incident.verb.replace('_', ' ')}; "
        f"probability that something of this kind happened: {_percent(incident.existence_ppm)}{claimed}{actor}{rival}"
    )


def _observed(case: Case, o: Observation, depth: int) -> Iterator[Line]:
    """One observation, and the very words it stands on."""
    who = f"{o.observation_id} {o.source} ({o.source_class}), {o.verb.replace('_', ' ')}"
    where = _place(o.lat_e6, o.lon_e6, o.radius_m)
    yield Line(depth, f"{who}: {EVENT_TYPES[o.event_type].label}, {_interval(case, o.start_s, o.end_s)}, {where}")
    item = next(i for i in case.outcome.items if i.item_id == o.item_id)
    where = f"{item.filename}, sha256 {item.sha256[:16]}…"
    if o.span_start is not None and o.span_end is not None:
        document = next(d for d in case.outcome.documents if d.item_id == o.item_id)
        words = document.text[o.span_start : o.span_end]
        yield Line(depth + 1, f"words {o.span_start}–{o.span_end} of {where}: “{short(words)}”")
    else:
        words = row_words(case.vault.get(item.sha256), item.filename, o.record) or o.text or ""
        yield Line(depth + 1, f"line {o.record} of {where}: {short(words)}")
    yield Line(depth + 1, f"read by {o.method}, confidence {_percent(o.confidence_ppm)}")


def row_words(data: bytes, filename: str, line: int) -> str:
    """A line of a table file as it was received."""
    lines = to_utf8(gunzip(data, filename), filename).data.splitlines()
    return lines[line - 1].decode() if 0 < line <= len(lines) else ""


def _findings(case: Case, incident: Incident) -> Iterator[Line]:
    if case.agreement is None:
        yield Line(1, "None: the mission holds no agreement, so nothing is a breach.")
        return
    rows = case.outcome.findings.filter(pc.equal(case.outcome.findings["incident_id"], incident.incident_id))
    if rows.num_rows == 0:
        yield Line(1, f"None: no provision of {case.agreement.name} reaches it in kind, time and place.")
    for provision in rows["provision_id"].to_pylist():
        yield from _told(case, explained(case, incident, provision), 1)


def _finding(case: Case, finding_id: str) -> Iterator[Line]:
    row = _row(case.outcome.findings, "finding_id", finding_id)
    incident = msgspec.convert(_row(case.outcome.incidents, "incident_id", row["incident_id"]), Incident)
    yield from _told(case, explained(case, incident, str(row["provision_id"])), 0)
    yield Line(0, "The incident")
    yield from (Line(line.depth + 1, line.words) for line in _incident(case, incident.incident_id))


def explained(case: Case, incident: Incident, provision_id: str, wording: Wording | None = None) -> Finding:
    """The finding as `assess` made it: with the effort, and with the other incidents that clocks and counts look at."""
    assert case.agreement is not None
    return explain(incident, case.agreement, provision_id, case.outcome.effort, case.outcome.incidents, wording)


def _told(case: Case, finding: Finding, depth: int) -> Iterator[Line]:
    """A finding with its tree, reading by reading."""
    assert case.agreement is not None
    provision = next(p for p in case.agreement.provisions if p.provision_id == finding.provision_id)
    counted = ", counted" if finding.counted else ""
    yield Line(depth, f"{finding.finding_id} {finding.provision_id}: {finding.status.replace('_', ' ')}{counted}")
    yield Line(depth + 1, f"The clause: “{provision.words}” ({provision.citation})")
    yield Line(depth + 1, f"Belief {_percent(finding.belief_ppm)}, plausibility {_percent(finding.plausibility_ppm)}")
    attributed = f": {finding.attributed_to}" if finding.attributed_to else ""
    yield Line(depth + 1, f"Attribution: {finding.attribution.replace('_', ' ')}{attributed}")
    for reading in finding.readings:
        yield Line(depth + 1, f"Reading according to {reading.according_to}: {reading.status.replace('_', ' ')}")
        yield from _tree(reading.tree, depth + 2)
    for change in finding.would_change:
        yield Line(depth + 1, f"What would change this: {change}")
    yield Line(depth + 1, "A machine assessment, not a decision.")


def _tree(reason: Reason, depth: int) -> Iterator[Line]:
    """A reason and those it rests on; each says itself how far it is met."""
    yield Line(depth, reason.words)
    for child in reason.children:
        yield from _tree(child, depth + 1)


def _observation(case: Case, observation_id: str) -> Iterator[Line]:
    row = _row(case.outcome.observations, "observation_id", observation_id)
    yield from _observed(case, msgspec.convert(row, Observation), 0)
    member = _row(case.outcome.members, "observation_id", observation_id)
    share = _percent(int(str(member["p_same_ppm"])))
    yield Line(1, f"belongs to {member['incident_id']} with probability {share}")
    yield from rivals(case, observation_id)


def members_of(case: Case, incident_id: str) -> tuple[Observation, ...]:
    mine = case.outcome.members.filter(pc.equal(case.outcome.members["incident_id"], incident_id))
    rows = case.outcome.observations.filter(
        pc.is_in(case.outcome.observations["observation_id"], mine["observation_id"].combine_chunks())
    )
    return tuple(msgspec.convert(row, Observation) for row in rows.to_pylist())


def _row(table: pa.Table, column: str, value: object) -> dict[str, object]:
    rows: list[dict[str, object]] = table.filter(pc.equal(table[column], value)).to_pylist()
    return rows[0]


def _interval(case: Case, start_s: int, end_s: int) -> str:
    return f"between {local_moment(case, start_s)} and {local_moment(case, end_s)}"


def _place(lat_e6: int | None, lon_e6: int | None, radius_m: int | None) -> str:
    if lat_e6 is None or lon_e6 is None or radius_m is None:
        return "no place established"
    return f"within {radius_m / 1000:g} km of {lat_e6 / E6:.4f}, {lon_e6 / E6:.4f}"


def _percent(ppm: int) -> str:
    return f"{ppm / 10_000:.1f} %"


#: prefix of an id -> (all ids of that kind, name of the kind, how it is told)
_KINDS: dict[str, tuple[Callable[[Outcome], list[str]], str, Callable[[Case, str], Iterator[Line]]]] = {
    "inc_": (lambda o: o.incidents["incident_id"].to_pylist(), "incident", _incident),
    "fnd_": (lambda o: o.findings["finding_id"].to_pylist(), "finding", _finding),
    "obs_": (lambda o: o.observations["observation_id"].to_pylist(), "observation", _observation),
    "org_": (lambda o: [origin.origin_id for origin in o.origins], "origin", origin_lines),
    "itm_": (lambda o: [item.item_id for item in o.items], "item", item_lines),
}
