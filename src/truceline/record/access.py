"""Who may do what: one table, and everything that it does not say is refused.

A row is a class of what the mission holds, in a state; a column is a role; a letter is an action that is allowed there.
The table binds this program. What binds people is that each role is given the keys of its classes and no others
(`stores.keyring`): an operator who has no content key reads nothing, whatever a program allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

import msgspec

Role = Literal["observer", "analyst", "side_a", "side_b", "chair", "auditor", "operator", "public"]
Action = Literal["read", "add", "export", "release", "recall", "disclose", "erase", "keep", "seal"]
Class = Literal[
    "evidence",  # received bytes, as they came
    "observation",  # exact rows: observations, incidents, members, effort without posts
    "case",  # findings, cases, decisions, dissent, the parties' replies
    "position",  # posts and shifts of monitors
    "identity",  # names and contacts of observers and witnesses
    "bulletin",  # bulletins with their data annex and proof files
    "record",  # leaves, checkpoints, proofs: hashes, no content
    "log",  # who read positions, who exported what, what was refused
    "role",  # who holds which role
    "key",  # which keys there are and were, never their secrets
]
State = Literal["held", "proposed", "released", "recalled", "erased", "sealed"]
Office = Literal["monitoring", "side_a", "side_b", "chair", "audit", "operation", "outside"]

ROLES: tuple[Role, ...] = get_args(Role)
ACTIONS: tuple[Action, ...] = get_args(Action)
CLASSES: tuple[Class, ...] = get_args(Class)
STATES: tuple[State, ...] = get_args(State)

#: r read · a add · x export a table · p release · c recall · d disclose single fields · e erase ·
#: k keep: store, copy, restore, wrap keys again, all without reading · s seal: evacuate and wipe
LETTERS: dict[str, Action] = {
    "r": "read",
    "a": "add",
    "x": "export",
    "p": "release",
    "c": "recall",
    "d": "disclose",
    "e": "erase",
    "k": "keep",
    "s": "seal",
}

TABLE = """
                      observer  analyst  side_a  side_b  chair  auditor  operator  public
evidence.held         a         raxe     .       .       re     .        k         .
observation.held      .         raxd     .       .       rd     .        k         .
case.held             .         rax      .       .       ra     .        k         .
case.proposed         .         r        rax     rax     ra     .        k         .
case.released         r         r        rx      rx      rx     rx       k         .
position.held         .         rae      .       .       rae    .        k         .
identity.held         .         ae       .       .       rae    .        k         .
bulletin.proposed     .         rap      r       r       rp     .        k         .
bulletin.released     rx        rx       rx      rx      rxc    rx       rxk       rx
bulletin.recalled     r         r        r       r       r      r        k         .
record.held           .         r        rxs     rxs     rxs    rx       rks       .
record.sealed         .         .        r       r       r      rx       r         .
log.held              .         .        r       r       r      rx       k         .
role.held             .         r        ra      ra      ra     rx       r         .
key.held              .         .        ra      ra      rak    rx       rk        .
"""

#: what one person cannot do: another one signs the same bytes, from outside the office of the one who proposes
_SIGNED_ACTIONS: frozenset[Action] = frozenset({"release", "disclose", "erase", "seal"})
_SIGNED_ADDITIONS: frozenset[Class] = frozenset({"role", "key"})
#: what is read for a stated purpose only, with an entry in the record before the answer
_NEEDS_PURPOSE: frozenset[Class] = frozenset({"position", "identity"})
#: what an operator never reads, adds to, or takes away
CONTENT: frozenset[Class] = frozenset({"evidence", "observation", "case", "position", "identity"})

_OFFICES: dict[Role, Office] = {
    "observer": "monitoring",
    "analyst": "monitoring",
    "side_a": "side_a",
    "side_b": "side_b",
    "chair": "chair",
    "auditor": "audit",
    "operator": "operation",
    "public": "outside",
}


class Answer(msgspec.Struct, frozen=True):
    """Whether it is allowed, on what conditions, and why or why not in one sentence."""

    allowed: bool
    reason: str
    signatures: int = 1
    purpose: bool = False


def may(role: Role, action: Action, what: Class, state: State) -> Answer:
    """The answer of the table. What the table does not say is refused."""
    granted = _CELLS.get((role, what, state), frozenset())
    if action not in granted:
        return Answer(False, _refusal(role, what, state))
    signatures = 2 if action in _SIGNED_ACTIONS or (action == "add" and what in _SIGNED_ADDITIONS) else 1
    purpose = action == "read" and what in _NEEDS_PURPOSE
    conditions = [
        *(["a second person from another office signs the same bytes"] if signatures == 2 else []),
        *(["a purpose is stated, and an entry of the record says who asked"] if purpose else []),
    ]
    words = f"the table grants {action} of {what}.{state} to {role}"
    return Answer(True, f"{words}, if {' and '.join(conditions)}" if conditions else words, signatures, purpose)


def office_of(role: Role) -> Office:
    """The office a role belongs to: two signatures of one office count as one."""
    return _OFFICES[role]


def cells() -> Iterator[tuple[Role, Action, Class, State]]:
    """Every question that can be asked, in order."""
    for what in CLASSES:
        for state in STATES:
            for role in ROLES:
                for action in ACTIONS:
                    yield role, action, what, state


def _refusal(role: Role, what: Class, state: State) -> str:
    if state == "erased":
        return f"{what} that was erased can be read by nobody: the record shows that it was there, and proves the rest"
    if (what, state) not in _ROWS:
        return f"{what} is never in the state {state}, or nothing is done to it there"
    if role == "public":
        return "the public gets what was released, and nothing else"
    if role == "operator" and what in CONTENT:
        return "an operator keeps what the mission holds and has no key to read it"
    if role in ("side_a", "side_b") and what in ("evidence", "observation", "position", "identity"):
        return "what could locate a monitor or a witness is not shown to either side"
    return f"the table does not grant it to {role}"


def read_table(text: str) -> dict[tuple[Role, Class, State], frozenset[Action]]:
    """What a table written like `TABLE` grants. Raises ValueError unless every row has every column, once."""
    head, *rows = [line.split() for line in text.strip().splitlines()]
    if tuple(head) != ROLES:
        raise ValueError(f"the columns of the table are {head}")
    found: dict[tuple[Role, Class, State], frozenset[Action]] = {}
    for name, *marks in rows:
        what, state = name.split(".")
        for role, letters in zip(ROLES, marks, strict=True):
            key: tuple[Role, Class, State] = msgspec.convert((role, what, state), tuple[Role, Class, State])
            if key in found:
                raise ValueError(f"{name} stands in the table twice")
            found[key] = frozenset(LETTERS[letter] for letter in letters if letter != ".")
    return found


_CELLS = read_table(TABLE)
_ROWS = frozenset((what, state) for _, what, state in _CELLS)
