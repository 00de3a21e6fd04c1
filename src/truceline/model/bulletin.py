"""The public types: all that may leave the system. Only `record.redact` makes them, and `publish` sees nothing else.

Places are H3 cells and names of regions; times are days or fixed publication hours; there is no watcher, no bearing, no
distance from an observer, and no source that could identify a witness.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.measures import Escalation, Nowcast, Recovery
from truceline.model.phrase import Phrase
from truceline.model.public_case import PublicCase, PublicSeat
from truceline.model.shown import ShownPair, ShownText

BulletinKind = Literal["daily", "weekly", "special"]
TrendOf = Literal["sector", "provision", "kind"]
#: kinds of event that have a section of their own
KindOf = Literal["weapons", "mines", "crossings"]
WeaponStatus = Literal[
    "in_breach", "not_settled", "beyond", "unnamed", "in_storage", "absent_from_storage", "storage_visit"
]


class Ring(msgspec.Struct, frozen=True):
    """A closed outline in micro-degrees, first point repeated last."""

    lon_lat_e6: tuple[tuple[int, int], ...]


class PublicArea(msgspec.Struct, frozen=True):
    """A zone or line of the agreement, as published in it."""

    name: str
    kind: Literal["zone", "line", "theatre", "region"]
    rings: tuple[Ring, ...]
    label: str = ""


class PublicIncident(msgspec.Struct, frozen=True, kw_only=True):
    """An incident as the public may see it: a day, counts, origins; a coarse cell where it was published."""

    incident_id: str
    event_type: str
    day: str  # YYYY-MM-DD in the mission's zone
    part_of_day: Literal["night", "morning", "afternoon", "evening", "unknown"]
    cell: str | None  # H3 index; null where the radius is larger than the cell or the place is withheld
    cell_outline: Ring | None
    area: str | None  # name of the region or sector
    radius_km: int | None  # of the evidence, rounded up
    origins_min: int
    origins_max: int
    n_reports: int
    claimants: tuple[str, ...]
    source_classes: tuple[str, ...]
    count_low: int | None
    count_high: int | None
    count_unit: str | None
    killed_low: int | None
    killed_high: int | None
    wounded_low: int | None
    wounded_high: int | None
    target: str | None
    weapon: str | None
    existence_ppm: int
    texts: tuple[str, ...] = ()  # published texts behind it; none where anybody else is behind it too


class PublicPlaces(msgspec.Struct, frozen=True):
    """How many incidents that the mission alone knows lie in a cell, in a week: unlinked from any incident or day."""

    from_day: str
    until_day: str
    of: str  # incidents, weapons, civilians
    cell: str
    cell_outline: Ring
    low: int
    high: int | None  # null: that many or more


class PublicFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as the public may see it: the clause, the status, how much speaks for it. No decision."""

    finding_id: str
    incident_id: str
    provision_id: str
    provision_words: str
    status: Literal["breach", "no_breach", "undetermined"]
    counted: bool
    belief_ppm: int
    plausibility_ppm: int
    contested: bool
    attribution: str
    attributed_to: str | None  # only with a signed decision
    summary: str


class PublicCount(msgspec.Struct, frozen=True):
    """One number with its unit; null where a small cell is suppressed."""

    label: str
    unit: str
    value_low: int | None
    value_high: int | None
    previous_low: int | None = None
    previous_high: int | None = None
    suppressed: bool = False


class PublicDay(msgspec.Struct, frozen=True):
    """One day of the time line: incidents by finding, and the effort behind them."""

    day: str
    incidents: int
    breaches: int
    undetermined: int
    counted: int
    observer_minutes: int | None  # mean of the week; null until the week is over, and where few watched
    outage_minutes: int | None
    night_share_ppm: int | None
    in_force: bool


class PublicRate(msgspec.Struct, frozen=True):
    """Incidents seen by watchers per hundred observer-hours, with an exact Poisson 95 % interval, in thousandths."""

    label: str
    incidents: int
    observer_minutes: int
    rate_milli: int | None
    low_milli: int | None
    high_milli: int | None
    note: str = ""
    told: Phrase | None = None  # the note in any language
    outage_minutes: int | None = None  # in the same days; null where too few lost time to tell
    night_share_ppm: int | None = None  # of the observer-minutes


class PublicVerdict(msgspec.Struct, frozen=True):
    """Is it holding? Never a bare score: the reasons stand with it, in English and as `told` in any language."""

    verdict: Literal["holding", "eroding", "collapsed", "undetermined"]
    ratio_milli: int | None
    low_milli: int | None
    high_milli: int | None
    changes: tuple[str, ...]
    alarms: tuple[str, ...]
    reasons: tuple[str, ...]
    told: tuple[Phrase, ...] = ()
    since: str | None = None  # day of the rise that stands, or the first day in force where it holds


class PublicBefore(msgspec.Struct, frozen=True):
    """The period before, of the same length, by the evidence of today."""

    verdict: Literal["holding", "eroding", "collapsed", "undetermined"]
    in_force: bool
    incidents: int
    breaches: int  # incidents with a finding of a breach


