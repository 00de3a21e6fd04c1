"""The pages' types and pure parts; and every page in a browser: accessible, quiet, and asking nobody else."""

from __future__ import annotations

import json
import subprocess
import urllib.request

import pytest
from tests.browsing import SCRIPT_S, WEB, Server, browsed, complaints


@pytest.mark.parametrize("what", ["check", "test"])
def test_types_and_pure_parts(npm: str, what: str) -> None:
    command = [npm, "--prefix", str(WEB), "--silent", "run", what]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=SCRIPT_S)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_no_registry_is_named_in_the_lock_file() -> None:
    packages = json.loads((WEB / "package-lock.json").read_bytes())["packages"]
    assert packages
    assert not [name for name, entry in packages.items() if "resolved" in entry]


@pytest.mark.parametrize("who", ["keyboard", "public"])
def test_every_page_in_the_browser(npm: str, browser: str, server: Server, who: str) -> None:
    url, enter = server
    address = enter if who == "keyboard" else ""
    wrong = complaints(npm, browser, "look-over", url, address)
    assert not wrong, json.dumps(wrong, indent=1, ensure_ascii=False)[:6000]


def test_the_pages_may_run_nothing_but_their_own_files(server: Server) -> None:
    url, _ = server
    with urllib.request.urlopen(f"{url}/app/situation") as answer:
        policy, page = answer.headers["Content-Security-Policy"], answer.read().decode()
    assert "'unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "<style" not in page
    assert "<script>" not in page


def test_what_somebody_does_with_the_pages(npm: str, browser: str, server: Server) -> None:
    done = browsed(npm, browser, "journeys", *server)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
