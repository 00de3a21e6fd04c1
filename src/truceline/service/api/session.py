"""/v1/session: who is asking, signing in, signing out."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Response, delete, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import Cookie

from truceline.mission.asking import KEYBOARD
from truceline.record.access import cells, office_of
from truceline.service.house import House
from truceline.service.problems import AnyRequest, ProblemError
from truceline.service.signin import csrf
from truceline.service.signin.door import Door, Identity
from truceline.service.signin.entering import Credentials, wrong
from truceline.service.signin.sessions import NO_GRANT, SignedIn
from truceline.service.signin.solo import person

#: what somebody types is short
_MOST_BYTES: Final = 16_384
_BROWSER_S: Final = 90 * 86_400


class SessionSheet(msgspec.Struct, frozen=True, kw_only=True):
    """Who is asking, as what, and what they may: each a row of the table, as `read case held`."""

    name: str
    role: str
    office: str
    solo: bool
    csrf: str
    languages: tuple[str, ...]
    may: tuple[str, ...]
    ended: str  # why the session that was there holds no more
    provider: str  # through whom one can sign in too: the organisation's name; empty: nobody
    farewell: str = ""  # where to sign out at the provider as well, after signing out here


class Token(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    token: str

    def __repr__(self) -> str:
        return "Token(…)"


class NewPassword(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    old: str
    new: str
    code: str = ""

    def __repr__(self) -> str:
        return "NewPassword(…)"


@get("/v1/session", summary="Who is asking, and what they may")
async def session(request: AnyRequest, house: House) -> SessionSheet:
    return await sync_to_thread(lambda: _sheet(house, house.door.identify(request)))


@post(
    "/v1/session",
    summary="Sign in with a password, and a code where the account has one",
    status_code=200,
    request_max_body_size=_MOST_BYTES,
)
async def sign_in(request: AnyRequest, house: House, data: Credentials) -> Response[SessionSheet]:
    json_only(request)
    return await sync_to_thread(_signed_in, request, house, data)


def _signed_in(request: AnyRequest, house: House, data: Credentials) -> Response[SessionSheet]:
    door = house.door
    if not door.roles.are_granted():
        raise ProblemError(
            409, "this mission has no people yet", advice="Enter with the address that truceline serve printed."
        )
    standing = house.door.entrance.enter(data, client_of(request), door.browser_of(request))
    return begun(request, house, standing.person.name, "password", standing.grant)


@post(
    "/v1/session/token",
    summary="Sign in as the person at the keyboard, with the token that was printed there",
    status_code=200,
    request_max_body_size=_MOST_BYTES,
    sync_to_thread=True,
)
def enter(request: AnyRequest, house: House, data: Token) -> Response[SessionSheet]:
    json_only(request)
    door = house.door
    if door.roles.are_granted():
        raise ProblemError(409, "this mission has people", advice="Sign in with your name.")
    door.attempts.refuse_early("", client_of(request), "")
    if not door.solo.use(data.token):
        door.attempts.failed("", client_of(request), "")
        raise ProblemError(401, "this address was used already, or is not whole", advice="The newest is printed.")
    return begun(request, house, person(), "keyboard", NO_GRANT)


@post(
    "/v1/session/password",
    summary="Set another password; every session of yours ends, and this one begins anew",
    status_code=200,
    request_max_body_size=_MOST_BYTES,
    sync_to_thread=True,
)
def change(request: AnyRequest, house: House, data: NewPassword) -> Response[SessionSheet]:
    json_only(request)
    name = house.door.identify(request).asker.name
    account = house.door.accounts.account(name)
    if account is None or not account.password:
        raise ProblemError(409, "you have no password here", advice="You sign in elsewhere.")
    old = Credentials(name, data.old, data.code)
    house.door.entrance.change(
        name, old, data.new, house.mission.settings.name, client_of(request), house.door.browser_of(request)
    )
    standing = house.door.roles.of(name)
    if standing is None:
        raise wrong()
    return begun(request, house, name, "password", standing.grant)


@delete(
    "/v1/session",
    summary="Sign out here, or everywhere",
    status_code=200,
)
async def sign_out(request: AnyRequest, house: House, everywhere: bool = False) -> Response[SessionSheet]:
    return await sync_to_thread(_signed_out, request, house, everywhere)


def _signed_out(request: AnyRequest, house: House, everywhere: bool) -> Response[SessionSheet]:
    door = house.door
    identity = door.identify(request)
    assert identity.session is not None  # the door lets nobody else through
    if everywhere:
        door.accounts.end_all(identity.asker.name)
    else:
        door.accounts.end(identity.session.token_sha256)
    provider = door.provider if identity.session.how == "provider" else None
    farewell = provider.farewell(page_of(door, request)) if provider else ""
    return Response(
        msgspec.structs.replace(_sheet(house, Identity()), farewell=farewell),
        cookies=[cookie(door, door.cookie, "", 0)],
        headers={"Clear-Site-Data": '"cache"'},
    )


def begun(request: AnyRequest, house: House, name: str, how: Any, grant: int) -> Response[Any]:
    """A new session, with a new token, in place of any that this browser came with."""
    door = house.door
    before = door.identify(request)
    if before.cookie:
        door.sessions.end(before.cookie)
    agent = request.headers.get("user-agent", "")
    token = door.sessions.begin(name, how, grant, agent)
    found = door.sessions.find(token, agent)
    assert isinstance(found, SignedIn)  # it began just now
    cookies = [cookie(door, door.cookie, token, None)]
    if how != "keyboard":
        cookies.append(cookie(door, door.browser_cookie, door.sessions.know_browser(name), _BROWSER_S))
    return Response(_sheet(house, Identity(found.asker, found.session, token)), cookies=cookies)


def _sheet(house: House, identity: Identity) -> SessionSheet:
    asker = identity.asker
    alone = asker.role == KEYBOARD
    may = [
        f"{action} {what} {state}"
        for role, action, what, state in cells()
        if role == ("chair" if alone else asker.role) and asker.may(action, what, state).allowed
    ]
    return SessionSheet(
        name=asker.name,
        role=asker.role,
        office="all" if alone else office_of(asker.role),  # type: ignore[arg-type]
        solo=alone,
        csrf=csrf.value_for(identity.cookie) if identity.cookie else "",
        languages=house.mission.settings.languages,
        may=tuple(may),
        ended=identity.ended,
        provider=house.door.provider.name if house.door.provider and house.door.roles.are_granted() else "",
    )


def cookie(door: Door, name: str, value: str, max_age: int | None) -> Cookie:
    secure = door.origin.secure
    return Cookie(key=name, value=value, max_age=max_age, path="/", httponly=True, secure=secure, samesite="strict")


def json_only(request: AnyRequest) -> None:
    """A form of another site can send text, and nothing that is called JSON."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise ProblemError(415, "this is taken as JSON only", advice="Content-Type: application/json")


def page_of(door: Door, request: AnyRequest) -> str:
    """The address of the page for signing in, as browsers know it. The door lets through names of this server only."""
    return f"{door.origin.url or 'http://' + request.headers.get('host', '')}/enter"


def client_of(request: AnyRequest) -> str:
    """The address that a request comes from."""
    return request.client.host if request.client else ""


HANDLERS = (session, sign_in, enter, change, sign_out)
