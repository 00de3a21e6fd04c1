"""The door: every request goes through it. Who asks, whether they may, and what of it enters the record."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.types import Guard

from truceline.mission.asking import Asker, RefusedError
from truceline.mission.code_lock import MissionCodes
from truceline.mission.folder import Mission
from truceline.mission.signin_rules import SECRET_VARIABLE
from truceline.model.accounts import Session
from truceline.ports import Accounts, Clock
from truceline.record.access import Action, Answer, Class, State
from truceline.service.problems import AnyRequest, ForbiddenError, ProblemError
from truceline.service.signin import csrf
from truceline.service.signin.access import Access, access_of
from truceline.service.signin.entering import Entrance
from truceline.service.signin.oidc.entrance import ProviderEntrance
from truceline.service.signin.oidc.provider import Known
from truceline.service.signin.origin import Origin
from truceline.service.signin.rates import Attempts, Requests, network_of
from truceline.service.signin.reads import Reads
from truceline.service.signin.roles import Roles
from truceline.service.signin.sessions import Ended, Sessions, hash_of
from truceline.service.signin.solo import Solo
from truceline.stores.record import Record

PUBLIC: Final = Asker("", "public")
#: for what somebody asks for positions or identities
PURPOSE: Final = "truceline-purpose"
#: requests of one client: a page loads at once what it needs, a program asks steadily
_A_SECOND: Final = 400.0
_AT_ONCE: Final = 2_000
#: answers to requests that may come twice, and failures, are kept this long
_KEEP_S: Final = 48 * 3_600
_KEPT: Final = "truceline identity"

AnyConnection = ASGIConnection[Any, Any, Any, Any]


class Identity(msgspec.Struct, frozen=True):
    """Who sends a request, and how that is known."""

    asker: Asker = PUBLIC
    session: Session | None = None
    cookie: str = ""  # the token of a session that holds, where it came in one
    ended: str = ""  # why the session that it came with holds no more


@dataclass(frozen=True)
class Door:
    """All that the door of one mission works with."""

    mission: str
    accounts: Accounts
    roles: Roles
    sessions: Sessions
    reads: Reads
    attempts: Attempts
    requests: Requests
    origin: Origin
    solo: Solo
    entrance: Entrance
    provider: ProviderEntrance | None
    clock: Clock
    idle_s: int

    def need(self, asker: Asker, action: Action, what: Class, state: State, question: str = "") -> Answer:
        """The table's answer where it is yes.

        Raises ForbiddenError for whoever is not signed in, RefusedError for whoever is, once the refusal is in the
        record.
        """
        found = asker.may(action, what, state)
        if found.allowed:
            return found
        if asker.role == "public":
            raise ForbiddenError(f"this is not public: {found.reason}", advice="Sign in, in a role that may.")
        self.reads.refused(asker, action, what, question, found.reason)
        raise RefusedError(
            f"{asker.name} ({asker.role}) may not {action} {what}: {found.reason}",
            advice="See truceline access table. The refusal is in the record.",
        )

    def states(self, asker: Asker, action: Action, what: Class) -> frozenset[State]:
        """The states in which somebody may do this: for a list that shows each what they may see."""
        states: tuple[State, ...] = ("held", "proposed", "released", "recalled", "sealed")
        return frozenset(state for state in states if asker.may(action, what, state).allowed)

    def identify(self, connection: AnyConnection) -> Identity:
        """Who sends this request. Asked once a request."""
        found = self.identified(connection)
        if found is None:
            found = connection.scope["state"][_KEPT] = self._identify(connection)
        return found

    def identified(self, connection: AnyConnection) -> Identity | None:
        """Who sends this request, where that was asked before."""
        kept = connection.scope["state"].get(_KEPT)
        return kept if isinstance(kept, Identity) else None

    def admit(self, connection: AnyConnection, asker_of: Callable[[Any], Asker]) -> None:
        """Let a request through to its route, or raise what stands in the way."""
        if not self.origin.answers_to(connection.headers.get("host", "")):
            raise ProblemError(421, "this server does not go by that name", advice="Use the address that it printed.")
        client = connection.client
        address = network_of(client.host if client else "")
        method: str = connection.scope["method"]  # type: ignore[typeddict-item]
        access = access_of(connection.scope)
        if is_open(access, method):
            self.requests.count(address)
            return
        identity = self.identify(connection)
        self.requests.count(identity.asker.name or address)
        csrf.refuse_forged(method, connection.headers, self.origin, identity.cookie)
        if access is None:
            raise ProblemError(403, "this address says of nobody that they may use it", advice="Report it, please.")
        if access.kind != "open" and identity.ended:
            raise ProblemError(401, f"you were signed out: {identity.ended}", advice="Sign in again.")
        if access.kind == "person" and identity.session is None:
            raise ProblemError(401, "this is for people who are signed in", advice="Sign in.")
        if access.kind == "table":
            self._admit_by_table(connection, asker_of(connection), access)

    def sweep(self) -> None:
        """Drop sessions that ended, and what is too old to count."""
        self.accounts.sweep(self.clock.now_s(), self.idle_s, _KEEP_S)

    def _admit_by_table(self, connection: AnyConnection, asker: Asker, access: Access) -> None:
        allowed = [s for s in access.states if asker.may(access.action, access.what, s).allowed]
        question = f"{connection.scope['method']} {connection.scope['path_template']}"  # type: ignore[typeddict-item]
        answer = self.need(asker, access.action, access.what, (allowed or access.states)[0], question)
        if answer.purpose and not purpose_of(connection):
            raise ProblemError(
                400,
                f"{access.what}s are read for a stated purpose only",
                where=PURPOSE,
                advice="Say it in a header: Truceline-Purpose: relief of post 7 after the shelling.",
            )

    def _identify(self, connection: AnyConnection) -> Identity:
        scheme, _, given = connection.headers.get("authorization", "").partition(" ")
        agent = connection.headers.get("user-agent", "")
        if scheme.lower() in ("bearer", "basic") and given:
            found = self.sessions.find(_token_in(scheme, given), agent, in_header=True)
            if isinstance(found, Ended):
                return Identity(ended=found.why)
            return Identity(found.asker, found.session)
        token = connection.cookies.get(self.cookie, "")
        if not token:
            return Identity()
        found = self.sessions.find(token, agent)
        if isinstance(found, Ended):
            self._note_stolen(found)
            return Identity(ended=found.why)
        return Identity(found.asker, found.session, token)

    def _note_stolen(self, ended: Ended) -> None:
        """A token in a second browser is something for the record to know."""
        standing = self.roles.of(ended.person) if ended.stolen else None
        if standing is not None:
            self.reads.refused(standing.asker, "read", "key", "session", f"its session was ended: {ended.why}")

    @property
    def cookie(self) -> str:
        """The name of the session's cookie. Browsers do not tell ports apart: two missions of one machine do not meet.

        With `__Host-` a browser takes it from this host alone, over TLS, for every path.
        """
        name = f"truceline-{hashlib.sha256(self.mission.encode()).hexdigest()[:8]}"
        return f"__Host-{name}" if self.origin.secure else name

    @property
    def errand_cookie(self) -> str:
        """The name of the cookie of whoever is on the way to the identity provider and back."""
        return f"{self.cookie}-errand"

    @property
    def browser_cookie(self) -> str:
        """The name of the cookie by which a browser is known again."""
        return f"{self.cookie}-known"

    def browser_of(self, connection: AnyConnection) -> str:
        """The hash of the token by which this browser is known; empty without."""
        token = connection.cookies.get(self.browser_cookie, "")
        return hash_of(token) if token else ""


def open_door(
    mission: Mission, record: Record, accounts: Accounts, clock: Clock, origin: Origin, solo: Solo | None = None
) -> Door:
    """The door of one mission."""
    roles, attempts = Roles(record), Attempts(accounts, clock)
    codes = MissionCodes(mission, record, clock)
    return Door(
        mission=record.origin,
        accounts=accounts,
        roles=roles,
        sessions=Sessions(accounts, roles, mission.signin, clock),
        reads=Reads(record, clock),
        attempts=attempts,
        requests=Requests(_A_SECOND, _AT_ONCE),
        origin=origin,
        solo=solo or Solo(),
        entrance=Entrance(accounts, roles, attempts, mission.signin, codes, clock),
        provider=_provider(mission, accounts, roles, attempts, clock),
        clock=clock,
        idle_s=mission.signin.idle_min * 60,
    )


def _provider(
    mission: Mission, accounts: Accounts, roles: Roles, attempts: Attempts, clock: Clock
) -> ProviderEntrance | None:
    """The way in through the mission's identity provider, where it has one."""
    if mission.signin.oidc is None:
        return None
    known = Known(mission.signin.oidc, os.environ.get(SECRET_VARIABLE, ""))
    return ProviderEntrance(known, accounts, roles, attempts, clock)


def _token_in(scheme: str, given: str) -> str:
    """The token of an Authorization header: by itself, or as the word of a device that knows names and words only."""
    if scheme.lower() == "bearer":
        return given.strip()
    try:
        return base64.b64decode(given, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def purpose_of(connection: AnyConnection) -> str:
    """For what the request says that it asks."""
    return connection.headers.get(PURPOSE, "").strip()[:200]


def guarding(asker_of: Callable[[Any], Asker]) -> Guard:
    """What Litestar calls before every route."""

    async def guard(connection: AnyConnection, handler: BaseRouteHandler) -> None:
        door: Door = connection.app.state.door
        method: str = connection.scope["method"]  # type: ignore[typeddict-item]
        if is_open(access_of(connection.scope), method):
            door.admit(connection, asker_of)  # it asks no store
        else:
            await sync_to_thread(door.admit, connection, asker_of)

    return guard


def provide_asker(request: AnyRequest, house: Any) -> Asker:
    """Who asks, for a route that wants to know."""
    door: Door = house.door
    return door.identify(request).asker


def is_open(access: Access | None, method: str) -> bool:
    """Whether a request is let in whoever sends it."""
    return access is not None and access.kind == "open" and method in csrf.SAFE
