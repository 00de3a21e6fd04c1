"""Answers that come as bytes from elsewhere, with the type that they have in the API's description."""

from __future__ import annotations

from typing import Any

from litestar import Response
from litestar.openapi.datastructures import ResponseSpec

from truceline.service.study import Answered


def of(kind: Any, words: str) -> dict[int, ResponseSpec]:
    """For `responses=` of a handler that returns JSON of this type as bytes."""
    return {200: ResponseSpec(kind, generate_examples=False, description=words)}


def file(words: str) -> dict[int, ResponseSpec]:
    """For `responses=` of a handler that sends a file of any kind."""
    return {200: ResponseSpec(Any, generate_examples=False, media_type="*/*", description=words)}


def sent(found: Answered) -> Response[bytes]:
    """The bytes that the other process made."""
    return Response(found.body, media_type="application/json")
