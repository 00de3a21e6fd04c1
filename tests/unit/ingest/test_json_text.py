"""JSON under caps, with the lines values start on."""

from __future__ import annotations

import pytest

from truceline.ingest.json_text import cell, elements, lines
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


def test_bad_lines_are_notes_and_the_rest_goes_in() -> None:
    found = list(lines('{"a": 1}\n\nnonsense\n[1]\n{"a": 1e999999}\n{"b": 2}\n', "x"))
    assert [number for number, one in found if isinstance(one, Rejected)] == [3, 4]
    assert found[-1] == (6, {"b": 2})


def test_numbers_too_long_to_read_are_a_note() -> None:
    [(_, found)] = lines('{"a": ' + "9" * 10_000 + "}", "x")
    assert isinstance(found, Rejected)


def test_values_as_cells() -> None:
    assert [cell(value) for value in (None, True, 1.5, "x", [1], "\ud800")] == ["", "true", "1.5", "x", "[1]", "?"]
