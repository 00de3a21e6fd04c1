"""A mission with three founders and its house, for tests of who is let in: a clock that is set, and browsers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient
from tests.serving import StudyHere

from truceline.mission.folder import open_mission
from truceline.mission.statements import enter, propose
from truceline.model.view import ViewChanges
from truceline.record.access import Role
from truceline.record.note import Note, key_of, sign, write
from truceline.record.people import Person, found_text
from truceline.service.app import app
from truceline.service.house import House, open_house
from truceline.service.signin.origin import Origin
from truceline.stores.keyring import load_or_make

FOUNDERS: dict[str, Role] = {"anna": "chair", "bert": "side_a", "clara": "side_b"}
AT_S = 1_772_700_000


class Clock:
    def __init__(self) -> None:
        self.s = AT_S

    def now_s(self) -> int:
        return self.s


class Mission:
    """A founded mission, and browsers."""

    def __init__(self, house: House, clock: Clock, keys: Path) -> None:
        self.house, self.clock, self.keys = house, clock, keys
        self.app = app(house)

    def browser(self, agent: str = "Firefox") -> TestClient[Litestar]:
        client = TestClient(self.app, base_url="http://127.0.0.1")
        client.headers["User-Agent"] = agent
        return client

    def said(self, what: Any, about: dict[str, str], *names: str) -> None:
        text = propose(self.house.record, what, about).text
        lines = tuple(sign(text, load_or_make(self.keys, name)) for name in names)
        enter(self.house.record, write(Note(text, lines)))


@contextmanager
def founded(folder: Path, keys: Path, settings: str = "") -> Iterator[Mission]:
    """The mission "North" with further settings; `TRUCELINE_KEYS` names the folder of keys already."""
    folder.mkdir()
    (folder / "mission.toml").write_text(f'[mission]\nname = "North"\n{settings}')
    clock = Clock()
    with open_house(open_mission(folder), clock=clock, origin=Origin()) as house:
        made = Mission(replace(house, study=StudyHere(folder)), clock, keys)
        people = [Person(n, role, key_of(load_or_make(keys, n))) for n, role in FOUNDERS.items()]
        made.said("found", found_text(people), *FOUNDERS)
        house.view.apply(ViewChanges(whole=True), house.record.size())  # as the live desk does at once
        yield made
