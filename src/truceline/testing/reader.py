"""check_reader: what an optional reader of texts promises."""

from __future__ import annotations

from truceline.model.evidence import Document
from truceline.ports import Reader
from truceline.testing.rules import demand


def check_reader(reader: Reader, documents: tuple[Document, ...]) -> None:
    """Raises NotConformantError for the first broken promise of `ports.Reader` on these documents."""
    demand(isinstance(reader, Reader), "port", type(reader).__name__, "name, version, languages and read are asked for")
    demand(
        bool(reader.name) and bool(reader.version),
        "names",
        f"{reader.name!r} {reader.version!r}",
        "answers are kept by them",
    )
    demand(bool(reader.languages), "languages", "none", "a reader is asked only for texts in its languages")
    for document in documents:
        found = reader.read(document)
        for mention in found:
            words = document.text[mention.start : mention.end]
            demand(
                mention.text == words, "spans", f"{mention.text!r} against {words!r}", "every find points at its words"
            )
            demand(mention.start < mention.end, "spans", f"empty at {mention.start}", "an empty span shows nothing")
            demand(mention.item_id == document.item_id, "item", mention.item_id, "a find belongs to its item")
            demand(
                mention.method.startswith("model:"), "method", mention.method, "nobody may take it for a rule's find"
            )
            demand(
                0 < mention.confidence_ppm < 1_000_000,
                "confidence",
                f"{mention.confidence_ppm}",
                "a model is never certain",
            )
        again = reader.read(document)
        demand(found == again, "repeat", "a second reading differs", "the same evidence must give the same bytes")
