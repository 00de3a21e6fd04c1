"""The commission's room: cases brought, answered, voted on and decided, each step an entry of the record.

Monitoring has its cases to itself until somebody brings them before the commission; from then on both sides read the
same, at the same time. A decision is a statement that two people of different offices sign, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from truceline.adjudicate.cases import at
from truceline.adjudicate.hearing import Chamber, Heard
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
from truceline.mission.asking import Asker, people, require
from truceline.model.case import Case, CaseStage, Ruling, Seat, case_id_of
from truceline.model.errors import InputError, RecordError, UsageError
from truceline.ports import Clock
from truceline.record.access import State, may, office_of
from truceline.record.kinds import Kind
from truceline.record.note import parse, with_lines
from truceline.record.people import RoleLine, people_of
from truceline.record.statement import ACTS, Person, Statement, signers
from truceline.stores.record import Record

#: what is said -> the kind of entry that it is
_KINDS: dict[type[Line], Kind] = {
    Opened: "case",
    Moved: "case",
    Replied: "reply",
    Voted: "vote",
    Proposed: "decision",
    Signed: "decision",
    Dissented: "dissent",
    Undertaken: "remedy",
    Followed: "remedy",
}
#: characters of one reply, reason or grounds
MOST_WORDS = 20_000
#: stands for words that were erased
ERASED = "erased"
_ERASABLE = {"words": ERASED, "why": ERASED, "who": ERASED, "grounds": ERASED}


class LateError(InputError):
    """Somebody else was quicker: what was said is in the record and does not count."""


class Ruled(msgspec.Struct, frozen=True):
    """An outcome, whose act it was where that is said, and why."""

    outcome: Ruling
    grounds: str
    attributed_to: str | None = None


def hear(record: Record) -> Heard:
    """All cases as the record has them."""
    return Chamber(_Offices(record).signing).hear(_lines(record))


def case_of(record: Record, name: str, now_s: int) -> Case:
    """One case as it stands now. Raises UsageError when there is none of this name."""
    heard = hear(record)
    if name not in heard.cases:
        raise UsageError(f"there is no case {name!r}", advice="Cases are listed on the page of the commission.")
    return at(heard.cases[name], now_s)


def state_of(case: Case) -> State:
    """What the table of access calls it: monitoring's own, before the commission, or closed for all to read."""
    return "held" if case.stage == "monitoring" else "released" if case.stage == "closed" else "proposed"


def readable(cases: Iterable[Case], who: Asker) -> tuple[Case, ...]:
    """The cases that somebody may read; all others do not exist for them."""
    return tuple(case for case in cases if who.may("read", "case", state_of(case)).allowed)


def bring(record: Record, who: Asker, incident_id: str, findings: tuple[str, ...], why: str, clock: Clock) -> Case:
    """Open the case of an incident: monitoring's own, or before the commission at once where a side brings it."""
    stage: Literal["monitoring", "verification"] = "verification" if who.role in ("side_a", "side_b") else "monitoring"
    require(record, who, "add", "case", "held" if stage == "monitoring" else "proposed", clock)
    name = case_id_of(incident_id)
    opened = Opened(
        name, incident_id, tuple(sorted(findings)), stage, _office(who), who.name, _words(why), clock.now_s()
    )
    return _said(record, opened, clock)


def move(record: Record, who: Asker, case: Case, stage: CaseStage, why: str, clock: Clock) -> Case:
    """Move a case on: out of monitoring by monitors or the chair, from then on by the chair."""
    require(record, who, "add", "case", state_of(case), clock)
    if state_of(case) == "proposed":
        _need_chair(who, case)
    moved = Moved(case.case_id, case.steps, stage, _office(who), who.name, _words(why), clock.now_s())
    return _said(record, moved, clock)


def answer(record: Record, who: Asker, case: Case, party: str, words: str, clock: Clock) -> Case:
    """A party's reply, by the member of its side."""
    _seat(record, who, case, clock, sides_only=True)
    return _said(record, Replied(case.case_id, party, _office(who), who.name, _words(words), clock.now_s()), clock)


def cast(record: Record, who: Asker, case: Case, ruled: Ruled, clock: Clock) -> Case:
    """What a member would decide. The last vote of a seat holds until the case is decided."""
    seat = _seat(record, who, case, clock)
    vote = Voted(case.case_id, seat, who.name, ruled.outcome, ruled.attributed_to, _words(ruled.grounds), clock.now_s())
    return _said(record, vote, clock)


def propose(record: Record, who: Asker, case: Case, ruled: Ruled, clock: Clock) -> Case:
    """Put a decision into the words that are signed. It takes the place of an earlier proposal, with its signatures."""
    _seat(record, who, case, clock)
    if not people(record):
        raise UsageError(
            "nobody holds a seat in this mission, so nobody can decide",
            advice="Found the roles first: truceline access found --help",
        )
    number = 1 + max((p.number for c in hear(record).cases.values() for p in c.proposals), default=0)
    grounds = " ".join(_words(ruled.grounds).split())  # one line of the statement
    proposed = Proposed(
        case.case_id,
        case.steps,
        number,
        ruled.outcome,
        ruled.attributed_to,
        grounds,
        _statement(record, case, number, ruled, grounds).text,
        _office(who),
        who.name,
        clock.now_s(),
    )
    return _said(record, proposed, clock)


