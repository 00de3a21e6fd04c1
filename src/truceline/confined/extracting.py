"""Reading the words of one file's texts, in a worker: sentences can be made to be slow, or to fill all memory.

Of several texts in one file each has its own share of the time, so that one that was made to be slow costs its own
words alone. That share is held to in the worker, by a timer of the processor's seconds: it is kindness to the file's
other texts. What holds a worker that was taken over are the limits around it, as ever.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from types import FrameType

import msgspec

from truceline.confined.keeper import Task, keeper
from truceline.confined.limits import WORDS_S
from truceline.confined.worker import fault_of
from truceline.extract.extract import Extraction, ExtractParams, extract, extraction, params_of
from truceline.extract.language import detect
from truceline.model.evidence import Document
from truceline.model.mentions import AnyMention

#: seconds for a text among others, whatever its length, and for each byte of it: ordinary text takes a fifth of that,
#: and the rules of a language that only a paragraph is in are loaded in a third of a second
_TEXT_S = 1.0
_TEXT_S_FOR_A_BYTE = 1 / 60_000
#: of the file's own seconds, what is left for bringing back what was found
_TO_ANSWER_S = 0.5
#: when the first signal met code that swallowed what it raises, another follows
_AGAIN_S = 0.1


class Unread(msgspec.Struct, frozen=True, order=True):
    """A text whose words were left out, by its place in the file, and why."""

    place: int
    found: str


class Words(msgspec.Struct, frozen=True):
    """What the texts of one file say, and which of them stayed out."""

    mentions: tuple[AnyMention, ...]
    unread: tuple[Unread, ...] = ()


class _TooLong(BaseException):
    """A text has used its seconds."""


#: of a worker: its words meet patterns and tables of ours, no parser
_WEAR = 1
_TASK: Task[Words] = Task(f"{__name__}:work", Words, WORDS_S, _WEAR)
_TOLD: Task[Extraction] = Task(f"{__name__}:work_on_one", Extraction, WORDS_S, _WEAR)
_encode = msgspec.msgpack.Encoder().encode
_documents = msgspec.msgpack.Decoder(tuple[Document, ...])
_document = msgspec.msgpack.Decoder(Document)

#: what reads each language: loaded where workers come from when the first text in it is met
_READERS = {
    "en": "truceline.extract.english.reader",
    "uk": "truceline.extract.slavic.ukrainian.reader",
    "ru": "truceline.extract.slavic.russian.reader",
}


def expect_texts(like: str) -> None:
    """Begin to load what reads texts, and the rules of the language of this one: there will be more."""
    reader = _READERS.get(detect(like) or "")
    keeper().load(_TOLD.module, *([reader] if reader else []))


def extract_confined(documents: tuple[Document, ...], zone: str) -> Words:
    """What `extract` finds in the documents of one file, but for those that cost too much by themselves.

    Raises Exceeded where they cannot be told apart, as where there is only one.
    """
    return keeper().call(_TASK, _encode(documents), zone.encode(), _readers(documents))


def extraction_confined(document: Document, zone: str) -> Extraction:
    """What `extraction` finds in one document. Raises Exceeded for a text that costs too much."""
    return keeper().call(_TOLD, _encode(document), zone.encode(), _readers((document,)))


def _readers(documents: tuple[Document, ...]) -> tuple[str, ...]:
    """The modules that read the languages of the documents. A paragraph in another has its worker load that itself."""
    return tuple({_READERS[one.language] for one in documents if one.language in _READERS})


def work(data: bytes, asked: bytes) -> Words:
    """In the worker: apply the rules."""
    documents, params = _documents.decode(data), params_of(asked.decode())
    return Words(extract(documents, params)) if len(documents) == 1 else _each_in_its_time(documents, params)


def work_on_one(data: bytes, asked: bytes) -> Extraction:
    """In the worker: apply the rules, and say in which languages."""
    return extraction(_document.decode(data), params_of(asked.decode()))


def _each_in_its_time(documents: Sequence[Document], params: ExtractParams) -> Words:
    """Every text by itself, the short ones first, until the seconds of the file are over. In the order of `extract`."""
    until_s = time.process_time() + WORDS_S - _TO_ANSWER_S
    found: list[tuple[AnyMention, ...]] = []
    unread: list[Unread] = []
    for place, document in sorted(enumerate(documents), key=lambda one: len(one[1].text)):
        own_s = _TEXT_S + _TEXT_S_FOR_A_BYTE * len(document.text.encode())
        left_s = until_s - time.process_time()
        none_left = f"the others took the {WORDS_S:.0f} s that the words of a file have"
        if left_s <= 0:
            unread.append(Unread(place, none_left))
            continue
        try:
            with _at_most(min(own_s, left_s)):
                found.append(extract((document,), params))
        except _TooLong:
            too_slow = f"reading its words takes more than {own_s:.1f} s of work"
            unread.append(Unread(place, too_slow if own_s <= left_s else none_left))
        except MemoryError:
            unread.append(Unread(place, "reading its words takes more memory than a file has"))
        except Exception as error:  # noqa: BLE001  a fault of ours costs this text, and the note says where it lies
            unread.append(Unread(place, f"its reader failed ({fault_of(error)})"))
    found.sort(key=lambda mentions: mentions[0].item_id if mentions else "")
    return Words(tuple(chain.from_iterable(found)), tuple(sorted(unread)))


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raises _TooLong once this process has used so many seconds of processor in the block."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGPROF, stop)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN_S)
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
