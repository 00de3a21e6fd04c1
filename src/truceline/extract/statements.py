"""Statements: what somebody asserted, in their words or the reporter's. The span is the content, exactly."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from truceline.extract.pieces import Marked
from truceline.extract.saying import Saying
from truceline.extract.story import Story
from truceline.extract.words import words
from truceline.model.mentions import Quote, Stance, Statement

#: marked words of a verbatim statement; fewer are a phrase that the reporter quotes
_SHORTEST_VERBATIM = 4
#: of a whole sentence in marks
_SHORTEST_SENTENCE = 3
#: what one denies, confirms, rejects or asks for may be told in one word: "denied responsibility", "заперечив обстріл"
_OF_A_NOUN = frozenset(("denies", "confirms", "rejects", "demands"))
_SHORTEST_NOUN = 4
#: who agree together: "the sides agreed to stop" is told by the reporter, and said by nobody
_TOGETHER = words(
    "sides parties delegations negotiators both сторони делегації учасники переговорники обидві стороны делегации "
    "участники переговорщики обе"
)
_QUOTE_MARKS = "\"“”„«»‘’'‚‹›"


def find_statements(
    story: Story, sayings: dict[int, tuple[Saying, ...]], quotes: tuple[Quote, ...]
) -> tuple[Statement, ...]:
    """Indirect, mixed and verbatim statements."""
    found: dict[tuple[int, int, Stance], Statement] = {}  # one denies the very words that another claims
    stances = {saying.cue: saying.kind.stance for listed in sayings.values() for saying in listed}
    for index in sorted(sayings):
        for saying in sayings[index]:
            statement = _statement(story, saying)
            if statement is not None:
                found.setdefault((statement.start, statement.end, statement.stance), statement)
    mixed = [statement for statement in found.values() if statement.mode == "mixed"]
    inside_mixed = {piece for one in mixed for piece in story.outer.between(one.start, one.end) if piece.end <= one.end}
    spoken: dict[tuple[int, int], Statement] = {}
    for quote, piece in zip(quotes, story.marked, strict=True):
        if _verbatim(story, quote, piece) and piece not in inside_mixed:
            spoken[quote.start, quote.end] = _of_quote(quote, stances.get(quote.cue or "", "asserts"))
    kept = [statement for statement in found.values() if (statement.start, statement.end) not in spoken]
    return (*kept, *spoken.values())


def _verbatim(story: Story, quote: Quote, piece: Marked) -> bool:
    shortest = _SHORTEST_SENTENCE if quote.text[0].isupper() else _SHORTEST_VERBATIM
    if quote.text[0].isupper() and quote.text[-1] in ".!?" and _led_in(story, piece):
        shortest = 1  # he said: "Not yet."
    return piece.depth == 0 and quote.speaker is not None and len(quote.text.split()) >= shortest


def _led_in(story: Story, piece: Marked) -> bool:
    """Whether a colon leads the quotation in."""
    return story.text[max(0, piece.start - 6) : piece.start].rstrip(" \t\n" + _QUOTE_MARKS).endswith(":")


def _of_quote(quote: Quote, stance: Stance) -> Statement:
    return Statement(
        item_id=quote.item_id,
        start=quote.start,
        end=quote.end,
        text=quote.text,
        method="rule:statement.quotation",
        confidence_ppm=quote.confidence_ppm,
        speaker=quote.speaker,
        speaker_id=quote.speaker_id,
        mode="verbatim",
        cue=quote.cue,
        stance=stance,
    )


def _statement(story: Story, saying: Saying) -> Statement | None:
    if saying.content is None or (saying.speaker is None and not saying.pronoun and saying.method != "hearsay"):
        return None
    if saying.kind.stance == "agrees" and _together(saying):
        return None
    start, end = saying.content
    mode, start, end = _mode(story, start, end)
    infinitive = story.text.startswith("to ", start)  # "refused to allow"
    shortest = 3 if infinitive or end <= saying.cue_start else 2  # "The blasts, he added, …" is a fragment
    noun = saying.kind.stance in _OF_A_NOUN or (
        saying.kind.stance == "claims" and saying.kind.complement in ("accusation", "thing")  # "blamed artillery"
    )
    if not infinitive and noun and end - start >= _SHORTEST_NOUN:
        shortest = 1
    if mode == "verbatim" or len(story.text[start:end].split()) < shortest:
        return None  # the quotation itself speaks
    if saying.method == "turn":  # "Reyes: There are no normal days."
        mode = "verbatim"
    speaker = saying.speaker
    confidence = (
        900_000 if speaker is not None and not speaker.carried else (700_000 if speaker is not None else 500_000)
    )
    return Statement(
        item_id=story.item_id,
        start=start,
        end=end,
        text=story.text[start:end],
        method=f"rule:statement.{saying.method}",
        confidence_ppm=confidence,
        speaker=None if speaker is None else speaker.words,
        speaker_id=None if speaker is None else speaker.key,
        mode=mode,
        cue=saying.cue,
        stance=saying.kind.stance,
    )


def _together(saying: Saying) -> bool:
    return saying.speaker is None or not _TOGETHER.isdisjoint(saying.speaker.words.lower().split())


def _mode(story: Story, start: int, end: int) -> tuple[Literal["verbatim", "indirect", "mixed"], int, int]:
    """Verbatim when all of it is one quotation, mixed when part of it is."""
    inside = [piece for piece in story.outer.between(start - 1, end) if piece.end > start]
    if not inside:
        return "indirect", start, end
    text = story.text
    last = inside[-1]
    if last.closed and end >= last.end - 1:
        end = max(end, min(last.end + 1, len(text)))
    outside = text[start : inside[0].start] + "".join(
        text[before.end : after.start] for before, after in pairwise(inside)
    )
    outside += text[last.end : end]
    if not any(letter.isalnum() for letter in outside):
        return "verbatim", inside[0].start, last.end
    return "mixed", start, end
