"""A mission's real server and a script in a real browser, for tests: both end when their test does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

WEB = Path(__file__).parents[1] / "web"
#: a whole script on a machine that does much else: a step that fails says so long before
SCRIPT_S = 1_800
#: requests that are begun may take 15 seconds, and the desk writes down how far it came
LEAVING_S = 120


class Server(NamedTuple):
    url: str
    #: the address that signs in once
    enter: str


@contextmanager
def served(mission: Path, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """The server of a mission, in a process of its own, at a port of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "truceline.cli", "serve", str(mission), "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        stderr=(mission.parent / "server.log").open("w"),
        text=True,
        env={**os.environ, **(environment or {})},
    )
    try:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        yield Server(said["url"].rstrip("/"), said.get("enter", ""))
    finally:
        process.terminate()
        process.wait(LEAVING_S)


def browsed(npm: str, browser: str, script: str, *words: str) -> subprocess.CompletedProcess[str]:
    """What a script of `web/package.json` says of what it did in the browser."""
    return subprocess.run(
        [npm, "--silent", "--prefix", str(WEB), "run", script, "--", *words],
        check=False,
        capture_output=True,
        text=True,
        timeout=SCRIPT_S,
        env={**os.environ, "TRUCELINE_CHROMIUM": browser},
    )


def complaints(npm: str, browser: str, script: str, *words: str) -> list[object]:
    """What a script found wrong: a list on its standard output."""
    found = browsed(npm, browser, script, *words)
    try:
        return list(json.loads(found.stdout))
    except ValueError:
        return [found.stdout[-3000:] + found.stderr[-3000:]]
