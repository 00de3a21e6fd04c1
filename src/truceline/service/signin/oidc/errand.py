"""Somebody on the way to a provider and back: what must come back with them, for ten minutes, once.

Their browser keeps one random token in a cookie that no script reads. What goes with them (state, nonce) and what stays
here (the verifier of PKCE) is worked out from it with a key of this process, so that nothing piles up for those who
never come back, and a stolen cookie does not hold the verifier.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import threading
from typing import Final

import msgspec

from truceline.ports import Clock
from truceline.service.problems import ProblemError

LASTS_S: Final = 600


class Returned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """With what the provider sent somebody back (RFC 6749, 4.1.2; RFC 9207)."""

    code: str
    state: str
    iss: str = ""

    def __repr__(self) -> str:
        return "Returned(…)"  # nothing of it belongs into a log


class Errand(msgspec.Struct, frozen=True):
    """One sign-in under way."""

    state: str
    nonce: str
    verifier: str  # RFC 7636: 43 letters, 256 bits

    @property
    def challenge(self) -> str:
        """RFC 7636, S256."""
        return _letters(hashlib.sha256(self.verifier.encode()).digest())


class Errands:
    """Those of one server. Threads may share it; a restart ends them all."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._using = threading.Lock()
        self._used: dict[str, int] = {}

    def begin(self) -> tuple[str, Errand]:
        """The token for the cookie, and the errand."""
        token = f"{self._clock.now_s() + LASTS_S}.{secrets.token_urlsafe(32)}"
        return token, self._of(token)

    def back(self, token: str, state: str) -> Errand:
        """The errand that somebody comes back from.

        Raises ProblemError (400) for one that this browser did not begin, that took too long, or that was finished.
        """
        errand = self._of(token)
        if not hmac.compare_digest(errand.state.encode(), state.encode("utf-8", "replace")):
            raise _lost("this browser did not begin this sign-in, or began another one since")
        now_s, until_s = self._clock.now_s(), int(token.partition(".")[0])  # the state shows that the token is ours
        if now_s >= until_s:
            raise _lost("this sign-in took too long")
        with self._using:
            self._used = {one: until for one, until in self._used.items() if until > now_s}
            if errand.state in self._used:
                raise _lost("this sign-in was finished before")
            self._used[errand.state] = until_s
        return errand

    def _of(self, token: str) -> Errand:
        """A token with another time in it, or by another hand, gives another state: nobody knows which."""
        return Errand(*(self._derived(word, token) for word in ("state", "nonce", "verifier")))

    def _derived(self, word: str, token: str) -> str:
        return _letters(hmac.digest(self._key, f"{word}\n{token}".encode("utf-8", "replace"), hashlib.sha256))


def _letters(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _lost(found: str) -> ProblemError:
    return ProblemError(400, found, advice="Begin again, in this browser.")
