from __future__ import annotations

from hashlib import sha256, shake_128

import pytest

from truceline.model.errors import RecordError
from truceline.record.seeds import Seeds, all_salts, all_seeds, height_of, planted, salts_of, seed_of, without_row

_SEED = b"sixteen bytes it"


@pytest.mark.parametrize("rows", [1, 2, 3, 5, 8, 13, 100])
def test_every_row_has_the_seed_it_has_among_all(rows: int) -> None:
    seeds = planted(rows, _SEED)
    found = all_seeds(seeds)
    assert [found[row].tobytes() for row in range(rows)] == [seed_of(seeds, row) for row in range(rows)]
    assert len({seed.tobytes() for seed in found}) == rows


def test_salts_are_the_same_for_one_row_and_for_all() -> None:
    found = all_salts(all_seeds(planted(4, _SEED)), 5)
    assert found.shape == (4, 5, 16)
    assert tuple(salt.tobytes() for salt in found[2]) == salts_of(seed_of(planted(4, _SEED), 2), 5)


@pytest.mark.parametrize("rows", [1, 2, 3, 7, 8, 50])
def test_a_destroyed_row_cannot_be_made_and_all_others_can(rows: int) -> None:
    whole = planted(rows, _SEED)
    for gone in range(rows):
        left = without_row(whole, gone)
        with pytest.raises(RecordError, match="was erased"):
            seed_of(left, gone)
        assert [seed_of(left, row) for row in range(rows) if row != gone] == [
            seed_of(whole, row) for row in range(rows) if row != gone
        ]
        assert not _reaches(left, seed_of(whole, gone))


def test_one_after_the_other_all_rows_go() -> None:
    left = planted(11, _SEED)
    for row in (3, 10, 0, 5, 4, 9, 1, 2, 6, 8, 7):
        left = without_row(left, row)
        with pytest.raises(RecordError):
            without_row(left, row)
    assert left.seeds == ()


@pytest.mark.parametrize(
    ("rows", "height"), [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (8, 3), (9, 4), (1 << 20, 20), (1_000_001, 20)]
)
def test_the_tree_is_as_high_as_its_rows_need(rows: int, height: int) -> None:
    assert height_of(rows) == height


@pytest.mark.parametrize("rows", [1, 2, 3, 4, 7])
def test_seeds_and_salts_are_those_that_the_description_gives(rows: int) -> None:
    level = [_SEED]
    while len(level) < rows:
        level = [half for seed in level for half in (sha256(seed).digest()[:16], sha256(seed).digest()[16:])]
    for row in range(rows):
        assert seed_of(planted(rows, _SEED), row) == level[row]
    assert b"".join(salts_of(level[0], 3)) == shake_128(level[0]).digest(48)


@pytest.mark.parametrize("row", [-1, 5, 6, 7, 8])
def test_there_is_no_seed_beyond_the_rows(row: int) -> None:
    for ask in (seed_of, without_row):
        with pytest.raises(RecordError):
            ask(planted(5, _SEED), row)


def test_a_seed_of_another_length_is_none() -> None:
    for seed in (_SEED[1:], _SEED + b"x", b""):
        with pytest.raises(ValueError, match="16 bytes"):
            planted(3, seed)


def _reaches(left: Seeds, seed: bytes) -> bool:
    """Whether the destroyed seed is among what can still be made."""
    return seed in {row.tobytes() for row in all_seeds(left)} or seed.hex() in {kept.seed for kept in left.seeds}
