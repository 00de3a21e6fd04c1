"""Two texts side by side: which words stand in both, which quotations were changed, which facts stand in one only.

All spans are of the items' own texts. Nothing here says who copied whom: that is `observation.Derivation`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.comparison_codes import Attribution, CutKind, QuoteFlag, RunKind, Side
from truceline.model.evidence import Span


class Run(msgspec.Struct, frozen=True):
    """Words of a passage that stand in the other text too; all words outside runs differ."""

    start: int
    end: int
    kind: RunKind


class Passage(msgspec.Struct, frozen=True):
    """A sentence (or a part of a very long one) with its runs, in order and without overlap."""

    start: int
    end: int
    runs: tuple[Run, ...] = ()


class Beside(msgspec.Struct, frozen=True):
    """Passages that tell the same, side by side. One side is empty where the other text does not tell it.

    `moved`: it stands in another place of the account than in the other text.
    """

    a: tuple[Passage, ...]
    b: tuple[Passage, ...]
    moved: bool = False


class QuotePair(msgspec.Struct, frozen=True, kw_only=True):
    """One quotation as both texts give it. Without flags it stands unchanged.

    For "unquoted", the side without quotation marks has the narrator's words and no speaker.
    """

    a: Span
    b: Span
    flags: tuple[QuoteFlag, ...] = ()
    a_speaker: str | None = None
    b_speaker: str | None = None
    attribution: Attribution = "unknown"
    cut_in: tuple[Side, ...] = ()  # the texts in which words are missing
    cut: CutKind | None = None  # the worst of the ways: at the edge, marked by an ellipsis, without a mark
    changed: tuple[tuple[str, str], ...] = ()  # (in a, in b); an empty string where nothing stands


class LoneFact(msgspec.Struct, frozen=True):
    """A fact that only one of the texts states."""

    side: Side
    kind: Literal["quantity", "name", "time", "quote", "statement"]
    start: int
    end: int


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What two texts share and where they differ, in the order of `a`."""

    a: str
    b: str
    beside: tuple[Beside, ...]
    quotes: tuple[QuotePair, ...]
    lone: tuple[LoneFact, ...]
    one_language: bool = True  # False: words cannot be compared, only numbers and times are
    whole: bool = True  # False: a text was longer than what is compared
