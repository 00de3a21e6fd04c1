"""The long form: python -m tests.crash [--kills 1000] [--states 10000] [--refusals 400]

Kills, power cuts and refusals of the disk, for every scenario; then the same cuts of careless stores, which must lose
something. Ends with 1 when anything acknowledged was lost, a store could not be used, or a control held.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from tests.crash.errors import REFUSALS, refused
from tests.crash.kills import kills
from tests.crash.power import power_cuts
from tests.crash.scenarios import SCENARIOS

_CONTROLS = (("append", "normal"), ("append", "off"), ("intake", "off"), ("replace", "off"), ("witness", "off"))


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kills", type=int, default=1_000)
    asked.add_argument("--states", type=int, default=10_000)
    asked.add_argument("--refusals", type=int, default=400)
    asked.add_argument("--seed", type=int, default=1)
    args = asked.parse_args()
    each, wrong = len(SCENARIOS), 0
    for name in SCENARIOS:
        wrong += _told(f"{name}, killed", kills(name, -(-args.kills // each), args.seed))
        wrong += _told(f"{name}, power cut", power_cuts(name, "full", -(-args.states // each), args.seed))
        found: Counter[str] = Counter()
        for call, error, among in REFUSALS:
            found += refused(name, call, error, among, max(1, args.refusals // each // len(REFUSALS)), args.seed)
        wrong += _told(f"{name}, disk refuses", found)
    for name, sync in _CONTROLS:
        found = power_cuts(name, sync, max(80, args.states // 20), args.seed)
        wrong += found["held"] >= 0.9 * found.total()
        print(f"control: {name} without care ({sync}): {_words(found)}", flush=True)
    print("Nothing acknowledged was lost." if not wrong else f"{wrong} of these went wrong.")
    return int(wrong > 0)


def _told(what: str, found: Counter[str]) -> int:
    print(f"{what}: {_words(found)}", flush=True)
    return sum(count for word, count in found.items() if word not in ("held", "refusal met"))


def _words(found: Counter[str]) -> str:
    return ", ".join(f"{word} {count:,}" for word, count in sorted(found.items()))


if __name__ == "__main__":
    sys.exit(main())
