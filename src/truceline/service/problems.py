"""Every error as application/problem+json (RFC 9457): what was found, where, and what to do. Never a stack trace."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.params import ParameterKwarg
from litestar.types import Scope, Send

from truceline.mission.asking import RefusedError
from truceline.mission.docket import LateError
from truceline.mission.received import ConflictError
from truceline.mission.submit import UnusableError
from truceline.model.errors import InputError, MissionError, RecordError, Rejected, TrucelineError, UsageError
from truceline.service.language import accepted, language_of
from truceline.service.openrosa import answers as openrosa

MEDIA_TYPE = "application/problem+json"

AnyRequest = Request[Any, Any, Any]

_log = logging.getLogger("truceline.service")


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """The body of every answer that is an error (RFC 9457)."""

    title: str
    status: int
    detail: str = ""
    where: str = ""
    advice: str = ""
    type: str = "about:blank"
    notes: tuple[Rejected, ...] = ()  # every row that cannot be used, where several were sent


class ProblemError(TrucelineError):
    """An error that knows its status."""

    def __init__(
        self, status: int, found: str, *, where: str = "", advice: str = "", headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(found, where=where, advice=advice)
        self.status = status
        self.headers = headers or {}


@contextmanager
def signed_by_others() -> Iterator[None]:
    """What somebody sent to be checked does not hold: that is no fault of the record."""
    try:
        yield
    except RecordError as error:
        raise ProblemError(422, error.found, where=error.where, advice=error.advice) from error


class MissingError(ProblemError):
    """There is no such thing, or not for whoever asks."""

    def __init__(self, found: str, *, advice: str = "") -> None:
        super().__init__(404, found, advice=advice)


class ForbiddenError(ProblemError):
    """Not for whoever asks."""

    def __init__(self, found: str, *, advice: str = "") -> None:
        super().__init__(403, found, advice=advice)


#: the first that fits
_STATUS: tuple[tuple[type[TrucelineError], int], ...] = (
    (RefusedError, 403),
    (LateError, 409),
    (ConflictError, 409),
    (UsageError, 400),
    (MissionError, 503),  # a lock that another process holds, a disk that is full
    (RecordError, 500),
    (InputError, 422),
)


def of_ours(request: AnyRequest, error: TrucelineError) -> Response[bytes]:
    """An error that Truceline raised on purpose."""
    return _told(request, problem_of(error), error.headers if isinstance(error, ProblemError) else None)


def problem_of(error: TrucelineError) -> Problem:
    """What an error of ours is to whoever asked."""
    status = error.status if isinstance(error, ProblemError) else _status_of(error)
    notes = error.notes if isinstance(error, UnusableError) else ()
    return Problem(_title(status), status, error.found, _public(error.where), error.advice, notes=notes)


def of_litestar(request: AnyRequest, error: HTTPException) -> Response[bytes]:
    """An error that Litestar raised: a route, a method or a parameter that is not there or not right."""
    fields = error.extra if isinstance(error, ValidationException) and isinstance(error.extra, list) else []
    told = [(_as_asked(request, one), str(one.get("message", ""))) for one in fields if isinstance(one, dict)]
    detail = "; ".join(f"{key}: {message}" if key else message for key, message in told)
    # what Litestar says of a parameter names the address, which may hold what nobody should log or repeat
    said = detail or ("" if isinstance(error, ValidationException) else error.detail)
    where = ", ".join(key for key, _ in told if key)
    return _told(request, Problem(_title(error.status_code), error.status_code, said, where), error.headers or {})


def _as_asked(request: AnyRequest, field: dict[str, Any]) -> str:
    """What whoever asked calls what is not right: of a parameter the name in the address, not that in the program."""
    key = str(field.get("key", ""))
    if field.get("source") == "body":
        return key
    handler: Any = request.scope["route_handler"]
    for signed in (handler, *handler.resolve_dependencies().values()):
        parameter = signed.parsed_fn_signature.parameters.get(key)
        about = None if parameter is None else parameter.kwarg_definition
        if isinstance(about, ParameterKwarg):
            return about.name or about.query or about.header or key
    return key


def of_anything(request: AnyRequest, error: Exception) -> Response[bytes]:
    """A fault of the program. The log has where; whoever asked has the request's id to name."""
    _log.error("a fault of the program", exc_info=error)
    said = "A fault of the program. It is in the server's log."
    return _told(request, Problem(_title(500), 500, said, advice="Try again."))


def _told(request: AnyRequest, problem: Problem, headers: dict[str, str] | None = None) -> Response[bytes]:
    from truceline.service.refusals import told  # which tells problems

    said = told(problem, language_of(request))
    if openrosa.VERSION in request.headers:  # a device that shows a person nothing else
        words = " ".join(one if one[-1] in ".?!" else f"{one}." for one in (said.detail, said.advice) if one)
        return openrosa.answer(f"{said.title}: {words}", said.status, headers)
    return answer(said, headers)


def answer(problem: Problem, headers: dict[str, str] | None = None) -> Response[bytes]:
    """A problem as a response."""
    return Response(
        msgspec.json.encode(problem), status_code=problem.status, media_type=MEDIA_TYPE, headers=headers or {}
    )


def _status_of(error: TrucelineError) -> int:
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def _title(status: int) -> str:
    return HTTPStatus(status).phrase


def _public(where: str) -> str:
    """Where, without the folders of this machine: whoever asks over the net has no business with those."""
    return where.rsplit("/", 1)[-1]


HANDLERS: dict[Any, Any] = {TrucelineError: of_ours, HTTPException: of_litestar, Exception: of_anything}


async def raw(scope: Scope, send: Send, problem: Problem, headers: dict[str, str]) -> None:
    """A problem from outside the application's routes."""
    from truceline.service.refusals import told  # which tells problems

    language = accepted(dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1"))
    body = msgspec.json.encode(told(problem, language))
    fields = {
        "content-type": MEDIA_TYPE,
        "content-language": language,
        "content-length": str(len(body)),
        "cache-control": "no-store",
        **headers,
    }
    encoded = [(name.encode(), value.encode()) for name, value in fields.items()]
    await send({"type": "http.response.start", "status": problem.status, "headers": encoded})
    await send({"type": "http.response.body", "body": body, "more_body": False})
