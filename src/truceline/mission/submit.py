"""One submission into a mission: read, kept, acknowledged, answered.

Order: whoever sends something that nobody can read is told so, and nothing of it is kept. What can be read is durable
before its receipt is appended, and the receipt before it is signed and given away. The same bytes again get the first
receipt again, to the letter.
"""

from __future__ import annotations

import threading
import zlib
from contextlib import nullcontext

import msgspec
import pyarrow.compute as pc

from truceline.confined.keeper import Interrupted
from truceline.confined.reading import expect_items
from truceline.confined.together import Item, Outcome, read_together
from truceline.ingest.sniff import media_type_of
from truceline.ingest.submission import Submission
from truceline.mission.deliveries import Signed, open_signed
from truceline.mission.folder import SEALING, Mission
from truceline.mission.intake import Receipt, receipt_of
from truceline.mission.locks import cache_of, vault_of
from truceline.mission.received import Received, SourceStanding
from truceline.mission.signing import Withheld, signer_of
from truceline.model.errors import InputError, MissionError, Rejected, TrucelineError
from truceline.model.ids import sha256_hex
from truceline.ports import Clock, Reading, Signer
from truceline.record.entry import Entry
from truceline.record.promise import promise_of, sign_promise
from truceline.stores.cache import code_digest
from truceline.stores.files import readable_name
from truceline.stores.group_commit import GroupCommit
from truceline.stores.readings import keep_reading
from truceline.stores.record import Record

#: readers rest so many times as long as they read: what one call of them costs is the call, hardly the items
_REST = 3.0


class Submitted(msgspec.Struct, frozen=True):
    """What whoever sent something is told. `receipt` is a signed note; null while the record's key is not here."""

    sha256: str
    index: int  # of the receipt in the record
    receipt: str | None
    notes: tuple[Rejected, ...] = ()
    observations: int = 0
    again: bool = False  # these bytes were there already


class UnusableError(InputError):
    """Nothing in a submission can be used: nothing of it was kept. `notes` has every reason."""

    def __init__(self, notes: tuple[Rejected, ...]) -> None:
        first = notes[0]
        where = ", ".join(word for word in (first.file, first.line and f"line {first.line}", first.field) if word)
        super().__init__(first.found, where=where, advice=first.advice)
        self.notes = notes


