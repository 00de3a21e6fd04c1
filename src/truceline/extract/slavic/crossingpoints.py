"""Crossing points that close and open again: «КПВВ «Станиця Луганська» закрито», «пункт пропуска возобновил работу»."""

from __future__ import annotations

import re

from truceline.extract.slavic.scene import Scene

#: a point at which people cross a line or a border; a bare post may stand anywhere
_POINT = re.compile(
    r"\b(?:кпвв|кппв|пункт\w*\s(?:пропуск\w*|в['’]?їзду|перетину|перехода|пересечения)|(?:прикордонн|пограничн|контрольн)\w*"
    r"\s(?:перех[оі]д\w*|пункт\w*)|перех[оі]д\w*\s(?:через\s(?:лін|лин|кордон|границ)|на\s(?:кордоні|границе)))"
)
_CLOSED = ("закр", "зачин", "припин", "прекра", "приостан", "призупин")
#: of these verbs the point's work is the object: «припинив роботу», «возобновил работу»
_OF_WORK = ("припин", "прекра", "приостан", "призупин", "віднов", "возобнов", "поновл")
_WORK = re.compile(
    r"\b(?:робот|работ|рух|движени|пропуск\w*\s(?:людей|громадян|граждан|осіб|лиц|транспорт|автомоб|пішоход|пешеход))"
)
#: what is opened beside a point: «відкрили вогонь», «открыли дело»
_OTHER = re.compile(
    r"^\s(?:(?:з|из|по)\s\w+\s)?(?:вог(?:о|н)н?|огонь|огня|стрільб|стрельб|(?:кримінальн|уголовн)\w+|справ|дел[оа]\b)"
)
_LETTERS = 90


def crossing_point(scene: Scene) -> str | None:
    """The type of what closes or opens a crossing point; null where something else is closed."""
    low, end = scene.lows[scene.at], scene.tokens[scene.at].end
    if _OTHER.search(scene.text[end : end + _LETTERS]):
        return None
    if not scene.around(_POINT, _LETTERS) or (low.startswith(_OF_WORK) and not scene.around(_WORK, _LETTERS)):
        return None
    return "crossing_point.closed" if low.startswith(_CLOSED) else "crossing_point.opened"
