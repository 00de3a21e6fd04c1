"""What must hold for every incident and agreement."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.assess.scenes import BUFFER, DAY_S, HEAD, READING, START_S, clause, incident, table, zones

from truceline.assess.assess import assess
from truceline.assess.explain import Explainer
from truceline.assess.language import load
from truceline.model.agreement import Agreement
from truceline.model.incident import Incident

_UNLESS = '[[provision.unless]]\nwhen = { event = "attack", by = "other", before_h = 48, within_km = 20 }\nplea = "%s"'
_BODY = (
    clause('{ all = [{ act = "fire" }, { in_zone = "buffer" }] }', _UNLESS % "bearer", "fire")
    + clause(
        '{ all = [{ act = "weapon" }, { attr = "calibre_mm", min = 100 }, '
        '{ not_behind_km = 15, of_line = { A = "contact", B = "older" } }] }',
        'stage = [{ until = "2031-03-10", effect = "counted" }, { effect = "breach" }]',
        "withdrawal",
    )
    + clause(
        '{ any = [{ act = "air" }, { not = { in_zone = "square" } }] }',
        '[[provision.reading]]\naccording_to = "A"\nfrom = "2031-03-04"\nuntil = "2031-03-25"\n'
        '[[provision.reading]]\naccording_to = "B"\nfrom = "2031-03-08"\nuntil = "2031-03-29"',
        "air",
    )
    + clause('{ act = "fire" }', 'bearers = ["B"]', "bound")
    + clause(
        '{ all = [{ act = "fire.shelling" }, { count_of = "fire", at_least = 2, within_h = 48, within_km = 10 }] }',
        _UNLESS % "none",
        "many",
    )
    + clause(
        '{ all = [{ act = "fire" }, { in_zone = "buffer" }, { attr = "target", equals = "energy" }] }', "", "energy"
    )
    + clause('{ any = [{ act = "air" }, { attr = "target", equals = "school" }] }', "", "school")
    + '[[register]]\nkind = "attack"\nparty = "B"\nat = "2031-03-09"\nstanding = "asserted"\nplace = [36.0, 48.0]\n'
    + '[[register]]\nkind = "attack"\nparty = "A"\nat = "2031-03-06"\nstanding = "established"\nplace = [36.0, 48.1]\n'
)


def _agreement(swapped: bool = False) -> Agreement:
    text = HEAD.format(head="") + READING + BUFFER + _BODY
    return load((_swap(text) if swapped else text).encode(), zones(), "agreement.toml")


def _swap(text: str) -> str:
    """The same agreement with the parties' names, homes and lines exchanged: what bound one binds the other."""
    for one, other in (('"A"', '"B"'), ("Alder", "Birch"), ("A =", "B =")):
        text = text.replace(one, "\0").replace(other, one).replace("\0", other)
    return text


AGREED = _agreement()
MIRRORED = _agreement(swapped=True)


@st.composite
def incidents(draw: st.DrawFn, number: int = 1, **fixed: Any) -> Incident:
    start = START_S + draw(st.integers(-5, 95)) * DAY_S + draw(st.integers(0, DAY_S))
    placed = draw(st.integers(0, 9)) > 0
    fields: dict[str, Any] = {
        "start_s": start,
        "end_s": start + draw(st.sampled_from([1, 600, DAY_S, 5 * DAY_S])),
        "event_type": draw(
            st.sampled_from(["fire.shelling", "fire", "weapon", "air.drone_strike", "ground", "signal.alert"])
        ),
        "type_share_ppm": draw(st.sampled_from([1_000_000, 700_000])),
        "radius_m": draw(st.sampled_from([0, 100, 1_000, 5_000, 60_000])) if placed else None,
        "alleged_actor": draw(st.sampled_from(["Alder", "birch ", "nobody", None])),
        "claimants": draw(st.sampled_from([(), ("Alder",), ("Birch",), ("Alder", "Birch")])),
        "actor_disputed": draw(st.booleans()),
        "verb": draw(st.sampled_from(["saw", "heard", "reported"])),
        "calibre_mm": draw(st.sampled_from([None, 82, 122])),
        "weapon": draw(st.sampled_from([None, "mortar", "artillery_100"])),
        "target": draw(st.sampled_from([None, "energy", "school"])),
    }
    made = incident(number, draw(st.floats(-40, 40)), **{**fields, **fixed})
    return made if placed else msgspec.structs.replace(made, lat_e6=None, lon_e6=None)


def several(least: int = 1, **fixed: Any) -> st.SearchStrategy[tuple[Incident, ...]]:
    return st.integers(least, 5).flatmap(lambda n: st.tuples(*(incidents(k + 1, **fixed) for k in range(n))))


def findings(agreed: Agreement, *held: Incident) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = assess(table(*held), agreed).to_pylist()
    return rows


@settings(max_examples=40, deadline=None)
@given(several())
def test_belief_never_exceeds_plausibility_and_decides_the_status(held: tuple[Incident, ...]) -> None:
    for row in findings(AGREED, *held):
        assert 0 <= row["belief_ppm"] <= row["plausibility_ppm"] <= 1_000_000
        if row["status"] == "breach":
            assert row["belief_ppm"] >= AGREED.threshold_ppm
            assert row["counted"]
        elif row["status"] == "no_breach":
            assert row["plausibility_ppm"] <= 1_000_000 - AGREED.threshold_ppm
        assert row["attribution"] != "attributed_by_decision"
        assert (row["attributed_to"] is None) == (row["attribution"] == "none_stated")


