"""An incident with all that stands behind it, in one answer: for those who must judge it. Exact, and so internal."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.claim import Claim
from truceline.model.finding import Finding
from truceline.model.observation import Origin, TextDecision
from truceline.model.shown import ShownMark, ShownPair, ShownRuling
from truceline.model.view import Rival, ShownIncident, ShownObservation


class ProofStep(msgspec.Struct, frozen=True):
    """A sentence of the proof; deeper ones are the rows below the one above.

    `entry`, `leaf`: the entry of the record that it names, and the hash of its leaf as hex.
    """

    depth: int
    words: str
    entry: int | None = None
    leaf: str | None = None


class HistoryRow(msgspec.Struct, frozen=True):
    """What became of an incident, by the entry of the record that says so."""

    entry: int
    incident_id: str
    what: Literal["merged", "split", "renamed", "gone"]
    became: tuple[str, ...]


class Mark(ShownMark, frozen=True):
    """A thing read in a text, and the observation that was made of it."""

    observation_id: str | None = None


class EvidenceText(msgspec.Struct, frozen=True, kw_only=True):
    """A text behind the incident. Offsets count its code points."""

    item_id: str
    sha256: str
    filename: str
    source: str
    title: str
    url: str
    language: str | None
    published: str
    text: str
    marks: tuple[Mark, ...]


class EvidenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """The row of a table file behind an observation, as it was received."""

    observation_id: str
    item_id: str
    sha256: str
    filename: str
    source: str
    line: int
    words: str


class EvidencePicture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that was sent with a report behind the incident. It is shown drawn anew, and muted first."""

    sha256: str
    source_class: str  # of the report
    received_s: int
    observations: tuple[str, ...]  # that the report tells of


class Origins(msgspec.Struct, frozen=True):
    """Items of one origin, and how the texts relate to each other, side by side."""

    items: tuple[Origin, ...]
    pairs: tuple[ShownPair, ...]


class Term(msgspec.Struct, frozen=True):
    """Evidence for (+) or against (−) that two reports are one incident, in thousandths of a nat."""

    label: str
    milli: int


class BondRow(msgspec.Struct, frozen=True):
    a: str
    b: str
    terms: tuple[Term, ...]


class RivalValue(msgspec.Struct, frozen=True):
    value: str
    observations: tuple[str, ...]
    sources: tuple[str, ...]


class RivalClaim(msgspec.Struct, frozen=True):
    """A field in which the reports differ, with who says what."""

    field: str
    values: tuple[RivalValue, ...]


class IncidentDetail(msgspec.Struct, frozen=True, kw_only=True):
    """`explained_as_of`: the state of the record that texts, bonds, trees and proof are of; rows are of `as_of`."""

    incident: ShownIncident
    observations: tuple[ShownObservation, ...]
    documents: tuple[EvidenceText, ...] = ()
    documents_left_out: int = 0
    rows: tuple[EvidenceRow, ...] = ()
    pictures: tuple[EvidencePicture, ...] = ()
    origins: Origins = Origins((), ())
    bonds: tuple[BondRow, ...] = ()
    rivals: tuple[Rival, ...] = ()
    claims: tuple[RivalClaim, ...] = ()
    party_claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    proof: tuple[ProofStep, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    rulings: tuple[ShownRuling, ...] = ()
    text_rulings: tuple[TextDecision, ...] = ()
    as_of: int
    explained_as_of: int
