"""Submissions into a mission: read, kept, acknowledged, answered; those who come at once share one pass.

Order: whoever sends something that nobody can read is told so, and nothing of it is kept. What can be read is durable
before its receipt is appended, and the receipt before it is signed and given away. The same bytes again get the first
receipt again, to the letter.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

import msgspec

from truceline.confined.keeper import Interrupted
from truceline.confined.reading import expect_items
from truceline.confined.together import read_together
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
from truceline.model.reading import Reading
from truceline.ports import Clock, Signer
from truceline.record.entry import Entry
from truceline.record.promise import promise_of, sign_promise
from truceline.stores.cache import code_digest
from truceline.stores.files import readable_name
from truceline.stores.group_commit import GroupCommit
from truceline.stores.readings import keep_readings
from truceline.stores.record import Record


class Sent(msgspec.Struct, frozen=True, dict=True):
    """What somebody sends. With `signed` it is the source that signed, whoever brought it."""

    data: bytes
    filename: str
    source: str | None = None
    connector: str | None = None
    signed: Signed | None = None

    @cached_property
    def sha256(self) -> str:
        return sha256_hex(self.data)


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


#: what becomes of something that was sent
Outcome = Submitted | TrucelineError


class _New(msgspec.Struct, frozen=True):
    """Something that did not come before, on its way in."""

    data: bytes
    receipt: Receipt
    submission: Submission


class Submissions:
    """Where submissions are taken in. Threads share it; those who come at once go through it in one pass."""

    def __init__(self, mission: Mission, record: Record, clock: Clock) -> None:
        self._mission, self._record, self._clock = mission, record, clock
        self._vault = vault_of(mission, pack_small=True)
        self._cache = cache_of(mission)
        self._received = Received(record)
        self._signer: Signer | None = None
        self._finding_signer = threading.Lock()  # the first submission of a mission may make its key
        self._passes = GroupCommit[Sequence[Sent], list[Outcome]](self._take)

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

        Raises UnusableError or InputError when nothing in them can be used, ConflictError for a number of a source that
        came before with other bytes, MissionError where the disk stands in the way or the mission is being sealed;
        UsageError for a connector that does not exist.
        """
        (found,) = self.take([Sent(data, filename, source, connector, signed)])
        if isinstance(found, TrucelineError):
            raise found
        return found

    def take(self, sent: Sequence[Sent]) -> list[Outcome]:
        """Take in what several sent. Of each what `submit` returns, or the error that it raises.

        Raises MissionError where the disk stands in the way or the mission is being sealed.
        """
        return self._passes.put(sent)

    def signed(self, note: bytes, data: bytes) -> Signed:
        """Who sent these bytes, as a signed note proves (`record.delivery`). Raises InputError where it does not."""
        return open_signed(self._mission, self._record, note, sha256_hex(data))

    def standings(self) -> tuple[SourceStanding, ...]:
        """How far the numbers of each source that signs have come, and which are missing."""
        return self._received.standings()

    def found(self, sha256: str) -> Submitted | None:
        """The receipt of these bytes; null for bytes that nobody sent."""
        known = self._received.entry(sha256)
        return None if known is None else self._again(known)

    def _take(self, calls: Sequence[Sequence[Sent]]) -> list[list[Outcome]]:
        if (self._mission.folder / SEALING).exists():
            raise MissionError(
                "this mission is being sealed", where=SEALING, advice="Keep what you have and send it to the copy."
            )
        sent = [one for call in calls for one in call]
        outcomes: dict[int, Outcome] = {}
        for places in _passes(sent):
            outcomes.update(zip(places, self._pass([sent[at] for at in places]), strict=True))
        in_order = (outcomes[at] for at in range(len(sent)))
        return [list(islice(in_order, len(call))) for call in calls]

    def _pass(self, sent: Sequence[Sent]) -> list[Outcome]:
        """No two of them have the same bytes, or the same number of a source."""
        known = self._received.entries([one.sha256 for one in sent])
        found = [
            self._new(one) if entry is None else self._again(entry) for one, entry in zip(sent, known, strict=True)
        ]
        kept = iter(self._keep([one for one in found if isinstance(one, _New)]))
        return [next(kept) if isinstance(one, _New) else one for one in found]

    def _new(self, sent: Sent) -> _New | TrucelineError:
        from truceline.mission.agreed import around_of
        from truceline.mission.submissions import submission_of

        source, connector, signed = sent.source, sent.connector, sent.signed
        if signed is not None:
            try:
                self._received.check(signed.delivery)
            except InputError as error:
                return error
            source, connector = signed.delivery.source, signed.connector or connector
        receipt = Receipt(
            sent.sha256,
            readable_name(sent.filename),
            len(sent.data),
            media_type_of(sent.data, sent.filename),
            self._clock.now_s(),
            connector,
            msgspec.UNSET if source is None else source,
            msgspec.UNSET if signed is None else signed.delivery.seq,
            msgspec.UNSET if signed is None else signed.note,
        )
        return _New(sent.data, receipt, submission_of(self._mission, receipt, around_of(self._mission)))

    def _keep(self, new: Sequence[_New]) -> list[Outcome]:
        """Read them, and keep what can be read: the bytes, what they said, and last the receipts."""
        read = [_usable(found) for found in read_together([(one.submission, one.data) for one in new])]
        taken = [(one, found) for one, found in zip(new, read, strict=True) if isinstance(found, Reading)]
        if not taken:
            return [found for found in read if isinstance(found, TrucelineError)]
        receipts = [one.receipt for one, _ in taken]
        self._vault.put_all([one.data for one, _ in taken])
        keep_readings([(one.submission, reading) for one, reading in taken], self._cache)
        entries = self._record.append([("receipt", receipt) for receipt in receipts])
        self._received.took(entries, receipts)
        answers = (
            self._answer(entry, one.receipt, reading) for entry, (one, reading) in zip(entries, taken, strict=True)
        )
        return [next(answers) if isinstance(found, Reading) else found for found in read]

    def _again(self, known: int) -> Submitted:
        """The answer to bytes that came before."""
        entry = self._record.entry(known)
        return self._answer(entry, receipt_of(entry.body))

    def _answer(self, entry: Entry, receipt: Receipt, reading: Reading | None = None) -> Submitted:
        """Without a reading, that of bytes which came before."""
        signer = self._signing()
        note = None
        if signer is not None:
            promised = promise_of(entry, self._record.origin, receipt.received_s)
            note = sign_promise(promised, signer).decode()
        if reading is None:
            return Submitted(receipt.sha256, entry.index, note, again=True)
        observations = 0 if reading.observations is None else reading.observations.num_rows
        return Submitted(receipt.sha256, entry.index, note, reading.notes, observations)

    def _signing(self) -> Signer | None:
        with self._finding_signer:
            if self._signer is None:
                found = signer_of(self._mission, self._record)
                self._signer = None if isinstance(found, Withheld) else found
            return self._signer


