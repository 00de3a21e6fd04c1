"""What is fetched is evidence like any other, and the record says where it came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.mission.fetched import fetch_into, fetches, file_name
from truceline.mission.folder import open_mission
from truceline.mission.intake import receipts
from truceline.mission.opened import opened
from truceline.model.errors import InputError
from truceline.model.ids import sha256_hex
from truceline.ports import Fetched
from truceline.stores.clock import SystemClock
from truceline.stores.silence import SilentProgress


class Shelf:
    """A web of two pages."""

    def fetch(self, words: str) -> Fetched:
        if "bad" in words:
            raise InputError("the server answers 404", where=words, advice="Look.")
        return Fetched(words, words + "x", "93.184.216.34", "text/html", b"<html>" + words.encode())


def test_each_address_is_kept_with_its_way(tmp_path: Path) -> None:
    (tmp_path / "mission.toml").write_text('[mission]\nname = "Web"\n')
    mission = open_mission(tmp_path)
    urls = ("https://a.example/one", "https://a.example/bad", "https://b.example/one")
    with opened(mission) as record:
        new, repeated, notes = fetch_into(mission, record, urls, Shelf(), SystemClock(), SilentProgress())
        assert (len(new), repeated) == (2, 0)
        assert [note.file for note in notes] == [urls[1]]
        assert [line.final_url for line in fetches(record)] == ["https://a.example/onex", "https://b.example/onex"]
        assert {line.sha256 for line in fetches(record)} == {receipt.sha256 for receipt in receipts(record)}
        assert sha256_hex(b"<html>" + urls[0].encode()) in {receipt.sha256 for receipt in receipts(record)}
        again, repeated, _ = fetch_into(mission, record, urls[:1], Shelf(), SystemClock(), SilentProgress())
        assert (len(again), repeated, len(list(fetches(record)))) == (0, 1, 3)
        with pytest.raises(InputError, match="404"):
            fetch_into(mission, record, urls[1:2], Shelf(), SystemClock(), SilentProgress())
        with pytest.raises(InputError, match="none of 2 addresses") as caught:
            fetch_into(mission, record, (urls[1], urls[1] + "2"), Shelf(), SystemClock(), SilentProgress())
        assert caught.value.found.count("404") == 2


@pytest.mark.parametrize(
    ("url", "media_type", "name"),
    [
        ("https://a.example/", "text/html", "a.example.html"),
        ("https://a.example/x/report.csv?y=1", "text/csv", "a.example_report.csv"),
        ("https://a.example/feed", "application/rss+xml", "a.example_feed.xml"),
        ("https://a.example/..%2f..%2fetc%2fpasswd", "text/plain", "a.example_etc_passwd.txt"),
        ("https://a.example/%00%0a;rm -rf", "", "a.example_rm_-rf"),
        ("https://a.example/" + "я" * 300, "text/html", "a.example_" + "я" * 80 + ".html"),
    ],
)
def test_names_of_files(url: str, media_type: str, name: str) -> None:
    assert file_name(Fetched(url, url, "", media_type, b"")) == name
