"""Origins of published reports, counted as fusion counts them: from these reports alone.

What the mission saw too is not taken off a number that has it in: a monitor's text in another language, or a second
report of one source, would leave less than the press alone gives, and so say which incidents lie near a monitor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from math import expm1, log
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.apart import OPEN_RELATIONS, RULED_APART, fewest_apart
from truceline.model.evidence import PUBLISHED
from truceline.model.observation import Derivation
from truceline.model.trust import doubt_of
from truceline.model.units import PPM
from truceline.record.material import Material

_OUTSIDE = -1  # the language of what is no text


class Counted(msgspec.Struct, frozen=True):
    """Independent origins of some reports, and how probable it is that they speak of something."""

    least: int
    most: int
    existence_ppm: int


Count = Callable[[Iterable[dict[str, Any]]], Counted]


def one_at_least(reports: Iterable[dict[str, Any]]) -> Counted:
    """Where nothing is known of how the texts relate: one origin, at the most as many as there are texts and tables."""
    reports = list(reports)
    names = {row["item_id"] if not row["record"] else f"source {row['source']}" for row in reports}
    surest = min((doubt_of(row["verb"], row["confidence_ppm"]) for row in reports), default=1.0)
    return Counted(1, max(len(names), 1), round(PPM * (1 - surest)))


class Origins:
    """Which origin each published report goes back to, and which origins are certainly apart."""

    def __init__(self, material: Material) -> None:
        self._of_item = material.published_origin_of
        self._code: dict[str, int] = {}
        self._tongue: dict[int, int] = {}
        self._learn_tongues(material)
        self._doubts = self._partners(material.pairs, OPEN_RELATIONS)
        self._rulings = self._partners(material.pairs, RULED_APART)

    def counted(self, reports: Iterable[dict[str, Any]]) -> Counted:
        """Of the published reports behind one incident, rows of OBSERVATIONS; at least one."""
        doubts: dict[int, float] = {}
        told: set[int] = set()
        for row in reports:
            origin = self._origin(row)
            doubts[origin] = min(doubts.get(origin, 1.0), doubt_of(row["verb"], row["confidence_ppm"]))
            if row["source_class"] != "dataset":  # coded data may code the very reports that are there already
                told.add(origin)
        within = (frozenset(_among(told, partners)) for partners in (self._doubts, self._rulings))
        least = max(fewest_apart(told, lambda one: self._tongue.get(one, _OUTSIDE), *within), 1)
        nats = sum(log(doubt) for doubt in sorted(doubts.values())[:least])
        return Counted(least, len(doubts), round(PPM * -expm1(nats)))

    def _origin(self, row: dict[str, Any]) -> int:
        """That of its text where it stands in one; a row of a table has its source for one."""
        item: str = row["item_id"]
        in_table = (row["record"] or 0) > 0 and item not in self._of_item
        return self._numbered(f"source {row['source']}" if in_table else self._of_item.get(item, item))

    def _numbered(self, name: str) -> int:
        return self._code.setdefault(name, len(self._code))

    def _learn_tongues(self, material: Material) -> None:
        """The language of each origin that published reports stand in; the first where its texts are of several."""
        languages = {document.item_id: document.language or "" for document in material.documents}
        number = {language: n for n, language in enumerate(sorted(set(languages.values())))}
        public = pc.is_in(material.observations["source_class"], pa.array(sorted(PUBLISHED)))
        rows = material.observations.select(["item_id", "record"]).filter(public)
        in_text = pc.invert(pc.fill_null(pc.greater(rows["record"], 0), False))
        in_origin = pc.is_in(rows["item_id"], pa.array(sorted(self._of_item), pa.string()))
        for item in pc.unique(rows["item_id"].filter(pc.or_(in_text, in_origin))).to_pylist():
            tongue = number[languages[item]] if item in languages else _OUTSIDE
            origin = self._numbered(self._of_item.get(item, item))
            self._tongue[origin] = min(self._tongue.get(origin, tongue), tongue)

    def _partners(self, pairs: Iterable[Derivation], relations: frozenset[str]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        for pair in pairs:
            if pair.relation in relations:
                a, b = (self._numbered(self._of_item.get(item, item)) for item in (pair.a, pair.b))
                found[min(a, b)].add(max(a, b))
        return found


def _among(origins: set[int], partners: dict[int, set[int]]) -> Iterable[tuple[int, int]]:
    return ((a, b) for a in origins for b in partners.get(a, ()) if b in origins and a != b)
