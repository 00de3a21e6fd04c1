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
    watched: Cells = Cells()  # hours of the days on which anything was reported, in the same cells
    told: Cells = Cells()  # further reports of an incident by other sources, in thousandths, in the same cells


class Said(msgspec.Struct, frozen=True):
    """Evidence in milli-nats where a report of one class of source says one type, and another another."""

    source_class: str
    event_type: str
    other_class: str
    other_type: str
    milli_nats: int


class SourceTraits(msgspec.Struct, frozen=True):
    """What a source is like: how often it repeats itself, and how good what it declares is."""

    source: str
    again_mn: int  # milli-nats where both reports are its own
    sigma_milli: tuple[int, ...] = ()  # factors of its declared precision, one a level of `precision.LEVELS_KM`
    pad_milli: int = 1_000  # factor of what its brief times are good to


class Fields(msgspec.Struct, frozen=True):
    """What the fields say, learnt from reports of which nobody said which belong together."""

    params: tuple[tuple[str, int], ...] = ()  # fields of FuseParams, by name, in place of the priors
    types: tuple[Said, ...] = ()
    weapons: tuple[tuple[str, int], ...] = ()  # milli-nats where both name it
    targets: tuple[tuple[str, int], ...] = ()
    killed_mn: tuple[int, ...] = ()  # by how tolls compare, in the order of `layout`
    wounded_mn: tuple[int, ...] = ()
    sources: tuple[SourceTraits, ...] = ()
    # by scale and length of time: thousandths by which the density of chance is taken, and reports per km² and 10¹²
    # hours that come on top of it
    company: tuple[tuple[int, int], ...] = ()


class Learned(msgspec.Struct, frozen=True, kw_only=True):
    """What `learn` returns and `fuse` judges by.

    `fields` is null where there were too few reports to learn from: then the priors hold.
    """

    n_observations: int = 0
    surroundings: tuple[Surroundings, ...] = ()  # sorted by pool
    fields: Fields | None = None

    def around(self, pool: str) -> Surroundings:
        """The surroundings of a pool; nothing but emptiness where none of it was seen."""
        nowhere = Surroundings(pool, (), Cells(), Cells())
        return next((known for known in self.surroundings if known.pool == pool), nowhere)


NOTHING_LEARNED = Learned()
