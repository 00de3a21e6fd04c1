"""One small mission for all tests of the service that only read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.serving import house_of, lower_river

from truceline.service.house import House


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(lower_river(tmp_path_factory.mktemp("served") / "mission")) as opened:
        yield opened
