"""Pictures, films and sounds: kept as they came, and shown to nobody by a program.

Nothing is read out of them. What a camera writes into a file (place, owner, number) could locate whoever took it, so it
is never looked at, and never leaves.
"""

from __future__ import annotations

from truceline.ingest.sniff import media_type_of
from truceline.model.errors import InputError
from truceline.model.evidence import Accounting, Blob, ReadContext
from truceline.model.reading import Reading
from truceline.sources.assemble import item_of

_KINDS = ("image/", "video/", "audio/")
#: RIFF of WebP and WAV, the box of MP4 and 3GP, Ogg, AMR
_SIGNATURES = ((0, b"\x89PNG"), (0, b"\xff\xd8\xff"), (0, b"RIFF"), (4, b"ftyp"), (0, b"OggS"), (0, b"#!AMR"))


class _Media:
    name = "media"

    def recognises(self, head: bytes, filename: str) -> bool:
        return any(head[at : at + len(mark)] == mark for at, mark in _SIGNATURES)

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        """One item, of which nothing is read. Raises InputError for bytes that are no picture, film or sound."""
        if not self.recognises(blob.data[:64], blob.filename):
            raise InputError(
                "this is no picture, film or sound that is known",
                where=blob.filename,
                advice="JPEG, PNG, WebP, MP4, 3GP, Ogg, WAV and AMR are.",
            )
        kind = media_type_of(blob.data, blob.filename)
        kind = kind if kind.startswith(_KINDS) else "application/octet-stream"
        item = item_of(blob, context, self.name, "other", kind)
        return Reading(items=(item,), accounting=Accounting(rows=1, taken=1, repeated=0, rejected=0))


SOURCE = _Media()
