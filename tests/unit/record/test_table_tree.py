from __future__ import annotations

import msgspec
import pyarrow as pa
import pytest

from truceline.model import tables
from truceline.model.errors import RecordError
from truceline.record.leaf import commitment
from truceline.record.merkle import EMPTY_ROOT, TreeHead, verify_inclusion
from truceline.record.seeds import all_seeds, planted, salts_of, seed_of
from truceline.record.table_fields import FIELDS
from truceline.record.table_rows import of_objects, of_table
from truceline.record.table_tree import Remains, Rows, Secret, erased, grown, opened, row_hash

_SEED = b"sixteen bytes it"
_FIELDS = (("name", ("name",)), ("place", ("lat_e6", "lon_e6")), ("said_by", ("said_by", "sure")))


def _rows(n: int) -> Rows:
    table = pa.table(
        {
            "name": pa.array([f"n{i}" for i in range(n)]),
            "lat_e6": pa.array([None if i % 3 else -i for i in range(n)], pa.int32()),
            "lon_e6": pa.array(range(n), pa.int64()),
            "said_by": pa.array([[], ["a", 'b"\n'], None][i % 3] for i in range(n)),
            "sure": pa.array(i % 2 == 0 for i in range(n)),
        }
    )
    return of_table(table, _FIELDS)


def _secret(table: Rows) -> Secret:
    return Secret(planted(table.n, _SEED))


@pytest.mark.parametrize("n", [1, 2, 3, 6, 9, 17])
def test_every_row_and_field_is_shown_under_the_root(n: int) -> None:
    table = _rows(n)
    tree = grown(table, _secret(table))
    for row in range(n):
        shown = opened(table, _secret(table), row)
        verify_inclusion(row_hash(shown.commits), row, tree.path(row), TreeHead(n, tree.root))
        assert tuple(commitment(name, shown.openings[name]) for name in table.fields) == shown.commits


def test_values_are_those_of_the_table() -> None:
    table = _rows(3)
    assert {name: opening.value for name, opening in opened(table, _secret(table), 1).openings.items()} == {
        "name": "n1",
        "place": {"lat_e6": None, "lon_e6": 1},
        "said_by": {"said_by": ["a", 'b"\n'], "sure": False},
    }


def test_the_root_is_the_same_however_many_rows_are_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    table = _rows(300)
    plain = grown(table, _secret(table)).root
    monkeypatch.setattr("truceline.record.table_tree._CHUNK", 128)
    assert grown(table, _secret(table)).root == plain


def test_an_erased_row_and_an_erased_field_leave_every_proof_as_it_was() -> None:
    table = _rows(10)
    before = grown(table, _secret(table))
    left = erased(table, erased(table, _secret(table), 4), 7, ["place"])
    after = grown(table, msgspec.json.decode(msgspec.json.encode(left), type=Secret))
    assert after.root == before.root
    assert [after.path(row) for row in range(10)] == [before.path(row) for row in range(10)]
    assert opened(table, left, 4).openings == {}
    assert sorted(opened(table, left, 7).openings) == ["name", "said_by"]
    assert opened(table, left, 5) == opened(table, _secret(table), 5)
    assert opened(table, left, 7).commits == opened(table, _secret(table), 7).commits


def test_what_was_erased_is_nowhere_in_what_is_left() -> None:
    table = _rows(10)
    salt = opened(table, _secret(table), 7).openings["place"].salt
    left = erased(table, _secret(table), 7, ["place"])
    assert salt not in msgspec.json.encode(left).decode()
    with pytest.raises(RecordError, match="no fields place"):
        erased(table, left, 7, ["place"])
    assert opened(table, erased(table, left, 7), 7).openings == {}


@pytest.mark.parametrize("fields", [None, ["place"], ["name", "said_by"]])
def test_the_salts_of_what_was_erased_cannot_be_drawn_again(fields: list[str] | None) -> None:
    table = _rows(10)
    left = erased(table, _secret(table), 7, fields)
    with pytest.raises(RecordError, match="was erased"):
        seed_of(left.seeds, 7)
    if fields is not None:
        seeds, left = left.seeds, erased(table, left, 7)
        assert left.seeds == seeds
    assert left.remains == (Remains(7, opened(table, _secret(table), 7).commits, {}),)
    salts = {opening.salt for opening in opened(table, _secret(table), 7).openings.values()}
    drawn = {salt.hex() for seed in all_seeds(left.seeds) for salt in salts_of(seed.tobytes(), len(table.fields))}
    assert not salts & drawn


def test_what_remains_is_sorted_by_row_and_each_row_stands_there_once() -> None:
    table = _rows(10)
    left = _secret(table)
    for row, fields in ((7, ["place"]), (2, None), (7, ["name"]), (5, None)):
        left = erased(table, left, row, fields)
    assert [remains.row for remains in left.remains] == [2, 5, 7]
    assert set(left.remains[2].salts) == {"said_by"}
    for wrong in ([], ["name"], ["said_by", "nothing"]):
        with pytest.raises(RecordError, match="row 7 holds no fields"):
            erased(table, left, 7, wrong)


def test_a_table_with_a_column_less_than_it_names_is_refused() -> None:
    column = pa.array(['"x"'], pa.large_string())
    table = Rows(1, ("name", "place"), lambda _first, _n: [column])
    with pytest.raises(ValueError):
        grown(table, _secret(table))
    with pytest.raises(ValueError):
        opened(table, _secret(table), 0)


def test_two_tables_with_other_seeds_have_nothing_in_common() -> None:
    table = _rows(2)
    other = Secret(planted(2, b"another sixteen!"))
    assert not set(opened(table, other, 0).commits) & set(opened(table, _secret(table), 0).commits)


def test_an_empty_table_has_the_empty_root() -> None:
    table = _rows(0)
    assert grown(table, _secret(table)).root == EMPTY_ROOT
    with pytest.raises(RecordError, match="no row 0"):
        grown(table, _secret(table)).path(0)


def test_objects_are_rows_of_one_field() -> None:
    table = of_objects([{"b": 1, "a": [None]}, {"c": "x"}])
    tree = grown(table, _secret(table))
    shown = opened(table, _secret(table), 0)
    assert shown.openings["row"].value == {"a": [None], "b": 1}
    verify_inclusion(row_hash(shown.commits), 0, tree.path(0), TreeHead(2, tree.root))


def test_a_float_is_refused() -> None:
    with pytest.raises(ValueError, match="no canonical JSON"):
        grown(of_table(pa.table({"x": [0.5]}), (("x", ("x",)),)), Secret(planted(1, _SEED)))


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_column_is_in_one_field_and_the_key_is_the_first(name: str) -> None:
    schema: pa.Schema = getattr(tables, name.upper())
    columns = [column for _, group in FIELDS[name] for column in group]
    assert sorted(columns) == sorted(schema.names)
    assert columns[0] == schema.names[0]
    assert len({field for field, _ in FIELDS[name]}) == len(FIELDS[name])
