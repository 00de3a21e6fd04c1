"""Bytes to rows and columns, with the true line of each and a word about everything odd."""

from __future__ import annotations

import gzip

import pytest

from truceline.ingest.limits import MAX_CELL_BYTES
from truceline.model.errors import InputError
from truceline.model.evidence import Blob
from truceline.sources.header import header_of
from truceline.sources.table import Table, read_table


def table(data: bytes | str, **options: object) -> Table:
    raw = data.encode() if isinstance(data, str) else data
    blob = Blob(sha256="0" * 64, data=raw, filename="t.csv", source="", received_s=0)
    return read_table(blob, **options)  # type: ignore[arg-type]


def cells(found: Table) -> dict[str, list[str]]:
    return {name: column.to_pylist() for name, column in found.columns.items()}


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_header(mark: str) -> None:
    found = table(f"a{mark}b{mark}c\n1{mark}2{mark}3\n")
    assert cells(found) == {"a": ["1"], "b": ["2"], "c": ["3"]}


def test_commas_in_quoted_names_do_not_choose_the_delimiter() -> None:
    assert cells(table('"a,x,y";b\n1;2\n')) == {"a,x,y": ["1"], "b": ["2"]}


def test_a_line_for_spreadsheets_may_name_the_delimiter() -> None:
    found = table("sep=;\na;b\n1;2\n")
    assert cells(found) == {"a": ["1"], "b": ["2"]}
    assert found.lines.tolist() == [3]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_numbers_hold_behind_quoted_line_ends(end: str) -> None:
    found = table(end.join(["a,b", '1,"x', "y", 'z"', "2,w", ""]))
    assert cells(found) == {"a": ["1", "2"], "b": ["x\ny\nz", "w"]}
    assert found.lines.tolist() == [2, 5]


def test_marks_case_and_blanks_in_names_do_not_matter() -> None:
    assert list(table(b'\xef\xbb\xbf" Start ",END\n1,2\n').columns) == ["start", "end"]


def test_a_header_padded_with_commas_and_rows_padded_with_commas() -> None:
    assert cells(table("a,b,,,\n1,2,,,\n3,4\n5,6,,\n")) == {"a": ["1", "3", "5"], "b": ["2", "4", "6"]}


def test_rows_of_the_wrong_length_stay_out_with_their_line() -> None:
    found = table("a,b\n1,2\n1,2,3\n4\n5,6\n")
    assert cells(found)["a"] == ["1", "5"]
    assert [(note.line, note.found) for note in found.notes] == [
        (3, "3 cells where the header has 2"),
        (4, "1 cells where the header has 2"),
    ]
    assert found.rows == 4


def test_a_run_of_broken_lines_is_one_note_and_every_row_counts() -> None:
    found = table("a,b\n" + "x\n" * 1000 + "1,2\n")
    assert len(found.notes) == 1
    assert found.notes[0].found.endswith("on each line up to 1001")
    assert found.rows == 1001


def test_lines_without_a_word_are_no_rows() -> None:
    found = table("a,b\n\n1,2\n,\n\n3,4\n\n")
    assert (found.rows, found.lines.tolist()) == (2, [3, 6])


def test_rows_with_nul_bytes_stay_out() -> None:
    found = table(b"a,b\n1,2\n3,\x004\n5,6\n")
    assert cells(found)["a"] == ["1", "5"]
    assert [(note.line, note.field, note.severity) for note in found.notes] == [(3, "b", "rejected")]


def test_rows_that_do_not_decode_stay_out_and_the_line_is_named() -> None:
    found = table("a,b\nЛиман,1\n".encode() + b"Kr\xff,2\n" + "Торське,3\n".encode())
    assert cells(found)["b"] == ["1", "3"]
    assert {note.line for note in found.notes if note.severity == "rejected"} == {3}


def test_utf_16_and_windows_1251_are_read_and_said() -> None:
    text = "назва,тип\nЛиман,обстріл\n"
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "cp1251"):
        found = table(text.encode(encoding))
        assert cells(found) == {"назва": ["Лиман"], "тип": ["обстріл"]}, encoding
        assert any("not UTF-8" in note.found for note in found.notes), encoding


def test_a_cell_over_the_cap_is_left_out_and_the_rest_goes_in() -> None:
    found = table(b"a,b\n1,2\n3," + b"x" * (MAX_CELL_BYTES + 1) + b"\n5,6\n")
    assert cells(found)["a"] == ["1", "5"]
    assert [note.line for note in found.notes] == [3]
    assert found.rows == 3


def test_a_line_of_ten_megabytes_is_bounded() -> None:
    found = table(b"a,b\n1,2\n" + b"x" * 10_000_000 + b"\n3,4\n")
    assert cells(found)["a"] == ["1", "3"]
    assert "1024 KiB" in found.notes[0].found


def test_a_quote_that_never_closes_costs_one_line() -> None:
    rows = "".join(f"{i},{i},x\n" for i in range(3, 40_000))
    found = table('a,b,c\n1,"2,x\n' + rows)
    assert found.columns["a"].to_pylist()[:2] == ["3", "4"]
    assert len(found.lines) == 39_997
    assert [note.line for note in found.notes] == [2]


def test_rows_taken_in_by_a_stray_quote_are_told() -> None:
    found = table('a,b\n1,"x\n2,y\n3,"z\n')
    assert any("look like rows" in note.found and note.line == 2 for note in found.notes)


def test_two_columns_of_one_name() -> None:
    found = table("a,a\n1,2\n")
    assert cells(found) == {"a": ["1"]}
    assert [(note.field, note.severity) for note in found.notes] == [("a", "warning")]


def test_gzip_is_unpacked_and_counted() -> None:
    assert cells(table(gzip.compress(b"a,b\n1,2\n"))) == {"a": ["1"], "b": ["2"]}


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00\x00\x00", b" \n"])
def test_no_header_no_table(data: bytes) -> None:
    with pytest.raises(InputError, match="header"):
        table(data)


def test_a_million_columns_are_refused_before_the_reader_sees_them() -> None:
    with pytest.raises(InputError, match="columns"):
        table(b"a," * 100_000 + b"z\n1\n")


def test_quotes_are_letters_where_the_format_says_so() -> None:
    found = table('1\ta "b\n2\tc" d\n', names=("n", "t"), delimiter="\t", quoted=False)
    assert cells(found) == {"n": ["1", "2"], "t": ['a "b', 'c" d']}


def test_the_header_of_a_packed_head_is_seen() -> None:
    packed = gzip.compress(b"Start,lat,lon\n" + b"1,2,3\n" * 100_000)[:200]
    assert header_of(packed) == ("start", "lat", "lon")
