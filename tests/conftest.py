"""Shared by all tests: where the optional real data lie, and the rule that CI skips nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from tests import postgres_server

# no test is timed: how long one example takes says more about the neighbours on the machine than about the code
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
#: fewer examples, always the same, and a failing one is not made smaller: for mutation testing
#: (pytest --hypothesis-profile mutants)
_FIND_ONLY = (Phase.explicit, Phase.generate)
settings.register_profile("mutants", max_examples=12, derandomize=True, deadline=None, phases=_FIND_ONLY)

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real open data beside the checkout; the test is skipped, visibly, where it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no real data beside the checkout (../shared/data)")
    return folder


@pytest.fixture(scope="session")
def seed_texts() -> Path:
    """Two real news texts beside the checkout; the test is skipped, visibly, where they are absent."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("no seed texts beside the checkout (../shared/seeds)")
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgres_server.Server]:
    """A real PostgreSQL with PostGIS; the test is skipped, visibly, where it is absent."""
    if why := postgres_server.absent():
        pytest.skip(why)
    with postgres_server.server() as running:
        yield running


@pytest.fixture(scope="session", autouse=True)
def keys_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keys that tests make lie with the tests, never with whoever runs them."""
    folder = tmp_path_factory.mktemp("keys")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRUCELINE_KEYS", str(folder))
        yield folder


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named by their number: packed ones hold the second at which they were packed, and the processes that
    share the tests must find the same names."""
    return f"{argname}-{len(val)}-bytes" if isinstance(val, bytes) else None


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI a skipped test is a failure: a check that does not run cannot fail."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") and skipped and exitstatus == 0:
        reporter.write_line(f"{len(skipped)} tests were skipped, and in CI nothing skips", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
