"""Turns of phrase that reporters use every day: who is meant, what is counted, what was denied, what stays open."""

from __future__ import annotations

from typing import TypeVar

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import (
    AgreementElement,
    AnyMention,
    EventMention,
    PlaceMention,
    QuantityMention,
    Statement,
    TimeMention,
)

_Kind = TypeVar("_Kind", bound=AnyMention)


def found(text: str, kind: type[_Kind]) -> list[_Kind]:
    document = news_of(text, "2033-03-16", "en")
    return [one for one in extract((document,)) if isinstance(one, kind)]


@pytest.mark.parametrize(
    ("text", "speaker", "words", "stance"),
    [
        ("The army called the allegations fabricated.", "army", "the allegations fabricated", "denies"),
        ("Seven shells fell, she added, and three hit the mill.", None,
         "Seven shells fell, she added, and three hit the mill", "asserts"),
        ("Some 40 left, according to the International Office for Refugees.", "International Office for Refugees",
         "Some 40 left", "asserts"),
        ("PORT PELL, 14 March 2033 (Agency) — The road is open, the ministry said.", "ministry", "The road is open",
         "asserts"),
    ],
)  # fmt: skip
def test_statements(text: str, speaker: str | None, words: str, stance: str) -> None:
    (told,) = found(text, Statement)
    assert (told.speaker, told.text, told.stance) == (speaker, words, stance)


def test_an_age_stands_for_the_person_told_of() -> None:
    text = "Lena Hask swept the stairs. “It was the glass,” says the 61-year-old teacher."
    (told,) = found(text, Statement)
    assert told.speaker == "Lena Hask"


@pytest.mark.parametrize(
    ("text", "words", "code", "status"),
    [
        ("Cairo insisted on a full and unconditional ceasefire.", "full and unconditional ceasefire", "ceasefire",
         "demanded"),
        ("The rebels agreed to free at least 40 detainees.", "free at least 40 detainees", "prisoner_exchange",
         "agreed"),
        ("They have not agreed who will pay.", "who will pay", "other", "unresolved"),
        ("The sides remain far apart on customs.", "customs", "other", "unresolved"),
        ("The army accepted a three-day pause in fighting.", "a three-day pause in fighting", "ceasefire", "agreed"),
    ],
)  # fmt: skip
def test_elements(text: str, words: str, code: str, status: str) -> None:
    assert (words, code, status) in [(one.text, one.element, one.status) for one in found(text, AgreementElement)]


@pytest.mark.parametrize(
    "text",
    [
        "Two of the dead were nurses from Pell.",
        "The freed prisoners were in Brod.",
        "Cairo has offered help in case a truce is reached.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert found(text, EventMention) == []


def test_a_list_of_places_is_inside_the_events_words() -> None:
    told = found("Strikes were recorded in the Pell, Brod and Kolt regions.", EventMention)
    assert {one.text for one in told} == {"Strikes were recorded in the Pell, Brod and Kolt regions"}


def test_guns_that_are_missing_are_told_once() -> None:
    told = found("At a store near Pell, the mission noted that nine towed howitzers were missing.", EventMention)
    assert [(one.event_type, one.text) for one in told] == [
        ("weapon.absent", "nine towed howitzers were missing"),
    ]


def test_who_shot_drones_down_did_not_send_them() -> None:
    (told,) = found("The army said its guns had shot down six of nine drones over Pell.", EventMention)
    assert told.alleged_actor is None


def test_an_adjective_or_a_number_names_no_place() -> None:
    text = "Regional governor Oren Tal was in Pell. At School No. 5 tea was served."
    assert [one.text for one in found(text, PlaceMention)] == ["Pell"]


def test_a_month_of_last_year_is_one_time() -> None:
    (told,) = found("The town has been besieged since April last year.", TimeMention)
    assert told.text == "since April last year"


def test_those_who_fled_are_persons() -> None:
    (told,) = found("About 1,900 have fled on foot.", QuantityMention)
    assert told.unit == "person"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ministry condemned the drone strike on Pell on Monday.", "air.drone_strike"),
        ("No fewer than nine shells were fired at Pell.", "fire.shelling"),
    ],
)
def test_what_is_condemned_or_counted_from_below_has_happened(text: str, kind: str) -> None:
    assert [one.event_type for one in found(text, EventMention)] == [kind]


def test_a_late_hour_is_of_the_night_that_was_told() -> None:
    text = "Shells hit Pell on the night of 12 to 13 March. The last fell at 22:41."
    late = found(text, TimeMention)[-1]
    assert late.from_s == 1_994_280_060  # 12 March 2033


def test_who_is_accused_is_no_part_of_the_acts_words() -> None:
    text = "The army accused the rebels on Monday of killing 12 villagers in Pell on 11 March."
    (told,) = found(text, EventMention)
    assert told.text == "killing 12 villagers in Pell on 11 March"


def test_two_demands_of_one_speaker_are_two_statements() -> None:
    told = found("The envoy urged all sides to halt attacks and appealed to the army to let aid in.", Statement)
    assert [(one.text, one.stance) for one in told] == [
        ("all sides to halt attacks", "demands"),
        ("the army to let aid in", "demands"),
    ]


def test_what_somebody_is_to_do_in_the_bare_form() -> None:
    (told,) = found("The ministry demands that Arvenia withdraw its artillery behind the line.", AgreementElement)
    assert (told.element, told.status) == ("withdrawal_of_weapons", "demanded")


def test_a_numbered_hill_keeps_its_number() -> None:
    assert [one.text for one in found("Shells fell near Hill 214.", PlaceMention)] == ["near Hill 214"]


def test_what_is_included_stands_as_what_includes_it() -> None:
    text = "The allies said they had agreed security guarantees in Pell, including a peacekeeping force."
    assert {(one.element, one.status) for one in found(text, AgreementElement)} == {
        ("security_guarantees", "agreed"),
        ("peacekeeping_force", "agreed"),
    }


def test_an_event_begins_with_all_its_subjects() -> None:
    text = "In Pell, Oren Tal, Lena Hask of Kestria, and Idris Bello signed an agreement on Monday."
    (told,) = found(text, EventMention)
    assert not told.text.startswith("and ")
