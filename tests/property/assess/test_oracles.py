"""Small cases agree with engines that others wrote: answer sets, temporal logic, exact probability.

clingo (Gebser et al., "Multi-shot ASP solving with clingo", TPLP 19, 2019) enumerates every way in which open questions
may be closed; RTAMT (Ničković, Yamaguchi 2020) monitors past-time temporal logic; ProbLog (Fierens et al., TPLP 15,
2015) computes exact probabilities. None of them does what assess does, and each knows one part of it for certain.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import NormalDist
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.assess.scenes import DAY_S, DEGREE_M, HOUR_S, START_S, agreement, clause, effort, incident, table, watch

from truceline.assess.assess import assess
from truceline.model.agreement import Agreement

#: a condition as nested lists: an atom's name, or a connective and its children
Tree = Any

# --- answer sets: what is certain however open questions are closed -------------------------------------------------

#: atoms that are met, not met or open as the incident's own fields say
_ATOMS = {
    "killed": '{ attr = "killed", min = 1 }',
    "wounded": '{ attr = "wounded", min = 1 }',
    "count": '{ attr = "count", min = 1 }',
    "calibre_mm": '{ attr = "calibre_mm", min = 100 }',
    "target": '{ attr = "target", equals = "school", unstated = "open" }',
}
_VALUES = ("met", "not", "open")


@st.composite
def trees(draw: st.DrawFn, atoms: tuple[str, ...], once: bool, depth: int = 3) -> Tree:
    """A condition over these atoms; `once`: each of them at most once, where three values lose nothing."""
    if depth == 0 or len(atoms) < 2 or draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from(atoms))
    kind = draw(st.sampled_from(["all", "any", "not"]))
    if kind == "not":
        return ["not", draw(trees(atoms, once, depth - 1))]
    if not once:
        return [kind, *(draw(trees(atoms, once, depth - 1)) for _ in range(draw(st.integers(2, 3))))]
    cut = draw(st.integers(1, len(atoms) - 1))
    order = tuple(draw(st.permutations(atoms)))
    return [kind, draw(trees(order[:cut], once, depth - 1)), draw(trees(order[cut:], once, depth - 1))]


def written(tree: Tree, atoms: dict[str, str]) -> str:
    if isinstance(tree, str):
        return atoms[tree]
    if tree[0] == "not":
        return f"{{ not = {written(tree[1], atoms)} }}"
    return f"{{ {tree[0]} = [{', '.join(written(child, atoms) for child in tree[1:])}] }}"


def rules(tree: Tree, name: str, negation: str) -> Iterator[str]:
    """The tree as a logic program that derives `name`."""
    if isinstance(tree, str):
        yield f"{name} :- {tree}."
        return
    parts = [f"{name}_{n}" for n in range(1, len(tree))]
    for part, child in zip(parts, tree[1:], strict=True):
        yield from rules(child, part, negation)
    if tree[0] == "not":
        yield f"{name} :- {negation} {parts[0]}."
    elif tree[0] == "all":
        yield f"{name} :- {', '.join(parts)}."
    else:
        yield from (f"{name} :- {part}." for part in parts)


def fields(values: dict[str, str]) -> dict[str, Any]:
    """An incident of which each atom is met, not met or open."""
    found: dict[str, Any] = {}
    for name in ("killed", "wounded", "count"):
        low, high = {"met": (2, 3), "not": (0, 0), "open": (None, None)}[values[name]]
        found |= {f"{name}_low": low, f"{name}_high": high}
    found["calibre_mm"] = {"met": 122, "not": 82, "open": None}[values["calibre_mm"]]
    found["target"] = {"met": "school", "not": "energy", "open": None}[values["target"]]
    return found


def answer_sets(program: list[str], values: dict[str, str]) -> set[bool]:
    """Whether `breach` holds, over every way in which what is open may be closed."""
    clingo = pytest.importorskip("clingo")
    facts = [f"{name}." if value == "met" else f"{{{name}}}." for name, value in values.items() if value != "not"]
    control = clingo.Control(["0", "--warn=none"])
    control.add("base", [], "\n".join([*facts, *program]))
    control.ground([("base", [])])
    with control.solve(yield_=True) as models:
        return {any(str(atom) == "breach" for atom in model.symbols(atoms=True)) for model in models}


def found(given_: Agreement, **more: Any) -> str:
    rows = assess(table(incident(**more)), given_).to_pylist()
    return str(rows[0]["status"]) if rows else "no_breach"


_VALUED = st.fixed_dictionaries({name: st.sampled_from(_VALUES) for name in _ATOMS})


@settings(max_examples=120, deadline=None)
@given(tree=trees(tuple(_ATOMS)[:4], once=True), exception=st.just("target"), values=_VALUED)
def test_read_once_clauses_with_an_exception_agree_with_answer_sets(
    tree: Tree, exception: str, values: dict[str, str]
) -> None:
    rest = f'[[provision.unless]]\nwhen = {_ATOMS[exception]}\neffect = "none"\n'
    given_ = agreement(clause(f'{{ all = [{{ act = "fire" }}, {written(tree, _ATOMS)}] }}', rest))
    program = [*rules(tree, "asked", "not"), f"breach :- asked, not {exception}."]
    outcomes = answer_sets(program, values)
    expected = {frozenset({True}): "breach", frozenset({False}): "no_breach"}.get(frozenset(outcomes), "undetermined")
    assert found(given_, **fields(values)) == expected


@settings(max_examples=80, deadline=None)
@given(tree=trees(tuple(_ATOMS)[:4], once=False), values=_VALUED)
def test_no_clause_claims_more_than_every_answer_set_does(tree: Tree, values: dict[str, str]) -> None:
    given_ = agreement(clause(f'{{ all = [{{ act = "fire" }}, {written(tree, _ATOMS)}] }}'))
    outcomes = answer_sets([*rules(tree, "breach", "not")], values)
    status = found(given_, **fields(values))
    assert status != "breach" or outcomes == {True}
    assert status != "no_breach" or outcomes == {False}


# --- temporal logic: silence that restarts, and what lies within so many hours --------------------------------------

_HOURS = 14


def monitored(formula: str, signal: list[int]) -> list[bool]:
    """Whether a past-time formula over `shot` holds, hour by hour."""
    rtamt = pytest.importorskip("rtamt")
    spec = rtamt.StlDiscreteTimeSpecification()
    spec.declare_var("shot", "float")
    spec.declare_var("out", "float")
    spec.spec = f"out = {formula}"
    spec.parse()
    told = spec.evaluate({"time": list(range(len(signal))), "shot": [float(value) for value in signal]})
    return [value >= 0 for _, value in told]


@settings(max_examples=60, deadline=None)
@given(
    shots=st.lists(st.integers(1, _HOURS - 1), max_size=6, unique=True),
    silence=st.integers(2, 5),
    wait=st.integers(0, 4),
    at=st.integers(1, _HOURS - 1),
)
@example(shots=[3], silence=3, wait=0, at=4)  # a shot at the very moment at which the silence is complete
def test_a_clock_of_silence_agrees_with_temporal_logic(shots: list[int], silence: int, wait: int, at: int) -> None:
    body = '[[clock]]\nid = "quiet"\nzone = "square"\nsilence_of = "fire"\nstart = "2031-03-02T00:00"\n'
    body += f"hours = {silence}\n"
    when = f'{{ all = [{{ act = "weapon" }}, {{ clock = "quiet", elapsed_h = {wait} }}] }}'
    given_ = agreement(body + clause(when))
    watched = effort(watch(START_S, START_S + _HOURS * HOUR_S))
    acts = [incident(n + 2, 0.0, 10, start_s=START_S + hour * HOUR_S, verb="saw") for n, hour in enumerate(shots)]
    seen = incident(1, 0.0, 10, start_s=START_S + at * HOUR_S, event_type="weapon")
    rows = assess(table(seen, *acts), given_, watched).to_pylist()
    status = {row["incident_id"]: row["status"] for row in rows}.get(seen.incident_id, "no_breach")
    # complete at c: hours c-silence+1 … c-1 hold no shot, none before the start being one
    signal = [int(hour in shots) for hour in range(_HOURS)]
    quiet = f"historically[1:{silence - 1}](shot <= 0)"
    complete = monitored(quiet, signal)
    expected = any(complete[c] for c in range(silence, at - wait + 1))
    assert status == ("breach" if expected else "no_breach"), (shots, silence, wait, at)


@settings(max_examples=60, deadline=None)
@given(
    events=st.lists(st.integers(0, _HOURS - 1), min_size=1, max_size=4, unique=True),
    before=st.integers(1, 5),
    at=st.integers(0, _HOURS - 1),
)
def test_what_the_register_held_before_agrees_with_temporal_logic(events: list[int], before: int, at: int) -> None:
    entries = "".join(
        f'[[register]]\nkind = "order"\nparty = "A"\nat = {_iso(hour)}\nstanding = "established"\n' for hour in events
    )
    when = f'{{ all = [{{ act = "fire" }}, {{ event = "order", by = "self", before_h = {before} }}] }}'
    given_ = agreement(clause(when) + entries, head='register_complete = ["order"]')
    status = found(given_, start_s=START_S + at * HOUR_S)
    signal = [int(hour in events) for hour in range(_HOURS)]
    expected = monitored(f"once[0:{before - 1}](shot >= 1)", signal)[at]
    assert status == ("breach" if expected else "no_breach")


def _iso(hour: int) -> str:
    day, rest = divmod(hour, 24)
    return f"2031-03-{2 + day:02d}T{rest:02d}:00:00Z"


# --- exact probability: places and times that are not known closely --------------------------------------------------

_EAST = {"buffer": (-2.0, 2.0), "square": (-0.1 * DEGREE_M / 1000, 0.1 * DEGREE_M / 1000)}
_UNSURE = {
    "buffer": '{ in_zone = "buffer" }',
    "square": '{ in_zone = "square" }',
    "early": '{ during = { until = "2031-03-05T00:00" } }',
}
#: of a radius that holds the place 19 times in 20: standard deviations on each axis
_SIGMAS = 2.447746830680816


def exactly(tree: Tree, east_km: float, radius_km: float, share_early: float) -> float:
    """Probability of the tree: the two zones share one place, the time is independent of it."""
    problog = pytest.importorskip("problog")
    from problog.program import PrologString

    normal = NormalDist(east_km, radius_km / _SIGMAS)
    cut = [east_km - 3 * radius_km / _SIGMAS, east_km + 3 * radius_km / _SIGMAS]
    mass = normal.cdf(cut[1]) - normal.cdf(cut[0])
    edges = sorted({*cut, *(min(max(edge, cut[0]), cut[1]) for zone in _EAST.values() for edge in zone)})
    strips = [(low, high) for low, high in pairwise(edges) if high > low]
    rounding = 1 - 1e-7  # printed shares must not add up to more than one
    shares = [(normal.cdf(high) - normal.cdf(low)) / mass * rounding for low, high in strips]
    lines = ["; ".join(f"{share:.9f}::strip({n})" for n, share in enumerate(shares)) + "."]
    for zone, (west, east) in _EAST.items():
        inside = [n for n, (low, high) in enumerate(strips) if low >= west - 1e-9 and high <= east + 1e-9]
        lines += [f"{zone} :- strip({n})." for n in inside] or [f"{zone} :- fail."]
    lines += [f"{share_early:.9f}::early.", *rules(tree, "breach", "\\+"), "query(breach)."]
    (value,) = problog.get_evaluatable().create_from(PrologString("\n".join(lines))).evaluate().values()
    return float(value)


@settings(max_examples=40, deadline=None)
@given(
    tree=trees(tuple(_UNSURE), once=False, depth=2),
    east_km=st.floats(-9, 9),
    radius_m=st.integers(500, 6_000),
    early=st.integers(1, 5),
)
def test_belief_agrees_with_exact_probability(tree: Tree, east_km: float, radius_m: int, early: int) -> None:
    given_ = agreement(clause(f'{{ all = [{{ act = "fire" }}, {written(tree, _UNSURE)}] }}'))
    start = START_S + 3 * DAY_S - early * DAY_S
    spread = {"start_s": max(start, START_S), "end_s": START_S + 5 * DAY_S}
    share = (START_S + 3 * DAY_S - spread["start_s"]) / (spread["end_s"] - spread["start_s"])
    rows = assess(table(incident(1, east_km, radius_m, **spread)), given_).to_pylist()
    belief = rows[0]["belief_ppm"] / 1e6 if rows else 0.0
    assert belief == pytest.approx(exactly(tree, east_km, radius_m / 1000, share), abs=0.03)
