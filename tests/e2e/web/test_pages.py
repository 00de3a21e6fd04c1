"""The pages' types and pure parts; and every page in a browser: accessible, quiet, and asking nobody else."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.request
from pathlib import Path

import pytest

WEB = Path(__file__).parents[3] / "web"


def run(npm: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **more}
    return subprocess.run(
        [npm, "--prefix", str(WEB), "--silent", "run", *words],
        check=False, capture_output=True, text=True, env=environment, timeout=900,
    )  # fmt: skip


@pytest.mark.parametrize("what", ["check", "test"])
def test_types_and_pure_parts(npm: str, what: str) -> None:
    done = run(npm, what)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_no_registry_is_named_in_the_lock_file() -> None:
    packages = json.loads((WEB / "package-lock.json").read_bytes())["packages"]
    assert packages
    assert not [name for name, entry in packages.items() if "resolved" in entry]


@pytest.mark.parametrize("who", ["keyboard", "public"])
def test_every_page_in_the_browser(npm: str, browser: str, server: tuple[str, str], who: str) -> None:
    url, enter = server
    address = enter if who == "keyboard" else ""
    done = run(npm, "look-over", "--", url, address, TRUCELINE_CHROMIUM=browser)
    assert done.returncode == 0, done.stderr[-4000:]
    wrong = json.loads(done.stdout)
    assert not wrong, json.dumps(wrong, indent=1, ensure_ascii=False)[:6000]


def test_the_pages_may_run_nothing_but_their_own_files(server: tuple[str, str]) -> None:
    url, _ = server
    with urllib.request.urlopen(f"{url}/app/situation") as answer:
        policy, page = answer.headers["Content-Security-Policy"], answer.read().decode()
    assert "'unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "<style" not in page
    assert "<script>" not in page


def test_what_somebody_does_with_the_pages(npm: str, browser: str, server: tuple[str, str]) -> None:
    done = run(npm, "journeys", "--", *server, TRUCELINE_CHROMIUM=browser)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
