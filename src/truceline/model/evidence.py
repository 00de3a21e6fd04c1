"""What came in: blobs, the items in them, and the text of an item with its parts marked."""

from __future__ import annotations

from typing import Literal

import msgspec

# `gc=False`: the collector of cycles need not look at these, of which there are millions. What is frozen holds only
# what was there before it; where that is strings, numbers and tuples of the like, no way leads back. A list or
# a dictionary, which can be changed after it was given, must never be put into one of them.

SourceClass = Literal[
    "patrol",  # a monitor who was there
    "camera",
    "acoustic",
    "uav",
    "satellite",
    "alert",  # air-raid alert registers
    "official",  # a party's own statement
    "news",
    "ngo",
    "dataset",  # coded event data (ACLED, UCDP GED, VIINA, GDELT …)
    "social",
    "other",
]

#: classes of source that anybody can look up: nothing they say can point to a monitor or a witness of a mission
PUBLISHED = frozenset({"news", "official", "ngo", "dataset", "satellite", "alert"})


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """Half-open range `[start, end)` in Unicode code points of an item's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span."""
        return text[self.start : self.end]


class Blob(msgspec.Struct, frozen=True):
    """Raw bytes as received, and what is known about them from outside. Hashed, kept for good, never changed."""

    sha256: str
    data: bytes
    filename: str
    source: str  # name of the declared source, or of the connector that recognised it
    received_s: int
    media_type: str = "application/octet-stream"
    sent: bool = False  # by its source, as it happened; false for a file that somebody brought


class EvidenceItem(msgspec.Struct, frozen=True, gc=False):
    """One item of evidence: an article, a feed entry, or a whole table file."""

    item_id: str
    sha256: str  # of the blob it lies in
    part: str  # where in the blob: "" for the whole, "entry/3" for a feed entry
    media_type: str
    source: str
    source_class: SourceClass
    filename: str
    reported_s: int | None  # when its author says it was published
    received_s: int
    provenance: str = ""  # URL or chain of hands, as given


class Document(msgspec.Struct, frozen=True, gc=False):
    """Readable text of an item, with main text and residue told apart by spans; the text itself is never cut.

    For plain text, `text` is the file itself, so offsets hold in the file. For HTML and feeds it is the rendition of
    the main text (kept in the cache), and offsets hold in that rendition.
    """

    item: EvidenceItem
    text: str
    body: tuple[Span, ...]  # paragraphs of the main text, in order
    headline: Span | None = None
    byline: Span | None = None
    credit: str | None = None  # agency credited ("AFP"), as a name
    published_s: int | None = None
    published_day: str | None = None  # YYYY-MM-DD where only the day is known
    language: str | None = None  # "en" "uk" "ru", or null when it could not be told

    @property
    def item_id(self) -> str:
        return self.item.item_id


class ReadContext(msgspec.Struct, frozen=True):
    """What a source may know besides the bytes: the declared options of the mission. Never a clock."""

    source_class: SourceClass | None = None
    time_zone: str = "UTC"  # IANA zone of times that carry none
    options: dict[str, str] = {}
    bounds_e6: tuple[int, int, int, int] | None = None  # lon_min, lat_min, lon_max, lat_max of the mission's area


class Accounting(msgspec.Struct, frozen=True):
    """Nothing is lost: rows == taken + repeated + rejected."""

    rows: int
    taken: int
    repeated: int
    rejected: int
