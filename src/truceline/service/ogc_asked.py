"""What OGC API Features may be asked (OGC 17-069r4, 7.15): its parameters, and no others."""

from __future__ import annotations

from typing import Annotated, Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.params import Parameter, QueryParameter
from litestar.types import Guard

from truceline.model.view import Box
from truceline.service.asked import NUMBER, box_of
from truceline.service.ogc_time import MOMENTS
from truceline.service.problems import ProblemError

#: what `f` may ask for, as clients do that were made for servers of several forms: all that there is
_FORMS = ("json", "geojson")
#: features of one answer
_MOST = 10_000
_HEIGHT = r"-?[0-9]{1,5}(\.[0-9]{1,12})?"
_PLACE = f"{NUMBER},{NUMBER}"
#: without heights, or with the lowest and the highest
_BBOX = rf"^{_PLACE},({_PLACE}|{_HEIGHT},{_PLACE},{_HEIGHT})$"

AskedBox = Annotated[
    str | None,
    QueryParameter(
        name="bbox",
        pattern=_BBOX,
        description="west,south,east,north in degrees (CRS 84); west of 180 and east of it: 170,-10,-170,10."
        " With heights (west,south,lowest,east,north,highest) the heights are not looked at: incidents have none.",
    ),
]
#: the standard: more than there may be is no error
AskedLimit = Annotated[
    int, Parameter(ge=1, description=f"Features of one answer; {_MOST:,} are the most that are given.")
]
AskedMoment = Annotated[
    str | None,
    QueryParameter(
        name="datetime",
        max_length=80,
        pattern=MOMENTS,
        description="A moment or an interval of RFC 3339: 2025-07-01T00:00:00Z/2025-07-02T00:00:00Z, ../…, …/..",
    ),
]


def most(limit: int) -> int:
    """How many features are given of so many that are asked for."""
    return min(limit, _MOST)


def flat_box(words: str | None) -> Box | None:
    """The box, without the heights that it may come with."""
    parts = words.split(",") if words else []
    return box_of(",".join((*parts[:2], *parts[3:5])) if len(parts) == 6 else words)


def only(*names: str) -> Guard:
    """Refuse other parameters with 400, as the standard asks: a filter that is misspelt must not look like one.

    A form (`f`) that there is not is refused with 406.
    """
    known = {*names, "lang", "f"}

    def refuse_others(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
        for name in connection.query_params:
            if name not in known:
                raise ProblemError(
                    400,
                    f"there is no parameter {name[:40]!r} here",
                    where=name[:40],
                    advice=f"Known are: {', '.join(sorted(known))}.",
                )
        form = connection.query_params.get("f", _FORMS[0])
        if form not in _FORMS:
            raise ProblemError(
                406,
                f"features are not told as {form[:40]!r} here",
                where="f",
                advice="Ask for f=json, or leave f out; people read the pages at /.",
            )

    return refuse_others
