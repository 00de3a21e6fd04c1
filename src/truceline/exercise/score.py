"""How well a run met the truth of the exercise, in words that a bulletin can print.

A figure here speaks of an invented world that is easier than life in some ways and harder in others: rates of error
are those that its generator plants.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import msgspec
import numpy as np

from truceline.exercise.clusters import compare
from truceline.exercise.happenings import ERODING_DAYS
from truceline.exercise.matching import Matched
from truceline.exercise.params import ZONE_OFFSET_S
from truceline.exercise.theatre import Ints
from truceline.exercise.truth import TrueItem, Truth
from truceline.model.bulletin import PublicScore
from truceline.model.measures import Verdict
from truceline.pipeline import Outcome

#: ways to mislead that figures alone can show
_SHOWABLE = frozenset({"sum_off", "part_above_whole", "window", "mixed_units", "overlap"})
_DERIVED = frozenset({"copy", "rewrite", "partial"})


def score(truth: Truth, outcome: Outcome, verdict: Verdict | None = None) -> tuple[PublicScore, ...]:
    """Every score, in the order in which the stages run. What could not be scored is left out."""
    matched = Matched(truth, outcome)
    return (
        *_origins(matched),
        *_fusion(matched),
        *_places(matched),
        *_planted(matched),
        *_all_breaches(matched),
        *_claims(matched),
        *(_alarm(truth, verdict) if verdict is not None else ()),
    )


def _fusion(matched: Matched) -> tuple[PublicScore, ...]:
    found, true = matched.groupings()
    if len(found) == 0:
        return ()
    result = compare(found, true)
    alone = compare(np.arange(len(true)), true)
    return (
        PublicScore(
            "Reports joined into incidents: precision, recall, F1 of pairs",
            f"{result.precision:.2f}, {result.recall:.2f}, {result.f1:.2f}",
            f"{len(found):,} reports whose true incident is known; fires and alerts are left out",
        ),
        PublicScore(
            "The same by B-cubed: precision, recall, F1",
            f"{result.b3_precision:.2f}, {result.b3_recall:.2f}, {result.b3_f1:.2f}",
            f"every report alone would score {alone.b3_f1:.2f}",
        ),
        PublicScore(
            "Incidents counted against true incidents that anybody reported",
            f"{result.found / result.true:.2f}",
            f"{result.found:,} against {result.true:,}; a report of something that never happened counts as one",
        ),
    )


def _places(matched: Matched) -> tuple[PublicScore, ...]:
    truth = matched.truth.incidents
    lat, lon = truth["lat_e6"].to_numpy(), truth["lon_e6"].to_numpy()
    incidents = matched.outcome.incidents
    rows = [matched.true_of_incident.get(name, -1) for name in incidents["incident_id"].to_pylist()]
    true = np.array(rows, dtype=np.int64)
    known = (true >= 0) & incidents["radius_m"].is_valid().to_numpy(zero_copy_only=False)
    if not known.any():
        return ()
    at = [
        incidents[name].fill_null(0).to_numpy()[known].astype(np.float64) for name in ("lat_e6", "lon_e6", "radius_m")
    ]
    away = _metres(at[0], at[1], lat[true[known]], lon[true[known]])
    inside = float(np.mean(away <= at[2]))
    return (
        PublicScore(
            "True places inside the stated circle",
            f"{inside:.0%}",
            f"stated for 95 %; median radius {np.median(at[2]):,.0f} m over {int(known.sum()):,} incidents",
        ),
    )


def _metres(lat: np.ndarray, lon: np.ndarray, true_lat: Ints, true_lon: Ints) -> np.ndarray:
    """Distance on the sphere for places a few tens of kilometres apart."""
    north = (lat - true_lat) / 1e6 * 111_195
    east = (lon - true_lon) / 1e6 * 111_195 * np.cos(np.radians(true_lat / 1e6))
    return np.hypot(north, east)


class _Kept(msgspec.Struct, frozen=True):
    """What became of the planted acts of one provision and one role."""

    provision: str
    acts: int
    breach: int  # a finding of a breach
    left_open: int  # none, but one left undetermined


def _planted(matched: Matched) -> tuple[PublicScore, ...]:
    """Planted breaches found, and near-misses taken for breaches, over all provisions and for each."""
    breaches, near = _kept(matched, "breach"), _kept(matched, "near_miss")
    found = ", ".join(f"{row.provision} {row.breach}/{row.acts}" for row in breaches)
    wrong = ", ".join(f"{row.provision} {row.breach}/{row.acts}" for row in near if row.breach)
    return (
        PublicScore(
            "Planted breaches found",
            f"{sum(row.breach for row in breaches)} of {sum(row.acts for row in breaches)}",
            f"{sum(row.left_open for row in breaches)} more left undetermined; by provision: {found}",
        ),
        PublicScore(
            "Near-misses taken for a breach",
            f"{sum(row.breach for row in near)} of {sum(row.acts for row in near)}",
            f"{sum(row.left_open for row in near)} more left undetermined"
            + (f"; taken for one: {wrong}" if wrong else ""),
        ),
    )


def _kept(matched: Matched, role: str) -> list[_Kept]:
    status = _statuses(matched, matched.carriers)
    rows: list[_Kept] = []
    for provision in sorted({e.provision_id for e in matched.truth.expected}):
        acts = [e for e in matched.truth.expected if e.provision_id == provision and e.role == role]
        found = [status.get((e.incident, provision), set()) for e in acts]
        breach = sum("breach" in statuses for statuses in found)
        left_open = sum("breach" not in statuses and "undetermined" in statuses for statuses in found)
        rows.append(_Kept(provision, len(acts), breach, left_open))
    return rows


def _statuses(matched: Matched, carriers: dict[int, list[str]]) -> dict[tuple[int, str], set[str]]:
    """True incident and provision -> every status of a finding about one of the incidents that carry it."""
    findings = matched.outcome.findings
    true: dict[str, list[int]] = {}
    for number, incidents in carriers.items():
        for incident in incidents:
            true.setdefault(incident, []).append(number)
    found: dict[tuple[int, str], set[str]] = {}
    names = ("incident_id", "provision_id", "status")
    for incident, provision, status in zip(*(findings[name].to_pylist() for name in names), strict=True):
        for number in true.get(incident, ()):
            found.setdefault((number, provision), set()).add(status)
    return found


def _all_breaches(matched: Matched) -> tuple[PublicScore, ...]:
    """Every finding of a breach against the true one, planted or not."""
    labels = matched.truth.labels
    names = ("incident", "provision_id", "status")
    true = {(i, p): s for i, p, s in zip(*(labels[name].to_pylist() for name in names), strict=True)}
    status = _statuses(matched, matched.incidents_of_true)
    said = {key for key, found in status.items() if "breach" in found}
    reported = set(matched.incidents_of_true)
    real = {key for key, s in true.items() if s == "breach" and key[0] in reported}
    findings = matched.outcome.findings
    if findings.num_rows == 0 or not real:
        return ()
    undetermined = sum(s == "undetermined" for s in findings["status"].to_pylist())
    right = len(said & real)
    return (
        PublicScore(
            "Findings of a breach that are true",
            f"{right / len(said):.1%}" if said else "none found",
            f"{right:,} of {len(said):,}, each true incident and provision once",
        ),
        PublicScore(
            "True breaches found, of those that anybody reported",
            f"{right / len(real):.1%}",
            f"{right:,} of {len(real):,}",
        ),
        PublicScore(
            "Findings left undetermined",
            f"{undetermined / findings.num_rows:.1%}",
            f"{undetermined:,} of {findings.num_rows:,}: most for reports that give only a day or a district",
        ),
    )


def _origins(matched: Matched) -> tuple[PublicScore, ...]:
    """Pairs of items of one story: is a copy seen as one, and a reporter of one's own left apart?"""
    origin = {item: o.origin_id for o in matched.outcome.origins for item in o.items}
    relation = {frozenset((p.a, p.b)): p.relation for p in matched.outcome.pairs}
    stories: dict[int, list[TrueItem]] = {}
    for item in matched.truth.items:
        stories.setdefault(item.story, []).append(item)
    tally = {"derived": [0, 0], "independent": [0, 0], "translation": [0, 0]}
    for items in stories.values():
        for one, other in combinations(items, 2):
            ids = [matched.item_ids.get((i.file, i.part)) for i in (one, other)]
            if None in ids or not origin:
                continue
            joined = origin.get(str(ids[0]), ids[0]) == origin.get(str(ids[1]), ids[1])
            kind = _true_relation(one, other)
            tally[kind][0] += 1
            if kind == "translation":
                tally[kind][1] += relation.get(frozenset(map(str, ids))) in ("undetermined", *_DERIVED) or joined
            else:
                tally[kind][1] += joined
    if not tally["derived"][0]:
        return ()
    derived, independent, translated = tally["derived"], tally["independent"], tally["translation"]
    return (
        PublicScore(
            "News of one origin seen as one origin",
            f"{derived[1] / derived[0]:.0%}",
            f"{derived[1]:,} of {derived[0]:,} pairs of wire, copy, rewrite and partial rewrite of one story",
        ),
        PublicScore(
            "Independent news wrongly joined",
            f"{independent[1]} of {independent[0]}",
            "pairs in which a reporter of their own quotes the same press conference",
        ),
        PublicScore(
            "Translations not counted as a new witness",
            f"{translated[1]} of {translated[0]}",
            "pairs of a text and its translation joined or left undetermined",
        ),
    )


