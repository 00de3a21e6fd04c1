"""The HTTP face of a mission: its released bulletins, and nothing that redaction has not let out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from litestar import Litestar, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.openapi import OpenAPIConfig

import truceline
from truceline.mission.folder import Mission
from truceline.mission.proofs import PROOF_NAME

_MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".csv": "text/csv; charset=utf-8",
    ".pdf": "application/pdf",
}

#: a bulletin is one file: it may use its own style and script, and ask nobody for anything
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'"

_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def app(mission: Mission) -> Litestar:
    """The application for one mission."""

    @get("/", summary="The newest bulletin")
    async def newest() -> Response[bytes]:
        page = _newest_page(mission)
        if page is None:
            raise NotFoundException("No bulletin has been published yet: truceline bulletin MISSION")
        return _file(mission, page.parent.name, page.name)

    @get(f"/{PROOF_NAME}", summary="The proof of the newest bulletin, to which the page's figures lead")
    async def proof() -> Response[bytes]:
        page = _newest_page(mission)
        if page is None:
            raise NotFoundException("No bulletin has been published yet: truceline bulletin MISSION")
        return _file(mission, page.parent.name, PROOF_NAME)

    @get("/bulletins", summary="Days with a bulletin, and the files of each")
    async def bulletins() -> dict[str, list[str]]:
        return {
            folder.name: sorted(path.name for path in folder.iterdir() if path.suffix in _MEDIA_TYPES)
            for folder in sorted(mission.bulletins_path.glob("*"))
            if folder.is_dir()
        }

    @get("/bulletins/{day:str}/{name:str}", summary="One file of a bulletin")
    async def bulletin(day: str, name: str) -> Response[bytes]:
        return _file(mission, day, name)

    @get("/health", summary="Whether the mission can be read")
    async def health() -> dict[str, str]:
        return {"status": "ok", "mission": mission.settings.name, "version": truceline.__version__}

    @get("/openapi.json", include_in_schema=False)
    async def openapi(request: Request[Any, Any, Any]) -> dict[str, Any]:
        return request.app.openapi_schema.to_schema()

    return Litestar(
        route_handlers=[newest, proof, bulletins, bulletin, health, openapi],
        openapi_config=OpenAPIConfig(title="Truceline", version=truceline.__version__, render_plugins=[]),
    )


def _newest_page(mission: Mission) -> Path | None:
    """The page of the newest day, in the mission's first language that it was published in."""
    wanted = [f"bulletin.{language}.html" for language in mission.settings.languages]

    def rank(page: Path) -> tuple[str, int]:
        return page.parent.name, -wanted.index(page.name) if page.name in wanted else -len(wanted)

    return max(sorted(mission.bulletins_path.glob("*/bulletin.*.html")), key=rank, default=None)


def _file(mission: Mission, day: str, name: str) -> Response[bytes]:
    """A published file; anything that is not directly one is not there."""
    path = mission.bulletins_path / day / name
    listed = path.suffix in _MEDIA_TYPES and ".." not in (day, name) and not name.startswith(".")
    if not listed or not path.is_file() or path.resolve().parent.parent != mission.bulletins_path.resolve():
        raise NotFoundException(f"There is no bulletin file {day}/{name}")
    return Response(path.read_bytes(), media_type=_MEDIA_TYPES[path.suffix], headers=_HEADERS)
