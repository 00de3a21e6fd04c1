"""The record at size: appends beside the disk's own rate, proofs beside pymerkle, checking, opening, and their growth.

    uv run python benchmarks/record.py                                  100,000 and 1,000,000 entries
    uv run python benchmarks/record.py --sizes 1000,10000 --folder /mnt/disk    on another disk
    uv run python benchmarks/record.py --sizes 10000000 --small         ten million, of one field each (10 GB)

An entry is a receipt of six fields. Single appends and the disk's own `fdatasync` of 4 KB take turns, so that both meet
the same noise; their ratio is that of the medians. Each size is a process of its own; opening and the first proof come
from a process that has not seen the file. pymerkle keeps its tree in memory, and is given up to a million leaves.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pymerkle

from truceline.mission.intake import Receipt
from truceline.record.entry import Entry
from truceline.record.merkle import TreeHead, leaf_hash, verify_consistency, verify_inclusion
from truceline.stores.sqlite import SqliteRecord

_BATCH = 1_000
_PROOFS = 300
_PEER_PROOFS = 12
_PEER_LARGEST = 1_000_000
_HASHED = 20_000
#: bytes of a leaf around its commitments, and of what is hashed for one of them
_AROUND, _COMMITTED = 270, 100


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="100000,1000000")
    options.add_argument("--small", action="store_true", help="entries of one field")
    options.add_argument("--folder", type=Path, help="where the records are made, and removed again")
    options.add_argument("--one", nargs=3, metavar=("PART", "SIZE", "FOLDER"), help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.one:
        part, size, folder = args.one
        print(json.dumps(PARTS[part](int(size), Path(folder), args.small)))
        return 0
    rows = []
    with tempfile.TemporaryDirectory(dir=args.folder) as made:
        told("appends singly and together", run("appending", 0, Path(made), args.small))
    for size in (int(word) for word in args.sizes.split(",")):
        with tempfile.TemporaryDirectory(dir=args.folder) as made:
            row = {"entries": size}
            for part in ("filling", "opening", "proving", "checking", "peer"):
                row |= run(part, size, Path(made), args.small)
            told(f"{size:,} entries", row)
            rows.append(row)
    for one, other in pairwise(rows):
        told(f"growth from {one['entries']:,} to {other['entries']:,} entries: N to the", growth(one, other))
    return 0


def run(part: str, size: int, folder: Path, small: bool) -> dict[str, float]:
    """One part in a process of its own."""
    call = [sys.executable, __file__, "--one", part, str(size), str(folder), *(["--small"] if small else [])]
    done = subprocess.run(call, stdout=subprocess.PIPE, text=True, check=True)
    row: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return row


def told(title: str, row: dict[str, float]) -> None:
    print(f"\n{title}")
    for name, value in row.items():
        print(f"  {name:<48}{value:>14,.2f}" if isinstance(value, float) else f"  {name:<48}{value:>14,}")
    sys.stdout.flush()


def growth(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    """Exponents of what takes time."""
    wider = math.log(other["entries"] / one["entries"])
    timed = [name for name in one if name.endswith((" s", " ms"))]
    return {name: math.log(other[name] / one[name]) / wider for name in timed if one.get(name) and other.get(name)}


def line(n: int, small: bool) -> tuple[str, object]:
    if small:
        return "receipt", {"n": n}
    return "receipt", Receipt(f"{n:064x}", f"patrol_{n}.csv", 1_000 + n, "text/csv", 1_700_000_000 + n)


def appending(_: int, folder: Path, small: bool) -> dict[str, float]:
    """Single appends in turn with the disk's own rate; 8 and 128 clients; batches."""
    record = SqliteRecord(folder / "truceline.db")
    record.append([line(n, small) for n in range(3_000)])
    disk, single = [], []
    handle = os.open(folder / "beside", os.O_RDWR | os.O_CREAT)
    os.pwrite(handle, bytes(4096 * 2_000), 0)
    os.fsync(handle)
    block = os.urandom(4096)
    for n in range(2_000):
        disk.append(seconds(lambda n=n: (os.pwrite(handle, block, 4096 * n), os.fdatasync(handle))))
        single.append(seconds(lambda n=n: record.append([line(n, small)])))
    os.close(handle)
    row = {
        "fdatasync a second (median)": 1 / statistics.median(disk),
        "appends a second, singly (median)": 1 / statistics.median(single),
        "of the disk's own rate (at least 0.5)": statistics.median(disk) / statistics.median(single),
    }
    for clients in (8, 128):
        row |= shared(record, clients, 1, 6_400, small)
    row |= shared(record, 3, _BATCH, 90, small)
    record.close()
    return row


