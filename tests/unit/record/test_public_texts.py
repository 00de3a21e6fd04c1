"""Words that were published: once each, under the name of who published them, and joined as they were found to be."""

from __future__ import annotations

from typing import Any

import pytest
from tests.record_material import WEEK, material

from truceline.model.bulletin import PublicElement, PublicLink
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.ids import content_id
from truceline.model.mentions import AgreementElement, AnyMention, QuantityMention, Quote, Statement
from truceline.model.observation import Derivation, Origin
from truceline.record.material import Material
from truceline.record.public_texts import (
    name_of,
    named,
    public_elements,
    public_origins,
    public_quantities,
    public_sources,
    public_statements,
)

AT = {"method": "m", "confidence_ppm": 1}
INSIDE = WEEK.start_s + 60


def item(name: str, source_class: str = "news", source: str = "Wire", reported_s: int | None = INSIDE) -> EvidenceItem:
    return EvidenceItem(name, "", "", "text/plain", source, source_class, f"{name}.txt", reported_s, 0)  # type: ignore[arg-type]


def holding(*mentions: AnyMention, items: tuple[EvidenceItem, ...] = (item("a"), item("b")), **more: Any) -> Material:
    return material(items=items, mentions=mentions, **more)


def quote(start: int, end: int, item_id: str = "a", **cells: Any) -> Quote:
    return Quote(
        item_id=item_id, start=start, end=end, text=f"q{start}-{end}", **{"speaker": "The mayor", **AT, **cells}
    )


def statement(start: int, end: int, item_id: str = "a", **cells: Any) -> Statement:
    told = {"speaker": "The mayor", "mode": "indirect", "stance": "denies", **AT, **cells}
    return Statement(item_id=item_id, start=start, end=end, text=f"s{start}-{end}", **told)


def words(*mentions: AnyMention) -> list[str]:
    return [said.words for said in public_statements(holding(*mentions))]


def test_a_quotation_is_verbatim_and_a_statement_is_as_it_was_made() -> None:
    told = public_statements(holding(quote(0, 9), statement(20, 29, "b")))
    assert [(t.speaker, t.words, t.mode, t.stance, t.source, t.item_id, t.start, t.end) for t in told] == [
        ("The mayor", "q0-9", "verbatim", "asserts", "Wire", "a", 0, 9),
        ("The mayor", "s20-29", "indirect", "denies", "Wire", "b", 20, 29),
    ]


@pytest.mark.parametrize(
    ("mentions", "told"),
    [
        ((quote(0, 9), statement(0, 9)), ["q0-9"]),
        ((statement(0, 9), quote(2, 5)), ["s0-9"]),
        ((quote(0, 9), quote(0, 5)), ["q0-9"]),
        ((quote(0, 9), quote(5, 9)), ["q0-9"]),
        ((quote(0, 9), quote(5, 12)), ["q0-9", "q5-12"]),
        ((quote(5, 12), quote(0, 9), quote(20, 30)), ["q0-9", "q5-12", "q20-30"]),
        ((quote(0, 9), quote(2, 5, "b")), ["q0-9", "q2-5"]),
        ((quote(0, 9), quote(0, 9, speaker_id="x")), ["q0-9", "q0-9"]),
        ((quote(0, 9, speaker=None), quote(20, 25)), ["q20-25"]),
    ],
)
def test_each_utterance_is_told_once_in_its_longest_words(mentions: tuple[AnyMention, ...], told: list[str]) -> None:
    assert words(*mentions) == told


def test_only_published_items_of_the_period_are_quoted() -> None:
    classes = ("news", "official", "ngo", "patrol", "camera", "social", "other", "dataset")
    times = {"early": WEEK.start_s - 1, "first": WEEK.start_s, "last": WEEK.end_s - 1, "late": WEEK.end_s, "any": None}
    items = (*(item(one, one) for one in classes), *(item(name, reported_s=at) for name, at in times.items()))
    held = holding(*(quote(0, 9, one.item_id) for one in items), items=items)
    told = {"news", "official", "ngo", "first", "last", "any"}
    assert public_sources(held).keys() == told
    assert {said.item_id for said in public_statements(held)} == told


