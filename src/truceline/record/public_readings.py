"""What was read in published texts, on its way out: facts with short quotations; whole texts only where they may be."""

from __future__ import annotations

from collections import defaultdict
from fnmatch import fnmatchcase

from truceline.model.evidence import Document
from truceline.model.mentions import AnyMention
from truceline.model.shown import ShownText
from truceline.record.material import Material, ReleasePolicy
from truceline.record.public_texts import named, public_sources
from truceline.record.shown_texts import shown_text

#: characters of one mark's words: a bulletin refers to texts, it does not reprint them
MOST_CHARACTERS = 200
#: of all texts together: a page that nobody can load shows nothing
MOST_MARKS = 2_500


def public_readings(
    material: Material, policy: ReleasePolicy, behind: frozenset[str]
) -> tuple[tuple[ShownText, ...], int]:
    """Readings of the period's published texts, those behind incidents first; and how many texts are left out.

    Where a text was located stays inside: the places in it are its own words. `behind` holds the items on which
    published incidents rest.
    """
    sources = public_sources(material)
    mentions: dict[str, list[AnyMention]] = defaultdict(list)
    for mention in material.mentions:
        if mention.item_id in sources:
            mentions[mention.item_id].append(mention)
    documents = sorted(
        (d for d in material.documents if mentions.get(d.item_id)),
        key=lambda d: (d.item_id not in behind, d.published_s or 0, d.item_id),
    )
    shown: list[ShownText] = []
    room = MOST_MARKS
    for document in documents:
        if len(mentions[document.item_id]) <= room:
            room -= len(mentions[document.item_id])
            shown.append(_reading(document, mentions[document.item_id], material, policy))
    return tuple(shown), len(documents) - len(shown)


def _reading(document: Document, mentions: list[AnyMention], material: Material, policy: ReleasePolicy) -> ShownText:
    reprinted = any(fnmatchcase(document.item.source, pattern) for pattern in policy.texts)
    return shown_text(
        document, mentions, named(document), material.period.zone, most_words=MOST_CHARACTERS, reprinted=reprinted
    )
