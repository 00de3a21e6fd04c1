"""What reading a file gave, kept under what was known of the file: whoever read it first spares all others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from truceline.ingest.submission import Submission
from truceline.model.ids import canonical_bytes, sha256_hex
from truceline.model.reading import Reading
from truceline.stores.cache import Cache, Codec, PackedCodec, StructCodec, stage_key

READING: Final[Codec[Reading]] = PackedCodec(StructCodec(Reading))


def key_of(submission: Submission) -> str:
    """What its reading hangs on besides the program."""
    return sha256_hex(canonical_bytes(submission))


def keep_readings(read: Iterable[tuple[Submission, Reading]], cache: Cache) -> None:
    """Spare others the reading of files that were just read."""
    cache.keep_small("read", ((stage_key("read", key_of(one)), reading) for one, reading in read), READING)
