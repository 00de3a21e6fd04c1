"""What holds for whatever is asked: 304 and gzip, bounds, answers that are kept, lines in the log. On a tiny app."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from truceline.service.conditional import Conditional
from truceline.service.figures import Figures, Measured
from truceline.service.idempotency import KEPT_S, Idempotent
from truceline.service.limits import Bounded, Limits
from truceline.service.logs import JsonLines, Logged
from truceline.stores.accounts import SqliteAccounts
from truceline.stores.clock import FixedClock

App = Callable[..., Awaitable[None]]


def answering(body: bytes, status: int = 200, kind: str = "application/json", calls: list[bytes] | None = None) -> App:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        heard = await receive()
        if calls is not None:
            calls.append(heard["body"])
        headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    return app


def ask(app: App, method: str = "GET", path: str = "/x", **more: Any) -> httpx.Response:
    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.request(method, path, **more)

    return asyncio.run(once())


def test_a_server_begins_and_ends_through_all_layers() -> None:
    """What is begun with the server comes in as a scope of its own, which has no path."""
    heard: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        heard.append(scope["type"])

    layers = Logged(Measured(Bounded(Conditional(app), Limits()), Figures()))  # type: ignore[arg-type]
    asyncio.run(layers({"type": "lifespan", "asgi": {"version": "3.0"}}, None, None))  # type: ignore[arg-type, typeddict-item]
    assert heard == ["lifespan"]


LONG = json.dumps(list(range(2_000))).encode()


def test_who_has_it_already_is_sent_nothing() -> None:
    app = Conditional(answering(LONG))  # type: ignore[arg-type]
    first = ask(app, headers={"Accept-Encoding": "identity"})
    tag = first.headers["etag"]
    assert not tag.startswith("W/")
    again = ask(app, headers={"Accept-Encoding": "identity", "If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    changed = Conditional(answering(LONG + b" "))  # type: ignore[arg-type]
    assert ask(changed, headers={"Accept-Encoding": "identity", "If-None-Match": tag}).status_code == 200


def test_packed_and_plain_bytes_have_tags_of_their_own() -> None:
    app = Conditional(answering(LONG))  # type: ignore[arg-type]
    packed = ask(app, headers={"Accept-Encoding": "gzip"})
    plain = ask(app, headers={"Accept-Encoding": "gzip;q=0"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content == LONG
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert len(gzip.compress(LONG)) > int(packed.headers["content-length"]) * 0.8


def test_errors_and_other_methods_pass_as_they_are() -> None:
    assert "etag" not in ask(Conditional(answering(LONG, 404)), headers={"Accept-Encoding": "gzip"}).headers  # type: ignore[arg-type]
    assert "etag" not in ask(Conditional(answering(LONG)), "POST").headers  # type: ignore[arg-type]


def test_too_many_at_once_are_sent_away_and_health_answers() -> None:
    async def all_at_once() -> list[httpx.Response]:
        go_on, inside = asyncio.Event(), list[str]()

        async def slow(scope: Any, receive: Any, send: Any) -> None:
            if scope["path"] != "/health":
                inside.append(scope["path"])
                await go_on.wait()
            await answering(b"{}")(scope, receive, send)

        transport = httpx.ASGITransport(app=Bounded(slow, Limits(concurrent=2)))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            begun = [asyncio.create_task(client.get(path)) for path in ("/a", "/b")]
            while len(inside) < 2:
                await asyncio.sleep(0)
            sent_away, health = await client.get("/c"), await client.get("/health")
            go_on.set()
            return [*await asyncio.gather(*begun), sent_away, health]

    found = asyncio.run(all_at_once())
    assert [one.status_code for one in found] == [200, 200, 503, 200]
    assert found[2].headers["retry-after"] == "1"
    assert found[2].headers["content-type"] == "application/problem+json"


def test_what_takes_too_long_is_said_to() -> None:
    async def stuck(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(60)

    answer = ask(Bounded(stuck, Limits(seconds=0.05)))  # type: ignore[arg-type]
    assert answer.status_code == 503
    assert answer.json()["detail"] == "it took too long"


def test_a_client_that_takes_nothing_is_hung_up_on() -> None:
    async def endless(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while True:
            await send({"type": "http.response.body", "body": b"x", "more_body": True})

    async def stalled(message: Any) -> None:
        if message["type"] == "http.response.body":
            await asyncio.sleep(60)

    bounded = Bounded(endless, Limits(stalled_s=0.05))  # type: ignore[arg-type]
    scope = {"type": "http", "path": "/v1/events", "method": "GET", "headers": []}
    with pytest.raises(TimeoutError):
        asyncio.run(bounded(scope, None, stalled))  # type: ignore[arg-type]


def test_the_same_key_and_request_is_answered_alike_and_done_once(tmp_path: Path) -> None:
    calls: list[bytes] = []
    path = tmp_path / "accounts.db"
    headers = {"Idempotency-Key": "one"}

    def app(now_s: int = 1_000, who: str = "anna", status: int = 201) -> Idempotent:
        work = answering(b'{"n": 1}', status, calls=calls)
        return Idempotent(work, SqliteAccounts(path), FixedClock(now_s), lambda _: who)  # type: ignore[arg-type]

    first = ask(app(), "POST", headers=headers, content=b"a")
    again = ask(app(), "POST", headers=headers, content=b"a")  # another process: nothing but the file is the same
    assert (first.status_code, first.json()) == (again.status_code, again.json()) == (201, {"n": 1})
    assert again.headers["idempotent-replayed"] == "true"
    assert calls == [b"a"]
    assert ask(app(), "POST", headers=headers, content=b"b").status_code == 409
    assert ask(app(), "POST", "/y", headers=headers, content=b"a").status_code == 409
    assert ask(app(who="bert"), "POST", headers=headers, content=b"b").status_code == 201
    accounts = SqliteAccounts(path)
    accounts.sweep(1_000 + KEPT_S, 1, KEPT_S)
    assert ask(app(), "POST", headers=headers, content=b"b").status_code == 201


def test_a_fault_is_not_kept(tmp_path: Path) -> None:
    calls: list[bytes] = []
    accounts = SqliteAccounts(tmp_path / "accounts.db")
    headers = {"Idempotency-Key": "one"}
    for status in (503, 200):
        work = answering(b"{}", status, calls=calls)
        app = Idempotent(work, accounts, FixedClock(1), lambda _: "anna")  # type: ignore[arg-type]
        assert ask(app, "POST", headers=headers, content=b"a").status_code == status
    assert len(calls) == 2


def test_a_key_that_is_none(tmp_path: Path) -> None:
    accounts = SqliteAccounts(tmp_path / "accounts.db")
    app = Idempotent(answering(b"{}"), accounts, FixedClock(1), lambda _: "anna")  # type: ignore[arg-type]
    assert ask(app, "POST", headers={"Idempotency-Key": "a" * 129}).status_code == 400


def test_a_line_names_nobody(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "truceline.service"):
        logging.getLogger("truceline.service").propagate = True
        answer = ask(
            Logged(answering(b"{}")),  # type: ignore[arg-type]
            path="/v1/incidents?q=bridge",
            headers={"Authorization": "Bearer s3cret", "Cookie": "a=s3cret", "X-Request-Id": "from-a-proxy-1"},
        )
    said = [record for record in caplog.records if record.name == "truceline.service"]
    line = json.loads(JsonLines().format(said[-1]))
    assert answer.headers["x-request-id"] == line["request"] == "from-a-proxy-1"
    assert (line["method"], line["status"], line["bytes"]) == ("GET", 200, 2)
    assert "s3cret" not in json.dumps(line)
    assert "bridge" not in json.dumps(line)


def test_a_fault_in_the_log_has_its_place_and_not_its_words() -> None:
    try:
        raise ValueError("the name of a witness")
    except ValueError as error:
        record = logging.LogRecord(
            "x", logging.ERROR, "f", 1, "a fault", None, (type(error), error, error.__traceback__)
        )
    line = JsonLines().format(record)
    assert "test_middleware.py" in line
    assert "witness" not in line


def test_figures_count_by_route() -> None:
    figures = Figures()
    ask(Measured(answering(b"{}", 404), figures))  # type: ignore[arg-type]
    labels = {"method": "GET", "route": "none", "status": "404"}
    assert figures.registry.get_sample_value("truceline_requests_total", labels) == 1
