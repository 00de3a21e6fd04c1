"""Pages of the repository that stand outside docs/, and links to them and to its files."""

from __future__ import annotations

import os
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: file of the repository -> page of the site
PAGES = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "benchmarks/README.md": "benchmarks.md",
    "benchmarks/results/side_by_side.md": "benchmarks/side_by_side.md",
    "benchmarks/results/fusion.md": "benchmarks/fusion.md",
    "benchmarks/results/holding.md": "benchmarks/holding.md",
    "benchmarks/results/attack.md": "benchmarks/attack.md",
    "src/truceline/cases/agreements/README.md": "agreements.md",
}
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s#]+)(#[^)]*)?\)")
#: parts of the site that a page may lead to and that are not files below docs/
_MADE = ("reference/", "notebooks/")


def linked(markdown: str, file: str, page: str) -> str:
    """The text of a page with links that hold in the site.

    `file` is where it stands in the repository, `page` where in the site. A link to a file of the repository that is no
    page becomes its name; one to nothing at all stays, so that the build says so.
    """

    def one(match: re.Match[str]) -> str:
        image, words, target, anchor = match.groups()
        if re.match(r"[a-z]+:", target) or target.startswith("/"):
            return match[0]
        at = os.path.normpath(Path(file).parent / target)
        there = _page_of(at)
        if there is not None:
            return f"{image}[{words}]({os.path.relpath(there, Path(page).parent)}{anchor or ''})"
        if (ROOT / at).exists():
            return f"`{at}`" if not words or image else f"{words} (`{at}`)" if words.strip("`") != at else f"`{at}`"
        return match[0]

    return _LINK.sub(one, markdown)


def _page_of(at: str) -> str | None:
    """Where a file of the repository stands in the site; null where it does not."""
    if at in PAGES:
        return PAGES[at]
    inside = at.removeprefix("docs/")
    if inside.startswith("notebooks/") and inside.endswith(".ipynb"):
        return inside.removesuffix("ipynb") + "md"  # the notebook as it came out
    if at.startswith("docs/") and ((ROOT / at).is_file() or inside.startswith(_MADE)):
        return inside
    return None
