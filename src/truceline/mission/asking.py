"""Who asks, and whether the table lets them: each question about what must not leak is answered through here.

A mission in which no role was granted has one person, at the keyboard, who is all of them: nothing is refused and every
look at a position is entered all the same. Once roles are granted, whoever asks shows the key that was named in the
grant. This binds the program; what binds people is that they are given no key of what they may not read. The seats of
an exercise bind nobody: their keys are published, and whoever sits at the keyboard is still all of them.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable
from typing import Literal

import msgspec

from truceline.mission.folder import Mission
from truceline.mission.locks import keyring_of
from truceline.model.errors import MissionError, TrucelineError, UsageError
from truceline.ports import Clock
from truceline.record.access import Action, Answer, Class, Role, State, may
from truceline.record.note import key_of
from truceline.record.people import Person, RoleLine, granted, people_of
from truceline.stores.clock import SystemClock
from truceline.stores.keyring import KeySigner, load, published_signer
from truceline.stores.record import Record

#: names whoever asks, for all commands of a shell
PERSON_VARIABLE = "TRUCELINE_AS"
KEYBOARD: Literal["keyboard"] = "keyboard"


class RefusedError(TrucelineError):
    """The table of access does not allow it, or not on these conditions."""


class Asker(msgspec.Struct, frozen=True):
    """Who asks, in which role."""

    name: str
    role: Role | Literal["keyboard"]

    def may(self, action: Action, what: Class, state: State) -> Answer:
        """The table's answer; for the person at the keyboard, yes."""
        if self.role == KEYBOARD:
            words = "no roles were granted in this mission: the person at the keyboard is all of them"
            return Answer(True, words, purpose=may("chair", action, what, state).purpose)
        return may(self.role, action, what, state)


class AccessLine(msgspec.Struct, frozen=True, rename={"what": "class"}):
    """What the record keeps of a question, answered or refused."""

    who: str
    role: str
    action: Action
    what: Class
    table: str
    question: str
    purpose: str
    rows: int
    allowed: bool
    reason: str
    at_s: int
    exact: bool = False  # exact rows: they count towards the threshold of exports
    permission: int = 0  # the number of the permission that was used
    planted: str = ""  # the rows planted in this copy, sealed


def access_lines(record: Record) -> tuple[AccessLine, ...]:
    """Every question that was asked, oldest first."""
    return tuple(msgspec.json.decode(entry.body, type=AccessLine) for entry in record.entries("access"))


def people(record: Record) -> tuple[Person, ...]:
    """Who holds a role. Raises RecordError when an entry about roles was not rightly signed."""
    lines = (msgspec.json.decode(entry.body, type=RoleLine) for entry in record.entries("role"))
    return people_of(lines, record.origin)


def are_bound(everybody: Iterable[Person]) -> bool:
    """Whether anybody of these holds a key that not everybody can compute: only then does a role mean anything."""
    return any(person.key != key_of(published_signer(person.name)) for person in everybody)


def asker(mission: Mission, record: Record, name: str | None) -> Asker:
    """Whoever asks, known by their key once roles are granted.

    Raises UsageError when nobody says who they are, RecordError for somebody without a role, MissionError without the
    key that the grant names.
    """
    name = name or os.environ.get(PERSON_VARIABLE)
    everybody = people(record)
    if not are_bound(everybody):
        return Asker(name or getpass.getuser(), KEYBOARD)
    if not name:
        raise UsageError(
            "this mission has roles, and nobody says who asks",
            advice=f"Set {PERSON_VARIABLE}=NAME (or --as NAME, where a command has it). Who there is: "
            "truceline access people MISSION",
        )
    person = granted(everybody, name)
    if key_of(signer_of(mission, name)) != person.key:
        raise MissionError(
            f"the key of {name} on this machine is not the one of the grant",
            where=str(keyring_of(mission)),
            advice="Put the right key back, or have the role granted to the new one by two people.",
        )
    return Asker(name, person.role)


def signer_of(mission: Mission, name: str) -> KeySigner:
    """The key of a person on this machine. Raises MissionError without one."""
    folder = keyring_of(mission)
    signer = load(folder, name)
    if signer is None:
        raise MissionError(
            f"the key of {name} is not on this machine",
            where=str(folder),
            advice="Ask at the machine that has it, or make one: truceline keys make NAME",
        )
    return signer


def require(record: Record, who: Asker, action: Action, what: Class, state: State, clock: Clock) -> Answer:
    """The table's answer where it is yes. Raises RefusedError where it is no, after the refusal is in the record."""
    found = who.may(action, what, state)
    if not found.allowed:
        refuse(record, line_of(who, action, what, clock, reason=found.reason))
    return found


def admit(mission: Mission, record: Record, action: Action, what: Class) -> None:
    """Let whoever `TRUCELINE_AS` names do this with what the mission holds. Raises RefusedError where they may not."""
    require(record, asker(mission, record, None), action, what, "held", SystemClock())


def refuse(record: Record, line: AccessLine, advice: str = "") -> None:
    """Enter the refusal, then refuse. Raises RefusedError."""
    record.append([("access", line)])
    raise RefusedError(
        f"{line.who} ({line.role}) may not {line.action} {line.what}: {line.reason}",
        advice=advice or "See truceline access table. The refusal is in the record.",
    )


def line_of(
    who: Asker,
    action: Action,
    what: Class,
    clock: Clock,
    *,
    reason: str,
    table: str = "",
    question: str = "",
    purpose: str = "",
    rows: int = 0,
    allowed: bool = False,
    exact: bool = False,
) -> AccessLine:
    """An entry about one question."""
    return AccessLine(
        who.name, who.role, action, what, table, question, purpose, rows, allowed, reason, clock.now_s(), exact
    )
