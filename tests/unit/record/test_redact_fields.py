"""Each part of a bulletin comes from its own part of the material, under its own rule: none is dropped or swapped."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from tests.record_material import WEEK, agreement, material, table

from truceline.model.agreement import Condition, InForce, Party, Provision, Zone
from truceline.model.bulletin import (
    Bulletin,
    PublicBefore,
    PublicCheckpoint,
    PublicCorrection,
    PublicCount,
    PublicHarm,
    PublicKind,
    PublicObject,
    PublicScope,
    PublicScore,
    PublicVerdict,
    PublicWeapons,
)
from truceline.model.case import Case, Decision, case_id_of
from truceline.model.evidence import EvidenceItem
from truceline.model.ids import content_id
from truceline.model.measures import (
    Change,
    DayMeasure,
    Effect,
    Escalation,
    Further,
    Nowcast,
    Recovery,
    UnitCount,
    Verdict,
)
from truceline.model.mentions import AgreementElement, QuantityMention, Quote
from truceline.model.observation import Derivation, Origin
from truceline.model.period import period_ending
from truceline.model.phrase import Day, say
from truceline.model.tables import FINDINGS, INCIDENTS, MEMBERS, OBSERVATIONS
from truceline.record.material import Material, ReleasePolicy
from truceline.record.redact import redact

POLICY = ReleasePolicy(cell_resolution=5, delay_h=24, min_cell=3)
NOON = WEEK.start_s + 12 * 3_600
HARM = ("killed_low", "killed_high", "wounded_low", "wounded_high")


def made(**given: object) -> Bulletin:
    return redact(material(**given), POLICY)


def measured(number: int) -> tuple[DayMeasure, ...]:
    """Days in force, one after the other, that end with the week."""
    zeros = ("incidents", "breaches", "undetermined", "counted", "observed_incidents")
    zeros += ("observer_minutes", "outage_minutes", "night_minutes")
    last = date.fromisoformat(WEEK.end_day)
    return tuple(
        DayMeasure(day=str(last - timedelta(days=back)), in_force=True, **dict.fromkeys(zeros, 0))
        for back in reversed(range(number))
    )


def seen(*told: tuple[str, dict[str, object]], moment_s: int = NOON) -> dict[str, object]:
    """Tables of incidents at one place and moment that the news tell of, each with what is said of it."""
    when = {"start_s": moment_s, "end_s": moment_s + 60}
    place = {"lat_e6": 47_500_000, "lon_e6": 36_600_000, "radius_m": 350}
    usual = {"event_type": "fire.shelling", "n_observations": 1, "origins_min": 1, "origins_max": 1, "claimants": []}
    rows = [{"incident_id": name, **when, **place, **usual, "existence_ppm": 9, **cells} for name, cells in told]
    behind = [
        {"observation_id": f"obs_{name}", "item_id": "itm", "source": "wire", "source_class": "news", **when, **place}
        for name, _ in told
    ]
    members = [{"observation_id": f"obs_{name}", "incident_id": name} for name, _ in told]
    return {
        "incidents": table(rows, INCIDENTS),
        "observations": table(behind, OBSERVATIONS),
        "members": table(members, MEMBERS),
    }


def found(*rows: tuple[str, str, str], **cells: object) -> dict[str, object]:
    """Findings: of which incident, by which provision, with which status."""
    usual = {"counted": False, "belief_ppm": 9, "plausibility_ppm": 9, "contested": False, "attribution": "none_stated"}
    told = [
        {"finding_id": f"fnd_{n}", "incident_id": incident, "provision_id": provision, "status": status} | usual | cells
        for n, (incident, provision, status) in enumerate(rows)
    ]
    return {"findings": table(told, FINDINGS)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mission", "South"),
        ("cut_off", "06:00"),
        ("invented", True),
        ("evidence_digest", "ab" * 32),
        ("record_head", "cd" * 32),
        ("software", "truceline 9"),
        ("kind", "special"),
        ("title", "The mill"),
        ("reason", "Both sides asked."),
        ("scores", (PublicScore("recall", "0.9", "of 40"),)),
        ("corrections", (PublicCorrection("2023-11-12", "incidents", "3", "4", "later_evidence"),)),
        ("checkpoint", PublicCheckpoint(size=4, note="n", unsigned=1, log_key="k", grade="attested", witnesses=())),
    ],
)
def test_what_the_mission_says_of_itself_is_told_as_it_is(name: str, value: object) -> None:
    assert getattr(made(), name) != value
    assert getattr(made(**{name: value}), name) == value


def test_the_period_is_told_by_the_clock_of_its_zone() -> None:
    kyiv = period_ending(date(2023, 11, 19), 7, "Europe/Kyiv", 6 * 60)
    told = made(period=kyiv, cut_off="06:00")
    assert (told.period_start, told.period_end) == ("2023-11-12T06:00+02:00", "2023-11-19T06:00+02:00")
    assert told.zone == "Europe/Kyiv"


@pytest.mark.parametrize(
    ("kind", "days", "number"),
    [
        ("daily", 0, 1), ("daily", 1, 1), ("daily", 9, 9), ("special", 9, 9),
        ("weekly", 0, 1), ("weekly", 1, 1), ("weekly", 7, 1), ("weekly", 8, 2), ("weekly", 21, 3),
    ],
)  # fmt: skip
def test_bulletins_are_numbered_by_days_and_weekly_ones_by_weeks(kind: str, days: int, number: int) -> None:
    assert made(kind=kind, days=measured(days)).number == number


def test_the_name_is_that_of_all_it_says_but_for_the_signatures() -> None:
    signed = PublicCheckpoint(size=4, note="n", unsigned=1, log_key="k", grade="attested", witnesses=())
    plain, with_signatures, other = made(), made(checkpoint=signed), made(title="Other")
    bare = msgspec.structs.replace(plain, bulletin_id="")
    assert plain.bulletin_id == content_id("bul", msgspec.to_builtins(bare))
    assert with_signatures == msgspec.structs.replace(plain, checkpoint=signed)
    assert other.bulletin_id != plain.bulletin_id


def test_what_else_the_days_say_stands_in_fields_of_its_own() -> None:
    further = Further(
        late=(Nowcast("2023-11-19", 3, 5, 4, 8),),
        escalation=Escalation(1, 2, 3, 4, 5, 6, "heavier"),
        recovery=Recovery("2023-11-14", 9, 1, 2, 1, None, 4),
        told=(say("late", n=1),),
    )
    told = made(further=further)
    assert (told.late, told.escalation, told.recovery) == (further.late, further.escalation, further.recovery)
    assert told.trends == further.told


def test_persons_who_sign_are_as_many_as_the_policy_asks_for() -> None:
    assert redact(material(), msgspec.structs.replace(POLICY, approvals=2)).approvals == 2
    assert made().approvals == 0


def test_the_agreement_is_named_and_is_in_force_where_a_reading_is() -> None:
    for readings, in_force in (((), False), ((InForce("A", None, None),), True), ((InForce("all", 0, 1),), False)):
        told = made(agreement=msgspec.structs.replace(agreement(), readings=readings))
        assert (told.agreement, told.in_force) == ("The accord", in_force)
        assert told.agreement_status.startswith("No ceasefire") is not in_force
        assert told.headline.startswith("No ceasefire") is not in_force
    none = made(agreement=None)
    assert (none.agreement, none.in_force, none.areas, none.force_readings, none.provisions) == ("", False, (), (), ())
    assert none.agreement_status == "The mission holds no agreement, so nothing here is found to be a breach."
    assert not none.headline.startswith("No ceasefire")  # somebody may claim one


def test_readings_of_an_agreement_are_told_by_whom() -> None:
    accord = msgspec.structs.replace(agreement(), readings=(InForce("A", WEEK.start_s, None),))
    (reading,) = made(agreement=accord).force_readings
    assert (reading.citation, reading.according_to, reading.end) == ("", "Party of the East", None)
    assert reading.start == "2023-11-13T00:00+00:00"


def test_zones_of_the_agreement_stand_before_the_sectors_of_the_mission() -> None:
    square = '{"type":"Polygon","coordinates":[[[36.0,47.0],[38.0,47.0],[38.0,49.0],[36.0,49.0],[36.0,47.0]]]}'
    accord = msgspec.structs.replace(agreement(), zones=(Zone("theatre", "zone", square), Zone("z", "zone", square)))
    told = made(agreement=accord, sectors=(Zone("s", "zone", square, "South"),), days=measured(3))
    assert [(one.name, one.kind, one.label) for one in told.areas] == [
        ("theatre", "theatre", "theatre"),
        ("z", "zone", "z"),
        ("s", "region", "South"),
    ]
    assert [(one.of, one.name) for one in told.by_part] == [("sector", "s")]


def test_the_answer_stands_with_its_figures_and_reasons() -> None:
    rise = say("rise", day=Day("2023-11-15"))
    verdict = Verdict(
        "eroding", Effect(430, 210, 880), (Change("2023-11-15", 1_240, 3_960, 9),), ("CUSUM",), ("It rose.",), (rise,)
    )
    assert made(verdict=verdict, days=measured(7)).verdict == PublicVerdict(
        verdict="eroding",
        ratio_milli=430,
        low_milli=210,
        high_milli=880,
        changes=("2023-11-15: from 1.2 to 4.0 a day",),
        alarms=("CUSUM",),
        reasons=("It rose.",),
        told=(rise,),
        since="2023-11-15",
    )
    assert made(verdict=msgspec.structs.replace(verdict, told=()), days=measured(4)).verdict.since == "2023-11-16"


def test_the_period_before_is_told_with_its_breaches_where_it_has_an_answer() -> None:
    earlier = seen(("old", {}), ("older", {}), moment_s=WEEK.start_s - 60)
    broken = found(("old", "F", "breach"), ("older", "F", "undetermined"))
    holding = Verdict("holding", Effect(None, None, None), (), (), ())
    for readings, in_force in (((InForce("A", None, None),), True), ((InForce("all", WEEK.start_s, None),), False)):
        accord = msgspec.structs.replace(agreement(), readings=readings)  # one party's reading is enough
        told = made(**earlier, **broken, verdict_before=holding, agreement=accord)
        assert told.before == PublicBefore("holding", in_force=in_force, incidents=2, breaches=1)
    assert made(**earlier, **broken).before is None


def test_a_period_that_the_news_do_not_reach_the_end_of_will_grow() -> None:
    early, late = made(**seen(("a", {}))), made(**seen(("a", {}), moment_s=WEEK.end_s - 3_600))
    assert (early.incomplete, late.incomplete) == (True, False)
    assert [any("will grow" in line for line in told.cannot_conclude) for told in (early, late)] == [True, False]


def test_counts_stand_beside_those_of_the_period_before() -> None:
    now = (
        UnitCount("fire.shelling", "explosion", 3, 5, 2),
        UnitCount("mine", "object", 1, 2, 1),
        UnitCount("no.type", "event", 9, 9, 9),
    )
    before = (UnitCount("fire.shelling", "explosion", 7, 8, 4),)
    assert made(counts=now, counts_before=before).counts == (
        PublicCount("fire.shelling", "explosion", 3, 5, 7, 8),
        PublicCount("mine", "object", 1, 2, 0, 0),
    )
    alone = made(counts=now).counts
    assert [(one.previous_low, one.previous_high) for one in alone] == [(None, None), (None, None)]


FIRE, LINES = (
    Provision(provision_id=name, words=f"No {name}.", citation=f"Article {n}", when=Condition(act="fire"))
    for n, name in enumerate(("fire", "lines"), 1)
)


def test_each_clause_has_what_was_found_against_it() -> None:
    names = tuple("abcdef")
    incidents = seen(*((name, {}) for name in names))
    rows = [(name, "fire", "breach") for name in "abc"]
    rows += [("d", "fire", "undetermined"), ("e", "fire", "no_breach"), ("f", "fire", "no_breach")]
    told = made(**incidents, **found(*rows, ("a", "lines", "breach")), agreement=agreement(FIRE, LINES)).provisions
    assert [(p.provision_id, p.words, p.citation) for p in told] == [
        ("fire", "No fire.", "Article 1"),
        ("lines", "No lines.", "Article 2"),
    ]
    assert [(p.breaches, p.undetermined, p.no_breach, p.counted, p.unattributed) for p in told] == [
        (3, 1, 2, 0, 3),
        (1, 0, 0, 0, 1),
    ]
    counted = found(("a", "fire", "no_breach"), ("b", "fire", "no_breach"), counted=True)
    (clause,) = made(**incidents, **counted, agreement=agreement(FIRE)).provisions
    assert (clause.no_breach, clause.counted, clause.unattributed) == (2, 2, 0)


def test_readings_of_a_clause_are_those_of_the_agreement_unless_it_has_its_own() -> None:
    accord = agreement(
        FIRE, msgspec.structs.replace(LINES, readings=(InForce("B", 0, 0), InForce("Annex", None, WEEK.end_s)))
    )
    accord = msgspec.structs.replace(accord, readings=(InForce("all", WEEK.start_s, None),))
    fire, lines = made(agreement=accord).provisions
    assert fire.in_force == ("from 2023-11-13T00:00+00:00, with no end stated",)
    assert lines.in_force == (
        "According to Party of the West: never in force",
        "According to Annex: from the beginning, until 2023-11-20T00:00+00:00",
    )


def test_what_incidents_tell_of_is_counted_from_those_that_are_listed() -> None:
    """Harm, objects, kinds, weapons and their days: each of the same incidents, in the words of its own room."""
    hurt = dict(zip(HARM, (1, 2, 3, 4), strict=True))
    incidents = seen(
        ("gun", {"event_type": "weapon", "weapon": "artillery", "count_low": 2, "count_high": 3, "origins_min": 2}),
        ("mine", {"event_type": "mine.explosion", **hurt}),
        ("shell", {"target": "school"}),
    )
    broken = found(("gun", "lines", "breach"), ("shell", "fire", "breach"))
    told = made(**incidents, **broken, agreement=agreement(FIRE, LINES), days=measured(7))
    assert told.harm == (PublicHarm("killed", 1, 1, 2, 0, 0, 0), PublicHarm("wounded", 1, 3, 4, 0, 0, 0))
    assert told.objects == (PublicObject("school", 1, 0, 1),)
    assert told.kinds == (
        PublicKind("weapons", "weapon", 1, 1, 1, 0, 0),
        PublicKind("mines", "mine.explosion", 1, 0, 0, 1, 3),
    )
    assert told.weapons == (PublicWeapons("in_breach", "artillery", 1, 1, 2, 3),)
    assert [(one.of, one.name, sum(one.incidents), sum(one.breaches)) for one in told.by_kind] == [
        ("kind", "weapon", 1, 1),
        ("kind", "mine.explosion", 1, 0),
    ]
    assert [(one.of, one.name, sum(one.incidents), sum(one.breaches)) for one in told.by_part] == [
        ("provision", "fire", 1, 1),
        ("provision", "lines", 1, 1),
    ]
    assert told.summary[0].startswith("2 incidents of force and 1 other incident, from 3 reports")


def test_kinds_are_drawn_on_the_days_that_were_measured_only() -> None:
    days = measured(7)
    drawn = [
        sum(sum(one.incidents) for one in made(**seen(("m", {"event_type": "mine"})), days=some).by_kind)
        for some in (days, days[:1], days[1:], ())
    ]
    assert drawn == [1, 1, 0, 0]


def test_a_clause_with_a_short_time_of_its_own_is_a_window() -> None:
    repair = msgspec.structs.replace(FIRE, readings=(InForce("all", WEEK.start_s, WEEK.start_s + 86_400),))
    (window,) = made(**seen(("a", {})), **found(("a", "fire", "breach")), agreement=agreement(repair, LINES)).windows
    assert (window.provision_id, window.state, window.breaches) == ("fire", "over", 1)


def test_words_of_published_texts_each_have_their_list() -> None:
    item = EvidenceItem("itm", "0" * 64, "", "text/plain", "wire", "news", "wire.txt", None, 0)  # type: ignore[arg-type]
    place = {"item_id": "itm", "start": 0, "end": 5, "method": "rule", "confidence_ppm": 1}
    number = QuantityMention(text="3 men", value_milli=3_000, low_milli=3_000, high_milli=4_000, unit="person", **place)  # type: ignore[arg-type]
    element = AgreementElement(text="truce", element="ceasefire", status="agreed", **place)  # type: ignore[arg-type]
    said = Quote(text="Enough.", speaker="The mayor", **{**place, "start": 9, "end": 16})  # type: ignore[arg-type]
    told = made(items=(item,), mentions=(number, element, said))
    assert [(one.speaker, one.words, one.mode) for one in told.statements] == [("The mayor", "Enough.", "verbatim")]
    assert [(one.value_low_milli, one.value_high_milli, one.words) for one in told.quantities] == [
        (3_000, 4_000, "3 men")
    ]
    assert [(one.element, one.status, one.words) for one in told.elements] == [("ceasefire", "agreed", "truce")]


def test_texts_of_one_origin_are_told_together() -> None:
    items = tuple(
        EvidenceItem(name, "0" * 64, "", "text/plain", name, "news", f"{name}.txt", None, 0)  # type: ignore[arg-type]
        for name in ("itm_a", "itm_b")
    )
    copied = Derivation("itm_a", "itm_b", "copy", 900_000, (), "The two texts have the same words.")
    told = made(items=items, origins=(Origin("org", ("itm_a", "itm_b")),), pairs=(copied,), **seen(("a", {})))
    assert [(one.origin_id, one.items, one.sources) for one in told.origins] == [
        (content_id("org", "itm_a", "itm_b"), ("itm_a", "itm_b"), ("itm_a", "itm_b"))
    ]
    assert told.summary[-1] == "2 texts go back to 1 origin and count as no more."


def test_the_sides_of_a_case_are_told_with_it() -> None:
    case = Case("cas_1", "a", (), "investigation", opened_s=NOON, brought_by="side_b")
    told = made(**seen(("a", {})), cases=(case,), seats={"side_b": "B"})
    assert [(one.office, one.party) for one in told.seats] == [("side_b", "Party of the West")]
    assert [one.case_id for one in told.cases] == [case_id_of("a")]


def test_a_choice_is_told_with_what_it_chose() -> None:
    scope = PublicScope(incidents=("b",))
    told = made(**seen(("a", {}), ("b", {})), kind="special", scope=scope)
    assert (told.scope, [one.incident_id for one in told.incidents]) == (scope, ["b"])


def test_swapping_the_parties_mirrors_the_clauses() -> None:
    """What a clause says of one party under its reading, it says of the other under the other's."""

    def told(parties: tuple[Party, ...], material_of: Material) -> tuple[tuple[str, ...], ...]:
        accord = msgspec.structs.replace(
            agreement(FIRE), parties=parties, readings=(InForce("A", 0, 0), InForce("B", None, None))
        )
        bulletin = redact(msgspec.structs.replace(material_of, agreement=accord), POLICY)
        return tuple(clause.in_force for clause in bulletin.provisions)

    east, west = agreement().parties
    mirrored = (msgspec.structs.replace(east, name=west.name), msgspec.structs.replace(west, name=east.name))
    ((never, always),) = told((east, west), material())
    ((never_too, always_too),) = told(mirrored, material())
    swapped = {east.name: west.name, west.name: east.name}
    assert never.replace(east.name, swapped[east.name]) == never_too
    assert always.replace(west.name, swapped[west.name]) == always_too


