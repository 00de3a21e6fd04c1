"""A mission that works while reports stream in: from POST to the view, and reading beside it. Loopback only.

    python benchmarks/live.py --size 100000 --seconds 60
    python benchmarks/live.py --size 1000000 --seconds 600 --kept /tmp/live-1m      # keeps the mission for the next run

A world of `size` reports (benchmarks/fusing/worlds) is taken in by `truceline ingest`, `truceline serve` is started on
it, and its last reports are sent as they would be, one observation each, `--rate` a second, in shuffled order. A report
is visible when the view's `as_of` has passed its receipt: incident and findings are written in the same transaction.
Beside it 50 questions a second are asked. At the end it says how many submissions were never visible, and what the
view holds in all; that the view is what a full run gives is for the tests (tests/property/live).
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import heapq
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.fusing.worlds.all import WORLDS

from truceline.mission.folder import open_mission
from truceline.mission.stores import view_of
from truceline.model.view import ObservationQuery

_CLIENTS = 48
_COLUMNS = {
    "event_type": "event_type", "start_s": "event_start", "end_s": "event_end", "lat_e6": "latitude",
    "lon_e6": "longitude", "radius_m": "radius_m", "weapon": "weapon", "alleged_actor": "actor", "count_low": "count",
    "killed_low": "killed", "wounded_low": "wounded", "text": "text",
}  # fmt: skip


def main(size: int, seconds: int, rate: int, each: int, reads: int, kept: Path | None) -> None:
    folder = kept or Path(tempfile.mkdtemp(prefix="truceline-live-"))
    os.environ.setdefault("TRUCELINE_KEYS", str(folder / "keys"))
    mission = folder / "mission"
    late = _made(folder, mission, size, rate * seconds + 1)
    server = subprocess.Popen(
        [sys.executable, "-m", "truceline.cli", "serve", str(mission), "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        stderr=(folder / "server.log").open("wb"),
    )
    try:
        assert server.stdout is not None
        begin = time.monotonic()
        told = json.loads(server.stdout.readline())
        print(f"answers after {time.monotonic() - begin:.1f} s")
        _await_view(mission, begin)
        asyncio.run(_loaded(told, mission, late, (rate, each, reads), seconds, server.pid))
    finally:
        server.terminate()
        server.wait()
        if kept is None:
            shutil.rmtree(folder)


def _made(folder: Path, mission: Path, size: int, wanted: int) -> list[dict[str, Any]]:
    """The mission with all but the last `wanted` reports, and those, to be sent."""
    world = WORLDS["default"](size + wanted, seed=7).observations
    order = np.argsort(world["start_s"].to_numpy(), kind="stable")
    rows = world.take(pa.array(order[size:])).to_pylist()
    random.Random(7).shuffle(rows)
    if mission.exists():
        shutil.rmtree(mission)
        shutil.copytree(folder / "before", mission)
        return rows
    (folder / "in").mkdir(parents=True)
    mission.mkdir()
    first = world.take(pa.array(order[:size]))
    sources = sorted(set(first["source"].to_pylist()))
    by_source: dict[str, list[dict[str, Any]]] = {name: [] for name in sources}
    for row in first.to_pylist():
        by_source[row["source"]].append(row)
    rules = []
    for n, (name, theirs) in enumerate(by_source.items()):
        with (folder / "in" / f"s{n}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, ["patrol", *_COLUMNS.values()])
            writer.writeheader()
            writer.writerows({"patrol": name, **_fields(row)} for row in theirs)
        kind = theirs[0]["source_class"]
        rules.append(f'[[source]]\nmatch = "s{n}.csv"\nname = "{name}"\nconnector = "patrol"\nclass = "{kind}"\n')
    _settings(mission, first, rules)
    subprocess.run([sys.executable, "-m", "truceline.cli", "ingest", str(mission), str(folder / "in")], check=False)
    shutil.rmtree(folder / "in")
    shutil.copytree(mission, folder / "before")
    return rows


def _settings(mission: Path, first: pa.Table, rules: list[str]) -> None:
    """An agreement with a zone around the densest place: clauses of one incident, and a clock of silence."""
    lat, lon = (np.median(first[name].drop_null().to_numpy()) / 1e6 for name in ("lat_e6", "lon_e6"))
    start = datetime.fromtimestamp(int(np.quantile(first["start_s"].to_numpy(), 0.1)), UTC).replace(tzinfo=None)
    text = f"""[agreement]
