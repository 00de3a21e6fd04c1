"""JSON Lines: one object a row under the table's own names and units, which `truceline schema TABLE` describes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pyarrow as pa

from truceline.writers.shown import in_parts


def jsonl_parts(table: pa.Table) -> Iterator[bytes]:
    """The file a part at a time. Nothing is escaped but what JSON asks for: whoever reads data shows it with care."""
    encode = msgspec.json.Encoder().encode
    for part in in_parts(table):
        yield b"".join(encode(row) + b"\n" for row in part.to_pylist())
