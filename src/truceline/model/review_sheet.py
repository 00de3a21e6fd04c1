"""Questions that only a person settles: are two reports one incident, is a text told after another, did it happen."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.incident import Incident
from truceline.model.observation import Derivation, Observation

Kind = Literal["duplicates", "origins", "confidence"]


class ReportPair(msgspec.Struct, frozen=True, kw_only=True, tag_field="about", tag="reports"):
    """Are these two reports of one incident? `p_ppm`: that `a` belongs to the incident of `b`."""

    a: Observation
    b: Observation
    incident_id: str
    p_ppm: int
    open: bool  # `a` stands alone for now
    terms: tuple[tuple[str, int], ...]  # evidence for (+) and against (−), in thousandths of a nat


class TextPair(msgspec.Struct, frozen=True, kw_only=True, tag_field="about", tag="texts"):
    """Is one of these texts told after the other? Nothing decides it yet. The texts from their beginnings, as far as
    one reads to judge; offsets of the pair's spans hold in them.
    """

    pair: Derivation
    a_name: str
    b_name: str
    a_text: str
    b_text: str
    a_language: str | None  # null where it could not be told
    b_language: str | None


class Doubtful(msgspec.Struct, frozen=True, tag_field="about", tag="incident"):
    """An incident of which it is least sure that it happened."""

    incident: Incident


class ReviewSheet(msgspec.Struct, frozen=True):
    kind: Kind
    items: tuple[ReportPair | TextPair | Doubtful, ...]
    as_of: int
