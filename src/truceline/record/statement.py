"""What people sign: a few lines of text, byte for byte, as a signed note. Any change of a byte voids every signature.

    truceline grant 1
    mission north-3f9a12cd
    number 4
    key anna+…
    person anna
    role analyst

The number is that of the entry it is to become among the record's roles and permissions, so that no statement counts
twice. A statement holds when two people signed it who belong to different offices and to whom the table grants the act.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from truceline.model.errors import RecordError, UsageError
from truceline.record.access import ROLES, Action, Class, Role, State, may, office_of
from truceline.record.note import MalformedNoteError, Note, VerifierKey, by_name, parse, verify_line

What = Literal["found", "grant", "revoke", "allow", "keys", "seal", "release", "disclose", "erase", "decide"]

#: what is said -> the act of the table that each signer must be granted
ACTS: dict[What, tuple[Action, Class, State]] = {
    "found": ("add", "role", "held"),
    "grant": ("add", "role", "held"),
    "revoke": ("add", "role", "held"),
    "allow": ("add", "role", "held"),  # an export beyond the threshold: access is widened, once
    "keys": ("add", "key", "held"),
    "seal": ("seal", "record", "held"),
    "release": ("release", "bulletin", "proposed"),
    "disclose": ("disclose", "observation", "held"),
    "erase": ("erase", "evidence", "held"),
    "decide": ("add", "case", "proposed"),
}


class Person(msgspec.Struct, frozen=True, order=True):
    """Somebody with one role, known by a key."""

    name: str
    role: Role
    key: VerifierKey


class Statement(msgspec.Struct, frozen=True):
    """What is said, of which mission, with its number; `about` are further lines, one value each."""

    what: What
    mission: str
    number: int
    about: dict[str, str] = {}

    @property
    def text(self) -> str:
        """The exact words. Raises ValueError for a name or value that is no single line."""
        lines = [f"truceline {self.what} 1", f"mission {self.mission}", f"number {self.number}"]
        for name, value in sorted(self.about.items()):
            if not name.isidentifier() or "\n" in value or value != value.strip() or not value:
                raise ValueError(f"{name}: {value!r} cannot be a line of a statement")
            lines.append(f"{name} {value}")
        return "\n".join(lines) + "\n"


def read_statement(note: Note) -> Statement:
    """The statement of a note. Raises MalformedNoteError unless it has exactly the words that we would have written."""
    try:
        head, *rows = note.text.removesuffix("\n").split("\n")
        word, what, version = head.split(" ")
        pairs = [row.partition(" ") for row in rows]
        about = {name: value for name, _, value in pairs}
        mission, number = about.pop("mission"), about.pop("number")
        said = Statement(msgspec.convert(what, What), mission, int(number), about)
        if (word, version) == ("truceline", "1") and said.text == note.text:
            return said
        found = "its words are not in their order"
    except (ValueError, KeyError, msgspec.ValidationError) as error:
        found = str(error)
    raise MalformedNoteError(
        f"this is no statement to sign: {found}", where="statement", advice="Make it with truceline access propose."
    )


def parse_statement(data: bytes) -> tuple[Note, Statement]:
    """A signed note and what it says. Raises MalformedNoteError."""
    note = parse(data)
    return note, read_statement(note)


def signers(note: Note, people: Iterable[Person]) -> tuple[Person, ...]:
    """The people who signed, each once, sorted. Raises UnsignedNoteError when a line of one of them does not hold."""
    holders = {person.key: person for person in people}
    known: Mapping[tuple[str, bytes], VerifierKey] = by_name(holders)
    found: set[Person] = set()
    for line in note.lines:
        key = known.get((line.name, line.key_id))
        if key is not None:
            verify_line(note.text, line, key)
            found.add(holders[key])
    return tuple(sorted(found))


def need_two(note: Note, said: Statement, people: Iterable[Person]) -> tuple[Person, ...]:
    """The people whose signatures carry the statement. Raises RecordError when they do not, and says who may."""
    everybody = tuple(people)
    act = ACTS[said.what]
    signed = signers(note, everybody)
    entitled = tuple(person for person in signed if may(person.role, *act).allowed)
    if len({office_of(person.role) for person in entitled}) >= 2:
        return entitled
    could = sorted({person.name for person in everybody if may(person.role, *act).allowed})
    raise RecordError(
        f"{_names(entitled) or 'nobody'} signed it who may, and two people of different offices must",
        where=f"statement {said.what} {said.number}",
        advice=f"truceline access sign FILE --as NAME; who may: {', '.join(could) or 'nobody'}.",
    )


def role_of(name: str) -> Role:
    """The role of this name that a person can hold. Raises UsageError for any other."""
    if name not in ROLES or name == "public":
        known = ", ".join(role for role in ROLES if role != "public")
        raise UsageError(f"{name!r} is no role of a person", advice=f"One of {known}.")
    role: Role = msgspec.convert(name, Role)
    return role


def _names(people: tuple[Person, ...]) -> str:
    return ", ".join(f"{person.name} ({person.role})" for person in people)
