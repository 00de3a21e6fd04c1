"""Every stage once, in order, on one page.

Each stage is a pure function of what the stages before it returned; the cache only spares the work of running it again.
A key binds a stage to its inputs and to the program's own text, so the answers are the same with and without a cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import msgspec
import pyarrow as pa

from truceline.assess.assess import assess
from truceline.confined.crew import at_once
from truceline.confined.extracting import Words, extract_confined
from truceline.confined.keeper import Exceeded, Interrupted
from truceline.confined.reading import read_confined
from truceline.derive.derive import Derived, derive
from truceline.derive.ruled import ruled
from truceline.extract.extract import ExtractParams, extract, params_of
from truceline.fuse.expected import Expected
from truceline.fuse.fuse import Fused, fuse
from truceline.fuse.learned import Learned
from truceline.ingest.submission import Submission, all_effort, all_observations, known_documents, nothing_read
from truceline.locate.gazetteer import Layered, from_files, load
from truceline.locate.locate import locate
from truceline.measure.audit import audit
from truceline.model.agreement import Agreement
from truceline.model.claim import AuditPoint, Claim
from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Document, EvidenceItem
from truceline.model.ids import canonical_bytes, sha256_hex
from truceline.model.mentions import AnyMention
from truceline.model.observation import Derivation, Origin, PairDecision, TextDecision
from truceline.model.reading import Reading
from truceline.model.tables import FINDINGS
from truceline.ports import Gazetteer, Progress, Reader
from truceline.readers.catalogue import by_name as reader_by_name
from truceline.stores.cache import Cache, StructCodec, TableCodec, Unkept
from truceline.stores.derived import ukraine
from truceline.stores.readings import READING, key_of
from truceline.stores.steps import Steps

#: texts of one file that are named each when their words stay out
_MOST_UNREAD = 100
_MOST_LETTERS = 80  # of the name of one
_TEXT_ADVICE = (
    "This text is there, with nothing read out of its words; the other texts of its file are read. It is broken, "
    "hostile, or too long: take it in as a file of its own, or save what it says in a simpler form."
)

OpenBlob = Callable[[Submission], bytes]


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What the evidence is held against, and how far the knowledge reaches."""

    zone: str = "UTC"  # IANA zone in which texts without another one are read
    agreement: Agreement | None = None
    agreement_digest: str = ""
    gazetteer: tuple[tuple[str, bytes], ...] = ()  # files of the mission's own, asked before the built-in one
    gazetteer_alone: bool = False  # an invented island is not looked for in the world
    area: tuple[int, int, int, int] | None = None  # box in micro-degrees; what is taken of a gazetteer of the world
    readers: tuple[str, ...] = ()  # optional readers of texts, by name
    rulings: tuple[PairDecision, ...] = ()  # what reviewers hold to be one incident, or two
    text_rulings: tuple[TextDecision, ...] = ()  # what they hold to be of one origin, or of two
    until_s: int | None = None


