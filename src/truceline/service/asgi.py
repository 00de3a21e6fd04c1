"""The little that middleware needs of ASGI."""

from __future__ import annotations

from typing import TypeGuard

from litestar.enums import ScopeType
from litestar.types import HTTPScope, Scope


def is_http(scope: Scope) -> TypeGuard[HTTPScope]:
    """Whether this is a request, and not a web socket."""
    return scope["type"] == ScopeType.HTTP
