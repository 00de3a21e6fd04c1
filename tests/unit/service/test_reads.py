"""Who may read exact rows gets them; everybody else gets what was released, and nothing that leads to a monitor."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.serving import REPORTS, SECRETS, Client, house_of, lower_river

from truceline.record.access import ROLES, Role
from truceline.service.house import House

EXACT: tuple[Role, ...] = ("analyst", "chair")
OTHERS = tuple(role for role in ROLES if role not in EXACT)

READS = (
    "/v1/mission",
    "/v1/mission/settlements",
    "/v1/incidents",
    "/v1/incidents/map",
    "/v1/findings",
    "/v1/observations",
    "/v1/effort",
    "/v1/holding",
    "/v1/claims",
    "/v1/review",
    "/v1/bulletins",
    "/v1/verify",
    "/ogc/collections/released/items",
    "/ogc/collections/exact/items",
    "/feeds/bulletins.atom",
    "/feeds/bulletins.rss",
    "/health",
    "/ready",
)


@pytest.mark.parametrize("role", OTHERS)
def test_nothing_exact_for_those_who_may_not(house: House, role: Role) -> None:
    client = Client(house, role)
    incidents = [row["incident_id"] for row in Client(house, "analyst").get("/v1/incidents").json()["items"]]
    assert incidents
    for path in (*READS, *(f"/v1/incidents/{one}" for one in incidents)):
        answer = client.get(path)
        assert answer.status_code in (200, 401, 403, 404), path
        for secret in SECRETS:
            assert secret not in answer.text, f"{role} {path}: {secret}"


@pytest.mark.parametrize("role", EXACT)
def test_exact_rows_for_those_who_may(house: House, role: Role) -> None:
    client = Client(house, role)
    page = client.get("/v1/incidents").json()
    assert page["exact"]
    assert {row["event_type"] for row in page["items"]} >= {"fire.shelling", "fire.burst"}
    assert client.get("/v1/observations").json()["items"][0]["observation_id"].startswith("obs_")


def test_what_comes_in_shows_nowhere_before_it_is_released(tmp_path: Path) -> None:
    """Whoever asks every minute learns from no size, number or tag at which hour a monitor handed a report in."""
    with house_of(lower_river(tmp_path / "mission")) as house:
        nobody, observer = Client(house, "public"), Client(house, "observer")
        far = {"X-Forwarded-For": "198.51.100.7"}
        paths = [*READS, "/v1/effort/coverage", "/v1/session", "/bulletins", "/bulletin.proof.json", "/ogc"]

        def answers() -> list[tuple[int, str, str]]:
            asked = ((client, path) for client in (nobody, observer) for path in paths)
            found = (client.get(path, headers=far) for client, path in asked)
            return [(one.status_code, one.text, one.headers.get("etag", "")) for one in found]

        before, size = answers(), house.record.size()
        report = REPORTS["patrol-3.csv"].replace("uuid:", "uuid:x")
        sent = Client(house, "analyst")("POST", "/v1/evidence?filename=patrol-9.csv", content=report)
        assert (sent.status_code, house.record.size() > size) == (201, True), sent.text
        assert answers() == before


def test_both_sides_are_answered_alike(house: House) -> None:
    a, b = Client(house, "side_a"), Client(house, "side_b")
    for path in READS:
        left, right = a.get(path), b.get(path)
        assert left.status_code == right.status_code, path
        assert left.text.replace("side_a", "side_x") == right.text.replace("side_b", "side_x"), path


def test_an_incident_with_all_that_stands_behind_it(house: House) -> None:
    client = Client(house, "analyst")
    rows = client.get("/v1/incidents", params={"type": "fire.shelling", "sector": "bridge"}).json()["items"]
    detail = client.get(f"/v1/incidents/{rows[0]['incident_id']}").json()
    assert len(detail["observations"]) >= 2
    text = next(one for one in detail["documents"] if one["filename"] == "wire.txt")
    mark = next(one for one in text["marks"] if one["observation_id"])
    assert text["text"][mark["start"] : mark["end"]] == mark["words"]
    assert detail["rows"][0]["words"].startswith("2026-03-03T16:05:00Z,patrol-3")
    assert {pair["relation"] for pair in detail["origins"]["pairs"]} == {"rewrite"}
    assert detail["bonds"][0]["terms"]
    assert detail["findings"][0]["readings"][0]["tree"]["children"]
    assert any("leaf" in step["words"] for step in detail["proof"])


def test_a_finding_with_its_tree(house: House) -> None:
    client = Client(house, "chair")
    finding = client.get("/v1/findings", params={"status": "breach"}).json()["items"][0]
    assert not finding["readings"]
    assert client.get(f"/v1/findings/{finding['finding_id']}").json()["readings"]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("from=soon", "from"),
        ("status=foo", "status"),
        ("q=" + "a" * 300, "q"),
        ("limit=0", "limit"),
        ("bbox=36,51,37,49", "bbox"),
    ],
)
def test_what_is_wrong_is_named_as_it_was_asked(house: House, asked: str, name: str) -> None:
    refused = Client(house, "analyst").get(f"/v1/incidents?{asked}")
    assert (refused.status_code, refused.json()["where"]) == (400, name)
    assert name == "bbox" or refused.json()["detail"].startswith(f"{name}: ")


def test_filters_narrow(house: House) -> None:
    client = Client(house, "analyst")
    everything = len(client.get("/v1/incidents").json()["items"])

    def n(**asked: str) -> int:
        return len(client.get("/v1/incidents", params=asked).json()["items"])

    assert n(bbox="36,49.9,36.5,50.1") > 0
    assert n(bbox="10,10,11,11") == 0
    assert n(type="fire") == everything > n(type="fire.burst") == 1
    assert n(**{"from": "2026-03-04T00:00:00Z"}) < everything
    assert n(status="breach") == n(status="breach", provision="fire") > 0
    assert n(q="tracers") == 1


def test_the_public_filters_what_was_released(house: House) -> None:
    client = Client(house, "public")
    page = client.get("/v1/incidents").json()
    assert not page["exact"]
    assert page["items"]
    kinds = {row["incident"]["event_type"] for row in page["items"]}
    one = sorted(kinds)[0]
    kept = client.get("/v1/incidents", params={"type": one}).json()["items"]
    assert {row["incident"]["event_type"] for row in kept} == {one}
    assert client.get("/v1/incidents", params={"until": "2026-01-01T00:00:00Z"}).json()["items"] == []


def test_pages_lead_from_one_to_the_next(house: House) -> None:
    for role in ("analyst", "public"):
        client = Client(house, role)
        ids, path = [], "/v1/incidents?limit=1"
        while path:
            page = client.get(path).json()
            ids += [row.get("incident", row)["incident_id"] for row in page["items"]]
            path = page["next"]
        assert len(ids) == len(set(ids)) == len(client.get("/v1/incidents").json()["items"]) > 1


def test_places_of_watchers_need_a_purpose_which_enters_the_record(house: House) -> None:
    client = Client(house, "analyst")
    rows = client.get("/v1/effort").json()
    assert {(row["watcher"], row["lat_e6"]) for row in rows["items"]} == {("", None)}
    assert client.get("/v1/effort", params={"bbox": "36,49,37,50"}).status_code == 403
    before = house.record.size()
    told = client.get("/v1/effort", headers={"Truceline-Purpose": "relief of post 7 after the shelling"}).json()
    assert {row["watcher"] for row in told["items"]} == {"post-7"}
    entry = house.record.entry(house.record.size() - 1)
    assert house.record.size() > before
    assert b"relief of post 7" in entry.body


def test_the_sheet_says_what_the_bulletin_says(house: House) -> None:
    exact, told = (Client(house, role).get("/v1/holding").json() for role in ("analyst", "public"))
    assert exact["verdict"] == told["verdict"]["verdict"]
    assert exact["reasons"] == told["verdict"]["reasons"]
    days = {day["day"]: day["incidents"] for day in exact["series"]}
    assert all(days[day["day"]] == day["incidents"] for day in told["series"] if day["day"] in days)


def test_claims_are_audited(house: House) -> None:
    points = Client(house, "analyst").get("/v1/claims").json()["audit"]
    assert any(point["verdict"] == "inconsistent" for point in points)
    released = Client(house, "public").get("/v1/claims").json()["audit"]
    assert {point["words"] for point in released} == {point["words"] for point in points}
    assert any("00:00 UTC+2" in point["words"] for point in points), "moments are told by the mission's clock"


def test_evidence_comes_as_it_was_received_and_never_runs(house: House) -> None:
    incident = Client(house, "analyst").get("/v1/incidents", params={"type": "fire.burst"}).json()["items"][0]
    detail = Client(house, "analyst").get(f"/v1/incidents/{incident['incident_id']}").json()
    sha256 = detail["rows"][0]["sha256"]
    answer = Client(house, "analyst").get(f"/v1/evidence/{sha256}")
    assert b"tracers seen by our driver" in answer.content
    assert answer.headers["content-disposition"] == "attachment"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert Client(house, "side_a").get(f"/v1/evidence/{sha256}").status_code == 403
    assert Client(house, "analyst").get(f"/v1/evidence/{'0' * 64}").status_code == 404


def test_a_proof_is_checked(house: House) -> None:
    proof = Client(house).get("/bulletin.proof.json").content
    sheet = Client(house)("POST", "/v1/verify", content=proof).json()
    assert sheet["holds"]
    assert sheet["all_figures"] > 10
    forged = proof.replace(b'"holding":', b'"holdinh":').replace(b"undetermined", b"underetmined")
    assert not Client(house)("POST", "/v1/verify", content=forged).json()["holds"]


def test_bulletins_are_listed_with_their_hashes(house: House) -> None:
    (row,) = Client(house).get("/v1/bulletins").json()["items"]
    assert {file["name"] for file in row["files"]} >= {"bulletin.json", "bulletin.en.html"}
    assert row["recalled"] is None
    assert all(Client(house).get(file["url"]).status_code == 200 for file in row["files"])


def test_no_bulletin_is_made_of_a_day_that_has_not_come(house: House) -> None:
    """Each day up to it would be reckoned: a far one took hours, and all memory."""
    answer = Client(house, "analyst")("POST", "/v1/releases", json={"day": "9999-12-31"})
    assert (answer.status_code, answer.json()["where"]) == (422, "day")
    assert "has not come yet" in answer.json()["detail"]
