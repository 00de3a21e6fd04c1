"""Plural forms of every counted sentence: by the rules of the languages themselves, not of a table."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.publish.words import words

SENTENCES = tuple(words("en")._table["plural"])


def east_slavic(number: int) -> str:
    """Grammar books: 1, 21, 31 … but 11; 2 to 4, 22 to 24 … but 12 to 14; all others."""
    last, two = number % 10, number % 100
    if last == 1 and two != 11:
        return "one"
    return "few" if 2 <= last <= 4 and not 12 <= two <= 14 else "many"


def told(form: str, number: str) -> str:
    names = {name for _, name, _, _ in string.Formatter().parse(form) if name}
    return form.format(**dict.fromkeys(names, "x") | {"n": number})


@pytest.mark.parametrize("lang", ["uk", "ru"])
@given(number=st.integers(0, 10_000_000), key=st.sampled_from(SENTENCES))
@settings(max_examples=300, deadline=None)
def test_each_sentence_takes_the_form_that_grammar_asks_for(lang: str, number: int, key: str) -> None:
    spoken = words(lang)
    forms = spoken._table["plural"][key]
    names = {name for _, name, _, _ in string.Formatter().parse(forms["many"]) if name} - {"n"}
    said = spoken.count(key, number, **dict.fromkeys(names, "x"))
    assert said == told(forms[east_slavic(number)], spoken.number(number))


@given(number=st.integers(0, 10_000_000), key=st.sampled_from(SENTENCES))
@settings(max_examples=100, deadline=None)
def test_english_has_one_and_others(number: int, key: str) -> None:
    spoken = words("en")
    forms = spoken._table["plural"][key]
    names = {name for _, name, _, _ in string.Formatter().parse(forms["other"]) if name} - {"n"}
    said = spoken.count(key, number, **dict.fromkeys(names, "x"))
    assert said == told(forms["one" if number == 1 else "other"], spoken.number(number))
