"""A mission whose people have roles, keys and accounts: what a headquarters is before anybody signs in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from truceline.mission.folder import Mission
from truceline.mission.intake import ingest
from truceline.mission.opened import opened
from truceline.mission.statements import enter, propose
from truceline.mission.stores import accounts_of
from truceline.mission.work import work
from truceline.model.accounts import Account
from truceline.record.note import Note, key_of, sign, write
from truceline.record.people import Person, found_text
from truceline.service.signin.passwords import hash_of
from truceline.stores.clock import SystemClock
from truceline.stores.keyring import load_or_make
from truceline.stores.silence import SilentProgress

_PASSWORD = "a long enough word of {name} 71"


def peopled(mission: Mission, keys: Path, roles: Mapping[str, str], evidence: Iterable[Path] = ()) -> dict[str, str]:
    """Found the roles, name -> role, with keys in a folder; take evidence in and run. Returns everybody's password."""
    signers = {name: load_or_make(keys, name) for name in roles}
    with opened(mission) as record:
        brought = list(evidence)
        if brought:
            ingest(mission, record, brought, SystemClock(), SilentProgress())
        founders = [Person(name, role, key_of(signers[name])) for name, role in roles.items()]  # type: ignore[arg-type]
        text = propose(record, "found", found_text(founders)).text
        enter(record, write(Note(text, tuple(sign(text, signer) for signer in signers.values()))))
        if brought:
            work(mission, record, None, SilentProgress())
    passwords = {name: _PASSWORD.format(name=name) for name in roles}
    accounts = accounts_of(mission)
    for name, password in passwords.items():
        accounts.put(Account(name, hash_of(password)))
    accounts.close()
    return passwords
