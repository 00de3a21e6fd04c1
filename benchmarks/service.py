"""How fast a headquarters answers: start, reads at a steady rate, and a map of 100,000 incidents.

    python benchmarks/service.py [--mission FOLDER] [--incidents 100000] [--rate 50] [--seconds 30] [--out FILE]

It starts `truceline serve` on a free port of this machine, asks it at a steady rate over connections that stay open
(the next request does not wait for the one before), and tells the wait of each kind of request from the moment at which
it was due: a server that falls behind cannot hide it. CPU seconds of the server's processes stand beside the waits,
because the waits are also those of whatever else the machine does. Without --mission the exercise is made first.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import httpx

from service_mission import made

Report = dict[str, Any]

#: kinds of reads, in the proportions in which pages ask for them
READS = (
    "/v1/incidents?limit=100",
    "/v1/incidents?limit=50&type=fire&sort=-existence_ppm",
    "/v1/incidents?limit=100&bbox={box}",
    "/v1/incidents?limit=100&status=breach",
    "/v1/findings?limit=100",
    "/v1/observations?limit=50",
    "/v1/effort?limit=100",
    "/v1/incidents/map",
    "/v1/incidents/{incident}",
    "/v1/holding",
    "/health",
)


#: the live desk would find no evidence behind invented incidents, and take them away
_WITHOUT_DESK = """
import json, sys
from pathlib import Path
from truceline.cli.listening import listening
from truceline.mission.folder import open_mission
from truceline.service.house import open_house
from truceline.service.running import run
with open_house(open_mission(Path(sys.argv[1]))) as house, listening("127.0.0.1", 0) as listener:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    print(json.dumps({"url": url, "enter": f"{url}enter#token={house.door.solo.token}"}), flush=True)
    run(house, listener)
