"""Figures for Prometheus: requests by route, how long they took, what is open, how far the view is behind the record.

They hold no content and name nobody. Whoever scrapes sits on this machine, or holds a role that may read `log`.
"""

from __future__ import annotations

from litestar import Response, get
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from truceline.mission.asking import Asker
from truceline.service.grants import need
from truceline.service.house import House
from truceline.service.nearby import from_this_machine
from truceline.service.problems import AnyRequest

#: the framework adds the charset
_TYPE = CONTENT_TYPE_LATEST.partition("; charset")[0]


@get("/metrics", summary="Figures for Prometheus", media_type="text/plain", sync_to_thread=True)
def metrics(request: AnyRequest, house: House, asker: Asker) -> Response[bytes]:
    if not from_this_machine(request):
        need(house, asker, "read", "log")
    figures = house.figures
    figures.entries.set(house.record.size())
    figures.as_of.set(house.view.as_of())
    return Response(generate_latest(figures.registry), media_type=_TYPE)


HANDLERS = (metrics,)
