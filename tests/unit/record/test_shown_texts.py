"""A text and what was read in it, value by value: nothing of a mark is lost, swapped or made up on the way to print."""

from __future__ import annotations

import msgspec
import pytest

from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import (
    AgreementElement,
    AnyMention,
    EventMention,
    PersonMention,
    PlaceMention,
    QuantityMention,
    Quote,
    Statement,
    TimeMention,
)
from truceline.model.shown import Fact, ShownLine, ShownMark, ShownText
from truceline.record.shown_texts import shortened, shown_text

TEXT = "Shells fall\nBy A. Writer\nForty shells hit Orvane.\nNobody was hurt."
HEAD, BYLINE, FIRST, SECOND = Span(0, 11), Span(12, 24), Span(25, 49), Span(50, 66)
ITEM = EvidenceItem("itm_a", "0" * 64, "", "text/plain", "wire", "news", "a.txt", None, 0)
DOCUMENT = Document(ITEM, TEXT, (FIRST, SECOND), HEAD, BYLINE, language="en")
HERE = {"item_id": "itm_a", "start": 25, "end": 37, "text": "Forty shells", "method": "rule:x", "confidence_ppm": 7}


def facts(mention: AnyMention, **given: object) -> list[Fact]:
    (mark,) = shown_text(DOCUMENT, [mention], "Wire", "Europe/Kyiv", **given).marks  # type: ignore[arg-type]
    return list(mark.facts)


def test_a_text_is_told_with_its_lines_in_order_and_its_marks() -> None:
    read = [PersonMention(**HERE, name="A. Writer"), PersonMention(**{**HERE, "item_id": "itm_b"})]
    assert shown_text(DOCUMENT, read, "Wire: Shells", "UTC") == ShownText(
        item_id="itm_a",
        name="Wire: Shells",
        url="",
        language="en",
        published="",
        reprinted=True,
        lines=(
            ShownLine("headline", 0, 11, "Shells fall"),
            ShownLine("byline", 12, 24, "By A. Writer"),
            ShownLine("body", 25, 49, "Forty shells hit Orvane."),
            ShownLine("body", 50, 66, "Nobody was hurt."),
        ),
        marks=(ShownMark(1, "person", 25, 37, "Forty shells", (Fact("name", "A. Writer"),), "rule:x", 7),),
        marks_left_out=0,
    )


def test_lines_keep_their_places_where_their_words_are_kept_back() -> None:
    told = shown_text(DOCUMENT, (), "Wire", "UTC", reprinted=False)
    assert not told.reprinted
    assert [(line.role, line.start, line.words) for line in told.lines] == [
        ("headline", 0, ""), ("byline", 12, ""), ("body", 25, ""), ("body", 50, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("provenance", "url"),
    [
        ("https://wire.example/1", "https://wire.example/1"),
        ("http://wire.example/1", "http://wire.example/1"),
        ("ftp://wire.example/1", ""),
        ("handed over by the chair", ""),
    ],
)
def test_only_an_address_of_the_web_is_a_link(provenance: str, url: str) -> None:
    item = msgspec.structs.replace(ITEM, provenance=provenance)
    assert shown_text(msgspec.structs.replace(DOCUMENT, item=item), (), "Wire", "UTC").url == url


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ({}, ""),
        ({"published_day": "2023-11-14"}, "2023-11-14"),
        ({"published_s": 0, "published_day": "2023-11-14"}, "1970-01-01T03:00+03:00"),
    ],
)
def test_when_it_was_published_is_a_local_moment_or_the_day(published: dict[str, object], told: str) -> None:
    document = msgspec.structs.replace(DOCUMENT, **published)
    assert shown_text(document, (), "Wire", "Europe/Kyiv").published == told