def test_an_item_is_named_by_its_source_or_its_file_and_the_agency_credited() -> None:
    wire, file = item("a"), item("b", source="text")
    credited = Document(wire, "", (), credit="AFP")
    assert (name_of(wire, None), name_of(file, None)) == ("Wire", "b.txt")
    assert name_of(wire, credited) == "Wire (AFP)"
    assert name_of(wire, Document(wire, "", (), credit="Wire")) == "Wire"
    assert named(credited) == "Wire (AFP)"
    long = "Shells fell on the mill " * 9
    told = named(Document(wire, long, (), headline=Span(0, len(long)), credit="AFP"))
    assert told.startswith("Wire (AFP): Shells fell on the mill Shells") and told.endswith("…")
    assert len(told) <= len("Wire (AFP): ") + 72


def element(name: str, status: str, by: str | None = None, item_id: str = "a", start: int = 0) -> AgreementElement:
    text = f"{name} {item_id}{start}"
    return AgreementElement(
        item_id=item_id, start=start, end=start + 5, text=text, element=name, status=status, by=by, **AT
    )  # type: ignore[arg-type]


def test_an_element_is_told_once_for_each_status_and_party_in_its_first_words() -> None:
    told = public_elements(
        holding(
            element("plan", "ready", item_id="b"),
            element("plan", "ready", start=9),
            element("plan", "ready"),
            element("plan", "agreed"),
            element("force", "demanded", "B"),
            element("force", "demanded", "A"),
            element("force", "demanded"),
        )
    )
    assert told == (
        PublicElement("force", "demanded", None, "force a0", "Wire", "a"),
        PublicElement("force", "demanded", "A", "force a0", "Wire", "a"),
        PublicElement("force", "demanded", "B", "force a0", "Wire", "a"),
        PublicElement("plan", "agreed", None, "plan a0", "Wire", "a"),
        PublicElement("plan", "ready", None, "plan a0", "Wire", "a"),
    )


def number(item_id: str = "a", start: int = 0, **cells: Any) -> QuantityMention:
    told = {"value_milli": 5_000, "low_milli": 4_000, "high_milli": 6_000, "unit": "shell", "of": "shells", **AT}
    return QuantityMention(item_id=item_id, start=start, end=start + 3, text=f"{item_id}{start}", **{**told, **cells})


def test_a_copy_of_a_number_is_no_second_number() -> None:
    held = holding(number(), number("b"), origins=(Origin("org", ("a", "b")),), pairs=(pair("a", "b", "copy"),))
    assert [(q.words, q.source, q.item_id) for q in public_quantities(held)] == [("a0", "Wire", "a")]
    apart = public_quantities(holding(number(), number("b")))
    assert [(q.value_low_milli, q.value_high_milli, q.unit, q.of, q.claimed_by, q.words) for q in apart] == [
        (4_000, 6_000, "shell", "shells", None, "a0"),
        (4_000, 6_000, "shell", "shells", None, "b0"),
    ]


@pytest.mark.parametrize(
    "other",
    [{"value_milli": 1}, {"low_milli": 1}, {"high_milli": 9_000}, {"unit": "explosion"}, {"claimed_by": "A"}],
)
def test_numbers_that_differ_are_told_apart(other: dict[str, Any]) -> None:
    assert len(public_quantities(holding(number(), number(start=9, **other)))) == 2
    assert len(public_quantities(holding(number(), number(start=9)))) == 1


@pytest.mark.parametrize("unit", [None, "percent"])
def test_what_counts_nothing_is_no_quantity(unit: str | None) -> None:
    assert public_quantities(holding(number(unit=unit))) == ()


def test_long_words_are_cut() -> None:
    (said,) = public_statements(holding(Quote(item_id="a", start=0, end=900, text="word " * 180, speaker="X", **AT)))
    assert 300 < len(said.words) <= 322


def pair(a: str, b: str, relation: str, **more: Any) -> Derivation:
    return Derivation(a, b, relation, 500_000, (), f"{a}{b} {relation}", **more)


