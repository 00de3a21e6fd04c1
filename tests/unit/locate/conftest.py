"""The world's gazetteer, read once."""

from __future__ import annotations

import pytest

from truceline.locate.gazetteer import load
from truceline.locate.index import PlaceIndex


@pytest.fixture(scope="session")
def world() -> PlaceIndex:
    return load()
