"""Natasha (MIT): names of persons and places in Russian, with the models that its packages carry. Extra `[ru]`."""

from __future__ import annotations

import importlib.metadata
from typing import Any

from truceline.model.evidence import Document
from truceline.model.mentions import AnyMention, PersonMention, PlaceMention

#: precision of its names is known to be good on news (PER .92, LOC .85 strict), but no rule stands behind a find
_SURE = 600_000


class Natasha:
    """A `Reader`. Loading takes about a second and 60 MB, so it is built once a run."""

    name = "natasha"
    languages = frozenset({"ru"})

    def __init__(self) -> None:
        try:
            import natasha
        except ImportError as error:
            from truceline.readers.catalogue import missing

            raise missing("natasha", "ru") from error
        self.version = importlib.metadata.version("natasha")
        self._segmenter: Any = natasha.Segmenter()
        self._tagger: Any = natasha.NewsNERTagger(natasha.NewsEmbedding())
        self._new: Any = natasha.Doc

    def read(self, document: Document) -> tuple[AnyMention, ...]:
        """Persons and places of the main text; organisations are left, since no stage asks for them."""
        found: list[AnyMention] = []
        for span in document.body:
            doc = self._new(span.of(document.text))
            doc.segment(self._segmenter)
            doc.tag_ner(self._tagger)
            found += [m for name in doc.spans if (m := _mention(document, name, span.start)) is not None]
        return tuple(found)


def _mention(document: Document, name: Any, shift: int) -> AnyMention | None:
    start, end = name.start + shift, name.stop + shift
    words = document.text[start:end]
    if name.type == "PER":
        return PersonMention(
            item_id=document.item_id, start=start, end=end, text=words, method="model:natasha", confidence_ppm=_SURE
        )
    if name.type == "LOC":
        return PlaceMention(
            item_id=document.item_id, start=start, end=end, text=words, method="model:natasha", confidence_ppm=_SURE
        )
    return None
