"""Quotations with their speakers."""

from __future__ import annotations

import re

import msgspec

from truceline.extract.pieces import Marked, method_of
from truceline.extract.saying import Saying, Speaker
from truceline.extract.story import Sentence, Story
from truceline.model.mentions import Quote

#: "as" or its like in the languages that have rules of their own: what follows it is how the speaker calls a thing
_AS = re.compile(r"\b(?:as|як|как)\b")
#: behind the speech a dash leads on to who spoke
_DASHED = re.compile(r"[—–-]")


def find_quotes(
    story: Story,
    sayings: dict[int, tuple[Saying, ...]],
    verbs: frozenset[str] = frozenset(),
    owned: frozenset[str] = frozenset(),
) -> tuple[Quote, ...]:
    """Every quotation, in the order of `story.marked`.

    `verbs` are the language's verbs of saying: a quotation inside a quotation that one of them leads in is of somebody
    whom nobody names, and not of the outer speaker. `owned` are those verbs of rejecting whose object in marks is the
    speaker's own word ("condemned the "unprovoked attacks"").
    """
    found: list[Quote] = []
    last: tuple[Sentence, Saying] | None = None
    outer: Quote | None = None
    for piece in story.marked:
        sentence = story.sentence_at(piece.start)
        if piece.depth and outer is not None:  # a phrase inside a quotation has the same speaker
            if _led_in(story.text[max(outer.start, piece.start - 60) : piece.start], verbs):
                found.append(_quote(story, piece, None, None, None, outer.confidence_ppm))
            else:
                found.append(_quote(story, piece, outer.speaker, outer.speaker_id, outer.cue, outer.confidence_ppm))
            continue
        saying = (
            None if sentence is None else _attribution(story, sentence, piece, sayings.get(sentence.number, ()), owned)
        )
        sure = 950_000
        if saying is None and sentence is not None and last is not None and _goes_on(story, piece, sentence, last[0]):
            saying, sure = last[1], 700_000
        if saying is not None and sentence is not None and saying.speaker is not None:
            last = (sentence, saying)
        speaker = None if saying is None else saying.speaker
        outer = _quote(
            story,
            piece,
            None if speaker is None else speaker.words,
            None if speaker is None else speaker.key,
            None if saying is None else saying.cue,
            _confidence(piece, speaker, sure),
        )
        found.append(outer)
    return tuple(_led_back(story, found))


def _led_back(story: Story, found: list[Quote]) -> list[Quote]:
    """A quotation that goes on in the next paragraph, where somebody is named at last, is all theirs."""
    pieces = story.marked
    for number in range(len(found) - 2, -1, -1):
        following = next((at for at in range(number + 1, len(pieces)) if pieces[at].depth == 0), None)
        if following is None or found[number].speaker is not None or pieces[number].closed or pieces[number].depth:
            continue
        after = found[following]
        near = _side_by_side(story, pieces[number], pieces[following])
        if after.speaker is not None and near and (pieces[following].continues or pieces[following].closed):
            found[number] = msgspec.structs.replace(
                found[number], speaker=after.speaker, speaker_id=after.speaker_id, cue=after.cue
            )
    return found


def _side_by_side(story: Story, before: Marked, after: Marked) -> bool:
    """Whether nothing but marks and spaces parts two quotations."""
    return not any(letter.isalnum() for letter in story.text[before.end : after.start])


def _led_in(before: str, verbs: frozenset[str]) -> bool:
    """Whether a verb of saying stands shortly before a quotation inside a quotation."""
    return not verbs.isdisjoint(word.strip(".,:;!?—–-") for word in before.lower().split()[-6:])


def _confidence(piece: Marked, speaker: Speaker | None, sure: int) -> int:
    if not piece.closed:
        return 500_000
    if speaker is not None and speaker.carried:
        return min(sure, 800_000)
    return sure


def _attribution(
    story: Story, sentence: Sentence, piece: Marked, sayings: tuple[Saying, ...], owned: frozenset[str]
) -> Saying | None:
    """The saying whose content holds the quotation; else one that stands beside it and says nothing else.

    Words in marks that belong to no saying (a "godfather", an "accident") have no speaker.
    """
    holding = [
        saying
        for saying in sayings
        if saying.content and saying.content[0] <= piece.start and piece.end <= saying.content[1] + 1
        if saying.kind.stance != "rejects" or saying.cue in owned or not _rejected_words(story, saying, piece)
    ]
    if holding:  # the innermost
        return min(holding, key=lambda saying: saying.content[1] - saying.content[0] if saying.content else 0)
    before = [saying for saying in sayings if saying.cue_end <= piece.start]
    if before:
        last = before[-1]
        goes_on = last.content is None or last.content[1] <= last.cue_start
        return last if goes_on else None
    if not sayings:
        return None
    gap = story.text[piece.end : story.tokens(sentence)[sayings[0].first].start]
    if any(letter.isalnum() for letter in gap) or (_inside_clause(story, sentence, piece) and not _DASHED.search(gap)):
        return None
    return sayings[0]


def _inside_clause(story: Story, sentence: Sentence, piece: Marked) -> bool:
    """ "proposed an exchange «all for all», Moscow refused": words in marks that the reporter's clause leads up to."""
    return story.narrator[sentence.start : max(sentence.start, piece.start - 1)].rstrip()[-1:].isalnum()


def _rejected_words(story: Story, saying: Saying, piece: Marked) -> bool:
    """`rejected the "ultimatum"`: somebody else's word; `slammed the plan as "dangerous"`: the speaker's own."""
    return saying.kind.complement == "thing" and not _AS.search(story.narrator, saying.cue_end, piece.start)


def _goes_on(story: Story, piece: Marked, sentence: Sentence, before: Sentence) -> bool:
    """A sentence of nothing but quotation goes on with the speaker before: in its paragraph, or over an open mark."""
    if piece.continues:
        return True
    if sentence.paragraph != before.paragraph or sentence.number - before.number > 3:
        return False
    words = [token for token in story.tokens(sentence) if token.text[0].isalnum()]
    return not words


def _quote(
    story: Story, piece: Marked, speaker: str | None, speaker_id: str | None, cue: str | None, confidence: int
) -> Quote:
    return Quote(
        item_id=story.item_id,
        start=piece.start,
        end=piece.end,
        text=story.text[piece.start : piece.end],
        method=method_of(piece),
        confidence_ppm=confidence,
        speaker=speaker,
        speaker_id=speaker_id,
        cue=cue,
    )
