"""What every answer says to a browser: run nothing that is not ours, tell nobody, keep nothing exact."""

from __future__ import annotations

from typing import Any, Final

from litestar.datastructures import MutableScopeHeaders
from litestar.types import BeforeMessageSendHookHandler, Message, Scope

from truceline.service.signin.access import ROUTES, access_of
from truceline.service.signin.origin import Origin

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "worker-src 'self' blob:; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_YEAR_S: Final = 31_536_000


def headers_for(origin: Origin) -> BeforeMessageSendHookHandler:
    """The hook that sets them on every answer, also on one that says that there is nothing."""

    async def add(message: Message, scope: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        headers = MutableScopeHeaders.from_message(message)
        headers.setdefault("Content-Security-Policy", POLICY)
        for name, value in _ALWAYS.items():
            headers[name] = value
        if origin.secure:
            headers["Strict-Transport-Security"] = f"max-age={_YEAR_S}"
        _keep(headers, scope)

    return add


def _keep(headers: MutableScopeHeaders, scope: Any) -> None:
    """What was shown to somebody is kept in no cache. What anybody may have, may be asked for again."""
    access = access_of(scope) if "path_template" in scope else ROUTES[("GET", "/")]  # there is nothing there
    if access is None or not access.cached:
        headers["Cache-Control"] = "no-store"
        headers["Vary"] = ", ".join(filter(None, (headers.get("Vary"), "Cookie, Authorization")))
    else:
        headers.setdefault("Cache-Control", "no-cache")
