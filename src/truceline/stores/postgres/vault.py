"""Evidence in PostgreSQL: blobs in a table, in pieces, in the clear or sealed just as in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from truceline.model.errors import RecordError
from truceline.model.ids import sha256_hex
from truceline.stores.envelope import Envelope
from truceline.stores.postgres.links import Link, Links
from truceline.stores.sealed_blob import ENDING, HEAD_BYTES, body_of, is_of_newest, keyed_name, name_in, sealed
from truceline.stores.vault import is_name

_PIECE: Final = 8 << 20


class BlobTable:
    """Bytes under names, as files of a folder would be. What `write` returned from survives a power cut."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self.where = links.where

    def names(self) -> list[str]:
        return [name for (name,) in self._links.rows('SELECT name FROM blobs WHERE n = 0 ORDER BY name COLLATE "C"')]

    def has(self, name: str) -> bool:
        return self._links.row("SELECT 1 FROM blobs WHERE name = %s AND n = 0", (name,)) is not None

    def read(self, name: str) -> bytes | None:
        """The bytes of a name, or null."""
        pieces = self._links.rows("SELECT data FROM blobs WHERE name = %s ORDER BY n", (name,))
        return b"".join(data for (data,) in pieces) if pieces else None

    def beginning(self, name: str, length: int) -> bytes:
        row = self._links.row("SELECT substr(data, 1, %s) FROM blobs WHERE name = %s AND n = 0", (length, name))
        return b"" if row is None else row[0]

    def write(self, name: str, data: bytes, *, again: bool = False) -> None:
        """Keep bytes under a name; what is there already stays, unless it is written `again`."""
        self.write_all([(name, data)], again=again)

    def write_all(self, blobs: Sequence[tuple[str, bytes]], *, again: bool = False) -> None:
        """Keep bytes under their names, all of them or none."""
        rows = [
            (name, n, data[at : at + _PIECE])
            for name, data in blobs
            for n, at in enumerate(range(0, max(len(data), 1), _PIECE))
        ]

        def work(link: Link) -> None:
            with link.transaction(), link.cursor() as cursor:
                if again:
                    cursor.executemany("DELETE FROM blobs WHERE name = %s", [(name,) for name, _ in blobs])
                cursor.executemany("INSERT INTO blobs VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", rows)

        self._links.ask(work)

    def remove(self, name: str) -> None:
        """Destroy the bytes of a name: the row goes, and then out of the table's file."""
        self._links.ask(lambda link: link.execute("DELETE FROM blobs WHERE name = %s", (name,)))
        self.vacuum()

    def vacuum(self) -> None:
        self._links.ask(lambda link: link.execute("VACUUM blobs"))

    def close(self) -> None:
        self._links.close()


class PostgresVault:
    """A `ports.Vault`. With an envelope what is put is sealed; what was put in the clear before is still found."""

    def __init__(self, table: BlobTable, envelope: Envelope | None = None) -> None:
        self._table = table
        self._envelope = envelope

    def put(self, data: bytes) -> str:
        name = sha256_hex(data)
        if not self._table.has(self._kept_name(name)):
            self.put_all([data])
        return name

    def put_all(self, blobs: Sequence[bytes]) -> None:
        self._table.write_all([self._kept(sha256_hex(data), data) for data in blobs])

    def get(self, sha256: str) -> bytes:
        """The bytes of this name. Raises RecordError when missing or changed, NoKeyError without the key."""
        kept = self._kept_name(sha256)
        clear = self._table.read(sha256)
        data = clear
        if clear is None and self._envelope is not None and (found := self._table.read(kept)) is not None:
            try:
                data = body_of(self._envelope, found, sha256)
            except RecordError as error:
                raise self._changed(sha256) from error
        if data is None:
            raise RecordError(
                f"evidence {sha256[:12]}… is missing",
                where=self._table.where,
                advice="Restore it from a backup or the sender.",
            )
        if sha256_hex(data) != sha256:
            raise self._changed(sha256)
        return data

    def has(self, sha256: str) -> bool:
        return is_name(sha256) and (self._table.has(sha256) or self._table.has(self._kept_name(sha256)))

    def drop(self, sha256: str) -> None:
        """Destroy the bytes of this name, sealed and in the clear."""
        for name in {sha256, self._kept_name(sha256)}:
            if self._table.has(name):
                self._table.remove(name)

    def names(self) -> Iterator[str]:
        """Every kept hash, sorted; each sealed blob's head says which it is."""
        return iter(sorted({name if is_name(name) else self._name_of(name) for name in self._table.names()}))

    def reseal(self) -> int:
        """Seal anew, under the newest data key, whatever lies in the clear or under an older one. Returns how many."""
        envelope = self._envelope
        if envelope is None:
            return 0
        done = 0
        for kept in self._table.names():
            clear = is_name(kept)
            if not clear and is_of_newest(envelope, self._table.beginning(kept, HEAD_BYTES)):
                continue
            name = kept if clear else self._name_of(kept)
            data = self.get(name)
            self._table.write(keyed_name(envelope, name), sealed(envelope, name, data), again=True)
            if clear:
                self._table.remove(kept)
            done += 1
        self._table.vacuum()
        return done

    def close(self) -> None:
        self._table.close()

    def _kept(self, name: str, data: bytes) -> tuple[str, bytes]:
        return self._kept_name(name), data if self._envelope is None else sealed(self._envelope, name, data)

    def _kept_name(self, sha256: str) -> str:
        """The name it is kept under. Raises RecordError for a name that is not a hash."""
        if not is_name(sha256):
            raise RecordError(
                f"{sha256!r} is not a SHA-256 in hex", where=self._table.where, advice="Take the name from a receipt."
            )
        return sha256 if self._envelope is None else keyed_name(self._envelope, sha256)

    def _name_of(self, kept: str) -> str:
        if self._envelope is None or not kept.endswith(ENDING):
            raise RecordError(
                f"a blob is kept under {kept[:20]}, which is no name of evidence",
                where=self._table.where,
                advice="It is sealed: put data-keys.json back into the mission folder."
                if kept.endswith(ENDING)
                else "Find out who wrote it.",
            )
        return name_in(self._envelope, kept, self._table.beginning(kept, HEAD_BYTES))

    def _changed(self, sha256: str) -> RecordError:
        return RecordError(
            f"evidence {sha256[:12]}… no longer has the bytes that were received",
            where=self._table.where,
            advice="Restore it from a backup; its receipt in the record names the right hash.",
        )
