"""What the clocks of a cluster's members rule out, one report at a time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Ints
from truceline.fuse.layout import CLOCK, FROM_S, OWN_CLOCK, SOURCE, UNCLOCKED, UNTIL_S
from truceline.fuse.reports import Reports

#: stands for all sources that keep a clock of their own: their reports are told apart as if from one
_OWN = -1


class Clock(NamedTuple):
    """A brief stated time, in seconds, and the clocks it was read from: of its source, and perhaps one of its own."""

    read_from: tuple[int, ...]
    start_s: float
    end_s: float


def clock_of(reports: Reports, row: int) -> Clock:
    """The clock of a row; a vague time is read from none."""
    code, real = reports.columns.code[row], reports.columns.real[row]
    source = (int(code[SOURCE]),) if code[CLOCK] != UNCLOCKED else ()
    own = (_OWN,) if code[CLOCK] == OWN_CLOCK else ()
    return Clock((*source, *own), float(real[FROM_S]), float(real[UNTIL_S]))


class Clocks:
    """Earliest end and latest start that each clock has shown within a cluster."""

    def __init__(self, apart_s: int) -> None:
        self.apart_s = apart_s
        self.shown: dict[int, tuple[float, float]] = {}

    def add(self, clock: Clock) -> None:
        for read in clock.read_from:
            ended, began = self.shown.get(read, (np.inf, -np.inf))
            self.shown[read] = (min(ended, clock.end_s), max(began, clock.start_s))

    def tell_apart(self, clock: Clock) -> bool:
        """Whether one of the cluster's reports and this one cannot be of one incident."""
        shown = [self.shown[read] for read in clock.read_from if read in self.shown]
        return any(max(clock.start_s - ended, began - clock.end_s) >= self.apart_s for ended, began in shown)


def clocks_of(reports: Reports, label: Ints, wanted: Ints, apart_s: int) -> dict[int, Clocks]:
    """The clocks of each wanted cluster."""
    clocks = {name: Clocks(apart_s) for name in np.unique(wanted).tolist()}
    members = np.isin(label, wanted) & (reports.columns.code[:, CLOCK] != UNCLOCKED)
    for row in np.flatnonzero(members).tolist():
        clocks[int(label[row])].add(clock_of(reports, row))
    return clocks
