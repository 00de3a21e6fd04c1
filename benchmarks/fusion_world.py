"""The default world of `benchmarks/fusion.py` under the name that tests know: `world(n, per_day, seed)`."""

from __future__ import annotations

from benchmarks.fusing.worlds.front import front as world
from benchmarks.fusing.worlds.world import World

__all__ = ["World", "world"]
