"""docs/measuring.md tells the truth: its commands run as written, and what it shows is what comes out.

After an intended change of what measure says: `TRUCELINE_WRITE_GOLDEN=1 pytest tests/docs/test_measuring_guide.py`,
then look at the difference and at the words around it.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from truceline.cli.measure import command

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "measuring.md").read_text(encoding="utf-8")
SHOWN = [
    (shown.partition("\n")[0], shown.partition("\n")[2])
    for shown in re.findall(r"^```console\n\$ truceline measure (.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = shutil.copytree(DOCS / "examples" / "measuring", tmp_path / "measuring")
    monkeypatch.chdir(place)
    return place


def test_the_page_has_its_examples() -> None:
    assert len(SHOWN) == 5
    files = {path.name for path in (DOCS / "examples" / "measuring").iterdir()}
    assert {f"`{name}`" for name in files} <= set(re.findall(r"`[a-z]+\.csv`", PAGE))


@pytest.mark.parametrize(("words", "output"), SHOWN)
def test_every_command_gives_what_is_shown(folder: Path, words: str, output: str) -> None:
    result = CliRunner().invoke(command, shlex.split(words), catch_exceptions=False)
    assert result.exit_code in (0, 1)  # days without a row are told on the error stream
    if output and os.environ.get("TRUCELINE_WRITE_GOLDEN"):
        path = DOCS / "measuring.md"
        path.write_text(path.read_text(encoding="utf-8").replace(output, result.stdout), encoding="utf-8")
    elif output:
        assert result.stdout == output


def test_the_paragraph_is_the_same_in_three_languages_and_on_the_page(folder: Path) -> None:
    words = shlex.split(SHOWN[0][0])
    figures = []
    for lang in ("en", "uk", "ru"):
        told = CliRunner().invoke(command, [*words, "--lang", lang], catch_exceptions=False).stdout
        figures.append(re.findall(r"\d+\.\d", told.split("\n")[0].replace(",", ".")))
    assert figures[0] and sorted(figures[0]) == sorted(figures[1]) == sorted(figures[2])
    CliRunner().invoke(command, shlex.split(SHOWN[1][0]), catch_exceptions=False)
    page, verdict = (folder / "page.html").read_text(), json.loads((folder / "verdict.json").read_text())
    ratio = f"{verdict['effect']['ratio']:.2f}".replace(".", ",")
    assert ratio in page and 'lang="uk"' in page
