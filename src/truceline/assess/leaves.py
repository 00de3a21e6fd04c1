"""Sentences of a tree with nothing below them. Where the same is said of many incidents, they share it."""

from __future__ import annotations

from functools import lru_cache

from truceline.assess.wording import Wording
from truceline.model.finding import Reason


class Leaves(dict[tuple[str, int, int], Reason]):
    """One condition's sentences, made when first asked for: by what is noted beside it, and by how many of `total`
    worlds it is met in and open in."""

    def __init__(self, words: str, total: int, wording: Wording) -> None:
        super().__init__()
        self._words, self._total, self._wording = words, total, wording

    def __missing__(self, key: tuple[str, int, int]) -> Reason:
        note, met, unknown = key
        words = self._wording.say("noted", words=self._words, note=note) if self._words and note else self._words + note
        verdict = _verdict(met, unknown, self._total, self._wording)
        self[key] = Reason(
            words=self._wording.say("leaf", words=words, verdict=verdict),
            met=met,
            unknown=unknown,
            not_met=self._total - met - unknown,
        )
        return self[key]


@lru_cache(maxsize=4_096)
def _verdict(met: int, unknown: int, total: int, wording: Wording) -> str:
    """Met, not met, not established, or in how many of the worlds."""
    missed = total - met - unknown
    shares = ((met, "met"), (unknown, "not_established"), (missed, "not_met"))
    for count, key in shares:
        if count == total:
            return wording.say(key)
    parts = [wording.say("in_worlds", verdict=wording.say(key), n=count) for count, key in shares if count]
    return wording.say("of_worlds", parts=", ".join(parts), total=total)
