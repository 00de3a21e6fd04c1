"""Signing in: what is refused, what is told, what a browser is told to keep, and what ends a session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import apsw
import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from tests.founded import FOUNDERS, Mission, founded
from tests.serving import StudyHere

from truceline.mission.asking import access_lines
from truceline.mission.code_lock import MissionCodes
from truceline.mission.folder import open_mission
from truceline.model.accounts import Account
from truceline.model.errors import UsageError
from truceline.record.note import key_of
from truceline.service.app import app
from truceline.service.house import open_house
from truceline.service.problems import ProblemError
from truceline.service.signin import codes, csrf, passwords
from truceline.service.signin.access import ROUTES
from truceline.service.signin.origin import Origin, origin_of
from truceline.service.signin.rates import ADDRESS, NAME, Attempts, Requests, network_of
from truceline.stores.keyring import load_or_make

WORDS = "correct horse battery staple"
SECRET = b"12345678901234567890"


@pytest.fixture
def mission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mission]:
    """With an account for each founder, and for a stranger."""
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    with founded(tmp_path / "north", tmp_path / "keys") as made:
        hashed = passwords.hash_of(WORDS)
        for name in (*FOUNDERS, "stranger"):
            made.house.accounts.put(Account(name, hashed))
        yield made


def _enter(browser: TestClient[Litestar], name: str = "anna", words: str = WORDS, code: str = "") -> Any:
    return browser.post("/v1/session", json={"name": name, "password": words, "code": code})


def _cookie(answer: Any) -> str:
    return next(one for one in answer.headers.get_list("set-cookie") if "known" not in one)


def test_who_signs_in_is_who_the_record_says(mission: Mission) -> None:
    browser = mission.browser()
    assert browser.get("/v1/session").json()["role"] == "public"
    assert _enter(browser).json()["role"] == "chair"
    told = browser.get("/v1/session").json()
    assert (told["name"], told["office"], told["solo"]) == ("anna", "chair", False)
    assert "read case held" in told["may"]
    assert browser.get("/v1/releases").status_code == 200


def test_an_account_without_a_role_opens_nothing(mission: Mission) -> None:
    refused = _enter(mission.browser(), "stranger")
    assert refused.status_code == 403 and "no role" in refused.json()["detail"]


def test_whatever_is_wrong_the_answer_and_the_work_are_the_same(
    mission: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    verify = passwords._HASHER.verify

    class Counting:
        def __getattr__(self, name: str) -> Any:
            return getattr(passwords_hasher, name)

        def verify(self, kept: str, words: str) -> bool:
            looked.append(kept.rsplit("$", 2)[0])
            return verify(kept, words)

    passwords_hasher = passwords._HASHER
    monkeypatch.setattr(passwords, "_HASHER", Counting())
    answers = [_enter(mission.browser(), name, "wrong " + WORDS) for name in ("anna", "nobody", "stranger")]
    assert {(a.status_code, a.content) for a in answers} == {(401, answers[0].content)}
    assert len(looked) == 3 and len(set(looked)) == 1, "an unknown name costs what a known one does"


@pytest.mark.parametrize("words", ["", "x" * 15_000, "\x00", "\ud800" * 3, "й" * 600])
def test_no_password_breaks_the_check(mission: Mission, words: str) -> None:
    body = '{"name":"anna","password":' + __import__("json").dumps(words) + "}"
    answer = mission.browser().post("/v1/session", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 401)


def test_a_password_of_a_megabyte_is_not_read(mission: Mission) -> None:
    assert _enter(mission.browser(), "anna", "x" * 1_000_000).status_code == 413


def test_sign_in_is_json_and_nothing_that_a_form_can_send(mission: Mission) -> None:
    body = msgspec.json.encode({"name": "anna", "password": WORDS})
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        assert mission.browser().post("/v1/session", content=body, headers={"Content-Type": kind}).status_code == 415


def test_the_cookie_of_this_machine_and_behind_tls(mission: Mission) -> None:
    plain = _cookie(_enter(mission.browser()))
    assert plain.startswith("truceline-") and "HttpOnly" in plain and "samesite=strict" in plain.lower()
    assert "Secure" not in plain and "Path=/" in plain and "Domain" not in plain
    door = replace(mission.house.door, origin=origin_of("https://hq.example.org"))
    client = TestClient(app(replace(mission.house, door=door)), base_url="https://hq.example.org")
    answer = _enter(client)
    for one in answer.headers.get_list("set-cookie"):
        assert one.startswith("__Host-truceline-") and "Secure" in one and "HttpOnly" in one and "Domain" not in one
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_a_token_that_was_put_there_before_is_not_the_one_after(mission: Mission) -> None:
    browser = mission.browser()
    name = mission.house.door.cookie
    browser.cookies.set(name, "fixed-by-somebody")
    _enter(browser)
    first = browser.cookies.get(name, domain="127.0.0.1") or dict(browser.cookies)[name]
    assert first != "fixed-by-somebody"
    token = browser.get("/v1/session").json()["csrf"]
    browser.post("/v1/session", json={"name": "bert", "password": WORDS}, headers={csrf.HEADER: token})
    old = mission.browser()
    old.cookies.set(name, first)
    assert old.get("/v1/session").json()["role"] == "public", "signing in ends the session before"


def test_only_the_hash_of_a_token_is_kept(mission: Mission) -> None:
    token = _cookie(_enter(mission.browser())).split("=", 1)[1].split(";")[0]
    mission.house.accounts.close()
    kept = b"".join(p.read_bytes() for p in mission.house.mission.folder.iterdir() if p.name.startswith("accounts"))
    assert len(token) > 40 and token.encode() not in kept


def test_a_stolen_token_ends_for_both_and_the_record_knows(mission: Mission) -> None:
    browser = mission.browser()
    _enter(browser, "bert")
    thief = mission.browser("curl")
    thief.cookies.update(dict(browser.cookies))
    refused = thief.get("/v1/releases")
    assert refused.status_code == 401 and "another browser" in refused.json()["detail"]
    assert browser.get("/v1/releases").status_code == 401
    (line,) = access_lines(mission.house.record)
    assert (line.who, line.allowed) == ("bert", False) and "another browser" in line.reason


@pytest.mark.parametrize(("later_s", "why"), [(1_800, "nobody used it for 30 minutes"), (13 * 3_600, "as long as")])
def test_sessions_end(mission: Mission, later_s: int, why: str) -> None:
    browser = mission.browser()
    _enter(browser)
    mission.clock.s += 1_700
    assert browser.get("/v1/releases").status_code == 200
    mission.clock.s += later_s
    refused = browser.get("/v1/releases")
    assert refused.status_code == 401 and why in refused.json()["detail"]


def test_a_revoked_role_is_gone_at_once_and_giving_it_back_brings_back_no_session(mission: Mission) -> None:
    key = key_of(load_or_make(mission.keys, "dan")).text
    grant = {"person": "dan", "role": "analyst", "key": key}
    mission.said("grant", grant, "anna", "bert")
    mission.house.accounts.put(Account("dan", passwords.hash_of(WORDS)))
    browser = mission.browser()
    _enter(browser, "dan")
    assert browser.get("/v1/observations").status_code == 200
    mission.said("revoke", {"person": "dan"}, "anna", "clara")
    refused = browser.get("/v1/observations")
    assert refused.status_code == 401 and "taken back" in refused.json()["detail"]
    mission.said("grant", grant, "anna", "bert")
    assert browser.get("/v1/session").json()["role"] == "public"


def test_another_password_ends_every_session(mission: Mission) -> None:
    here, there = mission.browser(), mission.browser("Chromium")
    token = _enter(here).json()["csrf"]
    _enter(there)
    head = {csrf.HEADER: token}
    new = "five words that nobody heard"
    assert here.post("/v1/session/password", json={"old": WORDS, "new": "short"}, headers=head).status_code == 400
    assert here.post("/v1/session/password", json={"old": "no", "new": new}, headers=head).status_code == 401
    assert here.post("/v1/session/password", json={"old": WORDS, "new": new}, headers=head).status_code == 200
    assert here.get("/v1/session").json()["name"] == "anna"
    assert there.get("/v1/session").json()["name"] == ""
    assert _enter(mission.browser(), "anna", new).status_code == 200


def test_signing_out_here_and_everywhere(mission: Mission) -> None:
    here, there = mission.browser(), mission.browser("Chromium")
    token = _enter(here).json()["csrf"]
    _enter(there)
    assert here.delete("/v1/session?everywhere=true", headers={csrf.HEADER: token}).json()["role"] == "public"
    assert (here.get("/v1/session").json()["role"], there.get("/v1/session").json()["role"]) == ("public", "public")


WRITES = sorted(path for method, path in ROUTES if method in ("POST", "DELETE"))


@pytest.mark.parametrize("path", WRITES)
def test_no_write_is_taken_that_another_site_sent(mission: Mission, path: str) -> None:
    browser = mission.browser()
    token = _enter(browser).json()["csrf"]
    method = "POST" if ("POST", path) in ROUTES else "DELETE"
    address = path.replace("{", "").replace("}", "").replace("number", "1")
    for headers in (
        {},
        {csrf.HEADER: "0" * 64},
        {csrf.HEADER: token, "Origin": "https://evil.example"},
        {csrf.HEADER: token, "Sec-Fetch-Site": "cross-site"},
        {csrf.HEADER: token, "Origin": "null"},
    ):
        answer = browser.request(method, address, json={}, headers=headers)
        assert answer.status_code == 403, (headers, answer.text)
    own = browser.request(method, address, json={}, headers={csrf.HEADER: token, "Origin": "http://127.0.0.1"})
    assert "X-CSRF-Token" not in own.text and "another site" not in own.text


def test_a_code_is_good_once_and_a_step_either_side(mission: Mission) -> None:
    lock = MissionCodes(mission.house.mission, mission.house.record, mission.clock)
    account = mission.house.accounts.account("anna")
    assert account is not None
    mission.house.accounts.put(msgspec.structs.replace(account, secret=lock.seal("anna", SECRET)))
    db = apsw.Connection(str(mission.house.mission.folder / "accounts.db"))
    assert SECRET not in bytes(db.execute("SELECT secret FROM accounts WHERE name = 'anna'").get)
    now = mission.clock.s
    assert _enter(mission.browser()).status_code == 401, "the password alone is not enough"
    for skew, status in ((-60, 401), (60, 401), (-30, 200), (-30, 401), (0, 200), (0, 401), (30, 200), (0, 401)):
        mission.house.accounts.sweep(now + 10**6, 10**9, 0)
        code = codes.code_at(SECRET, now + skew)
        assert _enter(mission.browser(), code=code).status_code == status, skew
    mission.house.accounts.sweep(now + 10**6, 10**9, 0)
    spare = codes.fresh_spares()[0]
    mission.house.accounts.put_spares("anna", [codes.spare_hash("anna", spare)])
    assert _enter(mission.browser(), code=spare.upper().replace("-", " ")).status_code == 200
    assert _enter(mission.browser(), code=spare).status_code == 401


def test_brute_force_waits_longer_and_longer_and_nobody_is_locked_out(mission: Mission) -> None:
    own = mission.browser()
    _enter(own)
    stranger = mission.browser("tool")
    for _ in range(NAME.free):
        assert _enter(stranger, "anna", "guess " + WORDS).status_code == 401
    slowed = _enter(stranger)
    assert slowed.status_code == 429 and int(slowed.headers["retry-after"]) == 1
    assert NAME.wait_s(1_000) == 60 and ADDRESS.wait_s(1_000) == 900
    token = own.get("/v1/session").json()["csrf"]
    again = own.post("/v1/session", json={"name": "anna", "password": WORDS}, headers={csrf.HEADER: token})
    assert again.status_code == 200, "a browser that signed in before is not held up by strangers"
    mission.clock.s += 2
    assert _enter(mission.browser("new")).status_code == 200, "waiting passes by itself"


def test_names_that_do_not_exist_are_slowed_down_alike(mission: Mission) -> None:
    attempts = Attempts(mission.house.accounts, mission.clock)
    for _ in range(NAME.free + 3):
        attempts.failed("nobody", "192.0.2.1", "")
    with pytest.raises(ProblemError) as refused:
        attempts.refuse_early("nobody", "198.51.100.1", "")
    assert refused.value.status == 429


def test_requests_of_a_client_are_counted_in_a_bounded_place() -> None:
    now = [0.0]
    requests = Requests(10, 20, lambda: now[0])
    for _ in range(20):
        requests.count("a")
    with pytest.raises(ProblemError):
        requests.count("a")
    requests.count("b")
    now[0] = 0.2
    requests.count("a")
    for n in range(20_000):
        requests.count(f"c{n}")
    assert len(requests._left) == 10_000
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1") != network_of("2001:db8:1:3::")
    assert network_of("::ffff:192.0.2.1") == "192.0.2.1" and network_of("no address\r\n") == "unknown"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""])
def test_a_name_bent_to_this_machine_is_refused(mission: Mission, host: str) -> None:
    assert mission.browser().get("/v1/session", headers={"Host": host}).status_code == 421
    assert mission.browser().get("/health", headers={"Host": "localhost:8750"}).status_code == 200


def test_every_answer_says_what_a_browser_may_do(mission: Mission) -> None:
    browser = mission.browser()
    _enter(browser)
    for path in ("/v1/session", "/v1/observations", "/no/such", "/health", "/v1/releases"):
        headers = browser.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    for path in ("/v1/session", "/v1/observations", "/v1/releases", "/v1/incidents"):
        assert browser.get(path).headers["cache-control"] == "no-store"


def test_what_is_wrong_with_the_file_of_accounts_is_said_and_the_public_is_served(mission: Mission) -> None:
    path = mission.house.mission.folder / "accounts.db"
    mission.house.accounts.close()
    for one in path.parent.glob("accounts.db*"):
        one.unlink()
    assert _enter(mission.browser()).status_code == 401, "without accounts nobody signs in"
    mission.house.accounts.close()
    for one in path.parent.glob("accounts.db*"):
        one.unlink()
    path.write_bytes(b"no database " * 500)
    path.chmod(0o600)
    refused = _enter(mission.browser())
    assert refused.status_code == 503 and "damaged" in refused.json()["detail"] and "/" not in refused.json()["where"]
    assert mission.browser().get("/health").status_code == 200


def test_no_header_is_made_of_what_somebody_types(mission: Mission) -> None:
    answer = _enter(mission.browser(), "anna\r\nSet-Cookie: a=b")
    assert answer.status_code == 401 and "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "words",
    ["short", "aaaaaaaaaaaaaa", "123456789012", "zyxwvutsrqpo", "qwertyuiopqwe", "north mission 1", "x" * 1_025],
)
def test_weak_words_are_no_password(words: str) -> None:
    with pytest.raises(UsageError) as refused:
        passwords.refuse_weak(words, "anna", "North")
    assert words not in str(refused.value.diagnostics()) or words == "short"


def test_a_hash_with_older_parameters_is_made_anew(mission: Mission) -> None:
    import argon2

    old = argon2.PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(WORDS)
    mission.house.accounts.put(Account("anna", old))
    assert _enter(mission.browser()).status_code == 200
    account = mission.house.accounts.account("anna")
    assert account is not None and "m=19456,t=2,p=1" in account.password
    assert _enter(mission.browser()).status_code == 200


def test_the_person_at_the_keyboard_enters_once_and_no_more_once_there_are_people(tmp_path: Path) -> None:
    folder = tmp_path / "alone"
    folder.mkdir()
    (folder / "mission.toml").write_text('[mission]\nname = "Alone"\n')
    with open_house(open_mission(folder), origin=Origin()) as house:
        browser = TestClient(app(replace(house, study=StudyHere(folder))), base_url="http://127.0.0.1")
        token = house.door.solo.token
        assert browser.post("/v1/session/token", json={"token": token}).json()["solo"] is True
        assert browser.get("/v1/observations").status_code == 200
        other = TestClient(browser.app, base_url="http://127.0.0.1")
        assert other.post("/v1/session/token", json={"token": token}).status_code == 401
        assert house.door.solo.token != token
        assert other.get("/v1/observations").status_code == 403
