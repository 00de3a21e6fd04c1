"""On an engine, the search for pairs of texts finds what it finds in one process."""

from __future__ import annotations

import numpy as np
import pytest
from tests.derive_texts import told_and_retold

from truceline.derive import parts
from truceline.derive.candidates import candidates
from truceline.derive.derive import derive
from truceline.derive.params import DeriveParams
from truceline.derive.shelf import shelved
from truceline.engines.duckdb import DuckEngine


@pytest.mark.parametrize("texts", [1, 7, 1_000])
def test_parts_of_any_size_give_the_same_pairs(texts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_TEXTS", texts)
    shelf = shelved(told_and_retold(40))
    alone = candidates(shelf, DeriveParams())
    assert len(alone) >= 20
    assert np.array_equal(alone, candidates(shelf, DeriveParams(), engine=DuckEngine()))


def test_nothing_and_one_text_have_no_pairs() -> None:
    for number in (0, 1):
        documents = told_and_retold(number)
        assert derive(documents, engine=DuckEngine()) == derive(documents)
