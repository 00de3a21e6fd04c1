"""A toll told in the sentence behind an act: "Дрон ударив по ринку. Загинули семеро"."""

from __future__ import annotations

from msgspec.structs import replace

from truceline.extract.counts import NO_TALLY, Tally
from truceline.extract.saying import Saying
from truceline.extract.slavic.clauses import past_told
from truceline.extract.slavic.signs import DASHES
from truceline.extract.slavic.text import Line
from truceline.extract.slavic.wordclasses import HISTORY
from truceline.extract.story import Sentence, Story
from truceline.model.mentions import EventMention

_THEM = frozenset(("них", "яких", "которых", "котрих"))
_OF = frozenset(("з", "із", "зі", "из", "серед", "среди"))
_MOST = frozenset(("більшість", "большинство", "решта", "остальные", "половина", "частина", "часть"))
_DENIED = frozenset(("не", "без", "немає", "нет", "нема", "ні", "ни"))
#: of which a toll may be told in the sentence behind
_DEADLY = ("fire", "air", "attack", "mine.explosion", "ground.assault", "ground.clash", "ground.raid")


def classifies(lows: list[str], at: int) -> bool:
    """ "24 з них — обстріли", "большинство — обстрелы": of what kind the acts of a total are, and no act more."""
    dash = next((near for near in range(at - 1, max(1, at - 4), -1) if lows[near] in DASHES), None)
    if dash is None or not all(low.isalpha() for low in lows[dash + 1 : at]):
        return False
    return lows[dash - 1] in _MOST or (lows[dash - 1] in _THEM and lows[dash - 2] in _OF)


def act_before(before: list[EventMention], story: Story, sentence: Sentence) -> int | None:
    """The number of the one act of force that the paragraph's sentences right before this one tell."""
    for back in range(sentence.number - 1, max(-1, sentence.number - 3), -1):
        earlier = story.sentences[back]
        if earlier.paragraph != sentence.paragraph:
            return None
        inside = [at for at, event in enumerate(before) if earlier.start <= event.start < earlier.end]
        if inside:
            acts = [at for at in inside if before[at].event_type.startswith(_DEADLY)]
            return acts[0] if len(inside) == 1 and acts else None
    return None


def plainly_told(line: Line, low_text: str, modal: frozenset[str]) -> bool:
    """Whether nothing in a sentence is denied, only possible, or of the past."""
    if not _DENIED.isdisjoint(line.lows) or not modal.isdisjoint(line.lows):
        return False
    return not (line.kinds & HISTORY and past_told(low_text, line.sentence.start, line.sentence.end))


def completed(event: EventMention, toll: tuple[Tally, Tally], sayings: tuple[Saying, ...]) -> EventMention | None:
    """The act with its toll; null where it has one already, or somebody else than who told the act tells it."""
    dead, hurt = toll
    known = (event.killed_low if dead != NO_TALLY else None, event.wounded_low if hurt != NO_TALLY else None)
    speaker = next((one.speaker.words for one in sayings if one.speaker is not None), None)
    rival = speaker is not None and event.claimed_by not in (None, speaker)
    if rival or known != (None, None) or (dead == NO_TALLY and hurt == NO_TALLY):
        return None
    tolls = {"killed_low": dead.low, "killed_high": dead.high} if dead != NO_TALLY else {}
    tolls |= {"wounded_low": hurt.low, "wounded_high": hurt.high} if hurt != NO_TALLY else {}
    return replace(event, **tolls, claimed_by=event.claimed_by or speaker)
