"""From a trigger word and its scene to a type of the taxonomy; null when it is no event."""

from __future__ import annotations

from collections.abc import Callable

from truceline.extract.english.kinds_civil import CIVIL
from truceline.extract.english.kinds_crossing import CROSSING, opened
from truceline.extract.english.kinds_fire import FIRE
from truceline.extract.english.kinds_ground import GROUND
from truceline.extract.english.kinds_harm import HARM
from truceline.extract.english.scene import Scene


def _lost(scene: Scene) -> str | None:
    """ "lost Pell to the rebels", "lost its GPS signal"."""
    return GROUND["ADVANCE"](scene) or CIVIL["RESTRICTION"](scene)


_RULES: dict[str, Callable[[Scene], str | None]] = {
    **FIRE,
    **GROUND,
    **HARM,
    **CIVIL,
    **CROSSING,
    "FIRE": opened(FIRE["FIRE"]),
    "LOST": _lost,
}


def kind_of(trigger: str, scene: Scene) -> str | None:
    """The event type of a trigger in its scene."""
    rule = _RULES.get(trigger)
    return trigger if rule is None else rule(scene)
