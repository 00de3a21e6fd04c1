# mypy: disable-error-code="no-any-return"
"""Evidence that two reports, or two clusters of reports, are about one incident: compiled, in nats of log-odds.

log-odds = log c + log K_place + log K_time - log chance density + type + the other fields. The kernels K are the
densities that two true co-reports show; the chance density is what unrelated reports would. After Fellegi and
Sunter (1969), with place and time as continuous comparisons and the chance of agreement taken locally.
"""

from __future__ import annotations

from math import exp, log, pi
from typing import NamedTuple

from truceline.fuse.arrays import Floats
from truceline.fuse.compiled import compiled
from truceline.fuse.reports import Columns

#: ruled out
NO = -1_000.0
#: order of the terms that `field_terms` adds up
FIELDS = ("type", "weapon", "target", "actor", "killed", "wounded", "source", "origin")


class Weights(NamedTuple):
    """Parameters as the kernels read them: nats, kilometres, hours."""

    prior: float
    kinds: Floats  # nats by two types; NO where one incident is not reported as both
    signal: Floats  # 1.0 for types that are signals
    weapon: Floats  # [same, differ]
    target: Floats  # [same, same branch, differ]
    actor: Floats
    toll: Floats  # [agrees above zero, both none, differs]
    source: Floats  # [same, same data set, other]
    family: Floats  # [one origin, one text]
    place: Floats  # [core, neighbour, neighbour variance km², wrong per km²]
    slip: Floats  # [share, short h, long h]
    hopeless: float


@compiled
def place_density(square: float, variance: float, w: Weights) -> float:
    """Density (1/km²) of the distance between two statements of one place: right, a neighbouring town, or wrong."""
    wide = variance + w.place[2]
    core = w.place[0] * exp(-0.5 * square / variance) / (2.0 * pi * variance)
    neighbour = w.place[1] * exp(-0.5 * square / wide) / (2.0 * pi * wide)
    return core + neighbour + w.place[3]


@compiled
def time_density(start_a: float, end_a: float, start_b: float, end_b: float, w: Weights) -> float:
    """Density (1/h) that two uniform intervals hold one instant, with slips of a time zone or a day."""
    a, b = end_a - start_a, end_b - start_b
    shared = min(end_a, end_b) - max(start_a, start_b)
    density = (1.0 - w.slip[0]) * max(0.0, shared) / (a * b)
    slip = w.slip[1] if a < 20.0 and b < 20.0 else w.slip[2]
    reach = min(shared + 2.0 * slip, min(a, b) + 2.0 * slip)
    if reach > 0.0:
        density += w.slip[0] * reach / ((a + 2.0 * slip) * (b + 2.0 * slip))
    return density


@compiled
def scale_of(variance: float) -> int:
    """Which width of the chance density suits two places of this summed variance (km²)."""
    if variance < 12.0:
        return 0
    if variance < 150.0:
        return 1
    return 2 if variance < 1500.0 else 3


@compiled
def reference(i: int, j: int, c: Columns, w: Weights) -> int:
    """The report whose chance density counts: the signal of the two, otherwise the more precise one."""
    signal_i, signal_j = w.signal[c.kind[i]], w.signal[c.kind[j]]
    if signal_i != signal_j:
        return i if signal_i > signal_j else j
    if c.sigma[i] != c.sigma[j]:
        return i if c.sigma[i] < c.sigma[j] else j
    return min(i, j)


@compiled
def type_term(i: int, j: int, c: Columns, w: Weights) -> float:
    """Relation of the types; ruled out where one source tells the two apart."""
    relation = w.kinds[c.kind[i], c.kind[j]]
    if c.kind[i] != c.kind[j] and relation > NO:
        if c.item[i] >= 0 and c.item[i] == c.item[j]:
            return NO
        if c.source[i] == c.source[j] and c.unit[i] >= 0 and c.unit[j] >= 0 and c.unit[i] != c.unit[j]:
            return NO
    return relation


@compiled
def weapon_term(i: int, j: int, c: Columns, w: Weights) -> float:
    if c.weapon[i] < 0 or c.weapon[j] < 0:
        return 0.0
    return w.weapon[0] if c.weapon[i] == c.weapon[j] else w.weapon[1]


