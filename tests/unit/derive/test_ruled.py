"""Rulings on texts are followed, whatever their words; in any order; and nothing is left of one that is taken back."""

from __future__ import annotations

import random

import pytest

from truceline.derive.agreeing import agreeing
from truceline.derive.derive import Derived
from truceline.derive.ruled import ruled, rulings_table
from truceline.model.errors import InputError
from truceline.model.groups import origins
from truceline.model.observation import Derivation, TextDecision

ITEMS = tuple(f"itm_{name}" for name in "abcde")


def by_words(*told: tuple[str, str, int]) -> Derived:
    """Relations of these items: (pair, relation, score), as in ("ab", "copy", 900)."""
    pairs = tuple(
        Derivation(f"itm_{of[0]}", f"itm_{of[1]}", how, score, (), "Words.") for of, how, score in sorted(told)
    )
    return Derived(pairs, origins(ITEMS, pairs, frozenset({"copy", "rewrite"})))


def said(*verdicts: tuple[str, str]) -> tuple[TextDecision, ...]:
    return tuple(TextDecision(f"itm_{of[0]}", f"itm_{of[1]}", what, "R", "read") for of, what in verdicts)  # type: ignore[arg-type]


def groups(derived: Derived) -> list[str]:
    return ["".join(item[-1] for item in origin.items) for origin in derived.origins]


CHAIN = by_words(("ab", "copy", 900), ("bc", "rewrite", 800), ("de", "undetermined", 300))


def test_without_rulings_nothing_is_another() -> None:
    assert ruled(CHAIN, ()) is CHAIN
    assert ruled(CHAIN, said(("ax", "one_origin"))) is CHAIN  # it waits for a text that is not at hand


def test_a_ruling_joins_and_parts() -> None:
    assert groups(CHAIN) == ["abc", "d", "e"]
    assert groups(ruled(CHAIN, said(("de", "one_origin")))) == ["abc", "de"]
    assert groups(ruled(CHAIN, said(("ad", "one_origin")))) == ["abcd", "e"]
    assert groups(ruled(CHAIN, said(("ab", "undetermined")))) == ["a", "bc", "d", "e"]
    assert groups(ruled(CHAIN, said(("ab", "two_origins")))) == ["a", "bc", "d", "e"]


def test_what_goes_back_to_two_origins_stands_with_the_nearer() -> None:
    found = ruled(CHAIN, said(("ac", "two_origins")))
    assert groups(found) == ["ab", "c", "d", "e"]
    assert [pair.relation for pair in found.pairs] == ["copy", "two_origins", "rewrite", "undetermined"]
    nearer = by_words(("ab", "copy", 700), ("bc", "rewrite", 800))
    assert groups(ruled(nearer, said(("ac", "two_origins")))) == ["a", "bc", "d", "e"]


def test_the_reason_says_that_a_person_ruled_and_not_who() -> None:
    (pair,) = [pair for pair in ruled(CHAIN, said(("de", "two_origins"))).pairs if pair.a == "itm_d"]
    assert pair.reason == "A person has ruled that the texts go back to two origins; by the words alone: words."
    assert pair.score_ppm == 300


def test_the_order_of_rulings_makes_no_difference() -> None:
    held = list(said(("ac", "two_origins"), ("bd", "one_origin"), ("ce", "one_origin"), ("ae", "two_origins")))
    first = ruled(CHAIN, held)
    for seed in range(6):
        random.Random(seed).shuffle(held)
        assert ruled(CHAIN, held) == first


def test_two_that_are_held_apart_never_stand_in_one_origin() -> None:
    for seed in range(200):
        draw = random.Random(seed)
        every = [(f"{a}{b}") for n, a in enumerate("abcde") for b in "abcde"[n + 1 :]]
        words = by_words(
            *((of, draw.choice(("copy", "partial")), draw.randrange(1_000)) for of in every if draw.random() < 0.6)
        )
        held = said(
            *((of, draw.choice(("one_origin", "two_origins", "undetermined"))) for of in every if draw.random() < 0.4)
        )
        try:
            found = ruled(words, held)
        except InputError:
            with pytest.raises(InputError):
                agreeing(held)
            continue
        of_item = {item: origin.origin_id for origin in found.origins for item in origin.items}
        for one in held:
            if one.verdict != "undetermined":
                assert (of_item[one.a] == of_item[one.b]) == (one.verdict == "one_origin"), (seed, one)


def test_rulings_that_contradict_each_other_are_named() -> None:
    with pytest.raises(InputError, match="two origins"):
        ruled(CHAIN, said(("ab", "one_origin"), ("bc", "one_origin"), ("ac", "two_origins")))


def test_the_table_says_what_came_of_them() -> None:
    held = said(("ac", "two_origins"), ("de", "undetermined"), ("ax", "one_origin"))
    rows = rulings_table(held, ruled(CHAIN, held).origins).to_pylist()
    assert [row["same"] for row in rows] == [False, True, None]
    assert rows[0]["a_origin_id"] != rows[0]["b_origin_id"]
    assert rows[1]["b_origin_id"] is None
