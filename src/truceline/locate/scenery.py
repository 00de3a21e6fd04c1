"""What a document speaks of, as a whole and around each of its words: a report names many sectors one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from truceline.locate.context import each, scene
from truceline.locate.resolve import UNSURE, Candidate, Resolved, Setting, is_ukrainian, read, setting_of
from truceline.model.evidence import Document
from truceline.model.mentions import AnyMention, EventMention, PlaceMention
from truceline.ports import Gazetteer, Place

_ENDS = re.compile(r"[.!?…;](?=\s)|\n")
_LONGEST = 600
_LIKELY_PPM = 50_000


class Scenery:
    """The places of a document, by where its words stand."""

    def __init__(self, document: Document, mentions: Iterable[AnyMention], gazetteer: Gazetteer) -> None:
        self._text = document.text
        self._gazetteer = gazetteer
        self._answers: dict[tuple[str, int], tuple[Resolved | None, tuple[Candidate, ...]]] = {}
        self._settings: dict[tuple[int, int], Setting] = {}
        self._named = sorted({pair for mention in mentions for pair in _words_of(mention)})

    @cached_property
    def whole(self) -> Setting:
        """The setting of the whole document."""
        names = [*scene(self._text), *(words for _, words in self._named)]
        return setting_of(names, self._gazetteer, ukrainian=is_ukrainian(self._text))

    def resolve(self, words: str, start: int, end: int) -> tuple[Resolved | None, tuple[Candidate, ...]]:
        """What words at [start, end) mean and may mean.

        A sentence that names a sector or a division tells first, then the whole document; where that leaves doubt, the
        places of the sentence.
        """
        answer = self._read(words, self.whole)
        if len(answer[1]) < 2:
            return answer
        near = self._sentence(start, end)
        told = bool(near.divisions or near.districts)
        if not told and (not near.anchors or _sure(answer)):
            return answer
        closer = self._read(words, near)
        if _sure(closer) or (closer[0] is not None and not _sure(answer)):
            return closer
        if told and _sure(answer) and not _allows(closer[1], answer[1][0].place):
            return closer  # the document at large must not move it out of the sector that the sentence names
        return answer

    def _read(self, words: str, setting: Setting) -> tuple[Resolved | None, tuple[Candidate, ...]]:
        key = words, id(setting)  # settings live as long as this does
        if key not in self._answers:
            self._answers[key] = read(words, self._gazetteer, setting)
        return self._answers[key]

    def _sentence(self, start: int, end: int) -> Setting:
        """The setting of the sentence around a span."""
        low = max((match.end() for match in _ENDS.finditer(self._text, max(0, start - _LONGEST), start)), default=0)
        low = max(low, start - _LONGEST)
        stop = _ENDS.search(self._text, end, end + _LONGEST)
        high = stop.start() if stop else min(len(self._text), end + _LONGEST)
        if (low, high) not in self._settings:
            named = [words for at, words in self._named if low <= at < high]
            words = [*scene(self._text[low:high]), *named]
            self._settings[low, high] = setting_of(words, self._gazetteer, self.whole)
        return self._settings[low, high]


def _allows(candidates: tuple[Candidate, ...], place: Place) -> bool:
    """Whether a place is one of the likely candidates."""
    return any(c.place.place_id == place.place_id and c.share_ppm >= _LIKELY_PPM for c in candidates)


def _sure(answer: tuple[Resolved | None, tuple[Candidate, ...]]) -> bool:
    return answer[0] is not None and answer[0].method != UNSURE


def _words_of(mention: AnyMention) -> Iterator[tuple[int, str]]:
    """Words for places with where they stand, as near as the mention tells."""
    if isinstance(mention, PlaceMention):
        yield mention.start, mention.text
    elif isinstance(mention, EventMention):
        at = mention.start if mention.place_start is None else mention.place_start
        yield from ((at, part) for words in mention.places for part in each(words))
