"""Points behind ranks, words of number, marks inside figures, exact times, acts told again, what a deal obliges to."""

from __future__ import annotations

from typing import TypeVar

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import (
    AgreementElement,
    AnyMention,
    EventMention,
    QuantityMention,
    Statement,
    TimeMention,
)

_Kind = TypeVar("_Kind", bound=AnyMention)


def found(text: str, kind: type[_Kind]) -> list[_Kind]:
    document = news_of(text, "2033-03-16", "en")
    return [one for one in extract((document,)) if isinstance(one, kind)]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Maj. Gen.", "Oren Tal"),
        ("Sgt.", "Lena Hask"),
        ("Brig. Gen.", "Idris Bello"),
        ("Rev.", "Amos Keller"),
        ("Lt. Col.", "Samir Haddad"),
    ],
)
def test_the_point_behind_a_rank_ends_nothing(title: str, name: str) -> None:
    (told,) = found(f"“The road is mined,” said {title} {name}, who commands the post.", Statement)
    assert told.speaker == name


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("between four and five shells fell", 4, 5),
        ("between twenty and thirty shells fell", 20, 30),
        ("seven or eight shells fell", 7, 8),
        ("nine to eleven shells fell", 9, 11),
        ("a hundred and six shells fell", 106, 106),
        ("two thousand and ten shells fell", 2010, 2010),
    ],
)
def test_words_of_number_are_added_only_to_hundreds_and_thousands(words: str, low: int, high: int) -> None:
    (told,) = found(f"He said {words} there.", QuantityMention)
    assert (told.low_milli, told.high_milli) == (low * 1000, high * 1000)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("At 6:15 two shells hit Pell.", "At 6:15 two shells hit Pell"),
        ("The patrol heard nine explosions 4–6 km north of Pell.",
         "The patrol heard nine explosions 4–6 km north of Pell"),
        ("The mission said its patrol heard nine explosions near Pell.",
         "its patrol heard nine explosions near Pell"),
    ],
)  # fmt: skip
def test_an_event_is_not_cut_inside_a_figure_and_begins_behind_who_says_it(text: str, span: str) -> None:
    assert span in [one.text for one in found(text, EventMention)]


def test_the_most_exact_time_of_the_clause_is_the_events() -> None:
    (told,) = found("At 05:40 this morning shells hit Pell.", EventMention)
    assert told.start_s is not None
    assert told.end_s is not None
    assert told.end_s - told.start_s == 60
    (time,) = found("At 05:40 this morning shells hit Pell.", TimeMention)
    assert time.text == "05:40 this morning"


def test_who_accused_each_other_of_what() -> None:
    (told,) = found("Both armies accused each other on Monday of shelling the bridge.", Statement)
    assert (told.speaker, told.text) == ("Both armies", "shelling the bridge")


def test_a_standing_ally_has_said_nothing() -> None:
    assert found("Tehran, which backs the Alliance, sent fuel.", Statement) == []


def test_those_who_are_counted_are_persons() -> None:
    (told,) = found("The mayor puts the number of those still missing at some 300.", QuantityMention)
    assert told.unit == "person"


def test_what_is_only_since_something_is_no_time() -> None:
    assert found("It has been quiet since the summit.", TimeMention) == []


def test_an_act_that_was_told_is_not_told_again_by_its_name() -> None:
    text = "Rebel drones struck a depot in Pell overnight. Cairo called the strike on Pell “a crime”."
    assert [one.event_type for one in found(text, EventMention)] == ["air.drone_strike"]


@pytest.mark.parametrize(
    ("text", "code", "status"),
    [
        ("Under the deal signed in Pell on Monday, each side must pull tanks back 10 km within two days.",
         "withdrawal_of_weapons", "agreed"),
        ("Under the accord, both armies are to withdraw their troops from Pell.", "withdrawal_of_troops", "agreed"),
        ("The rebels agreed to free 90 detainees.", "prisoner_exchange", "agreed"),
    ],
)  # fmt: skip
def test_what_a_deal_obliges_to_is_a_part_of_it(text: str, code: str, status: str) -> None:
    assert (code, status) in [(one.element, one.status) for one in found(text, AgreementElement)]


@pytest.mark.parametrize(
    "text",
    [
        "It was far from anything the rebels could accept to halt their advance.",
        "He said the army was committed to a path of conquest.",
        "The text was ready for signature.",
        "Asked whether he would honour the truce, he laughed.",
    ],
)
def test_purposes_opinions_and_questions_are_no_parts_of_an_agreement(text: str) -> None:
    assert found(text, AgreementElement) == []
