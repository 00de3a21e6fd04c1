"""What is concluded from what two narrators share: a brief against a rewrite with much of its own."""

from __future__ import annotations

import pytest

from truceline.derive.measures import Measures
from truceline.derive.params import DeriveParams
from truceline.derive.shared_facts import weight_of_facts
from truceline.derive.verdict import Place, Side, judge

#: a brief of 59 words and a rewrite of 142, which has every figure of it, in its order, and three words in a row twice
BRIEF = Measures(
    words_a=142, words_b=59, grams_a=140, grams_b=57, grams_shared=2, grams_telling=2, longest=4, covered=8,
    told_a=16, told_in_a=70, told_b=16, told_in_b=30, content_a=70, content_b=30, chained=11, chained_own=8,
    slots_same=3, slots_other=0, words_other=2, names_a=4, names_b=2, names_shared=2, lead_a=3, lead_b=2,
    lead_a_in_b=2, lead_b_in_a=2, figures_a=7, figures_b=5, figures_shared=5, figures_large=2, day=1, quotations=0,
    runs=2, touched_a=40, touched_b=30, another=0, taken_over=0,
)  # fmt: skip


def relation(measures: Measures) -> str | None:
    side = Side("en", frozenset())
    found = judge(measures, side, side, Place(early=True, opening=True), DeriveParams())
    return None if found is None else found.relation


def test_the_same_facts_are_no_second_witness_whatever_their_order() -> None:
    assert relation(BRIEF) == "rewrite"
    assert relation(BRIEF._replace(chained=0, chained_own=0, touched_a=0, touched_b=0)) == "rewrite"


@pytest.mark.parametrize(
    "other",
    [
        {"figures_a": 9, "figures_b": 9},  # figures of its own
        {"names_a": 6, "names_b": 6},  # names of its own
        {"names_shared": 1, "names_b": 3},
        {"figures_shared": 1, "figures_b": 4},
    ],
)
def test_facts_of_its_own_leave_it_open(other: dict[str, int]) -> None:
    assert relation(BRIEF._replace(**other)) in ("independent", "undetermined")


def test_what_everybody_asks_first_is_shared_by_every_reporter() -> None:
    """Two names and the number of the dead, and then each reporter's own."""
    own = {"names_a": 6, "names_b": 5, "names_shared": 2, "figures_a": 5, "figures_b": 4, "figures_shared": 1}
    assert relation(BRIEF._replace(**own, grams_shared=0, chained=0, chained_own=0)) == "independent"


def test_whom_both_quote_both_may_have_some_facts_of() -> None:
    assert weight_of_facts(BRIEF._replace(quotations=1)) < weight_of_facts(BRIEF)
    assert (relation(BRIEF), relation(BRIEF._replace(quotations=1))) == ("rewrite", "undetermined")


def test_the_reason_says_why_many_facts_conclude_nothing_beside_one_quotation() -> None:
    side = Side("en", frozenset())
    found = judge(BRIEF._replace(quotations=1), side, side, Place(early=True, opening=True), DeriveParams())
    assert found is not None and "2 names and 5 figures in both, none that the fuller account has not" in found.reason
    assert "whoever heard the words that both quote may have them too" in found.reason
    assert "too few" not in found.reason


@pytest.mark.parametrize(("names", "told"), [(0, None), (2, "undetermined")])
def test_a_stock_phrase_quoted_of_two_incidents_makes_them_not_one(names: int, told: str | None) -> None:
    filled = BRIEF._replace(quotations=1, another=1, names_shared=names, figures_shared=1 if names == 0 else 5)
    assert relation(filled) == told


@pytest.mark.parametrize("more", ["names_shared", "figures_shared"])
def test_shared_facts_weigh_for_one_origin_and_own_facts_against_it(more: str) -> None:
    few = BRIEF._replace(names_b=3, figures_shared=3, names_shared=1)
    assert weight_of_facts(few._replace(**{more: getattr(few, more) + 1})) > weight_of_facts(few)
    assert weight_of_facts(few._replace(names_a=5)) < weight_of_facts(few)
    assert weight_of_facts(few._replace(figures_b=6)) < weight_of_facts(few)
