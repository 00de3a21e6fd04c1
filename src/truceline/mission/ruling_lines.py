"""What the record keeps of reviewers' rulings, and what a reviewer says."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.observation import TextVerdict
from truceline.stores.record import Record

#: of two observations: one incident, or two
ReportVerdict = Literal["same", "apart"]
Verdict = ReportVerdict | TextVerdict | Literal["withdrawn"]

#: what the ids of texts begin with; all others are of observations
TEXT = "itm_"


class Ruled(msgspec.Struct, frozen=True):
    """What somebody says of two observations, or of two texts; ids may be cut to a unique beginning."""

    a: str
    b: str
    verdict: Verdict
    who: str
    why: str


class RulingLine(msgspec.Struct, frozen=True):
    """What the record keeps of a ruling. `a` comes before `b`."""

    a: str
    b: str
    verdict: Verdict
    who: str
    why: str
    ruled_s: int

    @property
    def of_texts(self) -> bool:
        return self.a.startswith(TEXT)


def ruling_lines(record: Record) -> tuple[RulingLine, ...]:
    """Every ruling, also those that others have replaced or withdrawn, in the order in which they were made."""
    return tuple(msgspec.json.decode(entry.body, type=RulingLine) for entry in record.entries("ruling"))