"""


class Server:
    """`truceline serve` of a mission."""

    def __init__(self, mission: Path, *, desk: bool) -> None:
        whole = ["-m", "truceline.cli", "serve", str(mission), "--port", "0", "--json"]
        command = [sys.executable, *(whole if desk else ["-c", _WITHOUT_DESK, str(mission)])]
        began = time.perf_counter()
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout is not None
        said = json.loads(self.process.stdout.readline())
        self.url = said["url"].rstrip("/")
        self.token = said["enter"].partition("token=")[2]
        with urllib.request.urlopen(f"{self.url}/health") as answer:
            answer.read()
        self.start_s = time.perf_counter() - began
        self.start_cpu_s = self.cpu_s()

    def signed_in(self) -> dict[str, str]:
        """Headers of the person at the keyboard."""
        asked = urllib.request.Request(
            f"{self.url}/v1/session/token",
            json.dumps({"token": self.token}).encode(),
            {"Content-Type": "application/json", "User-Agent": "benchmark"},
        )
        with urllib.request.urlopen(asked) as answer:
            cookie = answer.headers["Set-Cookie"].partition(";")[0]
        return {"Cookie": cookie, "User-Agent": "benchmark"}

    def cpu_s(self, which: str = "all") -> float:
        """User and system seconds: of the process that answers (`front`), or of it and all that it started."""
        front = self.process.pid
        return sum(_cpu_s(pid) for pid in ([front] if which == "front" else [front, *_children(front)]))

    def stop(self) -> float:
        began = time.perf_counter()
        self.process.terminate()
        self.process.wait(30)
        return time.perf_counter() - began


def _cpu_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            child = int(path.parent.name)
            found += [child, *_children(child)]
    return found


async def steady(
    server: Server, headers: dict[str, str], paths: list[str], rate: int, seconds: int
) -> dict[str, list[float]]:
    """Waits in milliseconds by kind of request."""
    waits: dict[str, list[float]] = {}
    limits = httpx.Limits(max_connections=32, max_keepalive_connections=32)
    async with httpx.AsyncClient(base_url=server.url, headers=headers, limits=limits, timeout=60) as client:

        async def one(path: str, due: float) -> None:
            answer = await client.get(path)
            assert answer.status_code == 200, (path, answer.status_code, answer.text[:300])
            waits.setdefault(re.sub(r"inc_[0-9a-f]+", "{incident}", path), []).append(
                1000 * (time.perf_counter() - due)
            )

        for path in dict.fromkeys(paths):  # a page that is opened for the first time is another figure
            await one(path, time.perf_counter())
        first = {kind: found[0] for kind, found in waits.items()}
        waits.clear()
        began = time.perf_counter()
        tasks = []
        for number, path in zip(range(rate * seconds), itertools.cycle(paths), strict=False):
            due = began + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            tasks.append(asyncio.create_task(one(path, due)))
        await asyncio.gather(*tasks)
    waits["first"] = list(first.values())
    return waits


def measured(name: str, mission: Path, box: str, rate: int, seconds: int, *, desk: bool = True) -> Report:
    server = Server(mission, desk=desk)
    try:
        headers = server.signed_in()
        with httpx.Client(base_url=server.url, headers=headers, timeout=600) as client:
            while not (page := client.get("/v1/incidents?limit=1").json()).get("items"):
                time.sleep(1)
            incident = page["items"][0]["incident_id"]
            while client.get(f"/v1/incidents/{incident}").status_code == 503:
                time.sleep(1)
            began = time.perf_counter()
            size = len(client.get("/v1/incidents/map").content)
            first_map_ms = 1000 * (time.perf_counter() - began)
        paths = [path.format(box=box, incident=incident) for path in READS]
        if client_lacks_holding(server, headers):
            paths = [path for path in paths if "holding" not in path]
        before, front = server.cpu_s(), server.cpu_s("front")
        waits = asyncio.run(steady(server, headers, paths, rate, seconds))
        cpu, front = server.cpu_s() - before, server.cpu_s("front") - front
    finally:
        stop_s = server.stop()
    every = sorted(wait for kind, found in waits.items() if kind != "first" for wait in found)
    return {
        "mission": name,
        "start_s": server.start_s,
        "start_cpu_s": server.start_cpu_s,
        "stop_s": stop_s,
        "map_bytes": size,
        "first_map_ms": first_map_ms,
        "rate": rate,
        "requests": len(every),
        "p50_ms": statistics.median(every),
        "p99_ms": _p99(every),
        "cpu_ms_a_request": 1000 * front / len(every),
        "cpu_ms_a_request_with_helpers": 1000 * cpu / len(every),
        "kinds": {
            kind: {"p50_ms": statistics.median(found), "p99_ms": _p99(sorted(found))}
            for kind, found in sorted(waits.items())
            if kind != "first"
        },
    }


def client_lacks_holding(server: Server, headers: dict[str, str]) -> bool:
    """A mission of invented incidents holds no evidence, and so no day to report on."""
    return httpx.get(f"{server.url}/v1/holding", headers=headers, timeout=120).status_code != 200


def _p99(found: list[float]) -> float:
    return found[min(len(found) - 1, int(0.99 * len(found)))]


def written(reports: list[Report]) -> str:
    lines = [
        "| mission | start s (CPU s) | first map ms | p50 ms | p99 ms | CPU ms a request |",
        "|---|---|---|---|---|---|",
    ]
    for one in reports:
        start = f"{one['start_s']:.1f} ({one['start_cpu_s']:.1f})"
        figures = (one["first_map_ms"], one["p50_ms"], one["p99_ms"], one["cpu_ms_a_request"])
        lines.append(f"| {one['mission']} | {start} | " + " | ".join(f"{figure:.1f}" for figure in figures) + " |")
    lines += ["", "| request | " + " | ".join(f"{one['mission']}: p50, p99 ms" for one in reports) + " |"]
    lines.append("|---|" + "---|" * len(reports))
    for kind in sorted({kind for one in reports for kind in one["kinds"]}):
        cells = [one["kinds"].get(kind) for one in reports]
        told = (f"{cell['p50_ms']:.1f}, {cell['p99_ms']:.1f}" if cell else "–" for cell in cells)
        lines.append(f"| `{kind}` | " + " | ".join(told) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mission", type=Path)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        exercise = asked.mission
        if exercise is None:
            exercise = Path(folder) / "exercise"
            command = [sys.executable, "-m", "truceline.cli", "demo", "--out", str(exercise)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        many = made(Path(folder) / "many", asked.incidents)
        reports = [
            measured("exercise", exercise, "-30.6,4.9,-30.2,5.2", asked.rate, asked.seconds),
            measured(f"{asked.incidents:,} incidents", many, "35,48,36,49", asked.rate, asked.seconds, desk=False),
        ]
    load = f"load {os.getloadavg()[0]:.1f}"
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {load}"
    told = f"{machine}, {asked.rate} requests/s for {asked.seconds} s\n\n{written(reports)}"
    print(told)
    if asked.out is not None:
        asked.out.write_text(json.dumps({"machine": machine, "reports": reports}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
