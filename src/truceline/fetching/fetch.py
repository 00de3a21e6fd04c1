"""One address fetched: vetted and pinned at every step of the way, capped in bytes, in steps and in time.

No cookies, no passwords, no proxies from the environment, no scripts: the bytes as the server gives them to anybody.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterable

import httpcore
import httpx
import msgspec

from truceline.fetching.pinned import Connect, Pinned, Resolve, connect, resolve
from truceline.fetching.urls import Url, led_to, parsed
from truceline.model.errors import InputError
from truceline.ports import Fetched

_MIB = 1024 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = 200
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
#: bytes of answer headers and framing that come on top of a body
_AROUND = 256 * 1024
_AGENT = b"truceline (ceasefire monitoring; one request a document)"


class Caps(msgspec.Struct, frozen=True):
    """What one address may cost."""

    most_bytes: int = 64 * _MIB  # unpacked
    most_s: float = 30.0
    most_redirects: int = 5


class Fetcher:
    """The port `Http` over the open internet. `resolve` and `connect` are the system's, but for tests."""

    def __init__(
        self,
        caps: Caps = Caps(),  # noqa: B008  frozen
        resolve: Resolve = resolve,
        connect: Connect = connect,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._caps = caps
        self._resolve = resolve
        self._connect = connect
        self._trust = trust

    def fetch(self, words: str) -> Fetched:
        """What lies behind an address. Raises InputError when it is refused, fails, or is too much."""
        first = url = parsed(words)
        until = time.monotonic() + self._caps.most_s
        for _ in range(self._caps.most_redirects + 1):
            answer = self._step(url, until)
            if isinstance(answer, Fetched):
                return msgspec.structs.replace(answer, url=str(first))
            url = answer
        raise InputError(f"more than {self._caps.most_redirects} redirects", where=words, advice="Give the last one.")

    def _step(self, url: Url, until: float) -> Fetched | Url:
        """One request: what it brought, or where it leads."""
        backend = Pinned(until, self._caps.most_bytes + _AROUND, self._resolve, self._connect)
        trust = self._trust or httpx.create_ssl_context(trust_env=False)
        headers = [(b"Host", url.origin.encode()), (b"User-Agent", _AGENT), (b"Accept", b"*/*")]
        headers += [(b"Accept-Encoding", b"gzip, deflate"), (b"Connection", b"close")]
        try:
            with (
                httpcore.ConnectionPool(ssl_context=trust, network_backend=backend, http2=False, retries=0) as pool,
                pool.stream("GET", str(url), headers=headers) as response,
            ):
                return self._answer(url, response, backend)
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, ssl.SSLError) as error:
            raise InputError(
                f"cannot be fetched ({str(error) or type(error).__name__})",
                where=str(url),
                advice="Try again later; open the address in a browser to see whether it is right.",
            ) from error
        except InputError as error:
            error.where = error.where or str(url)
            raise

    def _answer(self, url: Url, response: httpcore.Response, backend: Pinned) -> Fetched | Url:
        headers = {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in response.headers}
        if response.status in _REDIRECTS and "location" in headers:
            return led_to(url, headers["location"])
        if response.status != _OK:
            raise InputError(f"the server answers {response.status}", advice="Open the address in a browser.")
        parts = response.iter_stream()
        assert isinstance(parts, Iterable)
        data = _unpacked(parts, headers.get("content-encoding", "").strip().lower(), self._caps.most_bytes)
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()[:100]
        return Fetched(str(url), str(url), backend.address, media_type, data)


def _unpacked(parts: Iterable[bytes], packing: str, most: int) -> bytes:
    """The body, unpacked as it comes and counted; never more than `most` bytes of it exist."""
    if packing not in (*_PACKED, "", "identity"):
        raise InputError(f"the server packs with {packing[:40]!r}", advice="Download it yourself and ingest it.")
    unpack = zlib.decompressobj(wbits=47) if packing in _PACKED else None
    body = bytearray()
    try:
        for part in parts:
            body += part if unpack is None else unpack.decompress(part, most - len(body) + 1)
            if len(body) > most:
                raise InputError(f"more than {most // _MIB} MiB", advice="Download it, split it, ingest the parts.")
    except zlib.error as error:
        raise InputError(f"the packed data are damaged ({error})", advice="Try again later.") from error
    if unpack is not None and not unpack.eof:
        raise InputError("the packed data end too early", advice="Try again later.")
    return bytes(body)
