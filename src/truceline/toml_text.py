"""TOML that people write, read under bounds: any bytes end in tables, or in one error that names its line.

`tomllib` holds nothing against its input: one name of 100,000 parts takes it 23 GB, 300 brackets end it in a
RecursionError, a number of 5,000 digits in a ValueError. So a text is looked through once before, in time that grows
with its length alone. What stands in comments and in strings is nobody's name and no bracket, and is passed over.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from truceline.model.errors import InputError

#: an agreement of 3,000 clauses, three times as many as are applied, has 0.4 MB
MOST_BYTES = 8 * 1024 * 1024
#: tables and lists within each other, whether by brackets or by the dots of a name
MOST_DEPTH = 64
#: a number, a date or a name without quotation marks; no such number overflows a float
MOST_LETTERS = 256
#: keys, values of lists, and tables
MOST_ENTRIES = 100_000

_TOKEN = re.compile(
    r"""
    (?: \#[^\n]*+                                                             # a comment
      | \"{3} (?: [^"\\]++ | \\(?:.|\Z) | "(?!"") )*+ (?: \"{3,5}+ | \Z )     # strings of several lines
      | '{3} .*? (?: '{3,5}+ | \Z )
      | " (?: [^"\\\n]++ | \\[^\n] )*+ "?                                     # strings of one line
      | ' [^'\n]*+ '? )
    | ( [A-Za-z0-9_+:-]++ )                                                   # 1: a word
    | ( [.=,\[\]{}\n] )                                                       # 2: a mark
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = 1
_MOST_TOLD = 300
_LOOK = "Look at this line and the one above: a text stands in quotation marks, a list between [ and ]."
_TWICE = "A name stands twice in one table; or a table of a list, such as [[provision.unless]], comes ahead of its own."
_LINE = re.compile(r"\(at line (\d+), column \d+\)$")


class TomlError(InputError):
    """Settings that cannot be read: no UTF-8, no TOML, or more than settings hold. `line` is 1-based, 0 for none."""

    def __init__(self, found: str, *, where: str, line: int = 0, advice: str) -> None:
        super().__init__(found, where=f"{where}, line {line}" if line else where, advice=advice)
        self.line = line


def text_of(data: bytes, where: str) -> str:
    """The text of a file of settings. Raises TomlError where it is too long or not UTF-8."""
    _check_length(len(data), where)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TomlError(
            f"it is not UTF-8: {error.reason}", where=where, line=line, advice="Save it as UTF-8."
        ) from None


def read_toml(text: str, where: str) -> dict[str, Any]:
    """The tables of a text. `where` is what to call the file. Raises TomlError with the line and what to do."""
    _check_length(len(text), where)
    _check_bounds(text, where)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        said = str(error)
        at = _LINE.search(said)
        raise TomlError(
            f"it is not TOML: {said if len(said) <= _MOST_TOLD else f'{said[:_MOST_TOLD]}…'}",
            where=where,
            line=int(at[1]) if at else 0,
            advice=_TWICE if "overwrite" in said or "twice" in said or "redefine" in said else _LOOK,
        ) from error


def _check_length(length: int, where: str) -> None:
    if length > MOST_BYTES:
        raise TomlError(
            f"it has {length:,} bytes, and settings {MOST_BYTES:,} at most",
            where=where,
            advice="Check that this is the file you mean; what is long belongs into a table.",
        )


def _check_bounds(text: str, where: str) -> None:
    """Raises TomlError at the first thing of which there is too much. As far as tomllib reads on, strings end alike."""

    def too_much(token: re.Match[str], found: str, advice: str) -> TomlError:
        line = text.count("\n", 0, token.start()) + 1
        return TomlError(found, where=where, line=line, advice=advice)

    depth, entries = 0, 0
    around: list[int] = []  # how deep it was where each open bracket stands
    for token in _TOKEN.finditer(text):
        if token.lastindex is None:
            continue
        mark = token[0]
        if token.lastindex == _WORD:
            if len(mark) > MOST_LETTERS:
                found = f"a number or a name has more than {MOST_LETTERS} letters"
                raise too_much(token, found, "Shorten it; a text stands between quotation marks.")
            continue
        entries += mark in "=,[{"
        if mark in "[{":
            around.append(depth)
            depth += 1
        elif mark in "]}":
            depth = around.pop() if around else 0
        elif mark == ".":
            depth += 1
        elif mark == ",":
            depth = around[-1] + 1 if around else 0
        elif mark == "\n" and not around:
            depth = 0
        if depth > MOST_DEPTH:
            found = f"tables or lists stand more than {MOST_DEPTH} deep in each other"
            raise too_much(token, found, "Settings are never as deep: check that this is the file you mean.")
        if entries > MOST_ENTRIES:
            found = f"it holds more than {MOST_ENTRIES:,} keys and values"
            raise too_much(token, found, "Settings are never as many: a long list belongs into a table.")
