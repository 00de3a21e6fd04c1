"""The links of a bulletin in a feed: a page for each language, files beside it, and always something to open."""

from __future__ import annotations

from truceline.service.api.published import BulletinFile
from truceline.service.feeds import _links


def file(name: str, media_type: str) -> BulletinFile:
    return BulletinFile(name, f"/bulletins/2026-03-03/{name}", media_type, "00")


def test_pages_in_two_languages_are_two_pages() -> None:
    files = (file("bulletin.en.html", "text/html"), file("bulletin.uk.html", "text/html"), file("b.csv", "text/csv"))
    assert [(link["rel"], link.get("hreflang")) for link in _links(files)] == [
        ("alternate", "en"),
        ("alternate", "uk"),
        ("enclosure", None),
    ]


def test_a_bulletin_without_a_page_leads_to_a_file() -> None:
    rels = [link["rel"] for link in _links((file("bulletin.json", "application/json"), file("b.csv", "text/csv")))]
    assert rels == ["alternate", "enclosure"]
