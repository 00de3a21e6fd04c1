"""A provider's server: keys that turn, answers that are none, an end of its answers; and what it is told of us."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from joserfc.jwk import ECKey, RSAKey
from tests.founded import Mission
from tests.identity_provider import Provider
from tests.provider_mission import asked_for, bend_rule, come_back, depart, go, known_of, refused

from truceline.mission.signin_rules import Provider as Rule
from truceline.model.accounts import Account
from truceline.service.problems import ProblemError
from truceline.service.signin import passwords
from truceline.service.signin.oidc import entrance as entrance_module
from truceline.service.signin.oidc.provider import Known
from truceline.service.signin.oidc.wire import Reply
from truceline.service.signin.rates import ADDRESS

WORDS = "correct horse battery staple"


def test_keys_turn(mission: Mission, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1_000.0]
    known = known_of(mission)
    monkeypatch.setattr(known, "_now", lambda: now[0])
    assert go(provider, mission.browser()).status_code == 200
    assert go(provider, mission.browser()).status_code == 200
    assert asked_for(provider, "certs") == 1 and asked_for(provider, "openid-configuration") == 1
    old = provider.keys
    provider.keys = [ECKey.generate_key("P-256", {"kid": "ec-2"})]
    provider.alg, provider.kid = "ES256", "ec-2"
    now[0] += 5  # a moment later: not at each token that comes
    refused(go(provider, mission.browser()), 401, "signature")
    assert asked_for(provider, "certs") == 1, "a stranger's key is not looked for again and again"
    now[0] += 11
    assert go(provider, mission.browser()).status_code == 200
    provider.signed = lambda claims, p: p.sign(claims, old[0], alg="RS256", kid="rsa-1")
    refused(go(provider, mission.browser()), 401, "signature")
    provider.keys, provider.signed = [*provider.keys, *old], None
    now[0] += 3_601
    assert go(provider, mission.browser()).status_code == 200
    assert asked_for(provider, "openid-configuration") == 2, "what it says of itself is asked for again as well"


def test_keys_that_nobody_knows_are_left_out(mission: Mission, provider: Provider) -> None:
    short = RSAKey.generate_key(1024, {"kid": "short"})

    def answers(path: str, status: int, body: bytes) -> tuple[int, bytes]:
        if not path.endswith("/certs"):
            return status, body
        strange = [{"kty": "ML-DSA", "kid": "pq"}, {"kty": "RSA", "kid": "half", "n": "AQAB"}, {"kid": "none"}]
        public = short.as_dict(private=False)
        return status, json.dumps({"keys": [*strange, public, *json.loads(body)["keys"]]}).encode()

    provider.answers = answers
    assert go(provider, mission.browser()).status_code == 200
    provider.signed = lambda claims, p: p.sign(claims, short, kid="short")
    refused(go(provider, mission.browser()), 401, "signature")


# -- the provider's server


@pytest.mark.parametrize(
    ("bent", "words"),
    [
        ({"issuer": "https://evil.example"}, "calls itself"),
        ({"issuer": None}, "cannot be read"),
        ({"token_endpoint": "http://id.example.org/token"}, "in the clear"),
        ({"authorization_endpoint": "javascript:alert(1)"}, "in the clear"),
        ({"jwks_uri": "file:///etc/passwd"}, "in the clear"),
        ({"end_session_endpoint": "https://me@id.example.org/"}, "in the clear"),
        ({"token_endpoint": 7}, "cannot be read"),
    ],
)
def test_a_provider_that_says_something_unfit_of_itself(
    mission: Mission, provider: Provider, bent: dict[str, Any], words: str
) -> None:
    provider.says = bent
    answer = mission.browser().post("/v1/session/provider")
    refused(answer, 502, words)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_provider_over_tls_names_no_address_in_the_clear_even_on_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issuer = "https://id.example.org"
    told = {"issuer": issuer} | dict.fromkeys(("authorization_endpoint", "jwks_uri"), f"{issuer}/x")
    known = Known(Rule(issuer=issuer, client_id="truceline", name="HQ"), "")
    for address, refused_ in ((f"{issuer}/token", False), ("http://127.0.0.1/token", True)):
        said = json.dumps(told | {"token_endpoint": address}).encode()
        monkeypatch.setattr(known._wire, "get", lambda url, said=said: Reply(200, said))
        known._metadata = None
        if refused_:
            with pytest.raises(ProblemError, match="in the clear"):
                known.metadata()
        else:
            assert known.metadata().token_endpoint == address


def _at(end: str, *said: Any) -> Callable[[str, int, bytes], tuple[int, bytes]]:
    return lambda path, status, body: said if path.endswith(end) else (status, body)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("end", "said", "status", "words"),
    [
        ("-configuration", (404, b"{}"), 502, "status 404"),
        ("-configuration", (302, b""), 502, "status 302"),
        ("-configuration", (200, b"<html>"), 502, "cannot be read"),
        ("-configuration", (200, b"{" + b" " * 600_000), 502, "too long"),
        ("/token", (302, b""), 502, "status 302"),
        ("/token", (500, b""), 502, "status 500"),
        ("/token", (200, b'{"access_token": "x"}'), 502, "cannot be read"),
        ("/token", (200, b'{"id_token": 7}'), 502, "cannot be read"),
        ("/token", (400, b"\xff"), 401, "no longer stands by"),
        ("/certs", (200, b'{"keys": 1}'), 502, "cannot be read"),
        ("/certs", (200, b'{"keys": []}'), 401, "signature"),
        ("/certs", (503, b""), 502, "status 503"),
    ],
)
def test_a_provider_that_answers_otherwise_than_it_should(
    mission: Mission, provider: Provider, end: str, said: tuple[int, bytes], status: int, words: str
) -> None:
    provider.answers = _at(end, *said)
    browser = mission.browser()
    answer = browser.post("/v1/session/provider")
    if answer.status_code == 200:
        answer = come_back(browser, provider.admit(answer.json()["address"], "anna-there"))
    refused(answer, status, words)
    assert asked_for(provider, "elsewhere") == 0, "no redirect is followed"


def test_while_the_provider_is_down_whoever_has_a_password_signs_in(
    mission: Mission, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    mission.house.accounts.put(Account("clara", passwords.hash_of(WORDS)))
    away, browser = mission.browser(), mission.browser()
    given = provider.admit(depart(away), "anna-there")
    known = known_of(mission)
    nowhere = msgspec.structs.replace(known.metadata(), token_endpoint="http://127.0.0.1:1/token")
    monkeypatch.setattr(known, "_metadata", nowhere)
    refused(come_back(away, given), 503, "does not answer")
    known._metadata = None
    bend_rule(mission, monkeypatch, issuer="http://127.0.0.1:1/realms/hq")
    down = browser.post("/v1/session/provider")
    refused(down, 503, "does not answer")
    assert down.headers["retry-after"] == "60" and "password" in down.json()["advice"]
    assert browser.get("/health").status_code == 200
    entered = browser.post("/v1/session", json={"name": "clara", "password": WORDS})
    assert (entered.json()["role"], entered.json()["provider"]) == ("side_b", "Monitoring Ministry")


def test_at_the_door_of_a_slow_provider_only_some_wait(
    mission: Mission, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entrance_module, "_PATIENCE_S", 0.0)
    assert mission.house.door.provider is not None
    turns = mission.house.door.provider._turns
    for _ in range(entrance_module._AT_ONCE):
        assert turns.acquire(blocking=False)
    refused(mission.browser().post("/v1/session/provider"), 503, "too many people")
    turns.release()
    assert go(provider, mission.browser()).status_code == 200


# -- the secret


@pytest.mark.parametrize(
    "methods", [None, ["client_secret_basic", "client_secret_post"], ["client_secret_post", "private_key_jwt"]]
)
def test_the_secret_is_shown_as_the_provider_wants_it(
    mission: Mission, provider: Provider, methods: list[str] | None
) -> None:
    provider.says = {"token_endpoint_auth_methods_supported": methods}
    assert go(provider, mission.browser()).status_code == 200
    form = next(form for path, form in provider.heard if path == "token")
    assert ("client_secret" in form) == (methods is not None and "client_secret_basic" not in methods)


def test_a_client_without_a_secret_and_one_with_a_wrong_one(
    mission: Mission, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = known_of(mission)
    monkeypatch.setattr(known, "_secret", "of last year")
    refused(go(provider, mission.browser()), 502, "TRUCELINE_OIDC_SECRET is not the one it knows")
    monkeypatch.setattr(known, "_secret", "")
    refused(go(provider, mission.browser()), 502, "TRUCELINE_OIDC_SECRET is not set")
    provider.secret = ""
    assert go(provider, mission.browser()).status_code == 200


def test_no_token_code_or_secret_is_written_anywhere(
    mission: Mission, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    made: list[str] = []
    provider.signed = lambda claims, p: made.append(p.sign(claims)) or made[-1]  # type: ignore[func-returns-value]
    browser = mission.browser()
    given = provider.admit(depart(browser), "anna-there")
    answer = come_back(browser, given)
    provider.claims = lambda claims: claims | {"nonce": "another"}
    go(provider, browser)
    mission.house.door.reads.write(all_=True)
    mission.house.accounts.close()
    kept = b"".join(p.read_bytes() for p in mission.house.mission.folder.rglob("*") if p.is_file())
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("truceline"))
    assert "an ID token was refused (nonce)" in logged
    for secret in (*made, given["code"], given["state"], provider.secret, "an-access-token"):
        assert secret.encode() not in kept and secret not in logged and secret not in answer.text


def test_failures_slow_down_the_address_and_nobody_by_name(mission: Mission, provider: Provider) -> None:
    for _ in range(ADDRESS.free):
        assert go(provider, mission.browser(), "zoe-there").status_code == 403
    slowed = go(provider, mission.browser())
    assert slowed.status_code == 429 and int(slowed.headers["retry-after"]) == 1
    mission.clock.s += 2
    assert go(provider, mission.browser()).status_code == 200