id = "line"
name = "Line"
version = "1"
time_zone = "UTC"
[[party]]
id = "A"
name = "Alder"
[[party]]
id = "B"
name = "Birch"
[[reading]]
according_to = "all"
from = "{start.isoformat(timespec="minutes")}"
[[clock]]
id = "quiet"
zone = "near"
silence_of = "fire"
hours = 72
start = "{start.isoformat(timespec="minutes")}"
[[provision]]
id = "fire"
words = "No fire in the wide zone."
when = {{ all = [{{ act = "fire" }}, {{ in_zone = "wide" }}] }}
[[provision]]
id = "heavy"
words = "No heavy weapons in the near zone."
when = {{ all = [{{ attr = "heavy", equals = "yes" }}, {{ in_zone = "near" }}] }}
[[provision]]
id = "strikes"
words = "No strikes from the air."
when = {{ act = "air" }}
[[provision]]
id = "moves"
words = "After three days of silence nothing moves in the near zone."
when = {{ all = [{{ act = "ground" }}, {{ in_zone = "near" }}, {{ clock = "quiet", elapsed_h = 0 }}] }}
"""
    (mission / "agreement.toml").write_text(text)
    zones = [_square("wide", lon, lat, 1.5), _square("near", lon, lat, 0.2)]
    (mission / "zones.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": zones}))
    (mission / "mission.toml").write_text(
        '[mission]\nname = "Line"\nagreement = "agreement.toml"\nzone = "UTC"\n' + "".join(rules)
    )


def _square(name: str, lon: float, lat: float, half: float) -> dict[str, Any]:
    west, east, south, north = lon - half, lon + half, lat - half, lat + half
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    properties = {"id": name, "kind": "zone", "label": name}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    """A report under the names of the patrol's form."""
    out: dict[str, Any] = {theirs: row[ours] for ours, theirs in _COLUMNS.items() if row[ours] is not None}
    for name in ("latitude", "longitude"):
        if name in out:
            out[name] = f"{out[name] / 1e6:.6f}"
    for name in ("event_start", "event_end"):
        out[name] = datetime.fromtimestamp(out[name], UTC).isoformat()
    return out


def _await_view(mission: Path, begin: float) -> None:
    view = view_of(open_mission(mission))
    while not view.as_of():
        time.sleep(0.2)
    totals = view.totals()
    view.close()
    print(
        f"view of {totals.observations} observations, {totals.incidents} incidents, {totals.findings} findings"
        f" after {time.monotonic() - begin:.0f} s"
    )


