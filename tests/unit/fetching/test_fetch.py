"""Fetching from a server of our own that stands in for the internet: names are resolved by the test, never outside."""

from __future__ import annotations

import contextlib
import datetime
import gzip
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import httpcore
import pytest

from truceline.fetching.fetch import Caps, Fetcher
from truceline.model.errors import InputError

PUBLIC, OTHER = "93.184.216.34", "151.101.1.140"
Answer = Callable[[socket.socket, str], None]


class Web:
    """One server, names that lead to it, and what was asked of it."""

    def __init__(self) -> None:
        self.names: dict[str, list[list[str]]] = {"good.example": [[PUBLIC]], "other.example": [[OTHER]]}
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.resolved: list[str] = []
        self.connected: list[str] = []
        self.sni: list[str | None] = []
        self.tls: ssl.SSLContext | None = None
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def resolve(self, host: str, port: int) -> list[str]:
        """The next answer for a name; the last one for ever."""
        self.resolved.append(host)
        if host not in self.names:
            return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        answers = self.names[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, address: str, port: int, timeout_s: float) -> httpcore.NetworkStream:
        self.connected.append(address)
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, timeout=timeout_s)

    def fetcher(self, trust: ssl.SSLContext | None = None, **caps: float) -> Fetcher:
        return Fetcher(Caps(**caps), self.resolve, self.connect, trust)  # type: ignore[arg-type]

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), contextlib.closing(connection):
            if self.tls is not None:
                connection = self.tls.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                part = connection.recv(4096)
                if not part:
                    return
                head += part
            text = head.decode("latin-1")
            self.asked.append(text)
            self.answers[text.split()[1]](connection, text)
            connection.close()


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web()
    yield web
    web.close()


def says(body: bytes, *headers: str, status: str = "200 OK") -> Answer:
    def answer(connection: socket.socket, asked: str) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
        connection.sendall("\r\n".join(lines).encode("latin-1") + body)

    return answer


def leads(location: str) -> Answer:
    return says(b"", f"Location: {location}", status="302 Found")


def test_a_page_comes_with_the_way_to_it(web: Web) -> None:
    web.answers["/a?b=c"] = says(b"<html>hello</html>", "Content-Type: text/html; charset=utf-8")
    found = web.fetcher().fetch("http://good.example/a?b=c#d")
    assert (found.data, found.media_type, found.address) == (b"<html>hello</html>", "text/html", PUBLIC)
    assert found.url == found.final_url == "http://good.example/a?b=c"
    assert "Host: good.example\r\n" in web.asked[0]
    assert "cookie" not in web.asked[0].lower()


def test_proxies_of_the_environment_are_not_asked(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    web.answers["/"] = says(b"direct")
    assert web.fetcher().fetch("http://good.example").data == b"direct"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "017700000001",
        "127.1",
        "0177.0.0.1",
        "0x7f.1",
        "localhost",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "10.0.0.1",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "0",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:0:7f00:1::]",
        "[fd00::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[::127.0.0.1]",
        "[5f00::1]",
        "[3fff::1]",
    ],
)
def test_no_spelling_of_an_inner_address_is_connected(web: Web, host: str) -> None:
    with pytest.raises(InputError):
        web.fetcher().fetch(f"http://{host}/")
    assert web.connected == []


@pytest.mark.parametrize("inner", ["127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "fd00::1", "2002:7f00:1::"])
@pytest.mark.parametrize("beside", [[], [PUBLIC]])
def test_a_name_that_leads_inside_also_is_not_connected(web: Web, inner: str, beside: list[str]) -> None:
    web.names["evil.example"] = [[*beside, inner]]
    with pytest.raises(InputError, match="not on the public internet"):
        web.fetcher().fetch("http://evil.example/")
    assert web.connected == []


def test_a_name_that_changes_its_answer_is_asked_once(web: Web) -> None:
    web.names["rebind.example"] = [[PUBLIC], ["127.0.0.1"]]
    web.answers["/"] = says(b"pinned")
    assert web.fetcher().fetch("http://rebind.example/").data == b"pinned"
    assert web.resolved == ["rebind.example"]
    assert web.connected == [PUBLIC]
    with pytest.raises(InputError, match=r"127\.0\.0\.1 is not on the public internet"):
        web.fetcher().fetch("http://rebind.example/")
    assert web.connected == [PUBLIC]


def test_a_redirect_to_the_same_name_is_vetted_again(web: Web) -> None:
    web.names["rebind.example"] = [[PUBLIC], ["10.0.0.1"]]
    web.answers["/"] = leads("/inside")
    with pytest.raises(InputError, match=r"10\.0\.0\.1 is not on the public internet"):
        web.fetcher().fetch("http://rebind.example/")
    assert web.connected == [PUBLIC]


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "file:///etc/passwd",
        "//10.0.0.1/",
        "http://good.example@127.0.0.1/",
        "gopher://good.example/",
        "http://localhost/",
        "http://good.example:22/",
    ],
)
def test_a_redirect_is_followed_to_no_such_place(web: Web, location: str) -> None:
    web.answers["/"] = leads(location)
    with pytest.raises(InputError):
        web.fetcher().fetch("http://good.example/")
    assert web.connected == [PUBLIC]


