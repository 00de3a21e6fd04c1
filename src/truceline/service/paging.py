"""Pages of a list: how many rows at once, and the address of those that follow."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from litestar.params import Parameter

from truceline.service.problems import AnyRequest

MOST_ROWS = 1_000

Limit = Annotated[int, Parameter(ge=1, le=MOST_ROWS, description="Rows of one answer.")]
Cursor = Annotated[str | None, Parameter(max_length=400, description="As `next` of the answer before gave it.")]


def following(request: AnyRequest, cursor: str | None) -> str | None:
    """The address of the next page of the very same question; null on the last one."""
    if cursor is None:
        return None
    asked = sorted((name, value) for name, value in request.query_params.multi_items() if name != "cursor")
    return f"{request.url.path}?{urlencode([*asked, ('cursor', cursor)])}"
