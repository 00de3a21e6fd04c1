"""What the parties claim, audited: what adds up, what does not, and what cannot be compared."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
import pyarrow as pa

from truceline.filters.audited import VERDICTS, as_document
from truceline.measure.claim_words import moment
from truceline.model.claim import AuditPoint, Claim
from truceline.model.errors import Rejected
from truceline.model.tables import CLAIMS
from truceline.notebook.card import Chart, Column, card, heading, noted, spoken, table
from truceline.notebook.rows import Rows
from truceline.publish.share_bars import Split, draw_share_bars
from truceline.publish.words import Words

_MOST = 12


class Audited(msgspec.Struct, frozen=True):
    """The points that the audit looked at, and the claims that they rest on."""

    read: tuple[Claim, ...]
    points: tuple[AuditPoint, ...]
    notes: tuple[Rejected, ...]
    lang: str

    @property
    def document(self) -> dict[str, Any]:
        """As `truceline audit --json`."""
        return as_document(self.read, self.points)

    @property
    def counts(self) -> dict[str, int]:
        """How many points are inconsistent, cannot be told, or are consistent."""
        found: dict[str, int] = self.document["summary"]
        return found

    @property
    def claims(self) -> Rows:
        """The claims as they were read (schema CLAIMS)."""
        rows = [msgspec.to_builtins(claim) for claim in self.read]
        return Rows(pa.Table.from_pylist(rows, CLAIMS), "", self.lang)

    def to_arrow(self) -> pa.Table:
        """One row a point: check, verdict, claimant, as_of_s, words, stated, derived_low, derived_high, claims."""
        words = spoken(self.lang)
        columns: dict[str, tuple[list[Any], pa.DataType]] = {
            "check": ([one.check for one in self.points], pa.string()),
            "verdict": ([one.verdict for one in self.points], pa.string()),
            "claimant": ([one.claimant for one in self.points], pa.string()),
            "as_of_s": ([one.as_of_s for one in self.points], pa.int64()),
            "words": ([_told(one, words) for one in self.points], pa.string()),
            "stated": ([one.stated for one in self.points], pa.int64()),
            "derived_low": ([one.derived_low for one in self.points], pa.int64()),
            "derived_high": ([one.derived_high for one in self.points], pa.int64()),
            "claims": ([list(one.claims) for one in self.points], pa.list_(pa.string())),
        }
        return pa.table({name: pa.array(values, kind) for name, (values, kind) in columns.items()})

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> Any:
        """One row a point, for pandas."""
        return Rows(self.to_arrow()).to_pandas()

    def plot(self) -> Chart:
        """What was checked, by kind of check: what does not add up, what cannot be told, what adds up."""
        words = spoken(self.lang)
        found: Counter[tuple[str, str]] = Counter((one.check, one.verdict) for one in self.points)
        rows = [
            Split(words.term("audit_check", check), tuple(found[check, verdict] for verdict in VERDICTS))
            for check in sorted({one.check for one in self.points})
        ]
        title = words.term("card", "audit")
        kinds = [words.term("audit_verdict", verdict) for verdict in VERDICTS]
        return Chart((title, draw_share_bars("audit", title, kinds, rows, words)))

    def _repr_html_(self) -> str:
        words = spoken(self.lang)
        columns = [Column(words.term("card", name)) for name in ("claimant", "point", "told")]
        parts = []
        for verdict in VERDICTS:
            chosen = [one for one in self.points if one.verdict == verdict]
            if chosen:
                parts.append(heading(f"{words.term('audit_verdict', verdict)} ({words.number(len(chosen))})"))
                rows = [(one.claimant, words.term("audit_check", one.check), _told(one, words)) for one in chosen]
                parts.append(table(columns, rows, words, most=_MOST))
        return card(
            f"{words.term('card', 'audit')}: {words.count('claims', len(self.read))}",
            *parts,
            noted(self.notes, words),
            note=words.group("label")["machine"],
        )

    def __repr__(self) -> str:
        return "\n".join(f"{one.verdict}: {one.claimant}, {moment(one.as_of_s)}: {one.words}" for one in self.points)


def _told(point: AuditPoint, words: Words) -> str:
    return point.words if words.lang == "en" else words.phrase(point.told)
