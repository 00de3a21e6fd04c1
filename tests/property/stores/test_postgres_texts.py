"""Any text whatever can be kept in PostgreSQL, and comes back as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from truceline.stores.postgres.texts import kept, told
from truceline.stores.postgres.view_tables import words_of, words_query

_TEXTS = st.text(st.characters(exclude_categories=())) | st.text("\x00\x1a0a\ud800\udfff")


@given(_TEXTS)
def test_a_text_comes_back(text: str) -> None:
    inside = kept(text)
    assert "\x00" not in inside
    inside.encode()  # no half of a pair is left
    assert told(inside) == text


@given(_TEXTS, _TEXTS)
def test_two_texts_stay_two(one: str, other: str) -> None:
    assert (kept(one) == kept(other)) == (one == other)


@given(st.lists(_TEXTS), st.integers(), st.binary())
def test_lists_of_texts_too_and_nothing_else_changes(texts: list[str], number: int, data: bytes) -> None:
    assert [told(one) for one in kept(texts)] == texts
    assert kept(number) == number and kept(data) == data and kept(None) is None


@given(_TEXTS)
def test_words_hold_no_sign_that_a_question_could_stumble_over(text: str) -> None:
    for words in (words_of(text), words_query(text)):
        assert not {*words} & {*"\\\x00|!<>()"}
        assert words.replace("'", "").replace(":*", "").replace(" & ", " ").replace(" ", "").isalnum() or not words
