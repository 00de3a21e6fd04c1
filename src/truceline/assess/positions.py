"""Lines of a TOML file: where each table and key begins, so that a problem can name its line."""

from __future__ import annotations

import re
from bisect import bisect_right

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r'(?:^|(?<=[{,\s]))(?:([A-Za-z0-9_-]++)|"([^"\n]*+)")\s*+=')


class Positions:
    """Table headers of one file in order. Inline arrays have no header: the nearest enclosing table answers."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._starts: dict[Path, int] = {}
        self._order: list[int] = []
        self._keys: dict[int, dict[str, int]] = {}  # by the line of the header above them
        counts: dict[Path, int] = {}
        for number, line in enumerate(self._lines, start=1):
            found = _HEADER.match(line)
            if found:
                self._starts.setdefault(_table_path(found[2].split("."), found[1] == "[[", counts), number)
                self._order.append(number)

    def line(self, path: Path, key: str | None = None) -> int:
        """1-based line of `key` in the table at `path`, of the table where the key is not found, or 0."""
        keys = [key] if key else []
        while path:
            start = self._starts.get(path)
            if start is not None:
                return next((n for k in reversed(keys) if (n := self._key_line(start, k))), start)
            if isinstance(path[-1], str):
                keys.insert(0, path[-1])
                keys.reverse()
            path = path[:-1]
        return next((n for k in keys if (n := self._key_line(0, k))), 0)

    def _key_line(self, start: int, key: str) -> int:
        if start not in self._keys:
            self._keys[start] = self._keys_after(start)
        return self._keys[start].get(key, 0)

    def _keys_after(self, start: int) -> dict[str, int]:
        """The first line of each key below the header of that line, as far as the next header."""
        after = bisect_right(self._order, start)
        end = self._order[after] if after < len(self._order) else len(self._lines) + 1
        found: dict[str, int] = {}
        for number in range(start + 1, end):
            for key in _KEY.finditer(_uncommented(self._lines[number - 1])):
                found.setdefault(key[1] if key[1] is not None else key[2], number)
        return found


def _uncommented(line: str) -> str:
    return line.split(" #", 1)[0]


def _table_path(names: list[str], is_array: bool, counts: dict[Path, int]) -> Path:
    path: Path = ()
    for depth, name in enumerate(names):
        path = (*path, name)
        last = depth == len(names) - 1
        if last and is_array:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
