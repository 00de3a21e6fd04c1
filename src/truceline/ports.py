"""What the core asks of the world. Adapters live in sources/, engines/, stores/; nothing here has an implementation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, runtime_checkable

import msgspec
import pyarrow as pa

from truceline.model.accounts import Account, Failures, KeptAnswer, Session
from truceline.model.effort import Effort
from truceline.model.evidence import Blob, Document, ReadContext
from truceline.model.finding import Finding
from truceline.model.mentions import AnyMention
from truceline.model.reading import Reading
from truceline.model.view import (
    EffortQuery,
    FindingQuery,
    IncidentQuery,
    MapColumns,
    ObservationQuery,
    Page,
    Rival,
    ShownIncident,
    ShownObservation,
    Totals,
    ViewChange,
    ViewChanges,
)


@runtime_checkable
class Source(Protocol):
    """A connector: bytes in one format to evidence. `read` is pure: same blob and context, same reading."""

    @property
    def name(self) -> str: ...

    def recognises(self, head: bytes, filename: str) -> bool:
        """Whether a file that begins with `head` (up to 64 KiB) is in this format."""
        ...

    def read(self, blob: Blob, context: ReadContext) -> Reading:
        """Everything the blob holds. Bad rows are notes; raises InputError only when nothing can be used."""
        ...


@runtime_checkable
class JointSource(Source, Protocol):
    """A connector that reads many small files at once, where what a file costs is not its rows."""

    def read_together(self, blobs: Sequence[Blob], contexts: Sequence[ReadContext]) -> tuple[Reading | None, ...]:
        """Of each blob what `read` gives, to the letter; null for one that is to be read by itself.

        No two of them hold the same bytes, and their contexts differ in nothing but the class of the source.
        """
        ...


@runtime_checkable
class Reader(Protocol):
    """A model that reads texts besides the rules. What it finds is added where they found nothing; it replaces nothing.

    `version` names the program and its model: answers depend on it, so it is part of every key they are kept by.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def languages(self) -> frozenset[str]: ...

    def read(self, document: Document) -> tuple[AnyMention, ...]:
        """Mentions with their exact spans and a method that begins with `model:`. Same text, same answer."""
        ...


class Columnar(Protocol):
    """A table that need not stand in memory: a column is read when it is asked for. `pa.Table` is one."""

    @property
    def num_rows(self) -> int: ...

    def column(self, name: str) -> pa.ChunkedArray:
        """One column; the rows stand in one order, however often they are asked for."""
        ...

    def select(self, names: Sequence[str]) -> Columnar:
        """These columns."""
        ...

    def take(self, rows: pa.Array) -> pa.Table:
        """These rows, in this order."""
        ...


class Engine(Protocol):
    """Work over tables too large for Python loops. The same tables give the same answers on every engine."""

    def count(self, table: pa.Table, by: tuple[str, ...], total: tuple[str, ...] = ()) -> pa.Table:
        """One row for each distinct `by`, with `n_rows` and the sum of each `total` column, sorted by `by`."""
        ...

    def each(self, parts: Iterable[pa.Table], work: Callable[[pa.Table], pa.Table], schema: pa.Schema) -> pa.Table:
        """What `work` makes of each part, one after the other in the order of the parts.

        `work` is a function of its part alone that pickle can carry; its answers have `schema`. It may run in other
        processes, side by side, and again where one of them died.
        """
        ...


class Vault(Protocol):
    """Blobs by content address. What `put` has returned from survives a power cut."""

    def put(self, data: bytes) -> str:
        """Keep bytes for good; returns their SHA-256 in hex. Putting the same bytes again changes nothing."""
        ...

    def put_all(self, blobs: Sequence[bytes]) -> None:
        """Keep several as `put` does, with one wait for the disk where the store has one."""
        ...

    def get(self, sha256: str) -> bytes: ...

    def has(self, sha256: str) -> bool: ...

    def drop(self, sha256: str) -> None:
        """Destroy the bytes of this name. Only an order to erase, signed and in the record, comes before this."""
        ...

    def names(self) -> Iterator[str]:
        """Every kept hash, sorted."""
        ...


