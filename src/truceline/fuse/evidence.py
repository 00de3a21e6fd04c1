# mypy: disable-error-code="no-any-return"
"""Evidence that two reports, or two clusters of reports, are about one incident: compiled, in nats of log-odds.

log-odds = log c + log K_place + log K_time - log chance density + type + the other fields. The kernels K are the
densities that two true co-reports show; the chance density is what unrelated reports would. After Fellegi and
Sunter (1969), with place and time as continuous comparisons and the chance of agreement taken locally.
"""

from __future__ import annotations

from math import exp, log, pi, sqrt

import numpy as np

from truceline.compiled import inner, kernel
from truceline.fuse.arrays import Floats
from truceline.fuse.layout import (
    ACTOR,
    ACTOR_DIFFER,
    ACTOR_SAME,
    APART_S,
    CLAIMANT,
    CLOCK,
    DAY_H,
    END,
    FAMILY,
    FLAT_FROM,
    FROM_S,
    HOPELESS,
    ITEM,
    ITEM_SAME,
    KILLED,
    KILLED_HIGH,
    KILLED_LOW,
    KIND,
    LASTED,
    NEAR_BY_KM,
    NEIGHBOUR_VARIANCE,
    NO,
    ORIGIN_SAME,
    OWN_CLOCK,
    PLACE_CORE,
    PLACE_FLAT,
    PLACE_NEIGHBOUR,
    PLACE_WIDE,
    PLACE_WRONG,
    POINT_DIFFER,
    PRIOR,
    SIGMA,
    SLIP_DAY,
    SLIP_ZONE,
    SOURCE,
    SOURCE_OTHER,
    SPAN_ALIKE,
    SPAN_DIFFERS,
    SPANS_H,
    SPOKEN,
    START,
    TARGET,
    TARGET_BRANCH,
    TARGET_DIFFER,
    TARGET_KIN,
    TOLL_AGREES,
    TOLL_DIFFERS,
    TOLL_NEAR,
    TOLL_NONE_OR_SOME,
    TOLL_SIZES,
    UNCLOCKED,
    UNIT,
    UNTIL_S,
    WEAPON,
    WEAPON_DIFFER,
    WIDER,
    WOUNDED,
    WOUNDED_HIGH,
    WOUNDED_LOW,
    ZONE_H,
    Columns,
    Weights,
    X,
    Y,
    Z,
)

#: square of the distance below which two places are one and the same (a name's point, to the metre)
ONE_POINT_KM2 = 1e-6
#: σ from which on a place is a town rather than a spot
TOWN_FROM_KM = 1.0


@inner
def area_density(square: float, one: float, other: float) -> float:
    """Density (1/km²) of the distance between a place and the middle of an area that it lies somewhere in.

    Two variances: the larger is that of the area. As likely anywhere within its radius, with an edge as soft as an
    area that is no circle has, and as the other place is sure.
    """
    radius2 = 6.0 * max(one, other)  # of 95 %, squared
    soft2 = min(one, other) + 0.0625 * radius2
    out = (sqrt(square) - sqrt(radius2)) / (0.55 * sqrt(soft2))
    return 1.0 / ((1.0 + exp(min(out, 50.0))) * pi * (radius2 + soft2))


@inner
def place_density(square: float, one: float, other: float, w: Weights) -> float:
    """Density (1/km²) of the distance between two statements of one place, of these variances.

    Right, less sure than stated, a neighbouring town, or wrong; where one is an area, anywhere in it.
    """
    variance = one + other
    wide, near = variance * w.nats[WIDER], variance + w.nats[NEIGHBOUR_VARIANCE]
    core = w.nats[PLACE_CORE] * exp(-0.5 * square / variance) / (2.0 * pi * variance)
    less_sure = w.nats[PLACE_WIDE] * exp(-0.5 * square / wide) / (2.0 * pi * wide)
    neighbour = w.nats[PLACE_NEIGHBOUR] * exp(-0.5 * square / near) / (2.0 * pi * near)
    density = core + less_sure + neighbour + w.nats[PLACE_WRONG]
    if max(one, other) < w.nats[FLAT_FROM]:
        return density
    return density + w.nats[PLACE_FLAT] * (area_density(square, one, other) - density)


