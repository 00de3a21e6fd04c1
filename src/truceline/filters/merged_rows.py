"""The rows of one incident as one incident, for whole tables: column by column, in the order of the incidents' ids."""

from __future__ import annotations

from collections import Counter

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.tables import INCIDENTS
from truceline.model.taxonomy import EVIDENCE_VERBS, is_a
from truceline.model.units import PPM
from truceline.sources.coding import mapped
from truceline.sources.runs import begins

Ints = npt.NDArray[np.int64]

_OF_THE_BEST_PLACE = ("lat_e6", "lon_e6", "radius_m", "count_low", "count_high", "count_unit")
_FIRST_STATED = ("alleged_actor", "weapon", "calibre_mm", "target")


def merged(rows: pa.Table) -> pa.Table:
    """One row of INCIDENTS for each `native_id` of rows of OBSERVATIONS, sorted by it.

    Where and how many by the row with the most precise place, when by the one with the most precise time (the lowest
    `observation_id` of those that are alike), the rest by what the rows say together.
    """
    rows = rows.append_column("length_s", pc.subtract(rows["end_s"], rows["start_s"]))
    # an unknown radius comes last: it is less precise than any
    rows = _sorted(rows, "native_id", "radius_m", "length_s", "observation_id").combine_chunks()
    firsts = begins(rows["native_id"].combine_chunks())
    group = np.cumsum(firsts) - 1
    starts = np.flatnonzero(firsts)
    sizes = np.diff(np.append(starts, len(rows)))
    best = rows.take(pa.array(starts))
    rows = rows.append_column("group", pa.array(group))
    sharpest = _sorted(rows, "group", "length_s", "observation_id")
    time = sharpest.take(pa.array(starts))  # sorted within the groups, each stays where it stood
    kind, share = _kinds(rows, starts, sizes)
    sizes32 = pa.array(sizes, pa.int32())
    columns: dict[str, object] = {
        "incident_id": best["native_id"],
        "event_type": kind,
        "type_share_ppm": share,
        "start_s": time["start_s"],
        "end_s": time["end_s"],
        "n_observations": sizes32,
        "n_sources": _how_many(rows, "source", len(starts)),
        "origins_min": np.ones(len(starts), np.int32),
        "origins_max": sizes32,
        "claimants": _each_once(rows, "claimant", len(starts)),
        "actor_disputed": _how_many(_plain_actors(rows), "alleged_actor", len(starts)) > 1,
        "killed_low": _told(rows, "killed_low", "min"),
        "killed_high": _told(rows, "killed_high", "max"),
        "wounded_low": _told(rows, "wounded_low", "min"),
        "wounded_high": _told(rows, "wounded_high", "max"),
        "verb": _strongest(rows, starts),
        "existence_ppm": _told(rows, "confidence_ppm", "max"),
        **{name: best[name] for name in _OF_THE_BEST_PLACE},
        **{name: _told(rows, name, "first") for name in _FIRST_STATED},
    }
    found = [columns.get(field.name, pa.nulls(len(starts), field.type)) for field in INCIDENTS]
    return pa.table(found, schema=INCIDENTS)


def _sorted(rows: pa.Table, *names: str) -> pa.Table:
    return rows.sort_by([(name, "ascending") for name in names])


def _kinds(rows: pa.Table, starts: Ints, sizes: Ints) -> tuple[pa.Array, npt.NDArray[np.int32]]:
    """The type of each incident, and the share of its rows that support it in millionths."""
    coded = rows["event_type"].combine_chunks().dictionary_encode()
    codes, names = coded.indices.to_numpy(), coded.dictionary.to_pylist()
    chosen, share = codes[starts].astype(np.int64), np.full(len(starts), PPM, np.int32)
    lowest, highest = np.minimum.reduceat(codes, starts), np.maximum.reduceat(codes, starts)
    for at in np.flatnonzero(lowest != highest).tolist():
        of_rows = codes[starts[at] : starts[at] + sizes[at]].tolist()
        kind, share[at] = _kind(Counter(names[code] for code in of_rows))
        chosen[at] = names.index(kind)
    return coded.dictionary.take(pa.array(chosen)), share


def _kind(counts: Counter[str]) -> tuple[str, int]:
    """The type that most rows support, the most specific where they support several, and the share of those rows."""

    def support(code: str) -> int:
        return sum(n for other, n in counts.items() if is_a(code, other) or is_a(other, code))

    kind = max(sorted(counts), key=lambda code: (support(code), code.count("."), counts[code]))
    return kind, support(kind) * PPM // counts.total()


def _strongest(rows: pa.Table, starts: Ints) -> pa.Array:
    """The strongest of the verbs of each incident's rows."""
    verbs = pa.array(EVIDENCE_VERBS)
    rank = pc.index_in(rows["verb"].combine_chunks(), verbs).to_numpy(zero_copy_only=False)
    return verbs.take(pa.array(np.minimum.reduceat(rank, starts)))


def _told(rows: pa.Table, name: str, which: str) -> pa.ChunkedArray:
    """The "first", the "min" or the "max" of what each incident's rows say in a column, null where none says any."""
    return rows.group_by("group", use_threads=False).aggregate([(name, which)])[f"{name}_{which}"]


def _plain_actors(rows: pa.Table) -> pa.Table:
    """The actors named, by which names that differ in capitals and blanks alone are one."""
    plain = mapped(rows["alleged_actor"].combine_chunks(), lambda name: name.strip().casefold(), pa.string())
    return pa.table({"group": rows["group"], "alleged_actor": plain})


def _distinct(rows: pa.Table, name: str) -> pa.Table:
    """What each incident's rows say in a column, each once; blank cells say nothing."""
    stated = rows.select(["group", name]).filter(pc.not_equal(rows[name], ""))
    return stated.group_by(["group", name]).aggregate([])


def _how_many(rows: pa.Table, name: str, size: int) -> Ints:
    """How many different cells each incident's rows have."""
    return np.bincount(_distinct(rows, name)["group"].to_numpy(), minlength=size)


def _each_once(rows: pa.Table, name: str, size: int) -> pa.Array:
    """The different cells of each incident's rows as a list, in order."""
    found = _sorted(_distinct(rows, name), "group", name)
    ends = np.cumsum(np.bincount(found["group"].to_numpy(), minlength=size))
    return pa.ListArray.from_arrays(pa.array(np.append(0, ends), pa.int32()), found[name].combine_chunks())
