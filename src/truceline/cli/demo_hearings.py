"""Brings the exercise's cases before its commission, as monitors and parties of a mission do: each step by who may."""

from __future__ import annotations

from typing import Any

import msgspec
import pyarrow.compute as pc

from truceline.exercise.hearings import HEARINGS, HOUR_S, PARTIES, Decided, Hearing
from truceline.mission import commission
from truceline.mission.asking import Asker, people
from truceline.mission.commission import Ruled
from truceline.mission.docket import Docket
from truceline.mission.statements import enter, propose
from truceline.model.case import Case, Seat, case_id_of
from truceline.model.incident import first_report
from truceline.pipeline import Outcome
from truceline.record.access import Role
from truceline.record.note import Note, key_of, sign, write
from truceline.record.people import Person, found_text
from truceline.stores.clock import FixedClock
from truceline.stores.keyring import KeySigner, published_signer
from truceline.stores.record import Record

_SEATS: tuple[Seat, ...] = ("chair", *PARTIES)


def hear_cases(record: Record, outcome: Outcome, end_s: int) -> None:
    """Enter the cases with all that is said in them, each step before `end_s`; twice is as once.

    A provision of which no breach was found in time has no case.
    """
    _give_seats(record)
    docket = Docket(record)
    for hearing in HEARINGS:
        found = _most_reported(outcome, hearing.provision_id, end_s - hearing.lasts_h * HOUR_S)
        if found is not None and case_id_of(found.incident_id) not in docket.heard().cases:
            _hear(docket, found, hearing)


class _Breach(msgspec.Struct, frozen=True):
    """What a case is about; `party` is the one that the evidence speaks of, if it does of one."""

    incident_id: str
    finding_id: str
    first_report: str
    party: str | None
    ended_s: int

    def clock(self, after_h: int) -> FixedClock:
        return FixedClock(self.ended_s + after_h * HOUR_S)


def _most_reported(outcome: Outcome, provision_id: str, before_s: int) -> _Breach | None:
    """The breach of a provision with most reports, among those over by then."""
    table = outcome.findings
    wanted = pc.and_(pc.equal(table["provision_id"], provision_id), pc.equal(table["status"], "breach"))
    findings: dict[str, dict[str, Any]] = {row["incident_id"]: row for row in table.filter(wanted).to_pylist()}
    columns = (outcome.incidents[name].to_pylist() for name in ("n_observations", "incident_id", "end_s"))
    over = [row for row in zip(*columns, strict=True) if row[1] in findings and row[2] <= before_s]
    if not over:
        return None
    _, incident, ended_s = max(over)
    members = outcome.members.filter(pc.equal(outcome.members["incident_id"], incident))
    first = first_report(incident, members["observation_id"].to_pylist()) or ""
    return _Breach(incident, findings[incident]["finding_id"], first, findings[incident]["attributed_to"], ended_s)


def _hear(docket: Docket, found: _Breach, hearing: Hearing) -> None:
    who, at = _holder(hearing.role), found.clock(hearing.after_h)
    about = (found.incident_id, (found.finding_id,), hearing.why)
    case = commission.bring(docket, who, *about, at, found.first_report)
    if case.stage == "monitoring":
        case = commission.move(docket, who, case, "verification", hearing.why, at)
    for one in hearing.replies:
        at = found.clock(one.after_h)
        case = commission.answer(docket, _holder(one.seat), case, PARTIES[one.seat], one.words, at)
    if hearing.decided is not None:
        _decide(docket, found, case, hearing.decided)


def _decide(docket: Docket, found: _Breach, case: Case, decided: Decided) -> None:
    """An investigation with the seats' votes, two signatures, who holds otherwise, and what is undertaken."""
    party = found.party if decided.attributes else None
    against = next((seat for seat, name in PARTIES.items() if name == party), None)
    ruled, chair = Ruled(decided.outcome, decided.grounds, party), _holder("chair")
    votes = {seat: Ruled("no_violation", decided.otherwise) if seat == against else ruled for seat in _SEATS}
    signing = [seat for seat in _SEATS if seat != against][:2]
    steps = iter(range(decided.after_h, decided.after_h + decided.steps))

    def now() -> FixedClock:
        return found.clock(next(steps))

    case = commission.move(docket, chair, case, "investigation", decided.grounds, now())
    for seat, vote in votes.items():
        case = commission.cast(docket, _holder(seat), case, vote, now())
    case = commission.propose(docket, chair, case, ruled, now())
    for seat in signing:
        proposal = case.proposals[-1]
        case = commission.sign(docket, _holder(seat), case, proposal.number, _signed(proposal.statement, seat), now())
    if against is not None:
        decision = case.decisions[-1].decision_id
        case = commission.disagree(docket, _holder(against), case, decision, decided.otherwise, now())
    due_s = found.ended_s + decided.due_h * HOUR_S
    for name in (party,) if party else PARTIES.values():
        case = commission.undertake(docket, chair, case, name, decided.undertaken, due_s, now())
    case = commission.move(docket, chair, case, "dispute_resolution", "What is to follow is agreed.", now())
    for remedy in case.remedies if decided.done else ():
        case = commission.follow(docket, chair, case, remedy.remedy_id, "done", decided.done, now())


def _give_seats(record: Record) -> None:
    """Seat people whom the exercise invents, unless it did so before."""
    if people(record):
        return
    founders = [Person(_name(seat), seat, key_of(_signer(seat))) for seat in _SEATS]
    text = propose(record, "found", found_text(founders)).text
    enter(record, write(Note(text, tuple(sign(text, _signer(seat)) for seat in _SEATS))))


def _signed(statement: str, seat: Seat) -> str:
    return write(Note(statement, (sign(statement, _signer(seat)),))).decode()


def _signer(seat: Seat) -> KeySigner:
    return published_signer(_name(seat))


def _holder(role: Role) -> Asker:
    return Asker(_name(role), role)


def _name(role: Role) -> str:
    """Nobody's name: that of the seat."""
    return f"exercise-{role.replace('_', '-')}"
