"""Asking a provider over HTTP: at its own address only, in bounded time, and of bounded length."""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final, TypeVar

import msgspec

from truceline.model.errors import UNREADABLE
from truceline.service.problems import ProblemError

T = TypeVar("T")

_STEP_S: Final = 5.0
_WHOLE_S: Final = 10.0
_MOST_BYTES: Final = 512 * 1024


class Reply(msgspec.Struct, frozen=True):
    status: int
    body: bytes


class Wire:
    """One provider's server. No redirect is followed, no proxy of the environment used; `SSL_CERT_FILE` is heeded."""

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer

    def get(self, url: str) -> Reply:
        """Raises ProblemError (503) where nobody answers."""
        return self._ask("GET", url)

    def post(self, url: str, form: Mapping[str, str], auth: tuple[str, str] | None) -> Reply:
        """A form sent, with the client's name and secret where it has one. Raises as `get` does."""
        return self._ask("POST", url, data=dict(form), auth=auth)

    def read(self, reply: Reply, what: str, kind: type[T]) -> T:
        """An answer as JSON of this kind. Raises ProblemError (502) for any other."""
        if reply.status != 200:
            raise self.unfit(f"{what} was answered with status {reply.status}")
        try:
            return msgspec.json.decode(reply.body, type=kind)
        except UNREADABLE as error:
            raise self.unfit(f"{what} cannot be read: {error}") from error

    def unfit(self, found: str) -> ProblemError:
        """The provider answers, and not as OpenID Connect wants it: something for whoever runs it, or us."""
        return ProblemError(502, f"{self._issuer}: {found}", advice="Whoever runs this server: docs/signing-in.md")

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        import httpx

        return httpx.create_ssl_context()

    def _ask(self, method: str, url: str, **more: Any) -> Reply:
        import httpx  # a quarter of a second to load, and most servers never need it

        until = time.monotonic() + _WHOLE_S
        # packed answers are not asked for, and not unpacked: a small one can be large
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        try:
            with (
                httpx.Client(verify=self._trust, timeout=_STEP_S, follow_redirects=False, trust_env=False) as client,
                client.stream(method, url, headers=headers, **more) as response,
            ):
                body = bytearray()
                for part in response.iter_raw():
                    body += part
                    if len(body) > _MOST_BYTES:
                        raise self.unfit("an answer is too long")
                    if time.monotonic() > until:
                        raise self._silent()
                return Reply(response.status_code, bytes(body))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self._silent() from error

    def _silent(self) -> ProblemError:
        return ProblemError(
            503,
            f"{self._issuer} does not answer",
            advice="Try again in a minute. Whoever has a password here signs in with it.",
            headers={"Retry-After": "60"},
        )