def test_redirects_are_followed_and_counted(web: Web) -> None:
    web.answers["/"] = leads("http://other.example/b")
    web.answers["/b"] = says(b"there")
    found = web.fetcher().fetch("http://good.example/")
    assert (found.data, found.url, found.final_url) == (b"there", "http://good.example/", "http://other.example/b")
    assert web.connected == [PUBLIC, OTHER]
    web.answers["/b"] = leads("http://good.example/")
    with pytest.raises(InputError, match="more than 5 redirects"):
        web.fetcher().fetch("http://good.example/")


@pytest.mark.parametrize(
    ("packing", "data"),
    [("gzip", gzip.compress(b"words")), ("deflate", zlib.compress(b"words")), ("identity", b"words")],
)
def test_packed_answers(web: Web, packing: str, data: bytes) -> None:
    web.answers["/"] = says(data, f"Content-Encoding: {packing}")
    assert web.fetcher().fetch("http://good.example/").data == b"words"


@pytest.mark.parametrize(
    ("headers", "body", "said"),
    [
        (["Content-Encoding: gzip"], gzip.compress(bytes(50 << 20)), "more than 1 MiB"),
        (["Content-Encoding: gzip"], gzip.compress(b"words" * 999)[:-20], "end too early"),
        (["Content-Encoding: gzip"], b"no gzip", "damaged"),
        (["Content-Encoding: br"], b"x", "packs with 'br'"),
        (["Content-Encoding: gzip, gzip"], b"x", "packs with"),
        ([], bytes(3 << 20), "more "),
        (["X-Header: " + "a" * 300_000], b"", "cannot be fetched"),
        (["Transfer-Encoding: chunked", "Content-Length: 3"], b"zz\r\n", "cannot be fetched"),
    ],
)
def test_what_is_too_much_or_broken(web: Web, headers: list[str], body: bytes, said: str) -> None:
    web.answers["/"] = says(body, *headers)
    with pytest.raises(InputError, match=said) as caught:
        web.fetcher(most_bytes=1 << 20).fetch("http://good.example/")
    assert caught.value.where
    assert caught.value.advice


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops", "204 No Content", "206 Partial Content", "304 Same"])
def test_what_is_no_answer(web: Web, status: str) -> None:
    web.answers["/"] = says(b"", status=status)
    with pytest.raises(InputError, match=status[:3]):
        web.fetcher().fetch("http://good.example/")


@pytest.mark.parametrize("begun", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"])
def test_a_server_that_drips_is_left(web: Web, begun: bytes) -> None:
    def drip(connection: socket.socket, asked: str) -> None:
        connection.sendall(begun)
        with contextlib.suppress(OSError):
            for _ in range(100):
                connection.sendall(b"a")
                time.sleep(0.1)

    web.answers["/"] = drip
    began = time.monotonic()
    with pytest.raises(InputError):
        web.fetcher(most_s=1.0).fetch("http://good.example/")
    assert time.monotonic() - began < 8


def test_an_answer_that_breaks_off(web: Web) -> None:
    web.answers["/"] = lambda connection, asked: connection.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort"
    )
    with pytest.raises(InputError, match="cannot be fetched"):
        web.fetcher().fetch("http://good.example/")


def test_a_name_nobody_knows(web: Web) -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror("unknown")

    with pytest.raises(InputError, match="not known"):
        Fetcher(resolve=unknown).fetch("http://nowhere.example/")
    with pytest.raises(InputError, match="no address"):
        Fetcher(resolve=lambda host, port: []).fetch("http://nowhere.example/")


def test_tls_speaks_of_the_name_and_checks_it(web: Web, tmp_path: Path) -> None:
    """The connection goes to an address, the certificate must be that of the name."""
    web.tls, trust = _tls(tmp_path, "good.example")
    web.tls.sni_callback = lambda sock, name, context: web.sni.append(name)  # type: ignore[assignment,func-returns-value]
    web.answers["/"] = says(b"secret")
    assert web.fetcher(trust).fetch("https://good.example/").data == b"secret"
    assert (web.sni, web.connected) == (["good.example"], [PUBLIC])
    with pytest.raises(InputError, match="cannot be"):
        web.fetcher(trust).fetch("https://other.example/")
    with pytest.raises(InputError, match="cannot be"):
        web.fetcher().fetch("https://good.example/")


def _tls(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's side with a certificate for `name`, and a client's side that trusts it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "both.pem").write_bytes(pem + secret)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "both.pem")
    return server, ssl.create_default_context(cadata=pem.decode())


def test_the_list_of_this_test_is_of_inner_addresses() -> None:
    assert ipaddress.ip_address(PUBLIC).is_global
