"""Incidents held against an agreement: findings, each with its clause and its tree of reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pyarrow as pa

from truceline.agreements.wording import agreement_words, wording_in
from truceline.filters.assessed import line_of
from truceline.filters.finding_lines import finding_lines
from truceline.model.agreement import Agreement, Provision
from truceline.model.errors import Rejected, UsageError
from truceline.model.finding import Finding
from truceline.model.tables import FINDINGS
from truceline.notebook.card import Chart, Column, card, heading, noted, paragraph, quotation, spoken, table, tree
from truceline.notebook.rows import Rows
from truceline.publish.share_bars import Split, draw_share_bars

#: what a table of findings shows first
_ORDER = {"breach": 0, "undetermined": 1, "no_breach": 2}


class FindingShown(msgspec.Struct, frozen=True):
    """One finding with the clause that it is about. A machine assessment, not a decision."""

    finding: Finding
    agreement: Agreement
    lang: str = "en"

    @property
    def clause(self) -> Provision:
        """The provision, with its words and where they stand."""
        return next(one for one in self.agreement.provisions if one.provision_id == self.finding.provision_id)

    @property
    def status(self) -> str:
        """breach, no_breach or undetermined."""
        return self.finding.status

    @property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """The reasons as `truceline explain` tells them: depth and words."""
        told = finding_lines(
            self.finding, self.clause, wording_in(self.lang, self.agreement), agreement_words(self.lang)
        )
        return tuple((line.depth, line.words) for line in told)

    def _repr_html_(self) -> str:
        words = spoken(self.lang)
        one, clause = self.finding, self.clause
        status = paragraph(words.term("status", one.status), f"word {one.status}")
        rest = [(depth - 1, said) for depth, said in self.lines[2:-1]]
        cited = f"{clause.words} ({clause.citation})" if clause.citation else clause.words
        return card(
            f"{one.incident_id[:12]} · {one.provision_id}",
            status,
            quotation(cited),
            tree(rest),
            note=words.group("label")["machine"],
        )

    def __repr__(self) -> str:
        return "\n".join("  " * depth + said for depth, said in self.lines)


class Findings(msgspec.Struct, frozen=True):
    """All findings. `reached` are the ids of those whose clause speaks to the act in some possible world."""

    findings: tuple[Finding, ...]
    reached: frozenset[str]
    agreement: Agreement
    notes: tuple[Rejected, ...]
    lang: str

    def __len__(self) -> int:
        return len(self.findings)

    def __iter__(self) -> Iterator[FindingShown]:
        return (FindingShown(one, self.agreement, self.lang) for one in self.findings)

    def __getitem__(self, which: int | str) -> FindingShown:
        """A finding by its place, or by its id (the first characters are enough)."""
        if isinstance(which, int):
            return FindingShown(self.findings[which], self.agreement, self.lang)
        found = [one for one in self.findings if one.finding_id.startswith(which)]
        if len(found) != 1:
            raise UsageError(f"{len(found)} findings begin with {which!r}", advice="Give more of the id, or its place.")
        return FindingShown(found[0], self.agreement, self.lang)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each status."""
        return dict(sorted(Counter(one.status for one in self.findings).items()))

    @property
    def lines(self) -> list[dict[str, Any]]:
        """As `truceline assess` writes them: a dict each, with the tree of reasons."""
        return [line_of(one, one.finding_id in self.reached) for one in self.findings]

    def of(self, status: str) -> Findings:
        """Those of one status: breach, no_breach or undetermined."""
        if status not in _ORDER:
            raise UsageError(f"there is no status {status!r}", advice=f"One of: {', '.join(_ORDER)}.")
        chosen = tuple(one for one in self.findings if one.status == status)
        return Findings(chosen, self.reached, self.agreement, self.notes, self.lang)

    def to_arrow(self) -> pa.Table:
        """One row a finding (schema FINDINGS), without the trees."""
        rows = [{name: getattr(one, name) for name in FINDINGS.names} for one in self.findings]
        return pa.Table.from_pylist(rows, FINDINGS)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> Any:
        """One row a finding, for pandas."""
        return Rows(self.to_arrow()).to_pandas()

    def plot(self) -> Chart:
        """Findings by clause, in the order of the agreement: breach, undetermined, no breach."""
        words = spoken(self.lang)
        found: Counter[tuple[str, str]] = Counter((one.provision_id, one.status) for one in self.findings)
        rows = [
            Split(
                clause.citation or clause.provision_id, tuple(found[clause.provision_id, status] for status in _ORDER)
            )
            for clause in self.agreement.provisions
        ]
        kinds = [words.term("status", status) for status in _ORDER]
        title = words.term("card", "findings_by_clause")
        return Chart(
            (title, draw_share_bars("findings", title, kinds, [row for row in rows if any(row.counts)], words))
        )

    def _repr_html_(self) -> str:
        words = spoken(self.lang)
        heads = ("incident", "clause", "status")
        columns = [*(Column(words.term("card", name)) for name in heads)]
        columns += [Column(words.term("card", name), True) for name in ("belief", "plausibility")]
        ordered = sorted(self.findings, key=lambda one: (_ORDER[one.status], one.incident_id, one.provision_id))
        rows = [
            (
                one.incident_id[:12],
                one.provision_id,
                words.term("status", one.status),
                words.percent(one.belief_ppm),
                words.percent(one.plausibility_ppm),
            )
            for one in ordered
        ]
        told = ", ".join(f"{words.term('status', status)}: {words.number(n)}" for status, n in self.counts.items())
        return card(
            f"{words.count('findings', len(self))} · {self.agreement.name}",
            told,
            heading(words.term("card", "findings")),
            table(columns, rows, words),
            noted(self.notes, words),
            note=words.group("label")["machine"],
        )

    def __repr__(self) -> str:
        return f"<{len(self)} findings: {', '.join(f'{n} {status}' for status, n in self.counts.items())}>"
