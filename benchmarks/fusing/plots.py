"""Plots as plain SVG: quality by world, growth, reliability, what each kind of knowledge is worth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from benchmarks.fusing.engines import ENGINES, OURS
from benchmarks.fusing.tables import grouped, mean, pooled

Row = dict[str, Any]
_COLOURS = ("#b2182b", "#4d4d4d", "#1b7837", "#5aae61", "#762a83", "#9970ab", "#8c510a", "#bf812d", "#2166ac",
            "#4393c3", "#92c5de", "#000000")  # fmt: skip
_WIDE, _HIGH, _LEFT, _TOP = 860, 420, 70, 40


class Canvas:
    """Marks on a white page, with axes from 0 to 1 of each direction mapped to the page."""

    def __init__(self, title: str, wide: int = _WIDE, high: int = _HIGH, right: int = 240) -> None:
        self.wide, self.high, self.right = wide, high, right
        self.marks = [f'<text x="{_LEFT}" y="24" font-size="16">{title}</text>']

    def at(self, x: float, y: float) -> tuple[float, float]:
        return _LEFT + x * (self.wide - _LEFT - self.right), self.high - 50 - y * (self.high - 50 - _TOP)

    def line(self, points: list[tuple[float, float]], colour: str, dash: str = "") -> None:
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in (self.at(*p) for p in points))
        self.marks.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.6" stroke-dasharray="{dash}"/>'
        )

    def dot(self, x: float, y: float, colour: str, size: float = 4) -> None:
        a, b = self.at(x, y)
        self.marks.append(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="{size}" fill="{colour}" fill-opacity="0.85"/>')

    def text(
        self, x: float, y: float, words: str, anchor: str = "middle", colour: str = "#333", down: float = 4
    ) -> None:
        a, b = self.at(x, y)
        self.marks.append(f'<text x="{a:.1f}" y="{b + down:.1f}" text-anchor="{anchor}" fill="{colour}">{words}</text>')

    def legend(self, entries: list[tuple[str, str]]) -> None:
        for k, (name, colour) in enumerate(entries):
            y = _TOP + 14 + 20 * k
            x = self.wide - self.right + 20
            self.marks.append(
                f'<circle cx="{x}" cy="{y - 4}" r="5" fill="{colour}"/><text x="{x + 12}" y="{y}">{name}</text>'
            )

    def svg(self) -> str:
        head = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.wide}" height="{self.high}" '
                f'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>')  # fmt: skip
        return head + "".join(self.marks) + "</svg>\n"


def _frame(canvas: Canvas, ticks: list[tuple[float, str]]) -> None:
    for y, words in ticks:
        canvas.line([(0, y), (1, y)], "#ddd")
        canvas.text(-0.01, y, words, "end")
    canvas.line([(0, 1), (0, 0), (1, 0)], "#333")


def colour_of(engine: str) -> str:
    return _COLOURS[list(ENGINES).index(engine) % len(_COLOURS)]


def quality_plot(rows: list[Row]) -> str:
    """F1 of pairs of each engine on each world."""
    some = [row for row in rows if row.get("dropped") is None and "F1" in row]
    worlds = [world for (world,) in grouped(some, "world")]
    canvas = Canvas("F1 of pairs of reports, by world")
    _frame(canvas, [(v, f"{v:.1f}") for v in np.arange(0, 1.01, 0.2)])
    for k, world in enumerate(worlds):
        x = (k + 0.5) / len(worlds)
        canvas.text(x, 0, world, down=18)
        for (engine,), group in grouped([row for row in some if row["world"] == world], "engine").items():
            canvas.dot(x, mean(group, "F1") or 0, colour_of(engine), 6 if engine == OURS else 4)
    canvas.legend([(engine, colour_of(engine)) for engine in ENGINES if any(row["engine"] == engine for row in some)])
    return canvas.svg()


def growth_plot(rows: list[Row]) -> str:
    """Seconds by size, both logarithmic, on the default world."""
    some = [row for row in rows if row.get("dropped") is None and row["world"] == "default" and "seconds" in row]
    canvas = Canvas("Seconds by observations (default world)")
    x_of: Callable[[float], float] = lambda n: (np.log10(n) - 3) / 4.2  # noqa: E731
    y_of: Callable[[float], float] = lambda s: (np.log10(max(s, 0.05)) + 1.3) / 4.3  # noqa: E731
    _frame(canvas, [(y_of(s), f"{s:g}") for s in (0.1, 1, 10, 100, 1000)])
    for n in (1e3, 1e4, 1e5, 1e6, 1e7):
        canvas.text(x_of(n), 0, f"{n:,.0f}", down=18)
    for (engine,), group in grouped(some, "engine").items():
        points = [
            (x_of(size), y_of(mean(at, "seconds") or 0)) for (size,), at in sorted(grouped(group, "size").items())
        ]
        canvas.line(points, colour_of(engine))
        for point in points:
            canvas.dot(*point, colour_of(engine))
    canvas.legend([(engine, colour_of(engine)) for engine in ENGINES if any(row["engine"] == engine for row in some)])
    return canvas.svg()


def reliability_plot(rows: list[Row]) -> str:
    """What was said against what was true, ours, for each world."""
    some = [row for row in rows if row.get("dropped") is None and row.get("curve")]
    canvas = Canvas("Probability that a report belongs to its incident: said and true", 640, 460, 180)
    _frame(canvas, [(v, f"{v:.1f}") for v in np.arange(0, 1.01, 0.2)])
    for v in np.arange(0, 1.01, 0.2):
        canvas.text(v, 0, f"{v:.1f}", down=18)
    canvas.line([(0, 0), (1, 1)], "#999", "4 3")
    worlds = list(grouped(some, "world").items())
    for k, (_, group) in enumerate(worlds):
        points = [(said, true) for n, said, true in pooled(group) if n >= 30]
        canvas.line(points, _COLOURS[k % len(_COLOURS)])
        for point in points:
            canvas.dot(*point, _COLOURS[k % len(_COLOURS)], 3)
    canvas.legend([(world, _COLOURS[k % len(_COLOURS)]) for k, ((world,), _) in enumerate(worlds)])
    return canvas.svg()


def ablation_plot(rows: list[Row]) -> str:
    """Change of F1 without each kind of knowledge, a bar for each world."""
    some = [row for row in rows if row["engine"] == OURS and "F1" in row]
    whole = {(row["world"], row["size"], row["seed"]): row["F1"] for row in some if row["dropped"] is None}
    found = grouped([row for row in some if row["dropped"]], "dropped")
    worlds = list(dict.fromkeys(row["world"] for row in some if row["dropped"]))
    canvas = Canvas("Change of F1 without one kind of knowledge", 860, 80 + 22 * len(worlds) * max(1, len(found)), 120)
    k = 0
    total = max(1, len(found) * len(worlds))
    for (dropped,), group in found.items():
        for world in worlds:
            pairs = [row["F1"] - whole[key] for row in group if row["world"] == world
                     and (key := (row["world"], row["size"], row["seed"])) in whole]  # fmt: skip
            if not pairs:
                continue
            y, change = 1 - (k + 0.5) / total, float(np.mean(pairs))
            zero = 0.75
            colour = _COLOURS[worlds.index(world)]
            canvas.line([(zero, y), (zero + change * 1.5, y)], colour)
            canvas.dot(zero + change * 1.5, y, colour)
            canvas.text(0.0, y, f"{dropped}, {world}", "start")
            canvas.text(0.93, y, f"{change:+.3f}", "start")
            k += 1
    canvas.line([(0.75, 0), (0.75, 1)], "#333")
    return canvas.svg()


PLOTS: dict[str, Callable[[list[Row]], str]] = {
    "quality": quality_plot,
    "growth": growth_plot,
    "reliability": reliability_plot,
    "ablation": ablation_plot,
}
