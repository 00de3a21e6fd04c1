"""Derivation at size: documents a second, memory, recall by kind, false pairs, growth; and peers on the same texts.

    uv run --with datasketch --with rensa python benchmarks/derive.py            10,000 and 100,000 documents
    uv run python benchmarks/derive.py --large                                    1,000,000 too

Every run is a process of its own, so that its peak of memory is its own. A peer that is not installed is left out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pickle
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise
from math import log
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.derive_world import KINDS, Report, reports

_WORD = re.compile(r"\w+")
_SHINGLE, _PERMUTATIONS = 3, 128
Found = Iterable[tuple[int, int]]


def ours(world: list[Report]) -> Found:
    """Pairs that `derive` calls copy, rewrite or partial."""
    from truceline.derive.derive import derive
    from truceline.model.evidence import Document, EvidenceItem, Span

    def document(place: int, report: Report) -> Document:
        spans, at = [], 0
        for paragraph in report.text.split("\n\n"):
            spans.append(Span(at, at + len(paragraph)))
            at += len(paragraph) + 2
        item = EvidenceItem(f"{place:08d}", "", "", "", "", "news", "", None, 0)
        day = (report.day - 719_163) * 86_400
        return Document(item=item, text=report.text, body=tuple(spans), published_s=day)

    documents = [document(place, report) for place, report in enumerate(world)]
    derive(documents[:200])  # machine code is made once and kept
    clock = time.perf_counter()
    found = derive(documents)
    ours.seconds = time.perf_counter() - clock  # type: ignore[attr-defined]
    joined = ("copy", "rewrite", "partial")
    return [(int(pair.a), int(pair.b)) for pair in found.pairs if pair.relation in joined]


def digests(world: list[Report]) -> Found:
    """Texts whose words are the same, letter for letter."""
    groups: dict[bytes, list[int]] = defaultdict(list)
    for place, report in enumerate(world):
        groups[hashlib.sha256(" ".join(_WORD.findall(report.text.lower())).encode()).digest()].append(place)
    return [(group[0], other) for group in groups.values() for other in group[1:]]


def _shingles(text: str) -> set[str]:
    words = _WORD.findall(text.lower())
    return {" ".join(words[k : k + _SHINGLE]) for k in range(len(words) - _SHINGLE + 1)}


def datasketch(world: list[Report]) -> Found:
    """MinHash with banding, Jaccard of at least a half."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found]

    index = MinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS)
    found = []
    for place, report in enumerate(world):
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in _shingles(report.text)])
        found += [(other, place) for other in index.query(sketch)]
        index.insert(place, sketch)
    return found


def rensa(world: list[Report]) -> Found:
    """The same in compiled code, Jaccard of at least a tenth."""
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-not-found]

    index = RMinHashLSH(threshold=0.1, num_perm=_PERMUTATIONS, num_bands=64)
    sketches = []
    for place, report in enumerate(world):
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=7)
        sketch.update(list(_shingles(report.text)))
        index.insert(place, sketch)
        sketches.append(sketch)
    near = ((place, other) for place, sketch in enumerate(sketches) for other in index.query(sketch) if other < place)
    return [(other, place) for place, other in near if sketches[place].jaccard(sketches[other]) >= 0.1]


def duckdb(world: list[Report]) -> Found:
    """Self-join on three-word shingles of few texts, at least three of them shared."""
    import duckdb as database
    import pyarrow as pa

    connection = database.connect()
    connection.execute("set threads=2")
    texts = pa.table({"place": range(len(world)), "text": [report.text for report in world]})
    connection.register("texts", texts)
    query = f"""
        with words as (select place, regexp_extract_all(lower(text), '\\w+') as w from texts),
        shingles as (
            select distinct place, hash(w[k], w[k + 1], w[k + 2]) as s
            from (select place, w, unnest(range(1, len(w) - {_SHINGLE} + 2)) as k from words)
        ),
        rare as (select s from shingles group by s having count(*) between 2 and 12),
        kept as (select place, s from shingles semi join rare using (s))
        select a.place, b.place from kept a join kept b using (s) where a.place < b.place
        group by all having count(*) >= 3
    """
    return [(a, b) for a, b in connection.execute(query).fetchall()]


TOOLS: dict[str, Callable[[list[Report]], Found]] = {
    "derive": ours,
    "sha256": digests,
    "duckdb": duckdb,
    "rensa": rensa,
    "datasketch": datasketch,
}


def measure(tool: str, world: list[Report]) -> dict[str, float]:
    """Documents a second, the peak of memory in GB, recall by kind, false pairs of the pairs found."""
    clock = time.perf_counter()
    found = {(min(pair), max(pair)) for pair in TOOLS[tool](world)}
    seconds = getattr(TOOLS[tool], "seconds", None) or time.perf_counter() - clock
    there, hit = Counter[str](), Counter[str]()
    family = list(range(len(world)))
    for place, report in enumerate(world):
        if report.source >= 0:
            there[report.kind] += 1
            hit[report.kind] += (min(place, report.source), max(place, report.source)) in found
            if report.kind != "quote":
                family[place] = family[report.source]
    false = sum(family[a] != family[b] for a, b in found)
    recall = {kind: round(hit[kind] / there[kind], 4) for kind in KINDS if there[kind]}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return {
        "documents_per_s": round(len(world) / seconds),
        "seconds": round(seconds, 1),
        "gb": round(peak, 2),
        **recall,
        "false": round(false / max(1, len(found)), 4),
    }


def apart(tool: str, path: Path) -> dict[str, float] | None:
    """Measure in a process of its own; None where the tool is not installed or fails."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", tool, "--world", str(path)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"{tool:<12} left out: {done.stderr.strip().splitlines()[-1] if done.stderr else done.returncode}")
        return None
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    options.add_argument("--large", action="store_true", help="1,000,000 documents too, derive alone")
    options.add_argument("--seed", type=int, default=20_260)
    options.add_argument("--tools", nargs="+", default=list(TOOLS), choices=list(TOOLS))
    options.add_argument("--one", help=argparse.SUPPRESS)
    options.add_argument("--world", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        print(json.dumps(measure(given.one, pickle.loads(given.world.read_bytes()))))
        return
    print(f"load of the machine at the beginning: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    speeds: list[tuple[int, float]] = []
    for size in [*given.sizes, *([1_000_000] if given.large else [])]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "world.pickle"
            path.write_bytes(pickle.dumps(list(reports(size, given.seed + size))))
            own: dict[str, float] = {}
            for tool in given.tools if size < 1_000_000 else ["derive"]:
                if (answer := apart(tool, path)) is None:
                    continue
                own = answer if tool == "derive" else own
                ratio = own["documents_per_s"] / answer["documents_per_s"] if own else 0.0
                print(
                    f"{size:>9,} {tool:<11}", json.dumps({**answer, "derive_is_faster_by": round(ratio, 2)}), flush=True
                )
            if own:
                speeds.append((size, own["seconds"]))
    for (small, short), (large, long) in pairwise(speeds):
        print(f"growth from {small:,} to {large:,}: exponent {log(long / short) / log(large / small):.2f}")
    print(f"load at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
