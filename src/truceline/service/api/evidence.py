"""A piece of evidence for those who may read it: its very bytes, which a browser is never let run; or, of a picture,
what may be looked at, drawn anew without anything that its camera wrote beside it.
"""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get
from litestar.params import Parameter

from truceline.mission.asking import Asker
from truceline.service import typed
from truceline.service.grants import need
from truceline.service.house import House
from truceline.service.problems import MissingError

AskedHash = Annotated[str, Parameter(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the bytes, in hex.")]

_HEADERS = {
    "Content-Disposition": "attachment",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


@get(
    "/v1/evidence/{sha256:str}",
    summary="A piece of evidence, as it was received",
    media_type="application/octet-stream",
    sync_to_thread=True,
)
def evidence(house: House, asker: Asker, sha256: AskedHash) -> Response[bytes]:
    need(house, asker, "read", "evidence")
    if not house.vault.has(sha256):
        raise MissingError(f"there is no evidence {sha256}", advice="What was destroyed by order is gone for good.")
    house.door.reads.told(asker, "evidence", 1, "GET /v1/evidence/{sha256}")
    headers = {**_HEADERS, "ETag": f'"{sha256}"'}
    return Response(house.vault.get(sha256), media_type="application/octet-stream", headers=headers)


@get(
    "/v1/evidence/{sha256:str}/picture",
    summary="A picture drawn anew; a few grey squares in its shape unless it is asked to be revealed",
    media_type="image/jpeg",
    responses=typed.file("A JPEG without anything beside its pixels."),
    sync_to_thread=True,
)
def picture(house: House, asker: Asker, sha256: AskedHash, revealed: bool = False) -> Response[bytes]:
    from truceline.confined.picturing import picture_confined  # a server starts without what decodes pictures

    need(house, asker, "read", "evidence")
    if not house.vault.has(sha256):
        raise MissingError(f"there is no evidence {sha256}", advice="What was destroyed by order is gone for good.")
    shown = picture_confined(house.vault.get(sha256), muted=not revealed)
    if revealed:  # grey squares show nothing to anybody
        house.door.reads.told(asker, "evidence", 1, "GET /v1/evidence/{sha256}/picture")
    headers = {**_HEADERS, "Content-Disposition": "inline"}
    return Response(shown.data, media_type="image/jpeg", headers=headers)


HANDLERS = (evidence, picture)
