"""Do the circles of `locate` hold the true place as often as they say? By class of words, with exact intervals.

The parameters of the circles were learnt on the first half (VIINA headlines of 2023, hromadas, villages and Syrian
events with an even number), and are measured on the second (2024 and 2025, odd numbers). What the cases are is said in
`locate_cases.py`, `locate_borders.py` and `locate_syria.py`. The same words, read as the same circle
and with the same truth, count once.

VIINA is geocoded by machine. Misses were read one by one, and where its point contradicts the headline's own words, or
the words name no place, `locate_judged.csv` says so. Coverage is given with all cases, and without those.

    python benchmarks/locate.py DATA [--out FOLDER] [--headlines N] [--misses]

DATA is a folder under which lie viina_incidents_*.csv.gz and, if it is there, ged191_syria_*.csv.gz. Writes locate.json
and locate.svg.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy.stats import binomtest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the scripts of this folder import each other

from benchmarks.locate_borders import oblasts
from benchmarks.locate_cases import LEARN, MEASURE, Case, Reader, described, headlines, judged_by_hand, left_out
from benchmarks.locate_syria import syria

from truceline.locate.gazetteer import load, ukraine_of_packages
from truceline.locate.index import PlaceIndex
from truceline.locate.ukraine import Ukraine
from truceline.locate.ukraine_table import OBLAST

#: a truth this far outside a circle is another place of the name
_FAR_M = 50_000
_PROMISED = 0.95


def summary(cases: Iterable[Case]) -> list[dict[str, object]]:
    """Of each kind on the half that was not learnt on: coverage with its exact 95 % interval (Clopper and Pearson),
    the same without the cases whose truth is none, how much of the truth lies far outside, and the median radius."""
    kept = list({(case.kind, case.half, case.key): case for case in cases}.values())
    rows: list[dict[str, object]] = []
    for kind in sorted({case.kind for case in kept}):
        mine = [case for case in kept if case.kind == kind and case.half == MEASURE]
        if not mine:
            continue
        learn = [case for case in kept if case.kind == kind and case.half == LEARN]
        need = float(np.quantile([case.off_m for case in learn], _PROMISED)) if learn else None
        rows.append(
            {
                "kind": kind,
                **_held(mine),
                "without": _held([case for case in mine if not case.objection]),
                "radius_m_median": round(float(np.median([case.radius_m for case in mine]))),
                "off_m_median": round(float(np.median([case.off_m for case in mine]))),
                "far": round(float(np.mean([case.off_m > _FAR_M + case.radius_m for case in mine])), 4),
                "off_m_95_learnt": None if need is None else round(need),
                "learnt": _held(learn),
            }
        )
    return rows


def _held(cases: Sequence[Case]) -> dict[str, float]:
    """How many, the share that is held, and the interval of that share."""
    held = sum(case.held for case in cases)
    if not cases:
        return {"n": 0, "coverage": 0.0, "low": 0.0, "high": 1.0}
    bounds = binomtest(held, len(cases)).proportion_ci(method="exact")
    share = held / len(cases)
    return {"n": len(cases), "coverage": round(share, 4), "low": round(bounds.low, 4), "high": round(bounds.high, 4)}


def plot(rows: Sequence[dict[str, object]]) -> str:
    """Coverage of each kind against the 95 % that the circles promise: all cases hollow, those with a truth filled."""
    left, wide, step, top = 270, 420, 26, 62
    high = top + step * len(rows) + 40

    def x(share: float) -> float:
        return left + wide * (max(share, 0.6) - 0.6) / 0.4

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + wide + 150} {high}" font-family="sans-serif"'
        ' font-size="12"><rect width="100%" height="100%" fill="white"/>',
        '<text x="12" y="24" font-size="15">Share of true places inside the stated circle (promised: 95 %)</text>',
        '<text x="12" y="42" fill="#555">bar and dot: cases whose truth agrees with the text; hollow: all cases; right:'
        " number of those, median radius</text>",
    ]
    for share in (0.6, 0.7, 0.8, 0.9, 0.95, 1.0):
        colour = "#b00" if share == _PROMISED else "#ddd"
        parts.append(f'<line x1="{x(share)}" x2="{x(share)}" y1="{top - 6}" y2="{high - 30}" stroke="{colour}"/>')
        parts.append(f'<text x="{x(share)}" y="{high - 14}" text-anchor="middle">{share:.0%}</text>')
    for i, row in enumerate(rows):
        y = top + step * i + 10
        without = row["without"]
        assert isinstance(without, dict)
        parts.append(f'<text x="{left - 10}" y="{y + 4}" text-anchor="end">{row["kind"]}</text>')
        parts.append(
            f'<line x1="{x(without["low"]):.1f}" x2="{x(without["high"]):.1f}" y1="{y}" y2="{y}" stroke="#246"'
            ' stroke-width="3"/>'
        )
        every = x(float(str(row["coverage"])))
        parts.append(f'<circle cx="{every:.1f}" cy="{y}" r="4.5" fill="white" stroke="#246"/>')
        parts.append(f'<circle cx="{x(without["coverage"]):.1f}" cy="{y}" r="4" fill="#246"/>')
        radius = float(str(row["radius_m_median"])) / 1000
        parts.append(f'<text x="{left + wide + 12}" y="{y + 4}">n = {without["n"]}, {radius:.1f} km</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def speed(gazetteer: PlaceIndex, names: Sequence[str]) -> dict[str, float]:
    """Names a second of CPU time, each the first time and again."""
    distinct = list(dict.fromkeys(names))

    def rate(find: Callable[[str], object]) -> float:
        start = time.process_time()
        for name in distinct:
            find(name)
        return round(len(distinct) / (time.process_time() - start))

    gazetteer.find("Київ Kyiv")  # makes the shelves
    return {"distinct": len(distinct), "first_per_s": rate(gazetteer.find), "again_per_s": rate(gazetteer.find)}


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("data", type=Path)
    given.add_argument("--out", type=Path, default=Path(__file__).parent / "results")
    given.add_argument("--headlines", type=int, default=8_000, help="most of each half")
    given.add_argument("--misses", action="store_true", help="print every miss that nobody objected to")
    options = given.parse_args()
    start = time.process_time()
    gazetteer = load()
    loaded = round(time.process_time() - start, 2)
    lines = headlines(options.data, options.headlines)
    reader = Reader(gazetteer, judged_by_hand())
    for line in lines:
        reader.read(line)
    table = Ukraine(ukraine_of_packages())
    villages = [place for _, inside in table.located(OBLAST) for place in inside]
    cases = [
        *reader.cases.values(),
        *left_out(table),
        *described(villages),
        *oblasts(options.data, gazetteer),
        *syria(options.data),
    ]
    rows = summary(cases)
    rate = speed(load(), [line.said.group() for line in lines if line.said])
    answer = {"load_s": loaded, "names": reader.counts, "speed": rate, "coverage": rows}
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "locate.json").write_text(json.dumps(answer, indent=1, ensure_ascii=False) + "\n")
    (options.out / "locate.svg").write_text(plot(rows))
    print(f"load {loaded} s; {reader.counts}; {rate}")
    for row in rows:
        _print(row)
    if options.misses:
        for case in sorted(cases):
            if not case.held and not case.objection and case.half == MEASURE:
                print(f"{case.kind}: off {case.off_m / 1000:.0f} of {case.radius_m / 1000:.0f} km: {case.words}")


def _print(row: dict[str, object]) -> None:
    shown = (
        "{kind:33} all n {n:5} {coverage:.3f} [{low:.3f}, {high:.3f}] far {far:.3f} radius {radius_m_median:6} m"
        " | without n {without[n]:5} {without[coverage]:.3f} [{without[low]:.3f}, {without[high]:.3f}]"
        " | learnt {learnt[n]:5} {learnt[coverage]:.3f}"
    )
    print(shown.format(**row))


if __name__ == "__main__":
    main()
