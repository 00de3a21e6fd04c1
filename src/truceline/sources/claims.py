"""What a party says the other did, as numbers: the `claims.csv` contract, and the same with `as_of_local` and `lang`.

Columns: `claimant, against, as_of, window_start, window_end, category, count, qualifier, unit?, parent?, source_url,
note`. A cell that names only a day stands for the whole day, in the offset that another time of its row carries, else
in the zone of the mission: a window that ends on a day includes it, and a claim "as of" a day was made by its end.
"""

from __future__ import annotations

import re
from typing import get_args

import numpy as np
import pyarrow as pa

from truceline.model.claim import SHARES, Claim, Qualifier
from truceline.model.evidence import Blob, EvidenceItem, ReadContext
from truceline.model.reading import Reading
from truceline.sources import when
from truceline.sources.assemble import item_of, settle, sums
from truceline.sources.coding import blank, mapped
from truceline.sources.header import header_of
from truceline.sources.identity import identities
from truceline.sources.instants import Instants
from truceline.sources.numbers import integers
from truceline.sources.reading import MEDIA_CSV, has_columns, open_sheet
from truceline.sources.sheet import Sheet
from truceline.sources.words import plain

COLUMNS = (
    *("claimant", "against", "as_of", "window_start", "window_end", "category", "count", "qualifier", "unit"),
    *("parent", "source_url", "note"),
)
_TIMES = ("as_of", "window_start", "window_end")
_SHARE = re.compile(r"\d{1,3}[.,]\d{1,2}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OFFSET = re.compile(r"(Z|[+-]\d\d:\d\d)$")
_QUALIFIERS: dict[str, Qualifier] = {
    **{plain(name): name for name in get_args(Qualifier)},
    **dict.fromkeys(("", "=", "exactly", "рівно", "точно", "ровно"), "exact"),
    **dict.fromkeys(("~", "approximately", "around", "nearly", "almost", "roughly", "circa"), "about"),
    **dict.fromkeys(("близько", "приблизно", "майже", "біля", "около", "примерно", "почти", "порядка"), "about"),
    **dict.fromkeys(
        (">", "over", "понад", "більше", "більш ніж", "более", "более чем", "больше", "свыше"), "more_than"
    ),
    **dict.fromkeys(("<", "fewer than", "under", "менше", "менш ніж", "менее", "менее чем", "меньше"), "less_than"),
    **dict.fromkeys((">=", "no fewer than", "no less than", "щонайменше", "не менше", "принаймні"), "at_least"),
    **dict.fromkeys(("не менее", "не меньше", "как минимум", "по меньшей мере"), "at_least"),
    **dict.fromkeys(("<=", "up to", "no more than", "щонайбільше", "не більше", "до", "не более"), "at_most"),
}


class _Claims:
    name = "claims"

    def recognises(self, head: bytes, filename: str) -> bool:
        return has_columns(header_of(head), "claimant", "against", "window_start", "window_end", "category", "count")

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        sheet = open_sheet(blob, known=(*COLUMNS, "lang"), aliases={"as_of": ("as_of_local",)})
        sheet.require(*_TIMES, "claimant", "against", "category", "count", what="A table of claims")
        item = item_of(blob, context, self.name, "official", MEDIA_CSV)
        sheet.require_cells("claimant", "category")
        advice = "Say of whose acts it is; write `all` for those of every side."
        sheet.refuse(blank(sheet.text("against")), "against", "nothing", advice)
        ids = identities(sheet, "clm", item.source, COLUMNS)
        _lend_offsets(sheet)
        times = {name: when.column(sheet, name, context.time_zone, when.date_order(context)) for name in _TIMES}
        _round_shares(sheet)
        counts = integers(sheet, "count", required=True)
        qualifiers = mapped(sheet.text("qualifier"), lambda words: _QUALIFIERS.get(plain(words)), pa.string())
        sheet.refuse(
            qualifiers.is_null().to_numpy(zero_copy_only=False),
            "qualifier",
            None,
            f"One of {', '.join(get_args(Qualifier))}; blank is exact.",
        )
        _check_window(sheet, times)
        keep, repeated = settle(sheet, ids)
        return Reading(
            items=(item,),
            claims=tuple(_claim(sheet, int(row), item, ids, times, counts, qualifiers) for row in keep),
            notes=tuple(sorted(sheet.notes)),
            accounting=sums(sheet.rows, len(keep), repeated),
        )


def _lend_offsets(sheet: Sheet) -> None:
    """Gives cells that name only a day the offset of another time of their row, keeping them days."""
    rows = list(zip(*(sheet.text(name).to_pylist() for name in _TIMES), strict=True))
    lent = [_with_offset(cells) for cells in rows]
    for at, name in enumerate(_TIMES):
        sheet.columns[name] = pa.array([cells[at] for cells in lent], pa.string())


def _with_offset(cells: tuple[str, ...]) -> list[str]:
    offset = next((found[0] for cell in cells if (found := _OFFSET.search(cell)) and not _DAY.fullmatch(cell)), None)
    as_of, start, end = cells
    if offset is None:
        return [as_of, start, end]
    return [
        f"{as_of}T24:00{offset}" if _DAY.fullmatch(as_of) else as_of,
        f"{start}T00:00{offset}" if _DAY.fullmatch(start) else start,
        f"{end}T24:00{offset}" if _DAY.fullmatch(end) else end,
    ]


def _round_shares(sheet: Sheet) -> None:
    """Shares told with decimals are rounded to a point, as the others were by their claimants."""
    units, cells = sheet.text("unit").to_pylist(), sheet.text("count").to_pylist()
    told = [
        str(round(float(cell.replace(",", ".")))) if plain(unit) in SHARES and _SHARE.fullmatch(cell.strip()) else cell
        for unit, cell in zip(units, (cell.strip().removesuffix("%") for cell in cells), strict=True)
    ]
    sheet.columns["count"] = pa.array(told, pa.string())


def _check_window(sheet: Sheet, times: dict[str, Instants]) -> None:
    start, end = times["window_start"], times["window_end"]
    sheet.refuse(
        _until(end) <= start.start_s,
        "window_end",
        lambda row: f"{sheet.cell('window_end', row)}, not after {sheet.cell('window_start', row)}",
        "A window ends after it starts: were they exchanged?",
    )


def _until(read: Instants) -> np.ndarray:
    """The end of a day, or the moment of a clock time."""
    return np.asarray(np.where(read.width_s > 60, read.end_s, read.start_s))


def _claim(
    sheet: Sheet,
    row: int,
    item: EvidenceItem,
    ids: pa.Array,
    times: dict[str, Instants],
    counts: pa.Array,
    qualifiers: pa.Array,
) -> Claim:
    def words(field: str) -> str:
        return str(sheet.text(field)[row].as_py())

    return Claim(
        claim_id=ids[row].as_py(),
        item_id=item.item_id,
        record=int(sheet.lines[row]),
        claimant=words("claimant"),
        against=words("against"),
        as_of_s=int(_until(times["as_of"])[row]),
        window_start_s=int(times["window_start"].start_s[row]),
        window_end_s=int(_until(times["window_end"])[row]),
        category=words("category"),
        count=counts[row].as_py(),
        qualifier=qualifiers[row].as_py(),
        unit=words("unit") or None,
        parent=words("parent") or None,
        source_url=words("source_url"),
        note=words("note"),
    )


SOURCE = _Claims()
