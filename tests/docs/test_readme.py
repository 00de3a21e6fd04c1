"""Every block of the README runs, as written, in a folder of its own."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")

ARTICLE = """Shelling kills two in Kharkiv

By Reuters | March 3, 2026

Russian shelling hit a residential district of Kharkiv on Tuesday, killing two people, the regional governor said.
"We heard four explosions," said Olena Marchuk, who lives nearby. About 600 households lost power, the utility said.
"""

EVENTS = "event_id,source,start,end,lat,lon,radius_m,type\n" + "".join(
    f"e{n},{source},2026-03-03T{n:02}:00:00Z,2026-03-03T{n:02}:30:00Z,49.9{n},36.2{n},2000,fire.shelling\n"
    for n in range(10, 20)
    for source in ("north", "south")
)

AGREEMENT = """
[agreement]
id = "accord"
name = "The accord"
version = "1"
time_zone = "UTC"
[[party]]
id = "A"
name = "Party of the East"
[[party]]
id = "B"
name = "Party of the West"
[[reading]]
according_to = "all"
from = "2026-03-01T00:00"
[[provision]]
id = "F"
words = "The parties cease all fire."
citation = "Article 1"
when = { act = "fire" }
effect = "breach"
"""

CLAIMS = """claimant,against,as_of,window_start,window_end,category,count,qualifier,unit,parent,source_url,note
A,B,2026-03-04T00:00Z,2026-03-03T00:00Z,2026-03-04T00:00Z,total,30,exact,attack,,https://example.org/a,
A,B,2026-03-04T00:00Z,2026-03-03T00:00Z,2026-03-04T00:00Z,shelling,20,exact,attack,total,https://example.org/a,
A,B,2026-03-04T00:00Z,2026-03-03T00:00Z,2026-03-04T00:00Z,assault,10,exact,attack,total,https://example.org/a,
"""


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def commands(block: str) -> list[list[str]]:
    lines = [line.removeprefix("$ ").split(" #")[0].strip() for line in block.splitlines()]
    return [shlex.split(line)[2:] for line in lines if line.startswith("uv run truceline")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "articles").mkdir()
    for name in ("article.txt", "reports/article.txt", "articles/one.txt"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "articles/two.txt").write_text(ARTICLE.replace("Tuesday", "Tuesday night"), encoding="utf-8")
    for name in ("acled.csv", "ged.csv", "reports/events.csv"):
        (tmp_path / name).write_text(EVENTS, encoding="utf-8")
    (tmp_path / "agreement.toml").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "claims.csv").write_text(CLAIMS, encoding="utf-8")
    days = "".join(f"2016-{m:02}-{d:02},{(m * 7 + d * 3) % 40 + 20}\n" for m in (1, 2, 3) for d in range(1, 29))
    (tmp_path / "series.csv").write_text("date,value\n" + days, encoding="utf-8")
    return tmp_path


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "truceline.cli", *words[1:]], cwd=folder, capture_output=True, text=True, check=False
    )


def test_readme_is_short_enough() -> None:
    assert len(README.splitlines()) <= 120


def test_the_two_command_lines_are_what_ci_runs() -> None:
    lines = [block.strip() for block in blocks("")]
    assert lines[:2] == ["pip install uv && uv run truceline demo", "pip install uv && uv run pytest"]
    assert lines[1] in (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "truceline demo" in (ROOT / ".ci/golden").read_text(encoding="utf-8")


def test_a_mission_of_your_own(folder: Path) -> None:
    (block, _) = blocks("console")
    for words in commands(block):
        if words[1] == "explain":
            run(["truceline", "export", "north", "incidents", "-o", "i.jsonl"], folder)
            first = re.search(r"inc_\w+", (folder / "i.jsonl").read_text())
            assert first is not None
            words[3] = first.group()
        result = run(words, folder)
        assert result.returncode == 0, f"{words}\n{result.stdout}\n{result.stderr}"
    assert "Why these are one incident" in result.stdout or "Findings" in result.stdout


def test_one_stage_alone(folder: Path) -> None:
    (_, block) = blocks("console")
    for words in commands(block):
        result = run(words, folder)
        assert result.returncode == 0, f"{words}\n{result.stdout}\n{result.stderr}"
        assert (folder / words[words.index("-o") + 1]).stat().st_size > 0


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


def test_pages_speak_of_the_project_alone() -> None:
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")):
        assert os.sep + "work" + os.sep not in path.read_text(encoding="utf-8"), path
