"""Sessions: a random token in the browser, its hash here, and what it is bound to.

A session is bound to the entry of the record that gave its person the role (a revoked or changed role ends it at once,
one given back does not bring it back) and to what the browser says of itself (a token that turns up in another one ends
for both). It is not bound to an address: observers work from moving cars, and a session that ends with each mast would
teach people to sign in without looking.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

import msgspec

from truceline.mission.asking import KEYBOARD, Asker
from truceline.mission.signin_rules import SignIn
from truceline.model.accounts import How, Session
from truceline.ports import Accounts, Clock
from truceline.service.signin.roles import Roles

TOKEN_BYTES: Final = 32
#: that somebody is still there is written down this often
_SEEN_EVERY_S: Final = 60
#: the entry that gives the person at the keyboard every role: there is none
NO_GRANT: Final = -1
_BROWSER_KNOWN_S: Final = 90 * 86_400


class SignedIn(msgspec.Struct, frozen=True):
    """Somebody with a session that holds."""

    asker: Asker
    session: Session


class Ended(msgspec.Struct, frozen=True):
    """A session that holds no more, and why, for the person to whom it belonged."""

    why: str
    person: str = ""
    stolen: bool = False


class Sessions:
    """The sessions of one mission."""

    def __init__(self, accounts: Accounts, roles: Roles, rules: SignIn, clock: Clock) -> None:
        self._accounts = accounts
        self._roles = roles
        self._rules = rules
        self._clock = clock

    def begin(self, person: str, how: How, grant: int, agent: str, *, longest_s: int | None = None) -> str:
        """Begin a session and return its token, which is kept nowhere."""
        now_s = self._clock.now_s()
        token = secrets.token_urlsafe(TOKEN_BYTES)
        ends_s = now_s + (longest_s or self._rules.longest_h * 3_600)
        bound = "" if how == "token" else hash_of(agent)
        self._accounts.begin(Session(hash_of(token), person, how, grant, bound, now_s, now_s, ends_s))
        return token

    def find(self, token: str, agent: str, *, in_header: bool = False) -> SignedIn | Ended:
        """Who has this token, as the record has it now. One that holds no more is ended for good."""
        session = self._accounts.session(hash_of(token))
        if session is None or (session.how == "token") != in_header:
            return Ended("there is no such session")
        now_s = self._clock.now_s()
        found = self._standing(session, agent, now_s)
        if isinstance(found, Ended):
            self._accounts.end(session.token_sha256)
            return found
        if now_s - session.seen_s >= _SEEN_EVERY_S:
            self._accounts.seen(session.token_sha256, now_s)
        return SignedIn(found, session)

    def end(self, token: str) -> None:
        self._accounts.end(hash_of(token))

    def know_browser(self, person: str) -> str:
        """A token for this browser: attempts by strangers do not slow down whoever comes back with it."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self._accounts.know(hash_of(token), person, self._clock.now_s() + _BROWSER_KNOWN_S)
        return token

    def _standing(self, session: Session, agent: str, now_s: int) -> Asker | Ended:
        if now_s >= session.ends_s:
            return Ended("it lasted as long as a session may", session.person)
        if session.how != "token" and now_s - session.seen_s >= self._rules.idle_min * 60:
            return Ended(f"nobody used it for {self._rules.idle_min} minutes", session.person)
        if session.agent_sha256 and not hmac.compare_digest(session.agent_sha256, hash_of(agent)):
            return Ended("it was used from another browser than the one it began in", session.person, stolen=True)
        if session.grant == NO_GRANT:
            if self._roles.are_granted():
                return Ended("roles were granted since: the person at the keyboard is no longer all of them")
            return Asker(session.person, KEYBOARD)
        standing = self._roles.of(session.person)
        if standing is None or standing.grant != session.grant:
            return Ended("the role it was begun in was changed or taken back", session.person)
        return standing.asker


def hash_of(token: str) -> str:
    """What is kept of a token: 256 random bits need no salt."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
