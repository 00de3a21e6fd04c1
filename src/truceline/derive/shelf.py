"""Many documents in little room: what the comparison needs of each, and nothing else.

A document as an object takes several times its text. Here a text is its bytes, and its paragraphs are a few numbers, so
that a million reports can lie side by side.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from truceline.model.evidence import Document

#: ordinal of 1970-01-01
_EPOCH = date(1970, 1, 1).toordinal()

Ints = npt.NDArray[np.int64]


class Known(msgspec.Struct, frozen=True, gc=False):
    """What is known of a document beside its words: text and numbers, in which the collector finds no cycle."""

    source: str
    credit: str | None
    published_s: int | None
    language: str | None


class Chunk(NamedTuple):
    """Texts one after the other, as the scan reads them."""

    text: str
    paragraphs: Ints  # text, start, end in `text`, and whether it is the headline; a row each
    offsets: Ints  # where each text begins, and the end


class Shelf:
    """Documents by their place: the order of their days, and within a day of their content.

    Names of items decide nothing, so that the same reports under other names are compared in the same way.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.known: list[Known] = []
        self._texts: list[bytes] = []
        self._lengths = array("q")
        self._days = array("q")
        self._digests = array("Q")
        self._spans = array("I")  # headline or not, start, end
        self._ends = array("q")  # of the spans of each document

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def days(self) -> Ints:
        """Ordinals of the days of publication, 0 where unknown."""
        return np.array(self._days, np.int64)

    def text(self, place: int) -> str:
        """The text of a document."""
        return self._texts[place].decode("utf-8", "surrogatepass")

    def chunk(self, places: Sequence[int]) -> Chunk:
        """The texts at some places."""
        picked = np.asarray(places, np.int64)
        offsets = np.zeros(len(picked) + 1, np.int64)
        np.cumsum(np.frombuffer(self._lengths, np.int64)[picked], out=offsets[1:])
        ends = np.frombuffer(self._ends, np.int64)
        begins = np.where(picked > 0, ends[picked - 1], 0)
        counts = ends[picked] - begins
        row = np.arange(counts.sum()) + np.repeat(begins - (np.cumsum(counts) - counts), counts)
        spans = np.frombuffer(self._spans, np.uint32).reshape(-1, 3)[row].astype(np.int64)
        owner = np.repeat(np.arange(len(picked)), counts)
        paragraphs = np.stack([owner, spans[:, 1] + offsets[owner], spans[:, 2] + offsets[owner], spans[:, 0]], axis=1)
        text = b"".join([self._texts[place] for place in places]).decode("utf-8", "surrogatepass")
        return Chunk(text, paragraphs, offsets)

    def put(self, document: Document) -> None:
        """Take a document in, at the end."""
        data = document.text.encode("utf-8", "surrogatepass")
        known = Known(document.item.source, document.credit, document.published_s, document.language)
        self.ids.append(document.item_id)
        self.known.append(known)
        self._texts.append(data)
        self._lengths.append(len(document.text))
        self._days.append(published_day(document) or 0)
        digest = sha256(data)
        digest.update(repr(known).encode("utf-8", "surrogatepass"))
        self._digests.append(int.from_bytes(digest.digest()[:8]))
        if document.headline:
            self._spans.extend((1, document.headline.start, document.headline.end))
        for span in document.body:
            self._spans.extend((0, span.start, span.end))
        self._ends.append(len(self._spans) // 3)

    def put_in_order(self) -> None:
        """Bring the documents to their places."""
        rank = np.empty(len(self), np.int64)
        rank[sorted(range(len(self)), key=self.ids.__getitem__)] = np.arange(len(self))
        order = np.lexsort((rank, np.frombuffer(self._digests, np.uint64), np.frombuffer(self._days, np.int64)))
        ends = np.frombuffer(self._ends, np.int64)
        begins = np.concatenate([np.zeros(1, np.int64), ends[:-1]])
        counts = (ends - begins)[order]
        row = np.arange(counts.sum()) + np.repeat(begins[order] - (np.cumsum(counts) - counts), counts)
        spans = np.frombuffer(self._spans, np.uint32).reshape(-1, 3)[row]
        self._spans = array("I", spans.tobytes())
        self._ends = array("q", np.cumsum(counts).tobytes())
        self._lengths = array("q", np.frombuffer(self._lengths, np.int64)[order].tobytes())
        self._days = array("q", np.frombuffer(self._days, np.int64)[order].tobytes())
        self._digests = array("Q", np.frombuffer(self._digests, np.uint64)[order].tobytes())
        places = order.tolist()
        self.ids = [self.ids[k] for k in places]
        self.known = [self.known[k] for k in places]
        self._texts = [self._texts[k] for k in places]


def shelved(documents: Iterable[Document]) -> Shelf:
    """Documents at their places. An item given twice is taken once."""
    shelf = Shelf()
    taken: set[str] = set()
    for document in documents:
        if document.item_id not in taken:
            taken.add(document.item_id)
            shelf.put(document)
    if len(shelf):
        shelf.put_in_order()
    return shelf


def published_day(document: Document) -> int | None:
    """Ordinal of the day of publication, where it is known."""
    if document.published_s is not None:
        return _EPOCH + document.published_s // 86_400
    return date.fromisoformat(document.published_day).toordinal() if document.published_day else None
