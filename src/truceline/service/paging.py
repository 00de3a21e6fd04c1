"""Pages of a list: how many rows at once, and the address of those that follow."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from litestar.params import Parameter

from truceline.service.problems import AnyRequest

MOST_ROWS = 1_000

Limit = Annotated[int, Parameter(ge=1, le=MOST_ROWS, description="Rows of one answer.")]
Cursor = Annotated[str | None, Parameter(max_length=400, description="As `next` of the answer before gave it.")]


def following(request: AnyRequest, cursor: str | None, name: str = "cursor") -> str | None:
    """The address of the next page of the very same question, with the cursor under this name; null on the last one."""
    if cursor is None:
        return None
    asked = sorted((key, value) for key, value in request.query_params.multi_items() if key != name)
    return f"{request.url.path}?{urlencode([*asked, (name, cursor)])}"