def _true_relation(one: TrueItem, other: TrueItem) -> str:
    if "independent" in (one.relation, other.relation):
        return "independent"
    return "translation" if "translation" in (one.relation, other.relation) else "derived"


def _claims(matched: Matched) -> tuple[PublicScore, ...]:
    flagged = {
        (a.claimant, a.as_of_s)
        for a in matched.outcome.audits
        if a.verdict == "inconsistent" or (a.verdict == "cannot_tell" and a.check in ("unit", "window"))
    }
    tables = matched.truth.claims
    tricks = [t for t in tables if t.trick in _SHOWABLE]
    clean = [t for t in tables if t.trick in ("honest", "inflated")]
    if not tricks or not matched.outcome.claims:
        return ()
    shown = sum((t.claimant, t.as_of_s) in flagged for t in tricks)
    wrong = sum((t.claimant, t.as_of_s) in flagged for t in clean)
    inflated = sum(t.trick == "inflated" for t in tables)
    missed = sorted({t.trick for t in tricks if (t.claimant, t.as_of_s) not in flagged})
    note = f"{wrong} of {len(clean)} tables that add up were flagged; {inflated} inflate without an arithmetic trace"
    return (
        PublicScore(
            "Misleading tables of claims exposed",
            f"{shown} of {len(tricks)}",
            f"{note}; missed kinds: {', '.join(missed)}" if missed else note,
        ),
    )


def _alarm(truth: Truth, verdict: Verdict) -> tuple[PublicScore, ...]:
    """Days from the collapse to the first alarm; alarms while it only eroded are early, those before that are false."""
    collapse = datetime.fromtimestamp(truth.collapse_s + ZONE_OFFSET_S, UTC).date()
    eroding = (collapse - timedelta(days=ERODING_DAYS)).isoformat()
    within = sorted(day for day in verdict.alarms if day >= truth_day(truth))
    false = sum(day < eroding for day in within)
    early = [day for day in within if eroding <= day < collapse.isoformat()]
    after = [day for day in within if day >= collapse.isoformat()]
    delay = (
        f"{(date.fromisoformat(after[0]) - collapse).days} days after it began" if after else "no alarm after it began"
    )
    words = f"alarm on {early[0]} while it eroded" if early else delay
    return (
        PublicScore(
            "Collapse near the end",
            f"{verdict.verdict}; {words}",
            f"erosion from {eroding}, collapse from {collapse}; {false} false alarms before that",
        ),
    )


def truth_day(truth: Truth) -> str:
    """Local date on which the ceasefire began."""
    return datetime.fromtimestamp(truth.truce_s + ZONE_OFFSET_S, UTC).date().isoformat()
