"""JSON as evidence: one document or one value a line, with the line each value starts on, under caps."""

from __future__ import annotations

import json
import re
from typing import Any

from truceline.ingest.limits import MAX_CELL_BYTES, MAX_DEPTH
from truceline.model.errors import InputError, Rejected

_BLANK = re.compile(r"[\s,]*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_BRACKET = re.compile(r"[\[\]{}]")


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is no JSON number")


_decoder = json.JSONDecoder(parse_constant=_refuse)


def too_deep(text: str) -> bool:
    """Whether more brackets are open at once than any report needs."""
    depth = 0
    for bracket in _BRACKET.finditer(_STRING.sub("", text)):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def elements(text: str, where: str) -> list[tuple[int, Any]]:
    """The elements of a JSON list (or the one value there is) with the lines they start on.

    Raises InputError for what is no JSON, or nested too deeply.
    """
    if too_deep(text):
        raise InputError(f"nested more than {MAX_DEPTH} deep", where=where, advice="This is no report.")
    found: list[tuple[int, Any]] = []
    at = _skip(text, 0)
    inside = text[at : at + 1] == "["
    at = _skip(text, at + 1) if inside else at
    line, counted = 1, 0
    while at < len(text) and not (inside and text[at] == "]"):
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, at = _decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise InputError(
                f"this is no JSON ({error})", where=f"{where}, line {line}", advice="Export the file again."
            ) from error
        found.append((line, value))
        at = _skip(text, at)
    if inside and at >= len(text):
        raise InputError("the list is not closed", where=where, advice="A part is missing: download the file again.")
    return found


def line_object(line: str, number: int, where: str) -> dict[str, Any] | Rejected | None:
    """The object on a line, None when the line is blank, or a note why there is none."""
    if not line.strip(" \t\r\x00"):
        return None
    advice = "One JSON object a line."
    if len(line) > MAX_CELL_BYTES:
        return Rejected(where, number, "", f"a line of more than {MAX_CELL_BYTES // 1024} KiB", advice)
    if too_deep(line):
        return Rejected(where, number, "", f"nested more than {MAX_DEPTH} deep", advice)
    try:
        value = _decoder.decode(line.strip("﻿"))
    except (ValueError, RecursionError) as error:
        return Rejected(where, number, "", f"no JSON ({error})", advice)
    if not isinstance(value, dict):
        return Rejected(where, number, "", f"a {type(value).__name__}, not an object", advice)
    return value


def cell(value: Any) -> str:
    """A JSON value as the text a table cell would have; lists and objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, (int, float)):
        return repr(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace").decode()


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at
