"""Reading the words of one item's texts, in a worker: sentences can be made to be slow, or to fill all memory."""

from __future__ import annotations

import msgspec

from truceline.confined.keeper import Task, keeper
from truceline.confined.limits import WORDS_S
from truceline.extract.extract import Extraction, extract, extraction, params_of
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import AnyMention

_TASK: Task[tuple[AnyMention, ...]] = Task("truceline.confined.extracting:work", tuple[AnyMention, ...], WORDS_S)
_TOLD: Task[Extraction] = Task("truceline.confined.extracting:work_on_one", Extraction, WORDS_S)
_encode = msgspec.msgpack.Encoder().encode
_documents = msgspec.msgpack.Decoder(tuple[Document, ...])
_document = msgspec.msgpack.Decoder(Document)

#: a few words of each language, so that its rules are there before a worker is
_SAMPLES = (
    "Mortar fire hit Kharkiv on Tuesday, killing two people, the governor said.",
    "Обстріл Харкова у вівторок: двоє загиблих, повідомив голова області.",
    "Обстрел Харькова во вторник: двое погибших, сообщил глава области.",
)


def extract_confined(documents: tuple[Document, ...], zone: str) -> tuple[AnyMention, ...]:
    """What `extract` finds in the documents of one item. Raises Exceeded for texts that cost too much."""
    return keeper().call(_TASK, _encode(documents), zone.encode())


def extraction_confined(document: Document, zone: str) -> Extraction:
    """What `extraction` finds in one document. Raises Exceeded for a text that costs too much."""
    return keeper().call(_TOLD, _encode(document), zone.encode())


def work(data: bytes, asked: bytes) -> tuple[AnyMention, ...]:
    """In the worker: apply the rules."""
    return extract(_documents.decode(data), params_of(asked.decode()))


def work_on_one(data: bytes, asked: bytes) -> Extraction:
    """In the worker: apply the rules, and say in which languages."""
    return extraction(_document.decode(data), params_of(asked.decode()))


def prepare() -> None:
    """In the nursery, once: load the rules of every language."""
    for words in _SAMPLES:
        item = EvidenceItem("itm_0", "0" * 64, "", "text/plain", "", "other", "", None, 0)
        extract((Document(item=item, text=words, body=(Span(0, len(words)),)),), params_of("UTC"))
