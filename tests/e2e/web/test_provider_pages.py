"""People who sign in through an identity provider of another site; and what they wrote when their session has ended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from tests.browsing import complaints, served
from tests.identity_provider import Provider, serving
from tests.serving import lower_river

from truceline.mission.folder import open_mission
from truceline.mission.opened import opened
from truceline.mission.statements import enter, propose
from truceline.mission.stores import accounts_of
from truceline.model.accounts import Account, subject_at
from truceline.record.note import Note, key_of, sign, write
from truceline.record.people import Person, found_text
from truceline.service.signin.passwords import hash_of
from truceline.stores.keyring import load_or_make

WORDS = "correct horse battery staple"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """At `localhost`, which to a browser is another site than the server's 127.0.0.1."""
    with serving(Provider(host="localhost", people=("anna-there", "bert-there", "dan-there", "zoe-there"))) as made:
        yield made


@pytest.fixture(scope="module")
def server(pages: None, browser: str, provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A mission with three founders and an observer, all but Clara linked, and its server."""
    folder = tmp_path_factory.mktemp("provider") / "mission"
    lower_river(folder, release=False)
    with (folder / "mission.toml").open("a") as settings:
        settings.write(
            f'[signin.oidc]\nissuer = "{provider.issuer}"\nclient_id = "truceline"\nname = "Monitoring Ministry"\n'
        )
    keyring = folder.parent / "keys"
    environment = {"TRUCELINE_KEYS": str(keyring), "TRUCELINE_OIDC_SECRET": provider.secret}
    _give_roles(folder, keyring, provider)
    provider.acts["expire"] = lambda: _expire(folder)
    with served(folder, environment) as (url, _):
        yield url


def _give_roles(folder: Path, keyring: Path, provider: Provider) -> None:
    keys = {name: load_or_make(keyring, name) for name in ("anna", "bert", "clara", "dan")}
    mission = open_mission(folder)
    founders = [
        Person("anna", "chair", key_of(keys["anna"])),
        Person("bert", "side_a", key_of(keys["bert"])),
        Person("clara", "side_b", key_of(keys["clara"])),
    ]
    with opened(mission) as record:
        said = propose(record, "found", found_text(founders)).text
        enter(record, write(Note(said, tuple(sign(said, keys[name]) for name in ("anna", "bert", "clara")))))
        about = {"person": "dan", "role": "observer", "key": key_of(keys["dan"]).text}
        said = propose(record, "grant", about).text
        enter(record, write(Note(said, tuple(sign(said, keys[name]) for name in ("anna", "bert")))))
    accounts = accounts_of(mission)
    for name in ("anna", "bert", "dan"):
        accounts.put(Account(name, subject=subject_at(provider.issuer, f"{name}-there")))
    accounts.put(Account("clara", hash_of(WORDS)))
    accounts.close()


def _expire(folder: Path) -> None:
    """Every session has lasted as long as one may."""
    db = apsw.Connection(str(folder / "accounts.db"))
    db.set_busy_timeout(10_000)
    db.execute("UPDATE sessions SET ends_s = 1")
    db.close()


@pytest.mark.parametrize("script", ["provider", "ended-session"])
def test_in_the_browser(npm: str, browser: str, server: str, provider: Provider, script: str) -> None:
    assert complaints(npm, browser, script, server, provider.issuer) == []
