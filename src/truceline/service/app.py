"""The HTTP face of a mission: composed here, and nothing else happens here."""

from __future__ import annotations

from typing import Any

from litestar import Litestar, get
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig

import truceline
from truceline.service import assets, health, problems
from truceline.service.api import bulletins, mission
from truceline.service.house import House
from truceline.service.problems import AnyRequest
from truceline.service.solo import provide_asker

_RESOURCES = (health, mission, bulletins, assets)


def app(house: House) -> Litestar:
    """The application of one opened mission."""
    return Litestar(
        route_handlers=[openapi, *(handler for resource in _RESOURCES for handler in resource.HANDLERS)],
        dependencies={
            "house": Provide(lambda: house, sync_to_thread=False),
            "asker": Provide(provide_asker, sync_to_thread=False),
        },
        exception_handlers=problems.HANDLERS,
        openapi_config=OpenAPIConfig(title="Truceline", version=truceline.__version__, render_plugins=[]),
        request_max_body_size=house.limits.body_bytes,
    )


@get("/openapi.json", include_in_schema=False)
async def openapi(request: AnyRequest) -> dict[str, Any]:
    return request.app.openapi_schema.to_schema()
