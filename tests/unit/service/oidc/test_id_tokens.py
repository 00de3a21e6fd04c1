"""ID tokens, each false in one thing: none of them is believed."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from joserfc.jwk import OctKey, RSAKey
from tests.founded import AT_S, Mission
from tests.identity_provider import Claims, Provider, hmac_of_public_key, unsigned
from tests.provider_mission import bend_rule, go, refused

FALSE: dict[str, tuple[Callable[[Claims], Claims], str]] = {
    "issuer": (lambda c: c | {"iss": "https://evil.example"}, "another issuer"),
    "issuer with a slash": (lambda c: c | {"iss": c["iss"] + "/"}, "another issuer"),
    "no issuer": (lambda c: _without(c, "iss"), "another issuer"),
    "audience": (lambda c: c | {"aud": "another"}, "somebody else"),
    "audiences": (lambda c: c | {"aud": ["another", "third"]}, "somebody else"),
    "no audience": (lambda c: _without(c, "aud"), "somebody else"),
    "azp": (lambda c: c | {"azp": "another"}, "another client"),
    "azp of several": (lambda c: c | {"aud": ["truceline", "another"], "azp": "another"}, "another client"),
    "no azp of several": (lambda c: c | {"aud": ["truceline", "another"]}, "another client"),
    "expired": (lambda c: c | {"exp": AT_S - 60}, "expired"),
    "no expiry": (lambda c: _without(c, "exp"), "expired"),
    "expiry in words": (lambda c: c | {"exp": "9999999999"}, "expired"),
    "in the future": (lambda c: c | {"iat": AT_S + 61}, "in the future"),
    "no time": (lambda c: _without(c, "iat"), "in the future"),
    "not yet": (lambda c: c | {"nbf": AT_S + 61}, "in the future only"),
    "nonce": (lambda c: c | {"nonce": "x" * 43}, "another sign-in"),
    "no nonce": (lambda c: _without(c, "nonce"), "another sign-in"),
    "no subject": (lambda c: _without(c, "sub"), "who they are"),
    "empty subject": (lambda c: c | {"sub": ""}, "who they are"),
    "long subject": (lambda c: c | {"sub": "x" * 256}, "who they are"),
    "subject of two lines": (lambda c: c | {"sub": "anna-there\n"}, "who they are"),
    "subjects": (lambda c: c | {"sub": ["anna-there"]}, "who they are"),
}


def _without(claims: Claims, name: str) -> Claims:
    return {one: value for one, value in claims.items() if one != name}


@pytest.mark.parametrize("name", FALSE)
def test_a_token_that_is_not_true_for_us_now(mission: Mission, provider: Provider, name: str) -> None:
    provider.claims, words = FALSE[name]
    refused(go(provider, mission.browser()), 401, words)


@pytest.mark.parametrize("bent", [{"exp": AT_S - 59}, {"iat": AT_S + 60}, {"aud": ["truceline"]}, {"azp": "truceline"}])
def test_what_is_within_the_skew_or_names_us_is_taken(mission: Mission, provider: Provider, bent: Claims) -> None:
    provider.claims = lambda claims: claims | bent
    assert go(provider, mission.browser()).status_code == 200


def test_the_skew_is_the_missions(mission: Mission, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    bend_rule(mission, monkeypatch, skew_s=0)
    provider.claims = lambda claims: claims | {"iat": AT_S + 1}
    refused(go(provider, mission.browser()), 401, "in the future")


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ({}, "acr"),
        ({"acr": "bronze", "amr": ["mfa"]}, "acr"),
        ({"acr": "gold"}, "amr"),
        ({"acr": "gold", "amr": []}, "amr"),
        ({"acr": "gold", "amr": ["pwd"]}, "amr"),
        ({"acr": None, "amr": ["mfa"]}, "acr"),
    ],
)
def test_a_way_of_signing_in_that_is_not_enough(
    mission: Mission, provider: Provider, monkeypatch: pytest.MonkeyPatch, says: Claims, words: str
) -> None:
    bend_rule(mission, monkeypatch, acr=("gold", "silver"), amr=("mfa",))
    provider.claims = lambda claims: _without(claims, "acr") | says
    refused(go(provider, mission.browser()), 403, words)
    provider.claims = lambda claims: claims | {"acr": "silver", "amr": ["pwd", "mfa"]}
    assert go(provider, mission.browser()).status_code == 200


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _with_header(token: str, **header: Any) -> str:
    return f"{_b64(json.dumps(header).encode())}.{token.partition('.')[2]}"


def _brought(claims: Claims, provider: Provider) -> str:
    own = RSAKey.generate_key(2048)
    return provider.sign(claims, own, jwk=own.as_dict(private=False))


def _changed(token: str) -> str:
    header, body, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    return f"{header}.{_b64(json.dumps({**claims, 'sub': 'bert-there'}).encode())}.{signature}"


def _critical(claims: Claims, provider: Provider) -> str:
    return _with_header(provider.sign(claims), alg="RS256", kid="rsa-1", crit=["more"], more=1)


def _nameless(claims: Claims, provider: Provider) -> str:
    provider.kid = None
    return provider.sign(claims)


def _crossed(claims: Claims, provider: Provider) -> str:
    return _with_header(provider.sign(claims), alg="ES256", kid="rsa-1")


SIGNED: dict[str, Callable[[Claims, Provider], str]] = {
    "none": unsigned,
    "hmac with the public key": hmac_of_public_key,
    "hmac with the secret": lambda c, p: p.sign(c, OctKey.import_key(p.secret), alg="HS256"),
    "a key of somebody else": lambda c, p: p.sign(c, RSAKey.generate_key(2048, {"kid": "rsa-1"})),
    "a key that it brings": _brought,
    "an address of a key": lambda c, p: p.sign(c, RSAKey.generate_key(2048), jku="http://127.0.0.1:1/evil"),
    "no signature": lambda c, p: p.sign(c).rpartition(".")[0] + ".",
    "another body": lambda c, p: _changed(p.sign(c)),
    "a critical header": _critical,
    "an unknown key": lambda c, p: p.sign(c, kid="nobody"),
    "no name of the key among several": _nameless,
    "the algorithm of another key": _crossed,
    "two parts": lambda c, p: p.sign(c).rpartition(".")[0],
    "letters": lambda c, p: "a.b.c",
    "nothing": lambda c, p: "",
    "a list": lambda c, p: f"{_b64(b'[]')}.{_b64(b'[]')}.{_b64(b'x')}",
}


@pytest.mark.parametrize("name", SIGNED)
def test_a_token_that_the_provider_did_not_sign(mission: Mission, provider: Provider, name: str) -> None:
    provider.signed = SIGNED[name]
    refused(go(provider, mission.browser()), 401, "signature")


@pytest.mark.parametrize(("alg", "kid"), [("RS256", "rsa-1"), ("PS256", "rsa-1"), ("ES256", "ec-1")])
def test_each_kind_of_key_is_taken(mission: Mission, provider: Provider, alg: str, kid: str) -> None:
    provider.alg, provider.kid = alg, kid
    assert go(provider, mission.browser()).status_code == 200


def test_what_the_provider_says_it_never_uses_is_not_taken(mission: Mission, provider: Provider) -> None:
    provider.says = {"id_token_signing_alg_values_supported": ["ES256"]}
    refused(go(provider, mission.browser()), 401, "signature")
    provider.alg, provider.kid = "ES256", "ec-1"
    assert go(provider, mission.browser()).status_code == 200


def test_a_key_for_secrets_or_a_short_one_signs_nothing(mission: Mission, provider: Provider) -> None:
    provider.keys = [RSAKey.generate_key(2048, {"kid": "rsa-1", "use": "enc"})]
    provider.signed = lambda claims, p: p.sign(claims, RSAKey.import_key(_usable(p.keys[0].as_dict(private=True))))
    refused(go(provider, mission.browser()), 401, "signature")


def _usable(key: Any) -> Any:
    return {name: value for name, value in key.items() if name != "use"}
