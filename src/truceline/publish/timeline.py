"""The time line: one axis of days, one row for each thing that is counted, the effort under it.

Small multiples (Tufte, *Envisioning Information*, 1990): every row has its own scale from zero, with its highest
value written beside it, so that a rare breach is seen next to a frequent alert.
"""

from __future__ import annotations

from collections.abc import Callable

from truceline.model.bulletin import PublicDay
from truceline.publish.strips import Strip
from truceline.publish.svg import drawing, element, hatching, text, titled
from truceline.publish.words import Words

WIDTH = 760.0
_LEFT = 168.0
_RIGHT = 12.0
_TOP = 30.0
_ROW = 50.0
_GAP = 16.0
_STRIP = 15.0  # of a reading of when what is in force
_LETTERS = 24

_ROWS: tuple[tuple[str, str, Callable[[PublicDay], int], bool], ...] = (
    ("row_force", "d-incidents", lambda day: day.incidents, False),
    ("row_breaches", "d-breach", lambda day: day.breaches, False),
    ("row_undetermined", "d-open", lambda day: day.undetermined, False),
    ("row_counted", "d-counted", lambda day: day.counted, False),
    ("row_effort", "d-effort", lambda day: day.observer_minutes or 0, True),
    ("row_outages", "d-outage", lambda day: day.outage_minutes or 0, True),
)


def draw_timeline(
    days: tuple[PublicDay, ...],
    words: Words,
    period: frozenset[str] = frozenset(),
    alarms: frozenset[str] = frozenset(),
    in_force: tuple[Strip, ...] = (),
) -> str:
    """An SVG of the days given, in their order; a stroke under the axis marks those of the bulletin's own period,
    a triangle over the incidents a day with an alarm of a rise, strokes on top when what is in force."""
    top = _TOP + (len(in_force) * _STRIP + 8 if in_force else 0)
    height = top + len(_ROWS) * (_ROW + _GAP) + 38
    step = (WIDTH - _LEFT - _RIGHT) / max(len(days), 1)
    parts = [element("defs", hatching("timeline-hatch")), *_bands(days, step, height - 38, words)]
    parts += _strips(in_force, step)
    for place, (key, class_, value, is_time) in enumerate(_ROWS):
        parts += _row(days, step, top + place * (_ROW + _GAP), words.say(key), class_, value, is_time, words)
    parts += _alarms(days, step, top, alarms, words)
    parts += _axis(days, step, height - 34, words)
    parts += _period(days, step, height - 8, period, words)
    title = words.say("timeline_title")
    return drawing("timeline", title, words.say("timeline_caption"), WIDTH, height, *parts)


def _bands(days: tuple[PublicDay, ...], step: float, bottom: float, words: Words) -> list[str]:
    """Light bands behind the days on which the agreement is in force, with a stroke on top that prints in grey."""
    parts = []
    for start, end in _runs(days):
        x, width = _LEFT + start * step, (end - start) * step
        parts.append(element("rect", x=x, y=14, width=width, height=bottom - 14, class_="d-band"))
        parts.append(element("rect", x=x, y=14, width=width, height=3, class_="d-band-edge"))
    if parts:
        parts.append(text(words.say("in_force_short"), _LEFT - 10, 19, "d-small", "end"))
    return parts


def _strips(in_force: tuple[Strip, ...], step: float) -> list[str]:
    """A stroke for each reading, below the one for the days of any."""
    parts = []
    for place, strip in enumerate(in_force):
        y = _TOP + 5 + place * _STRIP
        x, width = _LEFT + strip.start * step, max(2.0, (strip.end - strip.start) * step)
        parts.append(titled("rect", strip.label, x=x, y=y - 5, width=width, height=5, class_="d-strip"))
        parts.append(text(_cut(strip.label), _LEFT - 10, y + 1, "d-small", "end"))
    return parts


def _cut(label: str) -> str:
    return label if len(label) <= _LETTERS else label[: _LETTERS - 1] + "…"


def _runs(days: tuple[PublicDay, ...]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place, day in enumerate(days):
        if not day.in_force:
            continue
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def _period(days: tuple[PublicDay, ...], step: float, y: float, period: frozenset[str], words: Words) -> list[str]:
    """Where a bulletin covers fewer days than are drawn, its own days are underlined."""
    inside = [place for place, day in enumerate(days) if day.day in period]
    if not inside or len(inside) == len(days):
        return []
    start, end = _LEFT + inside[0] * step, _LEFT + (inside[-1] + 1) * step
    return [
        element("path", d=f"M{start:.1f} {y - 4:.1f} H{end:.1f}", class_="d-scale"),
        text(words.say("this_period"), min(start, _LEFT) - 10, y, "d-small", "end"),
    ]


def _alarms(days: tuple[PublicDay, ...], step: float, top: float, alarms: frozenset[str], words: Words) -> list[str]:
    parts = []
    for place, day in enumerate(days):
        if day.day in alarms:
            x = _LEFT + (place + 0.5) * step
            said = f"{words.day(day.day)}: {words.say('since_marked')}"
            parts.append(titled("path", said, d=f"M{x:.1f} {top - 1:.1f} l-5 -8.5 h10 Z", class_="d-alarm"))
    return parts


def _row(
    days: tuple[PublicDay, ...],
    step: float,
    top: float,
    name: str,
    class_: str,
    value: Callable[[PublicDay], int],
    is_time: bool,
    words: Words,
) -> list[str]:
    highest = max((value(day) for day in days), default=0)
    base = top + _ROW
    show = words.hours if is_time else words.number
    said = words.say("none_stated") if is_time and not highest else words.say("highest", n=show(highest))
    parts = [
        text(name, _LEFT - 10, base - 16, "d-strong", "end"),
        text(said, _LEFT - 10, base - 1, "d-small", "end"),
    ]
    gap = min(3.0, step * 0.2)
    for place, day in enumerate(days):
        amount = value(day)
        if amount <= 0:
            continue
        tall = max(1.5, (_ROW - 4) * amount / highest)
        x = _LEFT + place * step + gap / 2
        box: dict[str, str | float] = {"x": x, "y": base - tall, "width": step - gap, "height": tall}
        parts.append(titled("rect", f"{words.day(day.day)}: {name}, {show(amount)}", **box, class_=class_))
        if class_ == "d-open":
            parts.append(element("rect", **box, fill="url(#timeline-hatch)"))
    parts.append(element("path", d=f"M{_LEFT:.1f} {base:.1f} H{WIDTH - _RIGHT:.1f}", class_="d-base"))
    return parts


def _axis(days: tuple[PublicDay, ...], step: float, y: float, words: Words) -> list[str]:
    """Dates under the days, as many as fit without touching."""
    every = max(1, -(-62 // max(1, int(step))))
    every = next((nice for nice in (1, 2, 7, 14, 28) if nice >= every), every)
    parts = []
    for place in range(0, len(days), every):
        x = _LEFT + (place + 0.5) * step
        parts.append(element("path", d=f"M{x:.1f} {y - 10:.1f} v4", class_="d-base"))
        parts.append(text(words.short_day(days[place].day), x, y + 8, "d-small", "middle"))
    return parts
