"""Fighting on the ground: from a trigger to a type of the taxonomy; null when it is no event."""

from __future__ import annotations

from collections.abc import Callable

from truceline.extract.slavic.kindwords import (
    CONTROL,
    DIRECTION,
    FIGHTING,
    GROUPS,
    GUNS,
    LINE,
    PEOPLE_FREED,
    PUSHED,
    RAIDERS,
    ROAD,
    SETTLED,
    STORMING,
    WATER_BREAK,
    WINDOWS,
)
from truceline.extract.slavic.scene import Scene, has_force
from truceline.extract.slavic.triggers import FLYING

_PASSED = ("перейш", "переш", "переход")
_TRIES = ("спроб", "попыт")


def _assault(scene: Scene) -> str | None:
    return "ground.assault" if scene.placed or has_force(scene) or scene.near(DIRECTION) else None


def _offensive(scene: Scene) -> str | None:
    return "ground.assault" if (scene.placed and has_force(scene)) or scene.around(FIGHTING, 30) else None


def _clash(scene: Scene) -> str | None:
    low = scene.lows[scene.at]
    if low.startswith(("боєзітк", "боестолк")):
        return "ground.clash"
    if low.startswith(("ді", "действи")) and scene.low(scene.at - 1).startswith(("штурм", "наступ")):
        return "ground.assault"
    if low.startswith(("ді", "действи")):
        return "ground.clash" if scene.low(scene.at - 1).startswith(("бойов", "боев")) and scene.placed else None
    if scene.near(ROAD):
        return None
    if low.startswith(("дуел", "дуэл")):
        return "ground.clash" if scene.around(GUNS, 30) else None
    named = (
        low in ("бої", "бои")
        and scene.placed
        and scene.low(scene.at + 1) in ("на", "за", "в", "у", "під", "под", "біля")
    )
    return "ground.clash" if named or scene.around(FIGHTING) or low.startswith(("перестріл", "перестрел")) else None


def _attempt(scene: Scene) -> str | None:
    """ "здійснив 36 спроб потіснити наших воїнів"."""
    if scene.near(GROUPS) or not (scene.placed or has_force(scene)):
        return None
    return "ground.assault" if scene.after(PUSHED, 70) else None


def _raid(scene: Scene) -> str | None:
    if scene.near(WATER_BREAK):
        return None
    low = scene.lows[scene.at]
    if low == "дрг":
        return "ground.raid"
    if not scene.near(RAIDERS) or not (scene.placed or has_force(scene)):
        return None
    stormed = scene.near(STORMING) or not scene.near(GROUPS)
    return "ground.assault" if low.startswith("прор") and stormed else "ground.raid"


def _cross(scene: Scene) -> str | None:
    if scene.near(CONTROL) and scene.lows[scene.at].startswith(_PASSED):
        return "ground.advance" if scene.placed else None  # "під контроль росіян перейшло село"
    if any(FLYING.match(low) for low in scene.lows[max(scene.clause.first, scene.at - 6) : scene.at]):
        return "air.entry" if scene.around(LINE, 40) else None  # "безпілотник перетнув кордон"
    return (
        "ground.crossing"
        if scene.around(LINE, 40) and (has_force(scene) or scene.near(FLYING) or scene.near(RAIDERS))
        else None
    )


def _advance(scene: Scene) -> str | None:
    if scene.lows[scene.at].startswith(("вибит", "вибил", "выбит", "выбил")) and scene.near(WINDOWS):
        return "harm.damage"
    if scene.around(PEOPLE_FREED, 40):
        return None
    tried = any(scene.low(near).startswith(_TRIES) for near in range(scene.at - 3, scene.at))
    if scene.form.shape == "inf" or (scene.form.shape == "noun" and tried):  # "намагався просунутися"
        return "ground.assault" if scene.placed else None
    low = scene.lows[scene.at]
    if low.startswith(("поверну", "вернул")):  # "повернули контроль над селом"
        return "ground.advance" if scene.placed and scene.after(CONTROL, 20) else None
    taken = low.startswith(("взя", "зайня", "заня", "відби", "отби", "закріп", "закреп"))
    if taken and not scene.around(CONTROL, 30) and not (scene.placed and (has_force(scene) or scene.near(SETTLED))):
        return None
    return "ground.advance" if scene.placed or scene.after(SETTLED, 60) else None


GROUND_RULES: dict[str, Callable[[Scene], str | None]] = {
    "ground.assault": _assault,
    "OFFENSIVE": _offensive,
    "CLASH": _clash,
    "RAID": _raid,
    "ATTEMPT": _attempt,
    "CROSS": _cross,
    "ADVANCE": _advance,
}
