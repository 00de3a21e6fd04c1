"""What a model suggests stands beside its words with every check it passed, and says whether a rule found it too."""

from __future__ import annotations

import pytest
from tests.unit.record.test_texts_let_out import document

from truceline.model.mentions import (
    AnyMention,
    EventMention,
    PersonMention,
    PlaceMention,
    QuantityMention,
    Quote,
    Statement,
    TimeMention,
)
from truceline.model.shown import Fact, ShownRefusal
from truceline.model.suggestion import Refused, Suggestion
from truceline.record.shown_suggestions import place_of, reviewed_text

TEXT = "The mayor said 40 shells hit Orvane on Friday"
HERE = {"item_id": "itm_a", "start": 15, "end": 24, "text": "40 shells", "method": "model", "confidence_ppm": 5}
VERBATIM, UNSEEN = Fact("verbatim", "[15:24]"), Fact("no_rule", "", "missing")


def reviewed(mention: AnyMention, agreed_by: str | None = None) -> tuple[Fact, ...]:
    one = Suggestion(mention, "m", "1", agreed_by)
    shown = reviewed_text(document("itm_a", text=TEXT), [one], (), {place_of(mention): "line"}, "Wire", "UTC")
    (found,) = shown.suggestions
    return found.checks


@pytest.mark.parametrize(
    ("mention", "checks"),
    [
        (QuantityMention(**HERE), [Fact("number_again", "40 shells")]),
        (QuantityMention(**HERE, claimed_by="the mayor"), [Fact("number_again", "40 shells")]),
        (TimeMention(**HERE), [Fact("date_again", "40 shells")]),
        (EventMention(**HERE, event_type="fire"), [Fact("in_taxonomy", "fire")]),
        (
            EventMention(**HERE, event_type="fire", places=("Orvane", "the east"), claimed_by="the mayor"),
            [Fact("in_taxonomy", "fire"), Fact("place_stands", "Orvane"), Fact("speaker_stands", "the mayor")],
        ),
        (Quote(**HERE, speaker="the mayor"), [Fact("speaker_stands", "the mayor")]),
        (Statement(**HERE, speaker="the mayor"), [Fact("speaker_stands", "the mayor")]),
        (Quote(**HERE), []),
        (PersonMention(**HERE), []),
        (PlaceMention(**HERE), []),
    ],
)
def test_each_kind_of_find_tells_the_checks_it_passed(mention: AnyMention, checks: list[Fact]) -> None:
    assert reviewed(mention) == (VERBATIM, *checks, UNSEEN)
    assert reviewed(mention, "rule:q") == (VERBATIM, *checks, Fact("rule", "rule:q"))


def test_a_review_has_each_suggestion_at_its_mark_and_what_was_refused() -> None:
    number, again, act = QuantityMention(**HERE), TimeMention(**HERE), Quote(**{**HERE, "start": 4, "end": 9})
    told = (Suggestion(number, "m", "1", "rule:n"), Suggestion(again, "m", "1"), Suggestion(act, "m", "1", "rule:q"))
    lines = {place_of(number): "a number", place_of(again): "a time", place_of(act): "a quotation"}
    refused = (Refused("event", "shells fell", "not in the text"),)
    shown = reviewed_text(document("itm_a", text=TEXT), told, refused, lines, "Wire", "UTC")
    assert [(one.mark.kind, one.line, one.checks[-1].value) for one in shown.suggestions] == [
        ("quote", "a quotation", "rule:q"),
        ("quantity", "a number", "rule:n"),
        ("time", "a time", ""),
    ]
    assert [one.mark for one in shown.suggestions] == list(shown.text.marks)
    assert (shown.text.name, shown.text.item_id) == ("Wire", "itm_a")
    assert shown.refused == (ShownRefusal("event", "shells fell", "not in the text"),)


def test_moments_of_a_review_are_told_in_its_zone() -> None:
    when = TimeMention(**HERE, from_s=0, to_s=60)
    shown = reviewed_text(
        document("itm_a", text=TEXT), [Suggestion(when, "m", "1")], (), {place_of(when): ""}, "Wire", "Europe/Kyiv"
    )
    assert shown.text.marks[0].facts[0].value == "1970-01-01T03:00+03:00/1970-01-01T03:01+03:00"
