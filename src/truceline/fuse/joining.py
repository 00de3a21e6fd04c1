# mypy: disable-error-code="no-any-return"
"""Pairs in descending order of evidence, each merge judged anew on the fused clusters.

Which clusters join depends on the order of the steps. How two clusters fit does not, as long as neither has changed. So
of a few thousand steps at a time all evidence is worked out first, side by side; then the steps are gone through one by
one, and only a merge of clusters that have changed meanwhile is judged once more. What comes out is what one step after
the other would bring.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pyarrow as pa

from truceline.compiled import inner, kernel, wide
from truceline.fuse.arrays import Codes, Floats
from truceline.fuse.candidates import Edges
from truceline.fuse.layout import Columns, Weights
from truceline.fuse.link import (
    AT_A_TIME,
    CHANGED,
    SIZE,
    SPARE,
    Clusters,
    Linkage,
    Rulings,
    join,
    merge_evidence,
    root,
    ruled_apart,
)

#: steps whose evidence is worked out ahead: what they touch is to stay in the caches until they are gone through
_AHEAD = 16_384
#: pairs below which nothing is worked out ahead
_WORTH_IT = 50_000


def link_pairs(
    edges: Edges, s: Clusters, c: Columns, chance: Floats, w: Weights, link: Linkage, ruled: Rulings
) -> None:
    """What reviewers ruled, then two rounds over the edges: what the first has placed better, the second may join.

    A pair of clusters that has not changed since it was refused is not judged again. The threshold is read in whole
    milli-nats, so that the last bit of a logarithm decides nothing.
    """
    join_as_ruled(s, c, link, ruled)
    steps = 2 * len(edges.i)
    if len(edges.i) < _WORTH_IT:
        go_through((0, steps), np.empty(0), edges, s, c, chance, w, link, ruled)
    else:
        foreseen = np.empty(_AHEAD)
        with ThreadPoolExecutor(pa.cpu_count()) as threads:
            for first in range(0, steps, _AHEAD):
                last = min(first + _AHEAD, steps)
                cuts = np.linspace(first, last, AT_A_TIME + 1).astype(np.int64).tolist()
                ahead = [
                    threads.submit(foresee, part, foreseen[part[0] - first :], k * SPARE, edges, s, c, chance, w, link)
                    for k, part in enumerate(pairwise(cuts))
                ]
                for done in ahead:
                    done.result()
                go_through((first, last), foreseen, edges, s, c, chance, w, link, ruled)
    settle(s.parent)


@kernel
def join_as_ruled(s: Clusters, c: Columns, link: Linkage, ruled: Rulings) -> None:
    for k in range(len(ruled.same)):
        a, b = root(s.parent, ruled.same[k, 0]), root(s.parent, ruled.same[k, 1])
        if a != b:
            join(min(a, b), max(a, b), wide(-1), s, c, link)


@kernel
def settle(parent: Codes) -> None:
    """Each report's root as its parent."""
    for report in range(len(parent)):
        parent[report] = root(parent, report)


@inner
def is_asked(step: int, a: int, b: int, edges: Edges, s: Clusters, link: Linkage) -> bool:
    """Whether the clusters with these roots are to be judged in this step."""
    n, tree = len(edges.i), s.tree
    if a == b or tree[a, SIZE] + tree[b, SIZE] > link.largest:
        return False
    return step < n or max(tree[a, CHANGED], tree[b, CHANGED]) >= step - n


@inner
def top_of(parent: Codes, a: int) -> int:
    """As `root`, for several to ask at a time."""
    top = wide(a)
    while parent[top] != top:
        top = wide(parent[top])
    return top


@kernel
def foresee(
    steps: tuple[int, int],
    out: Floats,
    spare: int,
    edges: Edges,
    s: Clusters,
    c: Columns,
    chance: Floats,
    w: Weights,
    link: Linkage,
) -> None:
    """Evidence of the merges that these steps ask for, as the clusters stand now."""
    first, last = steps
    for step in range(first, last):
        k = step % len(edges.i)
        a, b = top_of(s.parent, edges.i[k]), top_of(s.parent, edges.j[k])
        if is_asked(step, a, b, edges, s, link) and s.tree[a, SIZE] + s.tree[b, SIZE] > 2:
            out[step - first] = merge_evidence(min(a, b), max(a, b), spare, s, c, chance, w, link)


@kernel
def go_through(
    steps: tuple[int, int],
    foreseen: Floats,
    edges: Edges,
    s: Clusters,
    c: Columns,
    chance: Floats,
    w: Weights,
    link: Linkage,
    ruled: Rulings,
) -> None:
    """Take these steps; `foreseen` has the evidence of each as the clusters stood before them, or is empty."""
    first, last = steps
    tree = s.tree
    for step in range(first, last):
        k = step % len(edges.i)
        a, b = root(s.parent, edges.i[k]), root(s.parent, edges.j[k])
        if not is_asked(step, a, b, edges, s, link):
            continue
        a, b = min(a, b), max(a, b)
        if tree[a, SIZE] == 1 and tree[b, SIZE] == 1:
            evidence = edges.evidence_mn[k] / 1000.0
        elif len(foreseen) > 0 and max(tree[a, CHANGED], tree[b, CHANGED]) < first:
            evidence = foreseen[step - first]
        else:
            evidence = merge_evidence(a, b, 0, s, c, chance, w, link)
        if round(evidence * 1000.0) >= link.above_mn and not ruled_apart(a, b, s, ruled):
            join(a, b, step, s, c, link)
