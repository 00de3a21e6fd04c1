"""The real server: a geographic information system reads it, streams and slow clients do not keep it from stopping."""

from __future__ import annotations

import contextlib
import json
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from tests.serving import lower_river

PATIENCE_S = 120


#: a server that was killed may still have something to say
_LOGS = count()


class Server:
    def __init__(self, mission: Path) -> None:
        command = [sys.executable, "-m", "truceline.cli", "serve", str(mission), "--port", "0", "--json"]
        self.log = mission.parent / f"server-{next(_LOGS)}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self.process.stdout is not None
        said = json.loads(self.process.stdout.readline())
        self.url, self.port = said["url"].rstrip("/"), said["port"]

    def get(self, path: str) -> bytes:
        """The answer, once the explanations are there."""
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                with urllib.request.urlopen(f"{self.url}{path}", timeout=PATIENCE_S) as answer:
                    data: bytes = answer.read()
                    return data
            except urllib.error.HTTPError as error:
                if error.code != 503 or time.monotonic() > until:
                    raise
                time.sleep(0.5)


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lower_river(tmp_path_factory.mktemp("headquarters") / "mission")


@pytest.fixture
def server(mission: Path) -> Iterator[Server]:
    running = Server(mission)
    yield running
    if running.process.poll() is None:
        running.process.kill()
    running.process.wait(30)


def test_gdal_reads_the_released_incidents(server: Server) -> None:
    if shutil.which("ogrinfo") is None:
        pytest.skip("no ogrinfo on this machine (Debian: gdal-bin)")
    source = f"OAPIF:{server.url}/ogc"
    listed = subprocess.run(["ogrinfo", source], capture_output=True, text=True, check=True).stdout
    assert "released" in listed
    assert "exact" not in listed
    told = subprocess.run(["ogrinfo", "-al", source, "released"], capture_output=True, text=True, check=True).stdout
    n = len(json.loads(server.get("/v1/incidents"))["items"])
    assert f"Feature Count: {n}" in told
    assert told.count("event_type (String) = ") == n
    boxed = ["ogrinfo", "-al", "-so", "-spat", "0", "0", "1", "1", source, "released"]
    assert "Feature Count: 0" in subprocess.run(boxed, capture_output=True, text=True, check=True).stdout


def test_it_stops_though_somebody_listens_and_ends_what_is_begun(server: Server) -> None:
    server.get("/v1/mission")
    stream = urllib.request.urlopen(f"{server.url}/v1/events", timeout=PATIENCE_S)
    assert stream.readline() == b"retry: 2000\n"
    with socket.create_connection(("127.0.0.1", server.port)) as begun:
        begun.settimeout(PATIENCE_S)
        head = b"POST /v1/verify HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
        begun.sendall(head)
        assert begun.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n", "it has begun, and waits for the rest"
        begun.sendall(b"{")
        server.process.send_signal(signal.SIGTERM)
        assert b"event:" not in stream.read()  # the stream ends: the server is stopping
        begun.sendall(b"}")
        assert begun.recv(12).startswith(b"HTTP/1.1 ")
    assert server.process.wait(PATIENCE_S) in (0, -signal.SIGTERM)
    faults = [line for line in server.log.read_text().splitlines() if '"level":"error"' in line]
    assert faults == []


def test_whoever_sends_half_a_request_is_hung_up_on(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as idle:
        idle.sendall(b"GET /health HTTP/1.1\r\nHost: 127.")
        idle.settimeout(PATIENCE_S)
        with contextlib.suppress(ConnectionResetError):
            assert idle.recv(100) == b""
    assert json.loads(server.get("/health"))["status"] == "ok"


def test_logs_are_lines_of_json(server: Server) -> None:
    server.get("/v1/mission")
    until = time.monotonic() + 30  # a line is written once its answer has left
    while not server.log.read_text().strip() and time.monotonic() < until:
        time.sleep(0.1)
    lines = [json.loads(line) for line in server.log.read_text().splitlines()]
    assert {"request", "method", "route", "status", "ms"} <= lines[-1].keys()
