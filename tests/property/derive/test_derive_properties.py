"""Derivation does not hang on the order of items, puts each in one origin, and its spans are exact."""

from __future__ import annotations

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.derive.derive import derive
from truceline.model.evidence import Blob, Document, ReadContext
from truceline.model.ids import sha256_hex
from truceline.sources.text import SOURCE

SENTENCES = (
    "Two drones struck a fuel depot near Sarvenna on Thursday, wounding three people, the town hall said.",
    "The fire was put out by the evening, and the road was reopened to traffic bound for Orvane.",
    '"We heard two explosions and then the lights went out," said Ilan Torrek, who lives across the street.',
    "Observers of the Joint Monitoring Mission counted two craters and collected fragments of a wing.",
    "The Federal Army denied it had sent drones over the line, which it says it has not crossed since March.",
    "Ambulances took 17 people to the clinic in Dalm, where surgeons worked until the morning.",
    "On Sunday the ferries ran again, half empty, under a low sky.",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map("\n\n".join)


def document(text: str) -> Document:
    data = text.encode()
    return SOURCE.read(
        Blob(sha256=sha256_hex(data), data=data, filename="a", source="", received_s=0), ReadContext()
    ).documents[0]


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=6), st.integers(0, 99))
def test_any_order_gives_the_same_origins(texts: list[str], seed: int) -> None:
    documents = [document(text) for text in texts]
    shuffled = documents[:]
    random.Random(seed).shuffle(shuffled)
    found = derive(documents)
    assert derive([*shuffled, *documents]) == found
    items = [item for origin in found.origins for item in origin.items]
    assert sorted(items) == sorted({d.item_id for d in documents})


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_spans_are_the_same_words_on_both_sides(left: str, right: str) -> None:
    texts = {d.item_id: d.text for d in (document(left), document(right))}
    for pair in derive(map(document, (left, right))).pairs:
        assert pair.a < pair.b and 0 <= pair.score_ppm <= 1_000_000 and pair.reason
        for span in pair.spans:
            a, b = texts[pair.a][span.a_start : span.a_end], texts[pair.b][span.b_start : span.b_end]
            assert re.findall(r"\w+", a.lower()) == re.findall(r"\w+", b.lower())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200), max_size=4))
def test_any_text_at_all_is_in_one_origin(texts: list[str]) -> None:
    documents = [document(f"{text} x") for text in texts]
    found = derive(documents)
    assert sum(len(origin.items) for origin in found.origins) == len({d.item_id for d in documents})
