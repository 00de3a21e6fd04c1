"""Explanations: the same finding as `assess`, in sentences, with the numbers and what would change it."""

from __future__ import annotations

import pytest
from tests.unit.assess.scenes import DAY_S, START_S, agreement, clause, incident, table

from truceline.assess.assess import assess
from truceline.assess.explain import Explainer, explain
from truceline.model.agreement import Agreement
from truceline.model.errors import UsageError
from truceline.model.finding import Finding, Reason

_BUFFER = '{ all = [{ act = "fire" }, { in_zone = "buffer" }, { attr = "calibre_mm", min = 100 }] }'
_PLEADED = """
[[provision.unless]]
words = "return fire"
when = { event = "attack", by = "other", before_h = 2 }
plea = "bearer"
"""


def sentences(reason: Reason) -> list[str]:
    return [reason.words, *(words for child in reason.children for words in sentences(child))]


def explained(agreed: Agreement, **fields: object) -> Finding:
    return explain(incident(**fields), agreed, "p")  # type: ignore[arg-type]


def test_the_tree_ends_where_assess_ends() -> None:
    agreed = agreement(clause(_BUFFER, _PLEADED))
    for fields in (
        {"east_km": 1.9, "radius_m": 2_000, "calibre_mm": 122},
        {"east_km": 1.0, "radius_m": 50},
        {"east_km": 1.0, "radius_m": 50, "calibre_mm": 122, "start_s": START_S - 5, "end_s": START_S + 95},
        {"east_km": 1.0, "calibre_mm": 152},
    ):
        (row,) = assess(table(incident(**fields)), agreed).to_pylist()
        finding = explained(agreed, **fields)
        assert {name: getattr(finding, name) for name in row} == row
        (reading,) = finding.readings
        total = reading.tree.met + reading.tree.unknown + reading.tree.not_met
        assert reading.belief_ppm == reading.tree.met * 1_000_000 // total
        assert reading.plausibility_ppm == (reading.tree.met + reading.tree.unknown) * 1_000_000 // total


def test_the_sentences_quote_the_clause_and_give_the_numbers() -> None:
    finding = explained(agreement(clause(_BUFFER, _PLEADED)), east_km=1.5, radius_m=200, calibre_mm=122)
    words = "\n".join(sentences(finding.readings[0].tree))
    assert "“The act is prohibited.”" in words
    assert "0.50 km inside its border, the place known to within 0.20 km" in words
    assert "reported: 122 mm" in words
    assert "240.0 h after its start" in words
    assert "return fire" in words
    assert "to be pleaded and shown by the party that acted: not pleaded" in words


def test_a_cut_place_says_in_how_many_worlds() -> None:
    agreed = agreement(clause('{ all = [{ act = "fire" }, { in_zone = "buffer" }] }'))
    finding = explained(agreed, east_km=2.0, radius_m=2_000)
    met = finding.readings[0].tree.met
    assert 0 < met < 128
    assert any(f"met in {met}, not met in {128 - met} of 128 worlds" in s for s in sentences(finding.readings[0].tree))
    assert any(s.startswith("A place known more closely than 2.00 km") for s in finding.would_change)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"east_km": 1.0}, "Evidence on whether calibre is at least 100 mm (not reported)."),
        ({"lat_e6": None, "lon_e6": None, "radius_m": None}, "A place: without one nothing is found to be a breach."),
        ({"east_km": 1.0, "calibre_mm": 122}, "A plea by the party that acted: return fire."),
        ({"east_km": 1.0, "start_s": START_S - 60, "end_s": START_S + 60}, "A time known more closely"),
        ({"east_km": 1.0, "alleged_actor": None}, "Evidence of who acted: no party is named as the actor."),
    ],
)
def test_what_would_change_it(fields: dict[str, object], sentence: str) -> None:
    finding = explained(agreement(clause(_BUFFER, _PLEADED)), **fields)
    assert any(one.startswith(sentence) for one in finding.would_change), finding.would_change


