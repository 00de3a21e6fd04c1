"""Is the answer to "is it holding?" right? Effect and alarms on real daily series, beside peers in the same run.

    python benchmarks/holding.py [DATA] [--quick] [--only PART ...] [--out FOLDER]

DATA is a folder with the open data sets named in `holding_series.py` (default: ../shared/data beside the checkout).
Series marked for tuning taught the thresholds; the tables are of the others. Writes holding.json, holding.md and
holding.svg:

* effect: share of 95 % intervals that contain 1.0 at placebo dates, where nothing was agreed, each judged with the days
  before it alone; false drops by cloud; abstentions; peers;
* alarms: false alarms a year in each half of a series, heights learnt on the other; rises injected into the second half
  (multiplied, added, slow), at random dates and after a fall to .4 for 45 days; and what is there to be had at all,
  by the best detector here in hindsight, and by one who knows the nature of the war (`holding_oracle.py`);
* verdicts on made series, whose right answer is known: the confusion of answers, how late a collapse is told, false
  alarms; on the family that the model comes from, and on one of another nature (`holding_bouts.py`);
* nowcast of the last days from the dates of reports;
* the known truces of the data, with the answers.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import holding_alarms
import holding_effect
import holding_made
import holding_nowcast
import holding_oracle
import holding_series
import holding_tables
from holding_bouts import bouts

RESULTS = Path(__file__).parent / "results"


def _parts(data: Path, quick: bool) -> dict[str, Callable[[], object]]:
    """Every part by name, to be measured when called; it needs no other part."""
    reported = [named for named in holding_series.all_series(data) if named.use == "reporting"]
    dates, injections, wars = (100, 20, 20) if quick else (500, 100, 100)
    seed = holding_made.REPORTING
    return {
        "effect": lambda: holding_effect.coverage(reported, dates),
        "clouds": lambda: holding_effect.by_cloud(data, dates * 4),
        "alarms": lambda: holding_alarms.measure(reported, injections),
        "to be had": lambda: holding_oracle.measure(reported, 10 * wars),
        "halves": lambda: [holding_oracle.every_half(reported)],
        "slow": lambda: holding_alarms.slow_collapse(data),
        "made": lambda: holding_made.confusion(seed, wars),
        "delays": lambda: holding_made.delays(seed, wars),
        "calm": lambda: [holding_made.calm_alarms(seed, wars)],
        "bouts": lambda: holding_made.confusion(seed, wars, bouts),
        "bouts, delays": lambda: holding_made.delays(seed, wars, bouts),
        "bouts, calm": lambda: [holding_made.calm_alarms(seed, wars, bouts)],
        "nowcast": lambda: holding_nowcast.measure(data),
        "truces": lambda: holding_effect.truces(data),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    beside = Path(__file__).parents[2] / "shared" / "data"
    parser.add_argument("data", nargs="?", type=Path, default=beside)
    parser.add_argument("--quick", action="store_true", help="fewer placebo dates and injections")
    parser.add_argument("--only", nargs="*", metavar="PART", help="measure these anew, keep the others of FOLDER")
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    parts = _parts(options.data, options.quick)
    asked = options.only or list(parts)
    kept = options.out / "holding.json"
    whole = json.loads(kept.read_text()) if options.only else {}
    options.out.mkdir(parents=True, exist_ok=True)
    for name in asked:
        whole[name] = parts[name]()
        kept.write_text(json.dumps(whole, indent=1) + "\n")
    text = holding_tables.tables(whole)
    (options.out / "holding.md").write_text(text)
    (options.out / "holding.svg").write_text(holding_tables.plot(whole))
    print(text)


if __name__ == "__main__":
    main()
