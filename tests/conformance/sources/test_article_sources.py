"""Articles as text, pages, feeds and JSON lines keep the promises of every source."""

from __future__ import annotations

from truceline.model.evidence import ReadContext
from truceline.sources import feed, html, items, text
from truceline.sources.catalogue import recognise
from truceline.testing import check_source

KYIV = ReadContext(time_zone="Europe/Kyiv")

STORY = """Drones hit depot near Sarvenna

By AFP | Jan. 8, 2026

Two drones struck a fuel depot near Sarvenna on Thursday, wounding three people, the administration said.

Fire spreads

"We heard two explosions," a resident said, asking not to be named.

Читайте також: інші новини
""".encode()

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Drones hit depot | News</title>
<link rel="canonical" href="https://www.example.org/a/1">
<meta property="article:published_time" content="2026-01-08T10:20:00+02:00">
</head><body><nav><a href="/">Home</a></nav><article><h1>Drones hit depot near Sarvenna</h1>
<p>Two drones struck a fuel depot near Sarvenna on Thursday, wounding three people, the administration said.</p>
<p>The fire was put out by the evening, rescue workers told reporters, and the road was reopened to traffic.</p>
</article><footer>© 2026. All rights reserved</footer></body></html>
""".encode()

RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>News</title>
<item><guid>1</guid><title>Shelling in Sarvenna</title>
<description>&lt;p&gt;Two people were hurt on Thursday.&lt;/p&gt;</description>
<pubDate>Thu, 08 Jan 2026 10:00:00 GMT</pubDate><link>https://example.org/1</link></item>
<item><guid>2</guid><title>Talks go on</title></item>
</channel></rss>
"""

ATOM = b"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><id>urn:1</id><title>Shelling in Sarvenna</title><updated>2026-01-08T10:00:00Z</updated>
<content type="html">&lt;p&gt;Two people were hurt.&lt;/p&gt;</content></entry>
</feed>
"""

LINES = b"""{"id": "a", "text": "Two drones struck a depot near Sarvenna on Thursday.", "published": "2026-01-08"}
{"id": "b", "text": "Shells fell on Orvane, the town hall said.", "source": "AFP", "url": "https://example.org/b"}
"""


def test_plain_text_keeps_its_promises() -> None:
    check_source(text.SOURCE, [STORY], filename="story.txt", context=KYIV, rows_are_lines=False)


def test_pages_keep_their_promises() -> None:
    check_source(html.SOURCE, [PAGE], filename="story.html", context=KYIV, rows_are_lines=False)


def test_feeds_keep_their_promises() -> None:
    check_source(feed.SOURCE, [RSS, ATOM], filename="news.xml", context=KYIV, rows_are_lines=False)


def test_json_lines_keep_their_promises() -> None:
    check_source(items.SOURCE, [LINES], filename="items.jsonl", context=KYIV)


def test_each_format_is_recognised_by_its_bytes() -> None:
    found = {name: recognise(data, name) for name, data in (("a.txt", STORY), ("b.dat", PAGE), ("c.dat", RSS))}
    assert {name: source and source.name for name, source in found.items()} == {
        "a.txt": "text",
        "b.dat": "html",
        "c.dat": "feed",
    }
