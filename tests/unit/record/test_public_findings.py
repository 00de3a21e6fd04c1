"""What a finding says in public: the clause in its words, how far it is known, and no rung that betrays a watcher."""

from __future__ import annotations

import msgspec
import pytest
from tests.golden.publish.sample_bulletin import sample_bulletin
from tests.record_material import WEEK, agreement, material, table

from truceline.model.agreement import Condition, InForce, Provision
from truceline.model.bulletin import PublicFinding
from truceline.model.case import Case, Decision
from truceline.model.english import ENGLISH
from truceline.model.grounds import Ground, Grounds
from truceline.model.incident import incident_id_of
from truceline.model.tables import FINDINGS, INCIDENTS, MEMBERS
from truceline.record.public_findings import public_finding, public_findings
from truceline.record.public_incidents import Witnesses

WORDS = {"art_1": "No fire across the line.", "art_2": "No weapons in the zone."}
ROW = {
    "finding_id": "fnd_1", "incident_id": "inc_1", "provision_id": "art_1", "status": "breach", "counted": True,
    "belief_ppm": 970_001, "plausibility_ppm": 990_001, "contested": False, "attribution": "none_stated",
}  # fmt: skip
NEWS = Witnesses(("news",), ())


def signed(party: str | None) -> Decision:
    return Decision("dec_1", "cas_1", "violation", party, "", ("a", "b"), (), 0)


def test_everything_but_distances_leaves_as_it_is() -> None:
    finding = public_finding(ROW, NEWS, WORDS, None)
    assert (finding.finding_id, finding.incident_id, finding.provision_id) == ("fnd_1", "inc_1", "art_1")
    assert (finding.provision_words, finding.status, finding.counted) == (WORDS["art_1"], "breach", True)
    assert (finding.belief_ppm, finding.plausibility_ppm) == (970_001, 990_001)
    assert finding.contested is False
    assert (finding.attribution, finding.attributed_to) == ("none_stated", None)
    assert public_finding({**ROW, "provision_id": "art_9"}, NEWS, WORDS, None).provision_words == ""


def test_how_sure_it_is_comes_in_steps_where_the_mission_has_a_part() -> None:
    finding = public_finding(ROW, Witnesses(("news", "patrol"), ()), WORDS, None)
    assert (finding.belief_ppm % 50_000, finding.plausibility_ppm % 50_000) == (0, 0)


@pytest.mark.parametrize(
    ("status", "counted", "contested", "said"),
    [
        ("breach", True, True, "The readings of the parties differ, so nothing is found."),
        ("breach", True, False, "The evidence meets the words of the clause."),
        (
            "undetermined",
            True,
            False,
            "The evidence does not settle it: it is no breach, and it is not cleared.",
        ),
        ("no_breach", True, False, "Counted, and no breach."),
        ("no_breach", False, False, "The words of the clause are not met."),
    ],
)
def test_each_finding_is_said_in_a_sentence(status: str, counted: bool, contested: bool, said: str) -> None:
    row = {**ROW, "status": status, "counted": counted, "contested": contested}
    finding = public_finding(row, NEWS, WORDS, None)
    assert (finding.summary, finding.contested) == (said, contested)


@pytest.mark.parametrize(
    ("classes", "rung", "told"),
    [
        # published reports do not see where fire came from: with a patrol beside them, it was the patrol that did
        (("news", "patrol"), "side_of_origin_of_fire", "none_stated"),
        (("news", "patrol"), "consistent_with_party", "none_stated"),
        (("news", "patrol"), "stated_by_a_party", "stated_by_a_party"),
        # what a sky shows and what a party admits is known without the mission
        (("patrol", "satellite"), "side_of_origin_of_fire", "side_of_origin_of_fire"),
        (("official", "patrol"), "consistent_with_party", "consistent_with_party"),
        # alone with itself or without itself there is nothing to hide behind
        (("patrol",), "side_of_origin_of_fire", "side_of_origin_of_fire"),
        (("news",), "side_of_origin_of_fire", "side_of_origin_of_fire"),
    ],
)
def test_a_rung_that_only_the_mission_can_have_reached_is_not_told(
    classes: tuple[str, ...], rung: str, told: str
) -> None:
    row = {**ROW, "attribution": rung}
    assert public_finding(row, Witnesses(classes, ()), WORDS, None).attribution == told
    assert public_finding(row, Witnesses(classes, ()), WORDS, signed(None)).attribution == told


def test_only_a_signed_decision_names_whose_act_it_was() -> None:
    finding = public_finding(ROW, NEWS, WORDS, signed("side_a"))
    assert (finding.attribution, finding.attributed_to) == ("attributed_by_decision", "side_a")
    assert public_finding(ROW, NEWS, WORDS, signed(None)).attributed_to is None


