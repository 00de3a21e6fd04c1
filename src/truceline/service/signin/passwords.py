"""Passwords: what may be one, its hash, and checking one at the same cost whether or not there is such an account.

argon2id with the parameters of the OWASP Password Storage Cheat Sheet (2025): 19 MiB, two passes, one lane. A hash that
was made with others is made anew when its owner signs in.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Final

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from truceline.model.errors import UsageError
from truceline.service.problems import ProblemError

LEAST_LETTERS: Final = 12
MOST_BYTES: Final = 1_024
#: fewer different letters, or this many that follow one another, are guessed first
_LEAST_DIFFERENT: Final = 5
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1, hash_len=32, salt_len=16)
#: the hash of no password: an unknown name costs what a known one does
_NOBODY: Final = "$argon2id$v=19$m=19456,t=2,p=1$R5NRvLKTvVq2aDq79YexLA$jEqecNEVxrr6Rl1jyOH3uYcubQIELf/Zml6cRKklx+o"

#: passwords that are checked at once: each takes 19 MiB, and strangers can ask for any number
_AT_ONCE: Final = 4
_PATIENCE_S: Final = 10.0
_turns = threading.BoundedSemaphore(_AT_ONCE)


class Checked(msgspec.Struct, frozen=True):
    """Whether it is the password, and its hash with today's parameters where the one kept is of older ones."""

    right: bool
    fresh: str = ""


def refuse_weak(words: str, *names: str) -> None:
    """Raises UsageError for what cannot be a password here: it says which rule, never the words."""
    kept = _spelled(words)
    reason = ""
    if len(kept.encode()) > MOST_BYTES:
        reason = f"it is longer than {MOST_BYTES} bytes"
    elif len(kept) < LEAST_LETTERS:
        reason = f"it has fewer than {LEAST_LETTERS} letters"
    elif len(set(kept.casefold())) < _LEAST_DIFFERENT:
        reason = f"it has fewer than {_LEAST_DIFFERENT} different letters"
    elif _is_row(kept.casefold()):
        reason = "its letters follow one another"
    elif any(name and name.casefold() in kept.casefold() for name in names):
        reason = "it holds your name, or that of the mission"
    if reason:
        raise UsageError(
            f"this cannot be a password: {reason}", advice="Four or five words that nobody has heard together will do."
        )


def hash_of(words: str) -> str:
    """The hash to keep, in PHC form, with a salt of its own."""
    with _turn():
        return _HASHER.hash(_spelled(words))


def check(kept: str | None, words: str) -> Checked:
    """Whether these words are the password behind the hash that is kept; without one, no, after the same work."""
    spelled = _spelled(words) if len(words) <= MOST_BYTES else ""  # a megabyte is not worth being spelled
    if len(spelled.encode()) > MOST_BYTES:
        spelled = ""
    with _turn():
        try:
            _HASHER.verify(kept or _NOBODY, spelled)
        except (VerificationError, InvalidHashError):
            return Checked(False)
        if not kept or not spelled:
            return Checked(False)
        return Checked(True, _HASHER.hash(spelled) if _HASHER.check_needs_rehash(kept) else "")


def _spelled(words: str) -> str:
    """One spelling for what keyboards spell differently. A lone surrogate, which no keyboard makes, is replaced."""
    return unicodedata.normalize("NFKC", words).encode("utf-8", "replace").decode()


def _is_row(words: str) -> bool:
    """Whether each letter is the one after, or before, the last: 123456789012, zyxwvutsrqpo."""
    steps = {ord(b) - ord(a) for a, b in pairwise(words)}
    return steps in ({1}, {-1}) or any(words in row * 4 for row in ("1234567890", "qwertyuiop", "asdfghjkl"))


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=_PATIENCE_S):
        raise ProblemError(
            503,
            "too many people sign in at this moment",
            advice="Try again in a minute.",
            headers={"Retry-After": "60"},
        )
    try:
        yield
    finally:
        _turns.release()
