"""The public types: all that may leave the system. Only `record.redact` makes them, and `publish` sees nothing else.

Places are H3 cells and names of regions; times are days or fixed publication hours; there is no watcher, no bearing, no
distance from an observer, and no source that could identify a witness.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.measures import Escalation, Nowcast, Recovery
from truceline.model.phrase import Phrase
from truceline.model.public_agreement import PublicInForce, PublicPartyCount, PublicProvision, PublicWindow
from truceline.model.public_case import PublicCase, PublicSeat
from truceline.model.public_counts import (
    KindOf,
    PublicBefore,
    PublicCount,
    PublicDay,
    PublicHarm,
    PublicKind,
    PublicObject,
    PublicRate,
    PublicRestriction,
    PublicScore,
    PublicTrend,
    PublicVerdict,
    PublicWeapons,
    TrendOf,
    WeaponStatus,
)
from truceline.model.public_incident import PublicArea, PublicFinding, PublicHotSpot, PublicIncident, PublicPlaces, Ring
from truceline.model.public_words import (
    PublicAudit,
    PublicElement,
    PublicLink,
    PublicOrigin,
    PublicQuantity,
    PublicStatement,
)
from truceline.model.settlement import Settlement
from truceline.model.shown import ShownPair, ShownText

#: all types of a bulletin, for whoever makes one or shows it
__all__ = [
    "Bulletin",
    "BulletinKind",
    "KindOf",
    "PublicArea",
    "PublicAudit",
    "PublicBefore",
    "PublicCheckpoint",
    "PublicCorrection",
    "PublicCount",
    "PublicDay",
    "PublicElement",
    "PublicFinding",
    "PublicHarm",
    "PublicHotSpot",
    "PublicInForce",
    "PublicIncident",
    "PublicKind",
    "PublicLink",
    "PublicObject",
    "PublicOrigin",
    "PublicPartyCount",
    "PublicPlaces",
    "PublicProvision",
    "PublicQuantity",
    "PublicRate",
    "PublicRestriction",
    "PublicScope",
    "PublicScore",
    "PublicStatement",
    "PublicTrend",
    "PublicVerdict",
    "PublicWeapons",
    "PublicWindow",
    "PublicWitness",
    "Ring",
    "TrendOf",
    "WeaponStatus",
]

BulletinKind = Literal["daily", "weekly", "special"]


class PublicCorrection(msgspec.Struct, frozen=True):
    """A figure or the answer of an earlier bulletin that now is another, or a bulletin that was recalled."""

    bulletin: str  # the day that the earlier bulletin ends with
    of: Literal["verdict", "incidents", "breaches", "undetermined", "recalled"]
    was: str
    now: str
    why: Literal["later_evidence", "other_program", "other_rules", "recalled"]
    words: str = ""  # why it was recalled
    told: Phrase | None = None  # the reason of an answer that now is another


class PublicScope(msgspec.Struct, frozen=True):
    """What a special bulletin is about; an empty list chooses nothing out, so all is in it."""

    sectors: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        return not (self.sectors or self.provisions or self.incidents)


class PublicWitness(msgspec.Struct, frozen=True, kw_only=True):
    """Who signs besides the operator that the record only grew, and what they signed last."""

    side: str  # name of the party, or "neutral"
    neutral: bool
    key: str  # name+hash+base64: verifies its signature in the note
    signed: bool  # this very checkpoint
    last_size: int | None  # of the largest state it signed; null when it never signed any
    last_time: str | None  # when it did, UTC


class PublicCheckpoint(msgspec.Struct, frozen=True, kw_only=True):
    """The state of the record that a bulletin rests on, with all signatures under it (c2sp.org/tlog-checkpoint)."""

    size: int  # entries
    note: str  # the signed note in full; empty when nothing was ever signed
    unsigned: int  # entries behind the bulletin that are not in the note
    log_key: str  # of the record itself
    grade: Literal["unattested", "attested", "jointly_attested"]
    witnesses: tuple[PublicWitness, ...]


class Bulletin(msgspec.Struct, frozen=True, kw_only=True):
    """One bulletin. Every list is sorted; equal evidence gives equal bytes."""

    bulletin_id: str
    mission: str
    number: int
    period_start: str  # local date and time with offset
    period_end: str
    cut_off: str
    zone: str
    agreement: str
    agreement_status: str  # a sentence: which readings are in force in the period, or that none is
    in_force: bool
    verdict: PublicVerdict
    headline: str
    summary: tuple[str, ...]
    counts: tuple[PublicCount, ...]
    days: tuple[PublicDay, ...]
    rates: tuple[PublicRate, ...]
    provisions: tuple[PublicProvision, ...]
    incidents: tuple[PublicIncident, ...]
    findings: tuple[PublicFinding, ...]
    statements: tuple[PublicStatement, ...]
    elements: tuple[PublicElement, ...]
    quantities: tuple[PublicQuantity, ...]
    origins: tuple[PublicOrigin, ...]
    audits: tuple[PublicAudit, ...]
    restrictions: tuple[PublicRestriction, ...]
    areas: tuple[PublicArea, ...]
    cannot_conclude: tuple[str, ...]  # what the evidence does not allow to say
    scores: tuple[PublicScore, ...] = ()
    pairs: tuple[ShownPair, ...] = ()  # published texts side by side, in excerpts
    readings: tuple[ShownText, ...] = ()  # what was read in published texts
    readings_left_out: int = 0
    late: tuple[Nowcast, ...] = ()  # days of which more is expected than is reported
    hot_spots: tuple[PublicHotSpot, ...] = ()
    cases: tuple[PublicCase, ...] = ()  # before the commission, or closed in the period
    seats: tuple[PublicSeat, ...] = ()  # which party speaks for which side, where a case tells of sides
    escalation: Escalation | None = None
    recovery: Recovery | None = None
    trends: tuple[Phrase, ...] = ()  # late days, escalation and recovery in sentences
    places: tuple[PublicPlaces, ...] = ()  # where the mission's own reports lie, by week
    approvals: int = 0  # persons who must sign these bytes before they leave; 0: the operator releases alone
    invented: bool = False  # an exercise: said on every page
    evidence_digest: str = ""  # over the sorted hashes of all evidence
    record_head: str = ""  # hash of the record's last entry before this release
    checkpoint: PublicCheckpoint | None = None
    software: str = ""
    licence: str = ""  # under which it may be used again; empty: the mission is to be asked
    incomplete: bool = False  # the published reports at hand end well before the period does
    kind: BulletinKind = "daily"
    title: str = ""  # of a special bulletin, in its maker's words
    reason: str = ""  # why a special bulletin was made
    scope: PublicScope = PublicScope()
    before: PublicBefore | None = None
    harm: tuple[PublicHarm, ...] = ()
    objects: tuple[PublicObject, ...] = ()
    windows: tuple[PublicWindow, ...] = ()
    by_part: tuple[PublicTrend, ...] = ()  # sectors, then provisions
    corrections: tuple[PublicCorrection, ...] = ()
    kinds: tuple[PublicKind, ...] = ()
    by_kind: tuple[PublicTrend, ...] = ()  # of kinds with a section of their own
    weapons: tuple[PublicWeapons, ...] = ()
    force_readings: tuple[PublicInForce, ...] = ()  # of the agreement, then of its clauses
    settlements: tuple[Settlement, ...] = ()  # the larger ones on its map, by which a reader knows where that is
