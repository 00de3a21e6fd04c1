"""The world's gazetteer, read once."""

from __future__ import annotations

import pytest

from truceline.locate.gazetteer import load, ukraine_of_packages
from truceline.locate.index import PlaceIndex
from truceline.locate.ukraine_table import Table


@pytest.fixture(scope="session")
def table() -> Table:
    return ukraine_of_packages()


@pytest.fixture(scope="session")
def world(table: Table) -> PlaceIndex:
    return load(table=table)
