"""A workbook with a sheet for each table. Numbers are numbers, moments are text in ISO 8601 (a sheet knows no UTC)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pyarrow as pa

from truceline.model.errors import Rejected, UsageError
from truceline.writers.cell_text import MOST_LETTERS, CutText
from truceline.writers.sheet import sheet_parts

#: what Excel holds at most
MOST_ROWS = 1_048_576
_NAME_LETTERS = 31
#: half of the time of the usual 6, and a fifth more bytes
_DEFLATE = 3
#: equal tables are equal bytes: no file in the archive has a time of its own
_NEVER = (1980, 1, 1, 0, 0, 0)

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
#: a plain style, and a bold one for headings
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
    '<left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" '
    'fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" '
    'xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles '
    'count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def write_xlsx(
    tables: Mapping[str, pa.Table], path: Path, hashtags: Mapping[str, Sequence[str]] | None = None
) -> tuple[Rejected, ...]:
    """Write the workbook; a warning for each text that was cut. Raises UsageError for more rows than a sheet holds."""
    for name, table in tables.items():
        _require_room(name, table)
    notes: list[Rejected] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_DEFLATE) as archive:
        for name, text in _frame([_sheet_name(name) for name in tables]).items():
            archive.writestr(_entry(name), text)
        for number, (name, table) in enumerate(tables.items(), 1):
            cut: list[CutText] = []
            with archive.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True) as file:
                for part in sheet_parts(table, (hashtags or {}).get(name), cut, first=number == 1):
                    file.write(part)
            notes += (_noted(name, one) for one in cut)
    return tuple(notes)


def _noted(sheet: str, cut: CutText) -> Rejected:
    found = f"a text of {cut.letters:,} letters, and a cell holds {MOST_LETTERS:,}"
    advice = "The sheet has its beginning, and says so there; csv, jsonl and parquet hold all of it."
    return Rejected(sheet, cut.row, cut.column, found, advice, "warning")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NEVER)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _frame(names: Sequence[str]) -> dict[str, str]:
    """All of the workbook but its sheets: what is in it, how its parts hang together, its two styles."""
    numbers = range(1, len(names) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>' for n in numbers
    )
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(numbers, names, strict=True)
    )
    targets = {f"worksheets/sheet{n}.xml": "worksheet" for n in numbers} | {"styles.xml": "styles"}
    return {
        "[Content_Types].xml": (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
            f'PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/><Override PartName="/xl/styles.xml" '
            f'ContentType="{_KIND}.styles+xml"/>{overrides}</Types>'
        ),
        "_rels/.rels": _relations({"xl/workbook.xml": "officeDocument"}),
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(targets),
        "xl/styles.xml": _STYLES,
    }


def _relations(targets: Mapping[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", "_", name)[:_NAME_LETTERS] or "table"


def _require_room(name: str, table: pa.Table) -> None:
    if table.num_rows > MOST_ROWS - 2:
        raise UsageError(
            f"a sheet holds {MOST_ROWS:,} rows, and {name} has {table.num_rows:,}",
            advice="Choose parquet, gpkg or csv, or fewer rows with --from and --until.",
        )