FOUR = (*tuple(item(name, source=f"Wire {name}") for name in "abc"), item("own", "patrol"))


def test_items_of_one_origin_are_listed_with_how_they_are_joined() -> None:
    pairs = (
        pair("b", "c", "undetermined"), pair("a", "c", "rewrite", direction="b_from_a"), pair("a", "own", "copy"),
        pair("a", "b", "copy"),
    )  # fmt: skip
    held = holding(
        items=FOUR, origins=(Origin("one", ("own", "x")), Origin("org", ("own", "a", "b", "c"))), pairs=pairs
    )
    (told,) = public_origins(held)
    assert told.origin_id == content_id("org", "a", "b", "c")  # of nothing that is not listed
    assert (told.items, told.sources) == (("a", "b", "c"), ("Wire a", "Wire b", "Wire c"))
    # the first pair of the list speaks for the group; those left open, or told apart, join nothing
    assert (told.relation, told.reason) == ("copy", "ab copy")
    assert told.links == (PublicLink(0, 1, "copy", None), PublicLink(0, 2, "rewrite", "b_from_a"))


def test_a_statement_is_quoted_under_the_agency_that_its_text_credits() -> None:
    """Of several texts, each has the credit of its own."""
    items = (item("a"), item("b"))
    documents = (Document(items[0], "", (), credit="AFP"), Document(items[1], "", (), credit="Reuters"))
    held = holding(quote(0, 9, "a"), quote(0, 9, "b"), items=items, documents=documents)
    assert [said.source for said in public_statements(held)] == ["Wire (AFP)", "Wire (Reuters)"]


@pytest.mark.parametrize("relation", ["independent", "undetermined"])
def test_what_is_told_apart_is_no_link(relation: str) -> None:
    pairs = (pair("a", "c", relation), pair("a", "b", "copy"), pair("b", "c", "copy"))
    (told,) = public_origins(holding(items=FOUR, origins=(Origin("org", ("a", "b", "c")),), pairs=pairs))
    assert told.links == (PublicLink(0, 1, "copy", None), PublicLink(1, 2, "copy", None))


def test_texts_that_only_a_text_of_the_mission_joins_are_two_origins() -> None:
    """In one group, without a link, they would say that the mission has a text that both go back to."""
    pairs = (pair("a", "own", "copy"), pair("b", "own", "rewrite"), pair("a", "b", "undetermined"))
    held = holding(
        number(), number("b"), items=FOUR, origins=(Origin("org", ("a", "b", "own")), Origin("c", ("c",))), pairs=pairs
    )
    assert public_origins(held) == ()
    assert [q.item_id for q in public_quantities(held)] == ["a", "b"]


def test_a_ruling_on_a_text_of_the_mission_holds_no_published_texts_apart() -> None:
    pairs = (
        pair("a", "own", "one_origin"), pair("b", "own", "two_origins"), pair("a", "b", "copy"),
    )  # fmt: skip
    held = holding(items=FOUR, origins=(Origin("org", ("a", "own")), Origin("b", ("b",))), pairs=pairs)
    assert [told.items for told in public_origins(held)] == [("a", "b")]


def test_a_group_is_named_by_what_is_listed_of_it() -> None:
    """A text of another period is not listed: a name that it went into would be known for that of a larger group."""
    old = item("b", reported_s=WEEK.start_s - 9)
    pairs = (pair("a", "b", "copy"), pair("b", "c", "copy"))
    held = holding(items=(item("a"), old, item("c")), origins=(Origin("org", ("a", "b", "c")),), pairs=pairs)
    (told,) = public_origins(held)
    assert (told.origin_id, told.items) == (content_id("org", "a", "c"), ("a", "c"))


def test_a_text_that_stands_alone_in_public_is_in_no_group() -> None:
    """Beside a monitor's text it would say that the monitor wrote one."""
    held = holding(items=FOUR, origins=(Origin("org", ("a", "own")),), pairs=(pair("a", "own", "copy"),))
    assert public_origins(held) == ()