class _Told:
    """What the clients saw."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, float]] = []  # a heap of entries that wait, and when each POST was due
        self.entries: set[int] = set()
        self.answered: list[tuple[float, float]] = []  # when it was due, and what it took
        self.visible: list[tuple[float, float]] = []
        self.read: list[float] = []
        self.kept = 0
        self.again = 0
        self.refused: dict[str, int] = {}


async def _loaded(
    told: dict[str, Any],
    mission: Path,
    late: list[dict[str, Any]],
    rates: tuple[float, int, int],
    seconds: int,
    pid: int,
) -> None:
    rate, each, reads = rates
    port, seen = told["port"], _Told()
    head = await _signed_in(port, told["enter"].split("token=")[1])
    posts: asyncio.Queue[tuple[float, str, bytes]] = asyncio.Queue()
    gets: asyncio.Queue[tuple[float, str, bytes]] = asyncio.Queue()
    clients = [asyncio.create_task(_client(port, head, posts, seen, True)) for _ in range(_CLIENTS)]
    clients += [asyncio.create_task(_client(port, head, gets, seen, False)) for _ in range(8)]
    watcher = asyncio.create_task(_watched(mission, seen))
    before, began = _cpu(pid), time.monotonic()
    bodies = _bodies(late[: rate * seconds], each)
    rate = rate / each
    ids = _questions(mission)
    draw = random.Random(1)
    n = asked = 0
    while n < len(bodies):
        due = time.monotonic() - began
        while n < len(bodies) and n / rate <= due:
            posts.put_nowait((began + n / rate, *bodies[n]))
            n += 1
        while asked / reads <= due:
            gets.put_nowait((began + asked / reads, draw.choice(ids), b""))
            asked += 1
        await asyncio.sleep(0.005)
    await posts.join()
    await gets.join()
    lasted = time.monotonic() - began
    for _ in range(600):
        if not seen.sent:
            break
        await asyncio.sleep(0.1)
    for task in (*clients, watcher):
        task.cancel()
    after = _cpu(pid)
    _say("POST to answer", [took for _, took in seen.answered])
    _say("POST to visible incident and finding", [took for _, took in seen.visible])
    _say("reads", seen.read)
    for minute in range(int(lasted // 60) + 1 if lasted > 60 else 0):
        window = began + 60 * minute, began + 60 * (minute + 1)
        for what, of_each in (("answer", seen.answered), ("visible", seen.visible)):
            _say(f"  minute {minute + 1}, to {what}", [took for due, took in of_each if window[0] <= due < window[1]])
    print(
        f"{seen.kept} kept, {seen.again} again, refused {seen.refused or 'none'} in {lasted:.0f} s;"
        f" never visible {len(seen.sent)}; load average {os.getloadavg()[0]:.1f}"
    )
    for name, (used, memory) in after.items():
        print(f"{name}: {(used - before.get(name, (0, 0))[0]) / lasted:.2f} cores, {memory:.2f} GB at most")
    view = view_of(open_mission(mission))
    totals = view.totals()
    print(f"view: {totals}")
    view.close()


async def _client(
    port: int, head: bytes, work: asyncio.Queue[tuple[float, str, bytes]], seen: _Told, posting: bool
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while True:
        due, path, body = await work.get()
        try:
            line = f"{'POST' if posting else 'GET'} {path} HTTP/1.1\r\n"
            writer.write(line.encode() + head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
            status, answer = await _answer(reader)
            now = time.monotonic()
            if not posting:
                seen.read.append(now - due)
            if posting and status in (200, 201):
                index = json.loads(answer)["index"]
                seen.kept += status == 201
                seen.again += status == 200
                seen.answered.append((due, now - due))
                if index not in seen.entries:
                    seen.entries.add(index)
                    heapq.heappush(seen.sent, (index, due))
            elif status not in (200, 201):
                words = f"{status} {answer[:200].decode(errors='replace')}"
                seen.refused[words] = seen.refused.get(words, 0) + 1
        except (ConnectionError, asyncio.IncompleteReadError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        finally:
            work.task_done()


async def _signed_in(port: int, token: str) -> bytes:
    """The headers of the person at the keyboard."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body = json.dumps({"token": token}).encode()
    host = f"Host: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
    kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(f"POST /v1/session/token HTTP/1.1\r\n{host}{kind}".encode() + body)
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    fields = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines[1:])]
    size = next(int(value) for name, value in fields if name == "content-length")
    sheet = json.loads(await reader.readexactly(size))
    cookies = "; ".join(value.partition(";")[0] for name, value in fields if name == "set-cookie")
    writer.close()
    return f"{host}Cookie: {cookies}\r\nX-CSRF-Token: {sheet['csrf']}\r\n".encode()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
    if fields.get("transfer-encoding") == "chunked":
        parts = []
        while size := int(await reader.readline(), 16):
            parts.append(await reader.readexactly(size))
            await reader.readexactly(2)
        await reader.readexactly(2)
        return int(head[0].split()[1]), b"".join(parts)
    return int(head[0].split()[1]), await reader.readexactly(int(fields.get("content-length", "0")))


