"""Every command that a page shows in a block is one that its parser takes: also where no test runs the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.typed_commands import plain, refused

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")])
_BLOCK = re.compile(r"^```(?:console|sh|bash)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
#: what may stand before `truceline`: a prompt, an installation, settings, a container
_BEFORE = r"(?:\$ )?(?:pip install uv && )?(?:uv run )?(?:[A-Z_]+=\S+ )*(?:docker (?:compose )?run .*? )?"
_TYPED = re.compile(rf"{_BEFORE}(truceline .*)")


def _typed(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.strip() for block in _BLOCK.findall(text) for line in block.splitlines()]
    found = [plain(part.strip()) for line in lines if (m := _TYPED.fullmatch(line)) for part in m[1].split("&&")]
    return [one for one in found if one.startswith("truceline ") and "…" not in one]


@pytest.mark.parametrize("page", [page for page in PAGES if _typed(page)], ids=lambda page: page.stem)
def test_commands_of_a_page_can_be_typed(page: Path) -> None:
    wrong = {one: why for one in _typed(page) if (why := refused(one)) is not None}
    assert wrong == {}