def shared(record: SqliteRecord, clients: int, batch: int, times: int, small: bool) -> dict[str, float]:
    """Threads that append at the same time."""
    waited: list[float] = []
    lines = [line(n, small) for n in range(batch)]

    def client() -> None:
        for _ in range(times // clients):
            waited.append(seconds(lambda: record.append(lines)))

    threads = [threading.Thread(target=client) for _ in range(clients)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = time.perf_counter() - start
    who = f"{clients} clients" + (f", batches of {batch:,}" if batch > 1 else "")
    return {
        f"appends a second, {who}": batch * len(waited) / whole,
        f"  p50 ms, {who}": 1e3 * statistics.median(waited),
        f"  p99 ms, {who}": 1e3 * sorted(waited)[int(0.99 * len(waited))],
    }


def filling(size: int, folder: Path, small: bool) -> dict[str, float]:
    """The whole record in batches of 1,000. Making the lines is not in the figures."""
    record = SqliteRecord(folder / "truceline.db")
    wall = cpu = 0.0
    fastest: list[float] = []
    for first in range(0, size, _BATCH):
        lines = [line(n, small) for n in range(first, min(first + _BATCH, size))]
        before = time.process_time()
        fastest.append(seconds(lambda lines=lines: record.append(lines)))
        cpu += time.process_time() - before
        wall += fastest[-1]
    record.close()
    return {
        "appends a second in batches of 1,000": size / wall,
        "  of the median batch": _BATCH / statistics.median(fastest),
        "  of a processor's second": size / cpu,
        "GB on the disk": (folder / "truceline.db").stat().st_size / 1e9,
    }


def opening(size: int, folder: Path, small: bool) -> dict[str, float]:
    """Opening to write and to read, each five times, and the first root."""
    path = folder / "truceline.db"

    def opened(read_only: bool) -> float:
        start = time.perf_counter()
        record = SqliteRecord(path, read_only=read_only)
        assert record.tree_head().size == size
        taken = time.perf_counter() - start
        record.close()
        return taken

    first = opened(False)
    return {
        "open and root, first time, ms (at most 50)": 1e3 * first,
        "open and root, median, ms": 1e3 * statistics.median(opened(n % 2 == 0) for n in range(10)),
    }


def proving(size: int, folder: Path, small: bool) -> dict[str, float]:
    """Proofs at random places, made and verified."""
    record = SqliteRecord(folder / "truceline.db", read_only=True)
    head, chance = record.tree_head(), random.Random(size)
    made: dict[str, list[float]] = {"inclusion": [], "consistency": []}
    checked: list[float] = []
    for _ in range(_PROOFS):
        index, old = chance.randrange(size), chance.randrange(1, size)
        leaf = leaf_hash(record.leaf(index))
        start = time.perf_counter()
        path = record.inclusion(index, size)
        made["inclusion"].append(time.perf_counter() - start)
        checked.append(seconds(lambda path=path, leaf=leaf, index=index: verify_inclusion(leaf, index, path, head)))
        start = time.perf_counter()
        way = record.consistency(old, size)
        made["consistency"].append(time.perf_counter() - start)
        verify_consistency(TreeHead(old, record.tree_head(old).root), head, way)
    record.close()
    row = {f"{kind} proof, median ms": 1e3 * statistics.median(taken) for kind, taken in made.items()}
    row |= {f"{kind} proof, p99 ms": 1e3 * sorted(taken)[int(0.99 * _PROOFS)] for kind, taken in made.items()}
    return row | {"verifying an inclusion, median ms": 1e3 * statistics.median(checked)}


def checking(size: int, folder: Path, small: bool) -> dict[str, float]:
    """The whole record: every value against its commitment, every leaf against its tile."""
    record = SqliteRecord(folder / "truceline.db", read_only=True)
    sample = [record.entry(n) for n in range(min(size, _HASHED))]
    alone = hashing(sample)
    mine, theirs = (sum(os.times()[at : at + 2]) for at in (0, 2))
    wall = seconds(record.verify)
    record.close()
    cpu = sum(os.times()[:2]) - mine + sum(os.times()[2:4]) - theirs
    alone = (alone + hashing(sample)) / 2 * size / len(sample)
    return {
        "checking all of it, s (1 M: at most 10)": wall,
        "  processor s, own and its helpers'": cpu,
        "  processor s of its hashes alone, before and after": alone,
        "  times its hashes alone": cpu / alone,
        "  peak memory, GB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    }


def hashing(sample: list[Entry]) -> float:
    """Processor seconds of nothing but as many hashes as these entries have, of messages of their length."""
    messages = [
        message
        for entry in sample
        for message in (entry.leaf, entry.leaf[:-_AROUND], *[entry.leaf[:_COMMITTED]] * len(entry.read.commits))
    ]
    before = time.process_time()
    for message in messages:
        sha256(message).digest()
    return time.process_time() - before


def peer(size: int, folder: Path, small: bool) -> dict[str, float]:
    """pymerkle on the same leaves."""
    if size > _PEER_LARGEST:
        return {}
    record = SqliteRecord(folder / "truceline.db", read_only=True)
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for entry in record.entries():
        tree.append_entry(entry.leaf)
    assert tree.get_root(size) == record.tree_head().root, "pymerkle has another root"
    chance = random.Random(size)
    row: dict[str, float] = {}
    for kind, theirs, ours in (
        ("inclusion", lambda n: tree.prove_inclusion(n + 1, size), lambda n: record.inclusion(n, size)),
        ("consistency", lambda n: tree.prove_consistency(n + 1, size), lambda n: record.consistency(n + 1, size)),
    ):
        places = [chance.randrange(size - 1) for _ in range(_PEER_PROOFS)]
        peers = statistics.median(seconds(lambda n=n, ask=theirs: ask(n)) for n in places)
        own = statistics.median(seconds(lambda n=n, ask=ours: ask(n)) for n in places)
        row |= {f"pymerkle's {kind} proof, median ms": 1e3 * peers, f"  times ours ({kind})": peers / own}
    record.close()
    return row


def seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


PARTS: dict[str, Callable[[int, Path, bool], dict[str, float]]] = {
    "appending": appending, "filling": filling, "opening": opening,
    "proving": proving, "checking": checking, "peer": peer,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
