"""What is known of a provider: where it is asked what, with which keys it signs. Asked when needed, kept an hour."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote_plus

import msgspec

from truceline.mission.signin_rules import SECRET_VARIABLE, Provider, is_encrypted
from truceline.model.errors import UNREADABLE
from truceline.service.problems import ProblemError
from truceline.service.signin.oidc.wire import Wire

if TYPE_CHECKING:  # a third of a second to load, and most servers never need it
    from joserfc.jwk import KeySet

_KEPT_S: Final = 3_600.0
#: a key that is not known is looked for this often at most
_LOOK_AGAIN_S: Final = 10.0
#: NIST SP 800-131A: shorter ones are forged
_LEAST_RSA_BITS: Final = 2_048


class Metadata(msgspec.Struct, frozen=True):
    """What a provider says of itself (OpenID Connect Discovery 1.0, RFC 8414)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str = ""
    id_token_signing_alg_values_supported: tuple[str, ...] = ("RS256",)
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    response_modes_supported: tuple[str, ...] = ()
    authorization_response_iss_parameter_supported: bool = False


class _KeyList(msgspec.Struct, frozen=True):
    keys: tuple[dict[str, Any], ...]


class _Tokens(msgspec.Struct, frozen=True):
    """Of an answer with tokens, the one that is used. The others are not even read."""

    id_token: str


class _TokenError(msgspec.Struct, frozen=True):
    error: str = ""


class Known:
    """One provider as this server knows it. Threads may share it."""

    def __init__(self, rule: Provider, secret: str, now: Callable[[], float] = time.monotonic) -> None:
        self.rule = rule
        self._secret = secret
        self._now = now
        self._wire = Wire(rule.issuer)
        self._asking = threading.Lock()
        self._metadata: Metadata | None = None
        self._metadata_at = 0.0
        self._keys: KeySet | None = None
        self._keys_at = 0.0

    def metadata(self) -> Metadata:
        """Raises ProblemError: 503 where it does not answer, 502 where it is somebody else, or says nothing usable."""
        with self._asking:
            if self._metadata is None or self._now() - self._metadata_at > _KEPT_S:
                self._metadata = self._discover()
                self._metadata_at = self._now()
            return self._metadata

    def told(self) -> Metadata | None:
        """What it said last, without asking."""
        return self._metadata

    def keys(self, kid: str | None) -> KeySet:
        """Its keys; asked anew where there is none of this name, as a provider that turns its keys has it."""
        address = self.metadata().jwks_uri
        with self._asking:
            age = self._now() - self._keys_at
            if self._keys is None or age > (_KEPT_S if kid is None or _has(self._keys, kid) else _LOOK_AGAIN_S):
                self._keys = _usable(self._wire.read(self._wire.get(address), "the list of keys", _KeyList))
                self._keys_at = self._now()
            return self._keys

    def exchange(self, code: str, verifier: str, back: str) -> str:
        """The ID token that a code stands for. Raises ProblemError: 401 for a code that is not taken, 502, 503."""
        metadata = self.metadata()
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
        auth = None
        if not self._secret:
            form["client_id"] = self.rule.client_id
        elif "client_secret_basic" in metadata.token_endpoint_auth_methods_supported:
            auth = (quote_plus(self.rule.client_id), quote_plus(self._secret))  # RFC 6749, 2.3.1
        else:
            form |= {"client_id": self.rule.client_id, "client_secret": self._secret}
        reply = self._wire.post(metadata.token_endpoint, form, auth)
        if reply.status in (400, 401, 403):
            raise self._refused(reply.body)
        return self._wire.read(reply, "a code", _Tokens).id_token

    def _discover(self) -> Metadata:
        address = f"{self.rule.issuer.rstrip('/')}/.well-known/openid-configuration"
        found = self._wire.read(self._wire.get(address), "what it says of itself", Metadata)
        if found.issuer != self.rule.issuer:
            raise self._wire.unfit(f"it calls itself {found.issuer!r}")
        plain = self.rule.issuer.startswith("http:")
        for url in (found.authorization_endpoint, found.token_endpoint, found.jwks_uri, found.end_session_endpoint):
            if url and not (is_encrypted(url) and (plain or url.startswith("https:"))):
                raise self._wire.unfit(f"it is to be asked in the clear at {url!r}")
        return found

    def _refused(self, body: bytes) -> ProblemError:
        said = ""
        with contextlib.suppress(*UNREADABLE):
            said = msgspec.json.decode(body, type=_TokenError).error
        if said in ("invalid_client", "unauthorized_client"):
            here = "is not the one it knows" if self._secret else "is not set"
            return self._wire.unfit(
                f"it does not take this server for {self.rule.client_id!r}; {SECRET_VARIABLE} {here}"
            )
        return ProblemError(
            401, f"{self.rule.name} no longer stands by this sign-in", advice="It may have taken too long. Begin again."
        )


def _has(keys: KeySet, kid: str) -> bool:
    return any(key.kid == kid for key in keys)


def _usable(found: _KeyList) -> KeySet:
    """The keys that can sign. One of an unknown kind is left out (RFC 7517, section 5), and so is a weak one."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from joserfc.errors import JoseError
    from joserfc.jwk import Key, KeySet, OctKey, import_key

    keys: list[Key] = []
    for one in found.keys:
        try:
            key = import_key(one)
        except (JoseError, ValueError, TypeError, KeyError):
            continue
        weak = isinstance(key.public_key, RSAPublicKey) and key.public_key.key_size < _LEAST_RSA_BITS
        if not weak and not isinstance(key, OctKey):
            keys.append(key)
    return KeySet(keys)