class Submissions:
    """Where submissions are taken in. Threads share it; those who come at once share the disk's commits."""

    def __init__(self, mission: Mission, record: Record, clock: Clock) -> None:
        self._mission, self._record, self._clock = mission, record, clock
        self._vault = vault_of(mission, pack_small=True)
        self._cache = cache_of(mission)
        self._received = Received(record)
        self._signer: Signer | None = None
        self._finding_signer = threading.Lock()  # the first submission of a mission may make its key
        self._readers = GroupCommit[Item, Outcome](read_together, rest=_REST)
        self._turns = tuple(threading.Lock() for _ in range(256))
        self._source_turns = tuple(threading.Lock() for _ in range(64))

    def prepare(self) -> None:
        """Load what reading and keeping take, and the agreement's area: the first submission does not wait for them."""
        from truceline.mission.agreed import around_of  # a server starts without the stages

        expect_items()
        around_of(self._mission)
        code_digest()

    def submit(
        self,
        data: bytes,
        filename: str,
        *,
        source: str | None = None,
        connector: str | None = None,
        signed: Signed | None = None,
    ) -> Submitted:
        """Take bytes in. When this returns, they and their receipt survive a power cut.

        With `signed` it is the source that signed, whoever brought it.

        Raises UnusableError or InputError when nothing in them can be used, ConflictError for a number of a source that
        came before with other bytes, MissionError where the disk stands in the way or the mission is being sealed;
        UsageError for a connector that does not exist.
        """
        from truceline.mission.agreed import around_of
        from truceline.mission.submissions import submission_of

        if (self._mission.folder / SEALING).exists():
            raise MissionError(
                "this mission is being sealed", where=SEALING, advice="Keep what you have and send it to the copy."
            )
        sha256 = sha256_hex(data)
        # of two who send the same bytes at once, one finds the other's receipt; a source sends one after the other
        with self._turns[int(sha256[:2], 16)], nullcontext() if signed is None else self._turn_of(signed):
            known = self._received.entry(sha256)
            if known is not None:
                return self._answer(self._record.entry(known), again=True)
            if signed is not None:
                self._received.check(signed.delivery)
                source, connector = signed.delivery.source, signed.connector or connector
            receipt = Receipt(
                sha256,
                readable_name(filename),
                len(data),
                media_type_of(data, filename),
                self._clock.now_s(),
                connector,
                msgspec.UNSET if source is None else source,
                msgspec.UNSET if signed is None else signed.delivery.seq,
                msgspec.UNSET if signed is None else signed.note,
            )
            submission = submission_of(self._mission, receipt, around_of(self._mission))
            reading = self._read(submission, data)
            _refuse_unusable(reading)
            self._vault.put(data)
            keep_reading(submission, reading, self._cache)
            (entry,) = self._record.append([("receipt", receipt)])
            return self._answer(entry, reading=reading)

    def signed(self, note: bytes, data: bytes) -> Signed:
        """Who sent these bytes, as a signed note proves (`record.delivery`). Raises InputError where it does not."""
        return open_signed(self._mission, self._record, note, sha256_hex(data))

    def _read(self, submission: Submission, data: bytes) -> Reading:
        """What it says, read together with what others send meanwhile."""
        found = self._readers.put((submission, data))
        if isinstance(found, Interrupted):  # that says nothing of what was sent
            raise MissionError(
                found.found, where=found.where, advice="Send it again when the machine is less busy."
            ) from found
        if isinstance(found, TrucelineError):
            raise found
        return found

    def _turn_of(self, signed: Signed) -> threading.Lock:
        return self._source_turns[zlib.crc32(signed.delivery.source.encode()) % len(self._source_turns)]

    def standings(self) -> tuple[SourceStanding, ...]:
        """How far the numbers of each source that signs have come, and which are missing."""
        return self._received.standings()

    def found(self, sha256: str) -> Submitted | None:
        """The receipt of these bytes; null for bytes that nobody sent."""
        known = self._received.entry(sha256)
        return None if known is None else self._answer(self._record.entry(known), again=True)

    def _answer(self, entry: Entry, *, reading: Reading | None = None, again: bool = False) -> Submitted:
        receipt = receipt_of(entry.body)
        signer = self._signing()
        note = None
        if signer is not None:
            promised = promise_of(entry, self._record.origin, receipt.received_s)
            note = sign_promise(promised, signer).decode()
        notes = () if reading is None else (*reading.notes, *_ahead(reading, receipt))
        observations = 0 if reading is None or reading.observations is None else reading.observations.num_rows
        return Submitted(receipt.sha256, entry.index, note, notes, observations, again)

    def _signing(self) -> Signer | None:
        with self._finding_signer:
            if self._signer is None:
                found = signer_of(self._mission, self._record)
                self._signer = None if isinstance(found, Withheld) else found
            return self._signer


def _refuse_unusable(reading: Reading) -> None:
    """Raises UnusableError where a reading has nothing but rejections."""
    tables = [table for table in (reading.observations, reading.effort) if table is not None and table.num_rows]
    if tables or reading.documents or reading.claims or reading.series:
        return
    rejected = tuple(note for note in reading.notes if note.severity == "rejected")
    if rejected:
        raise UnusableError(rejected)
    if not reading.accounting.taken:
        raise InputError("it holds nothing that was observed", advice="Send at least one observation.")


#: a source's clock may be so far ahead of ours before it is told
_CLOCKS_DIFFER_S = 120


def _ahead(reading: Reading, receipt: Receipt) -> tuple[Rejected, ...]:
    """A warning where something is said to have happened after it was received."""
    tables = (table for table in (reading.observations, reading.effort) if table is not None and table.num_rows)
    latest = max((pc.max(table["start_s"]).as_py() for table in tables), default=receipt.received_s)
    ahead = latest - receipt.received_s
    if ahead <= _CLOCKS_DIFFER_S:
        return ()
    found = f"{ahead} s after this server's clock when it was received"
    return (
        Rejected(receipt.filename, 0, "start_s", found, "Set the source's clock; it was taken as it is.", "warning"),
    )
