"""Every address of the HTTP face, from its own description (OpenAPI), and who may ask, from the table of access."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from cells import cell
from litestar import Litestar
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig

import truceline
from truceline.service import app as face
from truceline.service.contract import described

_HEAD = (
    "What `truceline serve` answers. The same description for programs is at `/openapi.json` of a running service. "
    "Errors are problems (RFC 9457) with what to do. Requests that write take `Idempotency-Key`."
)


def description() -> dict[str, Any]:
    """The OpenAPI description, of no mission in particular."""
    names = ("house", "asker", "asked", "language")
    app = Litestar(
        route_handlers=[handler for resource in face._RESOURCES for handler in resource.HANDLERS],
        dependencies={name: Provide(_provider(name), sync_to_thread=False) for name in names},
        openapi_config=OpenAPIConfig(title="Truceline", version=truceline.__version__, render_plugins=[]),
    )
    found: dict[str, Any] = json.loads(described(app))
    return found


def _provider(name: str) -> Callable[[], Any]:
    """One for each name: nothing is ever asked of this application."""

    def nothing() -> Any:
        raise LookupError(name)

    return nothing


def undocumented() -> list[str]:
    """Addresses that do not say what they answer."""
    return [
        f"{method.upper()} {path}"
        for path, operations in description()["paths"].items()
        for method, operation in operations.items()
        if isinstance(operation, dict) and not (operation.get("summary") or operation.get("description"))
    ]


def page() -> str:
    lines = ["# HTTP addresses", "", _HEAD]
    paths = description()["paths"]
    for group in sorted({_group(path) for path in paths}):
        lines += ["", f"## {group}", ""]
        for path in sorted(path for path in paths if _group(path) == group):
            for method, operation in paths[path].items():
                if isinstance(operation, dict):
                    lines += _operation(method, path, operation)
    return "\n".join(lines) + "\n"


def _group(path: str) -> str:
    parts = [part for part in path.split("/") if part]
    return "/" + "/".join(parts[:2] if parts and parts[0] in ("v1", "ogc") else parts[:1])


def _operation(method: str, path: str, operation: dict[str, Any]) -> list[str]:
    said = operation.get("description") or operation.get("summary") or ""
    lines = [f"### {method.upper()} {path}".replace("{", "&#123;").replace("}", "&#125;"), "", cell(said), ""]
    given = operation.get("parameters", [])
    if given:
        needed = ("", " (needed)")
        lines += ["| given | in | what |", "|---|---|---|"]
        lines += [
            f"| `{one['name']}`{needed[bool(one.get('required'))]} | {one['in']} | {cell(one.get('description', ''))} |"
            for one in given
        ]
        lines.append("")
    answers = ", ".join(
        f"{code} {cell(one.get('description', ''))}" for code, one in sorted(operation.get("responses", {}).items())
    )
    return [*lines, f"Answers: {answers}.", ""]
