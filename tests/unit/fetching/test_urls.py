"""An address is read in one way, or not at all."""

from __future__ import annotations

import pytest

from truceline.fetching.urls import led_to, parsed
from truceline.model.errors import InputError

REFUSED = [
    "",
    "example.org",
    "//example.org/y",
    "file:///etc/passwd",
    "gopher://example.org",
    "ftp://example.org/",
    "jar:http://example.org!/",
    "data:text/html,x",
    "javascript:alert(1)",
    "http://",
    "http:///x",
    "http://good.example@127.0.0.1/",
    "http://good.example:80@127.0.0.1:22/",
    "http://@good.example/",
    "http://good.example\\@127.0.0.1/",
    "http://127.0.0.1%00.good.example/",
    "http://good.example%2f@127.0.0.1/",
    "http://good.example\t.evil/",
    "http://good.example/\r\nHost: other",
    " http://good.example/",
    "http://good.example /",
    "http://good.example:22/",
    "http://good.example:6379/",
    "http://good.example:99999/",
    "http://good.example:-1/",
    "http://good..example/",
    "http://-good.example/",
    "http://[::1/",
    "http://[fe80::1%25eth0]/",
    "http://" + "a" * 300 + ".example/",
    "http://good.example/" + "a" * 3000,
    "http://good.example/\u202ex",
]


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_not_of_the_web_or_can_be_read_in_two_ways(words: str) -> None:
    with pytest.raises(InputError) as caught:
        parsed(words)
    assert caught.value.advice


@pytest.mark.parametrize(
    ("words", "host", "port", "target"),
    [
        ("http://Example.ORG", "example.org", 80, "/"),
        ("https://example.org./a?b=c#d", "example.org", 443, "/a?b=c"),
        ("HTTPS://example.org:8443/", "example.org", 8443, "/"),
        ("https://новини.укр/день", "xn--b1amarcd.xn--j1amh", 443, "/%D0%B4%D0%B5%D0%BD%D1%8C"),
        ("http://[2606:4700::1111]/", "2606:4700::1111", 80, "/"),
        ("http://2130706433/", "2130706433", 80, "/"),
        ("http://①②⑦.⓪.⓪.①/", "127.0.0.1", 80, "/"),
        ("http://127。0。0。1/", "127.0.0.1", 80, "/"),
        ("http://127.0.0.1#@good.example/", "127.0.0.1", 80, "/"),
    ],
)
def test_what_is_asked_of_whom(words: str, host: str, port: int, target: str) -> None:
    url = parsed(words)
    assert (url.host, url.port, url.target) == (host, port, target)
    assert parsed(str(url)) == url


def test_redirects_are_read_as_strictly() -> None:
    before = parsed("https://example.org/a/b")
    assert str(led_to(before, "c?d")) == "https://example.org/a/c?d"
    assert str(led_to(before, "//other.example/")) == "https://other.example/"
    for location in ("http://example.org/", "file:///etc/passwd", "https://a@b/", "//[::1"):
        with pytest.raises(InputError):
            led_to(before, location)
    assert str(led_to(parsed("http://example.org/"), "https://example.org/")) == "https://example.org/"
