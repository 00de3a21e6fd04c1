"""JSON under caps, with the lines values start on."""

from __future__ import annotations

import pytest

from truceline.ingest.json_text import cell, elements, line_object
from truceline.model.errors import InputError, Rejected


def test_elements_know_their_lines() -> None:
    assert elements('[\n {"a": 1},\n\n {"a": 2}]', "x") == [(2, {"a": 1}), (4, {"a": 2})]
    assert elements('{"a": "[{"}', "x") == [(1, {"a": "[{"})]


@pytest.mark.parametrize(
    "text", ["[1", "[", "{", '[{"a": NaN}]', "[Infinity]", "[" * 100_000, '{"a":' * 100_000, "[1}"]
)
def test_what_is_no_report(text: str) -> None:
    with pytest.raises(InputError):
        elements(text, "x")


def test_brackets_in_words_are_not_depth() -> None:
    assert elements('["' + "[" * 1000 + '"]', "x") == [(1, "[" * 1000)]


@pytest.mark.parametrize("line", ["nonsense", "[1]", '{"a": 1} {}', '{"a": NaN}', '{"a":' * 100_000, '"' + "x" * 2**21])
def test_a_line_without_an_object_is_a_note(line: str) -> None:
    found = line_object(line, 3, "x")
    assert isinstance(found, Rejected)
    assert (found.file, found.line) == ("x", 3)


@pytest.mark.parametrize("line", ["", " \t\r", "\x00\x00"])
def test_a_blank_line_is_nothing(line: str) -> None:
    assert line_object(line, 1, "x") is None


def test_an_object_may_have_a_mark_before_it() -> None:
    assert line_object('\ufeff{"b": [2]}\r', 6, "x") == {"b": [2]}


def test_numbers_too_long_to_read_are_a_note() -> None:
    assert isinstance(line_object('{"a": ' + "9" * 10_000 + "}", 1, "x"), Rejected)


def test_values_as_cells() -> None:
    assert [cell(value) for value in (None, True, 1.5, "x", [1], "\ud800")] == ["", "true", "1.5", "x", "[1]", "?"]
