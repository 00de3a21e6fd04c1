"""The web pages on a server of a small invented mission, for a browser of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browsing import WEB, Server, served

from truceline.exercise.folder import write_mission
from truceline.exercise.generate import generate
from truceline.exercise.params import ExerciseParams


@pytest.fixture(scope="session")
def npm() -> str:
    """The program npm, with the packages of the lock file."""
    found = shutil.which("npm")
    if found is None:
        pytest.skip("there is no npm on this machine")
    if not (WEB / "node_modules" / "typescript").is_dir():
        pytest.skip("the pages' packages are not installed: npm --prefix web ci")
    return found


@pytest.fixture(scope="session")
def browser(npm: str) -> str:
    """Debian's browser."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("there is no chromium on this machine")
    return found


@pytest.fixture(scope="session")
def pages(npm: str) -> None:
    """The pages built as their sources are.

    Processes that share the tests (`pytest -n`) would take them away from one another's servers: there they are built
    before the tests begin, as `.ci/run` does.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        subprocess.run([npm, "--prefix", str(WEB), "run", "build"], check=True, capture_output=True)


@pytest.fixture(scope="session")
def mission(pages: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mission with a bulletin of a day of which there is something to tell."""
    mission = tmp_path_factory.mktemp("web") / "mission"
    write_mission(generate(ExerciseParams(days=30, incidents_per_day=4, articles=8)), mission, mission / "incoming")
    command = [sys.executable, "-m", "truceline.cli"]
    for words in (
        ["ingest", str(mission), str(mission / "incoming")],
        ["bulletin", str(mission), "--date", "2025-06-28"],
    ):
        subprocess.run([*command, *words], check=True, capture_output=True)
    return mission


@pytest.fixture
def server(mission: Path) -> Iterator[Server]:
    """A server of its own for each test: the address that it prints signs in once."""
    with served(mission) as found:
        yield found