def test_each_reading_has_its_own_tree() -> None:
    readings = "\n".join(
        f'[[provision.reading]]\naccording_to = "{who}"\nfrom = "2031-03-{day}"'
        for who, day in (("A", "05"), ("B", "20"))
    )
    finding = explained(agreement(clause('{ act = "fire" }', readings)))
    assert [(r.according_to, r.status) for r in finding.readings] == [("A", "breach"), ("B", "no_breach")]
    assert finding.contested
    assert "according to Alder" in sentences(finding.readings[0].tree)[1]
    assert finding.would_change[0].startswith("An agreed answer to when the clause is in force")


def test_clocks_and_counts_are_explained_in_their_context() -> None:
    agreed = agreement(clause('{ all = [{ act = "fire" }, { count_of = "fire", at_least = 2, within_h = 24 }] }'))
    at = START_S + 10 * DAY_S
    context = table(incident(), incident(2, start_s=at - 60))
    assert explain(incident(), agreed, "p", context=context).status == "breach"
    assert explain(incident(), agreed, "p").status == "no_breach"


def test_an_unknown_provision() -> None:
    with pytest.raises(UsageError, match="Its provisions: p"):
        explain(incident(), agreement(clause('{ act = "fire" }')), "q")


def test_nothing_said_of_motive_or_decision() -> None:
    finding = explained(agreement(clause(_BUFFER, _PLEADED)), east_km=1.0, calibre_mm=122)
    said = " ".join([finding.summary, *finding.would_change, *sentences(finding.readings[0].tree)]).casefold()
    assert finding.attribution != "attributed_by_decision"
    assert not {"motive", "intent", "deliberate", "guilt"} & set(said.split())


def test_the_end_of_force_is_outside_it() -> None:
    agreed = agreement(clause('{ act = "fire" }'))
    end = START_S + 91 * DAY_S
    assert [explained(agreed, start_s=at).status for at in (START_S - 1, START_S, end - 1, end)] == [
        "no_breach",
        "breach",
        "breach",
        "no_breach",
    ]


def test_all_findings_of_an_incident_are_those_that_assess_gives() -> None:
    body = clause('{ act = "fire" }') + clause('{ all = [{ act = "fire" }, { in_zone = "buffer" }] }', "", "near")
    given = agreement(body + clause('{ act = "weapon" }', "", "weapon"))
    several = table(incident(1, 0.0), incident(2, 30.0), incident(3, 1.9, 800, event_type="weapon"))
    explainer = Explainer(several, given)
    told = [
        (finding.incident_id, finding.provision_id, finding.status, finding.belief_ppm)
        for number, east_km in ((1, 0.0), (2, 30.0))
        for finding in explainer.findings(incident(number, east_km))
    ]
    reached = assess(several, given).to_pylist()
    expected = {(r["incident_id"], r["provision_id"], r["status"], r["belief_ppm"]) for r in reached}
    assert set(told) <= expected and len(told) == 3
    assert [finding.provision_id for finding in explainer.findings(incident(3, 1.9, 800, event_type="weapon"))] == [
        "weapon"
    ]


@pytest.mark.parametrize(("complete", "ends"), [(False, "absence proves nothing"), (True, "declared complete for it")])
def test_entries_are_told_that_fit_the_act_else_that_none_does(complete: bool, ends: str) -> None:
    entries = "".join(
        f'[[register]]\nkind = "attack"\nparty = "{party}"\nat = "2031-03-{day:02}T10:00"\nstanding = "established"\n'
        for party, day in (("B", 3), ("A", 4), ("B", 5), ("B", 20))
    )
    head = 'register_complete = ["attack"]' if complete else ""
    agreed = agreement(clause('{ act = "fire" }', _PLEADED) + entries, head=head)

    def told(at_s: int) -> str:
        tree = explained(agreed, start_s=at_s, end_s=at_s + 60, alleged_actor="A").readings[0].tree
        return next(words for words in sentences(tree) if "the register holds" in words)

    fitting = told(START_S + 3 * DAY_S + 11 * 3_600)  # an hour after the attack of 5 March
    assert "(Birch, 2031-03-05 10:00 +00:00, established): met" in fitting
    late = told(START_S + 4 * DAY_S)
    assert "none fits this act, the nearest: Alder, 2031-03-04" in late and "2031-03-05" in late
    assert ends in late and "2031-03-20" not in late
