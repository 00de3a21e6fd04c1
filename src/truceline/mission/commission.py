"""The commission's room: cases brought, answered, voted on and decided, each step an entry of the record.

Monitoring has its cases to itself until somebody brings them before the commission; from then on both sides read the
same, at the same time. A decision is a statement that two people of different offices sign, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from truceline.adjudicate.lines import Dissented, Followed, Moved, Opened, Proposed, Replied, Signed, Undertaken, Voted
from truceline.mission.asking import Asker, people, require
from truceline.mission.docket import Docket
from truceline.model.case import Case, CaseStage, Ruling, Seat, case_id_of
from truceline.model.errors import UsageError
from truceline.ports import Clock
from truceline.record.access import State, office_of
from truceline.record.statement import Statement

#: characters of one reply, reason or grounds
MOST_WORDS = 20_000


class Ruled(msgspec.Struct, frozen=True):
    """An outcome, whose act it was where that is said, and why."""

    outcome: Ruling
    grounds: str
    attributed_to: str | None = None


def state_of(case: Case) -> State:
    """What the table of access calls it: monitoring's own, before the commission, or closed for all to read."""
    return "held" if case.stage == "monitoring" else "released" if case.stage == "closed" else "proposed"


def readable(cases: Iterable[Case], who: Asker) -> tuple[Case, ...]:
    """The cases that somebody may read; all others do not exist for them."""
    return tuple(case for case in cases if who.may("read", "case", state_of(case)).allowed)


def bring(
    docket: Docket,
    who: Asker,
    incident_id: str,
    findings: tuple[str, ...],
    why: str,
    clock: Clock,
    first_report: str = "",
) -> Case:
    """Open the case of an incident: monitoring's own, or before the commission at once where a side brings it.

    `first_report` is the observation that the incident is called after, by which it is found under another name.
    """
    stage: Literal["monitoring", "verification"] = "verification" if who.role in ("side_a", "side_b") else "monitoring"
    require(docket.record, who, "add", "case", "held" if stage == "monitoring" else "proposed", clock)
    name = case_id_of(incident_id)
    opened = Opened(
        name,
        incident_id,
        tuple(sorted(findings)),
        stage,
        _office(who),
        who.name,
        _words(why),
        clock.now_s(),
        first_report,
    )
    return docket.say(opened, clock.now_s())


def move(docket: Docket, who: Asker, case: Case, stage: CaseStage, why: str, clock: Clock) -> Case:
    """Move a case on: out of monitoring by monitors or the chair, from then on by the chair."""
    require(docket.record, who, "add", "case", state_of(case), clock)
    if state_of(case) == "proposed":
        _need_chair(who, case)
    moved = Moved(case.case_id, case.steps, stage, _office(who), who.name, _words(why), clock.now_s())
    return docket.say(moved, clock.now_s())


def answer(docket: Docket, who: Asker, case: Case, party: str, words: str, clock: Clock) -> Case:
    """A party's reply, by the member of its side."""
    _seat(docket, who, case, clock, sides_only=True)
    return docket.say(Replied(case.case_id, party, _office(who), who.name, _words(words), clock.now_s()), clock.now_s())


def cast(docket: Docket, who: Asker, case: Case, ruled: Ruled, clock: Clock) -> Case:
    """What a member would decide. The last vote of a seat holds until the case is decided."""
    seat = _seat(docket, who, case, clock)
    vote = Voted(case.case_id, seat, who.name, ruled.outcome, ruled.attributed_to, _words(ruled.grounds), clock.now_s())
    return docket.say(vote, clock.now_s())


