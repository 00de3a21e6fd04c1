"""How far a report is trusted that something happened: by how direct its evidence is, and how surely it was read."""

from __future__ import annotations

from truceline.model.units import PPM

#: chance that a report with this verb speaks of something that happened; judgement, by directness of the evidence
VERB_TRUST: dict[str, float] = {
    "saw": 0.97,
    "camera_recorded": 0.97,
    "imagery_revealed": 0.95,
    "corroborated": 0.9,
    "heard": 0.85,
    "followed_up": 0.85,
    "sensor_detected": 0.8,
    "was_told": 0.6,
    "reported": 0.6,
}

#: no report is trusted further than this
MOST_TRUST = 0.999


def trust_in(verb: str) -> float:
    return VERB_TRUST.get(verb, VERB_TRUST["reported"])


def doubt_of(verb: str, confidence_ppm: int) -> float:
    """Chance that a report speaks of nothing."""
    return 1.0 - min(trust_in(verb) * min(max(confidence_ppm, 0), PPM) / PPM, MOST_TRUST)