class Extracted(msgspec.Struct, frozen=True):
    """What the words of one file say; a note where they could not be read."""

    mentions: tuple[AnyMention, ...]
    notes: tuple[Rejected, ...] = ()


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What all files say together; the readings of single files are let go, so that memory holds each row once."""

    items: tuple[EvidenceItem, ...]
    documents: tuple[Document, ...]
    mentions: tuple[AnyMention, ...]
    notes: tuple[Rejected, ...]
    claims: tuple[Claim, ...]
    effort: pa.Table
    observations: pa.Table
    read_by: tuple[str, ...]  # optional readers with their versions: answers depend on them


class Outcome(Known, frozen=True, kw_only=True):
    """Everything the stages returned."""

    pairs: tuple[Derivation, ...]
    origins: tuple[Origin, ...]
    incidents: pa.Table
    members: pa.Table
    unresolved: pa.Table
    expected: Expected
    learned: Learned  # what the incidents were judged by
    rulings: tuple[PairDecision, ...]
    text_rulings: tuple[TextDecision, ...]
    findings: pa.Table
    audits: tuple[AuditPoint, ...]
    keys: dict[str, str]  # stage -> key of its answer


_EXTRACTED: StructCodec[Extracted] = StructCodec(Extracted)
_DERIVED: StructCodec[Derived] = StructCodec(Derived)
_FUSED: StructCodec[Fused] = StructCodec(Fused)
_TABLE = TableCodec()


def run(
    submissions: tuple[Submission, ...], open_blob: OpenBlob, rules: Rules, cache: Cache, progress: Progress
) -> Outcome:
    """From received files to findings. `open_blob` gives a submission's bytes; nothing else is asked of the world."""
    step = Steps(cache, progress)
    known = Gathering(rules).known(submissions, open_blob, step)
    pa.default_memory_pool().release_unused()  # the tables of single files, before fusion needs the room
    derived = derived_from(known.documents, rules, step)
    inputs = [
        sorted(key_of(s) for s in submissions),
        rules.zone,
        Places(rules.gazetteer, rules.gazetteer_alone, rules.area).digest,
        known.read_by,
        rules.agreement_digest,
        rules.until_s,
        rules.rulings,
        rules.text_rulings,
    ]
    fused = step.once(
        "fuse",
        inputs,
        lambda: fuse(
            known.observations,
            derived.origins,
            derived.pairs,
            languages=languages_of(known.documents),
            decisions=rules.rulings,
        ),
        _FUSED,
    )
    findings = step.once("assess", inputs, lambda: _assess(fused.incidents, rules.agreement, known.effort), _TABLE)
    step.forget_the_rest()
    return Outcome(
        **msgspec.structs.asdict(known),
        pairs=derived.pairs,
        origins=derived.origins,
        incidents=fused.incidents,
        members=fused.members,
        unresolved=fused.unresolved,
        expected=fused.expected,
        learned=fused.learned,
        rulings=rules.rulings,
        text_rulings=rules.text_rulings,
        findings=findings,
        audits=audit(known.claims, _truce(rules.agreement)),
        keys=_keys(step.used, rules),
    )


def _keys(used: dict[str, set[str]], rules: Rules) -> dict[str, str]:
    """What each stage's answer is known by; of a stage that works file by file, a digest over its files."""
    read, extract, locate = (sorted(used.get(stage, ())) for stage in ("read", "extract", "locate"))
    whole = {stage: min(used[stage]) for stage in ("fuse", "assess")}
    return whole | {
        "derive": _digest([min(used["derive"]), rules.text_rulings]),
        "read": _digest(read),
        "extract": _digest([extract, rules.until_s]),
        "locate": _digest([read, locate, rules.until_s, rules.agreement_digest]),
        "audit": _digest([read, rules.agreement_digest]),
    }


def _digest(value: object) -> str:
    return sha256_hex(canonical_bytes(value))


class Gathering:
    """Read, extract and locate, file by file; then everything that was known by `until_s`.

    Kept between calls it holds the gazetteer, so that a file that comes by itself does not wait for that.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._places = Places(rules.gazetteer, rules.gazetteer_alone, rules.area)
        self._zone = params_of(rules.zone)
        self._readers = tuple(reader_by_name(name) for name in rules.readers)
        self._read_by = [f"{reader.name} {reader.version}" for reader in self._readers]

    def known(self, submissions: tuple[Submission, ...], open_blob: OpenBlob, step: Steps) -> Known:
        """What these files say together."""
        rules, zone, read_by = self._rules, self._rules.zone, self._read_by
        readings = step.each("read", submissions, key_of, lambda s: _read(s, open_blob), READING)
        texts = tuple(reading for reading in readings if reading.documents)
        extracted = step.each(
            "extract",
            texts,
            lambda r: (*_texts_of(r), zone, *read_by),
            lambda r: _extracted(r, self._zone, self._readers),
            _EXTRACTED,
            map if self._readers else partial(at_once, size=_size_of),
        )
        mentions = tuple(one.mentions for one in extracted)
        located = step.each(
            "locate",
            tuple(zip(texts, mentions, strict=True)),
            lambda pair: (*_texts_of(pair[0]), zone, self._places.digest, len(pair[1]), *read_by),
            lambda pair: locate(pair[0].documents, pair[1], self._places.gazetteer()),
            _TABLE,
        )
        documents = known_documents((d for r in texts for d in r.documents), rules.until_s)
        told = {document.item_id for document in documents}
        return Known(
            read_by=tuple(read_by),
            items=tuple(sorted((i for r in readings for i in r.items), key=lambda item: item.item_id)),
            documents=documents,
            mentions=tuple(m for group in mentions for m in group if m.item_id in told),
            notes=(*(note for r in readings for note in r.notes), *(note for e in extracted for note in e.notes)),
            claims=tuple(sorted((c for r in readings for c in r.claims), key=lambda claim: claim.claim_id)),
            effort=all_effort(r.effort for r in readings),
            observations=all_observations(
                (*(r.observations for r in readings), *located), rules.agreement, rules.until_s
            ),
        )


def derived_from(documents: tuple[Document, ...], rules: Rules, step: Steps) -> Derived:
    """Which texts are one witness, by their words and by what people have ruled."""
    by_words = step.once("derive", [d.item_id for d in documents], lambda: derive(documents), _DERIVED)
    return ruled(by_words, rules.text_rulings)


def languages_of(documents: tuple[Document, ...]) -> dict[str, str]:
    """The language of each text. One of which the language is not known may be a translation too."""
    return {document.item_id: document.language or "" for document in documents}


def _texts_of(reading: Reading) -> tuple[str, ...]:
    return tuple(f"{d.item_id} {sha256_hex(d.text.encode())}" for d in reading.documents)


def _size_of(asked: tuple[str, Reading]) -> int:
    """Bytes of text."""
    return sum(len(document.text.encode()) for document in asked[1].documents)


def _read(submission: Submission, open_blob: OpenBlob) -> Reading:
    """One file through its source, in a worker; a file that cannot be used becomes a note."""
    try:
        return read_confined(submission, open_blob(submission))
    except Interrupted as error:
        raise Unkept(nothing_read(submission, error)) from error
    except InputError as error:
        return nothing_read(submission, error)


def _extracted(reading: Reading, zone: ExtractParams, readers: tuple[Reader, ...]) -> Extracted:
    """One file's texts through the rules, in a worker. Models of optional readers need more than a worker is given."""
    if readers:
        return Extracted(extract(reading.documents, zone, readers))
    try:
        words = extract_confined(reading.documents, zone.time_zone)
    except Exceeded as error:
        note = Rejected(reading.documents[0].item.filename, 0, "text", error.found, error.advice)
        if isinstance(error, Interrupted):
            raise Unkept(Extracted((), (note,))) from error
        return Extracted((), (note,))
    return Extracted(words.mentions, tuple(_unread(reading, words)))


