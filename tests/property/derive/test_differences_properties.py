"""A comparison holds for any two texts: nothing is lost, and the two sides are treated alike."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from truceline.derive.differences import differences
from truceline.model.comparison import Comparison, QuotePair
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import Quote

_WORDS = st.sampled_from(
    re.findall(
        r"[^ ]+",
        "the shells fell on Kyiv Kiev Tuesday 14 people 1,000 said Virel “we “not again” trust» «ми не дозволимо "
        "військ . . , — … Харків a\u200bb \u202ex \n \n",
    )
)
_TEXT = st.lists(_WORDS, max_size=60).map(" ".join)
_ANY = st.one_of(_TEXT, st.text(max_size=200))


def document(name: str, text: str) -> Document:
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    item = EvidenceItem(name, "0" * 64, "", "text/plain", name, "news", name, None, 0)
    return Document(item=item, text=text, body=tuple(spans), language="en")


def quotes(doc: Document, cuts: list[int]) -> list[Quote]:
    """Quotations anywhere in the text; a real reader would mark better ones, and none would be worse."""
    places = sorted({cut % (len(doc.text) + 1) for cut in cuts})
    return [
        Quote(
            item_id=doc.item_id,
            start=a,
            end=b,
            text=doc.text[a:b],
            method="any",
            confidence_ppm=1,
            speaker=doc.text[:9],
        )
        for a, b in zip(places[::2], places[1::2], strict=False)
    ]


def _letters(text: str) -> str:
    """What can be compared: a passage without a word is left out."""
    return "".join(letter for letter in text if letter.isalnum())


def compared(a: str, b: str, cuts: list[int]) -> tuple[Comparison, Comparison, str, str]:
    first, second = document("a", a), document("b", b)
    read = [*quotes(first, cuts), *quotes(second, cuts)]
    return differences(first, second, read), differences(second, first, read), a, b


_CUTS = st.lists(st.integers(0, 400), max_size=8)


@settings(max_examples=120, deadline=None)
@given(_ANY, _ANY, _CUTS)
def test_every_passage_stands_once_and_every_run_lies_in_it(a: str, b: str, cuts: list[int]) -> None:
    found, _, _, _ = compared(a, b, cuts)
    for side, text in (("a", a), ("b", b)):
        passages = sorted((p for row in found.beside for p in getattr(row, side)), key=lambda p: p.start)
        assert _letters("".join(text[p.start : p.end] for p in passages)) == _letters(text)
        for passage in passages:
            places = [place for run in passage.runs for place in (run.start, run.end)]
            assert places == sorted(places)
            assert all(passage.start <= place <= passage.end for place in places)
        for fact in found.lone:
            if fact.side == side:
                assert 0 <= fact.start < fact.end <= len(text)


@settings(max_examples=120, deadline=None)
@given(_TEXT, _TEXT, _CUTS)
@example("the shells shells", "shells the shells", [0, 12])
def test_the_two_sides_are_treated_alike(a: str, b: str, cuts: list[int]) -> None:
    there, back, _, _ = compared(a, b, cuts)
    assert {_mirrored(pair) for pair in back.quotes} == set(there.quotes)
    other = {"a": "b", "b": "a"}
    assert sorted((other[f.side], f.kind, f.start, f.end) for f in back.lone) == sorted(
        (f.side, f.kind, f.start, f.end) for f in there.lone
    )


def _mirrored(pair: QuotePair) -> QuotePair:
    sides = tuple(side for side in ("a", "b") if {"a": "b", "b": "a"}[side] in pair.cut_in)
    return QuotePair(
        a=pair.b,
        b=pair.a,
        flags=pair.flags,
        a_speaker=pair.b_speaker,
        b_speaker=pair.a_speaker,
        attribution=pair.attribution,
        cut_in=sides,  # type: ignore[arg-type]
        cut=pair.cut,
        changed=tuple((y, x) for x, y in pair.changed),
    )


@settings(max_examples=60, deadline=None)
@given(_TEXT, _CUTS)
def test_a_text_beside_itself_differs_in_nothing(text: str, cuts: list[int]) -> None:
    first, second = document("a", text), document("b", text)
    found = differences(first, second, [*quotes(first, cuts), *quotes(second, cuts)])
    assert found.lone == ()
    assert all(pair.flags == () for pair in found.quotes)
    for row in found.beside:
        assert not row.moved
