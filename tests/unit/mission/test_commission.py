"""A case from monitoring to a remedy, with seats that sign, disagree, come too late, and try what they may not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from truceline.adjudicate.lines import Moved, Signed
from truceline.mission import commission
from truceline.mission.asking import Asker, RefusedError, asker
from truceline.mission.commission import Ruled, readable
from truceline.mission.docket import ERASED, Docket, hear
from truceline.mission.folder import Mission, open_mission
from truceline.mission.opened import opened
from truceline.mission.statements import enter, propose
from truceline.model.case import Case, case_id_of
from truceline.model.errors import InputError, TrucelineError, UsageError
from truceline.record.entry import Entry
from truceline.record.kinds import Kind
from truceline.record.note import Note, key_of, sign, write
from truceline.record.people import Person, found_text
from truceline.stores.clock import FixedClock
from truceline.stores.keyring import load_or_make
from truceline.stores.sqlite import SqliteRecord

CLOCK = FixedClock(1_770_000_000)
ROLES = {"anna": "chair", "bert": "side_a", "clara": "side_b", "dan": "analyst", "olga": "operator"}
VIOLATION = Ruled("violation", "two craters, and fragments of one calibre", "north")


class Room:
    """A commission with its record open, and the keys of five people."""

    def __init__(self, mission: Mission, record: SqliteRecord, keys: Path) -> None:
        self.mission, self.record, self.keys = mission, record, keys
        self.signers = {name: load_or_make(keys, name) for name in ("anna", "bert", "clara")}
        founders = [Person(n, ROLES[n], key_of(self.signers[n])) for n in ("anna", "bert", "clara")]  # type: ignore[arg-type]
        self._enter("found", found_text(founders), "anna", "bert", "clara")
        for name in ("dan", "olga"):
            self.grant(name, ROLES[name])

    @property
    def docket(self) -> Docket:
        """As whoever comes next finds it."""
        return Docket(self.record)

    def _enter(self, what: str, about: dict[str, str], *by: str) -> None:
        text = propose(self.record, what, about).text  # type: ignore[arg-type]
        enter(self.record, write(Note(text, tuple(sign(text, self.signers[n]) for n in by or ("anna", "bert")))))

    def grant(self, name: str, role: str) -> None:
        self.signers[name] = load_or_make(self.keys, name)
        self._enter("grant", {"person": name, "role": role, "key": key_of(self.signers[name]).text})

    def revoke(self, name: str) -> None:
        self._enter("revoke", {"person": name})

    def who(self, name: str) -> Asker:
        return asker(self.mission, self.record, name)

    def signed(self, case: Case, name: str, statement: str = "") -> str:
        text = statement or case.proposals[-1].statement
        return write(Note(text, (sign(text, self.signers[name]),))).decode()

    def sign(self, case: Case, name: str) -> Case:
        number = case.proposals[-1].number
        return commission.sign(self.docket, self.who(name), case, number, self.signed(case, name), CLOCK)

    def brought(self, by: str = "dan") -> Case:
        return commission.bring(self.docket, self.who(by), "inc_1", ("fnd_1",), "a breach is found", CLOCK)

    def moved(self, case: Case, stage: str, by: str = "anna") -> Case:
        return commission.move(self.docket, self.who(by), case, stage, "it is time", CLOCK)  # type: ignore[arg-type]

    def before_the_commission(self, stage: str = "investigation") -> Case:
        case = self.moved(self.brought(), "verification", "dan")
        return case if stage == "verification" else self.moved(case, "investigation")

    def proposed(self) -> Case:
        return commission.propose(self.docket, self.who("anna"), self.before_the_commission(), VIOLATION, CLOCK)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("TRUCELINE_AS", raising=False)
    (tmp_path / "north").mkdir()
    (tmp_path / "north" / "mission.toml").write_text('[mission]\nname = "North"\n')
    mission = open_mission(tmp_path / "north")
    with opened(mission) as record:
        yield Room(mission, record, tmp_path / "keys")


def test_a_whole_case(room: Room) -> None:
    case = room.before_the_commission()
    case = commission.answer(room.docket, room.who("bert"), case, "north", "Our guns were silent.", CLOCK)
    case = commission.cast(room.docket, room.who("clara"), case, VIOLATION, CLOCK)
    case = commission.cast(room.docket, room.who("bert"), case, Ruled("no_violation", "nobody fired"), CLOCK)
    case = commission.propose(room.docket, room.who("anna"), case, VIOLATION, CLOCK)
    case = room.sign(case, "anna")
    assert (case.outcome, case.proposals[-1].signed_by) == ("pending", ("chair",))
    case = room.sign(case, "clara")
    (decision,) = case.decisions
    assert (decision.outcome, decision.attributed_to) == ("violation", "north")
    assert (decision.signed_by, decision.dissent) == (("chair", "side_b"), ("side_a",))
    case = commission.disagree(room.docket, room.who("bert"), case, decision.decision_id, "The craters are old.", CLOCK)
    case = commission.undertake(
        room.docket, room.who("anna"), case, "north", "withdraws the battery", 1_770_000_000, CLOCK
    )
    assert case.remedies[0].status == "overdue"
    remedy = case.remedies[0].remedy_id
    case = commission.follow(room.docket, room.who("bert"), case, remedy, "done", "It was withdrawn.", CLOCK)
    assert case.remedies[0].status == "done"
    case = room.moved(room.moved(case, "dispute_resolution"), "closed")
    again = hear(room.record)
    assert again.cases == {case.case_id: case}
    assert again.void == ()
    kinds = [entry.kind for entry in room.record.entries()][4:]
    assert kinds.count("decision") == 3
    assert {"case", "reply", "vote", "dissent", "remedy"} <= set(kinds)


def test_both_sides_read_the_same_from_the_same_moment_on(room: Room) -> None:
    room.brought()
    sides = [room.who("bert"), room.who("clara")]
    assert [readable(hear(room.record).cases.values(), side) for side in sides] == [(), ()]
    (case,) = readable(hear(room.record).cases.values(), room.who("dan"))
    case = room.moved(case, "verification", "dan")
    assert [readable(hear(room.record).cases.values(), side) for side in sides] == [(case,), (case,)]
    assert readable(hear(room.record).cases.values(), room.who("olga")) == ()


@pytest.mark.parametrize(("one", "other"), [("bert", "clara"), ("clara", "bert")])
def test_either_side_brings_an_incident_before_the_commission(room: Room, one: str, other: str) -> None:
    case = room.brought(one)
    assert (case.stage, case.brought_by) == ("verification", ROLES[one])
    assert readable(hear(room.record).cases.values(), room.who(other)) == (case,)


def test_a_side_that_brings_what_monitors_look_at_already_moves_it_on(room: Room) -> None:
    room.brought("dan")
    case = commission.bring(room.docket, room.who("clara"), "inc_1", ("fnd_2",), "shells fell here", CLOCK)
    assert (case.stage, case.findings, case.brought_by) == ("verification", ("fnd_1", "fnd_2"), "monitoring")


def test_two_of_one_office_or_a_stranger_do_not_carry_a_decision(room: Room) -> None:
    case = room.sign(room.proposed(), "anna")
    with pytest.raises(InputError, match="adds no signature"):
        room.sign(case, "anna")
    with pytest.raises(RefusedError):
        commission.sign(room.docket, room.who("dan"), case, 1, room.signed(case, "dan"), CLOCK)
    with pytest.raises(InputError, match="adds no signature"):
        commission.sign(room.docket, room.who("bert"), case, 1, room.signed(case, "dan"), CLOCK)


def test_other_words_than_those_proposed_cannot_be_signed(room: Room) -> None:
    case = room.sign(room.proposed(), "anna")
    other = case.proposals[-1].statement.replace("north", "south")
    with pytest.raises(TrucelineError, match="not the proposal"):
        commission.sign(room.docket, room.who("bert"), case, 1, room.signed(case, "bert", other), CLOCK)
    forged = room.signed(case, "clara").replace("clara", "bert")
    with pytest.raises(TrucelineError):
        commission.sign(room.docket, room.who("bert"), case, 1, forged, CLOCK)
    assert hear(room.record).cases[case.case_id].decisions == ()


def test_a_new_proposal_takes_the_signatures_of_the_old_one_with_it(room: Room) -> None:
    first = room.sign(room.proposed(), "anna")
    second = commission.propose(room.docket, room.who("bert"), first, Ruled("unable_to_rule", "no access"), CLOCK)
    with pytest.raises(InputError, match="another proposal"):
        commission.sign(room.docket, room.who("clara"), first, 1, room.signed(first, "clara"), CLOCK)
    case = room.sign(room.sign(second, "bert"), "clara")
    assert (case.outcome, case.decisions[0].signed_by) == ("unable_to_rule", ("side_a", "side_b"))


def test_who_did_it_is_not_asked_before_it_is_known_that_it_happened(room: Room) -> None:
    case = room.before_the_commission("verification")
    with pytest.raises(InputError, match="stage verification"):
        commission.propose(room.docket, room.who("anna"), case, VIOLATION, CLOCK)
    with pytest.raises(InputError, match="its outcome is"):
        commission.cast(room.docket, room.who("anna"), case, Ruled("no_violation", "none", "north"), CLOCK)


def test_no_case_is_closed_by_silence(room: Room) -> None:
    case = room.before_the_commission()
    with pytest.raises(InputError, match="has not ruled"):
        room.moved(case, "closed")
    with pytest.raises(UsageError, match="does not chair"):
        room.moved(case, "dispute_resolution", "bert")


def test_of_two_who_move_a_case_at_once_the_first_counts(room: Room) -> None:
    case = room.before_the_commission()
    late = Moved(case.case_id, case.steps, "dispute_resolution", "chair", "anna", "at once", 0)
    room.record.append([("case", late), ("case", late)])
    heard = hear(room.record)
    assert heard.cases[case.case_id].stage == "dispute_resolution"
    assert [void.found for void in heard.void] == ["somebody changed the case first"]
    with pytest.raises(InputError, match="changed the case first"):
        room.moved(case, "dispute_resolution")


def test_lines_written_past_the_program_decide_nothing(room: Room) -> None:
    case = room.proposed()
    forged = Signed(case.case_id, 1, "no note at all", 0)
    room.record.append([("decision", forged)])
    heard = hear(room.record)
    assert heard.cases[case.case_id].decisions == ()
    assert len(heard.void) == 1


def test_signatures_count_by_who_held_a_role_then(room: Room) -> None:
    case = room.sign(room.sign(room.proposed(), "anna"), "bert")
    room.grant("emil", "side_a")
    room.revoke("bert")
    assert hear(room.record).cases[case.case_id] == case  # bert held his seat when he signed
    case = commission.propose(room.docket, room.who("anna"), case, Ruled("no_violation", "it was an exercise"), CLOCK)
    note = room.signed(case, "bert")
    with pytest.raises(InputError, match="adds no signature"):
        commission.sign(room.docket, room.who("emil"), case, 2, note, CLOCK)


def test_erased_words_leave_the_case_as_it_is(room: Room) -> None:
    case = room.before_the_commission()
    commission.answer(room.docket, room.who("bert"), case, "north", "Our guns were silent.", CLOCK)
    index = room.record.size() - 1
    room.record.erase(index, ["words"], by=["anna", "bert"], why="it named a witness")
    (reply,) = hear(room.record).cases[case.case_id].replies
    assert (reply.party, reply.words) == ("north", ERASED)


def test_nothing_is_said_without_words(room: Room) -> None:
    with pytest.raises(UsageError, match="nothing is said"):
        commission.bring(room.docket, room.who("dan"), "inc_1", (), "  ", CLOCK)
    with pytest.raises(UsageError, match="no case"):
        room.docket.case(case_id_of("inc_2"), 0)


@pytest.mark.parametrize("side", ["bert", "clara"])
def test_the_chair_decides_with_either_side(room: Room, side: str) -> None:
    (decision,) = room.sign(room.sign(room.proposed(), "anna"), side).decisions
    assert decision.signed_by == ("chair", ROLES[side])
    assert decision.dissent == ()


def test_an_act_reads_each_line_once(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    known = room.before_the_commission()
    read: list[int] = []
    since = SqliteRecord.since

    def counted(record: SqliteRecord, first: int, size: int, kind: Kind | None = None) -> Iterator[Entry]:
        for entry in since(record, first, size, kind):
            read.append(entry.index)
            yield entry

    monkeypatch.setattr(SqliteRecord, "since", counted)
    docket = room.docket
    case = docket.case(known.case_id, CLOCK.now_s())
    anna = room.who("anna")  # who she is, is asked of the record too
    read.clear()
    case = commission.propose(docket, anna, case, VIOLATION, CLOCK)
    lines = [index for index in read if room.record.entry(index).kind in ("case", "decision")]
    assert lines == [room.record.size() - 1]  # what she said just now


def test_whoever_is_quicker_between_two_acts_of_a_docket_is_heard(room: Room) -> None:
    known = room.before_the_commission()
    docket = room.docket
    case = docket.case(known.case_id, CLOCK.now_s())
    room.moved(case, "dispute_resolution")
    size = room.record.size()
    with pytest.raises(InputError, match="changed the case first"):
        commission.move(docket, room.who("anna"), case, "closed", "it is time", CLOCK)
    assert room.record.size() == size
    assert [moved[0] for moved in docket.heard().cases[case.case_id].moved][-1] == "dispute_resolution"
