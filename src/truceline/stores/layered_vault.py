"""Two vaults as one: files, and a pack for what is small and comes often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from truceline.ports import Vault
from truceline.stores.pack import SMALL_BYTES, PackVault


class LayeredVault:
    """A `ports.Vault`. Whatever was put into either is found. New blobs go into files, or small ones into the pack."""

    def __init__(self, files: Vault, pack: PackVault, *, pack_small: bool = False) -> None:
        self._files, self._pack, self._pack_small = files, pack, pack_small

    def put(self, data: bytes) -> str:
        """Keep `data`; when this returns, the bytes survive a power cut."""
        return (self._pack if self._is_for_pack(data) else self._files).put(data)

    def put_all(self, blobs: Sequence[bytes]) -> None:
        self._pack.put_all([data for data in blobs if self._is_for_pack(data)])
        self._files.put_all([data for data in blobs if not self._is_for_pack(data)])

    def get(self, sha256: str) -> bytes:
        return self._pack.get(sha256) if self._pack.has(sha256) else self._files.get(sha256)

    def has(self, sha256: str) -> bool:
        return self._pack.has(sha256) or self._files.has(sha256)

    def drop(self, sha256: str) -> None:
        for vault in (self._files, self._pack):
            if vault.has(sha256):
                vault.drop(sha256)

    def names(self) -> Iterator[str]:
        return iter(sorted({*self._files.names(), *self._pack.names()}))

    def close(self) -> None:
        self._pack.close()

    def _is_for_pack(self, data: bytes) -> bool:
        return self._pack_small and len(data) <= SMALL_BYTES
