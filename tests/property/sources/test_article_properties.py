"""Whatever the bytes: spans lie in the text, in order, and nothing is moved."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.model.errors import InputError
from truceline.model.evidence import Blob, Document, ReadContext
from truceline.model.ids import sha256_hex
from truceline.sources import feed, html, text

LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "",
            "By AFP | Jan. 8, 2026",
            "Share",
            "Read more: other news",
            "The guns fell silent on Thursday, both armies said.",
            '"It is quiet," she said. date 2026-01-08 ×',
            "Wary hopes",
            "A soldier rests. [AFP]",
            "Гармати замовкли в четвер.",
            "\ufeff",
            "\u2028",
        ]
    ),
)
TEXTS = st.lists(LINES, max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\r", "\n\n"]).map(lambda end: end.join(lines))
)


def check(document: Document) -> None:
    parts = [span for span in (document.headline, document.byline) if span is not None]
    assert document.body
    for span in (*document.body, *parts):
        assert 0 <= span.start <= span.end <= len(document.text)
    for before, after in zip(document.body, document.body[1:], strict=False):
        assert before.end <= after.start
    for span in document.body:
        assert span.of(document.text) == span.of(document.text).rstrip()
    for part in parts:
        assert all(part.end <= span.start or span.end <= part.start for span in document.body)


def blob(data: bytes) -> Blob:
    return Blob(sha256=sha256_hex(data), data=data, filename="a", source="", received_s=0)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_parts_of_any_text_lie_in_it_in_order(words: str) -> None:
    data = words.encode("utf-8", "replace")
    try:
        reading = text.SOURCE.read(blob(data), ReadContext())
    except InputError:
        return
    (document,) = reading.documents
    assert document.text == data.decode("utf-8")
    check(document)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.binary(max_size=40))
def test_parts_of_any_page_lie_in_its_rendition(words: str, noise: bytes) -> None:
    data = (
        b"<html><body><p>"
        + words.encode("utf-8", "replace")
        + noise
        + b"</p><p>The guns fell silent.</p></body></html>"
    )
    try:
        reading = html.SOURCE.read(blob(data), ReadContext())
    except InputError:
        return
    check(reading.documents[0])


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_every_entry_of_a_feed_is_accounted_for(entries: list[str]) -> None:
    rows = "".join(
        f"<item><title>{i}</title><description><![CDATA[{e}]]></description></item>" for i, e in enumerate(entries)
    )
    data = f'<rss version="2.0"><channel>{rows}</channel></rss>'.encode("utf-8", "replace")
    try:
        reading = feed.SOURCE.read(blob(data), ReadContext())
    except InputError:
        return
    sums = reading.accounting
    assert sums.rows == sums.taken + sums.repeated + sums.rejected
    for document in reading.documents:
        check(document)
