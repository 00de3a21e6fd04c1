"""The media type of received bytes: by their signature first, by the file's name where the bytes leave it open."""

from __future__ import annotations

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

#: by ending. Python's own table asks the system for more, which a worker may not read, and no two systems agree on
_NAMES: dict[str, str] = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    **dict.fromkeys((".txt", ".text", ".log"), "text/plain"),
    ".md": "text/markdown",
    **dict.fromkeys((".html", ".htm"), "text/html"),
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".geojson": "application/geo+json",
    ".toml": "application/toml",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".tar": "application/x-tar",
    ".eml": "message/rfc822",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".kml": "application/vnd.google-earth.kml+xml",
    ".kmz": "application/vnd.google-earth.kmz",
    ".gpx": "application/gpx+xml",
    ".png": "image/png",
    **dict.fromkeys((".jpg", ".jpeg", ".jpe"), "image/jpeg"),
    ".gif": "image/gif",
    ".webp": "image/webp",
    **dict.fromkeys((".tif", ".tiff"), "image/tiff"),
    ".heic": "image/heic",
    ".svg": "image/svg+xml",
    ".mp4": "video/mp4",
    ".3gp": "video/3gpp",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".avi": "video/x-msvideo",
    ".wav": "audio/x-wav",
    ".mp3": "audio/mpeg",
    **dict.fromkeys((".ogg", ".oga", ".opus"), "audio/ogg"),
    ".m4a": "audio/mp4",
    ".amr": "audio/AMR",
}


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
    dot = filename.rfind(".")
    return None if dot < 0 else _NAMES.get(filename[dot:].lower())
