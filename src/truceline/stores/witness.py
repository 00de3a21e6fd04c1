"""What a witness has seen, in SQLite: a state is on the disk before it is signed, and there is one root for each size.

Looking at what was seen and keeping what is new are one write transaction, so that of two requests at once, in one
process or in two, only one can be judged against the old state.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import apsw
import msgspec

from truceline.model.errors import MissionError
from truceline.record import note as notes
from truceline.record.merkle import TreeHead
from truceline.record.note import Note, SignatureLine, VerifierKey
from truceline.record.witness_request import WitnessRequest
from truceline.record.witnessing import NOTHING_SEEN, Refusal, admit, judge
from truceline.stores.connection import Transaction, connect

if TYPE_CHECKING:
    from truceline.ports import Signer

#: a log that forks again and again fills no disk
_MOST_REFUSED = 1000

_SCHEMA = """
CREATE TABLE IF NOT EXISTS owner (one INTEGER PRIMARY KEY CHECK (one = 1), key TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS seen (
  origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, note BLOB NOT NULL, time_s INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS refused (
  origin TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, note BLOB NOT NULL, time_s INTEGER NOT NULL,
  found TEXT NOT NULL, PRIMARY KEY (origin, size, root)
) STRICT;
CREATE TRIGGER IF NOT EXISTS seen_only_grows BEFORE UPDATE ON seen
  WHEN NEW.origin <> OLD.origin OR NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root <> OLD.root)
  BEGIN SELECT raise(ABORT, 'a witness does not go back'); END;
CREATE TRIGGER IF NOT EXISTS seen_never_goes BEFORE DELETE ON seen
  BEGIN SELECT raise(ABORT, 'a witness does not forget what it has signed'); END;
"""


class Seen(msgspec.Struct, frozen=True):
    """The largest state of a log that this witness signed, and when it did so last."""

    origin: str
    size: int
    root: bytes
    note: bytes  # the checkpoint, with the signature of its log
    time_s: int


class Refused(msgspec.Struct, frozen=True):
    """A checkpoint that a log signed and that does not continue what it had signed before: evidence against it."""

    origin: str
    size: int
    root: bytes
    note: bytes
    time_s: int
    found: str


class WitnessStore:
    """The memory of one witness. A witness that has lost it must take a new key."""

    def __init__(self, path: Path, signer: Signer) -> None:
        self._path, self._signer = path, signer
        self._key = notes.key_of(signer, notes.COSIGNATURE)
        try:
            self._db = connect(path, read_only=False)
            with Transaction(self._db):
                self._db.execute(_SCHEMA)
                self._db.execute("INSERT OR IGNORE INTO owner VALUES (1, ?)", (self._key.text,))
                (owner,) = next(self._db.execute("SELECT key FROM owner"))
        except apsw.Error as error:
            raise self._refusal(error) from error
        if owner != self._key.text:
            raise self._error(
                f"it belongs to the witness {str(owner).split('+', 1)[0]} with another key",
                "Point TRUCELINE_KEYS at the folder with that key, or begin anew: truceline witness init FOLDER",
            )

    @property
    def key(self) -> VerifierKey:
        """The key that others verify this witness's signatures with."""
        return self._key

    def answer(
        self, request: WitnessRequest, logs: Mapping[str, tuple[VerifierKey, ...]], now_s: int
    ) -> SignatureLine | Refusal:
        """A cosignature over the request's checkpoint, durable before it is made; or why there is none."""
        refusal = admit(request, logs)
        if refusal is not None:
            return refusal
        try:
            with Transaction(self._db):
                judged = self._judge(request, logs[request.checkpoint.origin], now_s)
        except apsw.Error as error:
            raise self._refusal(error) from error
        if isinstance(judged, Refusal):
            return judged
        return notes.cosign(request.note.text, self._signer, judged)

    def newest(self, origin: str) -> bytes | None:
        """The largest state of a log that was signed here: its checkpoint with the log's signature and this one's."""
        seen = self._seen(origin)
        if seen is None:
            return None
        note = notes.parse(seen.note)
        return notes.write(notes.with_lines(note, (notes.cosign(note.text, self._signer, seen.time_s),)))

    def seen(self) -> tuple[Seen, ...]:
        """What was signed of each log, by origin."""
        return self._select("", ())

    def refused(self) -> tuple[Refused, ...]:
        """Evidence against logs, oldest first."""
        try:
            rows = self._db.execute("SELECT origin, size, root, note, time_s, found FROM refused ORDER BY rowid")
            return tuple(Refused(o, s, bytes(r), bytes(n), t, f) for o, s, r, n, t, f in rows)
        except apsw.Error as error:
            raise self._refusal(error) from error

    def close(self) -> None:
        self._db.close()

    def _judge(self, request: WitnessRequest, keys: tuple[VerifierKey, ...], now_s: int) -> int | Refusal:
        """The moment of the signature, once the state is kept; or why there will be none."""
        checkpoint = request.checkpoint
        before = self._seen(checkpoint.origin)
        refusal = judge(request, NOTHING_SEEN if before is None else TreeHead(before.size, before.root))
        known = {(key.name, key.key_id) for key in keys}
        own = tuple(line for line in request.note.lines if (line.name, line.key_id) in known)
        kept = (checkpoint.origin, checkpoint.size, checkpoint.root, notes.write(Note(request.note.text, own)))
        if refusal is not None:
            if refusal.is_evidence:
                self._db.execute(
                    "INSERT OR IGNORE INTO refused SELECT ?, ?, ?, ?, ?, ?"
                    " WHERE (SELECT count(*) FROM refused WHERE origin = ?) < ?",
                    (*kept, now_s, refusal.found, checkpoint.origin, _MOST_REFUSED),
                )
            return refusal
        time_s = now_s if before is None else max(now_s, before.time_s)  # a clock put back makes no older signature
        self._db.execute(
            "INSERT INTO seen VALUES (?, ?, ?, ?, ?) ON CONFLICT (origin) DO UPDATE SET"
            " size = excluded.size, root = excluded.root, note = excluded.note, time_s = excluded.time_s",
            (*kept, time_s),
        )
        return time_s

    def _seen(self, origin: str) -> Seen | None:
        return next(iter(self._select("WHERE origin = ?", (origin,))), None)

    def _select(self, where: str, values: tuple[str, ...]) -> tuple[Seen, ...]:
        try:
            rows = self._db.execute(
                f"SELECT origin, size, root, note, time_s FROM seen {where} ORDER BY origin", values
            )
            return tuple(Seen(o, s, bytes(r), bytes(n), t) for o, s, r, n, t in rows)
        except apsw.Error as error:
            raise self._refusal(error) from error

    def _refusal(self, error: apsw.Error) -> MissionError:
        return self._error(f"the store refused: {error}", "Check the disk and the permissions; sign nothing meanwhile.")

    def _error(self, found: str, advice: str) -> MissionError:
        return MissionError(found, where=str(self._path), advice=advice)
