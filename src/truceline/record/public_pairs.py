"""Published texts side by side, on their way out: which pairs, and how short the excerpts are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from truceline.model.observation import Derivation
from truceline.model.shown import ShownPair
from truceline.record.material import Material
from truceline.record.public_texts import PUBLIC_CLASSES, named, public_sources
from truceline.record.shown_pairs import Excerpt, shown_pair

#: what of two texts may stand in a bulletin: enough to see what they share, too little to read them instead
EXCERPT = Excerpt(rows=8, passage=240, words=160)

_MOST_PAIRS = 12
_MOST_OF_ONE_ORIGIN = 2

#: how much a relation has to show; what is independent has nothing
_TELLING = {"partial": 0, "rewrite": 1, "one_origin": 1, "undetermined": 2, "copy": 3}


def most_telling(pairs: Iterable[Derivation]) -> tuple[Derivation, ...]:
    """The pairs worth reading first: rewrites before copies, then the nearest; independent ones last."""
    return tuple(sorted(pairs, key=lambda p: (_TELLING.get(p.relation, len(_TELLING)), -p.score_ppm, p.a, p.b)))


def wanted(material: Material) -> tuple[Derivation, ...]:
    """The pairs that a bulletin shows, sorted. Both texts are published ones, and one at least is of the period."""
    current = public_sources(material)
    public = {item.item_id for item in material.items if item.source_class in PUBLIC_CLASSES}
    origin_of = material.published_origin_of
    texts = {document.item_id for document in material.documents}
    chosen: list[Derivation] = []
    shown: Counter[frozenset[str]] = Counter()
    for pair in most_telling(p for p in material.pairs if p.relation in _TELLING):
        both = {pair.a, pair.b}
        story = frozenset(origin_of.get(item, item) for item in both)
        if both <= public & texts and both & current.keys() and shown[story] < _MOST_OF_ONE_ORIGIN:
            shown[story] += 1
            chosen.append(pair)
    return tuple(sorted(chosen[:_MOST_PAIRS], key=lambda pair: (pair.a, pair.b)))


def public_pairs(material: Material) -> tuple[ShownPair, ...]:
    """The wanted pairs of which a comparison was given, in excerpts."""
    compared = {(comparison.a, comparison.b): comparison for comparison in material.comparisons}
    documents = {document.item_id: document for document in material.documents}
    return tuple(
        shown_pair(
            compared[pair.a, pair.b],
            pair,
            (documents[pair.a].text, documents[pair.b].text),
            (named(documents[pair.a]), named(documents[pair.b])),
            EXCERPT,
        )
        for pair in wanted(material)
        if (pair.a, pair.b) in compared
    )
