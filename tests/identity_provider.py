"""A small identity provider on this machine: real HTTP, real keys, a page with people to be, and ways to go wrong.

It follows OpenID Connect Core 1.0 strictly, so that what is refused is refused for the one thing that a test bends.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote_plus, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, Key, KeySet, OctKey, RSAKey
from joserfc.jws import JWSRegistry

SECRET = "a secret: of this & that server"
_ALL = ["RS256", "PS256", "ES256", "HS256", "none"]
_RSA = RSAKey.generate_key(2048, {"kid": "rsa-1", "use": "sig"})

Claims = dict[str, Any]


@dataclass
class Asked:
    """What somebody came with, and what their code stands for."""

    request: dict[str, str]
    subject: str


@dataclass
class Provider:
    """What a test may bend. Whatever is not bent is right."""

    host: str = "127.0.0.1"
    people: tuple[str, ...] = ("anna-there", "bert-there", "dan-there")
    client_id: str = "truceline"
    secret: str = SECRET
    now: Callable[[], int] = lambda: int(time.time())
    keys: list[Key] = field(default_factory=lambda: [_RSA, ECKey.generate_key("P-256", {"kid": "ec-1"})])
    alg: str = "RS256"
    kid: str | None = "rsa-1"
    says: dict[str, Any] = field(default_factory=dict)  # of itself; None takes a field out
    claims: Callable[[Claims], Claims] = lambda claims: claims
    signed: Callable[[Claims, Provider], str] | None = None
    answers: Callable[[str, int, bytes], tuple[int, bytes]] = lambda path, status, body: (status, body)
    returned: Callable[[dict[str, str]], dict[str, str]] = lambda given: given
    forgetful: bool = False  # takes a code any number of times
    port: int = 0
    acts: dict[str, Callable[[], None]] = field(default_factory=dict)  # what a browser's script can have done here
    heard: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    codes: dict[str, Asked] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"http://{self.host}:{self.port}/realms/hq"

    def metadata(self) -> dict[str, Any]:
        found = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth?tenant=hq",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/certs",
            "end_session_endpoint": f"{self.issuer}/logout",
            "response_types_supported": ["code"],
            "response_modes_supported": ["query", "fragment"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": _ALL,
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        }
        return {name: value for name, value in {**found, **self.says}.items() if value is not None}

    def admit(self, address: str, subject: str) -> dict[str, str]:
        """Somebody chose who they are: with what their browser is sent back (and to where, under `redirect_uri`)."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked["response_type"] == "code" and asked["client_id"] == self.client_id
        assert asked["code_challenge_method"] == "S256" and "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(16)
        self.codes[code] = Asked(asked, subject)
        return self.returned({"code": code, "state": asked["state"], "iss": self.issuer})

    def token(self, asked: Asked) -> str:
        now_s = self.now()
        claims = self.claims(
            {
                "iss": self.issuer,
                "sub": asked.subject,
                "aud": self.client_id,
                "exp": now_s + 300,
                "iat": now_s,
                "nonce": asked.request.get("nonce", ""),
                "acr": asked.request.get("acr_values", "0"),
                "email": "chair@hq.example.org",
                "roles": ["chair"],
            }
        )
        return self.signed(claims, self) if self.signed else self.sign(claims)

    def sign(self, claims: Claims, key: Key | None = None, **header: Any) -> str:
        """A token with this provider's algorithm, or whatever the header says."""
        made = {"alg": self.alg, **({"kid": self.kid} if self.kid else {}), **header}
        chosen = key or next((one for one in self.keys if one.kid == made.get("kid")), self.keys[0])
        registry = JWSRegistry(algorithms=[made["alg"]], strict_check_header=False)
        return jwt.encode(made, claims, chosen, registry=registry)

    def exchange(self, form: dict[str, str], basic: str) -> tuple[int, dict[str, str]]:
        """The token endpoint (RFC 6749, 4.1.3; RFC 7636, 4.6)."""
        name, secret = form.get("client_id", ""), form.get("client_secret", "")
        if basic:
            name, secret = map(unquote_plus, base64.b64decode(basic).decode().split(":", 1))
        if (name, secret) != (self.client_id, self.secret):
            return 401, {"error": "invalid_client"}
        code = form.get("code", "")
        asked = self.codes.get(code) if self.forgetful else self.codes.pop(code, None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or asked.request["code_challenge"] != challenge
            or asked.request["redirect_uri"] != form.get("redirect_uri")
        ):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "an-access-token", "token_type": "Bearer", "id_token": self.token(asked)}


def hmac_of_public_key(claims: Claims, provider: Provider) -> str:
    """The old confusion: HMAC with the public key, which everybody has, as its secret."""
    public = RSAKey.import_key(provider.keys[0].as_dict(private=False)).as_pem()
    return provider.sign(claims, OctKey.import_key(base64.b64encode(public)), alg="HS256")


def unsigned(claims: Claims, provider: Provider) -> str:
    parts = [json.dumps({"alg": "none", "kid": provider.kid}).encode(), json.dumps(claims).encode(), b""]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)


@contextmanager
def serving(provider: Provider) -> Iterator[Provider]:
    """The provider at an address of this machine while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = dict(parse_qsl(parts.query, keep_blank_values=True))
            self._hear(parts.path, asked)
            if parts.path.endswith("/.well-known/openid-configuration"):
                self._json(200, provider.metadata())
            elif parts.path.endswith("/certs"):
                public = KeySet([key for key in provider.keys if not isinstance(key, OctKey)]).as_dict(private=False)
                self._json(200, public)
            elif parts.path.endswith("/auth") and "as" in asked:
                self._send_back(asked)
            elif parts.path.endswith("/auth"):
                self._page(f"{provider.issuer}/auth?{parts.query}")
            elif parts.path.startswith("/acts/"):
                provider.acts[parts.path.removeprefix("/acts/")]()
                self._answer(200, "text/plain", b"done")
            elif parts.path.endswith("/logout"):
                self._answer(200, "text/html", b"<!doctype html><title>There</title><h1>Signed out there</h1>")
            else:
                self._answer(404, "text/plain", b"")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._hear(urlsplit(self.path).path, form)
            scheme, _, basic = self.headers.get("authorization", "").partition(" ")
            self._json(*provider.exchange(form, basic if scheme == "Basic" else ""))

        def _hear(self, path: str, form: dict[str, str]) -> None:
            provider.heard.append((path.rpartition("/")[2], form))

        def _page(self, address: str) -> None:
            items = "".join(
                f'<li><a href="{html.escape(address)}&amp;as={who}">{f"Sign in as {who}" if who else "Do not"}</a></li>'
                for who in (*provider.people, "")
            )
            page = f"<!doctype html><html lang=en><title>There</title><h1>Who are you?</h1><ul>{items}</ul></html>"
            self._answer(200, "text/html", page.encode())

        def _send_back(self, asked: dict[str, str]) -> None:
            given = provider.admit(self.path, asked["as"])
            if not asked["as"]:
                given = {"error": "access_denied", "state": asked["state"], "iss": provider.issuer}
            sign = "#" if asked.get("response_mode") == "fragment" else "?"
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}{sign}{urlencode(given)}")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _json(self, status: int, what: Any) -> None:
            self._answer(*provider.answers(self.path, status, json.dumps(what).encode()))

        def _answer(self, status: int, *rest: Any) -> None:
            kind, body = rest if len(rest) == 2 else ("application/json", rest[0])
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if status in (301, 302, 307):
                self.send_header("Location", f"{provider.issuer}/elsewhere")
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", provider.port), Handler)
    server.daemon_threads = True
    provider.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
