"""`truceline serve` answers at /, /health and /openapi.json, to this machine only."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    mission = tmp_path_factory.mktemp("serve") / "mission"
    command = [sys.executable, "-m", "truceline.cli"]
    article = mission.parent / "article.txt"
    article.write_text(
        "Shelling in Kharkiv\n\nBy Reuters | March 3, 2026\n\nShelling hit Kharkiv on Tuesday, killing two people, "
        "the governor said.\n",
        encoding="utf-8",
    )
    for words in (["init", str(mission)], ["ingest", str(mission), str(article)], ["bulletin", str(mission)]):
        subprocess.run([*command, *words], check=True, capture_output=True)
    subprocess.run(
        [*command, "bulletin", str(mission), "--lang", "uk", "--format", "html"], check=True, capture_output=True
    )
    process = subprocess.Popen(
        [*command, "serve", str(mission), "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    yield json.loads(process.stdout.readline())["url"].rstrip("/")
    process.terminate()
    process.wait(20)


def test_health_and_openapi(server: str) -> None:
    assert json.load(urllib.request.urlopen(f"{server}/health"))["status"] == "ok"
    paths = json.load(urllib.request.urlopen(f"{server}/openapi.json"))["paths"]
    assert {"/", "/health", "/bulletins"} <= set(paths)


def test_the_newest_bulletin_asks_nobody_for_anything(server: str) -> None:
    answer = urllib.request.urlopen(f"{server}/newest")
    page = answer.read().decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "The mission holds no agreement" in page, "the mission's own language, not the one published last"
    assert not re.search(r"""(?:src|href)=["']https?://""", page)


def test_the_figures_lead_to_their_proof(server: str, tmp_path: Path) -> None:
    page = urllib.request.urlopen(f"{server}/newest").read().decode()
    link, place = re.findall(r'href="([^"#]+)#(/counts/[^"]+)"', page)[0]
    (tmp_path / "proof.json").write_bytes(urllib.request.urlopen(f"{server}/{link}").read())
    command = [sys.executable, "-m", "truceline.cli", "verify", str(tmp_path / "proof.json"), "--figure", place]
    assert "The proof holds." in subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    "path", ["/bulletins/../mission.toml", "/bulletins/..%2f..%2fetc/passwd", "/bulletins/x/y.html"]
)
def test_nothing_but_what_was_published(server: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(server + path)
    assert refused.value.code == 404


def test_a_port_that_is_taken_is_said(server: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "truceline.cli"]
    subprocess.run([*command, "init", str(tmp_path / "other")], check=True, capture_output=True)
    second = subprocess.run(
        [*command, "serve", str(tmp_path / "other"), "--port", server.rsplit(":", 1)[1]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 2
    assert "--port 0" in second.stderr
    assert "Traceback" not in second.stderr