def _passes(sent: Sequence[Sent]) -> list[list[int]]:
    """Places of what can be taken in at once, pass by pass.

    Of two with the same bytes, or under one number of a source, the later has to see what became of the first.
    """
    passes: list[list[int]] = []
    following: dict[object, int] = {}  # the pass in which the next with these bytes, or this number, may go
    for at, one in enumerate(sent):
        keys: list[object] = [one.sha256]
        if one.signed is not None:
            keys.append((one.signed.delivery.source, one.signed.delivery.seq))
        n = max(following.get(key, 0) for key in keys)
        following.update(dict.fromkeys(keys, n + 1))
        if n == len(passes):
            passes.append([])
        passes[n].append(at)
    return passes


def _usable(found: Reading | TrucelineError) -> Reading | TrucelineError:
    """The reading, or what its sender is told where it has nothing but rejections."""
    if isinstance(found, Interrupted):  # that says nothing of what was sent
        return MissionError(found.found, where=found.where, advice="Send it again when the machine is less busy.")
    if isinstance(found, TrucelineError):
        return found
    tables = [table for table in (found.observations, found.effort) if table is not None and table.num_rows]
    if tables or found.documents or found.claims or found.series:
        return found
    rejected = tuple(note for note in found.notes if note.severity == "rejected")
    if rejected:
        return UnusableError(rejected)
    if not found.accounting.taken:
        return InputError("it holds nothing that was observed", advice="Send at least one observation.")
    return found
