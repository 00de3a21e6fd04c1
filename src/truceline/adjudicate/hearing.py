"""From the lines of the record to the cases: the same lines always give the same cases.

A line that its case does not allow (somebody was quicker, a signature does not hold) stays in the record, changes
nothing, and is told as such: nobody can undo a decision by writing more lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from truceline.adjudicate.cases import (
    SIGNATURES,
    advance,
    check_ripe,
    decide,
    dissent,
    follow_up,
    remedy,
    reply,
    vote,
)
from truceline.adjudicate.lines import (
    Dissented,
    Followed,
    Line,
    Moved,
    Opened,
    Proposed,
    Replied,
    Signed,
    Undertaken,
    Voted,
)
from truceline.model.case import Case, Decision, Dissent, FollowUp, Proposal, Remedy, Reply, Vote, case_id_of
from truceline.model.errors import InputError, TrucelineError
from truceline.model.ids import content_id

#: entry, statement, all signed notes so far -> the offices that are entitled to sign and did, each once, sorted;
#: raises where a note is about something else, or a signature does not hold
Signers = Callable[[int, str, tuple[str, ...]], tuple[str, ...]]


class Void(msgspec.Struct, frozen=True):
    """A line that counts for nothing, and why."""

    entry: int
    case_id: str
    found: str


class Heard(msgspec.Struct, frozen=True):
    """All cases by name, and the lines that did not count."""

    cases: dict[str, Case]
    void: tuple[Void, ...]


class Chamber:
    """Lines are heard one after the other. `signers` checks signatures by who held a role when they were entered."""

    def __init__(self, signers: Signers) -> None:
        self._signers = signers
        self._cases: dict[str, Case] = {}
        self._notes: dict[int, tuple[str, ...]] = {}  # by the number of the proposal
        self._void: list[Void] = []

    def hear(self, lines: Iterable[tuple[int, Line]]) -> Heard:
        """Lines with the numbers of their entries, in the record's order."""
        for entry, line in lines:
            try:
                self.admit(entry, line)
            except TrucelineError as error:
                self._void.append(Void(entry, line.case_id, error.found))
        return Heard(dict(sorted(self._cases.items())), tuple(self._void))

    def admit(self, entry: int, line: Line) -> Case:
        """The case after one more line. Raises TrucelineError where the case does not allow it."""
        case = self.after(entry, line)
        self._cases[line.case_id] = case
        if isinstance(line, Signed):
            self._notes[line.number] = (*self._notes.get(line.number, ()), line.note)
        return case

    def after(self, entry: int, line: Line) -> Case:
        """What the case would be; nothing changes. Raises TrucelineError where the case does not allow the line."""
        if isinstance(line, Opened):
            return self._opened(line)
        case = self._cases.get(line.case_id)
        if case is None:
            raise InputError("there is no such case", where=line.case_id, advice="Open it first.")
        if isinstance(line, Signed):
            return self._signed(case, entry, line)
        return _after(case, line)

    def _opened(self, line: Opened) -> Case:
        known = self._cases.get(line.case_id)
        if known is None:
            if line.case_id != case_id_of(line.incident_id):
                raise InputError("the case is not named after its incident", where=line.case_id)
            case = Case(line.case_id, line.incident_id, line.findings, line.stage)
            return msgspec.structs.replace(case, brought_by=line.office, why=line.why, opened_s=line.at_s)
        if known.stage != "monitoring" or line.stage != "verification":
            raise InputError(
                f"the case was opened before, and is in the stage {known.stage}", where=line.case_id, advice="Go on."
            )
        moved = advance(known, "verification")  # monitors looked at it already, and a side brings it
        findings = tuple(sorted({*known.findings, *line.findings}))
        return _stepped(msgspec.structs.replace(moved, findings=findings), ("verification", line.why, line.at_s))

    def _signed(self, case: Case, entry: int, line: Signed) -> Case:
        """One more signature; with the second the proposal is decided."""
        proposal = case.proposals[-1] if case.proposals else None
        if proposal is None or proposal.number != line.number:
            raise InputError("another proposal took its place", where=case.case_id, advice="Sign the newest one.")
        if len(proposal.signed_by) >= SIGNATURES:
            raise InputError("it is decided already", where=case.case_id, advice="Nothing is left to sign.")
        notes = (*self._notes.get(line.number, ()), line.note)
        offices = self._signers(entry, proposal.statement, notes)
        if offices == proposal.signed_by:
            raise InputError("it adds no signature", where=case.case_id, advice="Each office signs once.")
        proposal = msgspec.structs.replace(proposal, signed_by=offices)
        case = msgspec.structs.replace(case, proposals=(*case.proposals[:-1], proposal))
        return case if len(offices) < SIGNATURES else decide(case, _decision(case, proposal, line.at_s))


def _after(case: Case, line: Line) -> Case:
    match line:
        case Moved():
            return _moved(case, line)
        case Replied():
            return reply(case, Reply(line.party, line.words, line.at_s))
        case Voted():
            return vote(case, Vote(line.seat, line.outcome, line.attributed_to, line.grounds, line.at_s))
        case Proposed():
            return _proposed(case, line)
        case Dissented():
            return dissent(case, Dissent(line.seat, line.decision_id, line.words, line.at_s))
        case Undertaken():
            return _undertaken(case, line)
        case Followed():
            return follow_up(case, FollowUp(line.remedy_id, line.office, line.status, line.words, line.at_s))
        case _:
            raise AssertionError(line)


def _moved(case: Case, line: Moved) -> Case:
    _check_step(case, line.step)
    if line.stage == "closed" and case.stage in ("investigation", "dispute_resolution") and not case.decisions:
        raise InputError(
            "the commission has not ruled",
            where=case.case_id,
            advice="Decide first. That it is unable to rule is a decision too.",
        )
    return _stepped(advance(case, line.stage), (line.stage, line.why, line.at_s))


def _proposed(case: Case, line: Proposed) -> Case:
    _check_step(case, line.step)
    check_ripe(case, line.outcome, line.attributed_to)
    proposal = Proposal(line.number, line.outcome, line.attributed_to, line.grounds, line.statement, (), line.at_s)
    return msgspec.structs.replace(case, proposals=(*case.proposals, proposal), steps=case.steps + 1)


def _undertaken(case: Case, line: Undertaken) -> Case:
    _check_step(case, line.step)
    name = content_id("rem", line.case_id, line.decision_id, line.step)
    undertaking = Remedy(name, line.decision_id, line.party, line.words, line.due_s)
    return msgspec.structs.replace(remedy(case, undertaking), steps=case.steps + 1)


def _stepped(case: Case, how: tuple[object, ...]) -> Case:
    return msgspec.structs.replace(case, moved=(*case.moved, how), steps=case.steps + 1)


def _check_step(case: Case, step: int) -> None:
    if step != case.steps:
        raise InputError(
            "somebody changed the case first", where=case.case_id, advice="Look at it again, and decide anew."
        )


def _decision(case: Case, proposal: Proposal, at_s: int) -> Decision:
    said = (proposal.outcome, proposal.attributed_to)
    otherwise = tuple(v.seat for v in case.votes if (v.outcome, v.attributed_to) != said)
    return Decision(
        content_id("dec", case.case_id, proposal.number),
        case.case_id,
        proposal.outcome,
        proposal.attributed_to,
        proposal.grounds,
        proposal.signed_by,
        otherwise,
        at_s,
    )
