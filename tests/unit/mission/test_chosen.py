"""Which rows and columns leave: by time, by name, with words beside the codes."""

from __future__ import annotations

import pyarrow as pa
import pytest

from truceline.mission.chosen import Chosen, moment_s
from truceline.model.columns import described
from truceline.model.errors import UsageError
from truceline.model.tables import BY_NAME


def _claims(*windows: tuple[int, int]) -> pa.Table:
    fixed = {"item_id": "i", "record": 1, "claimant": "a", "against": "b", "as_of_s": 0, "category": "c", "count": 1}
    fixed |= {"qualifier": "exact", "source_url": "", "note": ""}
    rows = [
        {**fixed, "claim_id": str(n), "window_start_s": a, "window_end_s": b, "unit": None, "parent": None}
        for n, (a, b) in enumerate(windows)
    ]
    return pa.Table.from_pylist(rows, BY_NAME["claims"])


def _ids(table: pa.Table) -> list[str]:
    ids: list[str] = table["claim_id"].to_pylist()
    return ids


def test_rows_whose_interval_meets_the_time() -> None:
    table = _claims((0, 10), (10, 20), (19, 30), (30, 40), (5, 35))
    assert _ids(Chosen("claims", 10, 30, None, None).rows(table)) == ["1", "2", "4"]
    assert _ids(Chosen("claims", None, 10, None, None).rows(table)) == ["0", "4"]
    assert _ids(Chosen("claims", 30, None, None, None).rows(table)) == ["3", "4"]
    assert Chosen("claims", None, None, None, None).rows(table).num_rows == 5


def test_a_moment_is_in_the_time_that_begins_with_it_and_a_row_without_one_is_in_none() -> None:
    rows = [
        dict.fromkeys(BY_NAME["evidence"].names, "") | {"item_id": str(n), "received_s": 0, "reported_s": at}
        for n, at in enumerate((9, 10, 20, None))
    ]
    table = pa.Table.from_pylist(rows, BY_NAME["evidence"])
    assert Chosen("evidence", 10, 20, None, None).rows(table)["item_id"].to_pylist() == ["1"]
    assert Chosen("evidence", None, 20, None, None).rows(table)["item_id"].to_pylist() == ["0", "1"]


def test_columns_come_in_the_order_in_which_they_are_named() -> None:
    table = Chosen("claims", None, None, "count, claim_id,count", None).columns(_claims((0, 1)))
    assert table.column_names == ["count", "claim_id"]


@pytest.mark.parametrize(("lang", "word"), [("en", "Shelling"), ("uk", "Обстріл"), ("ru", "Обстрел")])
def test_words_stand_beside_their_codes(lang: str, word: str) -> None:
    row = {"day": "2025-05-01", "event_type": "fire.shelling", "count_unit": None, "n_rows": 1, "count_low": 1}
    table = pa.Table.from_pylist([row | {"count_high": 1}], BY_NAME["counts"])
    chosen = Chosen("counts", None, None, "event_type,count_unit", lang)
    out = chosen.columns(table)
    assert out.column_names == ["event_type", "event_type_words", "count_unit", "count_unit_words"]
    assert out.to_pylist() == [
        {"event_type": "fire.shelling", "event_type_words": word, "count_unit": None, "count_unit_words": None}
    ]
    assert described(chosen.about, out.schema).field("event_type_words").metadata[b"description"]


@pytest.mark.parametrize(
    ("table", "from_", "until", "columns", "found"),
    [
        ("watchers", None, None, None, "no table 'watchers'"),
        ("incidents", None, None, "lat", "no column 'lat'"),
        ("incidents", None, None, " , ", "no column was named"),
        ("members", "2025-05-01", None, None, "have no time"),
        ("incidents", "2025-05-01", "2025-05-01", None, "is empty"),
        ("incidents", "May", None, None, "no day and no moment"),
    ],
)
def test_what_cannot_be_chosen_is_told_with_what_can(
    table: str, from_: str | None, until: str | None, columns: str | None, found: str
) -> None:
    with pytest.raises(UsageError, match=found) as told:
        Chosen(table, moment_s(from_), moment_s(until), columns, None)
    assert told.value.advice


def test_moments_are_utc_unless_they_say_otherwise() -> None:
    assert moment_s("1970-01-02") == 86_400
    assert moment_s("1970-01-01T02:00+02:00") == 0
    assert moment_s(None) is None