def test_a_decision_stands_with_its_incident_under_the_name_that_this_has_now() -> None:
    incident = msgspec.structs.replace(sample_bulletin(1).incidents[0], incident_id="inc_now")
    case = Case("cas_1", incident_id_of("obs_first"), ("fnd_1",), "investigation", decisions=(signed("B"),))
    held = material(
        cases=(case,), incidents=table([{"incident_id": "inc_now"}], INCIDENTS),
        members=table([{"incident_id": "inc_now", "observation_id": "obs_first"}], MEMBERS),
        findings=table([{**ROW, "incident_id": "inc_now"}], FINDINGS),
    )  # fmt: skip
    (finding,) = public_findings(held, (incident,), {"inc_now": NEWS})
    assert (finding.attribution, finding.attributed_to) == ("attributed_by_decision", "B")


CLAUSE = Provision(
    provision_id="art_1", words="No fire.", citation="Article 1",
    when=Condition(all=(Condition(act="fire"), Condition(in_zone="z"))), readings=(InForce("all", None, None),),
)  # fmt: skip
ACT, PLACE = Ground("act", "yes"), Ground("zone", "open", "East bank")
NOT_SETTLED = Grounds((ACT, PLACE))
OWN_TOO, OWN = Witnesses(("news", "patrol"), ()), Witnesses(("patrol",), ())


def reasoned(
    clause: Provision = CLAUSE,
    witnesses: Witnesses = NEWS,
    grounds: Grounds = NOT_SETTLED,
    zone: str = "UTC",
    **row: object,
) -> PublicFinding:
    incident = msgspec.structs.replace(
        sample_bulletin(1).incidents[0], incident_id="inc_1", event_type="fire.shelling", day="2023-11-15"
    )
    held = material(
        agreement=agreement(clause), incidents=table([{"incident_id": "inc_1"}], INCIDENTS),
        findings=table([{**ROW, "status": "undetermined", "counted": False, **row}], FINDINGS),
        grounds={("art_1", "inc_1"): grounds}, period=msgspec.structs.replace(WEEK, zone=zone),
    )  # fmt: skip
    (finding,) = public_findings(held, (incident,), {"inc_1": witnesses})
    return finding


def test_a_finding_tells_its_grounds_by_the_citation_or_the_name_of_its_clause() -> None:
    assert reasoned().summary == "Not settled under Article 1: whether the place lies in “East bank”."
    assert reasoned().told is not None
    bare = reasoned(msgspec.structs.replace(CLAUSE, citation=""))
    assert bare.summary == "Not settled under art_1: whether the place lies in “East bank”."
    counted = Grounds((ACT, Ground("exception", "yes", "Range", asked=False)))
    assert reasoned(grounds=counted, status="no_breach", counted=True).summary == (
        "Counted under Article 1, and no breach: the exception “Range” holds."
    )


def test_a_breach_is_told_by_the_kind_of_act_of_its_incident() -> None:
    assert reasoned(grounds=Grounds((ACT,)), status="breach").summary.startswith(
        "What is reported meets Article 1: “Shelling”"
    )


def test_a_finding_without_grounds_that_may_be_told_keeps_its_sentence() -> None:
    plain = "The evidence does not settle it: it is no breach, and it is not cleared."
    assert (reasoned(grounds=Grounds()).summary, reasoned(grounds=Grounds()).told) == (plain, None)
    other = reasoned(msgspec.structs.replace(CLAUSE, provision_id="art_2"))
    assert (other.summary, other.told) == (plain, None), "grounds of a clause that the agreement does not have"


def test_a_place_is_veiled_where_a_monitor_may_have_seen_it_and_the_clause_hangs_on_more() -> None:
    two = msgspec.structs.replace(CLAUSE, bearers=("A",))
    lifted = {"grounds": Grounds((ACT, Ground("exception", "yes", "Range", asked=False))), "status": "no_breach"}
    assert "East bank" in reasoned(two).summary, "what the press alone tells is told"
    assert "East bank" in reasoned(witnesses=OWN_TOO).summary, "the one thing it hangs on"
    for veiled in (
        reasoned(two, OWN_TOO),
        reasoned(witnesses=OWN),
        reasoned(msgspec.structs.replace(CLAUSE, readings=(InForce("all", WEEK.start_s + 2 * 86_400, None),)), OWN_TOO),
    ):
        assert veiled.summary.endswith(f": {ENGLISH['why_veiled']}.")
    # what is counted hangs on nothing but what could lift the breach
    assert "Range" in reasoned(two, OWN_TOO, counted=True, **lifted).summary


def test_that_a_clause_had_ended_is_told_by_the_day_of_the_periods_zone() -> None:
    out, ended = Grounds((Ground("force", "no"),)), (InForce("all", None, WEEK.start_s + 86_400 - 2 * 3_600),)
    clause = msgspec.structs.replace(CLAUSE, readings=ended)  # until 14 November in Kyiv
    told, veiled = (
        reasoned(clause, OWN_TOO, out, zone=zone, status="no_breach").summary
        for zone in ("Europe/Kyiv", "Europe/Istanbul")
    )
    assert told == "Article 1 is not met: the clause was not in force at that time."
    assert veiled.endswith(f": {ENGLISH['why_veiled']}.")


def test_readings_that_differ_are_told_by_the_names_of_the_parties() -> None:
    told = reasoned(grounds=Grounds(by_reading=(("A", "breach"), ("B", "no_breach"))), contested=True)
    assert "Party of the East: breach, Party of the West: no breach" in told.summary
