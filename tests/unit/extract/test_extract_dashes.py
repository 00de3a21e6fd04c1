"""Quotation dashes: dialogue as Ukrainian and Russian set it, and what only looks like it."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.dashes import dashed
from truceline.extract.marks import marked
from truceline.extract.sentences import paragraphs
from truceline.extract.story import Story
from truceline.model.evidence import Document, Span


def document(text: str) -> Document:
    return news_of(text, language="uk")


def spoken(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in dashed(text, paragraphs(document(text)))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("— Ми тримаємося, — сказав він.", ["Ми тримаємося"]),
        ("— Ми тримаємося, — сказав він. — І будемо.", ["Ми тримаємося", "І будемо."]),
        ("– Где патруль? – спросил сержант.", ["Где патруль?"]),
        ("- Мы держимся! - сказал он.", ["Мы держимся!"]),
        ("— Ми — українці, — сказав він.", ["Ми — українці"]),
        ("— Де вони?\n— Там, за річкою.", ["Де вони?", "Там, за річкою."]),
        ("— Where is he? — asked the sergeant. The men left.", ["Where is he?"]),
        ("— Milk\n— Bread\n— Twelve eggs", []),
        ("- Milk.\n- Bread.\n- Eggs.", []),
        ("— Reuters", []),
        ("PELL — The army left the town.", []),
        ("The army — and the police — left.", []),
    ],
)
def test_speech_behind_dashes(text: str, wanted: list[str]) -> None:
    assert spoken(text) == wanted


def test_the_span_is_masked_like_any_quotation_and_holds_marks_inside() -> None:
    text = "— «Слава» і воля, — відповів він."
    story = Story(document(text))
    assert [(piece.depth, text[piece.start : piece.end]) for piece in story.marked] == [
        (0, "«Слава» і воля"),
        (1, "Слава"),
    ]
    assert story.marked[0].dash
    assert "воля" not in story.narrator
    assert "відповів" in story.narrator


def test_marks_across_the_border_of_a_dash_win() -> None:
    text = "— Він сказав: «ми, — каже, — підемо», і пішов, — додав сусід."
    found = marked(text, (Span(0, len(text)),))
    assert "ми, — каже, — підемо" in [text[piece.start : piece.end] for piece in found]
