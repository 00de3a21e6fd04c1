"""Two texts side by side: which words stand in both, which quotations were changed, which facts stand in one only.

All spans are of the items' own texts. Nothing here says who copied whom: that is `observation.Derivation`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.evidence import Span

Side = Literal["a", "b"]

#: how a run of words relates to the other text: the same words, or the same but for their spelling
RunKind = Literal["same", "respelled"]


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


QuoteFlag = Literal[
    "cut",  # words of the longer quotation are missing in the shorter
    "altered",  # words stand in place of others
    "respelled",  # names or words spelled otherwise, other capitals
    "re_attributed",  # the same words, another speaker
    "unquoted",  # a quotation in one text, the narrator's own words in the other
]

#: how the words that a cut left out were left out
CutKind = Literal["edge", "marked", "unmarked"]

#: whether the two quotations are given to one speaker; unknown where one text names none, or only a role
Attribution = Literal["same", "other", "unknown"]


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
