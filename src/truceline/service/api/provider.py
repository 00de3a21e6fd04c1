"""/v1/session/provider: signing in at the mission's identity provider, there and back.

The provider sends a browser back to /enter, a page of ours, and only from there, from our own site, does the answer
come here: so no cookie of this server has to come along when another site opens one of its pages.
"""

from __future__ import annotations

from typing import Final

import msgspec
from litestar import Response, post

from truceline.service.api.session import SessionSheet, begun, client_of, cookie, json_only, page_of
from truceline.service.house import House
from truceline.service.problems import AnyRequest, ProblemError
from truceline.service.signin.oidc.entrance import ProviderEntrance
from truceline.service.signin.oidc.errand import LASTS_S, Returned

_MOST_BYTES: Final = 16_384


class Departure(msgspec.Struct, frozen=True):
    """Where to send the browser."""

    address: str


@post(
    "/v1/session/provider",
    summary="Begin to sign in at the mission's identity provider",
    status_code=200,
    request_max_body_size=_MOST_BYTES,
    sync_to_thread=True,
)
def depart(request: AnyRequest, house: House) -> Response[Departure]:
    address, token = _provider(house).begin(page_of(house.door, request))
    return Response(Departure(address), cookies=[cookie(house.door, house.door.errand_cookie, token, LASTS_S)])


@post(
    "/v1/session/provider/return",
    summary="Sign in with what the identity provider sent the browser back with",
    status_code=200,
    request_max_body_size=_MOST_BYTES,
    sync_to_thread=True,
)
def come_back(request: AnyRequest, house: House, data: Returned) -> Response[SessionSheet]:
    json_only(request)
    door = house.door
    token = request.cookies.get(door.errand_cookie, "")
    standing = _provider(house).finish(data, token, page_of(door, request), client_of(request))
    answer = begun(request, house, standing.person.name, "provider", standing.grant)
    answer.cookies.append(cookie(door, door.errand_cookie, "", 0))
    return answer


def _provider(house: House) -> ProviderEntrance:
    if house.door.provider is None:
        raise ProblemError(404, "this mission has no identity provider", advice="Sign in with your name.")
    if not house.door.roles.are_granted():
        raise ProblemError(
            409, "this mission has no people yet", advice="Enter with the address that truceline serve printed."
        )
    return house.door.provider


HANDLERS = (depart, come_back)
