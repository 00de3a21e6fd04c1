"""Which texts a bulletin lays side by side, in what order, and of which it reads out what."""

from __future__ import annotations

from typing import Any

import pytest
from tests.record_material import WEEK, material

from truceline.model.comparison import Comparison
from truceline.model.evidence import Document, EvidenceItem
from truceline.model.mentions import Quote
from truceline.model.observation import Derivation, Origin
from truceline.record.material import Material, ReleasePolicy
from truceline.record.public_pairs import most_telling, public_pairs, wanted
from truceline.record.public_readings import MOST_MARKS, public_readings

POLICY = ReleasePolicy(cell_resolution=5, delay_h=24, min_cell=3)
INSIDE = WEEK.start_s + 60


def text(name: str, source_class: str = "news", at: int = INSIDE, published_s: int | None = None) -> Document:
    item = EvidenceItem(name, "", "", "text/plain", f"wire {name}", source_class, f"{name}.txt", at, 0)  # type: ignore[arg-type]
    return Document(item, f"Shells fell, says {name}.", (), published_s=published_s)


def holding(*texts: Document, **given: Any) -> Material:
    return material(items=tuple(one.item for one in texts), documents=texts, **given)


def pair(a: str, b: str, relation: str = "rewrite", score: int = 500_000) -> Derivation:
    return Derivation(a, b, relation, score, (), "")


def names(pairs: tuple[Derivation, ...]) -> list[str]:
    return [one.a + one.b for one in pairs]


def test_what_tells_most_comes_first() -> None:
    pairs = (
        pair("a", "b", "independent"), pair("a", "c", "copy"), pair("a", "d", "undetermined"),
        pair("a", "e", "one_origin"),
        pair("a", "f", "rewrite", 900_000), pair("a", "g", "partial"), pair("b", "a", "partial"),
        pair("b", "c", "partial"),
    )  # fmt: skip
    assert names(most_telling(pairs)) == ["ag", "ba", "bc", "af", "ae", "ad", "ac", "ab"]


def test_both_are_published_one_is_of_the_period_and_both_are_at_hand() -> None:
    old, older = text("old", at=WEEK.start_s - 9), text("older", at=WEEK.start_s - 99)
    gone = text("gone").item
    held = holding(text("a"), old, older, text("own", "patrol"))
    pairs = (pair("a", "old"), pair("old", "older"), pair("a", "own"), pair("a", "gone"))
    held = material(items=(*held.items, gone), documents=held.documents, pairs=pairs)
    assert names(wanted(held)) == ["aold"]


def test_the_twelve_that_tell_most_are_shown_in_the_order_of_their_names() -> None:
    letters = "abcdefg"
    every = [(a, b) for n, a in enumerate(letters) for b in letters[n + 1 :]]
    pairs = tuple(pair(a, b, score=n) for n, (a, b) in enumerate(every))
    assert names(wanted(holding(*map(text, letters), pairs=pairs))) == [a + b for a, b in every[-12:]]


@pytest.mark.parametrize(("together", "shown"), [(("a", "b", "c", "d"), 2), (("a", "b"), 5)])
def test_two_pairs_of_a_story_are_enough(together: tuple[str, ...], shown: int) -> None:
    """Of four texts there are six pairs; where two of them are one story, they have two pairs each with the others."""
    pairs = tuple(pair(a, b) for n, a in enumerate("abcd") for b in "abcd"[n + 1 :])
    held = holding(*map(text, "abcd"), pairs=pairs, origins=(Origin("org", together),))
    expected = shown if len(together) == 4 else 6
    assert len(wanted(held)) == expected


def test_a_pair_is_shown_where_it_was_compared_under_the_names_of_its_texts() -> None:
    pairs = (pair("a", "b"), pair("a", "c"))
    compared = Comparison(a="a", b="b", beside=(), quotes=(), lone=())
    (shown,) = public_pairs(holding(*map(text, "abc"), pairs=pairs, comparisons=(compared,)))
    assert (shown.a_name, shown.b_name, shown.relation) == ("wire a", "wire b", "rewrite")


def said(name: str, start: int = 0) -> Quote:
    return Quote(item_id=name, start=start, end=start + 1, text="S", method="q", confidence_ppm=1, speaker="X")


def read(held: Material, behind: tuple[str, ...] = ()) -> tuple[list[str], int]:
    shown, left_out = public_readings(held, POLICY, frozenset(behind))
    return [one.item_id for one in shown], left_out


def test_texts_behind_incidents_come_first_then_the_oldest() -> None:
    texts = (
        text("d", published_s=5),
        text("c", published_s=9),
        text("b", published_s=9),
        text("a"),
        text("e", "social"),
    )
    held = holding(*texts, mentions=tuple(said(one.item_id) for one in texts))
    assert read(held) == (["a", "d", "b", "c"], 0)
    assert read(held, ("c",)) == (["c", "a", "d", "b"], 0)


def test_a_text_in_which_nothing_was_read_is_neither_shown_nor_left_out() -> None:
    assert read(holding(text("a"), text("b"), mentions=(said("b"),))) == (["b"], 0)


def test_what_has_no_room_is_left_out_and_what_follows_may_have_it() -> None:
    many = tuple(said("b", n % 9) for n in range(MOST_MARKS))
    held = holding(*map(text, "abc"), mentions=(said("a"), *many, said("c")))
    assert read(held) == (["a", "c"], 1)
    assert read(holding(text("b"), mentions=many)) == (["b"], 0)
    assert read(holding(text("b"), mentions=(*many, said("b")))) == ([], 1)
