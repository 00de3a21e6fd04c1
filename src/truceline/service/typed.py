"""Answers that come as bytes from elsewhere, with the type that they have in the API's description."""

from __future__ import annotations

from typing import Any

from litestar import Response
from litestar.openapi.datastructures import ResponseSpec

from truceline.service.conditional import takes_gzip
from truceline.service.etags import etag_of
from truceline.service.problems import AnyRequest
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


def packed(request: AnyRequest, found: Answered, media_type: str = "application/json") -> Response[bytes]:
    """The bytes as the other process gzipped them, for whoever takes that."""
    vary = {"Vary": "Accept, Accept-Encoding"}
    if not takes_gzip(request.headers.get("accept-encoding", "").encode()):
        return Response(found.body, media_type=media_type, headers=vary)
    headers = {"Content-Encoding": "gzip", "ETag": etag_of(found.packed), **vary}
    return Response(found.packed, media_type=media_type, headers=headers)
