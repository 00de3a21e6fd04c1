"""None, one and all are said as a person says them, in every language; an untold agreement is not one not in force."""

from __future__ import annotations

import msgspec
import pytest
from tests.golden.publish.sample_bulletin import empty_bulletin, sample_bulletin

from truceline.model.bulletin import Bulletin, PublicBefore, PublicScope
from truceline.publish.answer import answer
from truceline.publish.own import own
from truceline.publish.words import LANGUAGES, words

EN = words("en")


def card(bulletin: Bulletin, question: str) -> str:
    found = next(one for one in answer(bulletin, EN).cards if one.question.startswith(question))
    return " ".join(text.words for text in found.answer)


def with_origins(*spans: tuple[int, int]) -> Bulletin:
    bulletin = sample_bulletin(len(spans))
    incidents = tuple(
        msgspec.structs.replace(one, origins_min=low, origins_max=high)
        for one, (low, high) in zip(bulletin.incidents, spans, strict=True)
    )
    return msgspec.structs.replace(bulletin, incidents=incidents)


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        (((2, 3),), "The one incident has two or more independent origins."),
        (((1, 2),), "Whether the one incident has a second independent origin is not settled."),
        (((1, 1),), "The one incident has one origin only: a second is not established."),
        (((2, 2), (3, 3)), "All 2 incidents have two or more independent origins."),
        (((1, 1), (1, 1)), "None of the 2 incidents has a second independent origin that is established."),
        (((1, 2), (2, 2)), "1–2 of 2 incidents have two or more independent origins."),
    ],
)
def test_how_many_have_a_second_origin(spans: tuple[tuple[int, int], ...], said: str) -> None:
    assert card(with_origins(*spans), "How sure").endswith(said)


def test_without_an_agreement_no_answer_of_before_is_said_to_be_not_in_force() -> None:
    bulletin = msgspec.structs.replace(empty_bulletin(), before=PublicBefore("undetermined", False, 3, 0))
    assert card(bulletin, "What changed") == "The answer is the same as before. Incidents: 0, before 3."
    named = msgspec.structs.replace(sample_bulletin(), before=PublicBefore("undetermined", False, 3, 0))
    assert "The answer before: Not in force." in card(named, "What changed")


def test_that_no_place_is_published_is_said_once() -> None:
    bulletin = sample_bulletin(3)
    hidden = tuple(msgspec.structs.replace(one, cell=None, cell_outline=None) for one in bulletin.incidents)
    told = card(msgspec.structs.replace(bulletin, incidents=hidden, by_part=(), provisions=()), "Where")
    assert told == "No place of an incident can be published in this period."


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
@pytest.mark.parametrize("is_", ["is holding", "is eroding", "has collapsed"])
def test_a_period_without_a_report_has_its_headline_in_every_language(lang: str, is_: str) -> None:
    headline = f"The ceasefire {is_}: no incident-level evidence was received for this period."
    assert not own(headline, words(lang)).own


def test_a_sector_of_all_incidents_is_not_named_beside_a_choice_of_them() -> None:
    bulletin = sample_bulletin(3)
    hidden = tuple(msgspec.structs.replace(one, cell=None, cell_outline=None) for one in bulletin.incidents)
    whole = msgspec.structs.replace(bulletin, incidents=hidden)
    assert "incidents of force in the period" in card(whole, "Where")
    chosen = msgspec.structs.replace(whole, scope=PublicScope(provisions=("fire",)))
    assert "incidents of force in the period" not in card(chosen, "Where")


def test_a_ceasefire_in_force_on_every_day_is_in_force() -> None:
    assert answer(sample_bulletin(), EN).in_force_word == "A ceasefire is in force on 12 of 14 days of this period."
    days = tuple(msgspec.structs.replace(day, in_force=True) for day in sample_bulletin().days)
    always = msgspec.structs.replace(sample_bulletin(), days=days)
    assert answer(always, EN).in_force_word == "A ceasefire is in force in this period."