@settings(max_examples=40, deadline=None)
@given(several(lat_e6=None, lon_e6=None, radius_m=None))
def test_never_a_breach_without_a_place(held: tuple[Incident, ...]) -> None:
    assert all(row["status"] != "breach" and row["belief_ppm"] == 0 for row in findings(AGREED, *held))


@settings(max_examples=40, deadline=None)
@given(incidents(), st.sampled_from([-1, 1]))
def test_never_a_breach_outside_force(one: Incident, side: int) -> None:
    length = one.end_s - one.start_s
    start = START_S - length if side < 0 else START_S + 91 * DAY_S
    assert findings(AGREED, msgspec.structs.replace(one, start_s=start, end_s=start + length)) == []


@settings(max_examples=25, deadline=None)
@given(several(2), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(held: tuple[Incident, ...], chance: Any) -> None:
    shuffled = list(held)
    chance.shuffle(shuffled)
    assert findings(AGREED, *held) == findings(AGREED, *shuffled)


@settings(max_examples=25, deadline=None)
@given(several())
def test_swapping_the_parties_mirrors_the_findings(held: tuple[Incident, ...]) -> None:
    names = {"Alder": "Birch", "birch ": "alder ", "nobody": "nobody", None: None, "Birch": "Alder"}
    mirrored = [
        msgspec.structs.replace(
            one, alleged_actor=names[one.alleged_actor], claimants=tuple(sorted(names[c] or "" for c in one.claimants))
        )
        for one in held
    ]
    parties = {"A": "B", "B": "A", None: None}
    expected = [{**row, "attributed_to": parties[row["attributed_to"]]} for row in findings(AGREED, *held)]
    assert findings(MIRRORED, *mirrored) == expected


@settings(max_examples=15, deadline=None)
@given(several())
def test_explain_agrees_with_assess(held: tuple[Incident, ...]) -> None:
    explainer = Explainer(table(*held), AGREED)
    by_id = {one.incident_id: one for one in held}
    rows = findings(AGREED, *held)
    for row in rows:
        found = explainer.explain(by_id[row["incident_id"]], row["provision_id"])
        assert {name: getattr(found, name) for name in row} == row
        for reading in found.readings:
            tree = reading.tree
            assert reading.belief_ppm == tree.met * 1_000_000 // (tree.met + tree.unknown + tree.not_met)
    reached = {(row["incident_id"], row["provision_id"]) for row in rows}
    for one in held:
        for provision in AGREED.provisions:
            if (one.incident_id, provision.provision_id) not in reached:
                found = explainer.explain(one, provision.provision_id)
                assert (found.status, found.plausibility_ppm) == ("no_breach", 0)


@settings(max_examples=25, deadline=None)
@given(incidents(), st.sampled_from(["calibre_mm", "alleged_actor", "place", "target"]))
def test_knowing_less_never_convicts(one: Incident, forgotten: str) -> None:
    """Without a fact the belief can fall, never rise; and the plausibility can rise, never fall.

    The one exception is the target: an attack on nothing in particular, or on nothing stated and nowhere known, is no
    matter for a clause about an object.
    """
    blank: dict[str, Any] = {
        "calibre_mm": {"calibre_mm": None, "weapon": None},
        "alleged_actor": {"alleged_actor": None},
        "target": {"target": None},
    }
    blank["place"] = {"lat_e6": None, "lon_e6": None, "radius_m": None}
    less = msgspec.structs.replace(one, **blank[forgotten])
    known = {row["provision_id"]: row for row in findings(AGREED, one)}
    unknown = {row["provision_id"]: row for row in findings(AGREED, less)}
    for name in known.keys() | unknown.keys():
        before, after = known.get(name), unknown.get(name)
        assert (after["belief_ppm"] if after else 0) <= (before["belief_ppm"] if before else 0) or _refined(
            before, after
        )
        if less.target is not None or name not in {"energy", "school"}:
            assert (after["plausibility_ppm"] if after else 0) >= (before["plausibility_ppm"] if before else 0)


def _refined(before: dict[str, Any] | None, after: dict[str, Any] | None) -> bool:
    """Counted in another number of worlds, the shares may differ by the error of the smaller one."""
    return before is not None and after is not None and abs(before["belief_ppm"] - after["belief_ppm"]) <= 25_000


@settings(max_examples=20, deadline=None)
@given(incidents(existence_ppm=1), st.integers(2, 1_000_000))
def test_existence_is_never_multiplied_in(one: Incident, existence_ppm: int) -> None:
    assert findings(AGREED, one) == findings(AGREED, msgspec.structs.replace(one, existence_ppm=existence_ppm))


@pytest.mark.parametrize("east_km", [1.0, 1.9, 2.1, 3.0])
def test_belief_is_the_share_of_the_place_in_the_zone(east_km: float) -> None:
    from scipy.stats import norm

    radius = 2_000
    agreed = load((HEAD.format(head="") + READING + BUFFER + clause('{ in_zone = "buffer" }')).encode(), zones(), "a")
    (row,) = findings(agreed, incident(1, east_km, radius))
    sigma = radius / 2.447746830680816
    expected = norm.cdf((2_000 - east_km * 1_000) / sigma) - norm.cdf((-2_000 - east_km * 1_000) / sigma)
    assert abs(row["belief_ppm"] / 1e6 - expected) < 0.02
