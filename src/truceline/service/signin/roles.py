"""Who holds which role at this moment, as the record says. Entries that were read once are not read again."""

from __future__ import annotations

import threading

import msgspec

from truceline.mission.asking import Asker, are_bound
from truceline.record.entry import Entry
from truceline.record.note import parse_key
from truceline.record.people import Person, RoleLine, people_of
from truceline.record.statement import parse_statement
from truceline.stores.record import Record


class Standing(msgspec.Struct, frozen=True):
    """Somebody's role, and the entry that gave it."""

    person: Person
    grant: int

    @property
    def asker(self) -> Asker:
        return Asker(self.person.name, self.person.role)


class Roles:
    """The people of one record. Threads may share it."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._reading = threading.Lock()
        self._read = 0
        self._lines: list[RoleLine] = []
        self._grants: dict[str, int] = {}
        self._people: dict[str, Person] = {}

    def of(self, name: str) -> Standing | None:
        """The role that somebody holds now; null for none, or none any more.

        Raises RecordError when an entry about roles was not rightly signed.
        """
        with self._reading:
            self._follow()
            person = self._people.get(name)
            return None if person is None else Standing(person, self._grants[name])

    def are_granted(self) -> bool:
        """Whether this mission has people whom their keys bind. Without, the person at the keyboard is all of them."""
        with self._reading:
            self._follow()
            return are_bound(self._people.values())

    def _follow(self) -> None:
        """Read what was added since. All notes are checked again together: each depends on those before it."""
        size = self._record.size()
        if size == self._read:
            return
        new = list(self._record.since(self._read, size, "role"))
        if new:
            lines = [*self._lines, *(msgspec.json.decode(entry.body, type=RoleLine) for entry in new)]
            people = people_of(lines, self._record.origin)
            grants = self._grants | {name: entry.index for entry in new for name in _named(entry)}
            self._lines, self._people, self._grants = lines, {one.name: one for one in people}, grants
        self._read = size


def _named(entry: Entry) -> tuple[str, ...]:
    """Whom an entry is about: one person, or all founders."""
    _, said = parse_statement(msgspec.json.decode(entry.body, type=RoleLine).note.encode())
    if "person" in said.about:
        return (said.about["person"],)
    return tuple(parse_key(value.partition(" ")[2]).name for value in said.about.values())
