"""GET /v1/events: server-sent events, for each listener those that the table of access lets them know of."""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import HeaderParameter
from litestar.response import Stream

from truceline.mission.asking import Asker
from truceline.service.events import CLASS
from truceline.service.grants import may_read
from truceline.service.house import House
from truceline.service.problems import ProblemError

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

LastEventId = Annotated[
    str | None,
    HeaderParameter(
        name="Last-Event-ID", max_length=60, description="The last id that was seen: what came since is told."
    ),
]


@get(
    "/v1/events",
    summary="What is new, as it happens (server-sent events)",
    media_type="text/event-stream",
    responses={200: ResponseSpec(str, media_type="text/event-stream", description="A stream that does not end.")},
)
async def events(house: House, asker: Asker, last_event_id: LastEventId = None) -> Stream:
    if len(house.hub) >= house.limits.streams or house.hub.closed:
        raise ProblemError(503, "too many listen already", advice="Ask again in a while.", headers={"Retry-After": "5"})
    heard = frozenset(event for event, (what, state) in CLASS.items() if may_read(asker, what, state))
    frames = house.hub.listen(heard, last_event_id, numbered=may_read(asker, "record"))
    return Stream(frames, media_type="text/event-stream", headers=_HEADERS)


HANDLERS = (events,)
