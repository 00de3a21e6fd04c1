from __future__ import annotations

import pytest

from truceline.model.errors import RecordError
from truceline.record.seeds import Seeds, all_salts, all_seeds, planted, salts_of, seed_of, without_row

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


def _reaches(left: Seeds, seed: bytes) -> bool:
    """Whether the destroyed seed is among what can still be made."""
    return seed in {row.tobytes() for row in all_seeds(left)} or seed.hex() in {kept.seed for kept in left.seeds}