@inner
def time_density(start_a: float, end_a: float, start_b: float, end_b: float, w: Weights) -> float:
    """Density (1/h) that two uniform intervals hold one instant, or would if one had not slipped by a zone or a day."""
    a, b = end_a - start_a, end_b - start_b
    shared = min(end_a, end_b) - max(start_a, start_b)
    brief = a < 20.0 and b < 20.0
    share = w.nats[SLIP_ZONE] if brief else w.nats[SLIP_DAY]
    slip = w.nats[ZONE_H] if brief else w.nats[DAY_H]
    density = (1.0 - share) * max(0.0, shared) / (a * b)
    reach = min(shared + slip, a, b)
    if reach > 0.0:
        density += share * reach / (a * b + 2.0 * slip * min(a, b))
    return density


@inner
def point_term(i: int, j: int, c: Columns, w: Weights) -> float:
    """Two reports that each name a town, and not the same one: less likely one incident than the distance says."""
    if w.nats[POINT_DIFFER] == 0.0:
        return 0.0
    a, b = c.real[i, SIGMA], c.real[j, SIGMA]
    if min(a, b) < TOWN_FROM_KM or max(a, b) * max(a, b) >= w.nats[FLAT_FROM]:
        return 0.0
    return w.nats[POINT_DIFFER] if square_distance(i, j, c) >= ONE_POINT_KM2 else 0.0


@inner
def told_apart(i: int, j: int, c: Columns, w: Weights) -> bool:
    """Whether the clock rules out that i and j are one incident: both brief, well apart, and by one clock or good ones.

    One source's own reports share whatever time zone it mistakes; a monitor, camera or sensor mistakes none.
    """
    a, b = c.code[i, CLOCK], c.code[j, CLOCK]
    if UNCLOCKED in (a, b):
        return False
    if c.code[i, SOURCE] != c.code[j, SOURCE] and (a != OWN_CLOCK or b != OWN_CLOCK):
        return False
    gap = max(c.real[i, FROM_S], c.real[j, FROM_S]) - min(c.real[i, UNTIL_S], c.real[j, UNTIL_S])
    return gap >= w.nats[APART_S]


@inner
def scale_of(variance: float) -> int:
    """Which width of the chance density suits two places of this summed variance (km²)."""
    if variance < 12.0:
        return 0
    if variance < 150.0:
        return 1
    if variance < 1500.0:
        return 2
    return 3 if variance < 15_000.0 else 4


@inner
def span_of(hours: float) -> int:
    """Which length of `SPANS_H` suits a report that leaves so much open; -1 where it is longer than any."""
    for span in range(len(SPANS_H)):
        if hours <= SPANS_H[span]:
            return span
    return -1


@inner
def width_of(variance: float) -> int:
    """Which width of `NEAR_BY_KM` suits two places of this summed variance (km²)."""
    for width in range(len(NEAR_BY_KM) - 1):
        if variance <= NEAR_BY_KM[width] * NEAR_BY_KM[width] * 1.5:
            return width
    return len(NEAR_BY_KM) - 1


@inner
def chance_between(i: int, j: int, variance: float, c: Columns, chance: Floats, w: Weights) -> float:
    """Density of chance that counts for two reports: of a signal and an act that of the signal, else the (geometric)
    mean. What is near the sharp one matters, and what else may be meant by the vague one. Incidents keep company: it
    is never less than what is found about sharp reports where nothing of the same incident can be."""
    scale = scale_of(variance)
    signal_i, signal_j = w.signal[c.code[i, KIND]], w.signal[c.code[j, KIND]]
    if signal_i != signal_j:
        density = chance[i if signal_i > signal_j else j, scale]
    else:
        density = sqrt(chance[i, scale] * chance[j, scale])
    span = span_of(max(c.real[i, END] - c.real[i, START], c.real[j, END] - c.real[j, START]))
    if span < 0:
        return density
    width = width_of(variance)
    return max(density, w.company[width, span, 0] * density + w.company[width, span, 1])