def test_marks_stand_in_the_order_of_the_text_the_longer_first() -> None:
    def at(start: int, end: int, kind: type[AnyMention] = PersonMention, method: str = "m") -> AnyMention:
        return kind(item_id="itm_a", start=start, end=end, text="x", method=method, confidence_ppm=1)

    ordered = [at(0, 9), at(0, 5, PersonMention, "a"), at(0, 5, PersonMention, "b"), at(0, 5, TimeMention), at(3, 4)]
    shown = shown_text(DOCUMENT, reversed(ordered), "Wire", "UTC").marks
    assert [(m.number, m.start, m.end, m.kind, m.method) for m in shown] == [
        (1, 0, 9, "person", "m"), (2, 0, 5, "person", "a"), (3, 0, 5, "person", "b"), (4, 0, 5, "time", "m"),
        (5, 3, 4, "person", "m"),
    ]  # fmt: skip


def test_the_language_of_a_line_is_asked_at_its_ends_and_where_marks_begin() -> None:
    asked: list[int] = []

    def language_at(place: int) -> str | None:
        asked.append(place)
        return None

    empty = msgspec.structs.replace(DOCUMENT, body=(FIRST, Span(50, 50)))
    told = shown_text(empty, [PersonMention(**{**HERE, "start": 42})], "Wire", "UTC", language_at=language_at)
    assert sorted(asked) == [0, 10, 12, 23, 25, 42, 48, 50, 50]
    assert {line.language for line in told.lines} == {None}


def test_a_mark_is_cut_where_the_public_reads_it() -> None:
    (mark,) = shown_text(DOCUMENT, [PersonMention(**HERE)], "Wire", "UTC", most_words=8).marks
    assert mark.words == "Forty …"


@pytest.mark.parametrize(
    ("words", "most", "shown"),
    [("one two", 7, "one two"), ("one two", 6, "one …"), ("one two three", 11, "one two …"), ("a\t b", 3, "a b")],
)
def test_words_of_just_the_length_are_whole(words: str, most: int, shown: str) -> None:
    assert shortened(words, most) == shown


# --- the facts of each kind of mark


@pytest.mark.parametrize(
    ("mention", "told"),
    [
        (Quote(**HERE, speaker="The mayor", cue="said"), [Fact("speaker", "The mayor"), Fact("cue", "said")]),
        (Quote(**HERE), [Fact("speaker", "", "missing")]),
        (
            Statement(**HERE, speaker="The mayor", stance="denies", about="fire.shelling", mode="mixed", cue="denied"),
            [
                Fact("speaker", "The mayor"),
                Fact("stance", "denies", "code"),
                Fact("about", "fire.shelling", "code"),
                Fact("mode", "mixed", "code"),
                Fact("cue", "denied"),
            ],
        ),
        (
            Statement(**HERE),
            [Fact("speaker", "", "missing"), Fact("stance", "asserts", "code"), Fact("mode", "indirect", "code")],
        ),
        (QuantityMention(**HERE, value_milli=40_000), [Fact("value", "40000..40000", "bounds")]),
        (QuantityMention(**HERE, value_milli=9, low_milli=0), [Fact("value", "0..", "bounds")]),
        (QuantityMention(**HERE, value_milli=9, high_milli=0), [Fact("value", "..0", "bounds")]),
        (
            QuantityMention(**HERE, value_milli=1, unit="shell", of="shells", claimed_by="the army", part_of=99),
            [Fact("value", "1..1 shell", "amount"), Fact("of", "shells"), Fact("claimed_by", "the army")],
        ),
        (TimeMention(**HERE), [Fact("when", "", "missing")]),
        (TimeMention(**HERE, from_s=0), [Fact("when", "1970-01-01T03:00+03:00/", "interval")]),
        (TimeMention(**HERE, to_s=0), [Fact("when", "/1970-01-01T03:00+03:00", "interval")]),
        (PersonMention(**HERE, name="Ann"), [Fact("name", "Ann")]),
        (PersonMention(**HERE), []),
        (PlaceMention(**HERE, role="dateline"), [Fact("place_role", "dateline", "code")]),
        (
            AgreementElement(**HERE, element="force", status="proposed", by="A"),
            [Fact("element", "force", "code"), Fact("element_status", "proposed", "code"), Fact("by", "A")],
        ),
        (
            AgreementElement(**HERE, element="force", status="proposed"),
            [Fact("element", "force", "code"), Fact("element_status", "proposed", "code")],
        ),
    ],
)
def test_each_kind_of_mark_tells_what_was_read(mention: AnyMention, told: list[Fact]) -> None:
    assert facts(mention) == told