def _unread(reading: Reading, words: Words) -> Iterator[Rejected]:
    """A note for each text of a file whose words stayed out while those of its others are in."""
    for one in words.unread[:_MOST_UNREAD]:
        item = reading.documents[one.place].item
        yield Rejected(item.filename, 0, "text", f"{item.part[:_MOST_LETTERS]!r}: {one.found}", _TEXT_ADVICE)
    if (more := len(words.unread) - _MOST_UNREAD) > 0:
        found = f"the words of {more} more texts stayed out"
        yield Rejected(reading.documents[0].item.filename, 0, "text", found, _TEXT_ADVICE)


def _truce(agreement: Agreement | None) -> tuple[int, int | None] | None:
    """From the first moment that any reading holds to be in force, to the last; what claims are about."""
    readings = [r for r in agreement.readings if not r.never] if agreement else []
    starts = [r.from_s for r in readings if r.from_s is not None]
    if agreement is None or not starts:
        return None
    ends = [r.until_s for r in readings]
    return min(starts), None if None in ends else max(end for end in ends if end is not None)


def _assess(incidents: pa.Table, agreement: Agreement | None, effort: pa.Table) -> pa.Table:
    return FINDINGS.empty_table() if agreement is None else assess(incidents, agreement, effort)


def read_each(
    submissions: tuple[Submission, ...], open_blob: OpenBlob, cache: Cache, progress: Progress
) -> tuple[Reading, ...]:
    """Only the first stage: what each file holds, for whoever brought it."""
    return Steps(cache, progress).each("read", submissions, key_of, lambda s: _read(s, open_blob), READING)


class Places:
    """The mission's own gazetteer before the built-in one, loaded only if a text has to be located."""

    def __init__(self, own: tuple[tuple[str, bytes], ...], alone: bool, area: tuple[int, int, int, int] | None) -> None:
        files = [(name, sha256_hex(data)) for name, data in own]
        self.digest = sha256_hex(repr((files, alone, area)).encode())
        self._own = own
        self._alone = alone
        self._area = area
        self._loaded: Gazetteer | None = None

    def gazetteer(self) -> Gazetteer:
        if self._loaded is None:
            self._loaded = self._load()
        return self._loaded

    def _load(self) -> Gazetteer:
        if not self._own:
            return load(table=ukraine())
        own = from_files(self._own, self._area)
        return own if self._alone else Layered(own, load(table=ukraine()))
