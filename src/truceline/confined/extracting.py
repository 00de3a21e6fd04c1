"""Reading the words of one item's texts, in a worker: sentences can be made to be slow, or to fill all memory."""

from __future__ import annotations

import msgspec

from truceline.confined.keeper import Task, keeper
from truceline.confined.limits import WORDS_S
from truceline.extract.extract import Extraction, extract, extraction, params_of
from truceline.model.evidence import Document
from truceline.model.mentions import AnyMention

#: of a worker: its words meet patterns and tables of ours, no parser
_WEAR = 1
_TASK: Task[tuple[AnyMention, ...]] = Task(f"{__name__}:work", tuple[AnyMention, ...], WORDS_S, _WEAR)
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


def expect_texts() -> None:
    """Begin to load what reads texts of any language: there will be some."""
    keeper().load(_TOLD.module)


def extract_confined(documents: tuple[Document, ...], zone: str) -> tuple[AnyMention, ...]:
    """What `extract` finds in the documents of one item. Raises Exceeded for texts that cost too much."""
    return keeper().call(_TASK, _encode(documents), zone.encode(), _readers(documents))


def extraction_confined(document: Document, zone: str) -> Extraction:
    """What `extraction` finds in one document. Raises Exceeded for a text that costs too much."""
    return keeper().call(_TOLD, _encode(document), zone.encode(), _readers((document,)))


def _readers(documents: tuple[Document, ...]) -> tuple[str, ...]:
    """The modules that read the languages of the documents. A paragraph in another has its worker load that itself."""
    return tuple({_READERS[one.language] for one in documents if one.language in _READERS})


def work(data: bytes, asked: bytes) -> tuple[AnyMention, ...]:
    """In the worker: apply the rules."""
    return extract(_documents.decode(data), params_of(asked.decode()))


def work_on_one(data: bytes, asked: bytes) -> Extraction:
    """In the worker: apply the rules, and say in which languages."""
    return extraction(_document.decode(data), params_of(asked.decode()))
