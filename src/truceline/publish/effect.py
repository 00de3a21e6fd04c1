"""How far a ceasefire changed the level of violence, in per cent of what was to be expected, as people say it."""

from __future__ import annotations

from typing import Protocol

from truceline.publish.words import Words


class _Measured(Protocol):
    @property
    def ratio_milli(self) -> int | None: ...
    @property
    def low_milli(self) -> int | None: ...
    @property
    def high_milli(self) -> int | None: ...


def effect(found: _Measured, words: Words) -> str:
    """The effect with its interval; that it cannot be told, where there is none."""
    if found.ratio_milli is None:
        return words.say("effect_unknown")
    shares = {"ratio": found.ratio_milli, "low": found.low_milli, "high": found.high_milli}
    told = {name: words.number(round(milli / 10)) for name, milli in shares.items() if milli is not None}
    return words.say("effect" if len(told) == len(shares) else "effect_open", **told)
