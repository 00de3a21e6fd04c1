"""Derivation at size: documents a second, memory, recall by kind, false pairs, growth; and peers on the same texts.

    uv run --with datasketch --with rensa python benchmarks/derive.py            10,000 and 100,000 documents
    uv run python benchmarks/derive.py --large                                    1,000,000 too, derive alone
    uv run python benchmarks/derive.py --careful pairs.json                       careful rewrites strewn in

Every run is a process of its own, so that its peak of memory is its own; the texts come one by one from the disk. A
peer that is not installed is left out. `pairs.json`: {"docs": [{"id", "text"}], "pairs": [{"a", "b", "label"}]}.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from math import log
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.derive_world import CAREFUL, KINDS, Report, careful, reports, strewn

_WORD = re.compile(r"\w+")
_SHINGLE, _PERMUTATIONS = 3, 128
_LARGE = 1_000_000
Found = Iterable[tuple[int, int]]


def world_at(path: Path) -> Iterator[Report]:
    """The reports of a world, one by one."""
    decode = msgspec.json.Decoder(Report).decode
    with path.open("rb") as lines:
        yield from map(decode, lines)


def ours(path: Path) -> Found:
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

    few = [document(place, report) for place, report in zip(range(200), world_at(path), strict=False)]
    derive(few)  # machine code is made once and kept
    ours.seconds = time.perf_counter()  # type: ignore[attr-defined]
    ours.cpu = time.process_time()  # type: ignore[attr-defined]
    found = derive(document(place, report) for place, report in enumerate(world_at(path)))
    ours.seconds = time.perf_counter() - ours.seconds  # type: ignore[attr-defined]
    ours.cpu = time.process_time() - ours.cpu  # type: ignore[attr-defined]
    joined = ("copy", "rewrite", "partial")
    return [(int(pair.a), int(pair.b)) for pair in found.pairs if pair.relation in joined]


def digests(path: Path) -> Found:
    """Texts whose words are the same, letter for letter."""
    groups: dict[bytes, list[int]] = defaultdict(list)
    for place, report in enumerate(world_at(path)):
        groups[hashlib.sha256(" ".join(_WORD.findall(report.text.lower())).encode()).digest()].append(place)
    return [(group[0], other) for group in groups.values() for other in group[1:]]


def _shingles(text: str) -> set[str]:
    words = _WORD.findall(text.lower())
    return {" ".join(words[k : k + _SHINGLE]) for k in range(len(words) - _SHINGLE + 1)}


def datasketch(path: Path) -> Found:
    """MinHash with banding, Jaccard of at least a half."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found]

    index = MinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS)
    found = []
    for place, report in enumerate(world_at(path)):
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in _shingles(report.text)])
        found += [(other, place) for other in index.query(sketch)]
        index.insert(place, sketch)
    return found


def rensa(path: Path) -> Found:
    """The same in compiled code, Jaccard of at least a tenth."""
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-not-found]

    index = RMinHashLSH(threshold=0.1, num_perm=_PERMUTATIONS, num_bands=64)
    sketches = []
    for place, report in enumerate(world_at(path)):
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=7)
        sketch.update(list(_shingles(report.text)))
        index.insert(place, sketch)
        sketches.append(sketch)
    near = ((place, other) for place, sketch in enumerate(sketches) for other in index.query(sketch) if other < place)
    return [(other, place) for place, other in near if sketches[place].jaccard(sketches[other]) >= 0.1]


def duckdb(path: Path) -> Found:
    """Self-join on three-word shingles of few texts, at least three of them shared."""
    import duckdb as database
    import pyarrow as pa

    connection = database.connect()
    connection.execute("set threads=2")
    told = [report.text for report in world_at(path)]
    texts = pa.table({"place": range(len(told)), "text": told})
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


TOOLS: dict[str, Callable[[Path], Found]] = {
    "derive": ours,
    "sha256": digests,
    "duckdb": duckdb,
    "rensa": rensa,
    "datasketch": datasketch,
}


def measure(tool: str, path: Path) -> dict[str, float]:
    """Documents a second, the peak of memory in GB, recall by kind, false pairs of the pairs found."""
    clock, work = time.perf_counter(), time.process_time()
    found = {(min(pair), max(pair)) for pair in TOOLS[tool](path)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    seconds = getattr(TOOLS[tool], "seconds", None) or time.perf_counter() - clock
    cpu = getattr(TOOLS[tool], "cpu", None) or time.process_time() - work
    there, hit = Counter[str](), Counter[str]()
    family: list[int] = []
    for place, report in enumerate(world_at(path)):
        family.append(place)
        if report.source >= 0:
            there[report.kind] += 1
            hit[report.kind] += (min(place, report.source), max(place, report.source)) in found
            if report.kind != "quote":
                family[place] = family[report.source]
    false = sum(family[a] != family[b] for a, b in found)
    recall = {kind: round(hit[kind] / there[kind], 4) for kind in (*KINDS, CAREFUL) if there[kind]}
    return {
        "documents_per_s": round(len(family) / seconds),
        "seconds": round(seconds, 1),
        "cpu_s": round(cpu, 1),
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
    options.add_argument("--careful", type=Path, nargs="*", default=[], help="files of pairs to strew into each world")
    options.add_argument("--keep", type=Path, help="folder in which the worlds stay, and are taken from")
    options.add_argument("--one", help=argparse.SUPPRESS)
    options.add_argument("--world", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        print(json.dumps(measure(given.one, given.world)))
        return
    print(f"load of the machine at the beginning: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    speeds: list[tuple[int, float]] = []
    for size in [*given.sizes, *([_LARGE] if given.large else [])]:
        with tempfile.TemporaryDirectory() as folder:
            path = (given.keep or Path(folder)) / f"world-{size}-{given.seed}.jsonl"
            if not path.exists():
                made = strewn(
                    reports(size, given.seed + size), [pair for file in given.careful for pair in careful(file)]
                )
                with path.open("wb") as lines:
                    lines.writelines(msgspec.json.encode(report) + b"\n" for report in made)
            own: dict[str, float] = {}
            for tool in given.tools if size < _LARGE else ["derive"]:
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
