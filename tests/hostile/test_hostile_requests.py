"""Hostile bytes sent to a real server: each is refused in words, and the server goes on as if nothing had been.

Requests are written byte by byte, as no client library would write them.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.hostile import formats, make
from tests.serving import lower_river

MIB = 1 << 20
#: what a request may cost the server besides what it holds anyway
_MOST_MORE_MIB = 400


class Answer(NamedTuple):
    status: int
    head: str
    body: bytes


class Server:
    """`truceline serve` of a small mission, and the session of whoever sits there."""

    def __init__(self, mission: Path) -> None:
        command = [sys.executable, "-m", "truceline.cli", "serve", str(mission), "--port", "0", "--json"]
        self.log = mission.parent / "server.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self.process.stdout is not None
        said = json.loads(self.process.stdout.readline())
        self.port = said["port"]
        token = json.dumps({"token": said["enter"].partition("#token=")[2]}).encode()
        entered = self.ask("POST", "/v1/session/token", token, "Content-Type: application/json")
        assert entered.status == 200, entered
        cookies = [
            line.partition(": ")[2] for line in entered.head.splitlines() if line.lower().startswith("set-cookie")
        ]
        self.mine = (
            f"Cookie: {'; '.join(cookie.partition(';')[0] for cookie in cookies)}",
            f"X-CSRF-Token: {json.loads(entered.body)['csrf']}",
        )

    def ask(self, method: str, path: str | bytes, body: bytes = b"", *lines: str | bytes) -> Answer:
        target = path.encode() if isinstance(path, str) else path
        given = (line.encode() if isinstance(line, str) else line for line in lines)
        head = b"\r\n".join((b"Host: 127.0.0.1:%d" % self.port, b"Connection: close", *given))
        return self.say(
            b"%s %s HTTP/1.1\r\n%s\r\nContent-Length: %d\r\n\r\n" % (method.encode(), target, head, len(body)), body
        )

    def say(self, *parts: bytes) -> Answer:
        """Whatever is said, to the end of the answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as line:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                for part in parts:
                    line.sendall(part)
            got = b""
            with contextlib.suppress(ConnectionResetError):
                while some := line.recv(1 << 16):
                    got += some
        head, _, body = got.partition(b"\r\n\r\n")
        return Answer(int(head.split()[1]) if head else 0, head.decode("latin-1"), body)

    def most_mib(self) -> int:
        """The most memory that the serving process ever held."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) // 1024


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(lower_river(tmp_path_factory.mktemp("hostile") / "mission"))
    while running.ask("GET", "/ready").status != 200:  # or what is odd is told to wait
        time.sleep(0.1)
    yield running
    running.process.terminate()
    running.process.wait(30)


def refused(answer: Answer, what: object) -> None:
    """In words, by the house or, where it is no HTTP, by whoever reads the lines; never by a fault."""
    assert answer.status == 0 or 400 <= answer.status < 500, (what, answer)
    if answer.status and "problem+json" in answer.head:
        said = json.loads(answer.body)
        assert said["detail"] or said["title"], what


def alive(server: Server) -> None:
    assert server.ask("GET", "/health").status == 200
    assert server.ask("GET", "/v1/incidents").status == 200
    assert server.process.poll() is None


#: what stands where a cookie, a cursor, a signature, a name or a token should
ODD = {
    "nothing": b"",
    "high bytes": bytes(range(128, 256)),
    "not utf-8": b"\xff\xfe\xc0\x80",
    "surrogate": b"\xed\xa0\x80",
    "percent": b"%00%ff%2e%2e%2f%u0041",
    "long": b"a" * 60_000,
    "quotes": b"\"';--<script>{{7*7}}${x}",
    "brackets": b"[" * 20_000,
    "json": b'{"a":' * 5_000,
    "base64 of brackets": base64.b64encode(b"[" * 20_000),
    "base64 of nothing said": base64.b64encode(os.urandom(64)),
    "number": b"9" * 5_000,
    "minus": b"-1",
    "nan": b"NaN",
    "bidi": "\u202e\u2066".encode(),
}
CURSORS = (
    "/v1/incidents",
    "/v1/observations",
    "/v1/findings",
    "/v1/effort",
    "/v1/cases",
    "/ogc/collections/released/items",
)


@pytest.mark.parametrize("what", ODD)
def test_odd_cookies_tokens_and_cursors(server: Server, what: str) -> None:
    odd = ODD[what]
    escaped = b"".join(b"%%%02x" % byte for byte in odd[:2_000])
    name = server.mine[0].partition("=")[0].encode()  # "Cookie: NAME"
    for line in (
        *(b"Cookie: " + odd, b"Cookie: a=" + odd + b"; =; ;;", name + b"=" + odd, name + b'="\\377\\000' + odd + b'"'),
        *(b"Authorization: Bearer " + odd, b"Authorization: Basic " + odd, b"Authorization: " + odd),
        *(b"Authorization: Basic " + base64.b64encode(b"a:" + odd[:9_000]), b"If-None-Match: " + odd),
        *(b"Accept-Language: " + odd, b"Last-Event-ID: " + odd, b"Range: bytes=" + odd, b"Origin: " + odd),
    ):
        answer = server.ask("GET", "/v1/mission", b"", line)
        assert answer.status < 500, (line[:80], answer)
    for path in CURSORS:
        for mine in ((), server.mine):
            answer = server.ask("GET", path.encode() + b"?cursor=" + escaped + b"&limit=2", b"", *mine)
            assert answer.status < 500, (path, answer)
    for path in (b"/v1/incidents/", b"/v1/evidence/", b"/bulletins/", b"/v1/log/", b"/v1/proofs/", b"/pictures/"):
        answer = server.ask("GET", path + escaped, b"", *server.mine)
        assert answer.status < 500, (path, answer)
    for key in (b"bbox", b"from", b"until", b"type", b"sort", b"datetime", b"limit"):
        answer = server.ask("GET", b"/v1/incidents?" + key + b"=" + escaped)
        assert answer.status < 500, (key, answer)
    alive(server)


def test_odd_names_and_words_at_the_entrance(server: Server) -> None:
    for body in (
        b'{"name": "\\ud800", "password": "\\u0000"}',
        b'{"name": "a\\u0000b", "password": "x", "code": "\\u202e"}',
        b'{"token": "\\udfff"}',
        b'{"token": ' + b"[" * 8_000 + b"}",
        b'{"name": ' + b"9" * 5_000 + b"}",
        b"\xff\xfe{\0}\0",
        b"null",
        b"",
    ):
        for path in ("/v1/session", "/v1/session/token", "/v1/session/password"):
            refused(server.ask("POST", path, body, "Content-Type: application/json"), body[:60])
    alive(server)


def test_lines_that_are_no_http(server: Server) -> None:
    for words in (
        b"\0" * 4_096,
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 20_000 + b"\r\n",
        b"GET /" + b"a" * MIB + b" HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ):
        with socket.create_connection(("127.0.0.1", server.port), timeout=2) as line, contextlib.suppress(OSError):
            line.sendall(words)
            got = line.recv(1 << 16)  # what waits for the rest is hung up on in its own time
            assert not got.startswith((b"HTTP/1.1 5", b"HTTP/1.0 5")), words[:60]
    alive(server)


def forms() -> Iterator[tuple[str, bytes]]:
    """Forms as no device fills them in."""
    head = b'<?xml version="1.0"?>'
    good = b"<data id='patrol'><meta><instanceID>uuid:%s</instanceID></meta>%s</data>"
    yield "laughs", head + b'<!DOCTYPE a [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + good % (b"1", b"&c;")
    yield "outside", head + b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + good % (b"2", b"&a;")
    yield "deep", head + good % (b"3", b"<a>" * 300_000 + b"</a>" * 300_000)
    yield "deep but short", head + good % (b"4", b"<a>" * 1_000 + b"x" + b"</a>" * 1_000)
    yield "elements", head + good % (b"5", b"<a/>" * 12_000_000)
    yield "attributes", head + b"<data " + b" ".join(b'a%d=""' % n for n in range(4_000_000)) + b"/>"
    yield "namespaces", head + b"<data " + b" ".join(b'xmlns:a%d="b"' % n for n in range(200_000)) + b"/>"
    yield "one word", head + good % (b"6", b"a" * (60 * MIB))
    yield "not closed", head + b"<data><meta><instanceID>uuid:7"
    yield "nothing", b""
    yield "utf-16", (head + good % (b"8", b"<a/>")).decode().encode("utf-16")
    yield "utf-7", b'<?xml version="1.0" encoding="utf-7"?><data>+ADw-a/+AD4-</data>'
    yield "nul", good % (b"9", b"\0")
    yield "name of 1 MB", good % (b"a" * MIB, b"")
    yield (
        "name of odd letters",
        good % ("\u202e\u2066\u0001".encode(), b"<observation><event_type>x</event_type></observation>"),
    )


@pytest.mark.parametrize(("name", "form"), list(forms()), ids=[name for name, _ in forms()])
def test_forms_from_the_field(server: Server, name: str, form: bytes) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="a.xml"\r\n\r\n'
    body = part + form + b"\r\n--b--\r\n"
    answer = server.ask(
        "POST", "/openrosa/submission", body, "Content-Type: multipart/form-data; boundary=b", *server.mine
    )
    refused(answer, name)
    assert server.most_mib() < _MOST_MORE_MIB + 700
    alive(server)


def test_parts_as_no_device_sends_them(server: Server) -> None:
    piece = b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\nx\r\n'
    for body in (
        b"",
        b"--b--\r\n",
        b"".join(piece % (b"a%d" % n, b"") for n in range(50_000)) + b"--b--\r\n",
        piece % (b"xml_submission_file", b'; filename="../../../etc/passwd"') + b"--b--\r\n",
        piece % (b"\xff\xfe\0", b"; filename*=utf-7''+AD4-") + b"--b--\r\n",
        b"--b\r\n" + b"X: y\r\n" * 100_000 + b"\r\n\r\n--b--\r\n",
        b"--b" * 1_000_000,
        b"--b\r\nContent-Disposition: " + b"a" * MIB + b"\r\n\r\n--b--",
    ):
        lines = ("Content-Type: multipart/form-data; boundary=b", *server.mine)
        refused(server.ask("POST", "/openrosa/submission", body, *lines), body[:80])
    for kind in (
        "multipart/form-data",
        "multipart/form-data; boundary=" + "b" * 5_000,
        "multipart/form-data; boundary=\u00ff",
    ):
        refused(server.ask("POST", "/openrosa/submission", b"--b\r\n", f"Content-Type: {kind}", *server.mine), kind)
    alive(server)


def test_signatures_that_prove_nothing(server: Server) -> None:
    note = b'truceline delivery v1\nlower-river\n"a"\n1\n' + b"0" * 64 + b"\n\n\xe2\x80\x94 a AAAA\n"
    for words in (
        *ODD.values(),
        *(base64.b64encode(odd)[:3_900] for odd in ODD.values()),
        base64.b64encode(note),
        base64.b64encode(note.replace(b"1\n", b"9" * 2_000 + b"\n", 1)),
        base64.b64encode(note.replace(b'"a"', b"[" * 1_500)),
        base64.b64encode(note.replace(b'"a"', b'"\\ud800"')),
        base64.b64encode(note * 20)[:3_900],
    ):
        refused(
            server.ask("POST", "/v1/evidence?filename=a.csv", b"a,b\n", b"Truceline-Signature: " + words), words[:60]
        )
    alive(server)


def test_evidence_that_is_hostile(server: Server) -> None:
    """What readers in workers refuse is refused here too, and nothing of it is kept."""
    sent = [file for kind in (formats.of_two_kinds, formats.columns, make.polyglots) for file in kind()]
    sent += [("bomb.csv.gz", gzip.compress(bytes(100 * MIB), 9)), ("deep.json", b"[" * MIB), ("empty", b"")]
    for name, data in sent:
        if len(data) < 3 * MIB:
            asked = "".join(f"%{byte:02x}" for byte in name.encode())
            answer = server.ask("POST", f"/v1/evidence?filename={asked}", data, *server.mine)
            assert answer.status in (200, 201, 400, 413, 422), (name, answer)
    alive(server)


def test_the_log_has_no_fault_and_no_control_sequence(server: Server) -> None:
    words = server.log.read_bytes()
    assert b"Traceback" not in words, words[-3_000:].decode("utf-8", "replace")
    assert b"\x1b" not in words and b"\0" not in words
