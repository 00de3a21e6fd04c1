"""What a live mission keeps in order while reports come and go: ids, bags, and cells of the search."""

from __future__ import annotations

import random

import numpy as np

from truceline.fuse.layout import START
from truceline.fuse.live_bags import Bags
from truceline.fuse.live_cells import Filed, Keys, file_one, filed, grown, take_one
from truceline.fuse.live_order import Order


def _labelled(first: list[str], later: list[str]) -> list[str]:
    """All ids in the order of their labels."""
    ids, label = list(first), np.zeros(len(first) + len(later), dtype=np.int64)
    order = Order(ids)
    label[: len(first)] = order.of_the_first()
    for name in later:
        ids.append(name)
        order.add(len(ids) - 1, label)
    return [ids[slot] for slot in np.argsort(label).tolist()]


def test_labels_ascend_with_the_ids_however_many_come_between_two() -> None:
    draw = random.Random(3)
    first = [f"{k:05}" for k in range(0, 500, 100)]
    later = [f"{k:05}-{draw.random()}" for k in draw.choices(range(600), k=400)]
    assert _labelled(first, later) == sorted(first + later)


def test_labels_ascend_where_each_id_comes_before_or_after_all_others() -> None:
    up = [f"{k:05}" for k in range(300)]
    assert _labelled([], up) == up
    assert _labelled([], up[::-1]) == up
    assert _labelled(["", "1"], up) == ["", *up, "1"]


def test_a_bag_holds_what_was_put_in_and_not_taken_out() -> None:
    bags = Bags(np.array([7, 3, 7]), np.array([0, 1, 2]))
    bags.add(np.array([7, 9]), np.array([5, 6]))
    bags.remove(np.array([7]), np.array([0]))
    assert bags.at(7).tolist() == [2, 5]
    assert bags.at(9).tolist() == [6]
    assert bags.at(4).tolist() == []
    assert sorted(bags.at_any([3, 4, 9, 10]).tolist()) == [1, 6]
    assert sorted(bags.at_any([7, 3]).tolist()) == [1, 2, 5]
    assert Bags(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)).at_any([3]).tolist() == []


def _cells(x: Filed) -> dict[int, list[int]]:
    n = int(x.size[0])
    rows = zip(x.key[:n].tolist(), x.begin[:n].tolist(), x.used[:n].tolist(), strict=True)
    return {key: x.pool[begin : begin + used].tolist() for key, begin, used in rows if used}


def test_cells_that_grew_and_shrank_are_those_of_what_is_left() -> None:
    draw, n = random.Random(5), 9_000
    real = np.zeros((n, 8))
    real[:, START] = [draw.randrange(20) for _ in range(n)]
    near, stated = (np.array([draw.randrange(3) for _ in range(n)]) for _ in range(2))
    keys = Keys(real, near, stated.astype(np.float64), np.array(draw.sample(range(n), n)))
    key = np.array([draw.randrange(300) for _ in range(n)])

    def whole(slots: list[int]) -> Filed:
        some = np.array(sorted(slots, key=lambda s: (near[s], stated[s], keys.label[s])), dtype=np.int64)
        return filed(key[some], some, real[some, START])

    at_hand = set(range(0, n, 50))
    x = whole(sorted(at_hand))
    lengths = {len(x.pool)}
    for slot in draw.sample(range(n), n):
        if slot in at_hand:
            take_one(slot, int(key[slot]), x, keys)
            at_hand.remove(slot)
        else:
            while not file_one(slot, int(key[slot]), x, keys):
                x = grown(x)
                lengths.add(len(x.pool))
            at_hand.add(slot)
    assert _cells(x) == _cells(whole(sorted(at_hand)))
    assert len(lengths) > 1
