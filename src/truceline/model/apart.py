"""Which origins of one incident are certainly apart: counting them, whatever it is counted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations

#: relations of two items that leave open whether the second is a witness of its own
OPEN_RELATIONS = frozenset({"undetermined", "partial"})

#: the relation of two items of which a person has ruled that each is a witness of its own
RULED_APART = frozenset({"two_origins"})

#: origins of one incident that rulings are about: of more, the number that stands without them is kept
_MOST = 40

#: language of an origin, by its code; below 0 outside texts
TongueOf = Callable[[int], int]
Pairs = frozenset[tuple[int, int]]


def fewest_apart(origins: Iterable[int], tongue_of: TongueOf, doubts: Pairs, rulings: Pairs) -> int:
    """The least number of independent origins among these: those outside texts, and the texts of the one language that
    has most of them; or as many as people have ruled to be apart, where that is more.

    `doubts` and `rulings` are pairs of codes, the lower first.
    """
    mine = sorted(set(origins))
    heads = set(parts(mine, doubts, tongue_of).values())
    spoken = Counter(tongue_of(one) for one in heads)
    outside = sum(number for tongue, number in spoken.items() if tongue < 0)
    told = max((number for tongue, number in spoken.items() if tongue >= 0), default=0)
    return max(outside + told, ruled_apart(mine, tongue_of, doubts, rulings))


def ruled_apart(origins: list[int], tongue_of: TongueOf, doubts: Pairs, rulings: Pairs) -> int:
    """The most origins that are apart pair by pair: those outside texts, and of those that rulings are about the
    largest such set; 0 where nobody has ruled.

    Two are apart where a person has ruled it, or where they are of one language and no chain of open questions among
    the origins of that language leads from one to the other.
    """
    mine = set(origins)
    here = sorted({one for pair in rulings if mine.issuperset(pair) for one in pair})
    if not 1 < len(here) <= _MOST:
        return 0
    part = parts(origins, doubts - rulings, tongue_of)
    apart = {one: set[int]() for one in here}
    for a, b in combinations(here, 2):
        if (a, b) in rulings or (tongue_of(a) == tongue_of(b) and part[a] != part[b]):
            apart[a].add(b)
            apart[b].add(a)
    outside = {part[one] for one in origins if tongue_of(one) < 0} - {part[one] for one in here}
    return _largest(apart, set(here)) + len(outside)


def parts(origins: Iterable[int], doubts: Pairs, tongue_of: TongueOf) -> dict[int, int]:
    """For each origin the first of those of its language that it may be one with, by any chain of open questions."""
    part = {one: one for one in sorted(origins)}
    for a, b in sorted(doubts):
        if a in part and b in part and tongue_of(a) == tongue_of(b):
            low, high = sorted((part[a], part[b]))
            part = {one: low if first == high else first for one, first in part.items()}
    return part


def _largest(apart: dict[int, set[int]], left: set[int], size: int = 0, best: int = 0) -> int:
    """How many there are in the largest set of which each two are apart (Carraghan and Pardalos 1990)."""
    best = max(best, size)
    while left and size + len(left) > best:
        one = max(left, key=lambda other: (len(apart[other] & left), -other))
        left = left - {one}
        best = _largest(apart, left & apart[one], size + 1, best)
    return best
