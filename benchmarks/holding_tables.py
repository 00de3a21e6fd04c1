"""Tables and the picture of `holding.py`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from holding_alarms import QUESTIONS

Row = dict[str, Any]


_TITLES = {
    "to be had": "What no rule can pass, and what one reaches that knows the war's nature",
    "halves": "At most one false alarm a year in every half: what chance alone leaves of it",
    "slow": "Slow collapses: days to the alarm",
    "made": "Verdicts on made series, levels of .2 to 200 a day: how many were told what",
    "delays": "A rise in a made truce that holds, at five and more a day before it",
    "calm": "False alarms in made truces that hold",
    "bouts": "The second family, bouts that feed on themselves: how many were told what",
    "bouts, delays": "The second family: a rise in a truce that holds",
    "bouts, calm": "The second family: false alarms in truces that hold",
    "nowcast": "Nowcast of late reports: Syria, events, by age of the day",
    "truces": "Truces of the data",
}


def tables(whole: dict[str, Any]) -> str:
    """Every part that was measured."""
    parts = ["# Is it holding? Real daily series\n", _effect(whole["effect"]), _clouds(whole["clouds"])]
    parts += [_alarms(whole["alarms"]), _alarms_each(whole["alarms"])]
    parts += [_table(title, whole[name]) for name, title in _TITLES.items() if name in whole]
    return "\n".join(parts)


def _table(title: str, rows: Iterable[Row]) -> str:
    rows = list(rows)
    names = list(rows[0])
    lines = [f"## {title}\n", f"| {' | '.join(names)} |", "|" + "---|" * len(names)]
    lines += [f"| {' | '.join('none' if row[name] is None else str(row[name]) for name in names)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _effect(rows: list[Row]) -> str:
    ours = [row for row in rows if row["method"] == "truceline"]
    shown = []
    for series in dict.fromkeys(row["series"] for row in ours):
        mine = {row["days"]: row for row in ours if row["series"] == series}
        line: Row = {"series": series, "dates": mine[14]["dates"]}
        line |= {f"{days} days": row["covered"] for days, row in mine.items()}
        line |= {"false drops, 14 days": mine[14]["false drops"], "abstained, 14 days": mine[14]["abstained"]}
        for method in dict.fromkeys(row["method"] for row in rows if row["method"] != "truceline"):
            line[method] = next(r["covered"] for r in rows if r["series"] == series and r["method"] == method)
        shown.append(line)
    return _table("Share of 95 % intervals that contain 1.0 at placebo dates; peers at 14 days", shown)


def _clouds(rows: list[Row]) -> str:
    return _table("War fires, clear sky as effort, placebo windows of three days by cloud", rows)


def _alarms(rows: list[Row]) -> str:
    shown = []
    for kind in dict.fromkeys(row["kind"] for row in rows):
        for detector in dict.fromkeys(row["detector"] for row in rows):
            mine = [row for row in rows if row["kind"] == kind and row["detector"] == detector]
            false = np.array([row["false a year"] for row in mine])
            line: Row = {"series": kind, "detector": detector}
            line["false alarms a year, mean (range)"] = f"{false.mean():.1f} ({false.min():.1f}–{false.max():.1f})"
            line["halves with at most one"] = f"{np.mean(false <= 1):.2f}" if detector != "frontier" else "all"
            line |= {name: f"{np.mean([row[name] for row in mine]):.2f}" for name in QUESTIONS}
            shown.append(line)
    return _table("Alarms: means over series, heights learnt on the other half", shown)


def _alarms_each(rows: list[Row]) -> str:
    twice, threefold, slow = QUESTIONS[0], QUESTIONS[1], QUESTIONS[5]
    shown = []
    for ours in (row for row in rows if row["detector"] == "truceline"):
        best = next(row for row in rows if row["detector"] == "frontier" and row["series"] == ours["series"])
        line: Row = {"series": ours["series"], "false a year": ours["false a year"]}
        line |= {f"{name} (to be had)": f"{ours[name]} ({best[name]})" for name in (twice, threefold, slow)}
        shown.append(line | {"threefold weeks a year of its own": best["threefold weeks a year"]})
    return _table("truceline's alarms, series by series (false alarms: second half, first half)", shown)


def plot(whole: dict[str, Any]) -> str:
    """Small multiples: for each series, found rises against false alarms, every detector a mark."""
    rows: list[Row] = whole["alarms"]
    names = list(dict.fromkeys(row["series"] for row in rows))
    detectors = [name for name in dict.fromkeys(row["detector"] for row in rows) if name != "frontier"]
    colours = ("#b2182b", "#4393c3", "#2166ac", "#1b7837", "#8c510a", "#555555")
    wide, high, across = 220, 190, 5
    down = -(-len(names) // across)
    title = "Share of rises ×3 found within a week (up) against false alarms a year in the half not learnt on (right)"
    marks = [f'<text x="16" y="24" font-size="15">{title}</text>']
    for k, detector in enumerate(detectors):
        marks.append(f'<circle cx="{24 + 150 * k}" cy="44" r="5" fill="{colours[k]}"/>')
        marks.append(f'<text x="{34 + 150 * k}" y="48">{detector}</text>')
    for i, name in enumerate(names):
        left, top = 40 + (i % across) * wide, 84 + (i // across) * high
        marks += _panel(left, top, name)
        for k, detector in enumerate(detectors):
            row = next(r for r in rows if r["series"] == name and r["detector"] == detector)
            x = left + min(row["false a year"][0], 8.0) / 8 * 160
            y = top + 120 * (1 - row[QUESTIONS[1]])
            marks.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colours[k]}" fill-opacity=".85"/>')
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide * across + 40} {84 + high * down}" '
        'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>'
    )
    return head + "\n".join(marks) + "</svg>\n"


def _panel(left: int, top: int, name: str) -> list[str]:
    marks = [f'<text x="{left}" y="{top - 8}" font-weight="bold">{name}</text>']
    for share in (0, 0.5, 1):
        y = top + 120 * (1 - share)
        marks.append(f'<line x1="{left}" x2="{left + 160}" y1="{y}" y2="{y}" stroke="#ddd"/>')
        marks.append(f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{share:g}</text>')
    for rate in (0, 1, 4, 8):
        x = left + rate / 8 * 160
        colour = "#b2182b" if rate == 1 else "#ddd"
        marks.append(f'<line x1="{x}" x2="{x}" y1="{top}" y2="{top + 120}" stroke="{colour}"/>')
        marks.append(f'<text x="{x}" y="{top + 136}" text-anchor="middle">{rate if rate < 8 else "8+"}</text>')
    return marks
