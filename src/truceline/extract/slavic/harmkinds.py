"""Harm to people and to what they live by: from a trigger to a type of the taxonomy; null when it is no event."""

from __future__ import annotations

from collections.abc import Callable

from truceline.extract.slavic.kindwords import BODIES, CONVOYS, DAMAGED_NOUN, HOMES, PULLED, RUBBLE, TO_HOSPITAL
from truceline.extract.slavic.scene import Scene, target
from truceline.extract.slavic.strikekinds import struck_by
from truceline.extract.slavic.triggers import CUT, WITHOUT

#: "без зв'язку з подіями": a tie, and no line
_WITH = frozenset(("з", "із", "зі", "с", "со", "между", "між"))
#: how a station is fed, and that it is no more
_FEEDING = ("зовнішн", "внешн", "електр", "электр", "резервн")
_LOST = ("втрат", "потеря", "лиши", "позбав", "без", "зник", "пропа", "знеструм", "обесточ")
_ACCIDENTS = (
    "дтп",
    "автокатастроф",
    "автоавар",
    "утонул",
    "потонул",
    "утопл",
    "самоуб",
    "самогуб",
    "інфаркт",
    "инфаркт",
)
#: words before the dead in which their bodies or families are told of
_NEAR_BODIES = 6


def _outage(scene: Scene) -> str | None:
    low = scene.lows[scene.at]
    if low.startswith(("знеструм", "обесточ", "блекаут", "блэкаут")):
        return "harm.outage"
    token = scene.tokens[scene.at]
    if low in ("живлення", "питание", "питания"):  # "АЕС втратила зовнішнє живлення"
        lost = any(scene.low(near).startswith(_LOST) for near in (*range(scene.at - 5, scene.at), scene.at + 1))
        return "harm.outage" if lost and scene.low(scene.at - 1).startswith(_FEEDING) else None
    if low in ("зв'язку", "связи"):
        cut = scene.low(scene.at - 1) == "без" and scene.low(scene.at + 1) not in _WITH
        return "harm.outage" if cut and scene.placed else None
    if WITHOUT.search(scene.text[max(scene.clause.start, token.start - 60) : token.start]):
        return "harm.outage"
    return "harm.outage" if CUT.match(scene.text[token.end : min(scene.clause.end, token.end + 50)]) else None


def _damage(scene: Scene) -> str | None:
    if scene.around(DAMAGED_NOUN, 30):
        return None
    struck = struck_by(scene)
    return (struck or "harm.damage") if target(scene) else struck


def _killed(scene: Scene) -> str | None:
    """No death by an accident, and none told by "тіла загиблих", "родини загиблих": they died before."""
    if any(scene.low(at).startswith(_ACCIDENTS) for at in range(scene.clause.first, scene.clause.last)):
        return None
    if scene.form.shape in ("noun", "word", "adj", "part"):
        before = range(scene.at - _NEAR_BODIES, scene.at)
        if any(BODIES.match(scene.low(near)) for near in before):
            return None
    return "harm.killed"


def _body(scene: Scene) -> str | None:
    """ "з-під завалів дістали тіла двох жінок": whoever is found under what was hit is dead by it."""
    return "harm.killed" if scene.near(RUBBLE) and scene.near(PULLED) else None


def _fled(scene: Scene) -> str | None:
    """ "із міста втекли 12 тисяч родин"; how many is asked when the event is made."""
    if scene.near(TO_HOSPITAL):
        return None
    led = scene.lows[scene.at].startswith(("вивез", "вывез", "евакую", "эвакуир", "втік", "втек", "бежал"))
    return "harm.displacement" if led or scene.placed or scene.near(HOMES) else None


def _displaced(scene: Scene) -> str | None:
    """ "обстрелял колонну эвакуации": those who leave are what was hit."""
    if scene.form.shape == "noun" and scene.low(scene.at - 1).startswith(CONVOYS):
        return None
    return scene.form.value


HARM_RULES: dict[str, Callable[[Scene], str | None]] = {
    "OUTAGE": _outage,
    "KILLED": _killed,
    "WOUNDED": lambda scene: "harm.wounded",
    "DAMAGE": _damage,
    "BODY": _body,
    "FLED": _fled,
    "harm.displacement": _displaced,
}
