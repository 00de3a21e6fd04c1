"""What MkDocs asks while it builds: pages that are made from the program, and links that hold in the site."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).parent))

import calls
import commands
import errors
import glossary
import model_types
import notebooks
import outside
import routes
import settings

_LOADED = re.compile(
    r"<(?:script|img|iframe|source)[^>]+src=\"?(?:https?:)?//[^>]+|<link[^>]+rel=\"?(?:stylesheet|preload|preconnect)[^>]+(?:https?:)?//[^>]+"
)


def pages() -> Iterator[tuple[str, Callable[[], str]]]:
    """Pages of the site that no file below docs/ is."""
    yield "reference/commands/index.md", commands.index
    for name in commands.names():
        yield f"reference/commands/{name}.md", lambda name=name: commands.page(name)  # type: ignore[misc]
    yield "reference/settings.md", settings.page
    yield "reference/python.md", calls.page
    yield "reference/types.md", model_types.page
    yield "reference/http.md", routes.page
    yield "reference/errors.md", errors.page
    for name in notebooks.names():
        yield f"notebooks/{name}.md", lambda name=name: notebooks.page(name)  # type: ignore[misc]
    for file, page in outside.PAGES.items():
        yield (
            page,
            lambda file=file, page=page: outside.linked(  # type: ignore[misc]
                (outside.ROOT / file).read_text(encoding="utf-8"), file, page
            ),
        )


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    for name, make in pages():
        files.append(File.generated(config, name, content=make()))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Links of pages below docs/ as they hold in the site; the lists of the glossary."""
    name = page.file.src_uri
    if page.file.generated_by is None:
        markdown = outside.linked(markdown, f"docs/{name}", name)
    return markdown.replace("<!-- the lists -->", glossary.table())


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The lists of the navigation that are as long as the program: its commands, and what was decided."""
    decisions = sorted(Path(config.docs_dir, "decisions").glob("0*.md"))
    lists = {
        "COMMANDS": ["reference/commands/index.md", *(f"reference/commands/{name}.md" for name in commands.names())],
        "DECISIONS": ["decisions/README.md", *(f"decisions/{path.name}" for path in decisions)],
    }
    config.nav = _filled(config.nav, lists)
    # a page that somebody added is on the site from its first day; its place can be chosen later
    named = {*_leaves(config.nav)}
    here = Path(config.docs_dir)
    unplaced = sorted(path.name for path in here.glob("*.md") if path.name not in named)
    [last] = config.nav[-1].values()
    last += unplaced
    return config


def on_post_build(config: MkDocsConfig) -> None:
    """The site asks nobody else: no page loads a script, a style, a font or a picture from another host."""
    for path in sorted(Path(config.site_dir).rglob("*.html")):
        if found := _LOADED.search(path.read_text(encoding="utf-8")):
            raise PluginError(f"{path}: loads from elsewhere: {found[0]}")


def _leaves(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    for one in nav if isinstance(nav, list) else nav.values() if isinstance(nav, dict) else ():
        yield from _leaves(one)


def _filled(nav: Any, lists: dict[str, list[str]]) -> Any:
    if isinstance(nav, list):
        return [_filled(one, lists) for one in nav]
    if isinstance(nav, dict):
        return {name: _filled(one, lists) for name, one in nav.items()}
    return lists.get(nav, nav)
