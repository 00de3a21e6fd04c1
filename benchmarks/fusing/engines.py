"""Everything that can be asked which reports are one incident: ours first, then the peers, each by its name."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import NamedTuple

import pyarrow as pa
from benchmarks.fusing.ours import Answer, ours
from benchmarks.fusing.peers import fellegi_sunter, labelled, meltt, windows
from benchmarks.fusing.peers.frame import Ints
from benchmarks.fusing.worlds.world import World


class Engine(NamedTuple):
    """A way to group reports, the modules it needs, and whether the truth of a practice world is given to it."""

    run: Callable[[pa.Table, World | None], Answer]
    needs: tuple[str, ...] = ()
    labels: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """Modules that are not installed."""
        return tuple(name for name in self.needs if importlib.util.find_spec(name) is None)


def _plain(group: Callable[[pa.Table], Ints], *needs: str) -> Engine:
    return Engine(lambda table, _: Answer(group(table)), needs)


def _learning(group: Callable[[pa.Table, World], Ints], *needs: str) -> Engine:
    def run(table: pa.Table, practice: World | None) -> Answer:
        if practice is None:
            raise ValueError("this engine learns from a practice world")
        return Answer(group(table, practice))

    return Engine(run, needs, True)


ENGINES: dict[str, Engine] = {
    "truceline": Engine(lambda table, _: ours(table)),
    "key rule": _plain(windows.key_rule),
    "DBSCAN": _plain(windows.dbscan, "sklearn"),
    "ST-DBSCAN": _plain(windows.st_dbscan),
    "HDBSCAN": _plain(windows.hdbscan, "sklearn"),
    "fast HDBSCAN": _plain(windows.fast_hdbscan, "fast_hdbscan"),
    "MELTT": _plain(meltt.meltt_on_observations),
    "recordlinkage + logistic": _learning(labelled.logistic, "recordlinkage", "sklearn"),
    "Splink, EM": _learning(fellegi_sunter.splink_em, "splink"),
    "Splink, labels": _learning(fellegi_sunter.splink_labels, "splink"),
    "Splink, labels, our linkage": _learning(fellegi_sunter.splink_linkage, "splink"),
    "boosted trees, labels (ceiling)": _learning(labelled.boosted, "sklearn"),
}
OURS = "truceline"
