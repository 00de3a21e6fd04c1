"""The files of released bulletins, as they left: for everybody."""

from __future__ import annotations

from pathlib import Path

from litestar import Response

from truceline.mission.corrections import is_day
from truceline.mission.folder import Mission
from truceline.service.problems import MissingError

MEDIA_TYPES = {
    ".html": "text/html",
    ".md": "text/markdown",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".csv": "text/csv",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".gpkg": "application/geopackage+sqlite3",
    ".parquet": "application/vnd.apache.parquet",
    ".pmtiles": "application/vnd.pmtiles",
    ".xml": "application/cap+xml",
}

#: a bulletin is one file: it may use its own style and script, and ask nobody for anything
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'"


def newest_page(mission: Mission) -> Path:
    """The page of the newest day, in the mission's first language that it was published in. Raises MissingError."""
    wanted = [f"bulletin.{language}.html" for language in mission.settings.languages]

    def rank(page: Path) -> tuple[str, int]:
        return page.parent.name, -wanted.index(page.name) if page.name in wanted else -len(wanted)

    pages = [page for page in sorted(mission.bulletins_path.glob("*/bulletin.*.html")) if is_day(page.parent.name)]
    page = max(pages, key=rank, default=None)
    if page is None:
        raise MissingError("no bulletin has been published yet", advice="Publish one: truceline bulletin MISSION")
    return page


def files_by_day(mission: Mission) -> dict[str, list[str]]:
    """Days with a bulletin, oldest first, and the files of each."""
    return {
        folder.name: sorted(path.name for path in folder.iterdir() if path.suffix in MEDIA_TYPES)
        for folder in sorted(mission.bulletins_path.glob("*"))
        if folder.is_dir()
    }


def published_file(mission: Mission, day: str, name: str) -> Path:
    """A published file; anything that is not directly one is not there. Raises MissingError."""
    path = mission.bulletins_path / day / name
    listed = (
        path.suffix in MEDIA_TYPES and ".." not in (day, name) and not name.startswith(".") and "\0" not in day + name
    )
    if not listed or not path.is_file() or path.resolve().parent.parent != mission.bulletins_path.resolve():
        raise MissingError(f"there is no bulletin file {day}/{name}")
    return path


def answer(path: Path) -> Response[bytes]:
    """The bytes of a published file."""
    headers = {
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
    return Response(path.read_bytes(), media_type=MEDIA_TYPES[path.suffix], headers=headers)