@inner
def type_term(i: int, j: int, c: Columns, w: Weights) -> float:
    """The types, as these classes of sources tell them; ruled out where one source tells the two apart."""
    relation = w.spoken[c.code[i, SPOKEN], c.code[j, SPOKEN]]
    if c.code[i, KIND] != c.code[j, KIND] and relation > NO:
        if c.code[i, ITEM] >= 0 and c.code[i, ITEM] == c.code[j, ITEM]:
            return NO
        if (
            c.code[i, SOURCE] == c.code[j, SOURCE]
            and c.code[i, UNIT] >= 0
            and c.code[j, UNIT] >= 0
            and c.code[i, UNIT] != c.code[j, UNIT]
        ):
            return NO
    return relation


@inner
def weapon_term(i: int, j: int, c: Columns, w: Weights) -> float:
    if c.code[i, WEAPON] < 0 or c.code[j, WEAPON] < 0:
        return 0.0
    return w.weapon[c.code[i, WEAPON]] if c.code[i, WEAPON] == c.code[j, WEAPON] else w.nats[WEAPON_DIFFER]


@inner
def target_term(i: int, j: int, c: Columns, w: Weights) -> float:
    if c.code[i, TARGET] < 0 or c.code[j, TARGET] < 0:
        return 0.0
    if c.code[i, TARGET] == c.code[j, TARGET]:
        return w.target[c.code[i, TARGET]]
    return w.nats[TARGET_KIN] if c.code[i, TARGET_BRANCH] == c.code[j, TARGET_BRANCH] else w.nats[TARGET_DIFFER]


@inner
def actor_term(i: int, j: int, c: Columns, w: Weights) -> float:
    """Whom the reports accuse, by how many of them are claims: parties accuse each other of one act."""
    if c.code[i, ACTOR] < 0 or c.code[j, ACTOR] < 0:
        return 0.0
    claims = int(c.code[i, CLAIMANT] >= 0) + int(c.code[j, CLAIMANT] >= 0)
    return w.nats[(ACTOR_SAME if c.code[i, ACTOR] == c.code[j, ACTOR] else ACTOR_DIFFER) + claims]


@inner
def toll_size(toll: int) -> int:
    """0, 1, 2, 3-4, 5-9, 10-19, 20 and more."""
    if toll <= 3:
        return toll
    if toll < 5:
        return 3
    if toll < 10:
        return 4
    return 5 if toll < 20 else 6


@inner
def toll_relation(low_i: int, high_i: int, low_j: int, high_j: int) -> int:
    """How two counts of casualties compare, as a column of Weights.toll; -1 where one is not stated.

    Early counts grow, so that ranges off by one or by a third are near.
    """
    if (low_i < 0 and high_i < 0) or (low_j < 0 and high_j < 0):
        return -1
    a, b = max(low_i, 0), (high_i if high_i >= 0 else low_i)
    c, d = max(low_j, 0), (high_j if high_j >= 0 else low_j)
    larger = toll_size(max(b, d))
    gap = max(a, c) - min(b, d)
    if gap <= 0:
        return TOLL_AGREES * TOLL_SIZES + larger
    if min(b, d) == 0:
        return TOLL_NONE_OR_SOME * TOLL_SIZES + larger
    return (TOLL_NEAR if gap <= 1 or 3 * gap <= max(b, d) else TOLL_DIFFERS) * TOLL_SIZES + larger


@inner
def killed_term(i: int, j: int, c: Columns, w: Weights) -> float:
    k = toll_relation(c.code[i, KILLED_LOW], c.code[i, KILLED_HIGH], c.code[j, KILLED_LOW], c.code[j, KILLED_HIGH])
    return w.toll[KILLED, k] if k >= 0 else 0.0


@inner
def wounded_term(i: int, j: int, c: Columns, w: Weights) -> float:
    k = toll_relation(c.code[i, WOUNDED_LOW], c.code[i, WOUNDED_HIGH], c.code[j, WOUNDED_LOW], c.code[j, WOUNDED_HIGH])
    return w.toll[WOUNDED, k] if k >= 0 else 0.0


@inner
def source_term(i: int, j: int, c: Columns, w: Weights) -> float:
    """One source seldom reports an incident twice; texts of one origin are judged by their origin instead."""
    if c.code[i, FAMILY] >= 0 and c.code[i, FAMILY] == c.code[j, FAMILY]:
        return 0.0
    return w.again[c.code[i, SOURCE]] if c.code[i, SOURCE] == c.code[j, SOURCE] else w.nats[SOURCE_OTHER]


