"""Nothing that a person can type, set, call or run into is undocumented: the reference is made from the program itself.

The site is built by `mkdocs build --strict` (.ci/run), which checks its links.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PARTS = ("commands", "settings", "errors", "routes", "calls", "model_types", "glossary")


@pytest.fixture(scope="module", autouse=True)
def makers() -> Iterator[None]:
    """What makes the pages lies beside them."""
    sys.path.insert(0, str(DOCS / "site"))
    yield
    sys.path.remove(str(DOCS / "site"))


def maker(name: str) -> ModuleType:
    return importlib.import_module(name)


@pytest.mark.parametrize("name", PARTS)
def test_nothing_is_undocumented(name: str) -> None:
    """A command, an option, a setting, an error, an address, a call, a type or a word without a text fails here."""
    assert maker(name).undocumented() == []


def test_every_command_and_option_is_on_its_page() -> None:
    commands = maker("commands")
    for name in commands.names():
        page = commands.page(name)
        for words, command in commands.walk(name):
            assert f"# {words}\n" in page
            options = [option for param in command.params for option in param.opts if option.startswith("--")]
            assert all(f"`{option}`" in page for option in options), words


def test_every_setting_has_its_row() -> None:
    settings = maker("settings")
    page = settings.page()
    assert all(f"| `{field.encode_name}` |" in page for _, field in settings.every_key())
    assert "signin.oidc" in settings.sections() and ("policy", "approvals") in settings.meanings()


def test_every_error_has_a_message_with_what_to_do() -> None:
    errors = maker("errors")
    said = errors.said()
    assert {"InputError", "UsageError", "MissionError", "RefusedError", "AgreementError"} <= {*errors.classes()}
    for name in ("InputError", "UsageError", "MissionError"):
        advised = [advice for _, advice in said[name] if advice]
        assert len(advised) > 0.6 * len(said[name]), name
    assert any("truceline init" in advice for _, advice in said["MissionError"])


def test_each_method_has_formula_source_limits_and_benchmark() -> None:
    pages = sorted(path for path in (DOCS / "methods").glob("*.md") if path.name != "index.md")
    assert len(pages) == 9  # and fusion.md
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert {"## Source", "## Limits", "## Measured"} <= {*re.findall(r"^## .*$", text, re.MULTILINE)}, path.name
        assert "```text" in text or "|---|" in text, f"{path.name} has no formula"
        for named in re.findall(r"`((?:benchmarks|tests)/[\w/.]+)`", text):
            assert (DOCS.parent / named).exists(), f"{path.name}: {named}"


def test_the_researchers_ten_lines_are_calls_that_there_are() -> None:
    import truceline as tl

    page = (DOCS / "begin" / "researcher.md").read_text(encoding="utf-8")
    assert {*re.findall(r"tl\.(\w+)\(", page)} == {*tl.__all__} - {"__version__"}


def test_links_lead_somewhere_for_whoever_reads_the_files_too() -> None:
    for path in DOCS.rglob("*.md"):
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8")):
            there = Path(os.path.normpath(path.parent / target))
            made = there.is_relative_to(DOCS / "reference")  # from the program, on the site alone
            assert made or re.match(r"[a-z]+:", target) or there.exists(), f"{path.name}: {target}"


def test_every_role_has_its_page() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    assert {path.name for path in (DOCS / "begin").glob("*.md")} == {*re.findall(r"\(begin/(\w+\.md)\)", index)}


def test_commands_named_on_the_pages_exist() -> None:
    commands = maker("commands")
    pages = [*(DOCS / "begin").glob("*.md"), *(DOCS / "methods").glob("*.md"), DOCS / "index.md", DOCS / "extending.md"]
    for path in pages:
        named = {*re.findall(r"`(?:uv run )?truceline ([a-z]+)", path.read_text(encoding="utf-8"))}
        assert named <= {*commands.names()}, path.name