def test_breaches_of_a_party_are_told_under_its_name() -> None:
    cases = tuple(
        Case(one.case_id, name, (), "investigation", decisions=(one,))
        for name, party in (("a", "B"), ("b", "A"), ("c", "B"), ("d", "the third"))
        if (one := Decision("dec", case_id_of(name), "violation", party, "…", ("one", "two"), (), 0))
    )
    broken = found(*((name, "fire", "breach") for name in "abcde"))
    (clause,) = made(
        **seen(*((name, {}) for name in "abcde")), **broken, cases=cases, agreement=agreement(FIRE)
    ).provisions
    assert [(one.party, one.breaches) for one in clause.by_party] == [
        ("Party of the East", 1),
        ("Party of the West", 2),
        ("the third", 1),
    ]
    assert clause.unattributed == 1


def test_a_weapon_that_the_agreement_does_not_withdraw_is_told_apart() -> None:
    withdrawn = Condition(all=(Condition(act="weapon"), Condition(attr="calibre_mm", min=100), Condition(in_zone="z")))
    gun = seen(("gun", {"event_type": "weapon", "weapon": "mlrs"}))
    clauses = (FIRE, msgspec.structs.replace(LINES, when=withdrawn))
    for accord, status in ((agreement(FIRE), "unnamed"), (agreement(*clauses), "beyond"), (None, "unnamed")):
        assert [one.status for one in made(**gun, agreement=accord).weapons] == [status]
