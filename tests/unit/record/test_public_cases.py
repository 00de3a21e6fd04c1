"""Cases on their way out: every field of one, and which of them are told."""

from __future__ import annotations

import msgspec
import pytest
from tests.record_material import WEEK, material, table

from truceline.model.case import Case, Decision, Dissent, Remedy, Reply, case_id_of
from truceline.model.ids import content_id
from truceline.model.incident import incident_id_of
from truceline.model.public_case import PublicCase, PublicDissent, PublicRemedy, PublicReply, PublicSeat
from truceline.model.tables import FINDINGS, INCIDENTS, MEMBERS
from truceline.record.public_cases import public_cases, public_seats

DAY = 86_400
INSIDE = WEEK.start_s + DAY  # the 14th, 00:00

CASE = Case("cas_1", "inc_1", ("fnd_1", "fnd_2"), "investigation", brought_by="chair", opened_s=INSIDE)
DECIDED = msgspec.structs.replace(
    CASE,
    stage="dispute_resolution",
    outcome="violation",
    replies=(Reply("B", "It was not us.", INSIDE + DAY), Reply("C", "We saw it.", INSIDE + 2 * DAY)),
    decisions=(
        Decision("dec_0", "cas_1", "pending", None, "Not yet.", ("chair",), (), INSIDE),
        Decision("dec_1", "cas_1", "violation", "B", "Two tracks.", ("chair", "side_a"), ("side_b",), INSIDE + 3 * DAY),
    ),
    remedies=(
        Remedy("rem_1", "dec_1", "B", "Pull back.", INSIDE + 4 * DAY, "overdue"),
        Remedy("rem_2", "dec_1", "C", "Stay away.", None),
    ),
)
FOUND = table(
    [
        {"finding_id": "fnd_1", "provision_id": "withdrawal"},
        {"finding_id": "fnd_2", "provision_id": "fire"},
        {"finding_id": "fnd_2", "provision_id": "fire"},
        {"finding_id": "fnd_3", "provision_id": "of another incident"},
    ],
    FINDINGS,
)


def test_a_decided_case_is_told_whole_with_the_names_of_the_parties() -> None:
    assert public_cases(material(cases=(DECIDED,), findings=FOUND)) == (
        PublicCase(
            case_id=case_id_of("inc_1"),
            incident_id="inc_1",
            brought_by="chair",
            stage="dispute_resolution",
            outcome="violation",
            attributed_to="Party of the West",
            provisions=("fire", "withdrawal"),
            opened="2023-11-14",
            decided="2023-11-17",
            grounds="Two tracks.",
            signed_by=("chair", "side_a"),
            dissent=("side_b",),
            replies=(
                PublicReply("Party of the West", "2023-11-15", "It was not us."),
                PublicReply("C", "2023-11-16", "We saw it."),
            ),
            remedies=(
                PublicRemedy("Party of the West", "Pull back.", "2023-11-18", "overdue"),
                PublicRemedy("C", "Stay away.", None, "open"),
            ),
        ),
    )


def test_nothing_is_decided_before_it_is() -> None:
    (told,) = public_cases(material(cases=(CASE,)))
    assert (told.attributed_to, told.decided, told.grounds, told.signed_by, told.dissent) == (None, None, "", (), ())
    assert (told.provisions, told.replies, told.remedies, told.outcome) == ((), (), (), "pending")


@pytest.mark.parametrize(("held", "named"), [("A", "Party of the East"), ("Z", "Z"), (None, None)])
def test_only_the_last_decision_attributes(held: str | None, named: str | None) -> None:
    last = msgspec.structs.replace(DECIDED.decisions[1], attributed_to=held)
    case = msgspec.structs.replace(DECIDED, decisions=(DECIDED.decisions[1], last))
    assert public_cases(material(cases=(case,)))[0].attributed_to == named


