"""The Review page by keys alone: one key a ruling, one to undo it; and two analysts who rule on the same at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.browsing import complaints, served

from truceline.mission.folder import open_mission
from truceline.mission.intake import ingest
from truceline.mission.locks import lock_record
from truceline.mission.opened import opened
from truceline.mission.ruling_lines import ruling_lines
from truceline.mission.statements import enter, propose
from truceline.mission.stores import accounts_of, record_of
from truceline.mission.work import work
from truceline.model.accounts import Account
from truceline.record.note import Note, key_of, sign, write
from truceline.record.people import Person, found_text
from truceline.service.signin.passwords import hash_of
from truceline.stores.clock import SystemClock
from truceline.stores.keyring import load_or_make
from truceline.stores.silence import SilentProgress

ROLES = {"anna": "chair", "bert": "side_a", "dan": "analyst", "eva": "analyst"}
PASSWORD = "a long enough word of {name} 71"

#: three invented texts on one incident, each too short to tell whether it is told after another
TEXTS = {
    "wire.txt": """Shells hit ferry landing at Orvane

By AFP | March 4, 2031

Mortar shells struck the ferry landing at Orvane early on Tuesday, killing two dock workers and wounding 14 people who
were waiting for the first crossing, harbour master Jonas Virel said.
""",
    "gazette.txt": """Two dead at Orvane ferry

March 4, 2031

Two dock workers died and 14 people were hurt at the ferry landing of Orvane on Tuesday, according to Jonas Virel.
""",
    "herald.txt": """Orvane: 14 hurt

March 4, 2031

At Orvane on Tuesday shells fell on a landing. Jonas Virel spoke of two dead and 14 wounded.
""",
}


def _mission(folder: Path, keys: Path) -> Path:
    """A mission with these texts, two analysts, and their accounts."""
    (folder / "reports").mkdir(parents=True)
    (folder / "mission.toml").write_text('[mission]\nname = "North"\n')
    for name, words in TEXTS.items():
        (folder / "reports" / name).write_text(words)
    mission = open_mission(folder)
    signers = {name: load_or_make(keys, name) for name in ROLES}
    with opened(mission) as record:
        ingest(mission, record, [folder / "reports"], SystemClock(), SilentProgress())
        founders = [Person(name, role, key_of(signers[name])) for name, role in ROLES.items()]  # type: ignore[arg-type]
        text = propose(record, "found", found_text(founders)).text
        enter(record, write(Note(text, tuple(sign(text, signer) for signer in signers.values()))))
        work(mission, record, None, SilentProgress())
    accounts = accounts_of(mission)
    for name in ROLES:
        accounts.put(Account(name, hash_of(PASSWORD.format(name=name))))
    accounts.close()
    return folder


def test_two_analysts_rule_by_keys(
    npm: str, browser: str, pages: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("TRUCELINE_AS", raising=False)
    folder = _mission(tmp_path / "north", tmp_path / "keys")
    (tmp_path / "people.json").write_text(json.dumps({name: PASSWORD.format(name=name) for name in ROLES}))
    with served(folder) as (url, _):
        assert complaints(npm, browser, "review-keys", url, str(tmp_path / "people.json")) == []
    mission = open_mission(folder)
    record = record_of(mission)
    lock_record(mission, record)
    lines = ruling_lines(record)
    record.close()
    first, second = (lines[0].a, lines[0].b), (lines[1].a, lines[1].b)
    assert [((line.a, line.b), line.verdict, line.who) for line in lines] == [
        (first, "one_origin", "dan"),
        (second, "undetermined", "dan"),
        (second, "withdrawn", "dan"),
        (first, "two_origins", "eva"),
    ]
    assert first != second
