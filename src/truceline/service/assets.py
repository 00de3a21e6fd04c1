"""The built pages: index.html at /, /enter and below /app, everything else of the build below /pages."""

from __future__ import annotations

from pathlib import Path

from litestar import Response, get

from truceline.service.etags import etag_of, matches
from truceline.service.problems import AnyRequest, MissingError

PAGES = Path(__file__).parent / "pages"
INDEX = "index.html"

_TYPES = {
    ".css": "text/css",
    ".geojson": "application/geo+json",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".pbf": "application/x-protobuf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}

#: the pages ask this server alone, and run nothing that is not a file of it
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "worker-src 'self' blob:; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


def built() -> bool:
    """Whether the pages were built into this installation."""
    return (PAGES / INDEX).is_file()


def index(request: AnyRequest) -> Response[bytes]:
    """The page that loads the others. Raises MissingError where they were not built."""
    return _file(request, INDEX)


@get(["/enter", "/app", "/app/{rest:path}"], include_in_schema=False, sync_to_thread=False)
def page(request: AnyRequest, rest: str = "") -> Response[bytes]:
    return index(request)


@get("/pages/{name:path}", include_in_schema=False, sync_to_thread=True)
def asset(request: AnyRequest, name: str) -> Response[bytes]:
    return _file(request, name.lstrip("/"))


def _file(request: AnyRequest, name: str) -> Response[bytes]:
    """A file of the build; what is not directly one is not there."""
    path = (PAGES / name).resolve()
    if not path.is_relative_to(PAGES.resolve()) or path.suffix not in _TYPES or not path.is_file():
        raise MissingError(
            "there is no such page", advice="" if built() else "The pages were not built: see docs/headquarters.md."
        )
    data = path.read_bytes()
    tag = etag_of(data)
    headers = {
        "ETag": tag,
        "Cache-Control": "no-cache",
        "Content-Security-Policy": _POLICY,
        "Service-Worker-Allowed": "/",
    }
    if matches(request.headers.get("if-none-match"), tag):
        return Response(b"", status_code=304, headers=headers)
    return Response(data, media_type=_TYPES[path.suffix], headers=headers)


HANDLERS = (page, asset)
