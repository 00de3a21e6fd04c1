"""The cases of a record, heard once and then as far as the record has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
from truceline.model.case import Case
from truceline.model.errors import InputError, RecordError, UsageError
from truceline.record.access import may, office_of
from truceline.record.entry import Entry
from truceline.record.kinds import Kind
from truceline.record.note import parse, with_lines
from truceline.record.people import RoleLine, people_of
from truceline.record.statement import ACTS, Person, signers
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
#: stands for words that were erased
ERASED = "erased"
_ERASABLE = {"words": ERASED, "why": ERASED, "who": ERASED, "grounds": ERASED}


class LateError(InputError):
    """Somebody else was quicker: what was said is in the record and does not count."""


class Docket:
    """What one question or one act knows of all cases. It is made anew for the next: words may be erased between."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._offices = _Offices(record.origin)
        self._chamber = Chamber(self._offices.signing)
        self._seen = 0

    def heard(self) -> Heard:
        """All cases as the record has them now."""
        size = self.record.size()
        self._offices.hear(self.record.since(self._seen, size, "role"))
        heard = self._chamber.hear(_lines(self.record, self._seen, size))
        self._seen = size
        return heard

    def case(self, name: str, now_s: int) -> Case:
        """One case as it stands now. Raises UsageError when there is none of this name."""
        cases = self.heard().cases
        if name not in cases:
            raise UsageError(f"there is no case {name!r}", advice="Cases are listed on the page of the commission.")
        return at(cases[name], now_s)

    def say(self, line: Line, now_s: int) -> Case:
        """Enter a line that its case allows, and the case as it stands then.

        Raises InputError before anything is written where it does not; LateError where somebody else was quicker.
        """
        self.heard()
        self._chamber.after(self._seen, line)
        (entry,) = self.record.append([(_KINDS[type(line)], line)])
        heard = self.heard()
        for void in heard.void:
            if void.entry == entry.index:
                raise LateError(void.found, where=line.case_id, advice="Look at the case again, and decide anew.")
        return at(heard.cases[line.case_id], now_s)


def hear(record: Record) -> Heard:
    """All cases as the record has them."""
    return Docket(record).heard()


def first_report_of(record: Record, case_id: str) -> str:
    """The observation that the incident of a case was called after when it was brought; empty where nobody kept it."""
    lines = (_line(entry.body) for entry in record.entries("case"))
    return next((one.first_report for one in lines if isinstance(one, Opened) and one.case_id == case_id), "")


class _Offices:
    """Who held a role when: signatures count by the roles of the moment they were entered."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._lines: list[tuple[int, RoleLine]] = []
        self._known: dict[int, tuple[Person, ...]] = {}

    def hear(self, entries: Iterable[Entry]) -> None:
        self._lines += [(entry.index, msgspec.json.decode(entry.body, type=RoleLine)) for entry in entries]

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


def _lines(record: Record, first: int, size: int) -> Iterator[tuple[int, Line]]:
    """What was said in all cases, with the numbers of the entries, in the record's order."""
    kinds = sorted(set(_KINDS.values()))
    entries = sorted((e for kind in kinds for e in record.since(first, size, kind)), key=lambda e: e.index)
    return ((entry.index, _line(entry.body)) for entry in entries)


def _line(body: bytes) -> Line:
    """A line as it was written, or as it stands after words of it were erased."""
    line: Line = msgspec.convert({**_ERASABLE, **msgspec.json.decode(body)}, Line)
    return line
