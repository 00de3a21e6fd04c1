"""Two texts side by side, value by value: whole for the house, in excerpts that end where they must for the public."""

from __future__ import annotations

import msgspec
import pytest

from truceline.model.comparison import Beside, Comparison, LoneFact, Passage, QuotePair, Run
from truceline.model.evidence import Span
from truceline.model.observation import Derivation
from truceline.model.shown import (
    ShownBeside,
    ShownFact,
    ShownPair,
    ShownPassage,
    ShownQuote,
    ShownRun,
)
from truceline.record.shown_pairs import Excerpt, shown_pair

A, B = "Forty shells hit Orvane. Nobody was hurt.", "Four shells fell on Orvane, said the mayor."
FIRST, SECOND = Passage(0, 24, (Run(6, 12, "same"), Run(17, 23, "same"))), Passage(25, 41)
OTHER = Passage(0, 26, (Run(0, 4, "varied"),))
QUOTED = QuotePair(
    a=Span(0, 12), b=Span(5, 11), flags=("cut",), a_speaker="Ann", b_speaker="Ben", attribution="other",
    cut_in=("b",), cut="edge", changed=(("Forty shells", "Four shells"),),
)  # fmt: skip
COMPARED = Comparison(
    a="itm_a", b="itm_b", beside=(Beside((FIRST, SECOND), (OTHER,), moved=True), Beside((SECOND,), ())),
    quotes=(QUOTED,), lone=(LoneFact("a", "quantity", 0, 12), LoneFact("b", "statement", 28, 42)),
    one_language=False, whole=False,
)  # fmt: skip
KNOWN = Derivation("itm_a", "itm_b", "rewrite", 700_000, (), "Because.", "b_from_a", "AFP")
SHOWN_OTHER = ShownPassage(0, 26, (ShownRun("Four", "varied"), ShownRun(" shells fell on Orvane")))
SHOWN_FIRST = ShownPassage(
    0, 24,
    (
        ShownRun("Forty "), ShownRun("shells", "same"), ShownRun(" hit "), ShownRun("Orvane", "same"), ShownRun("."),
    ),
)  # fmt: skip
SHOWN_SECOND = ShownPassage(25, 41, (ShownRun("Nobody was hurt."),))


def shown(compared: Comparison = COMPARED, known: Derivation | None = KNOWN, **excerpt: int) -> ShownPair:
    return shown_pair(compared, known, (A, B), ("Wire", "Paper"), Excerpt(**excerpt))


def test_the_house_has_every_word_of_both() -> None:
    assert shown() == ShownPair(
        a="itm_a",
        b="itm_b",
        a_name="Wire",
        b_name="Paper",
        relation="rewrite",
        score_ppm=700_000,
        reason="Because.",
        direction="b_from_a",
        credit="AFP",
        one_language=False,
        whole=False,
        beside=(
            ShownBeside((SHOWN_FIRST, SHOWN_SECOND), (SHOWN_OTHER,), moved=True),
            ShownBeside((SHOWN_SECOND,), (), moved=False),
        ),
        rows_left_out=0,
        quotes=(
            ShownQuote(
                a_words="Forty shells", b_words="shells", a_start=0, b_start=5, a_speaker="Ann", b_speaker="Ben",
                flags=("cut",), attribution="other", cut="edge", cut_in=("b",),
                changed=(("Forty shells", "Four shells"),),
            ),
        ),
        lone=(
            ShownFact("a", "quantity", "Forty shells", 0),
            ShownFact("b", "statement", "said the mayor", 28),
        ),
    )  # fmt: skip


def test_without_a_derivation_nothing_is_said_of_how_they_relate() -> None:
    told = shown(known=None)
    assert (told.relation, told.score_ppm, told.reason, told.direction, told.credit) == ("", 0, "", "", "")
    plain = shown(known=msgspec.structs.replace(KNOWN, direction=None, credit=None))
    assert (plain.relation, plain.direction, plain.credit) == ("rewrite", "", "")


def test_excerpts_keep_the_rows_that_share_most_in_the_order_of_the_text() -> None:
    def row(shared: int, start: int) -> Beside:
        return Beside((Passage(start, start + 5, (Run(start, start + shared, "same"),) if shared else ()),), (OTHER,))

    rows = (row(2, 0), row(4, 6), Beside((FIRST,), ()), Beside((), (OTHER,)), row(0, 13), row(2, 17))
    told = shown(msgspec.structs.replace(COMPARED, beside=rows), rows=2)
    assert [one.a[0].start for one in told.beside] == [0, 6]
    assert told.rows_left_out == 4
    every = shown(msgspec.structs.replace(COMPARED, beside=rows), rows=9)
    assert [one.a[0].start for one in every.beside] == [0, 6, 17], "what shares no word is not laid side by side"


def test_a_row_of_an_excerpt_has_two_passages_of_a_side() -> None:
    row = Beside((FIRST, SECOND, SECOND), (OTHER, OTHER, OTHER))
    told = shown(msgspec.structs.replace(COMPARED, beside=(row,)), rows=1)
    assert [(len(one.a), len(one.b)) for one in told.beside] == [(2, 2)]
    assert [len(one.a) for one in shown(msgspec.structs.replace(COMPARED, beside=(row,))).beside] == [3]


@pytest.mark.parametrize(
    ("most", "parts"),
    [
        (24, SHOWN_FIRST.parts),
        (23, (*SHOWN_FIRST.parts[:4], ShownRun("…", "left_out"))),
        (17, (*SHOWN_FIRST.parts[:3], ShownRun("…", "left_out"))),
        (16, (*SHOWN_FIRST.parts[:2], ShownRun("…", "left_out"))),
        (9, (ShownRun("Forty "), ShownRun("she", "same"), ShownRun("…", "left_out"))),
        (5, (ShownRun("Forty"), ShownRun("…", "left_out"))),
        (0, (ShownRun("…", "left_out"),)),
    ],
)
def test_a_passage_is_cut_at_its_length_and_says_so(most: int, parts: tuple[ShownRun, ...]) -> None:
    assert shown(passage=most).beside[0].a[0].parts == parts


def test_a_long_part_is_cut_at_its_last_word() -> None:
    compared = msgspec.structs.replace(COMPARED, beside=(Beside((SECOND,), (OTHER,)),))
    assert shown(compared, passage=13).beside[0].a[0].parts == (ShownRun("Nobody was"), ShownRun("…", "left_out"))


def test_quotations_and_facts_are_cut_at_a_word() -> None:
    told = shown(words=9)
    assert [(one.a_words, one.b_words, one.changed) for one in told.quotes] == [
        ("Forty …", "shells", (("Forty …", "Four …"),))
    ]
    assert [one.words for one in told.lone] == ["Forty …", "said the …"]
