"""Laws that hold for any text: exact spans, the same answer again, growth no worse than linear."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.extract.extract import extract
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.ids import canonical_bytes

PIECES = """
"We "are “so ready” , said Lena Hask . Pell on Monday the army shelled 12 houses in near and killed 17 people ( ) - —
about 600,000 households that according to Moscow denied 'war' ' ’ ‘ « » „ 2026-01-08 22:10 5 km SE of between attack
drones struck a substation , who told reporters : ; … he she they rejected the 28-point plan if would not
"""
WORDS = st.sampled_from([*PIECES.split(), "\n\n", "\n"])
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


def document(text: str, number: int = 0, language: str | None = "en") -> Document:
    item = EvidenceItem(f"itm_{number}", "", "", "text/plain", "own", "news", "x.txt", None, 0)
    half = len(text) // 2
    body = (Span(0, half), Span(half, len(text)))
    return Document(item=item, text=text, body=body, published_day="2026-01-08", language=language)


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_every_span_is_exact_and_inside_the_text(text: str) -> None:
    for found in extract((document(text),)):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert 0 < found.confidence_ppm <= 1_000_000


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_texts_without_a_stated_language_are_read_too(text: str) -> None:
    for found in extract((document(text, language=None),)):
        assert text[found.start : found.end] == found.text


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.randoms())
def test_the_order_of_documents_does_not_matter(texts: list[str], shuffler: object) -> None:
    documents = [document(text, number) for number, text in enumerate(texts)]
    again = list(documents)
    shuffler.shuffle(again)  # type: ignore[attr-defined]
    assert canonical_bytes(extract(documents)) == canonical_bytes(extract(again))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_document_alone_gives_what_it_gives_among_others(text: str) -> None:
    other = document('Ivo Hask said "the road is open" in Pell.', 7)
    alone = extract((document(text),))
    among = extract((document(text), other))
    assert tuple(found for found in among if found.item_id == "itm_0") == alone


def _steps(run: Callable[[], object]) -> int:
    """Python function calls and returns of a run: a measure of work that no clock disturbs."""
    import sys

    count = 0

    def trace(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(trace)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        'The army said the "road" was open in Pell. ',
        "Lena Hask, who lost, said ",
        "'a ",
        '"a ',
        "between 1 and ",
        "Al Al Al Al ",
        "the the the the ",
        "in Pell and ",
        ", ",
        "1,000 ",
        "killed ",
        "according to ",
        "A. B. ",
    ],
)
def test_work_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    small, large = document(piece * 300), document(piece * 1200)
    first, second = _steps(lambda: extract((small,))), _steps(lambda: extract((large,)))
    assert second <= 6 * first + 2_000
