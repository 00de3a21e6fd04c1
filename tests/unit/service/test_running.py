"""Connections to a real port: heads that never end, that never come whole, and that say two lengths."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from truceline.service import running
from truceline.service.running import PatientConnection

HEAD = b"POST /x HTTP/1.1\r\nHost: here\r\n"


async def answering(scope: Any, receive: Any, send: Any) -> None:
    told = await receive()
    assert scope["path"] == "/x"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
    await send({"type": "http.response.body", "body": f"{len(told['body']):04d}".encode()})


@pytest.fixture
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(
            uvicorn.Config(answering, http=PatientConnection, ws="none", lifespan="off", log_config=None)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def answer(port: int, *pieces: bytes) -> bytes:
    """All that comes back until the other side closes, or the answer stands whole."""
    found = b""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        try:
            for piece in pieces:
                line.sendall(piece)
            while not found.endswith((b"0000", b"0005")):
                came = line.recv(65_536)
                if not came:
                    break
                found += came
        except ConnectionError:
            pass
    return found


def test_a_request_is_answered_however_its_head_is_cut(port: int) -> None:
    whole = HEAD + b"Content-Length: 5\r\n\r\nhello"
    assert answer(port, whole).startswith(b"HTTP/1.1 200")
    assert answer(port, whole[:9], whole[9:40], whole[40:]).endswith(b"0005")


def test_a_head_without_an_end_is_not_listened_to(port: int) -> None:
    line = b"X-%d: " + b"a" * 1000 + b"\r\n"
    few, many = (b"".join(line % n for n in range(count)) for count in (20, 64))
    assert answer(port, HEAD, few, b"Content-Length: 0\r\n\r\n").endswith(b"0000")
    assert answer(port, HEAD, *(many[at : at + 4_000] for at in range(0, len(many), 4_000))) == b""


def test_a_second_head_of_a_connection_is_bounded_too(port: int) -> None:
    first = HEAD + b"Content-Length: 40000\r\n\r\n" + b"b" * 40_000  # a body is no head
    endless = [HEAD, *(b"X: " + b"a" * 4_000 + b"\r\n" for _ in range(16))]
    found = answer(port, first, *endless)
    assert found.count(b"HTTP/1.1") <= 1


def test_two_lengths_are_none(port: int) -> None:
    found = answer(port, HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
    assert found.startswith(b"HTTP/1.1 400")


def test_a_first_head_that_does_not_come_whole_is_given_up(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_HEADERS_S", 0.05)
    assert answer(port, HEAD) == b""


def test_what_stays_for_good_is_left_out_of_the_search_for_cycles(monkeypatch: pytest.MonkeyPatch) -> None:
    settled = threading.Event()
    monkeypatch.setattr(running, "_SETTLED_S", 0.0)
    monkeypatch.setattr(running, "settle_memory", settled.set)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = running._Server(uvicorn.Config(answering, lifespan="off", log_config=None), None)  # type: ignore[arg-type]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            assert settled.wait(30)
        finally:
            server.should_exit = True
            thread.join()
