"""A small mission and its server in this process, for tests: no port, no other process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from litestar.concurrency import sync_to_thread

from truceline.mission.agreed import agreement_of
from truceline.mission.asking import Asker
from truceline.mission.folder import open_mission
from truceline.mission.intake import ingest
from truceline.mission.opened import opened
from truceline.mission.release import USUAL, bulletin_of, publish
from truceline.mission.stores import view_of
from truceline.mission.viewed import sectors_of
from truceline.mission.work import work
from truceline.model.agreement import Agreement
from truceline.model.view import ViewChanges
from truceline.pipeline import Outcome
from truceline.ports import View
from truceline.record.access import Role
from truceline.service.app import served
from truceline.service.covering import Desk as Covering
from truceline.service.drawing import Desk as Drawing
from truceline.service.drawing import drawn
from truceline.service.house import House, open_house
from truceline.service.maps import Maps
from truceline.service.press import Press
from truceline.service.problems import AnyRequest, ProblemError
from truceline.service.releasing import Desk as Releasing
from truceline.service.study import Answered, Study
from truceline.service.studying import Desk
from truceline.stores.clock import FixedClock
from truceline.stores.silence import SilentProgress

FILES = {
    "mission.toml": """
[mission]
name = "Lower River"
agreement = "agreement.toml"
zone = "Europe/Kyiv"
cut_off = "19:30"
area = [35.0, 49.0, 38.0, 51.0]

[[source]]
match = "patrol*.csv"
connector = "patrol"
class = "patrol"
""",
    "agreement.toml": """
[agreement]
id = "lower-river"
name = "Lower River ceasefire"
version = "1"
time_zone = "Europe/Kyiv"

[[party]]
id = "A"
name = "Alder Republic"

[[party]]
id = "B"
name = "Birch Federation"

[[reading]]
according_to = "all"
from = "2026-03-01T00:01"

[[provision]]
id = "fire"
words = "All fire shall cease within ten kilometres of the bridge."
citation = "Article 1"
when = { all = [{ act = "fire" }, { in_zone = "bridge" }] }
""",
    "zones.geojson": """{"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"id": "bridge", "kind": "zone", "label": "Ten kilometres around the bridge"},
   "geometry": {"type": "Polygon",
    "coordinates": [[[36.1, 49.9], [36.4, 49.9], [36.4, 50.1], [36.1, 50.1], [36.1, 49.9]]]}}
]}""",
}

REPORTS = {
    "patrol-3.csv": (
        "_submission_time,patrol,sector,event_type,event_start,event_end,latitude,longitude,radius_m,count,unit,means,"
        "weapon,calibre_mm,target,alleged_actor,note,KEY\n"
        "2026-03-03T16:05:00Z,patrol-3,North bank,fire.shelling,2026-03-03T16:40:00+02:00,2026-03-03T16:50:00+02:00,"
        "49.9935,36.2304,800,1,attack,heard,mortar,82,,,four impacts,uuid:1\n"
        "2026-03-03T18:05:00Z,patrol-3,North bank,fire.burst,2026-03-03T17:40:00+02:00,2026-03-03T17:45:00+02:00,"
        "50.02,36.3,500,2,burst,saw,small_arms,,,B,tracers seen by our driver,uuid:2\n"
    ),
    "wire.txt": (
        "Shelling kills two in Kharkiv\n\nBy Reuters | March 3, 2026\n\n"
        "Mortar fire hit a residential district of Kharkiv on Tuesday afternoon, killing two people, the regional"
        " governor said.\n\n“We heard four explosions,” said Olena Marchuk, who lives nearby.\n"
    ),
    "gazette.txt": (
        "Two dead as mortar fire hits Kharkiv\n\nMarch 3, 2026\n\n"
        "A residential district of Kharkiv was hit by mortar fire on Tuesday afternoon, killing two people, according"
        " to the regional governor.\n\n“We heard four explosions,” Olena Marchuk, who lives nearby, said.\n"
    ),
    "effort.csv": (
        "watcher,source_class,start,end,status,reason,lat,lon,range_m,sector\n"
        "post-7,patrol,2026-03-03T06:00:00Z,2026-03-03T18:00:00Z,on,,49.99,36.22,5000,North bank\n"
        "post-7,patrol,2026-03-03T18:00:00Z,2026-03-03T20:00:00Z,denied,turned back,49.99,36.22,5000,North bank\n"
    ),
    "claims.csv": (
        "claimant,against,as_of,window_start,window_end,category,count,qualifier,unit,parent,source_url,note\n"
        "A,B,2026-03-04T00:00:00+02:00,2026-03-03T00:00:00+02:00,2026-03-04T00:00:00+02:00,total,9,exact,attack,,x:1,\n"
        "A,B,2026-03-04T00:00:00+02:00,2026-03-03T00:00:00+02:00,2026-03-04T00:00:00+02:00,shelling,11,exact,attack,"
        "total,x:1,\n"
    ),
}

#: what no answer to the public may hold: a post's place, its name, a witness, words of a monitor
SECRETS = ("49.99", "49990000", "36.22", "post-7", "patrol-3", "uuid:1", "tracers", "four impacts")

NOW_S = 1_772_700_000  # 5 March 2026


def lower_river(folder: Path, *, release: bool = True) -> Path:
    """A mission with two patrol reports, two texts, effort and claims; run, and with a bulletin."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    incoming = folder / "reports"
    incoming.mkdir()
    for name, text in REPORTS.items():
        (incoming / name).write_text(text, encoding="utf-8")
    mission = open_mission(folder)
    with opened(mission) as record:
        ingest(mission, record, [incoming], FixedClock(NOW_S), SilentProgress())
        outcome = work(mission, record, None, SilentProgress())
        if release:
            bulletin = bulletin_of(mission, record, outcome, agreement_of(mission), date(2026, 3, 3))
            publish(mission, record, bulletin, ("en",), tuple(name for name in USUAL if name != "pdf"))
    return folder


