"""Lines of an explanation on a terminal: two texts in two columns where there is room, else one below the other."""

from __future__ import annotations

import shutil
import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING

from truceline.cli.printable import hidden_as_escapes

if TYPE_CHECKING:
    from truceline.mission.told import Line

#: a narrower terminal has no room for two columns
_LEAST = 100
_WIDEST = 160


def width() -> int:
    """Columns of the terminal; 80 on a pipe, so that what is piped is the same everywhere."""
    return shutil.get_terminal_size((80, 24)).columns if _is_terminal() else 80


def _is_terminal() -> bool:
    import sys

    return sys.stdout.isatty()


def laid_out(line: Line, columns: int) -> list[str]:
    """The line with its indent; one with words beside it in two columns, A and B, or as two lines."""
    indent = "  " * line.depth
    if line.beside is None:
        return [indent + hidden_as_escapes(line.words)]
    left, right = hidden_as_escapes(line.words), hidden_as_escapes(line.beside)
    if columns < _LEAST:
        return [f"{indent}A  {left}", f"{indent}B  {right}"]
    room = (min(columns, _WIDEST) - len(indent) - len("A    │ B  ")) // 2
    cells = [textwrap.wrap(words, room) or [""] for words in (left, right)]
    rows = zip_longest(*cells, fillvalue="")
    return [
        f"{indent}{'A' if n == 0 else ' '}  {a:<{room}}  │ {'B' if n == 0 else ' '}  {b}".rstrip()
        for n, (a, b) in enumerate(rows)
    ]
