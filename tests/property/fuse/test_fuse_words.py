"""Many words are sorted as Python sorts them, whatever they begin with and however long they are."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.fuse import arrays
from truceline.fuse.arrays import alphabetical, coded
from truceline.fuse.ordered import Ordered

#: letters that share bytes, and one that ends nothing
WORDS = st.lists(st.text("ab\0яў😀", max_size=12), min_size=1, max_size=40, unique=True)


@pytest.fixture(autouse=True, scope="module")
def _few_are_many() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(arrays, "_MANY", 1)
        yield


@given(WORDS, st.sampled_from(["", "obs_", "я" * 9]), st.integers(0, 2))
def test_words_are_sorted_by_their_letters(words: list[str], before: str, skipped: int) -> None:
    words = [before + word for word in words]
    column = pa.array(["", "zz"][:skipped] + words, pa.string()).slice(skipped)
    assert [words[at] for at in alphabetical(column)] == sorted(words)


@given(st.lists(st.sampled_from(["a", "b", "ab", "я", None]), min_size=1, max_size=30), st.data())
def test_words_are_coded_in_the_order_in_which_they_are_read(words: list[str | None], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(words))))
    table = pa.table({"word": pa.array(words, pa.string())})
    codes, values = coded(Ordered(table, pa.array(order, pa.int64()).to_numpy()), "word")
    told = values.to_pylist()
    assert [told[code] if code >= 0 else None for code in codes] == [words[at] for at in order]
    assert told == sorted({word for word in words if word is not None})
