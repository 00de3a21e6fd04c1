"""What a page says about itself: structured data (schema.org), meta elements, time elements. First found wins."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec
from lxml.html import HtmlElement

from truceline.model.errors import UNREADABLE
from truceline.sources.dates import Published, find_date

_DATE_META = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
)
_MOST_DATA = 200_000
_MOST_NODES = 2_000


class PageData(msgspec.Struct, frozen=True):
    """Headline, author, address, language and time of publication, as the page declares them."""

    headline: str | None
    author: str | None
    url: str | None
    language: str | None
    published: Published | None

    @property
    def host(self) -> str | None:
        """ "example.org" of the page's own address."""
        if not self.url:
            return None
        try:
            host = urlsplit(self.url).hostname
        except ValueError:
            return None
        return host.removeprefix("www.") if host else None


def page_data(tree: HtmlElement, time_zone: str) -> PageData:
    """Read the declarations of a page; whatever is missing or malformed is null."""
    articles = list(_articles(tree))
    meta = _meta(tree)
    dates = [str(node.get("datePublished") or "") for node in articles]
    dates += [meta[name] for name in _DATE_META if name in meta]
    dates += [e.get("content") or e.get("datetime") or "" for e in tree.xpath("//*[@itemprop='datePublished']")]
    dates += (
        tree.xpath("//article//time/@datetime | //time[@pubdate]/@datetime")[:1] or tree.xpath("//time/@datetime")[:1]
    )
    published = next((found for date in dates if date and (found := find_date(date[:100], time_zone))), None)
    titles = [str(node.get("headline") or "") for node in articles]
    titles += [
        meta.get("og:title", ""),
        *(h.text_content() for h in tree.xpath("//h1")[:1]),
        tree.findtext(".//title") or "",
    ]
    return PageData(
        headline=next((line for title in titles if (line := _line(title))), None),
        author=next((line for name in _authors(articles, meta, tree) if (line := _line(name))), None),
        url=next((link for link in _addresses(tree, meta) if link.startswith(("http://", "https://"))), None),
        language=(tree.get("lang") or "")[:2].lower() or None,
        published=published,
    )


def _articles(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """Objects of the page's JSON-LD that are articles."""
    for script in tree.xpath("//script[@type='application/ld+json']")[:20]:
        written = script.text or ""
        if len(written) > _MOST_DATA:
            continue
        try:
            data = msgspec.json.decode(written.encode("utf-8", "replace"))
        except UNREADABLE:
            continue
        for node in _objects(data):
            kinds = node.get("@type")
            if any(
                "Article" in str(kind) or "Posting" in str(kind)
                for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                yield node


def _objects(data: object) -> Iterator[dict[str, object]]:
    waiting, seen = [data], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop()
        seen += 1
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            yield node
            waiting += [value for value in node.values() if isinstance(value, (dict, list))]


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        content = element.get("content")
        if name and content:
            found.setdefault(name, content)
    return found


def _authors(articles: list[dict[str, object]], meta: dict[str, str], tree: HtmlElement) -> Iterator[str]:
    for node in articles:
        author = node.get("author")
        for one in author if isinstance(author, list) else [author]:
            yield str(one.get("name") or "") if isinstance(one, dict) else str(one or "")
    yield meta.get("author", "")
    yield meta.get("article:author", "") if "/" not in meta.get("article:author", "") else ""
    for element in tree.xpath("//*[@rel='author' or @itemprop='author' or contains(@class, 'byline')]")[:1]:
        yield element.text_content()


def _addresses(tree: HtmlElement, meta: dict[str, str]) -> Iterator[str]:
    yield from map(str, tree.xpath("//link[@rel='canonical']/@href")[:1])
    yield meta.get("og:url", "")


def _line(words: str) -> str:
    return " ".join(words.split())[:300]
