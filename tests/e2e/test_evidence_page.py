"""The evidence view in a real browser: it draws itself in light and dark, on a phone and on paper, without a script."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from tests.e2e.test_bulletin_page import QUIET
from tests.golden.publish.sample_bulletin import sample_bulletin

from truceline.model.shown import EvidenceView, ReviewedText, ReviewView, ShownSuggestion
from truceline.publish.evidence_page import render_evidence
from truceline.publish.review_page import render_review


@pytest.fixture(scope="module")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no Chromium on this machine")
    return found


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bulletin = sample_bulletin()
    view = EvidenceView(subject="org_01ab", texts=bulletin.readings, pairs=bulletin.pairs)
    path = tmp_path_factory.mktemp("view") / "evidence.html"
    path.write_bytes(render_evidence(view, "uk"))
    return path


def browse(chromium: str, page: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [chromium, *QUIET, f"--user-data-dir={page.parent / 'profile'}", *words, page.as_uri()],
        capture_output=True,
        timeout=120,
        check=True,
    )


def test_it_draws_without_an_error_and_loads_nothing(chromium: str, page: Path) -> None:
    seen = browse(chromium, page, "--enable-logging=stderr", "--v=0", "--dump-dom")
    assert b"CONSOLE" not in seen.stderr, seen.stderr.decode()
    assert not re.search(r"""(?:src|href)=["']https?://""", seen.stdout.decode())


@pytest.mark.parametrize(("scheme", "paper"), [("0", range(60)), ("1", range(200, 256))])
@pytest.mark.parametrize("width", [1200, 400])
def test_it_fits_wide_and_narrow_in_light_and_dark(
    chromium: str, page: Path, scheme: str, paper: range, width: int
) -> None:
    path = page.parent / f"shot{scheme}-{width}.png"
    window = f"--window-size={width},1400"
    browse(chromium, page, window, f"--blink-settings=preferredColorScheme={scheme}", f"--screenshot={path}")
    shades = sorted(Image.open(path).convert("L").getcolors() or (), reverse=True)
    assert shades[0][1] in paper
    assert len(shades) > 50  # a blank page has one shade


def test_it_prints(chromium: str, page: Path) -> None:
    paper = page.parent / "print.pdf"
    browse(chromium, page, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    assert paper.read_bytes().startswith(b"%PDF")


def test_the_review_page_hands_decisions_over_without_sending_them(chromium: str, page: Path) -> None:
    reviewed = ReviewedText(
        sample_bulletin().readings[0],
        tuple(ShownSuggestion(mark, (), "{}") for mark in sample_bulletin().readings[0].marks),
    )
    path = page.parent / "review.html"
    path.write_bytes(render_review(ReviewView("model", (reviewed,)), "ru"))
    seen = browse(chromium, path, "--enable-logging=stderr", "--v=0", "--dump-dom")
    assert b"CONSOLE" not in seen.stderr, seen.stderr.decode()
    # the form is hidden until the script has run, under the page's own policy
    assert re.search(r'<form id="review" class="filter"(?! hidden)', seen.stdout.decode())
