"""How people sign in: what is kept of an account, a session and a failed attempt. No secret is kept as it is.

Who holds which role is not here: that is in the record, and is looked up at every request.
"""

from __future__ import annotations

import re
from typing import Final, Literal

import msgspec

#: how somebody signed in: with a password, at the mission's identity provider, as the person at the keyboard; or with a
#: token that was made for a program of theirs
How = Literal["password", "provider", "keyboard", "token"]


#: OpenID Connect Core 1.0, section 2: at most 255 ASCII characters
_SUBJECT: Final = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?")


class Account(msgspec.Struct, frozen=True, order=True):
    """The account of one person of the record."""

    name: str
    password: str = ""  # argon2id in PHC form; empty: no password
    secret: bytes = b""  # of the time-based codes, sealed; empty: no codes
    subject: str = ""  # who an identity provider says it is (`subject_at`); empty: not known at any
    made_s: int = 0
    changed_s: int = 0  # of the password or the codes

    def __repr__(self) -> str:
        return f"Account({self.name})"  # a hash in a log is a hash to guess at


def is_subject(said: object) -> bool:
    """Whether this can be what a provider calls somebody."""
    return isinstance(said, str) and _SUBJECT.fullmatch(said) is not None


def subject_at(issuer: str, subject: str) -> str:
    """Who somebody is, everywhere: a subject means one person at one issuer. There is no blank in an issuer."""
    return f"{issuer} {subject}"


class Session(msgspec.Struct, frozen=True, order=True):
    """Somebody is signed in. The token itself is in their browser alone."""

    token_sha256: str
    person: str
    how: How
    grant: int  # the entry of the record that gave the role; another one, or none, ends the session
    agent_sha256: str  # of what the browser says of itself
    made_s: int
    seen_s: int
    ends_s: int


class Failures(msgspec.Struct, frozen=True):
    """Failed attempts that stand against a name or an address."""

    count: int = 0
    last_s: int = 0


class KeptAnswer(msgspec.Struct, frozen=True):
    """What a request that came with a key was answered. Status 0: it is still being answered."""

    request_sha256: str
    status: int
    media_type: str
    body: bytes
    at_s: int
