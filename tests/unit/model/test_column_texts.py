"""Every column of every table is described, and the page, the schemas and the examples agree with the tables."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest

from truceline.cli.column_page import page
from truceline.mission.copies import CLASS_OF
from truceline.mission.export import TABLES
from truceline.model.column_texts import DESCRIBED
from truceline.model.columns import described, hashtags, json_schema
from truceline.model.public_tables import PUBLIC_DESCRIBED
from truceline.model.tables import BY_NAME

#: the core hashtags of HXL 1.1 (hxlstandard.org/standard/1-1final/dictionary)
_HASHTAGS = frozenset(
    [
        "access",
        "activity",
        "adm1",
        "adm2",
        "adm3",
        "adm4",
        "adm5",
        "affected",
        "beneficiary",
        "capacity",
        "cause",
        "channel",
        "contact",
        "country",
        "crisis",
        "currency",
        "date",
        "description",
        "event",
        "frequency",
        "geo",
        "group",
        "impact",
        "indicator",
        "inneed",
        "item",
        "loc",
        "meta",
        "modality",
        "need",
        "operations",
        "org",
        "output",
        "population",
        "reached",
        "region",
        "respondee",
        "sector",
        "service",
        "severity",
        "status",
        "subsector",
        "targeted",
        "value",
    ]
)
#: hashtags with which that dictionary uses an attribute, of those that we use; others are our own, which it allows
_ATTRIBUTES: dict[str, frozenset[str]] = {
    "code": _HASHTAGS - {"access", "affected", "capacity", "contact", "date", "description", "geo", "meta", "value"},
    "name": _HASHTAGS - {"access", "affected", "capacity", "date", "description", "geo", "meta", "value"},
    "num": frozenset({"capacity", "indicator", "output"}),
    "text": frozenset({"indicator"}),
    "lat": frozenset({"geo"}),
    "lon": frozenset({"geo"}),
    "start": frozenset({"date"}),
    "end": frozenset({"date"}),
    "occurred": frozenset({"date"}),
    "reported": frozenset({"date"}),
    "killed": frozenset({"affected"}),
    "injured": frozenset({"affected", "inneed", "reached", "targeted"}),
    "id": frozenset({"meta"}),
    "source": frozenset({"meta"}),
}
#: for humanitarian organisations, and for what projects are at: the parties are groups, a finding is an indicator
_NOT_OURS = frozenset({"org", "status"})


def test_every_table_that_leaves_is_described() -> None:
    assert list(BY_NAME) == list(TABLES) == list(DESCRIBED)
    assert set(CLASS_OF) == set(BY_NAME)


@pytest.mark.parametrize("table", BY_NAME)
def test_every_column_says_what_it_means_and_what_an_empty_one_means(table: str) -> None:
    about, schema = DESCRIBED[table], BY_NAME[table]
    assert list(about.columns) == schema.names
    assert about.rows.endswith(".") and set(about.key) <= set(schema.names)
    for field in schema:
        column = about.columns[field.name]
        assert column.meaning.endswith((".", "…")), field.name
        assert bool(column.null) == field.nullable, field.name
        if field.name.endswith(("_s", "_m", "_e6", "_ppm", "_mm", "_min", "_deg", "_milli")):
            assert column.unit, f"{field.name} has no unit"


@pytest.mark.parametrize("table", BY_NAME)
def test_the_examples_are_rows_of_the_schema(table: str) -> None:
    schema = json_schema(table, DESCRIBED[table], BY_NAME[table])
    jsonschema.Draft202012Validator.check_schema(schema)
    row = {name: column.example for name, column in DESCRIBED[table].columns.items()}
    jsonschema.validate({n: list(v) if isinstance(v, tuple) else v for n, v in row.items()}, schema)


@pytest.mark.parametrize("table", [*BY_NAME, *PUBLIC_DESCRIBED])
def test_hashtags_are_those_of_the_standard(table: str) -> None:
    about = {**DESCRIBED, **PUBLIC_DESCRIBED}[table]
    tagged = {tag: name for name, tag in zip(about.columns, hashtags(about, list(about.columns)), strict=True) if tag}
    assert len(tagged) == sum(bool(column.hxl) for column in about.columns.values()), "two columns with one hashtag"
    for tag, name in tagged.items():
        assert re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag), tag
        hashtag, *attributes = tag[1:].split("+")
        assert hashtag in _HASHTAGS - _NOT_OURS, tag
        assert all(hashtag in _ATTRIBUTES.get(attribute, _HASHTAGS) for attribute in attributes), tag
        if hashtag == "affected":
            assert isinstance(about.columns[name].example, int), f"{name}: every value must be a number"
        if hashtag == "date":
            assert name.endswith("_s") or re.match(r"\d{4}-\d\d-\d\d", str(about.columns[name].example)), name


def test_the_words_go_into_files_and_no_type_changes() -> None:
    for table, schema in BY_NAME.items():
        told = described(DESCRIBED[table], schema)
        assert told.equals(schema) and all(field.metadata[b"description"] for field in told)


def test_the_page_is_the_one_that_is_printed() -> None:
    written = (Path(__file__).parents[3] / "docs" / "columns.md").read_text(encoding="utf-8")
    assert written == page(None), "write it again: truceline schema --text > docs/columns.md"
