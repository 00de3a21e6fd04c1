"""What the door to the public is given: everything the stages found, and the policy of release."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec
import pyarrow as pa

from truceline.model.agreement import Agreement, Zone
from truceline.model.bulletin import BulletinKind, PublicCheckpoint, PublicCorrection, PublicScope, PublicScore
from truceline.model.case import Case
from truceline.model.claim import AuditPoint
from truceline.model.comparison import Comparison
from truceline.model.evidence import PUBLISHED, Document, EvidenceItem
from truceline.model.grounds import Grounds
from truceline.model.groups import ruled_origins
from truceline.model.measures import DayMeasure, Further, Rate, UnitCount, Verdict
from truceline.model.mentions import AnyMention
from truceline.model.observation import Derivation, Origin
from truceline.model.period import Period
from truceline.model.settlement import Settlement
from truceline.record.publication import TABLE, Care, PlaceClass


class ReleasePolicy(msgspec.Struct, frozen=True):
    """How coarse, how late, how few, for all classes and for single ones; and which texts may be reprinted.

    What asks for less than the table of `record.publication` is answered by the table.
    """

    cell_resolution: int
    delay_h: int
    min_cell: int
    texts: tuple[str, ...] = ()  # patterns of the names of sources whose texts may be reprinted whole
    classes: dict[PlaceClass, Care] = {}
    approvals: int = 0  # persons who sign the exact bytes

    def care(self, *classes: PlaceClass) -> Care:
        """The most careful of what holds for these classes."""
        asked = Care(self.cell_resolution, self.delay_h, self.min_cell)
        for one in classes:
            asked = asked.with_more(TABLE[one].care)
            if one in self.classes:
                asked = asked.with_more(self.classes[one])
        return asked

    @property
    def care_of_published(self) -> Care:
        """Published places only get coarser where a mission asks for it: anybody can look them up."""
        floor = TABLE["published"].care
        return Care(min(self.cell_resolution, floor.cell_resolution), floor.delay_h, floor.least)


class Material(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The stages' answers over the whole mission, with the measures of one period and of the one before."""

    mission: str
    invented: bool
    period: Period
    cut_off: str
    agreement: Agreement | None
    items: tuple[EvidenceItem, ...]
    documents: tuple[Document, ...]
    mentions: tuple[AnyMention, ...]
    observations: pa.Table
    effort: pa.Table
    origins: tuple[Origin, ...]
    pairs: tuple[Derivation, ...]
    incidents: pa.Table
    members: pa.Table
    findings: pa.Table
    grounds: Mapping[tuple[str, str], Grounds] = {}  # of findings, by clause and incident
    counts: tuple[UnitCount, ...]
    counts_before: tuple[UnitCount, ...]
    days: tuple[DayMeasure, ...]
    rates: tuple[Rate, ...]
    verdict: Verdict
    further: Further = Further()
    audits: tuple[AuditPoint, ...]
    comparisons: tuple[Comparison, ...] = ()  # of the pairs that `public_pairs.wanted` asks for
    cases: tuple[Case, ...] = ()  # of the commission, as they stand
    sectors: tuple[Zone, ...] = ()  # that the mission names; none: the zones of the agreement
    seats: dict[str, str] = {}  # side of the commission -> party
    scores: tuple[PublicScore, ...] = ()
    evidence_digest: str = ""
    record_head: str = ""
    checkpoint: PublicCheckpoint | None = None
    software: str = ""
    licence: str = ""
    kind: BulletinKind = "daily"
    title: str = ""
    reason: str = ""
    scope: PublicScope = PublicScope()
    verdict_before: Verdict | None = None  # of the period before, of the same length
    corrections: tuple[PublicCorrection, ...] = ()
    settlements: tuple[Settlement, ...] = ()  # of the mission's area, that anybody may know of; the largest first

    @cached_property
    def published_origins(self) -> tuple[Origin, ...]:
        """Which published items go back to one origin, as these items alone give it. Worked out once.

        Two that only a monitor's text joins, or that a ruling on one holds apart, would say that there is such a text;
        and so would a name that was made of it.
        """
        public = frozenset(item.item_id for item in self.items if item.source_class in PUBLISHED)
        items = [item for origin in self.origins for item in origin.items if item in public]
        known = frozenset(items)
        return ruled_origins(items, (pair for pair in self.pairs if pair.a in known and pair.b in known))

    @cached_property
    def published_origin_of(self) -> Mapping[str, str]:
        """The name of that origin, by item."""
        return {item: origin.origin_id for origin in self.published_origins for item in origin.items}

    def party_name(self, party_id: str) -> str:
        """The party's name in the agreement; what was given where there is none."""
        return self.agreement.party_name(party_id) if self.agreement else party_id