def test_without_an_agreement_parties_keep_their_own_words() -> None:
    (told,) = public_cases(material(cases=(DECIDED,), agreement=None))
    assert (told.attributed_to, told.replies[0].party, told.remedies[0].party) == ("B", "B", "B")


def test_the_sides_are_told_alike() -> None:
    swapped = msgspec.json.decode(
        msgspec.json.encode(DECIDED)
        .replace(b'"B"', b'"?"').replace(b'"A"', b'"B"').replace(b'"?"', b'"A"')
        .replace(b'"side_b"', b'"?"').replace(b'"side_a"', b'"side_b"').replace(b'"?"', b'"side_a"'),
        type=Case,
    )  # fmt: skip
    one, other = (msgspec.json.encode(public_cases(material(cases=(case,)))) for case in (DECIDED, swapped))
    assert other != one
    assert other == (
        one.replace(b"of the West", b"of the East").replace(b'"side_b"', b'"?"').replace(b'"side_a"', b'"side_b"')
        .replace(b'"?"', b'"side_a"')
    )  # fmt: skip


def closed(moment_s: int) -> Case:
    moved = (("verification", "", WEEK.start_s - 9 * DAY), ("closed", "", moment_s))
    return msgspec.structs.replace(CASE, stage="closed", opened_s=WEEK.start_s - 10 * DAY, moved=moved)


@pytest.mark.parametrize(
    ("case", "is_told"),
    [
        (msgspec.structs.replace(CASE, stage="monitoring"), False),
        (msgspec.structs.replace(CASE, opened_s=WEEK.end_s - 1), True),
        (msgspec.structs.replace(CASE, opened_s=WEEK.end_s), False),
        (msgspec.structs.replace(CASE, opened_s=WEEK.start_s - 99 * DAY), True),
        (closed(WEEK.start_s), True),
        (closed(WEEK.start_s - 1), False),
    ],
)
def test_cases_are_told_while_they_are_before_the_commission(case: Case, is_told: bool) -> None:
    assert [told.incident_id for told in public_cases(material(cases=(case,)))] == ["inc_1"] * is_told


def test_the_oldest_case_comes_first_and_days_are_those_of_the_mission() -> None:
    late = msgspec.structs.replace(CASE, incident_id="inc_0", opened_s=INSIDE + 23 * 3_600)
    twin = msgspec.structs.replace(CASE, incident_id="inc_0b")
    in_kyiv = msgspec.structs.replace(WEEK, zone="Europe/Kyiv")
    told = public_cases(material(cases=(late, CASE, twin), period=in_kyiv))
    assert [(case.incident_id, case.opened) for case in told] == [
        ("inc_0b", "2023-11-14"),
        ("inc_1", "2023-11-14"),
        ("inc_0", "2023-11-15"),
    ]


def test_every_moment_of_a_case_is_told_in_the_missions_days() -> None:
    late = 23 * 3_600  # of UTC: the next day in Kyiv
    case = msgspec.structs.replace(
        DECIDED,
        replies=(msgspec.structs.replace(DECIDED.replies[0], replied_s=INSIDE + late),),
        decisions=(msgspec.structs.replace(DECIDED.decisions[1], decided_s=INSIDE + late),),
        remedies=(msgspec.structs.replace(DECIDED.remedies[0], due_s=INSIDE + late),),
    )
    (told,) = public_cases(material(cases=(case,), period=msgspec.structs.replace(WEEK, zone="Europe/Kyiv")))
    assert (told.decided, told.replies[0].day, told.remedies[0].due) == ("2023-11-15",) * 3


def test_dissent_is_told_in_its_own_words_where_it_is_about_the_last_decision() -> None:
    said = (
        Dissent("side_b", "dec_1", "The tracks are old.", INSIDE + 3 * DAY),
        Dissent("side_b", "dec_0", "Too early.", INSIDE),
    )
    (told,) = public_cases(material(cases=(msgspec.structs.replace(DECIDED, dissents=said),)))
    assert told.dissents == (PublicDissent("side_b", "2023-11-17", "The tracks are old."),)


