"""What was learnt, as a table."""

from __future__ import annotations

from benchmarks.fusing.worlds.all import WORLDS

from truceline.fuse.fuse import fuse
from truceline.fuse.learned import NOTHING_LEARNED
from truceline.mission.learned_table import learned_table


def test_every_figure_stands_in_a_row() -> None:
    world = WORLDS["calm"](3_000, seed=1)
    learned = fuse(world.observations).learned
    assert learned.fields is not None
    rows = learned_table(learned).to_pylist()
    told = {(row["what"], row["of"], row["beside"]): row["value"] for row in rows}
    assert len(told) == len(rows)
    for name, value in learned.fields.params:
        assert told["parameter", name, ""] == value
    for source in learned.fields.sources:
        assert told["time_milli", source.source, ""] == source.pad_milli
        assert told["again_mn", source.source, source.source] == source.again_mn
    assert sum(row["what"] == "types_mn" for row in rows) == len(learned.fields.types)


def test_where_nothing_was_learnt_there_is_no_row() -> None:
    assert learned_table(NOTHING_LEARNED).num_rows == 0
