"""A witness at an address: the client's side of c2sp.org/tlog-witness. What comes back is believed only when signed."""

from __future__ import annotations

import hashlib

import httpx

from truceline.ports import Reply
from truceline.record.note import MAX_NOTE_BYTES

_PATIENCE_S = 10.0
_STATUS_TO_READ = frozenset((200, 400, 403, 404, 409, 422))


class HttpWitness:
    """Asks one witness over HTTP (`ports.Witness`). No redirect is followed: the address is the one in mission.toml."""

    def __init__(self, url: str, patience_s: float = _PATIENCE_S) -> None:
        self._url, self._patience_s = url.rstrip("/"), patience_s

    def add_checkpoint(self, request: bytes) -> Reply:
        return self._ask("POST", "add-checkpoint", request)

    def checkpoint(self, origin: str) -> Reply:
        return self._ask("GET", f"{hashlib.sha256(origin.encode()).hexdigest()}/checkpoint", b"")

    def _ask(self, method: str, path: str, body: bytes) -> Reply:
        timeout = httpx.Timeout(self._patience_s)
        try:
            with (
                httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False) as client,
                client.stream(method, f"{self._url}/{path}", content=body or None) as response,
            ):
                if response.status_code not in _STATUS_TO_READ:
                    return Reply(None, b"", f"it answered with status {response.status_code}")
                return self._read(response)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Reply(None, b"", str(error) or type(error).__name__)

    def _read(self, response: httpx.Response) -> Reply:
        data = bytearray()
        for part in response.iter_bytes():
            data += part
            if len(data) > MAX_NOTE_BYTES:
                return Reply(None, b"", "its answer is too long")
        return Reply(response.status_code, bytes(data))
