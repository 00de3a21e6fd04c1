"""What HTTP asks of every address: HEAD beside GET, methods that are there, types that are taken, tags that hold."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from tests.serving import Client

from truceline.service.house import House

LISTS = (
    *("/v1/incidents", "/v1/incidents/map", "/v1/findings", "/v1/effort", "/v1/holding", "/v1/claims", "/v1/bulletins"),
    *("/bulletins", "/feeds/bulletins.atom", "/feeds/bulletins.rss", "/openapi.json", "/ogc/collections"),
)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("path", LISTS)
def test_a_list_has_a_tag_that_holds_and_head_says_the_same(house: House, path: str) -> None:
    client = Client(house)
    got, head = client.get(path), client("HEAD", path)
    assert (head.status_code, head.content) == (got.status_code, b"") == (200, b"")
    for name in ("etag", "content-type", "cache-control"):
        assert head.headers[name] == got.headers[name]
    again = client.get(path, headers={"If-None-Match": f'"other", {got.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", got.headers["etag"])


def test_head_of_what_is_not_there_says_so_without_a_body(house: House) -> None:
    answer = Client(house)("HEAD", "/v1/incidents/inc_00")
    assert (answer.status_code, answer.content) == (404, b"")
    assert answer.headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/v1/incidents", {"GET", "HEAD", "OPTIONS"}),
        ("PUT", "/v1/observations", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("GET", "/v1/evidence", {"POST", "OPTIONS"}),
        ("HEAD", "/v1/events", {"GET", "OPTIONS"}),  # a stream does not end
        ("GET", "/openrosa/submission", {"HEAD", "POST", "OPTIONS"}),
    ],
)
def test_another_method_is_told_which_there_are(house: House, method: str, path: str, allowed: set[str]) -> None:
    refused, asked = Client(house)(method, path), Client(house)("OPTIONS", path)
    assert (refused.status_code, asked.status_code) == (405, 204)
    for answer in (refused, asked):
        assert set(answer.headers["allow"].split(", ")) == allowed
    assert refused.headers["content-type"].startswith("application/problem+json")


def test_a_body_of_another_type_is_not_taken_for_json(house: House) -> None:
    client = Client(house, "observer")
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
        answer = client("POST", "/v1/observations", content=b'{"patrol": "P-1"}', headers={"Content-Type": kind})
        assert answer.status_code == 415, kind
    missing = client("POST", "/openrosa/submission", content=b"<data/>", headers={"Content-Type": "text/xml"})
    assert missing.status_code in (400, 415)


def test_a_page_past_the_end_is_empty_and_one_that_never_was_is_404(house: House) -> None:
    client = Client(house)
    past = client.get("/v1/incidents?cursor=99999999").json()
    assert (past["items"], past["next"]) == ([], None)
    assert client.get("/v1/incidents?cursor=nowhere").status_code == 404


def test_the_atom_feed_keeps_its_rules(house: House) -> None:
    """RFC 4287: ids, times, an author; of one type and language an entry has one page."""
    feed = ElementTree.fromstring(Client(house).get("/feeds/bulletins.atom").content)
    for name in ("id", "title", "updated"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
    entries = feed.findall(f"{ATOM}entry")
    assert entries and feed.find(f"{ATOM}author/{ATOM}name") is not None
    for entry in entries:
        for name in ("id", "title", "updated"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1
        links = entry.findall(f"{ATOM}link")
        pages = [(one.get("type"), one.get("hreflang")) for one in links if one.get("rel") == "alternate"]
        assert pages and len(set(pages)) == len(pages) and ("text/html", "en") in pages


def test_the_rss_feed_keeps_its_rules(house: House) -> None:
    channel = ElementTree.fromstring(Client(house).get("/feeds/bulletins.rss").content).find("channel")
    assert channel is not None
    for name in ("title", "link", "description"):
        assert len(channel.findall(name)) == 1
    for item in channel.findall("item"):
        assert all(item.findtext(name) for name in ("title", "link", "guid", "pubDate"))


@pytest.mark.parametrize("path", ["/metrics", "/feeds/bulletins.atom", "/feeds/bulletins.rss", "/newest"])
def test_a_type_names_its_charset_once(house: House, path: str) -> None:
    assert Client(house).get(path).headers["content-type"].count("charset=utf-8") == 1
