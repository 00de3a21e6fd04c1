"""What is asked of reports when their incidents are told: the rest of their columns need not stand any longer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from truceline.fuse.arrays import Codes, Flags, Floats, Ints
from truceline.fuse.layout import (
    ACTOR,
    CLAIMANT,
    END,
    FAMILY,
    KILLED_HIGH,
    KILLED_LOW,
    KIND,
    SOURCE,
    START,
    TARGET,
    UNIT,
    WEAPON,
    WOUNDED_HIGH,
    WOUNDED_LOW,
)
from truceline.fuse.reports import Reports
from truceline.ports import Columnar

_CODES = (
    KIND, SOURCE, FAMILY, ACTOR, CLAIMANT, WEAPON, TARGET, UNIT, KILLED_LOW, KILLED_HIGH, WOUNDED_LOW, WOUNDED_HIGH,
)  # fmt: skip

Narrow = npt.NDArray[np.int8] | npt.NDArray[np.int16] | npt.NDArray[np.int32]


class Telling(NamedTuple):
    """Reports as far as their incidents tell of them."""

    table: Columnar  # sorted by observation_id
    code: Mapping[int, Narrow]  # by column of `Columns.code`
    hours: Floats  # start and end, as good as they were found to be; shape (n, 2)
    radius_m: Ints  # likewise; below 0 where there is none
    coded: Flags
    kinds: tuple[str, ...]
    weapons: tuple[str, ...]
    targets: tuple[str, ...]
    actors: tuple[str, ...]
    claimants: tuple[str, ...]
    units: tuple[str, ...]

    def some(self, rows: Ints) -> Telling:
        """Some of the reports. Codes stand for what they stood for."""
        return self._replace(
            table=self.table.take(pa.array(rows)),
            code={at: codes[rows].astype(np.int32) for at, codes in self.code.items()},
            hours=self.hours[rows],
            radius_m=self.radius_m[rows],
            coded=self.coded[rows],
        )

    def codes(self, at: int) -> Codes:
        """A column of `Columns.code`, for all the reports."""
        return self.code[at].astype(np.int32, copy=False)


def telling_of(reports: Reports) -> Telling:
    """Copies of these columns; nothing else of the reports is held."""
    real, code = reports.columns
    return Telling(
        reports.table,
        {at: _narrow(code[:, at]) for at in _CODES},
        real[:, [START, END]],
        reports.radius_m,
        reports.coded,
        reports.kinds,
        reports.weapons,
        reports.targets,
        reports.actors,
        reports.claimants,
        reports.units,
    )


def _narrow(codes: Codes) -> Narrow:
    """A copy in as few bits as will do: most columns have few values, and there are a dozen of them."""
    least, most = int(codes.min(initial=0)), int(codes.max(initial=0))
    if least >= -128 and most < 128:
        return codes.astype(np.int8)
    return codes.astype(np.int16) if least >= -32_768 and most < 32_768 else codes.copy()
