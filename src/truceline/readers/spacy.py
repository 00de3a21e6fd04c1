"""spaCy (MIT): names of persons and places in English, with a pipeline that the user brings. Extra `[en]`.

No pipeline is downloaded: name an installed package or a folder. Names of packages on public registries that look like
spaCy's but are not its own are not suggested here.
"""

from __future__ import annotations

import importlib.metadata
from typing import Any

from truceline.model.errors import UsageError
from truceline.model.evidence import Document
from truceline.model.mentions import AnyMention, PersonMention, PlaceMention

#: news: PER .80, LOC .79 for the small pipeline; "Kyiv" is often taken for a person
_SURE = 500_000
_PERSON = frozenset({"PERSON", "PER"})
_PLACE = frozenset({"GPE", "LOC", "FAC"})


class Spacy:
    """A `Reader` around one spaCy pipeline; its language is the pipeline's."""

    name = "spacy"

    def __init__(self, model: str) -> None:
        try:
            import spacy
        except ImportError as error:
            from truceline.readers.catalogue import missing

            raise missing("spaCy", "en") from error
        try:
            self._pipeline: Any = spacy.load(model)
        except OSError as error:
            advice = f"Get it once with: python -m spacy download {model} — or name a folder: spacy:path/to/pipeline."
            raise UsageError(f"spaCy has no pipeline {model!r}", where="reader", advice=advice) from error
        meta = self._pipeline.meta
        self.version = f"{importlib.metadata.version('spacy')} {meta['lang']}_{meta['name']} {meta['version']}"
        self.languages = frozenset({str(meta["lang"])})

    def read(self, document: Document) -> tuple[AnyMention, ...]:
        """Persons and places of the main text, paragraph by paragraph."""
        found: list[AnyMention] = []
        for span in document.body:
            doc = self._pipeline(span.of(document.text))
            found += [m for name in doc.ents if (m := _mention(document, name, span.start)) is not None]
        return tuple(found)


def _mention(document: Document, name: Any, shift: int) -> AnyMention | None:
    start, end = name.start_char + shift, name.end_char + shift
    words = document.text[start:end]
    if name.label_ in _PERSON:
        return PersonMention(
            item_id=document.item_id, start=start, end=end, text=words, method="model:spacy", confidence_ppm=_SURE
        )
    if name.label_ in _PLACE:
        return PlaceMention(
            item_id=document.item_id, start=start, end=end, text=words, method="model:spacy", confidence_ppm=_SURE
        )
    return None
