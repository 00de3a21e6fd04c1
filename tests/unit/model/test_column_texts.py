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
from truceline.model.tables import BY_NAME

#: the core hashtags of HXL 1.1
_HASHTAGS = {
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
    "delivery",
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
    "theme",
    "value",
}


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


@pytest.mark.parametrize("table", BY_NAME)
def test_hashtags_are_those_of_the_standard(table: str) -> None:
    tags = [tag for tag in hashtags(DESCRIBED[table], BY_NAME[table].names) if tag]
    assert len(tags) == len(set(tags)), "two columns with one hashtag cannot be told apart"
    for tag in tags:
        assert re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag), tag
        assert tag[1:].split("+")[0] in _HASHTAGS, tag


def test_the_words_go_into_files_and_no_type_changes() -> None:
    for table, schema in BY_NAME.items():
        told = described(DESCRIBED[table], schema)
        assert told.equals(schema) and all(field.metadata[b"description"] for field in told)


def test_the_page_is_the_one_that_is_printed() -> None:
    written = (Path(__file__).parents[3] / "docs" / "columns.md").read_text(encoding="utf-8")
    assert written == page(None), "write it again: truceline schema --text > docs/columns.md"
