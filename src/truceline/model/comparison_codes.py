"""The codes of a comparison of two texts: closed tables that every room shares."""

from __future__ import annotations

from typing import Literal

Side = Literal["a", "b"]

#: how a run of words relates to the other text: the same words, or the same in another spelling or another form
RunKind = Literal["same", "varied"]

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
