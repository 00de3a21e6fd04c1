"""An attack over many missions: every bulletin read, every method tried, one verdict for each kind of person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

import numpy as np
from benchmarks.attack.reading import Read, read
from benchmarks.attack.releases import Door, bulletins
from benchmarks.attack.scoring import Placed, place, pooled, shifts
from benchmarks.attack.worlds import World

#: of ten methods the best is taken with hindsight, so that much luck is the map's own
LUCK = 0.8
#: of the AUC of a signal over all observers: what chance alone gives
CHANCE = 0.6


@dataclass(frozen=True)
class Found:
    """How near the attacker came to one kind of person."""

    kind: str
    people: int
    method: str
    median_km: float
    map_km: float
    methods: dict[str, float] = field(default_factory=dict)

    def located(self, stated_km: float) -> bool:
        """Nearer than what is stated, and nearer than the map alone would have brought anybody."""
        return self.median_km < stated_km and self.median_km < LUCK * self.map_km


@dataclass(frozen=True)
class Campaign:
    worlds: tuple[str, ...]
    bulletins: int
    found: tuple[Found, ...]
    shifts: dict[str, float]  # mean AUC by signal

    def of(self, kind: str) -> Found:
        return next(one for one in self.found if one.kind == kind)

    @property
    def as_json(self) -> dict[str, object]:
        return asdict(self)


def attack(worlds: Iterable[World], door: Door, period_days: int = 1) -> Campaign:
    """Read all that leaves through this door in all worlds, and attack."""
    names: list[str] = []
    placed: dict[str, list[Placed]] = {"observer": [], "witness": []}
    signals: dict[str, list[float]] = {}
    n_bulletins = 0
    for world in worlds:
        files = list(bulletins(world, door, period_days))
        n_bulletins += len(files)
        known = read(files)
        names.append(world.name)
        for kind, found in placed.items():
            one = place(known, world, kind)
            found += [] if one is None else [one]
        for name, aucs in _shifts(known, world).items():
            signals.setdefault(name, []).extend(aucs)
    return Campaign(
        tuple(names),
        n_bulletins,
        tuple(_found(kind, all_) for kind, all_ in placed.items() if all_),
        {name: round(float(np.mean(aucs)), 3) for name, aucs in sorted(signals.items()) if aucs},
    )


def _shifts(known: Read, world: World) -> dict[str, list[float]]:
    """Days of duty are scored where several watch: one monitor's reports say on which days somebody worked."""
    found = shifts(known, world)
    alone = len(world.of("observer")) < 3
    return {name: aucs for name, aucs in found.items() if not (alone and name.startswith("days"))}


def _found(kind: str, placed: list[Placed]) -> Found:
    method, best, of_map = pooled(placed)
    people = sum(len(next(iter(one.map.values()))) for one in placed)
    medians = {
        name: round(float(np.median(np.concatenate([one.methods[name] for one in placed]))), 1)
        for name in placed[0].methods
    }
    return Found(kind, people, method, round(best, 1), round(of_map, 1), medians)