def whole(outcome: Outcome, agreement: Agreement | None) -> ViewChanges:
    """All that a full run says, in place of whatever a view held, as the live desk puts it there."""
    return ViewChanges(
        incidents=outcome.incidents,
        sectors=sectors_of(outcome.incidents, agreement),
        findings=outcome.findings,
        observations=outcome.observations,
        members=outcome.members,
        unresolved=outcome.unresolved,
        effort=outcome.effort,
        whole=True,
    )


class StudyHere(Study):
    """Answers in this process, when it is asked."""

    def __init__(self, folder: Path, view: View | None = None) -> None:
        super().__init__(folder)
        self.view = view or view_of(open_mission(folder))
        self.desk = Desk(folder)
        self.covering = Covering(folder)
        self.releasing = Releasing(folder)

    async def ask(self, name: str, *given: str, within_s: float | None) -> Answered:
        if name in ("map", "columns"):
            found = drawn(self.view, name, *given)
        elif name == "settlements":
            found = Drawing(self._folder).answer(name, given)
        elif name in ("make", "finish"):
            found = await sync_to_thread(self.releasing.answer, name, given)
        else:
            found = (self.covering if name == "coverage" else self.desk).answer(name, given)
        if found.problem is not None:
            problem = found.problem
            raise ProblemError(problem.status, problem.detail, where=problem.where, advice=problem.advice)
        return found

    def begin(self) -> None:
        explainer = self.desk.explainer()
        if self.view.as_of() == 0:
            self.view.apply(whole(explainer.case.outcome, explainer.case.agreement), explainer.as_of)


def worked_here(house: House, study: StudyHere) -> House:
    """The house, with its long work done by this study."""
    maps, map_columns, coverages = (Maps(study, house.view, name) for name in ("map", "columns", "coverage"))
    press = Press(house.mission, study, house.hub, house.clock)
    return replace(house, study=study, maps=maps, map_columns=map_columns, coverages=coverages, press=press)


@contextmanager
def house_of(folder: Path, **options: Any) -> Iterator[House]:
    """A house whose long work is done here, with the view filled."""
    with open_house(open_mission(folder), clock=FixedClock(NOW_S), **options) as house:
        study = StudyHere(folder, house.view)
        study.begin()
        yield worked_here(house, study)


def somebody(role: Role) -> Callable[..., Asker]:
    """Whoever asks, in this role."""
    asker = Asker("" if role == "public" else f"{role}-1", role)

    def who(request: AnyRequest, house: House) -> Asker:
        return asker

    return who


class Client:
    """Asks a server in this process."""

    def __init__(self, house: House, role: Role = "public") -> None:
        self.app = served(house, somebody(role))

    def __call__(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                return await client.request(method, path, **more)

        return asyncio.run(once())

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self("GET", path, **more)
