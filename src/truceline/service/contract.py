"""The API's description (OpenAPI 3.1), generated from the types: with the errors that every answer may be instead."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Litestar
from litestar.routes import HTTPRoute

from truceline.service.problems import MEDIA_TYPE, Problem

_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_READS = frozenset({"get", "head", "options"})

_EXAMPLES: dict[int, Problem] = {
    400: Problem("Bad Request", 400, "limit: Expected `int` >= 1", where="limit"),
    401: Problem("Unauthorized", 401, "the table says nothing of read of evidence.held for public", advice="Sign in."),
    403: Problem(
        "Forbidden",
        403,
        "bert (side_a) may not read evidence: the table says nothing of read of evidence.held for side_a",
        advice="See truceline access table. The refusal is in the record.",
    ),
    404: Problem("Not Found", 404, "there is no incident inc_00", advice="It may have been merged: see its history."),
    409: Problem("Conflict", 409, "this key came with another request before", where="Idempotency-Key"),
    413: Problem("Content Too Large", 413, "Request Entity Too Large"),
    422: Problem("Unprocessable Entity", 422, "nobody stands behind this ruling", advice="Say who rules, and why."),
    429: Problem("Too Many Requests", 429, "too many requests from one place", advice="Ask again in a minute."),
    503: Problem("Service Unavailable", 503, "too many requests at once", advice="Ask again in a second."),
}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same request under the same key is done once, and answered alike for a day.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,128}$"},
}
_WRITES_ONLY = frozenset({409, 413, 422})


def described(app: Litestar) -> bytes:
    """The description as JSON, made when it is first asked for."""
    if "described" not in app.state:
        app.state["described"] = _described(app)
    known: bytes = app.state["described"]
    return known


def _described(app: Litestar) -> bytes:
    schema: dict[str, Any] = msgspec.to_builtins(app.openapi_schema.to_schema(), str_keys=True)
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    schemas |= _schemas([Problem, *_asked(app)])
    for operations in schema["paths"].values():
        for method, operation in operations.items():
            if isinstance(operation, dict):
                _finish(operation, method)
    return msgspec.json.encode(schema)


def _finish(operation: dict[str, Any], method: str) -> None:
    for parameter in operation.get("parameters", ()):
        if parameter["in"] != "path":
            parameter["schema"] = _never_null(parameter["schema"])
    if method not in _READS:
        operation.setdefault("parameters", []).append(_KEY)
    responses = operation["responses"]
    responses.get("204", {}).pop("content", None)
    for status, problem in _EXAMPLES.items():
        if method not in _READS or status not in _WRITES_ONLY:
            responses[str(status)] = _response(problem)
    responses["default"] = _response(Problem("Internal Server Error", 500, "A fault of the program."))


def _never_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter that is not there is not there; none of them is null."""
    choices = [one for one in schema.get("oneOf", ()) if one.get("type") != "null"]
    if len(choices) != 1:
        return schema
    return {**{name: value for name, value in schema.items() if name != "oneOf"}, **choices[0]}


def _response(problem: Problem) -> dict[str, Any]:
    example = msgspec.to_builtins(problem)
    return {"description": problem.title, "content": {MEDIA_TYPE: {"schema": _PROBLEM, "example": example}}}


def _asked(app: Litestar) -> list[type]:
    """The types of what is sent to us. Litestar's own schemas of them lose what is bounded inside of a tuple, and that
    no other fields are taken."""
    handlers = (handler for route in app.routes if isinstance(route, HTTPRoute) for handler in route.route_handlers)
    fields = (handler.parsed_data_field for handler in handlers)
    kinds = {field.annotation for field in fields if field is not None and isinstance(field.annotation, type)}
    return sorted((kind for kind in kinds if issubclass(kind, msgspec.Struct)), key=lambda kind: kind.__name__)


def _schemas(kinds: list[type]) -> dict[str, Any]:
    """These and what they are made of, by name."""
    _, found = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    return found
