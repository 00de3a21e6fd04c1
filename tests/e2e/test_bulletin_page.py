"""The bulletin in a real browser: it draws itself in light and dark, prints, and asks nobody for anything."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from tests.golden.publish.sample_bulletin import sample_bulletin

from truceline.publish.html import render_html

#: without these, a headless Chromium looks for its maker's hosts at every start
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1100,1600",
)


@pytest.fixture(scope="module")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no Chromium on this machine")
    return found


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "bulletin.en.html"
    path.write_bytes(render_html(sample_bulletin(), "en"))
    return path


def browse(chromium: str, page: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [chromium, *QUIET, f"--user-data-dir={page.parent / 'profile'}", *words, page.as_uri()],
        capture_output=True,
        timeout=120,
        check=True,
    )


def test_the_page_runs_without_an_error_and_loads_nothing(chromium: str, page: Path) -> None:
    seen = browse(chromium, page, "--enable-logging=stderr", "--v=0", "--dump-dom")
    assert b"CONSOLE" not in seen.stderr, seen.stderr.decode()
    dom = seen.stdout.decode()
    assert "<main" in dom
    assert dom.count("<svg") >= 2
    assert not re.search(r"""(?:src|href)=["']https?://""", dom)


@pytest.mark.parametrize(("scheme", "paper"), [("0", range(60)), ("1", range(200, 256))])
def test_it_is_drawn_in_light_and_dark(chromium: str, page: Path, scheme: str, paper: range) -> None:
    path = page.parent / f"shot{scheme}.png"
    browse(chromium, page, f"--blink-settings=preferredColorScheme={scheme}", f"--screenshot={path}")
    shot = Image.open(path).convert("L")
    shades = sorted(shot.getcolors() or (), reverse=True)
    assert shades[0][1] in paper
    assert len(shades) > 50  # a blank page has one shade


def test_it_prints(chromium: str, page: Path) -> None:
    paper = page.parent / "print.pdf"
    browse(chromium, page, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    data = paper.read_bytes()
    assert data.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) >= 2
