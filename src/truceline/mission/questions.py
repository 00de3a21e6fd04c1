"""What a mission's reviewers could settle: reports left open, and reports that belong where they are least surely."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.observation import Derivation
from truceline.model.taxonomy import EVENT_TYPES
from truceline.model.units import E6, PPM
from truceline.pipeline import Outcome

#: what is surer than this is not worth a question
_SURE_PPM = 950_000


class Question(msgspec.Struct, frozen=True):
    """Is this report one with that one? `p_ppm` is the probability that it belongs to the incident of the other."""

    observation_id: str
    other_id: str
    incident_id: str  # of the other
    p_ppm: int
    open: bool  # stands alone for now


def questions(outcome: Outcome, number: int) -> tuple[Question, ...]:
    """At most `number` of each kind, those nearest to an even chance first; what people have ruled on is settled."""
    settled = {name for one in outcome.rulings for name in (one.a, one.b)}
    open_ = [
        (row["observation_id"], row["rival_incident_id"], row["p_ppm"], True) for row in outcome.unresolved.to_pylist()
    ]
    sizes = dict(zip(*(outcome.incidents[name].to_pylist() for name in ("incident_id", "n_observations")), strict=True))
    unsure = outcome.members.filter(pc.less(outcome.members["p_same_ppm"], _SURE_PPM)).to_pylist()
    held = [
        (row["observation_id"], row["incident_id"], row["p_same_ppm"], False)
        for row in unsure
        if sizes[row["incident_id"]] > 1
    ]
    chosen = []
    for found in (open_, held):
        fresh = [one for one in found if one[0] not in settled]
        chosen += sorted(fresh, key=lambda one: (abs(2 * one[2] - PPM), one[0], one[1]))[:number]
    partners = _partners(outcome.members, frozenset(incident for _, incident, _, _ in chosen))
    made = []
    for name, incident, p_ppm, alone in chosen:
        other = next((one for one in partners[incident] if one != name), None)
        if other is not None:
            made.append(Question(name, other, incident, p_ppm, alone))
    return tuple(made)


def undetermined(outcome: Outcome) -> list[Derivation]:
    """Pairs of texts left undetermined, those nearest to an even chance first; what people have ruled on is settled."""
    settled = {(one.a, one.b) for one in outcome.text_rulings}
    left = [pair for pair in outcome.pairs if pair.relation == "undetermined" and (pair.a, pair.b) not in settled]
    return sorted(left, key=lambda pair: (abs(2 * pair.score_ppm - PPM), pair.a, pair.b))


def _partners(members: pa.Table, incidents: frozenset[str]) -> dict[str, list[str]]:
    """The observations of each of these incidents."""
    kept = members.filter(pc.is_in(members["incident_id"], pa.array(sorted(incidents), pa.string())))
    found: dict[str, list[str]] = {}
    for row in kept.to_pylist():
        found.setdefault(row["incident_id"], []).append(row["observation_id"])
    return found


def said_by(outcome: Outcome, observation_id: str) -> str:
    """What an observation says, in one line."""
    (row,) = outcome.observations.filter(pc.equal(outcome.observations["observation_id"], observation_id)).to_pylist()
    kind = EVENT_TYPES[row["event_type"]].label if row["event_type"] in EVENT_TYPES else row["event_type"]
    when = datetime.fromtimestamp(row["start_s"], UTC).strftime("%Y-%m-%d %H:%M UTC")
    where = "no place" if row["lat_e6"] is None else f"{row['lat_e6'] / E6:.4f}, {row['lon_e6'] / E6:.4f}"
    words = " ".join((row["text"] or row["place_words"] or "").split())
    return f"{row['source']}: {kind}, {when}, {where}" + (f", “{words[:60]}”" if words else "")