@inner
def again_term(i: int, j: int, c: Columns, w: Weights) -> float:
    """What speaks against one source having sent both; 0 where two did, or where nothing does."""
    if c.code[i, SOURCE] != c.code[j, SOURCE]:
        return 0.0
    return min(0.0, source_term(i, j, c, w))


@inner
def spans_term(i: int, j: int, c: Columns, w: Weights) -> float:
    """Two coded rows that lasted: whether one of them lasted half as long again as the other, or longer."""
    a, b = c.code[i, LASTED], c.code[j, LASTED]
    if a < 0 or b < 0:
        return 0.0
    return w.nats[SPAN_DIFFERS] if 2 * max(a, b) > 3 * min(a, b) else w.nats[SPAN_ALIKE]


@inner
def origin_term(i: int, j: int, c: Columns, w: Weights) -> float:
    if c.code[i, FAMILY] < 0 or c.code[i, FAMILY] != c.code[j, FAMILY]:
        return 0.0
    return w.nats[ITEM_SAME] if c.code[i, ITEM] == c.code[j, ITEM] else w.nats[ORIGIN_SAME]


@inner
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
        + spans_term(i, j, c, w)
        + origin_term(i, j, c, w)
    )


@inner
def square_distance(i: int, j: int, c: Columns) -> float:
    """Square of the chord between two reports (km²); within 200 km a chord is the arc to 8 m."""
    dx, dy, dz = c.real[i, X] - c.real[j, X], c.real[i, Y] - c.real[j, Y], c.real[i, Z] - c.real[j, Z]
    return dx * dx + dy * dy + dz * dz


@inner
def pair_evidence(i: int, j: int, c: Columns, chance: Floats, w: Weights) -> float:
    """Log-odds that reports i and j are about one incident; NO where it is ruled out or hopeless."""
    if w.kinds[c.code[i, KIND], c.code[j, KIND]] <= NO or told_apart(i, j, c, w):
        return NO
    square = square_distance(i, j, c)
    one, other = c.real[i, SIGMA] * c.real[i, SIGMA], c.real[j, SIGMA] * c.real[j, SIGMA]
    variance = one + other
    if square > 12.0 * variance + 700.0:
        return NO
    when = time_density(c.real[i, START], c.real[i, END], c.real[j, START], c.real[j, END], w)
    if when <= 0.0:
        return NO
    odds = place_density(square, one, other, w) * when / chance_between(i, j, variance, c, chance, w)
    if odds < w.nats[HOPELESS]:
        return NO
    return w.nats[PRIOR] + log(odds) + point_term(i, j, c, w) + field_evidence(i, j, c, w)


@kernel
def pair_terms(i: int, j: int, c: Columns, chance: Floats, w: Weights) -> Floats:
    """The terms of `pair_evidence` one by one, in the order of `TERMS`; they add up to it where it is not NO.

    Place, time and chance are densities; each is given over the area and time that the two reports' precision
    allows, so that place and time say how well the reports fit and chance how many unrelated ones to expect there.
    """
    square = square_distance(i, j, c)
    one, other = c.real[i, SIGMA] * c.real[i, SIGMA], c.real[j, SIGMA] * c.real[j, SIGMA]
    variance = one + other
    length = max(c.real[i, END] - c.real[i, START], c.real[j, END] - c.real[j, START])
    when = time_density(c.real[i, START], c.real[i, END], c.real[j, START], c.real[j, END], w)
    area = 2.0 * pi * variance
    out = np.empty(14)
    out[0] = w.nats[PRIOR]
    out[1] = log(place_density(square, one, other, w) * area) + point_term(i, j, c, w)
    out[2] = log(when * length) if when > 0.0 else NO
    out[3] = -log(chance_between(i, j, variance, c, chance, w) * area * length)
    out[4] = type_term(i, j, c, w)
    out[5] = weapon_term(i, j, c, w)
    out[6] = target_term(i, j, c, w)
    out[7] = actor_term(i, j, c, w)
    out[8] = killed_term(i, j, c, w)
    out[9] = wounded_term(i, j, c, w)
    out[10] = source_term(i, j, c, w)
    out[11] = origin_term(i, j, c, w)
    out[12] = spans_term(i, j, c, w)
    out[13] = NO if told_apart(i, j, c, w) else 0.0
    return out
