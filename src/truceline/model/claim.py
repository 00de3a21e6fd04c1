"""What a party says the other side did, as a number with a window and a unit."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.phrase import Phrase

Qualifier = Literal["exact", "about", "more_than", "less_than", "at_least", "at_most"]

#: how tables of claims write that a figure is a share of a hundred
SHARES = frozenset({"%", "percent", "per cent", "percentage", "відсоток", "відсотків", "процент", "процентов"})


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One counted claim. `parent` names the category of which this one is a part."""

    claim_id: str
    item_id: str
    record: int
    claimant: str
    against: str
    as_of_s: int
    window_start_s: int
    window_end_s: int
    category: str
    count: int
    qualifier: Qualifier = "exact"
    unit: str | None = None
    parent: str | None = None
    source_url: str = ""
    note: str = ""


AuditVerdict = Literal["consistent", "inconsistent", "cannot_tell"]


class AuditPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One thing the audit looked at: a sum, a window, a unit, a growth over time, a shared origin."""

    check: str  # sums, sub_total, overlap, qualifier, unit, window, counters, cumulative, revision, shared_source
    claimant: str
    as_of_s: int
    verdict: AuditVerdict
    words: str  # a sentence a person can read, with the numbers, in English
    told: Phrase  # the same in any language
    claims: tuple[str, ...]  # claim ids it rests on
    stated: int | None = None
    derived_low: int | None = None
    derived_high: int | None = None