async def _watched(mission: Path, seen: _Told) -> None:
    """Note when the view has passed each receipt."""
    view = view_of(open_mission(mission))
    while True:
        as_of, now = view.as_of(), time.monotonic()
        while seen.sent and seen.sent[0][0] < as_of:
            _, due = heapq.heappop(seen.sent)
            seen.visible.append((due, now - due))
        await asyncio.sleep(0.01)


def _bodies(rows: list[dict[str, Any]], each: int) -> list[tuple[str, bytes]]:
    """Submissions of so many observations of one source, and where they are sent."""
    waiting: dict[str, list[dict[str, Any]]] = {}
    made = []
    for row in rows:
        source = row["source"]
        some = waiting.setdefault(source, [])
        some.append(_fields(row))
        if len(some) == each:
            made.append((source, waiting.pop(source)))
    made += list(waiting.items())
    return [
        (
            f"/v1/evidence?filename=report.json&connector=patrol&source={source}",
            json.dumps({"patrol": source, "observations": some}).encode(),
        )
        for source, some in made
    ]


def _questions(mission: Path) -> list[str]:
    """What people ask: pages of incidents in a box, one incident's row, findings, what was observed."""
    view = view_of(open_mission(mission))
    rows = view.observations(ObservationQuery(limit=50)).items
    view.close()
    asked = []
    for row in rows:
        asked.append(f"/v1/observations?incident={row.incident_id}")
        asked.append(f"/v1/findings?incident={row.incident_id}")
        asked.append("/v1/incidents?limit=50&sort=-start_s")
        if row.lon_e6 is not None and row.lat_e6 is not None:
            lon, lat = row.lon_e6 / 1e6, row.lat_e6 / 1e6
            asked.append(f"/v1/incidents?limit=50&bbox={lon - 0.3:.4f},{lat - 0.3:.4f},{lon + 0.3:.4f},{lat + 0.3:.4f}")
            asked.append(
                f"/v1/incidents?limit=50&status=breach&bbox={lon - 2:.4f},{lat - 2:.4f},{lon + 2:.4f},{lat + 2:.4f}"
            )
    return asked


def _say(what: str, taken: list[float]) -> None:
    if taken:
        p50, p95, p99, most = np.percentile(np.array(taken) * 1000, (50, 95, 99, 100))
        print(f"{what}: {len(taken)}, p50 {p50:.0f}, p95 {p95:.0f}, p99 {p99:.0f}, most {most:.0f} ms")


def _cpu(pid: int) -> dict[str, tuple[float, float]]:
    """Seconds of processor and most memory (GB) of the server and of each process below it."""
    processes: dict[int, tuple[int, float, float, str]] = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            fields = (path / "stat").read_text().rpartition(")")[2].split()
            words = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            status = (path / "status").read_text()
        except OSError:
            continue
        used = (int(fields[11]) + int(fields[12]) + int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
        peak = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0) / 2**20
        processes[int(path.name)] = int(fields[1]), used, peak, words
    found: dict[str, tuple[float, float]] = {}
    for number, (_, used, peak, words) in processes.items():
        line = [number]
        while line[-1] in processes and line[-1] != pid:
            line.append(processes[line[-1]][0])
        if line[-1] != pid:
            continue
        below = {words for one in line for words in [processes[one][3]]}
        role = "desk" if any("live.worker" in said for said in below) else "server"
        name = role if number == pid or "live.worker" in words else f"{role}'s readers and helpers"
        before = found.get(name, (0.0, 0.0))
        found[name] = before[0] + used, max(before[1], peak)
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--each", type=int, default=1, help="observations in a submission")
    parser.add_argument("--reads", type=int, default=50)
    parser.add_argument("--kept", type=Path, help="folder in which the mission is kept for the next run")
    given = parser.parse_args()
    main(given.size, given.seconds, given.rate, given.each, given.reads, given.kept)
