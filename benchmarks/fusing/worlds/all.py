"""Every world by its name, with the number of incidents a day that it is meant for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from benchmarks.fusing.worlds.abroad import colombia, sudan
from benchmarks.fusing.worlds.front import front
from benchmarks.fusing.worlds.sea import sea
from benchmarks.fusing.worlds.siege import siege
from benchmarks.fusing.worlds.streets import streets
from benchmarks.fusing.worlds.valley import valley
from benchmarks.fusing.worlds.world import World
from benchmarks.fusing.worlds.wrong import boastful, modest, off_clock

Maker = Callable[..., World]

#: called with the number of observations and `seed`
WORLDS: dict[str, Maker] = {
    "calm": partial(front, per_day=20.0),
    "default": partial(front, per_day=200.0),
    "dense": partial(front, per_day=4_000.0),
    "sea": sea,
    "siege": siege,
    "sudan": sudan,
    "colombia": colombia,
    "boastful": boastful,
    "modest": modest,
    "off-clock": off_clock,
    "valley": valley,
    "streets": streets,
}
#: worlds that are reported and on which nothing is tuned, whatever the seed
UNSEEN = ("valley", "streets")