@pytest.mark.parametrize(("shift", "told"), [(0, ("fire.shot", "2023-11-14")), (30 * DAY, (None, None))])
def test_what_a_case_is_about_stands_with_its_day_and_never_before_that_day_is_told(
    shift: int, told: tuple[str | None, str | None]
) -> None:
    row = {"incident_id": "inc_1", "event_type": "fire.shot", "start_s": INSIDE + shift, "end_s": INSIDE + shift + 60}
    (case,) = public_cases(material(cases=(CASE,), incidents=table([row], INCIDENTS)))
    assert (case.event_type, case.day) == told


def test_a_case_is_told_of_its_incident_under_the_name_it_has_now() -> None:
    row = {"incident_id": "inc_now", "event_type": "fire.shot", "start_s": INSIDE, "end_s": INSIDE + 60}
    lost = msgspec.structs.replace(CASE, incident_id=incident_id_of("obs_later"))
    held = [{"observation_id": name, "incident_id": "inc_now"} for name in ("obs_first", "obs_later")]
    given = material(cases=(lost,), incidents=table([row], INCIDENTS), members=table(held, MEMBERS))
    (case,) = public_cases(given)
    assert (case.incident_id, case.event_type, case.day) == ("inc_now", "fire.shot", "2023-11-14")
    # and so is the case itself: by its old name it would be known for one of an incident that the mission saw first
    assert case.case_id == case_id_of("inc_now")
    (case,) = public_cases(msgspec.structs.replace(given, members=table(held[:1], MEMBERS)))
    assert (case.incident_id, case.event_type) == (lost.incident_id, None)


def test_cases_of_incidents_that_came_to_be_one_have_each_a_name() -> None:
    later = msgspec.structs.replace(CASE, opened_s=INSIDE + 60)
    told = [case.case_id for case in public_cases(material(cases=(later, CASE)))]
    assert told == [case_id_of("inc_1"), content_id("cas", "inc_1", 1)]


def test_the_parties_of_the_sides_are_named_where_a_case_is_told() -> None:
    seats = {"side_b": "B", "side_a": "A"}
    assert public_seats(material(seats=seats)) == ()
    assert public_seats(material(seats=seats, cases=(CASE,))) == (
        PublicSeat("side_a", "Party of the East"),
        PublicSeat("side_b", "Party of the West"),
    )
    (unknown,) = public_seats(material(seats={"chair": "the mediator"}, cases=(CASE,)))
    assert unknown == PublicSeat("chair", "the mediator")


def test_a_dissent_is_of_the_day_on_which_it_was_said_on_the_ground() -> None:
    kyiv = msgspec.structs.replace(WEEK, zone="Europe/Kyiv")
    late = Dissent("side_b", "dec_1", "No.", said_s=WEEK.start_s + 23 * 3_600)
    (told,) = public_cases(material(period=kyiv, cases=(msgspec.structs.replace(DECIDED, dissents=(late,)),)))
    assert told.dissents[0].day == "2023-11-14"


def test_the_day_of_what_a_case_is_about_ends_at_the_cut_off_and_not_before_the_period_does() -> None:
    """Half past seven in the evening: what was at eight is of the next day, and what was at the very end of the next
    period."""
    evening = WEEK.start_s + 20 * 3_600
    row = {"incident_id": "inc_1", "event_type": "fire.shot", "start_s": evening, "end_s": evening}
    given = material(cut_off="19:30", cases=(CASE,), incidents=table([row], INCIDENTS))
    assert public_cases(given)[0].day == "2023-11-14"
    last = msgspec.structs.replace(
        given, incidents=table([row | {"start_s": WEEK.end_s, "end_s": WEEK.end_s}], INCIDENTS)
    )
    assert public_cases(last)[0].day is None
