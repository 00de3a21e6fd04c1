"""Whatever the bytes: rows add up, lines hold, ids hang on content alone, and nothing but TrucelineError comes out."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from truceline.ingest.read import read
from truceline.model.errors import InputError, TrucelineError
from truceline.model.evidence import Blob, ReadContext
from truceline.model.ids import sha256_hex
from truceline.model.reading import Reading
from truceline.sources.generic import SOURCE
from truceline.sources.instants import instants
from truceline.sources.table import read_table
from truceline.testing.reading import check_reading

COLUMNS = ("event_id", "start", "end", "lat", "lon", "type", "killed", "text")
_words = st.text(st.characters(exclude_characters="\x00\r", exclude_categories=("Cs",)), max_size=12)
_line_ends = st.text(alphabet='a,;"\n \t', max_size=8)
_dates = st.sampled_from(["2031-04-21", "2031-04-21T10:00Z", "2025-03-30 03:30", "2031-02-30", "", "soon"])
_degrees = st.one_of(st.floats(allow_nan=True).map(repr), st.sampled_from(["48.5", "37,5", "", "NA", "1e1"]))
_types = st.sampled_from(["fire", "shelling", "air.strike", "boom", ""])
_counts = st.one_of(st.integers(-5, 2**40).map(str), st.sampled_from(["", "many", "2.0"]))
_row = st.tuples(_words, _dates, _dates, _degrees, _degrees, _types, _counts, st.one_of(_words, _line_ends))
_rows = st.lists(_row, max_size=12)


def _csv(rows: list[tuple[str, ...]], end: str = "\n") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=end)
    writer.writerows([COLUMNS, *rows])
    return out.getvalue().encode()


def _read(data: bytes) -> Reading:
    blob = Blob(sha256=sha256_hex(data), data=data, filename="t.csv", source="", received_s=0)
    return read(blob, SOURCE, ReadContext(time_zone="Europe/Kyiv"))


def _ids(reading: Reading) -> set[str]:
    assert reading.observations is not None
    return set(reading.observations.column(0).to_pylist())


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=400))
@example(b'a,b\n"')
@example(b"\xff\xfea")
@example(b"a\x1fb\n\x1f")
def test_any_bytes_are_a_table_or_a_truceline_error(data: bytes) -> None:
    blob = Blob(sha256="", data=data, filename="t.csv", source="", received_s=0)
    try:
        found = read_table(blob)
    except TrucelineError as error:
        assert error.found
        return
    refused = [note for note in found.notes if note.severity == "rejected"]
    assert found.rows >= len(found.lines)
    assert found.rows == len(found.lines) or refused
    assert all(len(column) == len(found.lines) for column in found.columns.values())
    assert list(found.lines) == sorted(set(found.lines))


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_any_rows_behind_a_good_header(data: bytes) -> None:
    try:
        reading = _read(",".join(COLUMNS).encode() + b"\n" + data)
    except InputError:
        return
    check_reading(reading, "t.csv")


@settings(max_examples=60, deadline=None)
@given(_rows, st.sampled_from(["\n", "\r\n"]))
def test_written_rows_come_back_with_their_lines(rows: list[tuple[str, ...]], end: str) -> None:
    data = _csv(rows, end)
    blob = Blob(sha256="", data=data, filename="t.csv", source="", received_s=0)
    found = read_table(blob)
    reader = csv.reader(io.StringIO(data.decode().replace("\r\n", "\n"), newline=""))
    next(reader)
    wanted, before = [], reader.line_num
    for cells in reader:
        if any(cells):
            wanted.append((before + 1, [cell.strip() for cell in cells]))
        before = reader.line_num
    columns = [found.columns[name].to_pylist() for name in COLUMNS]
    assert [(line, [_bare(cell) for cell in row]) for line, *row in zip(found.lines, *columns, strict=True)] == [
        (line, [_bare(cell) for cell in row]) for line, row in wanted
    ]


def _bare(words: str) -> str:
    """Words as both readers trim them: they differ in a few rare blanks at the ends."""
    return words.strip().strip("\x1c\x1d\x1e\x1f\x85\u200b").strip()


@settings(max_examples=40, deadline=None)
@given(_rows, st.randoms(use_true_random=False))
def test_every_row_is_accounted_for_and_ids_do_not_hang_on_the_order(
    rows: list[tuple[str, ...]], chance: object
) -> None:
    reading = _read(_csv(rows))
    check_reading(reading, "t.csv")
    turned = list(rows)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert _ids(_read(_csv(turned))) == _ids(reading)
    assert _ids(_read(_csv(rows + rows))) == _ids(reading)
    assert _ids(_read(_csv(rows[:-1]))) <= _ids(reading)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(_words, _dates, st.datetimes().map(str), st.dates().map(str)), max_size=10))
def test_any_words_are_a_time_or_not(words: list[str]) -> None:
    import pyarrow as pa

    read = instants(pa.array(words, pa.string()), "Europe/Kyiv")
    good = ~read.bad & ~read.blank
    assert (read.end_s[good] > read.start_s[good]).all()
    alone = [instants(pa.array([word], pa.string()), "Europe/Kyiv") for word in words]
    assert read.start_s.tolist() == [int(one.start_s[0]) for one in alone], "a cell does not hang on its neighbours"