ACT = EventMention(**HERE, event_type="fire.shelling")
BARE = [
    Fact("event_type", "fire.shelling", "code"), Fact("places", "", "missing"), Fact("when", "", "missing"),
    Fact("verb", "reported", "code"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, BARE),
        (
            {"alleged_actor": "A", "claimed_by": "B", "weapon": "mlrs", "target": "school"},
            [
                *BARE, Fact("alleged_actor", "A"), Fact("claimed_by", "B"), Fact("weapon", "mlrs", "code"),
                Fact("target", "school", "code"),
            ],
        ),
        (
            {"places": ("Orvane", "the east"), "start_s": 0, "end_s": 60},
            [
                BARE[0], Fact("places", "Orvane; the east"),
                Fact("when", "1970-01-01T03:00+03:00/1970-01-01T03:01+03:00", "interval"), BARE[3],
            ],
        ),
        ({"count_low": 2, "count_unit": "shell"}, [*BARE, Fact("count", "2000.. shell", "amount")]),
        ({"count_high": 0}, [*BARE, Fact("count", "..0", "bounds")]),
        ({"killed_low": 1, "killed_high": 2}, [*BARE, Fact("killed_reported", "1000..2000", "bounds")]),
        ({"wounded_high": 3}, [*BARE, Fact("wounded_reported", "..3000", "bounds")]),
    ],
)  # fmt: skip
def test_an_event_tells_where_when_who_with_what_and_how_many(changes: dict[str, object], told: list[Fact]) -> None:
    assert facts(msgspec.structs.replace(ACT, **changes)) == told


@pytest.mark.parametrize("verb", ["saw", "camera_recorded", "imagery_revealed", "corroborated"])
def test_a_toll_that_a_monitor_established_is_told_as_such(verb: str) -> None:
    told = facts(msgspec.structs.replace(ACT, verb=verb, killed_low=1, killed_high=1, wounded_low=2, wounded_high=2))
    assert told[4:] == [
        Fact("killed_corroborated", "1000..1000", "bounds"), Fact("wounded_corroborated", "2000..2000", "bounds"),
    ]  # fmt: skip


@pytest.mark.parametrize(("event_type", "own"), [("harm.killed", "killed"), ("harm.wounded", "wounded")])
def test_a_toll_is_told_once_and_its_count_where_there_is_no_toll(event_type: str, own: str) -> None:
    counted = msgspec.structs.replace(ACT, event_type=event_type, count_low=2, count_unit="person")
    assert facts(counted)[4:] == [Fact("count", "2000.. person", "amount")]
    tolled = msgspec.structs.replace(counted, **{f"{own}_high": 3})
    assert facts(tolled)[4:] == [Fact(f"{own}_reported", "..3000", "bounds")]


def test_what_only_the_house_knows_of_a_place_follows() -> None:
    known = Fact("cell", "at 25")

    def located(mention: PlaceMention | EventMention) -> tuple[Fact, ...]:
        return (Fact("cell", f"at {mention.start}"),)

    assert facts(PlaceMention(**HERE), located=located) == [Fact("place_role", "mention", "code"), known]
    assert facts(ACT, located=located) == [*BARE, known]
    assert known not in facts(PersonMention(**HERE, name="Ann"), located=located)


def test_a_part_names_the_number_that_begins_where_it_says() -> None:
    whole = QuantityMention(**HERE)
    part = QuantityMention(**{**HERE, "start": 42, "text": "four of them"}, part_of=25)
    marks = shown_text(DOCUMENT, [part, whole, PersonMention(**{**HERE, "text": "no number"})], "Wire", "UTC").marks
    assert marks[-1].facts == (Fact("part_of", "Forty shells"),)
