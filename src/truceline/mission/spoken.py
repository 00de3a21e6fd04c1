"""What answers say in sentences, in the reader's language: with the bulletin's and the agreement's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import msgspec

from truceline.assess.phrases import Phrases
from truceline.assess.summary import summary_in
from truceline.assess.wording import Wording
from truceline.model.bulletin import PublicAudit, PublicFinding, PublicProvision, PublicRate, PublicVerdict
from truceline.model.claim import AuditPoint
from truceline.model.detail import ProofStep
from truceline.model.finding import Finding
from truceline.model.holding_sheet import HoldingSheet
from truceline.model.measures import Rate
from truceline.model.observation import Derivation
from truceline.model.phrase import renamed
from truceline.model.review_sheet import Doubtful, ReportPair, ReviewSheet, TextPair
from truceline.model.shown import ShownPair
from truceline.publish.own import own, reasons_of
from truceline.publish.reasons import reason
from truceline.publish.words import Words

if TYPE_CHECKING:  # a server tells what was released without the stages
    from truceline.mission.steps import Step

AnyRate = TypeVar("AnyRate", Rate, PublicRate)
AnyPair = TypeVar("AnyPair", Derivation, ShownPair)
AnyPoint = TypeVar("AnyPoint", AuditPoint, PublicAudit)


@dataclass(frozen=True)
class Spoken:
    """Sentences in one language. `wording` tells conditions and parties of the agreement; null where there is none."""

    words: Words
    phrases: Phrases
    wording: Wording | None = None

    def sentence(self, words: str) -> str:
        """A fixed sentence of a stage; one that no table knows stands as it came."""
        return own(words, self.words).words

    def holding(self, sheet: HoldingSheet) -> HoldingSheet:
        return msgspec.structs.replace(
            sheet,
            reasons=tuple(self.words.phrase(phrase) for phrase in sheet.told),
            rates=tuple(map(self.rate, sheet.rates)),
        )

    def verdict(self, released: PublicVerdict) -> PublicVerdict:
        return msgspec.structs.replace(
            released,
            reasons=tuple(text.words for text in reasons_of(released.reasons, released.told, self.words)),
            changes=tuple(map(self.sentence, released.changes)),
        )

    def rate(self, one: AnyRate) -> AnyRate:
        note = self.sentence(one.note) if one.told is None else self.words.phrase(one.told)
        return msgspec.structs.replace(one, label=self.sentence(one.label), note=note)

    def provision(self, one: PublicProvision) -> PublicProvision:
        return msgspec.structs.replace(one, in_force=tuple(map(self.sentence, one.in_force)))

    def audit(self, points: Iterable[AnyPoint], zone: str) -> tuple[AnyPoint, ...]:
        """The audit's sentences, with parties as the agreement calls them and moments by the clock of a zone."""
        name_of = self.wording.party if self.wording else str
        return tuple(
            point
            if point.told is None
            else msgspec.structs.replace(point, words=self.words.phrase(renamed(point.told, name_of), zone))
            for point in points
        )

    def summaries(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Findings as a list has them: of what they say only the summary is a sentence."""
        return tuple(msgspec.structs.replace(one, summary=summary_in(one.summary, self.phrases)) for one in findings)

    def released(self, findings: Iterable[PublicFinding]) -> tuple[PublicFinding, ...]:
        return tuple(msgspec.structs.replace(one, summary=self._why(one)) for one in findings)

    def _why(self, one: PublicFinding) -> str:
        return self.sentence(one.summary) if one.told is None else self.words.phrase(one.told)

    def review(self, sheet: ReviewSheet) -> ReviewSheet:
        return msgspec.structs.replace(sheet, items=tuple(map(self._question, sheet.items)))

    def _question(self, one: ReportPair | TextPair | Doubtful) -> ReportPair | TextPair | Doubtful:
        if isinstance(one, ReportPair):
            return msgspec.structs.replace(one, terms=self.terms(one.terms))
        if isinstance(one, TextPair):
            return msgspec.structs.replace(one, pair=self.pair(one.pair))
        return one

    def pair(self, one: AnyPair) -> AnyPair:
        """How two texts relate, and why."""
        return msgspec.structs.replace(one, reason=reason(one.reason, self.words).words)

    def terms(self, found: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
        """What speaks for one incident and what against it, by name."""
        return tuple((self.sentence(label), milli) for label, milli in found)

    def step(self, one: Step) -> ProofStep:
        said = self.words.phrase(one.told)
        return ProofStep(one.depth, said) if one.at is None else ProofStep(one.depth, said, one.at.index, one.at.hash)