class PublicHarm(msgspec.Struct, frozen=True):
    """Persons killed or wounded as reports state it: in all, and in incidents that two independent origins tell of."""

    of: Literal["killed", "wounded"]
    incidents: int
    reported_low: int
    reported_high: int
    corroborated_incidents: int
    corroborated_low: int
    corroborated_high: int


class PublicObject(msgspec.Struct, frozen=True):
    """Incidents that reports say hit one kind of object."""

    target: str
    incidents: int
    corroborated: int  # told of by at least two independent origins
    breaches: int


class PublicWindow(msgspec.Struct, frozen=True):
    """A clause with a short time of its own (a repair truce, a window of silence), and how it was kept so far."""

    provision_id: str
    words: str
    citation: str
    start: str  # local date and time with offset
    end: str
    state: Literal["ahead", "running", "over"]
    breaches: int
    undetermined: int


class PublicTrend(msgspec.Struct, frozen=True):
    """One sector, provision or kind of event, day by day: incidents with a published place there, held against it, or
    of it."""

    of: TrendOf
    name: str
    label: str
    days: tuple[str, ...]
    incidents: tuple[int, ...]
    breaches: tuple[int, ...]


class PublicKind(msgspec.Struct, frozen=True):
    """A kind of event that has a section of its own, beside the counts of it in its units."""

    of: KindOf
    event_type: str
    incidents: int
    corroborated: int  # told of by at least two independent origins
    breaches: int
    killed: int  # as reports state it, at the least
    wounded: int


class PublicWeapons(msgspec.Struct, frozen=True):
    """Weapons of one class by what was found of them: a status of withdrawal, never whose they are."""

    status: WeaponStatus
    weapon: str | None  # class; null where no report states it
    incidents: int
    corroborated: int
    low: int  # weapons, or visits; an incident of which nobody stated a number counts as one
    high: int


class PublicInForce(msgspec.Struct, frozen=True):
    """One reading of when the agreement, or a clause with a time of its own, is in force."""

    citation: str  # of the clause; empty for the agreement as a whole
    according_to: str  # name of a party or of the reading; empty: all
    start: str | None  # local date and time with offset; null: open
    end: str | None


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


class PublicStatement(msgspec.Struct, frozen=True):
    """What somebody said in public, quoted from a published text."""

    speaker: str | None
    words: str
    mode: str
    stance: str
    source: str
    item_id: str
    start: int
    end: int


class PublicElement(msgspec.Struct, frozen=True):
    """A part of a possible agreement and where it stands, in words of published texts."""

    element: str
    status: str
    by: str | None
    words: str
    source: str
    item_id: str


class PublicQuantity(msgspec.Struct, frozen=True):
    """A number that somebody published, claimed by whom."""

    value_low_milli: int | None
    value_high_milli: int | None
    unit: str | None
    of: str | None
    claimed_by: str | None
    words: str
    source: str
    item_id: str


class PublicLink(msgspec.Struct, frozen=True):
    """How two published items of one origin relate; `a` and `b` are their places among its items, from 0."""

    a: int
    b: int
    relation: str
    direction: str | None  # a_from_b b_from_a, where the evidence says which came first


class PublicOrigin(msgspec.Struct, frozen=True):
    """Published items that go back to one origin, and why."""

    origin_id: str
    items: tuple[str, ...]
    sources: tuple[str, ...]
    relation: str
    reason: str
    links: tuple[PublicLink, ...] = ()


class PublicAudit(msgspec.Struct, frozen=True):
    """One thing that the audit of the parties' figures looked at."""

    check: str
    claimant: str
    as_of: str
    verdict: str
    words: str
    told: Phrase | None = None  # the words in any language


class PublicProvision(msgspec.Struct, frozen=True):
    """A clause of the agreement in its own words, and what was found against it in the period."""

    provision_id: str
    words: str
    citation: str
    in_force: tuple[str, ...]  # one sentence for each reading
    breaches: int
    undetermined: int
    no_breach: int
    counted: int
    by_party: tuple[PublicPartyCount, ...] = ()
    unattributed: int = 0  # breaches without such a decision


class PublicHotSpot(msgspec.Struct, frozen=True):
    """A published cell in which, with its neighbours, more happened than the watching there explains."""

    cell: str
    cell_outline: Ring
    incidents: int  # published ones of the period in it


class PublicPartyCount(msgspec.Struct, frozen=True):
    """Breaches of a provision that a decision, signed by people, attributes to a party."""

    party: str
    breaches: int


class PublicRestriction(msgspec.Struct, frozen=True):
    """Restrictions on monitors by type, without who or where."""

    restriction: str
    events: int | None  # null where so few that they could point to a post
    minutes: int | None
    at_least: bool = False  # there were more, on days on which they were too few to tell


class PublicScore(msgspec.Struct, frozen=True):
    """How well the system did where the truth is known (exercise only)."""

    label: str
    value: str
    note: str = ""


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
