"""Pages and feeds: what they declare, what is main text, and what is refused before a parser sees it."""

from __future__ import annotations

import pytest

from truceline.model.errors import InputError
from truceline.model.evidence import Blob, ReadContext
from truceline.model.ids import sha256_hex
from truceline.model.reading import Reading
from truceline.ports import Source
from truceline.sources import feed, html

KYIV = ReadContext(time_zone="Europe/Kyiv")
PARAGRAPHS = (
    "<p>Two drones struck a fuel depot near Sarvenna on Thursday, wounding three people, the town hall said.</p>"
    "<h2>Fire spreads</h2><p>The fire was put out by the evening, rescue workers told reporters at the scene.</p>"
    "<p>Read more: Other news</p>"
)


def read(source: Source, data: str | bytes, filename: str = "a.html") -> Reading:
    data = data.encode() if isinstance(data, str) else data
    return source.read(Blob(sha256=sha256_hex(data), data=data, filename=filename, source="", received_s=0), KYIV)


def page(head: str, body: str = PARAGRAPHS) -> str:
    article = f"<nav><a href='/'>Home</a></nav><article>{body}</article>"
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{article}</body></html>"


def test_a_page_gives_main_text_and_what_it_declares() -> None:
    data = (
        '<title>Depot hit | News</title><link rel="canonical" href="https://www.example.org/a/1">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Depot hit near Sarvenna",'
        '"author": [{"name": "AFP"}], "datePublished": "2026-01-08T10:20:00+02:00"}]}</script>'
    )
    doc = read(html.SOURCE, page(data)).documents[0]
    assert doc.headline is not None and doc.headline.of(doc.text) == "Depot hit near Sarvenna"
    assert (doc.credit, doc.published_s, doc.language) == ("AFP", 1767860400, "en")
    assert doc.item.provenance == "https://www.example.org/a/1"
    body = [span.of(doc.text) for span in doc.body]
    assert len(body) == 2 and body[0].startswith("Two drones") and body[1].startswith("The fire")


def test_a_meta_date_without_a_clock_time_stays_a_day() -> None:
    doc = read(html.SOURCE, page('<meta name="date" content="2026-01-08">')).documents[0]
    assert (doc.published_s, doc.published_day) == (None, "2026-01-08")


def test_the_host_names_a_source_that_is_not_declared() -> None:
    doc = read(html.SOURCE, page('<meta property="og:url" content="https://www.example.org/x">')).documents[0]
    assert doc.item.source == "example.org"


def test_a_declared_encoding_counts_where_the_page_is_not_utf8() -> None:
    data = page('<meta charset="koi8-r">', "<p>Два дрона ударили по складу топлива в четверг вечером.</p>").encode(
        "koi8-r"
    )
    assert "Два дрона" in read(html.SOURCE, data).documents[0].text


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 600 + "deep",
        "<div>" * 190_000 + "deeper",
        "<p " + " ".join(f"a{i}=1" for i in range(300)) + ">wide</p>",
        '<p x="<" ' + " ".join(f"a{i}=1" for i in range(300)) + ">wide</p>",
        "<p>word word word</p>" * 60_000,
        "<p>" * 70_000,
        "<script>var only = 1;</script>",
    ],
    ids=["deep", "deeper", "wide", "wide behind a quote", "long", "many", "no text"],
)
def test_a_page_beyond_the_caps_is_refused_with_a_reason(body: str) -> None:
    with pytest.raises(InputError) as caught:
        read(html.SOURCE, f"<html><body>{body}")
    assert caught.value.advice


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>%s</channel></rss>"""
ENTRY = (
    "<item><guid>1</guid><title>Shelling in Sarvenna</title><description>&lt;p&gt;Two people were hurt.&lt;/p&gt;"
    "&lt;p&gt;Read more&lt;/p&gt;</description><pubDate>Thu, 08 Jan 2026 10:00:00 GMT</pubDate></item>"
)


def test_an_entry_is_an_item_with_its_own_date() -> None:
    reading = read(feed.SOURCE, RSS % ENTRY, "a.xml")
    doc = reading.documents[0]
    assert (doc.item.part, doc.published_s) == ("entry/1", 1767866400)
    assert doc.headline is not None and doc.headline.of(doc.text) == "Shelling in Sarvenna"
    assert [span.of(doc.text) for span in doc.body] == ["Two people were hurt."]


def test_an_entry_has_one_id_in_every_download_of_its_feed() -> None:
    earlier = read(feed.SOURCE, RSS % ENTRY, "a.xml").items[0]
    later = read(feed.SOURCE, RSS % ("<item><guid>2</guid><title>Talks go on</title></item>" + ENTRY), "b.xml").items
    assert earlier.item_id in {item.item_id for item in later} and len(later) == 2


def test_repetitions_and_corrections_are_accounted_for() -> None:
    corrected = ENTRY.replace("Two people", "Three people")
    reading = read(feed.SOURCE, RSS % (ENTRY + ENTRY + corrected + "<item></item>"), "a.xml")
    sums = reading.accounting
    assert (sums.rows, sums.taken, sums.repeated, sums.rejected) == (4, 2, 1, 1)
    assert [note.field for note in reading.notes if note.severity == "warning"] == ["guid"]


def test_entities_are_refused_and_a_cut_feed_gives_what_it_holds() -> None:
    with pytest.raises(InputError, match="document type"):
        read(feed.SOURCE, '<!DOCTYPE r [<!ENTITY a "b">]>' + RSS % ENTRY, "a.xml")
    with pytest.raises(InputError, match="no RSS"):
        read(feed.SOURCE, "<html>hello", "a.xml")
    cut = read(feed.SOURCE, (RSS % (ENTRY + ENTRY))[: len(RSS % ENTRY) - 20], "a.xml")
    assert cut.accounting.taken == 1 and cut.notes[0].field == "xml"
