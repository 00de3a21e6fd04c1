"""The words of the news: templates filled from facts, in the voice of the wire, of a reporter, and in translation."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

import msgspec
import numpy as np

#: slots of a story in order, by the kind of story; `lead` is completed by the kind of incident
_INCIDENT = ("lead", "detail", "accuse", "deny", "monitors", "context", "close")
_BRIEFING = ("briefing_lead", "briefing_detail", "accuse", "deny", "context")
_TALKS = ("talks_lead", "talks_detail", "accuse", "context")
_LANGUAGE = {"wire": 0, "own": 0, "uk": 1, "ru": 2}


class Facts(msgspec.Struct, frozen=True):
    """One story. Words of several languages are tuples (English, Ukrainian, Russian)."""

    kind: str  # incident, briefing or talks
    lead: str  # shelling, drone, missile, assault or energy
    event_s: int
    in_force: bool
    incident: int
    words: dict[str, tuple[str, str, str]]
    numbers: dict[str, int]


class Sentence(msgspec.Struct, frozen=True):
    slot: str
    variant: int
    text: str


@cache
def phrases() -> dict[str, dict[str, list[str]]]:
    data = resources.files("truceline.exercise").joinpath("phrases.toml").read_bytes()
    return tomllib.loads(data.decode())


@cache
def choices(kind: str) -> tuple[tuple[str, str, str], ...]:
    """Facts of one kind in three languages."""
    return tuple((row[0], row[1], row[2]) for row in phrases()["words"][kind])


def slots(facts: Facts) -> tuple[str, ...]:
    order = {"incident": _INCIDENT, "briefing": _BRIEFING, "talks": _TALKS}[facts.kind]
    return tuple(_full_name(slot, facts) for slot in order)


def _full_name(slot: str, facts: Facts) -> str:
    if slot == "lead":
        return f"lead_{facts.lead}"
    if slot == "context":
        return "context_force" if facts.in_force else "context_before"
    return slot


def write(facts: Facts, voice: str, stream: np.random.Generator) -> tuple[Sentence, ...]:
    """The story in one voice, one sentence (or two) for each slot."""
    return tuple(_sentence(facts, voice, slot, int(stream.integers(0, 1_000))) for slot in slots(facts))


def _sentence(facts: Facts, voice: str, slot: str, draw: int) -> Sentence:
    variants = phrases()[voice][slot]
    variant = draw % len(variants)
    language = _LANGUAGE[voice]
    filled = {name: row[language] for name, row in facts.words.items()} | facts.numbers
    text = variants[variant].format(**filled).replace('." ', '," ')
    text = text.replace(".» — ", "», — ")
    return Sentence(slot, variant, text[0].upper() + text[1:])


def rewrite(facts: Facts, wire: tuple[Sentence, ...], stream: np.random.Generator) -> tuple[Sentence, ...]:
    """An editor's rewrite: some sentences said in another way, the others kept with words exchanged; order as it was.

    The lead and one other sentence are always kept in substance, as editors do.
    """
    kept = {0, int(stream.integers(1, len(wire)))}
    return tuple(
        _swapped(sentence, stream)
        if number in kept or stream.random() < 0.55
        else _sentence(facts, "wire", sentence.slot, sentence.variant + 1)
        for number, sentence in enumerate(wire)
    )


def _swapped(sentence: Sentence, stream: np.random.Generator) -> Sentence:
    text = sentence.text
    swaps = phrases()["swaps"]
    for old in swaps:
        if stream.random() < 0.8:
            text = text.replace(old, str(swaps[old]))
    return Sentence(sentence.slot, -1, text)


def partial(wire: tuple[Sentence, ...], stream: np.random.Generator) -> tuple[Sentence, ...]:
    """Half of the wire word for word, the rest replaced by what the desk knows of its own."""
    extra = phrases()["desk"]["extra"]
    cut = (len(wire) + 1) // 2
    added = stream.permutation(len(extra))[: len(wire) - cut]
    return (*wire[:cut], *(Sentence("extra", int(n), extra[int(n)]) for n in added))
