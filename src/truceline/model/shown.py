"""Texts and pairs of texts as they are shown: what was read in a text, and two texts side by side, in their own words.

Public types: in a bulletin, `record` has decided what of the words may leave. `form` says how a value is to be written
in a reader's language; the values themselves are codes, numbers and words of the text.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.comparison_codes import Attribution, CutKind, QuoteFlag, RunKind, Side

Form = Literal[
    "words",  # as they stand in the text
    "code",  # of a closed table; the table is named by the fact
    "number",
    "bounds",  # "low..high" in thousandths; an open end is empty
    "amount",  # bounds and a counting unit: "low..high unit"
    "interval",  # two local times, ISO 8601 with offset, "from/to", half-open; an open end is empty
    "missing",  # the text does not tell it; no value
    "percent",  # parts per million
]


class Fact(msgspec.Struct, frozen=True):
    """One thing known about a mark: its speaker, its value, the beginning of its interval."""

    name: str
    value: str
    form: Form = "words"


class ShownMark(msgspec.Struct, frozen=True):
    """One thing read in a text: `words` stand at `[start, end)` of it, in code points."""

    number: int  # 1-based, in the order of the text
    kind: str
    start: int
    end: int
    words: str
    facts: tuple[Fact, ...]
    method: str
    confidence_ppm: int


class ShownLine(msgspec.Struct, frozen=True):
    """A paragraph of the text; without `words` where the text may not be reprinted."""

    role: Literal["headline", "byline", "body"]
    start: int
    end: int
    words: str
    language: str | None = None  # where it is told and another than that of the text; "several" where it changes


class ShownText(msgspec.Struct, frozen=True, kw_only=True):
    """A text with everything that was read in it."""

    item_id: str
    name: str  # what it is quoted under
    url: str = ""
    language: str | None = None
    published: str = ""  # local day or moment
    reprinted: bool = False  # whether the lines have their words
    lines: tuple[ShownLine, ...] = ()
    marks: tuple[ShownMark, ...] = ()
    marks_left_out: int = 0


class ShownRun(msgspec.Struct, frozen=True):
    """A part of a passage; `kind` is empty for words that stand in this text only."""

    words: str
    kind: RunKind | Literal["", "left_out"] = ""


class ShownPassage(msgspec.Struct, frozen=True):
    """A sentence at `[start, end)` of its text, in parts that follow each other."""

    start: int
    end: int
    parts: tuple[ShownRun, ...]


class ShownBeside(msgspec.Struct, frozen=True):
    a: tuple[ShownPassage, ...]
    b: tuple[ShownPassage, ...]
    moved: bool = False


class ShownQuote(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation as both texts give it, and what was done to it."""

    a_words: str
    b_words: str
    a_start: int
    b_start: int
    a_speaker: str | None
    b_speaker: str | None
    flags: tuple[QuoteFlag, ...]
    attribution: Attribution
    cut: CutKind | None
    cut_in: tuple[Side, ...]
    changed: tuple[tuple[str, str], ...]


class ShownFact(msgspec.Struct, frozen=True):
    """A fact that only one of the texts states."""

    side: Side
    kind: str
    words: str
    start: int


class ShownPair(msgspec.Struct, frozen=True, kw_only=True):
    """How two texts relate, and the texts side by side. `credit` names what both, or the later one, refer to."""

    a: str
    b: str
    a_name: str
    b_name: str
    relation: str
    score_ppm: int
    reason: str
    direction: str = ""  # "a_from_b", "b_from_a", or "" where nothing tells it
    credit: str = ""
    one_language: bool = True
    whole: bool = True
    beside: tuple[ShownBeside, ...] = ()
    rows_left_out: int = 0
    quotes: tuple[ShownQuote, ...] = ()
    lone: tuple[ShownFact, ...] = ()


class ShownReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report of an incident: what it says, exactly as it came."""

    observation_id: str
    source: str
    source_class: str
    event_type: str
    interval: str  # two local times, ISO 8601 with offset, "from/to"
    place: str = ""  # degrees; empty without a place
    radius_m: int | None = None
    words: str = ""
    p_same_ppm: int


class ShownBond(msgspec.Struct, frozen=True):
    """What ties two reports together, term by term: (label, milli-nats), adding up to the log-odds."""

    a: str
    b: str
    terms: tuple[tuple[str, int], ...]


class ShownRuling(msgspec.Struct, frozen=True):
    """What a reviewer ruled on two reports."""

    a: str
    b: str
    same: bool
    who: str
    why: str


class EvidenceView(msgspec.Struct, frozen=True, kw_only=True):
    """A page of texts and pairs for one who must judge them: internal, nothing is coarsened or left out."""

    subject: str  # the id that was asked for
    texts: tuple[ShownText, ...]
    pairs: tuple[ShownPair, ...] = ()
    reports: tuple[ShownReport, ...] = ()  # of one incident
    reports_left_out: int = 0
    bonds: tuple[ShownBond, ...] = ()
    rulings: tuple[ShownRuling, ...] = ()
    invented: bool = False


class ShownSuggestion(msgspec.Struct, frozen=True):
    """What a language model suggests, with what was held against the text. `line` is what a decision is added to."""

    mark: ShownMark
    checks: tuple[Fact, ...]
    line: str  # JSON object


class ShownRefusal(msgspec.Struct, frozen=True):
    """What a language model said that the text does not bear out, and why."""

    kind: str
    words: str
    reason: str


class ReviewedText(msgspec.Struct, frozen=True):
    """A text with suggestions as its marks, and those that were refused."""

    text: ShownText
    suggestions: tuple[ShownSuggestion, ...]
    refused: tuple[ShownRefusal, ...] = ()


class ReviewView(msgspec.Struct, frozen=True):
    """A page on which a person accepts or rejects what a model suggests: internal, and nothing on it is evidence."""

    model: str
    texts: tuple[ReviewedText, ...]