class View(Protocol):
    """Incidents, findings, observations and effort, ready to be asked for. It can be made again from the evidence.

    Threads may share one. Each answer holds together: it is of one moment, and its `as_of` says of which.
    """

    def as_of(self) -> int:
        """How many entries of the record it holds the consequences of; 0 for one that was never filled. Cheap."""
        ...

    def note(self, name: str) -> str | None:
        """What was written down about the view itself (`ViewChanges.notes`)."""
        ...

    def totals(self) -> Totals: ...

    def incidents(self, query: IncidentQuery) -> Page[ShownIncident]:
        """Raises InputError for a cursor that is not one of these answers'."""
        ...

    def incident(self, incident_id: str) -> ShownIncident | None: ...

    def map(self, query: IncidentQuery) -> MapColumns:
        """The newest `query.limit` incidents, those without a place too; `sort` and `cursor` are not looked at."""
        ...

    def findings(self, query: FindingQuery) -> Page[Finding]:
        """Sorted by their ids, without their trees."""
        ...

    def observations(self, query: ObservationQuery) -> Page[ShownObservation]:
        """Sorted by their ids."""
        ...

    def effort(self, query: EffortQuery) -> Page[Effort]:
        """Sorted by start and id. It locates watchers: ask the table of access first."""
        ...

    def rivals(self, incident_id: str) -> tuple[Rival, ...]:
        """Observations outside of this incident that fit it, and incidents that its own observations fit too."""
        ...

    def changed_since(self, as_of: int) -> ViewChange:
        """What differs from what the view said then."""
        ...

    def table(self, name: str) -> pa.Table:
        """All rows: incidents, members, findings, observations, effort or unresolved, as `model.tables` has them."""
        ...

    def apply(self, changes: ViewChanges, as_of: int) -> None:
        """Take all of these changes over, or none. Readers see the view as it was before or as it is after."""
        ...

    def close(self) -> None: ...


class LockedVault(Vault, Protocol):
    """A vault that seals what is put; what was put in the clear before is still found."""

    def reseal(self) -> int:
        """Seal anew whatever lies in the clear or under an older key. Returns how many. Safe to kill and to repeat."""
        ...


class Salts(Protocol):
    """Salts of commitments. A real mission's are chance; an invented one's follow from its content, to repeat."""

    def draw(self, wanted: Sequence[tuple[int, bytes]]) -> bytes:
        """16 bytes for each salt, one after the other: of each (number of salts, body they are for)."""
        ...


class Signer(Protocol):
    """Whoever holds a private key. The key itself never leaves it."""

    @property
    def name(self) -> str:
        """The name it signs under: no spaces, no plus."""
        ...

    @property
    def public(self) -> bytes:
        """Its Ed25519 public key, 32 bytes."""
        ...

    def sign(self, message: bytes) -> bytes:
        """An Ed25519 signature over `message` (RFC 8032), 64 bytes."""
        ...


class Fetched(msgspec.Struct, frozen=True):
    """What a server gave: the bytes, and the way to them."""

    url: str  # as it was asked for
    final_url: str  # where redirects led
    address: str  # that the last connection went to
    media_type: str  # as the server says
    data: bytes


class Http(Protocol):
    """The web. An adapter lets itself be led to public addresses only, and bounds what it takes from them."""

    def fetch(self, words: str) -> Fetched:
        """What lies behind an address. Raises InputError when it is refused, fails, or is too much."""
        ...


class Reply(msgspec.Struct, frozen=True):
    """What a witness answered. Without a status it was silent, and `silence` says how."""

    status: int | None
    body: bytes = b""
    silence: str = ""


class Witness(Protocol):
    """Somebody else who is asked to sign a record's checkpoints (c2sp.org/tlog-witness)."""

    def add_checkpoint(self, request: bytes) -> Reply: ...

    def checkpoint(self, origin: str) -> Reply:
        """The newest checkpoint it signed of this log, with its signature and the log's own."""
        ...


