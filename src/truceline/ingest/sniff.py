"""The media type of received bytes: by their signature first, by the file's name where the bytes leave it open."""

from __future__ import annotations

import mimetypes
import re

from truceline.ingest.decode import gunzip_head

_HEAD = 65_536

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"PK\x03\x04", "application/zip"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)

_MARKUP: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"<rss[\s>]", re.IGNORECASE), "application/rss+xml"),
    (re.compile(rb"<feed[\s>]", re.IGNORECASE), "application/atom+xml"),
    (re.compile(rb"<!doctype html|<html[\s>]|<body[\s>]", re.IGNORECASE), "text/html"),
    (re.compile(rb"^\s*<\?xml"), "application/xml"),
)

#: names that the system's table does not know everywhere
_NAMES = {".jsonl": "application/jsonl", ".geojson": "application/geo+json", ".toml": "application/toml"}


def media_type_of(data: bytes, filename: str) -> str:
    """The media type, of the contents where the file is gzip. Never raises: unknown bytes are an octet stream."""
    head = gunzip_head(data[:_HEAD])
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<"):
        for pattern, media_type in _MARKUP:
            if pattern.search(text):
                return media_type
    return _by_name(filename.removesuffix(".gz")) or ("text/plain" if b"\0" not in head else "application/octet-stream")


def _by_name(filename: str) -> str | None:
    ending = filename[filename.rfind(".") :].lower() if "." in filename else ""
    return _NAMES.get(ending) or mimetypes.guess_type(filename)[0]
