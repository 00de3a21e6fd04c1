"""The bulletin's page, looked over with axe: light and dark, on a telephone and on a desk, everything unfolded."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.browsing import SCRIPT_S, WEB
from tests.golden.publish.sample_bulletin import empty_bulletin, sample_bulletin

from truceline.publish.html import render_html


def test_no_fault_is_found_by_axe(browser: str, tmp_path: Path) -> None:
    pages = {"full.uk": (sample_bulletin(), "uk"), "empty.ru": (empty_bulletin(), "ru")}
    for name, (bulletin, lang) in pages.items():
        (tmp_path / f"{name}.html").write_bytes(render_html(bulletin, lang))
    command = ["node", str(WEB / "test" / "browser" / "look_over_files.mjs")]
    files = [str(path) for path in sorted(tmp_path.glob("*.html"))]
    found = subprocess.run([*command, *files], capture_output=True, timeout=SCRIPT_S, check=True)
    assert json.loads(found.stdout) == [], found.stdout.decode()
