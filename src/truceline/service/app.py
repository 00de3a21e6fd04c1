"""The HTTP face of a mission: composed here, and nothing else happens here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from litestar import Litestar, Response, get
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.di import Provide
from litestar.middleware import DefineMiddleware
from litestar.openapi import OpenAPIConfig
from litestar.types import ASGIApp

import truceline
from truceline.mission.asking import Asker
from truceline.service import assets, feeds, health, metrics, ogc, problems
from truceline.service.api import (
    bulletins,
    cases,
    claims,
    coverage,
    effort,
    events,
    evidence,
    findings,
    holding,
    incidents,
    intake,
    log,
    mission,
    observations,
    proofs,
    provider,
    published,
    releases,
    review,
    session,
    verify,
)
from truceline.service.asked import provide_asked
from truceline.service.body import JsonRequest
from truceline.service.conditional import Conditional
from truceline.service.contract import described
from truceline.service.figures import Measured
from truceline.service.head import Headed
from truceline.service.house import House
from truceline.service.idempotency import Idempotent
from truceline.service.language import provide_language, tell_language
from truceline.service.limits import Bounded
from truceline.service.logs import Logged
from truceline.service.openrosa import field
from truceline.service.press import printing
from truceline.service.problems import AnyRequest
from truceline.service.signin.door import guarding, provide_asker
from truceline.service.signin.headers import headers_for
from truceline.service.signin.rounds import rounds

_RESOURCES = (
    health,
    metrics,
    session,
    provider,
    mission,
    incidents,
    findings,
    observations,
    effort,
    coverage,
    holding,
    claims,
    review,
    cases,
    releases,
    published,
    evidence,
    intake,
    field,
    verify,
    proofs,
    log,
    events,
    feeds,
    ogc,
    bulletins,
    assets,
)


def app(house: House, who: Callable[..., Asker] | None = None) -> Litestar:
    """The application of one opened mission. `who` says who asks, where the door shall not."""
    who = who or provide_asker

    async def asker(request: AnyRequest, house: House) -> Asker:
        """Who asks; where it is the door that says so, it has mostly been asked already."""
        known = house.door.identified(request) if who is provide_asker else None
        return await sync_to_thread(who, request, house) if known is None else known.asker

    return Litestar(
        route_handlers=[openapi, *(handler for resource in _RESOURCES for handler in resource.HANDLERS)],
        dependencies={
            "house": Provide(lambda: house, sync_to_thread=False),
            "asker": Provide(asker),
            "asked": Provide(provide_asked, sync_to_thread=False),
            "language": Provide(provide_language, sync_to_thread=False),
        },
        middleware=[
            DefineMiddleware(
                Idempotent,
                accounts=house.accounts,
                clock=house.clock,
                person_of=lambda request: who(request, house).name,
            )
        ],
        guards=[guarding(lambda request: who(request, house))],
        before_send=[headers_for(house.door.origin), tell_language],
        lifespan=[rounds, printing],
        state=State({"door": house.door, "press": house.press}),
        on_startup=[partial(_hire, house), house.maps.begin, house.study.begin, partial(_prepare, house)],
        logging_config=None,
        request_class=JsonRequest,
        exception_handlers=problems.HANDLERS,
        openapi_config=OpenAPIConfig(title="Truceline", version=truceline.__version__, render_plugins=[]),
        request_max_body_size=house.limits.body_bytes,
    )


async def _hire(house: House) -> None:
    """A thread for each request that may be inside: those that wait for the disk together keep nobody else waiting."""
    threads = ThreadPoolExecutor(house.limits.concurrent, thread_name_prefix="request")
    asyncio.get_running_loop().set_default_executor(threads)


async def _prepare(house: House) -> None:
    """Beside the first answers: what the first submission, and whoever signs in first, needs."""
    asyncio.get_running_loop().run_in_executor(None, house.submissions.prepare)
    if house.door.provider is not None:
        asyncio.get_running_loop().run_in_executor(None, house.door.provider.prepare)


def served(house: House, who: Callable[..., Asker] = provide_asker) -> ASGIApp:
    """The application within all that holds for whatever is asked: a line in the log, figures, bounds, HEAD, 304."""
    return Logged(Measured(Bounded(Headed(Conditional(app(house, who))), house.limits), house.figures))


@get("/openapi.json", include_in_schema=False, media_type="application/json", sync_to_thread=True)
def openapi(request: AnyRequest) -> Response[bytes]:
    return Response(described(request.app), media_type="application/json")
