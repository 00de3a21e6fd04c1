"""One mission with one provider for all tests of signing in there: whatever a test bends is straight again after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest
from tests.founded import AT_S, FOUNDERS, Mission, founded
from tests.identity_provider import Provider, serving
from tests.provider_mission import known_of

from truceline.model.accounts import Account, subject_at


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Mission, Provider]]:
    folder = tmp_path_factory.mktemp("provider")
    with pytest.MonkeyPatch.context() as patch, serving(Provider()) as provider:
        patch.setenv("TRUCELINE_KEYS", str(folder / "keys"))
        patch.setenv("TRUCELINE_OIDC_SECRET", provider.secret)
        rule = f'issuer = "{provider.issuer}"\nclient_id = "truceline"\nname = "Monitoring Ministry"\n'
        with founded(folder / "north", folder / "keys", f"[signin.oidc]\n{rule}") as mission:
            yield mission, provider


@pytest.fixture
def provider(running: tuple[Mission, Provider]) -> Provider:
    mission, provider = running
    fresh = Provider(port=provider.port, now=mission.clock.now_s)
    for one in fields(Provider):
        setattr(provider, one.name, getattr(fresh, one.name))
    return provider


@pytest.fixture
def mission(running: tuple[Mission, Provider], provider: Provider) -> Mission:
    """Anna and Bert are linked, Clara is not; nobody is signed in, and nothing has failed yet."""
    mission, _ = running
    mission.clock.s = AT_S
    known = known_of(mission)
    known._metadata = known._keys = None
    accounts = mission.house.accounts
    accounts.sweep(AT_S + 10**9, 10**9, 0)
    for name in FOUNDERS:
        accounts.put(Account(name))
    for name in ("anna", "bert"):
        accounts.put(Account(name, subject=subject_at(provider.issuer, f"{name}-there")))
    return mission
