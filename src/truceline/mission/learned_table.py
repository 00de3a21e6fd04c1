"""What fusion learnt of a mission's sources and fields, as a table: the figures that its incidents were judged by."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from truceline.fuse.learned import Fields, Learned
from truceline.model.tables import LEARNED

Row = tuple[str, str, str, int]


def learned_table(learned: Learned) -> pa.Table:
    """One row a figure; none where there were too few reports to learn from, so that the priors held.

    Evidence is in milli-nats, factors of what a source declares are in thousandths.
    """
    rows = [] if learned.fields is None else list(_rows(learned.fields))
    return pa.Table.from_pylist([dict(zip(LEARNED.names, row, strict=True)) for row in rows], LEARNED)


def _rows(fields: Fields) -> Iterator[Row]:
    for name, value in fields.params:
        yield "parameter", name, "", value
    for said in fields.types:
        first, second = f"{said.source_class} {said.event_type}", f"{said.other_class} {said.other_type}"
        yield "types_mn", first, second, said.milli_nats
    for what, known in (("weapon_mn", fields.weapons), ("target_mn", fields.targets)):
        for name, value in known:
            yield what, name, name, value
    for what, nats in (("killed_mn", fields.killed_mn), ("wounded_mn", fields.wounded_mn)):
        for outcome, value in enumerate(nats):
            yield what, f"outcome {outcome}", "", value
    for source in fields.sources:
        yield "again_mn", source.source, source.source, source.again_mn
        for level, value in enumerate(source.sigma_milli):
            yield "place_milli", source.source, f"level {level}", value
        yield "time_milli", source.source, "", source.pad_milli
