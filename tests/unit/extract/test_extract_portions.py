"""Texts longer than any article: read in portions, with the offsets of the whole."""

from __future__ import annotations

import msgspec
import pytest

from truceline.extract.extract import extract
from truceline.extract.portions import PORTION, portions
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import EventMention, QuantityMention

SENTENCE = 'Russian forces shelled Kupiansk on Thursday, killing 12 people, 3 of them children. "We hold," he said. '


def document(text: str, body: tuple[Span, ...] = ()) -> Document:
    item = EvidenceItem("itm_x", "", "", "text/plain", "own", "news", "x.txt", None, 0)
    whole = body or (Span(0, len(text)),)
    return Document(item=item, text=text, body=whole, published_day="2026-01-08", language="en")


def test_an_article_is_one_portion() -> None:
    one = document(SENTENCE)
    assert list(portions(one)) == [(0, one)]


@pytest.mark.parametrize(
    "text",
    [SENTENCE * (2 * PORTION // len(SENTENCE)), "a" * (2 * PORTION + 5), "a " * PORTION, "\n".join(["a b."] * PORTION)],
    ids=["sentences", "no blank", "no mark", "lines"],
)
def test_portions_hold_all_of_a_paragraph_in_order(text: str) -> None:
    found = list(portions(document(text)))
    assert max(len(part.text) for _, part in found) <= PORTION
    covered = [text[base + span.start : base + span.end] for base, part in found for span in part.body]
    assert "".join(covered) == text
    assert all(part.text == text[base : base + len(part.text)] for base, part in found)


def test_a_paragraph_is_cut_between_its_sentences() -> None:
    found = list(portions(document(SENTENCE * (2 * PORTION // len(SENTENCE)))))
    assert all(part.text.startswith(("Russian", '"We')) for _, part in found)


def test_paragraphs_stay_whole_and_the_headline_is_read_once() -> None:
    lines = ["Shelling in Kupiansk", *[SENTENCE.strip()] * (PORTION // 100 * 2)]
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    text = "\n".join(lines)
    found = list(portions(msgspec.structs.replace(document(text, tuple(spans[1:])), headline=spans[0])))
    assert [part.headline for _, part in found] == [spans[0], *[None] * (len(found) - 1)]
    assert [Span(base + one.start, base + one.end) for base, part in found for one in part.body] == spans[1:]


def test_what_is_found_has_the_offsets_of_the_whole_text() -> None:
    text = SENTENCE * (PORTION // len(SENTENCE) + 20)
    found = extract((document(text),))
    assert all(one.text == text[one.start : one.end] for one in found)
    late = [one for one in found if one.start > PORTION]
    places = [one.place_start for one in late if isinstance(one, EventMention) and one.place_start is not None]
    wholes = [one.part_of for one in late if isinstance(one, QuantityMention) and one.part_of is not None]
    assert places
    assert all(text.startswith("Kupiansk", at) for at in places)
    assert all(text.startswith("12", at) for at in wholes)
