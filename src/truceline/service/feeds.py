"""Bulletins as RSS 2.0 and Atom (RFC 4287): what was released, and what was recalled, for any feed reader."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as Xml

from litestar import Response, get

from truceline.service.api.published import BulletinFile, BulletinRow, bulletin_rows
from truceline.service.house import House
from truceline.service.problems import AnyRequest

_MOST = 60
_ATOM = "http://www.w3.org/2005/Atom"
_PAGE = re.compile(r"bulletin\.([a-z]{2,3})\.html")

Xml.register_namespace("atom", _ATOM)


@get(
    "/feeds/bulletins.atom", summary="Bulletins as an Atom feed", media_type="application/atom+xml", sync_to_thread=True
)
def atom(request: AnyRequest, house: House) -> Response[bytes]:
    base = _base(request)
    feed = Xml.Element("feed", xmlns=_ATOM)
    _text(feed, "id", f"urn:truceline:{house.record.origin}")
    _text(feed, "title", house.mission.settings.name)
    _text(feed, "updated", _atom_time(_newest_s(house)))
    Xml.SubElement(feed, "link", rel="self", type="application/atom+xml", href=f"{base}/feeds/bulletins.atom")
    author = Xml.SubElement(feed, "author")
    _text(author, "name", house.mission.settings.name)
    for row, moment_s in _rows(house):
        entry = Xml.SubElement(feed, "entry")
        _text(entry, "id", f"urn:truceline:{house.record.origin}:{row.bulletin_id}")
        _text(entry, "title", _title(row))
        _text(entry, "updated", _atom_time(moment_s))
        _text(entry, "summary", _summary(row))
        for file, link in zip(row.files, _links(row.files), strict=True):
            Xml.SubElement(entry, "link", {**link, "href": f"{base}{file.url}"})
    return _sent(feed, "application/atom+xml; charset=utf-8")


@get("/feeds/bulletins.rss", summary="Bulletins as an RSS feed", media_type="application/rss+xml", sync_to_thread=True)
def rss(request: AnyRequest, house: House) -> Response[bytes]:
    base = _base(request)
    feed = Xml.Element("rss", version="2.0")
    channel = Xml.SubElement(feed, "channel")
    _text(channel, "title", house.mission.settings.name)
    _text(channel, "link", f"{base}/")
    _text(channel, "description", f"Bulletins of {house.mission.settings.name}")
    Xml.SubElement(
        channel, f"{{{_ATOM}}}link", rel="self", type="application/rss+xml", href=f"{base}/feeds/bulletins.rss"
    )
    for row, moment_s in _rows(house):
        item = Xml.SubElement(channel, "item")
        _text(item, "title", _title(row))
        page = next((file for file in row.files if file.name.endswith(".html")), row.files[0])
        _text(item, "link", f"{base}{page.url}")
        _text(item, "description", _summary(row))
        _text(item, "pubDate", format_datetime(datetime.fromtimestamp(moment_s, UTC)))
        guid = Xml.SubElement(item, "guid", isPermaLink="false")
        guid.text = f"urn:truceline:{house.record.origin}:{row.bulletin_id}"
    return _sent(feed, "application/rss+xml; charset=utf-8")


def _rows(house: House) -> list[tuple[BulletinRow, int]]:
    """The newest bulletins, each with the moment that its feed entry is of: the end of its day, or of its recall."""
    return [(row, _moment_s(row)) for row in bulletin_rows(house)[:_MOST]]


def _moment_s(row: BulletinRow) -> int:
    if row.recalled is not None:
        return row.recalled.at_s
    return int(datetime.fromisoformat(row.day).replace(tzinfo=UTC).timestamp())


def _newest_s(house: House) -> int:
    return max((moment_s for _, moment_s in _rows(house)), default=0)


def _title(row: BulletinRow) -> str:
    return f"Recalled: bulletin of {row.day}" if row.recalled is not None else f"Bulletin of {row.day}"


def _summary(row: BulletinRow) -> str:
    if row.recalled is not None:
        return f"This bulletin was recalled: {row.recalled.why}"
    return ", ".join(file.name for file in row.files)


def _links(files: tuple[BulletinFile, ...]) -> list[dict[str, str]]:
    """Pages, each in a language of its own, and what goes with them. An entry has a page, or what is nearest to one."""
    found = []
    for file in files:
        named = _PAGE.fullmatch(file.name)
        page = {"rel": "alternate", "hreflang": named[1]} if named else {"rel": "enclosure"}
        found.append({**page, "type": file.media_type.partition(";")[0]})
    if all(link["rel"] != "alternate" for link in found):
        found[0]["rel"] = "alternate"
    return found


def _text(parent: Xml.Element, name: str, words: str) -> None:
    Xml.SubElement(parent, name).text = "".join(c for c in words if c >= " " or c in "\t\n")


def _atom_time(moment_s: int) -> str:
    return datetime.fromtimestamp(moment_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _base(request: AnyRequest) -> str:
    return str(request.base_url).rstrip("/")


def _sent(feed: Xml.Element, media_type: str) -> Response[bytes]:
    body: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return Response(body, media_type=media_type, headers={"Cache-Control": "public, no-cache"})


HANDLERS = (atom, rss)
