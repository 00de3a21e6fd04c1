"""The vocabulary of a live mission: codes of words, which stay what they are while words come in, and weights."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from truceline.fuse.arrays import Codes, Ints, words
from truceline.fuse.layout import (
    ACTOR,
    CLAIMANT,
    FAMILY,
    ITEM,
    KIND,
    SOURCE,
    SPOKEN,
    TARGET,
    TARGET_BRANCH,
    UNIT,
    WEAPON,
    Weights,
)
from truceline.fuse.learned import Learned
from truceline.fuse.params import FuseParams
from truceline.fuse.relations import pools
from truceline.fuse.reports import Reports
from truceline.fuse.weights import weights_of
from truceline.model.observation import Origin


class Vocabulary:
    """Words of all observations that ever came."""

    def __init__(self, origins: tuple[Origin, ...], params: FuseParams, learned: Learned) -> None:
        self._origins = {item: origin for origin in origins for item in origin.items}
        self._position = {origin.origin_id: at for at, origin in enumerate(origins)}
        self._params, self._learned = params, learned
        self._names: dict[int, dict[object, int]] = {}
        self._datasets: list[bool] = []
        self._counted: dict[str, list[int]] = {}  # of each source at hand: rows that are coded data, and all rows
        self._pools: dict[str, int] = {}
        self.pool_names: list[str] = []
        self.weights: Weights

    def retell(self, origins: tuple[Origin, ...]) -> set[str]:
        """Take other origins for known. Returns the items whose origin is another."""
        before = self._origins
        self._origins = {item: origin for origin in origins for item in origin.items}
        self._position = {origin.origin_id: at for at, origin in enumerate(origins)}
        return {item for item in before.keys() | self._origins.keys() if before.get(item) != self._origins.get(item)}

    def origins_of(self, items: set[str]) -> tuple[Origin, ...]:
        """Origins of these items, in the order in which they were given."""
        found = {self._origins[item].origin_id: self._origins[item] for item in items if item in self._origins}
        return tuple(found[name] for name in sorted(found, key=self._position.__getitem__))

    def coded(self, reports: Reports) -> Codes:
        """The codes of these reports in the vocabulary of the mission, which grows."""
        code, said = reports.columns.code.copy(), self._words_of(reports)
        grown = False
        for column, values in said.items():
            known = self._names.setdefault(column, {})
            before = len(known)
            number = np.array([*(known.setdefault(value, len(known)) for value in values), -1], dtype=np.int32)
            code[:, column] = number[code[:, column]]
            grown |= len(known) > before and column in (KIND, WEAPON, TARGET, SOURCE, SPOKEN)
        for k, source in enumerate(reports.sources):
            if self._names[SOURCE][source] == len(self._datasets):
                self._datasets.append(bool(reports.datasets[k]))
        if grown:
            self.weights = self._weights(reports)
        return code

    def pool_of(self, kinds: Codes) -> Ints:
        """Number of the pool of each type."""
        of_kind: Ints = self._pool_of_kind[kinds]
        return of_kind

    def coded_as_known(self, come: pa.Table, gone: pa.Table) -> bool:
        """Take note of rows that come and go: whether the same sources are coded event data as before."""
        for table, sign in ((come, 1), (gone, -1)):
            sources, classes = (table.column(name).to_pylist() for name in ("source", "source_class"))
            for source, source_class in zip(sources, classes, strict=True):
                counts = self._counted.setdefault(source, [0, 0])
                counts[0] += sign * (source_class == "dataset")
                counts[1] += sign
        known, agree = self._names.get(SOURCE, {}), True
        for source in {*come.column("source").to_pylist(), *gone.column("source").to_pylist()}:
            coded, every = self._counted[source]
            if source in known and every:
                agree &= self._datasets[known[source]] == (coded > 0)
        return agree

    def _words_of(self, reports: Reports) -> dict[int, tuple[object, ...]]:
        """What the codes of a few reports stand for, by column."""
        items = words(reports.table, "item_id")[1]
        origin_of = {item: f"origin:{self._origins[item].origin_id}" for item in items if item in self._origins}
        return {
            KIND: reports.kinds,
            WEAPON: reports.weapons,
            TARGET: reports.targets,
            TARGET_BRANCH: tuple(sorted({name.split(".", 1)[0] for name in reports.targets})),
            ACTOR: reports.actors,
            CLAIMANT: reports.claimants,
            SOURCE: reports.sources,
            SPOKEN: reports.spoken,
            ITEM: items,
            FAMILY: tuple(dict.fromkeys(origin_of.get(item, f"item:{item}") for item in items)),
            UNIT: reports.units,
        }

    def _weights(self, reports: Reports) -> Weights:
        kinds, weapons, targets, sources = (
            tuple(str(name) for name in self._names[column]) for column in (KIND, WEAPON, TARGET, SOURCE)
        )
        spoken: tuple[tuple[str, str], ...] = tuple(self._names[SPOKEN])  # type: ignore[arg-type]
        known = reports._replace(
            kinds=kinds,
            spoken=spoken,
            sources=sources,
            datasets=np.array(self._datasets, dtype=bool),
            weapons=weapons,
            targets=targets,
        )
        of_kind = pools(kinds)
        for pool in of_kind:
            if pool not in self._pools:
                self._pools[pool] = len(self._pools)
                self.pool_names.append(pool)
        self._pool_of_kind = np.array([self._pools[pool] for pool in of_kind], dtype=np.int64)
        return weights_of(self._params, known, self._learned.fields)
