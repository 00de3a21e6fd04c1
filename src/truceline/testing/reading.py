"""What every reading must be, whatever it was read from."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from truceline.model import tables
from truceline.model.errors import Rejected
from truceline.model.reading import Reading
from truceline.model.taxonomy import ASSESSMENTS, EVENT_TYPES, EVIDENCE_VERBS, OBJECT_CLASSES, WEAPON_CLASSES
from truceline.model.units import E6, PPM
from truceline.sources.words import SOURCE_CLASSES, UNITS
from truceline.testing.rules import demand

_WORDS: Mapping[str, frozenset[str]] = {
    "event_type": frozenset(EVENT_TYPES),
    "verb": frozenset(EVIDENCE_VERBS),
    "weapon": frozenset(WEAPON_CLASSES),
    "target": frozenset(OBJECT_CLASSES),
    "assessment": frozenset(ASSESSMENTS),
    "count_unit": UNITS,
    "source_class": SOURCE_CLASSES,
}
_RANGES = {
    "lat_e6": (-90 * E6, 90 * E6),
    "lon_e6": (-180 * E6, 180 * E6),
    "radius_m": (1, 40_000_000),
    "confidence_ppm": (0, PPM),
    "record": (0, 2**31 - 1),
}
_ORDERED = (("count_low", "count_high"), ("killed_low", "killed_high"), ("wounded_low", "wounded_high"))


def check_reading(reading: Reading, filename: str, lines: int | None = None) -> None:
    """Schemas, keys, words, ranges, notes and sums of one reading; `lines` of the file bound `record`."""
    demand(reading.items, "items", "no evidence item", "every row must lead back to the blob it came from")
    check_sums(reading)
    for note in reading.notes:
        _check_note(note, filename)
    if reading.observations is not None:
        _check_table(reading.observations, tables.OBSERVATIONS, "observations", lines)
        _check_words(reading.observations)
        _check_place(reading.observations)
        _check_counts(reading.observations)
    if reading.effort is not None:
        _check_table(reading.effort, tables.EFFORT, "effort", lines)
    _check_claims(reading)


def check_sums(reading: Reading) -> None:
    """rows == taken + repeated + rejected, and what was refused is told."""
    sums = reading.accounting
    demand(
        sums.rows == sums.taken + sums.repeated + sums.rejected and min(sums.taken, sums.repeated, sums.rejected) >= 0,
        "accounting",
        f"{sums.rows} rows, {sums.taken} taken, {sums.repeated} repeated, {sums.rejected} rejected",
        "nothing that came in may be lost without a word",
    )
    refused = [note for note in reading.notes if note.severity == "rejected"]
    demand(
        bool(refused) or not sums.rejected,
        "notes",
        f"{sums.rejected} rows rejected and no note about any",
        "whoever sent the file must be able to mend it",
    )


def _check_note(note: Rejected, filename: str) -> None:
    told = note.file == filename and note.line >= 0 and note.found and note.advice
    demand(
        told and note.severity in ("rejected", "warning"),
        "notes",
        f"{note}",
        "a note names file, line, what was found and what to do",
    )


def _check_table(table: pa.Table, schema: pa.Schema, name: str, lines: int | None) -> None:
    demand(
        table.schema.equals(schema),
        "schema",
        f"{name} has other columns or types than model.tables: {table.schema}",
        "stages and stores rely on one schema",
    )
    for field in schema:
        empty = table.column(field.name).null_count
        demand(field.nullable or not empty, "schema", f"{name}.{field.name} has {empty} nulls", "it must be set")
    ids = table.column(0).to_pylist()
    demand(
        ids == sorted(set(ids)),
        "key",
        f"{name} is not sorted by a unique {schema.names[0]}",
        "the same evidence must give the same bytes",
    )
    late = pc.sum(pc.greater_equal(table.column("start_s"), table.column("end_s"))).as_py()
    demand(not late, "interval", f"{late} rows of {name} do not end after they start", "intervals are half-open")
    highest = pc.max(table.column("record")).as_py()
    demand(
        lines is None or highest is None or highest <= lines,
        "record",
        f"a row of {name} says line {highest} of {lines}",
        "a reader must find the row in the file",
    )


def _check_words(table: pa.Table) -> None:
    for column, words in _WORDS.items():
        strange = set(table.column(column).unique().to_pylist()) - words - {None}
        demand(not strange, "words", f"{column} has {sorted(strange)}", "closed lists are in model.taxonomy")


def _check_place(table: pa.Table) -> None:
    for column, (low, high) in _RANGES.items():
        least, most = pc.min(table.column(column)).as_py(), pc.max(table.column(column)).as_py()
        demand(
            least is None or (low <= least and most <= high),
            "range",
            f"{column} runs from {least} to {most}",
            f"it lies between {low} and {high}",
        )
    given = [table.column(name).is_valid() for name in ("lat_e6", "lon_e6", "radius_m")]
    demand(
        given[0].equals(given[1]) and given[0].equals(given[2]),
        "place",
        "some rows have a part of lat_e6, lon_e6 and radius_m",
        "a place without its radius says more than is known",
    )


def _check_counts(table: pa.Table) -> None:
    for low, high in _ORDERED:
        wrong = pc.sum(pc.greater(table.column(low), table.column(high))).as_py()
        demand(not wrong, "bounds", f"{wrong} rows have {low} above {high}", "low and high bound the figure")
        alone = pc.sum(pc.not_equal(table.column(low).is_valid(), table.column(high).is_valid())).as_py()
        demand(not alone, "bounds", f"{alone} rows have one of {low} and {high}", "a figure has both bounds or none")
    bare = pc.sum(pc.and_(table.column("count_low").is_valid(), table.column("count_unit").is_null())).as_py()
    demand(not bare, "unit", f"{bare} rows count without a unit", "unlike units are never added")


def _check_claims(reading: Reading) -> None:
    ids = [claim.claim_id for claim in reading.claims]
    demand(ids == sorted(set(ids)), "key", "claims are not sorted by a unique claim_id", "as for tables")
    for claim in reading.claims:
        demand(claim.window_start_s < claim.window_end_s, "interval", f"{claim}", "a window ends after it starts")
        demand(claim.count >= 0, "range", f"{claim}", "a count is not negative")
    points = list(reading.series)
    demand(points == sorted(points), "key", "series are not sorted", "the same evidence must give the same bytes")
    for point in points:
        demand(point.start_s < point.end_s, "interval", f"{point}", "a period ends after it starts")
