"""What fusion has learnt from a body of observations, apart from fusing: adding one report changes nothing in it.

Everything here is an integer; whatever depends on all observations sits here and nowhere else. Given the same
`Learned`, fusion of a set of observations depends on what lies near each of them alone.
"""

from __future__ import annotations

import msgspec
import numpy as np

from truceline.fuse.arrays import Ints

_LITTLE_ENDIAN = np.dtype("<i8")


class Cells(msgspec.Struct, frozen=True):
    """Values of the occupied cells of a grid, by ascending number: two columns of 64-bit little-endian integers."""

    number: bytes = b""
    value: bytes = b""

    @staticmethod
    def of(number: Ints, value: Ints) -> Cells:
        return Cells(number.astype(_LITTLE_ENDIAN).tobytes(), value.astype(_LITTLE_ENDIAN).tobytes())

    def numbers(self) -> Ints:
        return np.frombuffer(self.number, dtype=_LITTLE_ENDIAN).astype(np.int64)

    def values(self) -> Ints:
        return np.frombuffer(self.value, dtype=_LITTLE_ENDIAN).astype(np.int64)

    def at(self, wanted: Ints, missing: int) -> Ints:
        """Value of each wanted cell; `missing` where nothing is known of it."""
        numbers, values = self.numbers(), self.values()
        if not len(numbers):
            return np.full(len(wanted), missing, dtype=np.int64)
        at = np.minimum(np.searchsorted(numbers, wanted), len(numbers) - 1)
        return np.where(numbers[at] == wanted, values[at], missing)


class Surroundings(msgspec.Struct, frozen=True):
    """How much is reported where in the long run, of types that compete for the same pairs (a pool).

    All values are reports per 10⁹ hours.
    """

    pool: str
    long_run: tuple[Cells, ...]  # one a scale of `chance.SCALES_KM`
    regions: Cells  # brief reports, in cells of 64 km
    worlds: Cells  # all reports, in cells of 1,000 km


class Learned(msgspec.Struct, frozen=True, kw_only=True):
    """What `learn` returns and `fuse` judges by."""

    n_observations: int = 0
    surroundings: tuple[Surroundings, ...] = ()  # sorted by pool

    def around(self, pool: str) -> Surroundings:
        """The surroundings of a pool; nothing but emptiness where none of it was seen."""
        nowhere = Surroundings(pool, (), Cells(), Cells())
        return next((known for known in self.surroundings if known.pool == pool), nowhere)


NOTHING_LEARNED = Learned()
