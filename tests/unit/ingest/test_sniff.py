from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.ingest.sniff import media_type_of


@pytest.mark.parametrize(
    ("data", "filename", "expected"),
    [
        (b"%PDF-1.7 ...", "report.csv", "application/pdf"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><rss version='2.0'>", "feed", "application/rss+xml"),
        (b"<!DOCTYPE html><html>", "page.txt", "text/html"),
        (b"a,b\n1,2\n", "events.csv", "text/csv"),
        (gzip.compress(b"a,b\n1,2\n"), "events.csv.gz", "text/csv"),
        (b'{"kind": "detection"}\n', "sensors.jsonl", "application/jsonl"),
        (b"words", "note", "text/plain"),
        (b"\x00\x01", "blob", "application/octet-stream"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8X", "photo.WEBP", "image/webp"),
        (b"\x00\x00\x00\x18ftyp3gp4", "film.3gp", "video/3gpp"),
    ],
)
def test_bytes_before_names(data: bytes, filename: str, expected: str) -> None:
    assert media_type_of(data, filename) == expected


def test_the_system_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker may not read its tables, and two systems would answer otherwise."""
    monkeypatch.setattr("mimetypes.init", lambda files=None: pytest.fail("asked"))
    monkeypatch.setattr("mimetypes.inited", False)
    assert media_type_of(b"RIFF\x10\x00\x00\x00WAVE", "a.wav") == "audio/x-wav"
    assert media_type_of(b"\x00", "a.nobody-knows") == "application/octet-stream"


@given(st.binary(max_size=400), st.text(max_size=20))
def test_never_fails(data: bytes, filename: str) -> None:
    assert "/" in media_type_of(data, filename)
