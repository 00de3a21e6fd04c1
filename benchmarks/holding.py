"""Is the answer to "is it holding?" right? Effect and alarms on real daily series, beside peers in the same run.

    python benchmarks/holding.py [DATA] [--quick] [--out FOLDER]

DATA is a folder with the open data sets named in `holding_series.py` (default: ../shared/data beside the checkout).
Series marked for tuning taught the thresholds; the tables are of the others. Writes holding.json, holding.md and
holding.svg:

* effect: share of 95 % intervals that contain 1.0 at placebo dates, where nothing was agreed, each judged with the days
  before it alone; false drops by cloud; abstentions; peers;
* alarms: false alarms a year in each half of a series, heights learnt on the other; rises injected into the second half
  (multiplied, added, slow), at random dates and after a fall to .4 for 45 days; and what is there to be had at all;
* verdicts on made series, whose right answer is known: the confusion of answers, and how late a collapse is told;
* nowcast of the last days from the dates of reports;
* the known truces of the data, with the answers.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import holding_alarms
import holding_effect
import holding_made
import holding_nowcast
import holding_series
import holding_tables

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    beside = Path(__file__).parents[2] / "shared" / "data"
    parser.add_argument("data", nargs="?", type=Path, default=beside)
    parser.add_argument("--quick", action="store_true", help="fewer placebo dates and injections")
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    every = holding_series.all_series(options.data)
    reported = [named for named in every if named.use == "reporting"]
    dates, injections, wars = (100, 20, 20) if options.quick else (500, 100, 100)
    whole = {
        "effect": holding_effect.coverage(reported, dates),
        "clouds": holding_effect.by_cloud(options.data, dates * 4),
        "alarms": holding_alarms.measure(reported, injections),
        "slow": holding_alarms.slow_collapse(options.data),
        "made": holding_made.confusion(holding_made.REPORTING, wars),
        "delays": holding_made.delays(holding_made.REPORTING, wars),
        "nowcast": holding_nowcast.measure(options.data),
        "truces": holding_effect.truces(options.data),
    }
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "holding.json").write_text(json.dumps(whole, indent=1) + "\n")
    text = holding_tables.tables(whole)
    (options.out / "holding.md").write_text(text)
    (options.out / "holding.svg").write_text(holding_tables.plot(whole))
    print(text)


if __name__ == "__main__":
    main()
