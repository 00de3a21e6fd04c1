"""Ways through an identity provider and back, for tests: what a browser does there, step by step."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from tests.founded import Mission
from tests.identity_provider import Provider

from truceline.service.refusals import _refusals
from truceline.service.signin import csrf
from truceline.service.signin.oidc.provider import Known

Browser = TestClient[Litestar]


def known_of(mission: Mission) -> Known:
    """The provider as the mission's server knows it."""
    assert mission.house.door.provider is not None
    return mission.house.door.provider._known


def bend_rule(mission: Mission, monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    """Other settings under `[signin.oidc]`."""
    known = known_of(mission)
    monkeypatch.setattr(known, "rule", msgspec.structs.replace(known.rule, **changes))


def depart(browser: Browser) -> str:
    """Where the browser is sent."""
    answer = browser.post("/v1/session/provider", headers=_own(browser))
    assert answer.status_code == 200, answer.text
    return str(answer.json()["address"])


def come_back(browser: Browser, given: dict[str, str]) -> Any:
    sent = {name: given[name] for name in ("code", "state", "iss") if name in given}
    return browser.post("/v1/session/provider/return", json=sent, headers=_own(browser))


def go(provider: Provider, browser: Browser, who: str = "anna-there") -> Any:
    """There and back."""
    return come_back(browser, provider.admit(depart(browser), who))


def asked_in(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def asked_for(provider: Provider, what: str) -> int:
    """How often the provider was asked for this."""
    return [path for path, _ in provider.heard].count(what)


def refused(answer: Any, status: int, words: str) -> None:
    """An answer is this refusal, nobody came in by it, and it can be told in every language."""
    assert answer.status_code == status and words in answer.json()["detail"], answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert "set-cookie" not in answer.headers
    for language in ("uk", "ru"):
        for sentence in (answer.json()["detail"], answer.json()["advice"]):
            assert _refusals(language).say(sentence) is not None, (language, sentence)


def _own(browser: Browser) -> dict[str, str]:
    """What a page of ours sends along where somebody is signed in."""
    value = browser.get("/v1/session").json()["csrf"]
    return {csrf.HEADER: value} if value else {}
