"""Time-based codes (RFC 6238) as a second proof, each good once, and spare codes for a lost phone."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import Final, Protocol

import pyotp

STEP_S: Final = 30
#: a phone's clock may be this many steps away from ours, either way
SKEW_STEPS: Final = 1
SPARES: Final = 10
_DIGITS: Final = 6
_SECRET_BYTES: Final = 20
#: 100 bits: nobody tries that many, so a plain hash keeps them
_SPARE_LETTERS: Final = 20
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # no letters that are read as others
_GROUP: Final = 5


class CodeLock(Protocol):
    """What secrets of codes are sealed with: a key of the mission. Raises NoKeyError where it is not here."""

    def seal(self, name: str, secret: bytes) -> bytes: ...

    def open(self, name: str, sealed: bytes) -> bytes: ...


def fresh_secret() -> bytes:
    """160 bits of true chance, as RFC 4226 recommends."""
    return secrets.token_bytes(_SECRET_BYTES)


def base32(secret: bytes) -> str:
    """The secret as people type it into a phone."""
    return base64.b32encode(secret).decode("ascii").rstrip("=")


def address(name: str, mission: str, secret: bytes) -> str:
    """The otpauth:// address that a phone reads from a square code."""
    return _totp(secret).provisioning_uri(name=name, issuer_name=mission)


def code_at(secret: bytes, now_s: int) -> str:
    """The code of a moment."""
    return _totp(secret).at(now_s)


def step_of(secret: bytes, code: str, now_s: int) -> int | None:
    """The time step whose code this is, among those that a clock may be at; null for none of them."""
    given = code.replace(" ", "")
    now = now_s // STEP_S
    found = None
    for step in range(now - SKEW_STEPS, now + SKEW_STEPS + 1):
        right = hmac.compare_digest(_totp(secret).at(step * STEP_S).encode(), given.encode("utf-8", "replace"))
        found = step if right else found
    return found


def fresh_spares() -> tuple[str, ...]:
    """Codes for when the phone is lost, in groups of five letters."""
    return tuple(_spare() for _ in range(SPARES))


def spare_hash(name: str, code: str) -> str:
    """What is kept of a spare code. However it is typed: capitals, blanks and dashes do not matter."""
    plain = "".join(letter for letter in code.casefold() if letter.isalnum())
    return hashlib.sha256(f"truceline spare code\n{name}\n{plain}".encode("utf-8", "replace")).hexdigest()


def _spare() -> str:
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_SPARE_LETTERS))
    return "-".join(letters[n : n + _GROUP] for n in range(0, _SPARE_LETTERS, _GROUP))


def _totp(secret: bytes) -> pyotp.TOTP:
    return pyotp.TOTP(base32(secret), digits=_DIGITS, interval=STEP_S)