@compiled
def target_term(i: int, j: int, c: Columns, w: Weights) -> float:
    if c.target[i] < 0 or c.target[j] < 0:
        return 0.0
    if c.target[i] == c.target[j]:
        return w.target[0]
    return w.target[1] if c.target_branch[i] == c.target_branch[j] else w.target[2]


@compiled
def actor_term(i: int, j: int, c: Columns, w: Weights) -> float:
    """Whom the reports accuse. Parties accuse each other of one act: a claim never speaks against the other's."""
    if c.actor[i] < 0 or c.actor[j] < 0:
        return 0.0
    if c.actor[i] == c.actor[j]:
        return w.actor[0]
    return w.actor[1] if c.claimant[i] < 0 and c.claimant[j] < 0 else 0.0


@compiled
def toll_term(low_i: int, high_i: int, low_j: int, high_j: int, w: Weights) -> float:
    """Casualties; -1 for not stated. Early counts grow, so that ranges off by one or by a third still pass."""
    if (low_i < 0 and high_i < 0) or (low_j < 0 and high_j < 0):
        return 0.0
    a, b = max(low_i, 0), (high_i if high_i >= 0 else low_i)
    c, d = max(low_j, 0), (high_j if high_j >= 0 else low_j)
    if b == 0 and d == 0:
        return w.toll[1]
    gap = max(a, c) - min(b, d)
    if gap <= 0:
        return w.toll[0]
    return 0.0 if gap <= 1 or 3 * gap <= max(b, d) else w.toll[2]


@compiled
def killed_term(i: int, j: int, c: Columns, w: Weights) -> float:
    return toll_term(c.killed_low[i], c.killed_high[i], c.killed_low[j], c.killed_high[j], w)


@compiled
def wounded_term(i: int, j: int, c: Columns, w: Weights) -> float:
    return toll_term(c.wounded_low[i], c.wounded_high[i], c.wounded_low[j], c.wounded_high[j], w)


@compiled
def source_term(i: int, j: int, c: Columns, w: Weights) -> float:
    """One source seldom reports an incident twice; texts of one origin are judged by their origin instead."""
    if c.family[i] >= 0 and c.family[i] == c.family[j]:
        return 0.0
    if c.source[i] != c.source[j]:
        return w.source[2]
    return w.source[1] if c.dataset[i] else w.source[0]


@compiled
def origin_term(i: int, j: int, c: Columns, w: Weights) -> float:
    if c.family[i] < 0 or c.family[i] != c.family[j]:
        return 0.0
    return w.family[1] if c.item[i] == c.item[j] else w.family[0]


@compiled
def field_evidence(i: int, j: int, c: Columns, w: Weights) -> float:
    """All but place and time."""
    kind = type_term(i, j, c, w)
    if kind <= NO:
        return NO
    return (
        kind
        + weapon_term(i, j, c, w)
        + target_term(i, j, c, w)
        + actor_term(i, j, c, w)
        + killed_term(i, j, c, w)
        + wounded_term(i, j, c, w)
        + source_term(i, j, c, w)
        + origin_term(i, j, c, w)
    )


@compiled
def place_and_time(square: float, variance: float, when: float, chance: float, w: Weights) -> float:
    """Evidence of place and time against chance, with the prior; `when` is the time density."""
    return w.prior + log(place_density(square, variance, w) * when / chance)


@compiled
def square_distance(i: int, j: int, c: Columns) -> float:
    """Square of the chord between two reports (km²); within 200 km a chord is the arc to 8 m."""
    dx, dy, dz = c.x[i] - c.x[j], c.y[i] - c.y[j], c.z[i] - c.z[j]
    return dx * dx + dy * dy + dz * dz


@compiled
def pair_evidence(i: int, j: int, c: Columns, chance: Floats, w: Weights) -> float:
    """Log-odds that reports i and j are about one incident; NO where it is ruled out or hopeless."""
    if w.kinds[c.kind[i], c.kind[j]] <= NO:
        return NO
    square = square_distance(i, j, c)
    variance = c.sigma[i] * c.sigma[i] + c.sigma[j] * c.sigma[j]
    if square > 12.0 * variance + 700.0:
        return NO
    when = time_density(c.start[i], c.end[i], c.start[j], c.end[j], w)
    if when <= 0.0:
        return NO
    total = place_and_time(square, variance, when, chance[reference(i, j, c, w), scale_of(variance)], w)
    if total < w.hopeless:
        return NO
    return total + field_evidence(i, j, c, w)
