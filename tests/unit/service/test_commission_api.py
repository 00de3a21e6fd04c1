"""The commission's room over HTTP: a whole case, both sides alike, and what each role is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

import truceline.service.app
from truceline.mission.agreed import agreement_of
from truceline.mission.asking import Asker
from truceline.mission.folder import open_mission
from truceline.mission.intake import ingest
from truceline.mission.opened import opened
from truceline.mission.statements import enter, propose
from truceline.mission.viewed import whole
from truceline.mission.work import work
from truceline.record.note import Note, key_of, sign, write
from truceline.record.people import Person, found_text
from truceline.service.house import House, open_house
from truceline.service.problems import AnyRequest
from truceline.stores.clock import SystemClock
from truceline.stores.keyring import KeySigner, load_or_make
from truceline.stores.silence import SilentProgress

ROLES: dict[str, Any] = {"anna": "chair", "bert": "side_a", "clara": "side_b", "dan": "analyst"}
AGREEMENT = """[agreement]
id = "a"
name = "A truce"
version = "1"
time_zone = "UTC"

[[party]]
id = "A"
name = "Alder"

[[party]]
id = "B"
name = "Birch"

[[reading]]
according_to = "all"
from = "2026-03-01T00:00"

[[provision]]
id = "fire"
words = "All fire shall cease."
citation = "Article 1"
when = { act = "fire" }
"""
EVENTS = """event_id,source,start,end,lat,lon,radius_m,type,source_class
e1,post 7,{at}:00Z,{at}:30Z,48.51234,37.91234,200,fire.shelling,patrol
"""


class Room:
    """The application as each of four people sees it."""

    def __init__(self, house: House, client: TestClient[Litestar], signers: dict[str, KeySigner]) -> None:
        self.house, self.client, self.signers = house, client, signers

    def get(self, name: str, path: str) -> Any:
        return self.client.get(path, headers={"X-As": name})

    def post(self, name: str, path: str, body: object, status: int = 201) -> Any:
        answer = self.client.post(path, json=body, headers={"X-As": name})
        assert answer.status_code == status, answer.text
        return answer.json()

    def finding(self) -> str:
        (found,) = self.get("dan", "/v1/findings").json()["items"]
        return str(found["finding_id"])

    def brought(self, name: str = "bert") -> str:
        case = self.post(name, "/v1/cases", {"finding_id": self.finding(), "why": "shells fell on the mill"})
        return f"/v1/cases/{case['case']['case_id']}"

    def signature(self, name: str, statement: str) -> str:
        return write(Note(statement, (sign(statement, self.signers[name]),))).decode()


def _asker(request: AnyRequest, house: House) -> Asker:
    name = request.headers.get("X-As", "")
    return Asker(name, ROLES[name]) if name else Asker("", "public")


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("TRUCELINE_AS", raising=False)
    folder = tmp_path / "north"
    folder.mkdir()
    (folder / "mission.toml").write_text(
        '[mission]\nname = "North"\nagreement = "agreement.toml"\n[policy]\napprovals = 2\n'
    )
    (folder / "agreement.toml").write_text(AGREEMENT)
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M")  # of today, as the cases are
    (tmp_path / "events.csv").write_text(EVENTS.format(at=at))
    mission = open_mission(folder)
    signers = {name: load_or_make(tmp_path / "keys", name) for name in ROLES}
    with opened(mission) as record:
        ingest(mission, record, [tmp_path / "events.csv"], SystemClock(), SilentProgress())
        founders = [Person(name, role, key_of(signers[name])) for name, role in ROLES.items()]
        text = propose(record, "found", found_text(founders)).text
        enter(record, write(Note(text, tuple(sign(text, signer) for signer in signers.values()))))
        outcome = work(mission, record, None, SilentProgress())
    with open_house(mission) as house:
        house.view.apply(whole(outcome, agreement_of(mission)), house.record.size())
        with TestClient(truceline.service.app.app(house, _asker)) as client:
            yield Room(house, client, signers)


def test_a_case_from_a_finding_to_a_remedy(room: Room) -> None:
    case = room.brought("bert")
    room.post("clara", f"{case}/reply", {"words": "Our guns were silent."})
    room.post("anna", f"{case}/stage", {"stage": "investigation", "why": "it was verified"})
    room.post("clara", f"{case}/vote", {"outcome": "no_violation", "grounds": "no crater"})
    ballot = {"outcome": "violation", "attributed_to": "B", "grounds": "Two craters,\nand fragments."}
    proposal = room.post("anna", f"{case}/decision", ballot)["case"]["proposals"][-1]
    assert "grounds Two craters, and fragments." in proposal["statement"]
    signing = f"{case}/decision/{proposal['number']}/signatures"
    for name, decided in (("anna", 0), ("bert", 1)):
        sheet = room.post(name, signing, {"note": room.signature(name, proposal["statement"])})
        assert len(sheet["case"]["decisions"]) == decided
    decision = sheet["case"]["decisions"][0]
    assert (decision["attributed_to"], decision["dissent"]) == ("B", ["side_b"])
    assert sheet["findings"][0]["attribution"] == "attributed_by_decision"
    room.post("clara", f"{case}/dissent", {"decision_id": decision["decision_id"], "words": "The craters are old."})
    sheet = room.post("anna", f"{case}/remedy", {"party": "B", "words": "withdraws the battery", "due_s": 1})
    remedy = sheet["case"]["remedies"][0]
    assert remedy["status"] == "overdue"
    sheet = room.post("clara", f"{case}/remedy/{remedy['remedy_id']}", {"status": "done", "words": "It is gone."})
    assert sheet["case"]["remedies"][0]["status"] == "done"


def test_both_sides_see_the_same_bytes_but_for_whom_they_speak_for(room: Room) -> None:
    case = room.brought("dan")
    assert [room.get(name, case).status_code for name in ("bert", "clara")] == [404, 404]
    room.post("dan", f"{case}/stage", {"stage": "verification", "why": "two reports agree"})
    a, b = (room.get(name, case).json() for name in ("bert", "clara"))
    assert (a.pop("party"), b.pop("party")) == ("A", "B")
    assert a == b and room.get("bert", "/v1/cases").json()["items"][0]["case"] == a["case"]


def test_what_a_side_reads_of_the_incident_locates_nobody(room: Room) -> None:
    text = room.get("clara", room.brought("bert")).text
    for secret in ("48.51", "37.91", "4851", "3791", "post 7", "radius_m"):
        assert secret not in text, secret
    assert '"event_type":"fire.shelling"' in text


def test_who_may_not_is_told_so(room: Room) -> None:
    case = room.brought("bert")
    assert room.get("", case).status_code == 403
    assert room.get("", "/v1/cases").status_code == 403
    room.post("dan", f"{case}/vote", {"outcome": "violation", "grounds": "seen"}, 403)
    room.post("anna", f"{case}/reply", {"words": "…"}, 400)
    room.post("bert", f"{case}/stage", {"stage": "investigation", "why": "now"}, 400)
    room.post("bert", f"{case}/vote", {"outcome": "violation", "grounds": " "}, 400)
    room.post("bert", f"{case}/remedy", {"party": "C", "words": "leaves"}, 400)
    room.post("bert", f"{case}/decision/9/signatures", {"note": "none"}, 422)
    assert room.get("bert", "/v1/cases/cas_none").status_code == 404
    room.post("bert", "/v1/cases", {"finding_id": "fnd_none", "why": "x"}, 404)


def test_of_two_proposals_at_once_one_is_told_that_it_came_late(room: Room) -> None:
    case = room.brought("bert")
    sheet = room.post("anna", f"{case}/decision", {"outcome": "no_violation", "grounds": "an exercise"})
    old = sheet["case"]["proposals"][-1]
    room.post("clara", f"{case}/decision", {"outcome": "unable_to_rule", "grounds": "no access"})
    signing = f"{case}/decision/{old['number']}/signatures"
    answer = room.post("bert", signing, {"note": room.signature("bert", old["statement"])}, 422)
    assert "another proposal" in answer["detail"]


def test_a_draft_leaves_with_the_second_signature_and_says_what_was_decided(room: Room) -> None:
    room.brought("bert")
    made = room.post("dan", "/v1/releases", {})
    (waiting,) = room.get("bert", "/v1/releases").json()["items"]
    assert waiting["day"] == made["draft"] and waiting["signed_by"] == []
    page = room.get("clara", f"/v1/releases/{waiting['day']}/files/bulletin.en.html")
    assert "Before the commission" in page.text and "sandbox" in page.headers["content-security-policy"]
    signing = f"/v1/releases/{waiting['day']}/signatures"
    room.post("bert", signing, {"note": room.signature("bert", waiting["statement"])}, 403)
    room.post("dan", signing, {"note": room.signature("anna", waiting["statement"])}, 422)
    assert room.post("dan", signing, {"note": room.signature("dan", waiting["statement"])})["released"] == []
    assert room.post("anna", signing, {"note": room.signature("anna", waiting["statement"])})["released"]
    assert room.get("", f"/bulletins/{waiting['day']}/bulletin.en.html").status_code == 200
    assert room.get("bert", "/v1/releases").json()["items"] == []


def test_a_draft_whose_bytes_changed_is_void(room: Room) -> None:
    day = room.post("dan", "/v1/releases", {})["draft"]
    (waiting,) = room.get("dan", "/v1/releases").json()["items"]
    file = room.house.mission.folder / "drafts" / day / "bulletin.en.md"
    file.write_text(file.read_text() + " ")
    (void,) = room.get("dan", "/v1/releases").json()["items"]
    assert "void" in void["void"] and void["statement"] == ""
    signing = f"/v1/releases/{day}/signatures"
    room.post("dan", signing, {"note": room.signature("dan", waiting["statement"])}, 422)
