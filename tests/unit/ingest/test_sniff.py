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
    ],
)
def test_bytes_before_names(data: bytes, filename: str, expected: str) -> None:
    assert media_type_of(data, filename) == expected


@given(st.binary(max_size=400), st.text(max_size=20))
def test_never_fails(data: bytes, filename: str) -> None:
    assert "/" in media_type_of(data, filename)