def sign(record: Record, who: Asker, case: Case, number: int, note: str, clock: Clock) -> Case:
    """A signed note over a proposal's statement. With the second office's signature the commission has decided."""
    _seat(record, who, case, clock)
    return _said(record, Signed(case.case_id, number, note, clock.now_s()), clock)


def disagree(record: Record, who: Asker, case: Case, decision_id: str, words: str, clock: Clock) -> Case:
    """The words of a seat that holds otherwise than a decision."""
    seat = _seat(record, who, case, clock)
    held = Dissented(case.case_id, decision_id, seat, who.name, _words(words), clock.now_s())
    return _said(record, held, clock)


def undertake(record: Record, who: Asker, case: Case, party: str, words: str, due_s: int | None, clock: Clock) -> Case:
    """What a party is to do, or says it will, after the newest decision."""
    _seat(record, who, case, clock)
    decision_id = case.decisions[-1].decision_id if case.decisions else ""
    undertaken = Undertaken(
        case.case_id, case.steps, decision_id, party, _words(words), due_s, _office(who), who.name, clock.now_s()
    )
    return _said(record, undertaken, clock)


def follow(
    record: Record,
    who: Asker,
    case: Case,
    remedy_id: str,
    status: Literal["open", "done"],
    words: str,
    clock: Clock,
) -> Case:
    """What somebody of the commission says became of a remedy."""
    _seat(record, who, case, clock)
    followed = Followed(case.case_id, remedy_id, _office(who), who.name, status, _words(words), clock.now_s())
    return _said(record, followed, clock)


class _Offices:
    """Who held a role when: signatures count by the roles of the moment they were entered."""

    def __init__(self, record: Record) -> None:
        self._origin = record.origin
        self._lines = [(e.index, msgspec.json.decode(e.body, type=RoleLine)) for e in record.entries("role")]
        self._known: dict[int, tuple[Person, ...]] = {}

    def signing(self, entry: int, statement: str, notes: tuple[str, ...]) -> tuple[str, ...]:
        """The offices whose entitled people signed the statement. Raises RecordError for a note about another."""
        read = [parse(note.encode()) for note in notes]
        if any(note.text != statement for note in read):
            raise RecordError("what was signed is not the proposal", where="decision", advice="Sign its exact bytes.")
        together = with_lines(read[0], (line for note in read[1:] for line in note.lines))
        signed = signers(together, self._people(entry))
        return tuple(sorted({office_of(p.role) for p in signed if may(p.role, *ACTS["decide"]).allowed}))

    def _people(self, entry: int) -> tuple[Person, ...]:
        before = [line for index, line in self._lines if index < entry]
        if len(before) not in self._known:
            self._known[len(before)] = people_of(before, self._origin)
        return self._known[len(before)]


def _lines(record: Record) -> Iterable[tuple[int, Line]]:
    """What was said in all cases, with the numbers of the entries, in the record's order."""
    kinds = sorted(set(_KINDS.values()))
    entries = sorted((e for kind in kinds for e in record.entries(kind)), key=lambda e: e.index)
    return ((entry.index, _line(entry.body)) for entry in entries)


def _line(body: bytes) -> Line:
    """A line as it was written, or as it stands after words of it were erased."""
    line: Line = msgspec.convert({**_ERASABLE, **msgspec.json.decode(body)}, Line)
    return line


def _said(record: Record, line: Line, clock: Clock) -> Case:
    """Enter a line that its case allows, and the case as it stands then.

    Raises InputError before anything is written where it does not; LateError where somebody else was quicker.
    """
    chamber, lines = Chamber(_Offices(record).signing), _lines(record)
    chamber.hear(lines)
    chamber.admit(record.size(), line)
    (entry,) = record.append([(_KINDS[type(line)], line)])
    heard = hear(record)
    for void in heard.void:
        if void.entry == entry.index:
            raise LateError(void.found, where=line.case_id, advice="Look at the case again, and decide anew.")
    return at(heard.cases[line.case_id], clock.now_s())


def _statement(record: Record, case: Case, number: int, ruled: Ruled, grounds: str) -> Statement:
    about = {"case": case.case_id, "incident": case.incident_id, "outcome": ruled.outcome, "grounds": grounds}
    if ruled.attributed_to:
        about["attributed_to"] = ruled.attributed_to
    return Statement("decide", record.origin, number, about)


def _seat(record: Record, who: Asker, case: Case, clock: Clock, *, sides_only: bool = False) -> Seat:
    """The seat of somebody who speaks in a case. Raises RefusedError, or UsageError for who holds no such seat."""
    require(record, who, "add", "case", state_of(case), clock)
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
