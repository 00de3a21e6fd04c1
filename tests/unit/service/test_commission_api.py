"""The commission's room over HTTP: a whole case, both sides alike, and what each role is refused."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from tests.serving import StudyHere, whole

import truceline.service.app
from truceline.mission.agreed import agreement_of
from truceline.mission.asking import Asker
from truceline.mission.drafts import finish
from truceline.mission.folder import open_mission
from truceline.mission.intake import ingest
from truceline.mission.opened import opened
from truceline.mission.release_lines import releases
from truceline.mission.statements import enter, propose
from truceline.mission.work import work
from truceline.record.note import Note, key_of, sign, write
from truceline.record.people import Person, found_text
from truceline.service.house import House, open_house
from truceline.service.press import Press
from truceline.service.problems import AnyRequest
from truceline.stores.clock import SystemClock
from truceline.stores.keyring import KeySigner, load_or_make
from truceline.stores.silence import SilentProgress

PATIENCE_S = 120.0
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

    def decided(self, case: str) -> Any:
        """The sheet of a case in which the chair and one side signed that B violated."""
        ballot = {"outcome": "violation", "attributed_to": "B", "grounds": "Two craters,\nand fragments."}
        proposal = self.post("anna", f"{case}/decision", ballot)["case"]["proposals"][-1]
        assert "grounds Two craters, and fragments." in proposal["statement"]
        signing = f"{case}/decision/{proposal['number']}/signatures"
        for name, decided in (("anna", 0), ("bert", 1)):
            sheet = self.post(name, signing, {"note": self.signature(name, proposal["statement"])})
            assert len(sheet["case"]["decisions"]) == decided
        return sheet

    def made(self, name: str, wanted: dict[str, Any] | None = None) -> Any:
        """What came of a bulletin that was asked for."""
        return self.came_of(name, self.post(name, "/v1/releases", wanted or {}, 202))

    def came_of(self, name: str, asked: Any) -> Any:
        until_s = time.monotonic() + PATIENCE_S
        while time.monotonic() < until_s:
            told = self.get(name, asked["url"]).json()
            if told["settled_s"] is not None:
                return told
            time.sleep(0.05)
        raise AssertionError(f"nothing came of {asked}")

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
    with open_house(mission) as opened_house:
        opened_house.view.apply(whole(outcome, agreement_of(mission)), opened_house.record.size())
        study = StudyHere(folder, opened_house.view)
        house = replace(opened_house, press=Press(mission, study, opened_house.hub, opened_house.clock))
        with TestClient(truceline.service.app.app(house, _asker)) as client:
            yield Room(house, client, signers)


def test_a_case_from_a_finding_to_a_remedy(room: Room) -> None:
    case = room.brought("bert")
    room.post("clara", f"{case}/reply", {"words": "Our guns were silent."})
    room.post("anna", f"{case}/stage", {"stage": "investigation", "why": "it was verified"})
    room.post("clara", f"{case}/vote", {"outcome": "no_violation", "grounds": "no crater"})
    sheet = room.decided(case)
    decision = sheet["case"]["decisions"][0]
    assert (decision["attributed_to"], decision["dissent"]) == ("B", ["side_b"])
    assert sheet["findings"][0]["attribution"] == "attributed_by_decision"
    room.post("clara", f"{case}/dissent", {"decision_id": decision["decision_id"], "words": "The craters are old."})
    sheet = room.post("anna", f"{case}/remedy", {"party": "B", "words": "withdraws the battery", "due_s": 1})
    remedy = sheet["case"]["remedies"][0]
    assert remedy["status"] == "overdue"
    sheet = room.post("clara", f"{case}/remedy/{remedy['remedy_id']}", {"status": "done", "words": "It is gone."})
    assert sheet["case"]["remedies"][0]["status"] == "done"


def test_a_case_follows_its_incident_when_an_earlier_report_gives_it_another_name(room: Room, tmp_path: Path) -> None:
    case = room.brought("bert")
    room.post("anna", f"{case}/stage", {"stage": "investigation", "why": "it was verified"})
    before = room.decided(case)
    assert before["findings"][0]["attribution"] == "attributed_by_decision"
    events = (tmp_path / "events.csv").read_text().splitlines()
    earlier = events[1].replace("e1,post 7", "e0,post 8").replace(":00Z", ":00Z", 1)
    (tmp_path / "earlier.csv").write_text("\n".join([events[0] + ",reported", earlier + ",2026-01-01T00:00Z"]) + "\n")
    mission, house = room.house.mission, room.house
    ingest(mission, house.record, [tmp_path / "earlier.csv"], SystemClock(), SilentProgress())
    house.view.apply(
        whole(work(mission, house.record, None, SilentProgress()), agreement_of(mission)), house.record.size()
    )
    after = room.get("clara", case).json()
    assert after["case"]["incident_id"] == before["incident"]["incident_id"] != after["incident"]["incident_id"]
    assert after["findings"] and {one["incident_id"] for one in after["findings"]} == {after["incident"]["incident_id"]}
    # what was signed was about fewer reports
    assert len(after["case"]["decisions"]) == 1
    assert {one["attribution"] for one in after["findings"]} != {"attributed_by_decision"}


def test_while_no_incidents_are_at_hand_no_case_is_said_to_have_lost_its_own(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = room.brought()
    monkeypatch.setattr(type(room.house.view), "as_of", lambda _: 0)
    for path in ("/v1/cases", case):
        answer = room.get("clara", path)
        assert (answer.status_code, answer.json()["advice"]) == (503, "Ask again shortly.")


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
    made = room.made("dan")
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


def test_the_next_draft_waits_unsigned_beside_what_was_released(room: Room) -> None:
    today = datetime.now(UTC).date()
    first = room.made("dan", {"day": (today - timedelta(days=1)).isoformat()})["draft"]
    (waiting,) = room.get("dan", "/v1/releases").json()["items"]
    for name in ("dan", "anna"):
        room.post(name, f"/v1/releases/{first}/signatures", {"note": room.signature(name, waiting["statement"])})
    second = room.made("dan", {"day": today.isoformat()})["draft"]
    answer = room.get("anna", "/v1/releases")
    assert answer.status_code == 200, answer.text
    assert [(one["day"], one["signed_by"], one["void"]) for one in answer.json()["items"]] == [(second, [], "")]


def test_a_draft_whose_bytes_changed_is_void(room: Room) -> None:
    day = room.made("dan")["draft"]
    (waiting,) = room.get("dan", "/v1/releases").json()["items"]
    file = room.house.mission.folder / "drafts" / day / "bulletin.en.md"
    file.write_text(file.read_text() + " ")
    (void,) = room.get("dan", "/v1/releases").json()["items"]
    assert "void" in void["void"] and void["statement"] == ""
    signing = f"/v1/releases/{day}/signatures"
    room.post("dan", signing, {"note": room.signature("dan", waiting["statement"])}, 422)


@pytest.mark.parametrize(
    "wanted", [{}, {"kind": "weekly"}, {"kind": "special", "reason": "asked for", "title": "Mill"}]
)
def test_a_void_draft_is_made_again_of_the_same_days(room: Room, wanted: dict[str, Any]) -> None:
    today = datetime.now(UTC).date().isoformat()
    day = room.made("dan", {**wanted, "day": today})["draft"]
    (sound,) = room.get("dan", "/v1/releases").json()["items"]
    file = room.house.mission.folder / "drafts" / day / "bulletin.en.md"
    file.write_text(file.read_text() + " ")
    again = f"/v1/releases/{day}/again"
    room.post("bert", again, {}, 403)
    room.post("dan", "/v1/releases/2020-01-01/again", {}, 404)
    assert room.came_of("dan", room.post("dan", again, {}, 202))["draft"] == day
    (waiting,) = room.get("dan", "/v1/releases").json()["items"]
    assert (waiting["void"], waiting["statement"]) == ("", sound["statement"])


def test_a_special_draft_that_nobody_asked_for_here_is_not_guessed_at(room: Room) -> None:
    made = room.made("dan", {"kind": "special", "reason": "x", "day": datetime.now(UTC).date().isoformat()})
    for asked in (room.house.mission.folder / "drafts" / ".asked").glob("rel_*.json"):
        asked.unlink()
    refused = room.post("dan", f"/v1/releases/{made['draft']}/again", {}, 422)
    assert "not known here" in refused["detail"]


def test_who_asks_is_answered_at_once_and_told_where_to_look(room: Room) -> None:
    answer = room.client.post("/v1/releases", json={}, headers={"X-As": "dan"})
    asked = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (202, asked["url"])
    assert asked["state"] in ("waiting", "working") and asked["asked_by"] == "dan"
    assert room.get("bert", asked["url"]).status_code == 200 and room.get("", asked["url"]).status_code == 403
    assert room.get("dan", "/v1/releases/asked/rel_none").status_code == 404
    made = room.made("dan")
    assert (made["state"], made["draft"]) == ("done", room.get("dan", "/v1/releases").json()["items"][0]["day"])


def test_a_weekly_and_a_special_one_wait_beside_the_daily_one(room: Room) -> None:
    today = datetime.now(UTC).date().isoformat()
    weekly = room.made("dan", {"kind": "weekly", "day": today})
    wanted = {"kind": "special", "day": today, "reason": "asked for by the commission", "provisions": ["fire"]}
    special = room.made("dan", wanted)
    assert [one["state"] for one in (weekly, special)] == ["done", "done"]
    assert weekly["draft"] == f"{today}-weekly" and special["draft"].startswith(f"{today}-special-")
    assert {one["day"] for one in room.get("anna", "/v1/releases").json()["items"]} == {
        weekly["draft"],
        special["draft"],
    }
    for wrong in (
        {"kind": "special"},
        {"reason": "none"},
        {"kind": "special", "reason": "x", "first_day": "9999-01-01"},
    ):
        room.post("dan", "/v1/releases", wrong, 422)


def test_what_cannot_be_made_says_why_until_one_is_made(room: Room) -> None:
    failed = room.made("dan", {"kind": "special", "reason": "far back", "day": "2026-03-01", "first_day": "2000-01-01"})
    assert failed["state"] == "failed" and "cannot be told" in failed["problem"]["detail"]
    assert [one["id"] for one in room.get("dan", "/v1/releases").json()["asked"]] == [failed["id"]]


def test_the_same_bytes_made_again_keep_who_signed_them(room: Room) -> None:
    wanted = {"day": datetime.now(UTC).date().isoformat()}
    day = room.made("dan", wanted)["draft"]
    (waiting,) = room.get("dan", "/v1/releases").json()["items"]
    signing = f"/v1/releases/{day}/signatures"
    room.post("dan", signing, {"note": room.signature("dan", waiting["statement"])})
    assert room.made("dan", wanted)["draft"] == day
    assert room.get("dan", "/v1/releases").json()["items"][0]["signed_by"] == ["dan"]


def test_what_two_signed_leaves_even_where_a_kill_came_between(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.brought("bert")
    day = room.made("dan")["draft"]
    (waiting,) = room.get("dan", "/v1/releases").json()["items"]
    signing = f"/v1/releases/{day}/signatures"
    room.post("dan", signing, {"note": room.signature("dan", waiting["statement"])})
    with monkeypatch.context() as patched:
        patched.setattr(
            "truceline.mission.release.write_atomic", _killed
        )  # the release is in the record, no file is out
        room.post("anna", signing, {"note": room.signature("anna", waiting["statement"])}, 500)
    assert len(releases(room.house.record)) == 1 and room.get("", f"/bulletins/{day}/bulletin.json").status_code == 404
    with opened(room.house.mission) as record:
        assert finish(room.house.mission, record) == (day,)
        assert finish(room.house.mission, record) == ()
    assert len(releases(room.house.record)) == 1
    assert room.get("", f"/bulletins/{day}/bulletin.json").status_code == 200
    assert room.get("dan", "/v1/releases").json()["items"] == []


def _killed(*_: object) -> None:
    raise ZeroDivisionError


def test_one_signature_lets_nothing_out_when_a_server_begins(room: Room) -> None:
    day = room.made("dan")["draft"]
    (waiting,) = room.get("dan", "/v1/releases").json()["items"]
    signing = f"/v1/releases/{day}/signatures"
    room.post("dan", signing, {"note": room.signature("dan", waiting["statement"])})
    with opened(room.house.mission) as record:
        assert finish(room.house.mission, record) == ()
    assert room.get("", f"/bulletins/{day}/bulletin.json").status_code == 404