class Accounts(Protocol):
    """Accounts, sessions, failed attempts and answers kept for repeated requests: apart from the record, never in it.

    Threads may share one; several processes may write the same. What a method has returned from is kept.
    Raises MissionError, with advice, where the store is damaged or cannot be written.
    """

    def account(self, name: str) -> Account | None: ...

    def account_of(self, subject: str) -> Account | None:
        """The account that the identity provider knows under this subject."""
        ...

    def accounts(self) -> tuple[Account, ...]:
        """All, sorted by name."""
        ...

    def put(self, account: Account) -> None:
        """Add an account, or replace the one of this name. Raises UsageError for a subject that another one has."""
        ...

    def remove(self, name: str) -> bool:
        """Take an account away with its sessions, spare codes and known browsers. False when there was none."""
        ...

    def reseal_secret(self, name: str, old: bytes, new: bytes) -> bool:
        """The same secret under another key; codes used up stay so. False where it is no longer `old`."""
        ...

    def use_step(self, name: str, step: int) -> bool:
        """Use up the codes of this time step and of all before. False when they were used up: of two callers, one."""
        ...

    def put_spares(self, name: str, hashes: Iterable[str]) -> None:
        """The hashes of an account's spare codes, in place of those that were there."""
        ...

    def use_spare(self, name: str, hash_: str) -> bool:
        """Use up one spare code. False when there is none such: of two callers, one."""
        ...

    def spares(self, name: str) -> int:
        """How many spare codes are left."""
        ...

    def begin(self, session: Session) -> None: ...

    def session(self, token_sha256: str) -> Session | None: ...

    def sessions(self, person: str) -> tuple[Session, ...]:
        """Those of one person, sorted."""
        ...

    def seen(self, token_sha256: str, now_s: int) -> None: ...

    def end(self, token_sha256: str) -> bool:
        """False when there was none such."""
        ...

    def end_all(self, person: str) -> int:
        """End every session of this person, and forget their browsers. Returns how many sessions."""
        ...

    def know(self, token_sha256: str, person: str, until_s: int) -> None:
        """This browser was signed in with as this person: what strangers try does not slow it down."""
        ...

    def is_known(self, token_sha256: str, person: str, now_s: int) -> bool: ...

    def failures(self, key: str) -> Failures: ...

    def failed(self, key: str, now_s: int, forget_s: int) -> Failures:
        """One more failure, counted from one after `forget_s` without any. Bounded: the least are dropped first."""
        ...

    def forgive(self, key: str) -> None: ...

    def claim(self, person: str, key: str, request_sha256: str, now_s: int, stale_s: int) -> KeptAnswer | None:
        """Null: the request is the caller's to answer. Else what there is under this key already.

        A claim that was not answered within `stale_s` was cut off, and can be claimed again. It survives a kill, but
        waits for no disk: a power cut may take it, and then the request is asked again a little sooner.
        """
        ...

    def answered(self, person: str, key: str, status: int, media_type: str, body: bytes) -> None:
        """Keep the answer of a request that was claimed."""
        ...

    def unclaim(self, person: str, key: str) -> None:
        """Give back a claim whose request failed: it may be tried again."""
        ...

    def sweep(self, now_s: int, idle_s: int, forget_s: int) -> None:
        """Drop sessions that ended or lay idle, browsers no longer known, old failures and answers."""
        ...

    def close(self) -> None: ...


class Clock(Protocol):
    def now_s(self) -> int:
        """UTC epoch seconds."""
        ...


class Progress(Protocol):
    """Told how far long work is; silent on a pipe."""

    def start(self, stage: str, total: int | None) -> None: ...

    def advance(self, steps: int = 1) -> None: ...

    def done(self) -> None: ...


class Place(msgspec.Struct, frozen=True):
    """A gazetteer entry with the radius of the circle that holds it (95 %)."""

    place_id: str
    name: str
    lat_e6: int
    lon_e6: int
    radius_m: int
    kind: str  # settlement, district, region, area, country
    population: int = 0
    within: str | None = None
    via: str = "name"  # how words led here: name, form (a case of it), spelling (another language or alphabet), former
    division: str = ""  # the divisions it lies in, narrowest first, for people to read


class Gazetteer(Protocol):
    def find(self, words: str) -> tuple[Place, ...]:
        """Every place these words may mean, most likely first; several stay several. Empty when unknown."""
        ...
