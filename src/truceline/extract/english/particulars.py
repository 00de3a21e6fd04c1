"""What the words of an act tell besides its place and time: evidence verb, weapon, target, the dead and wounded."""

from __future__ import annotations

from truceline.extract.counts import NO_TALLY, Tally
from truceline.extract.english.evidence import EVIDENCE
from truceline.extract.english.happenings import CASUALTIES, Draft
from truceline.extract.english.means import fits, weapon
from truceline.extract.english.targets import TARGET_WORDS, target
from truceline.extract.english.tolls import killed, wounded
from truceline.extract.english.wordkinds import WATCHED
from truceline.extract.story import Sentence, Story, Token
from truceline.model.mentions import QuantityMention
from truceline.model.taxonomy import EVENT_TYPES

_POWER = frozenset(("power", "electricity", "darkness", "blackout", "blackouts", "outage", "outages"))


def reaches(sentence: Sentence, drafts: list[Draft]) -> list[tuple[int, int]]:
    """How far each act of the sentence reaches for its dead: up to the clause of the next act, the first one from the
    beginning. Acts of one clause share them."""
    acts = sorted({draft.clause.start for draft in drafts if EVENT_TYPES[draft.kind].force})
    result: list[tuple[int, int]] = []
    for draft in drafts:
        begin = draft.clause.start
        if len(acts) < 2 or begin not in acts:
            result.append((sentence.start, sentence.end))
            continue
        place = acts.index(begin)
        last = acts[place + 1] if place + 1 < len(acts) else sentence.end
        result.append((sentence.start if place == 0 else begin, last))
    return result


def casualties(
    story: Story, reach: tuple[int, int], draft: Draft, quantities: list[QuantityMention]
) -> tuple[Tally, Tally]:
    """The dead and wounded that the sentence tells belong to its act of force."""
    if not (EVENT_TYPES[draft.kind].force or draft.kind in CASUALTIES):
        return NO_TALLY, NO_TALLY
    return killed(story.text, *reach, quantities), wounded(story.text, *reach, quantities)


def part_of(tokens: list[Token], at: int) -> tuple[int, int]:
    """The tokens of the sentence as far as no semicolon parts them."""
    first = next((back + 1 for back in range(at, -1, -1) if tokens[back].text == ";"), 0)
    last = next((on for on in range(at, len(tokens)) if tokens[on].text == ";"), len(tokens))
    return first, last


def weapon_of(tokens: list[Token], draft: Draft, acted: bool) -> str | None:
    """Of the clause, for an act else of the sentence, where it fits."""
    named = weapon(tokens, draft.clause.first, draft.clause.last)
    if fits(draft.kind, named) and named is not None:
        return named
    first, last = part_of(tokens, draft.at)
    named = weapon(tokens, first, last) if acted else None
    return named if fits(draft.kind, named) else None


def target_of(story: Story, tokens: list[Token], draft: Draft) -> str | None:
    clause = draft.clause
    if draft.kind == "harm.outage":
        lows = {token.low for token in tokens[clause.first : clause.last]}
        if lows & _POWER:
            return "energy"
        return "heating" if lows & {"heat", "heating"} else "water"
    if draft.kind.startswith(("air", "fire", "attack", "harm.damage")):
        if not any(token.low in TARGET_WORDS for token in tokens[clause.first : clause.last]):
            return None
        at = tokens[draft.at]
        return target(story.text, clause.start, clause.end, at.start, at.end)
    return None


def verb_of(story: Story, sentence: Sentence, start: int, end: int) -> str:
    """The strongest evidence verb between two offsets of a sentence."""
    if not story.kinds(sentence) & WATCHED:
        return "reported"
    for verb, pattern in EVIDENCE:
        if pattern.search(story.text, start, end):
            return verb
    return "reported"
