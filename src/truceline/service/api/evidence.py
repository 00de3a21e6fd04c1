"""The very bytes of a piece of evidence, for those who may read them. A browser is never let run them."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get
from litestar.params import Parameter

from truceline.mission.asking import Asker
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


HANDLERS = (evidence,)
