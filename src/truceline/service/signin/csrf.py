"""Requests that another site made somebody's browser send.

A write that comes with a session cookie also brings a value that only our own pages can have read. And no write is
taken that a browser says another site has begun, with or without a session: nobody is signed in as somebody else.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Final

from truceline.service.problems import ProblemError
from truceline.service.signin.origin import Origin

HEADER: Final = "x-csrf-token"
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def value_for(token: str) -> str:
    """The value that goes with a session's token. From the hash that is kept of the token nobody can compute it."""
    return hmac.digest(token.encode("utf-8", "replace"), b"truceline csrf", hashlib.sha256).hex()


def refuse_forged(method: str, headers: Mapping[str, str], origin: Origin, token: str) -> None:
    """Raises ProblemError (403) for a write that did not come from our own pages. `token` is empty without a cookie."""
    if method in SAFE:
        return
    said, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
    host = headers.get("host", "")
    if site not in ("same-origin", "none") or (said is not None and not origin.is_own(said, host)):
        raise ProblemError(403, "another site made this browser send this", advice="Open the page itself.")
    if token and not hmac.compare_digest(headers.get(HEADER, "").encode("utf-8", "replace"), value_for(token).encode()):
        raise ProblemError(
            403,
            "a write with a session comes with its X-CSRF-Token",
            where="X-CSRF-Token",
            advice="It is the value of csrf in GET /v1/session; load the page again.",
        )