def propose(docket: Docket, who: Asker, case: Case, ruled: Ruled, clock: Clock) -> Case:
    """Put a decision into the words that are signed. It takes the place of an earlier proposal, with its signatures."""
    _seat(docket, who, case, clock)
    if not people(docket.record):
        raise UsageError(
            "nobody holds a seat in this mission, so nobody can decide",
            advice="Found the roles first: truceline access found --help",
        )
    number = 1 + max((p.number for c in docket.heard().cases.values() for p in c.proposals), default=0)
    grounds = " ".join(_words(ruled.grounds).split())  # one line of the statement
    proposed = Proposed(
        case.case_id,
        case.steps,
        number,
        ruled.outcome,
        ruled.attributed_to,
        grounds,
        _statement(docket.record.origin, case, number, ruled, grounds).text,
        _office(who),
        who.name,
        clock.now_s(),
    )
    return docket.say(proposed, clock.now_s())


def sign(docket: Docket, who: Asker, case: Case, number: int, note: str, clock: Clock) -> Case:
    """A signed note over a proposal's statement. With the second office's signature the commission has decided."""
    _seat(docket, who, case, clock)
    return docket.say(Signed(case.case_id, number, note, clock.now_s()), clock.now_s())


def disagree(docket: Docket, who: Asker, case: Case, decision_id: str, words: str, clock: Clock) -> Case:
    """The words of a seat that holds otherwise than a decision."""
    seat = _seat(docket, who, case, clock)
    held = Dissented(case.case_id, decision_id, seat, who.name, _words(words), clock.now_s())
    return docket.say(held, clock.now_s())


def undertake(docket: Docket, who: Asker, case: Case, party: str, words: str, due_s: int | None, clock: Clock) -> Case:
    """What a party is to do, or says it will, after the newest decision."""
    _seat(docket, who, case, clock)
    decision_id = case.decisions[-1].decision_id if case.decisions else ""
    undertaken = Undertaken(
        case.case_id, case.steps, decision_id, party, _words(words), due_s, _office(who), who.name, clock.now_s()
    )
    return docket.say(undertaken, clock.now_s())


def follow(
    docket: Docket,
    who: Asker,
    case: Case,
    remedy_id: str,
    status: Literal["open", "done"],
    words: str,
    clock: Clock,
) -> Case:
    """What somebody of the commission says became of a remedy."""
    _seat(docket, who, case, clock)
    followed = Followed(case.case_id, remedy_id, _office(who), who.name, status, _words(words), clock.now_s())
    return docket.say(followed, clock.now_s())


def _statement(origin: str, case: Case, number: int, ruled: Ruled, grounds: str) -> Statement:
    about = {"case": case.case_id, "incident": case.incident_id, "outcome": ruled.outcome, "grounds": grounds}
    if ruled.attributed_to:
        about["attributed_to"] = ruled.attributed_to
    return Statement("decide", origin, number, about)


def _seat(docket: Docket, who: Asker, case: Case, clock: Clock, *, sides_only: bool = False) -> Seat:
    """The seat of somebody who speaks in a case. Raises RefusedError, or UsageError for who holds no such seat."""
    require(docket.record, who, "add", "case", state_of(case), clock)
    seats: dict[str, Seat] = {"side_a": "side_a", "side_b": "side_b"}
    if not sides_only:
        seats |= {"chair": "chair", "keyboard": "chair"}
    if who.role not in seats:
        raise UsageError(
            f"{who.name} ({who.role}) holds no seat that does this",
            where=case.case_id,
            advice="A party's reply comes from the member of its side."
            if sides_only
            else "Members of the commission do.",
        )
    return seats[who.role]


def _need_chair(who: Asker, case: Case) -> None:
    if who.role not in ("chair", "keyboard"):
        raise UsageError(
            f"{who.name} ({who.role}) does not chair the commission",
            where=case.case_id,
            advice="The chair moves a case that is before the commission.",
        )


def _office(who: Asker) -> str:
    return "keyboard" if who.role == "keyboard" else office_of(who.role)


def _words(text: str) -> str:
    """Words that say something. Raises UsageError for none, or for too many."""
    text = text.strip()
    if not text or len(text) > MOST_WORDS:
        raise UsageError(
            "nothing is said" if not text else f"{len(text)} characters are said, more than {MOST_WORDS}",
            advice="Say why, in a few sentences.",
        )
    return text
