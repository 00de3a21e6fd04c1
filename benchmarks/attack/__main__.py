"""Can all the bulletins of a mission together find its monitors and witnesses, or tell their shifts?

    python -m benchmarks.attack [--missions N] [--first SEED] [--out FOLDER]

For N seeds each: the exercise with its own watchers, the same theatre with one monitor and with four on shifts, and a
country of towns; 300 daily bulletins each, and revised ones. The attacker knows the terrain, how many to look for, and
how far anybody sees; of all methods the best is taken with hindsight. Beside it, the same through doors that must fail:
no redaction, noise instead of cells, and fine cells for single incidents. Writes attack.json and attack.md.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from benchmarks.attack.campaign import CHANCE, Campaign, attack
from benchmarks.attack.releases import POLICY, Door, fine_door, noisy_door, open_door, through
from benchmarks.attack.worlds import World, exercise, few, towns

from truceline.record.publication import TABLE

RESULTS = Path(__file__).parents[1] / "results"

FAMILIES: dict[str, Callable[[int], World]] = {
    "one monitor on a line": lambda seed: few(seed, 1),
    "four monitors on a line": lambda seed: few(seed, 4),
    "four monitors among towns": towns,
    "the exercise": exercise,
}
DOORS: dict[str, Door] = {
    "as published": through(POLICY),
    "control: no redaction": open_door,
    "control: noise of 1–5 km": noisy_door,
    "control: cells of 250 km², single incidents": fine_door,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missions", type=int, default=6, help="seeds of each family")
    parser.add_argument("--first", type=int, default=5_000, help="the first seed")
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.missions)
    found: dict[str, dict[str, Campaign]] = {}
    for family, make in FAMILIES.items():
        for name, door in DOORS.items():
            campaign = attack((make(seed) for seed in seeds), door)
            found.setdefault(family, {})[name] = campaign
            for one in campaign.found:
                print(f"{family}; {name}; {one.kind}: {one.median_km} km ({one.method}); the map alone {one.map_km} km")
    options.out.mkdir(exist_ok=True)
    plain = {family: {name: c.as_json for name, c in doors.items()} for family, doors in found.items()}
    (options.out / "attack.json").write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n")
    (options.out / "attack.md").write_text(report(found))


def report(found: dict[str, dict[str, Campaign]]) -> str:
    """Tables of distances and of shifts."""
    stated = TABLE["monitors"].stated_km
    lines = [
        "# What an attacker learns from all bulletins of a mission",
        "",
        f"Median distance from the best guess to whoever stands there, in km; stated: {stated} km. Made by "
        "`python -m benchmarks.attack`; of ten methods the best is taken with hindsight, and guesses are matched to "
        "people in the attacker's favour.",
        "",
        "| mission | door | who | people | bulletins | attacker | method | the map alone | located |",
        "|---|---|---|---:|---:|---:|---|---:|---|",
    ]
    for family, doors in found.items():
        for name, campaign in doors.items():
            lines += [
                f"| {family} | {name} | {one.kind} | {one.people} | {campaign.bulletins} | {one.median_km} | "
                f"{one.method} | {one.map_km} | {'yes' if one.located(stated) else 'no'} |"
                for one in campaign.found
            ]
    lines += ["", f"Shifts: mean AUC over observers, 0.5 is chance, {CHANCE} the most that passes.", ""]
    lines += ["| mission | door | hours: best signal | days: best signal |", "|---|---|---|---|"]
    for family, doors in found.items():
        for name, campaign in doors.items():
            best = [_best(campaign, kind) for kind in ("hours", "days")]
            lines.append(f"| {family} | {name} | {best[0]} | {best[1]} |")
    return "\n".join(lines) + "\n"


def _best(campaign: Campaign, kind: str) -> str:
    mine = {name: auc for name, auc in campaign.shifts.items() if name.startswith(kind)}
    if not mine:
        return "–"
    name = max(mine, key=lambda n: (mine[n], n))
    return f"{mine[name]:.2f} ({name.partition(': ')[2]})"


if __name__ == "__main__":
    main()
