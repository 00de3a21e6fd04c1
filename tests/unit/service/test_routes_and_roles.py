"""Every route × every role, held against the table of access; and both sides' views, byte for byte."""

from __future__ import annotations

import re
from typing import Any

import pytest
from litestar import Litestar
from tests.serving import Client

from truceline.mission.asking import Asker
from truceline.record.access import ROLES
from truceline.service.app import app
from truceline.service.house import House
from truceline.service.signin.access import ROUTES

#: what a path is filled with: nothing of it is there
_FILLED = {"sha256": "0" * 64, "index": "0", "number": "1", "day": "2026-03-03", "collection": "released"}


def _routes(made: Litestar) -> set[tuple[str, str]]:
    return {
        (method, re.sub(r":\w+", "", route.path_format))
        for route in made.routes
        for handler in route.route_handlers  # type: ignore[union-attr]
        for method in handler.http_methods
        if method != "OPTIONS" and not route.path_format.startswith("/schema")
    }


def _address(path: str) -> str:
    return re.sub(r"{(\w+)}", lambda m: _FILLED.get(m[1], "none"), path)


def test_every_route_says_who_may_and_none_is_said_that_is_not_there(house: House) -> None:
    there = _routes(app(house))
    assert there - set(ROUTES) == set(), "declare who may: service/signin/access.py"
    assert set(ROUTES) - there == set()


def test_a_route_that_says_nothing_refuses_everybody(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(ROUTES, ("GET", "/v1/mission"))
    for role in ROLES:
        assert Client(house, role).get("/v1/mission").status_code == 403


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_through_where_the_table_lets_it_and_nowhere_else(house: House, role: Any) -> None:
    asker, client = Asker("" if role == "public" else "somebody", role), Client(house, role)
    for (method, path), access in ROUTES.items():
        if access.kind != "table":
            continue
        answer = client(method, _address(path), **({"json": {}} if method == "POST" else {}))
        allowed = any(asker.may(access.action, access.what, state).allowed for state in access.states)
        refused = answer.status_code == 403 and bool(re.search(r"may not|is not public", answer.text))
        if not allowed:
            assert refused, (role, method, path, answer.text)
        elif method == "GET":
            assert not refused, (role, method, path, answer.text)


def test_both_sides_get_the_same_bytes_at_the_same_time(house: House) -> None:
    sides = Client(house, "side_a"), Client(house, "side_b")
    for method, path in ROUTES:
        # whoever asks is named there; a stream never ends; figures count the requests; examples are drawn by chance
        if method != "GET" or path in ("/v1/session", "/v1/events", "/metrics", "/openapi.json"):
            continue
        a, b = (side.get(_address(path)) for side in sides)
        assert a.status_code == b.status_code, path
        assert _same(a.text) == _same(b.text), path


def _same(text: str) -> str:
    """Without the name of whoever is refused, and how long the record is, which the refusal itself made longer."""
    text = re.sub(r"side_[ab]-1 \(side_[ab]\)", "somebody", text)
    return re.sub(r'"(as_of|entries)":("[^"]*"|\d+)', r'"\1":0', text)
