"""The notebooks as pages: every cell run as the page is made, and what it shows shown."""

from __future__ import annotations

import ast
import contextlib
import html
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "notebooks"


def names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.ipynb")))


def page(name: str) -> str:
    """A notebook as Markdown, with what its cells show as HTML."""
    cells = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    where = f"Run it yourself: [`{name}.ipynb`]({name}.ipynb)."
    with contextlib.chdir(FOLDER):
        shown = list(_cells(cells))
    return "\n\n".join([shown[0], where, *shown[1:]]) + "\n"


def _cells(cells: list[dict[str, Any]]) -> Iterator[str]:
    known: dict[str, Any] = {"__name__": "__notebook__"}
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield source
            continue
        yield f"```python\n{source}\n```"
        yield from _run(source, known)


def _run(source: str, known: dict[str, Any]) -> Iterator[str]:
    """What a cell prints, and its last expression as a notebook shows it."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), known)
        value = None if last is None else eval(compile(ast.Expression(last.value), "cell", "eval"), known)
    if printed.getvalue():
        # on one line, as below; a paragraph that is printed is wrapped
        said = "&#10;".join(html.escape(line) for line in printed.getvalue().rstrip().splitlines())
        yield f'<div class="shown"><pre class="printed">{said}</pre></div>'
    if value is not None:
        drawn = value._repr_html_() if hasattr(value, "_repr_html_") else None
        body = drawn if drawn is not None else f"<pre>{html.escape(repr(value))}</pre>"
        # one block of HTML: Markdown would end it at an empty line
        yield '<div class="shown">' + os.linesep.join(line for line in body.splitlines() if line.strip()) + "</div>"
