"""What docs/headquarters.md shows is what a server answers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.serving import lower_river

PAGE = (Path(__file__).parents[2] / "docs" / "headquarters.md").read_text(encoding="utf-8")
PATIENCE_S = 180


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of the blocks: a server, and a session."""
    if shutil.which("curl") is None:
        pytest.skip("no curl on this machine")
    mission = lower_river(tmp_path_factory.mktemp("headquarters-page") / "mission")
    command = [sys.executable, "-m", "truceline.cli", "serve", str(mission), "--port", "0", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    said = json.loads(process.stdout.readline())
    url = said["url"].rstrip("/")
    jar = mission.parent / "cookies"
    token = json.dumps({"token": said["enter"].partition("token=")[2]})
    begun = _curl("-c", str(jar), "-H", "Content-Type: application/json", "-d", token, f"{url}/v1/session/token")
    _wait_for_incidents(url, jar)
    yield {"HQ": url, "JAR": str(jar), "CSRF": json.loads(begun)["csrf"]}
    process.terminate()
    process.wait(30)


def _curl(*words: str) -> str:
    return subprocess.run(["curl", "-s", *words], capture_output=True, text=True, check=True).stdout


def _wait_for_incidents(url: str, jar: Path) -> None:
    """Until the mission's last run was read and its incidents are shown, which takes a while on a busy machine."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        read = '"status":503' not in _curl("-b", str(jar), f"{url}/v1/review")
        if read and '"status":"ready"' in _curl(f"{url}/ready"):
            return
        time.sleep(0.5)


def blocks() -> list[tuple[str, str]]:
    """Each command, and what its answer holds."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        for part in block.split("$ ", 1)[1].split("\n$ "):
            command, _, told = part.partition("\n")
            found.append((command, told.strip()))
    return found


@pytest.mark.parametrize(("command", "told"), blocks())
def test_what_the_page_shows(asked: dict[str, str], command: str, told: str) -> None:
    done = subprocess.run(
        ["bash", "-c", command], env={"PATH": "/usr/bin:/bin", **asked}, capture_output=True, text=True, check=False
    )
    assert told in done.stdout


def test_every_address_on_the_page_is_there(asked: dict[str, str]) -> None:
    with urllib.request.urlopen(f"{asked['HQ']}/openapi.json") as answer:
        known = {re.sub(r"\{\w+\}", "{}", path) for path in json.load(answer)["paths"]}
    named = set(re.findall(r"`(?:GET |POST )?(/(?:v1|ogc|feeds|health|ready|metrics)[\w./{}]*)`", PAGE))
    assert len(named) > 15
    assert {re.sub(r"\{\w+\}", "{}", path) for path in named} <= known
