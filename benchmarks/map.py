"""How fast a map of 100,000 incidents is there in a browser, and how it is dragged about.

    python benchmarks/map.py [--incidents 100000]

It makes a mission of invented incidents, serves it on a free port of this machine and lets Chromium look
(`npm --prefix web run measure`). Waits are also those of whatever else the machine does: the processor's time of the
browser's own processes stands beside them.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from service import Server
from service_mission import made

WEB = Path(__file__).parents[1] / "web"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(made(Path(folder) / "many", asked.incidents), desk=False)
        try:
            enter = f"{server.url}/enter#token={server.token}"
            subprocess.run(["node", "test/browser/measure_map.mjs", server.url, enter], cwd=WEB, check=True)
        finally:
            server.stop()


if __name__ == "__main__":
    main()
