"""Signing in at an identity provider: there, back, and who that is here. What a thief or a stranger may try."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from litestar.testing import TestClient
from tests.founded import AT_S, Mission
from tests.identity_provider import Provider
from tests.provider_mission import asked_for, asked_in, bend_rule, come_back, depart, go, refused

from truceline.mission.asking import access_lines
from truceline.model.accounts import Account, subject_at
from truceline.record.note import key_of
from truceline.service.app import app
from truceline.service.signin import csrf, passwords
from truceline.service.signin.origin import origin_of
from truceline.stores.keyring import load_or_make

WORDS = "correct horse battery staple"


# -- who comes back is who the record says


def test_whoever_the_operator_linked_is_who_the_record_says_and_never_more(
    mission: Mission, provider: Provider
) -> None:
    browser = mission.browser()
    told = browser.get("/v1/session").json()
    assert (told["role"], told["provider"]) == ("public", "Monitoring Ministry")
    entered = go(provider, browser, "bert-there").json()
    assert (entered["name"], entered["role"], entered["solo"]) == ("bert", "side_a", False), (
        "not the chair that it says"
    )
    assert browser.get("/v1/cases").status_code == 200
    (session,) = mission.house.accounts.sessions("bert")
    assert session.how == "provider" and session.grant >= 0


def test_two_at_once_are_two(mission: Mission, provider: Provider) -> None:
    one, two = mission.browser(), mission.browser("Chromium")
    there = [depart(one), depart(two)]
    given = [provider.admit(there[0], "anna-there"), provider.admit(there[1], "bert-there")]
    assert come_back(two, given[1]).json()["name"] == "bert"
    assert come_back(one, given[0]).json()["name"] == "anna"


def test_the_session_is_as_any_other(mission: Mission, provider: Provider) -> None:
    browser, name = mission.browser(), mission.house.door.cookie
    browser.cookies.set(name, "fixed-by-somebody", domain="127.0.0.1", path="/")
    go(provider, browser)
    first = dict(browser.cookies)[name]
    assert first != "fixed-by-somebody"
    assert browser.delete("/v1/session").status_code == 403, "a write wants its CSRF value"
    go(provider, browser)
    assert dict(browser.cookies)[name] != first and len(mission.house.accounts.sessions("anna")) == 1
    thief = mission.browser("curl")
    thief.cookies.update(dict(browser.cookies))
    assert "another browser" in thief.get("/v1/releases").json()["detail"]
    assert access_lines(mission.house.record)[-1].who == "anna"
    go(provider, browser)
    mission.clock.s += 1_800
    assert "nobody used it" in browser.get("/v1/releases").json()["detail"]


def test_a_revoked_role_is_gone_at_once(mission: Mission, provider: Provider) -> None:
    key = key_of(load_or_make(mission.keys, "dan")).text
    mission.said("grant", {"person": "dan", "role": "analyst", "key": key}, "anna", "bert")
    mission.house.accounts.put(Account("dan", subject=subject_at(provider.issuer, "dan-there")))
    browser = mission.browser()
    assert go(provider, browser, "dan-there").json()["role"] == "analyst"
    mission.said("revoke", {"person": "dan"}, "anna", "clara")
    assert browser.get("/v1/observations").status_code == 401
    assert go(provider, browser, "dan-there").status_code == 403


def test_an_unknown_person_is_told_what_the_operator_has_to_run(mission: Mission, provider: Provider) -> None:
    refused = go(provider, mission.browser(), "zoe-there")
    assert refused.status_code == 403 and refused.headers["content-type"] == "application/problem+json"
    assert "zoe-there" in refused.json()["detail"]
    assert "truceline accounts link MISSION NAME 'zoe-there'" in refused.json()["advice"]


def test_a_name_or_an_address_of_somebody_else_opens_nothing(mission: Mission, provider: Provider) -> None:
    accounts = mission.house.accounts
    accounts.put(Account("clara", subject="chair@hq.example.org"))  # what the token says in `email`
    for who in ("anna", "chair@hq.example.org", "ANNA-THERE", "anna-there ", f"{provider.issuer} anna-there"):
        assert go(provider, mission.browser(), who).status_code in (401, 403), who
    accounts.put(Account("anna", subject=subject_at("https://id.example.org", "anna-there")))
    assert go(provider, mission.browser()).status_code == 403, "a subject of another issuer is another person"


# -- the way there


def test_what_is_asked_for_there(mission: Mission, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    bend_rule(mission, monkeypatch, acr=("gold", "silver"), scopes=("openid", "profile"))
    address = depart(mission.browser())
    assert address.startswith(f"{provider.issuer}/auth?tenant=hq&")
    asked = asked_in(address)
    assert asked["redirect_uri"] == "http://127.0.0.1/enter" and asked["client_id"] == "truceline"
    assert (asked["scope"], asked["acr_values"], asked["response_mode"]) == (
        "openid profile",
        "gold silver",
        "fragment",
    )
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    again = asked_in(depart(mission.browser()))
    for name in ("state", "nonce", "code_challenge"):
        assert len(asked[name]) == 43 and asked[name] != again[name], name


def test_the_cookie_of_the_way_is_for_this_host_alone_and_short(mission: Mission, provider: Provider) -> None:
    door = replace(mission.house.door, origin=origin_of("https://hq.example.org"))
    client = TestClient(app(replace(mission.house, door=door)), base_url="https://hq.example.org")
    answer = client.post("/v1/session/provider")
    (kept,) = answer.headers.get_list("set-cookie")
    assert kept.startswith("__Host-truceline-") and "Max-Age=600" in kept
    assert "HttpOnly" in kept and "Secure" in kept and "samesite=strict" in kept.lower() and "Domain" not in kept
    asked = asked_in(answer.json()["address"])
    assert asked["redirect_uri"] == "https://hq.example.org/enter"
    assert not any(asked[name] in kept for name in ("state", "nonce"))


def test_another_site_begins_and_ends_nothing(mission: Mission, provider: Provider) -> None:
    browser = mission.browser()
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert browser.post("/v1/session/provider", headers=headers).status_code == 403
    given = provider.admit(depart(browser), "anna-there")
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert browser.post("/v1/session/provider/return", json=given, headers=headers).status_code == 403
    as_form = browser.post("/v1/session/provider/return", data=given)
    assert as_form.status_code in (400, 415)
    assert come_back(browser, given).status_code == 200


def test_without_a_provider_there_is_no_such_way(mission: Mission) -> None:
    plain = replace(mission.house, door=replace(mission.house.door, provider=None))
    client = TestClient(app(plain), base_url="http://127.0.0.1")
    assert client.post("/v1/session/provider").status_code == 404
    assert client.get("/v1/session").json()["provider"] == ""


# -- the way back


def test_a_state_that_this_browser_did_not_begin(mission: Mission, provider: Provider) -> None:
    browser, thief = mission.browser(), mission.browser("tool")
    given = provider.admit(depart(browser), "anna-there")
    refused(come_back(thief, given), 400, "did not begin")
    depart(thief)
    refused(come_back(thief, given), 400, "did not begin")
    for state in ("", "x", given["state"][:-1], given["state"] + "é"):
        refused(come_back(browser, {**given, "state": state}), 400, "did not begin")
    assert not asked_for(provider, "token"), "nothing of it was asked at the provider"


def test_a_state_is_good_once(mission: Mission, provider: Provider) -> None:
    provider.forgetful = True
    browser = mission.browser()
    given = provider.admit(depart(browser), "anna-there")
    kept = dict(browser.cookies)
    assert come_back(browser, given).status_code == 200
    again = mission.browser()
    again.cookies.update(kept)
    refused(come_back(again, given), 400, "finished before")


def test_a_state_lasts_ten_minutes_and_nobody_makes_it_last_longer(mission: Mission, provider: Provider) -> None:
    browser = mission.browser()
    name = mission.house.door.errand_cookie
    given = provider.admit(depart(browser), "anna-there")
    token = dict(browser.cookies)[name]
    mission.clock.s += 600
    refused(come_back(browser, given), 400, "took too long")
    later = mission.browser()
    later.cookies.set(name, f"{AT_S + 9_999}.{token.partition('.')[2]}")
    refused(come_back(later, given), 400, "did not begin")


def test_a_code_that_was_used(mission: Mission, provider: Provider) -> None:
    one, two = mission.browser(), mission.browser("Chromium")
    given = provider.admit(depart(one), "anna-there")
    assert come_back(one, given).status_code == 200
    state = asked_in(depart(two))["state"]
    refused(come_back(two, {**given, "state": state}), 401, "no longer stands by")


def test_a_code_of_somebody_elses_sign_in(mission: Mission, provider: Provider) -> None:
    """The code of a thief's sign-in in another's browser: PKCE refuses it; where a provider knows none, the nonce."""
    thief, victim = mission.browser("tool"), mission.browser()
    stolen = provider.admit(depart(thief), "bert-there")["code"]
    given = provider.admit(depart(victim), "anna-there")
    provider.codes[stolen].request["code_challenge"] = provider.codes[given["code"]].request["code_challenge"]
    refused(come_back(victim, {**given, "code": stolen}), 401, "made for another sign-in")


def test_a_code_without_its_verifier(mission: Mission, provider: Provider) -> None:
    thief, victim = mission.browser("tool"), mission.browser()
    stolen = provider.admit(depart(victim), "anna-there")["code"]
    given = provider.admit(depart(thief), "bert-there")
    refused(come_back(thief, {**given, "code": stolen}), 401, "no longer stands by")


@pytest.mark.parametrize("said", [None, "https://evil.example", ""])
def test_an_answer_of_another_provider(mission: Mission, provider: Provider, said: str | None) -> None:
    def returned(given: dict[str, str]) -> dict[str, str]:
        return {**given, "iss": said} if said is not None else {n: v for n, v in given.items() if n != "iss"}

    provider.returned = returned
    refused(go(provider, mission.browser()), 401, "another provider")
    assert not asked_for(provider, "token"), "the code was given to nobody"


def test_a_provider_that_does_not_name_itself_need_not_but_may_not_be_another(
    mission: Mission, provider: Provider
) -> None:
    provider.says = {"authorization_response_iss_parameter_supported": None}
    provider.returned = lambda given: {name: value for name, value in given.items() if name != "iss"}
    assert go(provider, mission.browser()).status_code == 200
    provider.returned = lambda given: {**given, "iss": "https://evil.example"}
    refused(go(provider, mission.browser()), 401, "another provider")


# -- signing out


def test_signing_out_here_says_where_to_sign_out_there(mission: Mission, provider: Provider) -> None:
    browser = mission.browser()
    token = go(provider, browser).json()["csrf"]
    told = browser.delete("/v1/session", headers={csrf.HEADER: token}).json()
    assert told["role"] == "public" and told["provider"] == "Monitoring Ministry"
    parts = urlsplit(told["farewell"])
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{provider.issuer}/logout"
    assert asked_in(told["farewell"]) == {
        "client_id": "truceline",
        "post_logout_redirect_uri": "http://127.0.0.1/enter",
    }
    assert browser.get("/v1/session").json()["role"] == "public"


def test_whoever_signed_in_with_a_password_is_sent_nowhere(mission: Mission, provider: Provider) -> None:
    mission.house.accounts.put(Account("clara", passwords.hash_of(WORDS)))
    depart(mission.browser())
    browser = mission.browser()
    token = browser.post("/v1/session", json={"name": "clara", "password": WORDS}).json()["csrf"]
    assert browser.delete("/v1/session", headers={csrf.HEADER: token}).json()["farewell"] == ""


def test_a_provider_without_such_a_page_is_not_named(mission: Mission, provider: Provider) -> None:
    provider.says = {"end_session_endpoint": None}
    browser = mission.browser()
    token = go(provider, browser).json()["csrf"]
    assert browser.delete("/v1/session", headers={csrf.HEADER: token}).json()["farewell"] == ""


def test_whoever_has_no_password_here_changes_none(mission: Mission, provider: Provider) -> None:
    browser = mission.browser()
    token = go(provider, browser).json()["csrf"]
    body = {"old": "", "new": "five words that nobody heard"}
    answer = browser.post("/v1/session/password", json=body, headers={csrf.HEADER: token})
    assert answer.status_code == 409
    refused_here = mission.browser().post("/v1/session", json={"name": "anna", "password": ""})
    assert refused_here.status_code == 401, "an account without a password opens with none"
