"""What the pages on safety name is there: every file, and every test by its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("DO_NO_HARM.md", "threat-model.md")
_NAMED = re.compile(r"`((?:src|tests|benchmarks|docs)/[\w./-]+\.\w+)(?:::(\w+))?`")


@pytest.mark.parametrize("page", PAGES)
def test_every_file_and_test_that_a_page_names_is_there(page: str) -> None:
    named = _NAMED.findall((ROOT / "docs" / page).read_text())
    assert len(named) > 15
    missing = [(path, test) for path, test in named if not _there(ROOT / path, test)]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_every_line_of_a_table_names_a_test(page: str) -> None:
    lines = [line for line in (ROOT / "docs" / page).read_text().splitlines() if line.startswith("| ")][1:]
    assert [line for line in lines if "`tests/" not in line] == []


def _there(path: Path, test: str) -> bool:
    return path.exists() and (not test or re.search(rf"^\s*def {test}\(", path.read_text(), re.MULTILINE) is not None)
