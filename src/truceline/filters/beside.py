"""The evidence view of texts that a filter is given: what was read in each, and pairs of them side by side."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath

from truceline.derive.differences import differences
from truceline.extract.extract import extract, params_of
from truceline.extract.language import languages
from truceline.model.evidence import Document
from truceline.model.observation import Derivation
from truceline.model.shown import EvidenceView
from truceline.publish.evidence_page import render_evidence
from truceline.record.public_pairs import most_telling
from truceline.record.shown_pairs import shown_pair
from truceline.record.shown_texts import shown_text
from truceline.stores.files import write_atomic

#: texts and pairs of one page; a folder may hold thousands
MOST_TEXTS = 30
MOST_PAIRS = 30


def view_of(texts: list[tuple[str, Document]], pairs: Iterable[Derivation], zone: str) -> EvidenceView:
    """These texts, each under its name, and pairs of them.

    Texts that stand in a pair come first; of the rest as many as there is room for.
    """
    chosen = most_telling(pairs)[:MOST_PAIRS]
    paired = {item for pair in chosen for item in (pair.a, pair.b)}
    shown = sorted(texts, key=lambda text: text[1].item_id not in paired)[:MOST_TEXTS]
    documents = {document.item_id: document for _, document in shown}
    names = _told_apart({document.item_id: name for name, document in shown})
    mentions = extract(documents.values(), params_of(zone))
    together = [pair for pair in chosen if pair.a in documents and pair.b in documents]
    return EvidenceView(
        subject="",
        texts=tuple(
            shown_text(document, mentions, names[item], zone, language_at=languages(document).at)
            for item, document in documents.items()
        ),
        pairs=tuple(
            shown_pair(
                differences(documents[pair.a], documents[pair.b], mentions, pair.spans),
                pair,
                (documents[pair.a].text, documents[pair.b].text),
                (names[pair.a], names[pair.b]),
            )
            for pair in together
        ),
    )


def write_view(
    path: Path, texts: list[tuple[str, Document]], pairs: Iterable[Derivation], zone: str, lang: str
) -> None:
    """Write the page of these texts and pairs."""
    write_atomic(path, render_evidence(view_of(texts, pairs, zone), lang))


def _told_apart(names: dict[str, str]) -> dict[str, str]:
    """File names without their folders, where no two of them are the same."""
    short = {item: PurePath(name).name for item, name in names.items()}
    return short if len(set(short.values())) == len(short) else names
