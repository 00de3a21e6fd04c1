"""A witness over HTTP, as c2sp.org/tlog-witness describes it: its status codes, and what it does with bad company."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from tests.plain_logs import PlainLog
from tests.witness_process import Served

from truceline.record import note as notes
from truceline.record.checkpoint import open_checkpoint
from truceline.record.note import parse_line, verify_line
from truceline.record.witness_request import MAX_REQUEST_BYTES
from truceline.stores.keyring import KeySigner, published_signer

#: a log for each test, so that they share a witness
STATUS, FETCH, KILL, MUCH, SLOW = (published_signer(f"log.example.org/{n}") for n in range(5))
STRANGER = published_signer("log.example.org/unknown")
LEAVES = [str(n).encode() for n in range(50)]


@pytest.fixture(scope="module")
def witness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    keys = (notes.key_of(log).text for log in (STATUS, FETCH, KILL, MUCH, SLOW))
    served = Served(tmp_path_factory.mktemp("witness") / "witness", "witness.example.org", *keys)
    yield served
    served.stop()


def log_of(signer: KeySigner) -> Callable[[int], PlainLog]:
    return lambda size: PlainLog(signer, LEAVES[:size])


def test_every_status_of_the_specification(witness: Served) -> None:
    log = log_of(STATUS)
    first = witness.ask(log(5).request_bytes(0))
    assert first.status_code == 200
    text = log(5).request(0).note.text
    assert verify_line(text, parse_line(first.text.removesuffix("\n")), witness.key).time_s is not None

    assert witness.ask(log(9).request_bytes(5)).status_code == 200
    assert witness.ask(log(9).request_bytes(9)).status_code == 200, "the same again"

    conflict = witness.ask(log(12).request_bytes(5))
    assert (conflict.status_code, conflict.text) == (409, "9\n")
    assert conflict.headers["content-type"] == "text/x.tlog.size"
    assert witness.ask(log(5).request_bytes(0)).text == "9\n", "an older state is not signed again"

    assert witness.ask(PlainLog(STRANGER, LEAVES).request_bytes(0)).status_code == 404
    assert witness.ask(PlainLog(STRANGER, LEAVES, STATUS.name).request_bytes(9)).status_code == 403
    assert witness.ask(log(12).request_bytes(9).replace(b"old 9", b"old 13")).status_code == 400
    assert witness.ask(b"nonsense").status_code == 400
    forged = PlainLog(STATUS, [*LEAVES[:8], b"forged", *LEAVES[9:20]])
    assert witness.ask(forged.request_bytes(9)).status_code == 422
    same_size = PlainLog(STATUS, [*LEAVES[:8], b"forged"])
    assert witness.ask(same_size.request_bytes(9)).status_code == 422

    for method, path in (("GET", "/add-checkpoint"), ("PUT", "/add-checkpoint"), ("POST", "/"), ("GET", "/schema")):
        assert httpx.request(method, witness.url + path).status_code in (404, 405)
    status = json.loads(witness.run("status", str(witness.folder), "--json").stdout)
    assert (STATUS.name, 9) in [(one["origin"], one["size"]) for one in status["signed"]]
    assert [one["size"] for one in status["refused"] if one["origin"] == STATUS.name] == [20, 9]


def test_the_newest_checkpoint_can_be_fetched(witness: Served) -> None:
    log = log_of(FETCH)
    path = f"{witness.url}/{hashlib.sha256(FETCH.name.encode()).hexdigest()}/checkpoint"
    assert httpx.get(path).status_code == 404
    line = witness.ask(log(5).request_bytes(0)).text
    fetched = httpx.get(path)
    opened = open_checkpoint(fetched.content, FETCH.name, notes.key_of(FETCH), (witness.key,))
    assert opened.checkpoint.size == 5 and len(opened.signed_by) == 2
    assert fetched.text.endswith(line)
    assert httpx.get(f"{witness.url}/{'0' * 64}/checkpoint").status_code == 404


def test_what_was_signed_survives_a_kill(witness: Served) -> None:
    log = log_of(KILL)
    for size in range(1, 12):
        assert witness.ask(log(size).request_bytes(size - 1)).status_code == 200
        witness.stop(signal.SIGKILL) if size % 4 == 0 else None
        if size % 4 == 0:
            witness.start()
    forged = PlainLog(KILL, [b"forged", *LEAVES[1:20]])
    assert witness.ask(forged.request_bytes(0)).text == "11\n"
    assert witness.ask(forged.request_bytes(11)).status_code == 422


def test_too_much_is_refused_and_others_are_answered(witness: Served) -> None:
    log = log_of(MUCH)
    assert witness.ask(b"x" * (MAX_REQUEST_BYTES + 1)).status_code == 413
    endless = (b"x" * 65_536 for _ in range(64))
    with contextlib.suppress(httpx.WriteError, httpx.RemoteProtocolError, httpx.ReadError):  # it may hang up before
        assert httpx.post(f"{witness.url}/add-checkpoint", content=endless).status_code == 413
    for body in (
        b"\x00" * 1000,
        b"old 0\n\n" + b"\xff" * 1000,
        b"old 0\n" * 10_000,
        b"old " + b"9" * 100_000,
        b"\n" * 9,
    ):
        assert witness.ask(body).status_code == 400
    assert witness.ask(log(5).request_bytes(0)).status_code == 200


def test_whoever_dawdles_holds_up_nobody(witness: Served) -> None:
    log = log_of(SLOW)
    lines = []
    for head in (
        b"",
        b"POST /add-checkpoint HT",
        b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nold",
    ):
        for _ in range(30):
            line = socket.create_connection(("127.0.0.1", witness.port))
            line.sendall(head)
            lines.append(line)
    began = time.monotonic()
    assert witness.ask(log(5).request_bytes(0)).status_code == 200
    assert time.monotonic() - began < 5
    for line in lines:
        line.close()


def test_a_connection_is_closed_in_the_end(witness: Served) -> None:
    witness.stop()
    program = (
        "import truceline.service.witness as w; w._CONNECTION_S = 2.0; w._PATIENCE_S = 0.5;"
        "from truceline.cli import main; main()"
    )
    witness.start([sys.executable, "-c", program, "witness"])
    silent = socket.create_connection(("127.0.0.1", witness.port), timeout=15)
    silent.sendall(b"POST /add-ch")
    slow = socket.create_connection(("127.0.0.1", witness.port), timeout=15)
    slow.sendall(b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nold")
    assert b" 408 " in slow.recv(1000)
    with contextlib.suppress(ConnectionResetError):
        assert silent.recv(1000) == b""


def test_a_lost_memory_or_key_is_said(witness: Served, tmp_path: Path) -> None:
    again = witness.refused("init", str(tmp_path / "new"), "--name", "witness.example.org")
    assert again.returncode == 2 and "another name" in again.stderr
    assert not (tmp_path / "new").exists()
    copy = tmp_path / "copy"
    shutil.copytree(witness.folder, copy)
    without_key = witness.refused("status", str(copy), keys=tmp_path / "nowhere")
    assert without_key.returncode == 3 and "TRUCELINE_KEYS" in without_key.stderr
    (copy / "witness.db").unlink()
    lost = witness.refused("status", str(copy))
    assert lost.returncode == 3 and "must not sign" in lost.stderr
