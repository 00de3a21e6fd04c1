"""Duties to notify: answer sets say the same, more notice never harms, order is nothing, the sides are alike."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.assess.scenes import HOUR_S, START_S, clause, incident, table, toml, zones

from truceline.assess.assess import assess
from truceline.assess.language import load
from truceline.model.agreement import Agreement

_DUTY = """
[[duty]]
id = "notice"
words = "Exercises are told of ahead."
citation = "Article 2"
of = {{ act = "fire.exercise" }}
notice = "told"
to = "{to}"
ahead_h = {ahead}
excepts = ["fire"]
"""
_ACT_H = 200
_RANK = {"no_breach": 0, "undetermined": 1, "breach": 2}


@st.composite
def notices(draw: st.DrawFn) -> dict[str, Any]:
    """Hours since the beginning, of an act at hour `_ACT_H`."""
    start = draw(st.none() | st.integers(_ACT_H - 30, _ACT_H + 5))
    at = draw(st.integers(_ACT_H - 60, _ACT_H + 10))
    least = (at if start is None else start) + 1
    return {
        "party": draw(st.sampled_from("AB")),
        "to": draw(st.sampled_from(["", "A", "B", "joint commission"])),
        "at": at,
        "from": start,
        "until": draw(st.none() | st.integers(least, max(least, _ACT_H + 20))),
        "standing": draw(st.sampled_from(["established", "asserted", "refuted"])),
    }


_MANY = st.lists(notices(), max_size=4)
_TO = st.sampled_from(["other", "B", "joint commission"])


def written(entry: dict[str, Any]) -> str:
    stamps = {key: f'"{moment(entry[key])}"' for key in ("at", "from", "until") if entry[key] is not None}
    words = {key: f'"{entry[key]}"' for key in ("party", "to", "standing") if entry[key]}
    return '[[register]]\nkind = "told"\n' + "".join(f"{key} = {value}\n" for key, value in (stamps | words).items())


def moment(hours: int) -> str:
    return f"2031-03-{2 + hours // 24:02d}T{hours % 24:02d}:00"


def agreed(entries: list[dict[str, Any]], to: str, ahead: int, complete: bool, swap: bool = False) -> Agreement:
    body = clause('{ act = "fire" }', "", "fire") + _DUTY.format(to=to, ahead=ahead) + "".join(map(written, entries))
    text = toml(body, 'register_complete = ["told"]' if complete else "").decode()
    if swap:
        for one, other in (('"A"', '"B"'), ("Alder", "Birch")):
            text = text.replace(one, "\0").replace(other, one).replace("\0", other)
    return load(text.encode(), zones(), "agreement.toml")


def statuses(given_: Agreement, actor: str = "Alder") -> dict[str, str]:
    act = incident(event_type="fire.exercise", start_s=START_S + _ACT_H * HOUR_S, alleged_actor=actor)
    return {row["provision_id"]: row["status"] for row in assess(table(act), given_).to_pylist()}


_RULES = """
begin(N, F) :- start(N, F), F <= {act}.
begin(N, {act}) :- notice(N, _, _, _), not start(N, _).
ended(N) :- end(N, U), U <= {act}.
told(N, "yes") :- notice(N, _, _, To), right(To).
told(N, "open") :- notice(N, _, _, ""), asked.
told(N, "yes") :- notice(N, _, _, _), not asked.
match(N) :- notice(N, "A", At, _), begin(N, B), At + {ahead} <= B, At <= {act}, not ended(N), told(N, _).
sure(N) :- match(N), told(N, "yes"), standing(N, "established").
open(N) :- match(N), told(N, "open"), standing(N, "established").
open(N) :- match(N), standing(N, "asserted").
some :- match(N).
{{ unheard }} :- not some, not complete.
{{ holds(N) }} :- open(N).
kept :- sure(N).
kept :- holds(N).
kept :- unheard.
"""


def answer_sets(entries: list[dict[str, Any]], to: str, ahead: int, complete: bool) -> set[bool]:
    """Whether the duty was kept, over every way in which what is open may be closed."""
    clingo = pytest.importorskip("clingo")
    facts = ["asked.", "complete."] if complete else ["asked."]
    facts += [f'right("{"B" if to == "other" else to}").']
    for number, entry in enumerate(entries):
        facts.append(f'notice({number}, "{entry["party"]}", {entry["at"]}, "{entry["to"]}").')
        facts.append(f'standing({number}, "{entry["standing"]}").')
        facts += [f"start({number}, {entry['from']})."] if entry["from"] is not None else []
        facts += [f"end({number}, {entry['until']})."] if entry["until"] is not None else []
    control = clingo.Control(["0", "--warn=none"])
    control.add("base", [], "\n".join(facts) + _RULES.format(act=_ACT_H, ahead=ahead))
    control.ground([("base", [])])
    with control.solve(yield_=True) as models:
        return {any(str(atom) == "kept" for atom in model.symbols(atoms=True)) for model in models}


@settings(max_examples=150, deadline=None)
@given(_MANY, _TO, st.integers(0, 40), st.booleans())
def test_answer_sets_say_the_same(entries: list[dict[str, Any]], to: str, ahead: int, complete: bool) -> None:
    outcomes = frozenset(answer_sets(entries, to, ahead, complete))
    expected = {frozenset({True}): "no_breach", frozenset({False}): "breach"}.get(outcomes, "undetermined")
    found = statuses(agreed(entries, to, ahead, complete))
    assert found["notice"] == expected
    # a rule is not swallowed by notices of which nobody has heard
    if not entries:
        assert found["fire"] == "breach"
    assert _RANK[found["fire"]] >= _RANK[expected]


@settings(max_examples=60, deadline=None)
@given(_MANY, _TO, st.integers(0, 40), st.booleans(), notices())
def test_one_more_notice_never_harms(
    entries: list[dict[str, Any]], to: str, ahead: int, complete: bool, more: dict[str, Any]
) -> None:
    """Unless it is refuted, where silence would have left the question open."""
    more = more | {"standing": "established"}
    before, after = (statuses(agreed(rows, to, ahead, complete)) for rows in (entries, [*entries, more]))
    assert all(_RANK[after[one]] <= _RANK[before[one]] for one in before)


@settings(max_examples=60, deadline=None)
@given(_MANY, _TO, st.integers(0, 40), st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_the_register_is_nothing(
    entries: list[dict[str, Any]], to: str, ahead: int, complete: bool, chance: Any
) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert statuses(agreed(entries, to, ahead, complete)) == statuses(agreed(shuffled, to, ahead, complete))


@settings(max_examples=60, deadline=None)
@given(_MANY, _TO, st.integers(0, 40), st.booleans())
def test_the_sides_are_alike(entries: list[dict[str, Any]], to: str, ahead: int, complete: bool) -> None:
    mirrored = agreed(entries, to, ahead, complete, swap=True)
    assert statuses(agreed(entries, to, ahead, complete)) == statuses(mirrored, "Birch")
