"""The texts behind an id, with everything read in them and laid side by side. Internal: exact, nothing left out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pyarrow.compute as pc

from truceline.derive.differences import differences
from truceline.extract.language import languages
from truceline.mission.folder import Mission
from truceline.model.evidence import Document
from truceline.model.mentions import AnyMention, EventMention, PlaceMention
from truceline.model.observation import Derivation
from truceline.model.shown import EvidenceView, Fact, ShownPair, ShownText
from truceline.model.units import E6
from truceline.pipeline import Outcome, Places
from truceline.ports import Place
from truceline.record.public_pairs import most_telling
from truceline.record.public_texts import named
from truceline.record.shown_pairs import shown_pair
from truceline.record.shown_texts import Located, shown_text

#: texts and pairs of one view; an origin may have hundreds of copies
MOST_TEXTS = 24
MOST_PAIRS = 24
_MOST_PLACES = 4


class Shelf:
    """The documents of a mission, found by id, and what it takes to show them."""

    def __init__(self, mission: Mission, outcome: Outcome) -> None:
        self.mission = mission
        self.outcome = outcome
        self.documents = {document.item_id: document for document in outcome.documents}
        self.pairs = {frozenset((pair.a, pair.b)): pair for pair in outcome.pairs}
        self._places = Places(mission.gazetteer_files(), mission.settings.invented, mission.area_e6)

    def view(self, subject: str, items: Iterable[str], beside: Iterable[Derivation]) -> EvidenceView:
        """Texts and pairs as a page shows them."""
        wanted = [self.documents[item] for item in dict.fromkeys(items) if item in self.documents]
        return EvidenceView(
            subject=subject,
            texts=tuple(self.text(document) for document in wanted[:MOST_TEXTS]),
            pairs=tuple(self.pair(derivation) for derivation in most_telling(beside)[:MOST_PAIRS]),
            invented=self.mission.settings.invented,
        )

    def text(self, document: Document) -> ShownText:
        located = self._located(document)
        return shown_text(
            document,
            self.outcome.mentions,
            named(document),
            self.mission.settings.zone,
            located=located,
            language_at=languages(document).at,
        )

    def pair(self, derivation: Derivation) -> ShownPair:
        a, b = self.documents[derivation.a], self.documents[derivation.b]
        compared = differences(a, b, self._mentions(a.item_id, b.item_id), derivation.spans)
        return shown_pair(compared, derivation, (a.text, b.text), (named(a), named(b)))

    def among(self, items: Iterable[str]) -> tuple[Derivation, ...]:
        """Pairs of these items of which anything is known, in the order of the pairs."""
        keys = (frozenset(pair) for pair in combinations(sorted(set(items)), 2))
        found = [self.pairs[key] for key in keys if key in self.pairs]
        return tuple(sorted(found, key=lambda pair: (pair.a, pair.b)))

    def of(self, item: str) -> tuple[Derivation, ...]:
        """Pairs with this item."""
        return tuple(pair for pair in self.outcome.pairs if item in (pair.a, pair.b))

    def _mentions(self, *items: str) -> list[AnyMention]:
        return [mention for mention in self.outcome.mentions if mention.item_id in items]

    def _located(self, document: Document) -> Located:
        """Where words for places were put on the map: as observed, or as the gazetteer has them."""
        rows = self.outcome.observations.filter(
            pc.equal(self.outcome.observations["item_id"], document.item_id)
        ).to_pylist()

        def located(mention: PlaceMention | EventMention) -> tuple[Fact, ...]:
            mine = [row for row in rows if _belongs(row, mention) and row["lat_e6"] is not None]
            if mine:
                facts = (_at(row["place_words"], row["lat_e6"], row["lon_e6"], row["radius_m"]) for row in mine)
                return tuple(dict.fromkeys(facts))
            if isinstance(mention, EventMention):
                return ()
            return _candidates(self._places.gazetteer().find(mention.text))

        return located


def _belongs(row: dict[str, object], mention: PlaceMention | EventMention) -> bool:
    if isinstance(mention, EventMention):
        return (row["span_start"], row["span_end"], row["event_type"]) == (
            mention.start,
            mention.end,
            mention.event_type,
        )
    return row["place_words"] == mention.text


def _candidates(found: tuple[Place, ...]) -> tuple[Fact, ...]:
    shown = tuple(_at(place.name, place.lat_e6, place.lon_e6, place.radius_m) for place in found[:_MOST_PLACES])
    rest = len(found) - len(shown)
    return (*shown, Fact("located", f"+ {rest}")) if rest else shown


def _at(name: str | None, lat_e6: int, lon_e6: int, radius_m: int) -> Fact:
    words = f"{name or ''} {lat_e6 / E6:.4f}, {lon_e6 / E6:.4f} ± {radius_m / 1000:g} km"
    return Fact("located", words.strip())
