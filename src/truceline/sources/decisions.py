"""Decisions of people about a language model's suggestions: the record keeps who decided what, and why.

One JSON object a line, as the review page of `truceline suggest --html` saves it: the suggestion's own line with
`decision` ("accept" or "reject"), `by` and `why`. Each is an item of evidence and nothing else: it has no text to read
and no observation, so no suggestion reaches a finding by being accepted.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.ingest.decode import gunzip, gunzip_head
from truceline.model.errors import UNREADABLE, InputError, Rejected
from truceline.model.evidence import Accounting, Blob, EvidenceItem, ReadContext
from truceline.model.ids import content_id
from truceline.model.reading import Reading
from truceline.sources.decoding import MAX_BYTES

_DONE = {"accept": "accepted", "reject": "rejected"}
_MOST_WORDS = 200
_ADVICE = "Save the file from the review page again, or add the field by hand."


class Decided(msgspec.Struct):
    """A suggestion with what a person decided about it."""

    decision: Literal["accept", "reject"]
    by: str
    why: str
    kind: str
    text: str
    text_sha256: str
    start: int
    end: int
    model: str
    prompt_version: str
    file: str = ""
    decided_at: str = ""


_decoder = msgspec.json.Decoder(Decided)


class _Decisions:
    name = "decisions"

    def recognises(self, head: bytes, filename: str) -> bool:
        """By a first line that is a suggestion with a decision in it."""
        first = gunzip_head(head).lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
        return first.startswith(b"{") and all(name in first for name in (b'"suggestion"', b'"decision"', b'"by"'))

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        """An item for each decision; a line without a name or a reason is a note. Raises InputError when none is."""
        notes: list[Rejected] = []
        taken: dict[str, EvidenceItem] = {}
        rows = repeated = 0
        for number, line in enumerate(gunzip(blob.data, blob.filename).removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
            if not line.strip():
                continue
            rows += 1
            decided = _decided(line, number, blob, notes)
            if decided is None:
                continue
            item = _item(decided, number, blob, context)
            repeated += item.item_id in taken
            taken.setdefault(item.item_id, item)
        if not taken:
            raise InputError("no decision can be read", where=blob.filename, advice=_ADVICE)
        items = tuple(taken[item_id] for item_id in sorted(taken))
        accounting = Accounting(rows, len(items), repeated, rows - len(items) - repeated)
        return Reading(items=items, notes=tuple(notes), accounting=accounting)


def _decided(line: bytes, number: int, blob: Blob, notes: list[Rejected]) -> Decided | None:
    if len(line) > MAX_BYTES:
        notes.append(Rejected(blob.filename, number, "line", f"{len(line)} bytes", f"The limit is {MAX_BYTES}."))
        return None
    try:
        decided = _decoder.decode(line)
    except UNREADABLE as error:
        field = str(error).partition("`$.")[2].rstrip("`") or "line"
        notes.append(Rejected(blob.filename, number, field, str(error), _ADVICE))
        return None
    for field in ("by", "why"):
        if not getattr(decided, field).strip():
            notes.append(Rejected(blob.filename, number, field, "nothing", "A decision has a name and a reason."))
            return None
    return decided


def _item(decided: Decided, number: int, blob: Blob, context: ReadContext) -> EvidenceItem:
    """The decision with the words it is about; the whole line stands in the kept file."""
    words = " ".join(decided.text.split())
    words = words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]}…"
    where = f"{decided.file} [{decided.start}:{decided.end}]".strip()
    return EvidenceItem(
        item_id=content_id("itm", "decisions", *_told(decided)),
        sha256=blob.sha256,
        part=f"line/{number}",
        media_type="application/x-ndjson",
        source=blob.source or "decisions",
        source_class=context.source_class or "other",
        filename=blob.filename,
        reported_s=None,
        received_s=blob.received_s,
        provenance=(
            f"{_DONE[decided.decision]} by {decided.by.strip()}: {decided.why.strip()} | "
            f"suggestion of {decided.model}: {decided.kind} “{words}”, {where}"
        ),
    )


def _told(decided: Decided) -> tuple[str, ...]:
    """What tells one decision from another: a second person's about the same words is another."""
    place = (decided.text_sha256, decided.kind, str(decided.start), str(decided.end))
    return (*place, decided.model, decided.prompt_version, decided.decision, decided.by, decided.why)


SOURCE = _Decisions()
