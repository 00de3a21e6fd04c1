"""Bulletins that wait for two signatures: drafts/DAY/ with the exact files, and the statement that names their bytes.

Each signer signs the hash of all files together. Any change of a byte, a file more or a file less voids every
signature. With the second signature the very same bytes leave, and none others can.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec

from truceline.mission.asking import Asker, asker, people, require, signer_of
from truceline.mission.folder import DRAFTS, Mission
from truceline.mission.release import day_of, let_out, publish, rendered
from truceline.mission.release_lines import digest_of_hashes, releases
from truceline.mission.statements import propose
from truceline.model.bulletin import Bulletin
from truceline.model.errors import MissionError, RecordError, TrucelineError
from truceline.model.ids import sha256_hex
from truceline.ports import Clock
from truceline.record.note import Note, SignatureLine, parse, sign, with_lines, write
from truceline.record.statement import Statement, need_two, read_statement, signers
from truceline.stores.files import disk_error, make_folder, read_bytes, sync_folder, write_atomic
from truceline.stores.record import Record

STATEMENT = "release.statement"


class ApprovalLine(msgspec.Struct, frozen=True):
    """What the record keeps of a signature under a draft."""

    day: str
    bulletin_id: str
    files: str  # the hash of all files together
    who: str
    role: str
    at_s: int


class Approved(msgspec.Struct, frozen=True):
    """What came of a signature."""

    signed_by: tuple[str, ...]
    released: tuple[Path, ...]  # empty while one more must sign


def draft(mission: Mission, record: Record, bulletin_id: str, day: str, files: dict[str, bytes]) -> Path:
    """Lay out the files of a bulletin with the statement to sign. An older draft of the day goes, with its signatures;
    one of these very bytes stays, with its own.

    Raises MissionError in a mission without roles: there is nobody who could sign.
    """
    if not people(record):
        raise MissionError(
            "[policy] approvals = 2, and nobody holds a role in this mission",
            where=str(mission.folder),
            advice="Found the roles first: truceline access found --help. Or set approvals = 0.",
        )
    about = {"bulletin": bulletin_id, "day": day, "files": digest_of(files)}
    statement = propose(record, "release", about)
    folder = mission.folder / DRAFTS / day
    if _lies_there(folder, statement, files):
        return folder
    _lay_out(folder, {**files, STATEMENT: statement.text.encode()})
    return folder


def _lies_there(folder: Path, statement: Statement, files: dict[str, bytes]) -> bool:
    """Whether these very bytes wait already: then whoever signed them has signed them."""
    if not (folder / STATEMENT).is_file():
        return False
    try:
        _, said, waiting = _read(folder)
    except TrucelineError:  # it is spoilt: another one takes its place
        return False
    return said == statement and waiting == files


def _lay_out(folder: Path, files: dict[str, bytes]) -> None:
    """The whole folder, or nothing of it: a kill leaves no draft that lacks a file."""
    beside, old = (folder.with_name(f".{folder.name}.{word}") for word in ("part", "old"))
    for left in (beside, old):
        shutil.rmtree(left, ignore_errors=True)
    make_folder(beside)
    for name, data in files.items():
        write_atomic(beside / name, data)
    try:
        if folder.exists():
            folder.rename(old)
        beside.rename(folder)
    except OSError as error:
        raise disk_error(error, folder) from error
    sync_folder(folder.parent)
    shutil.rmtree(old, ignore_errors=True)


def digest_of(files: dict[str, bytes]) -> str:
    """One hash over the names and bytes of all files."""
    return digest_of_hashes({name: sha256_hex(data) for name, data in files.items()})


def approve(mission: Mission, record: Record, day: str, name: str | None, clock: Clock) -> Approved:
    """Sign a draft with a person's key; with the second signature it leaves.

    Raises RecordError when the files are not those that were proposed, RefusedError for somebody who may not release.
    """
    who = asker(mission, record, name)
    require(record, who, "release", "bulletin", "proposed", clock)
    waiting = read_draft(mission, record, day)
    return _signed(mission, record, waiting, who, sign(waiting.note.text, signer_of(mission, who.name)), clock)


def accept(mission: Mission, record: Record, day: str, who: Asker, signed: bytes, clock: Clock) -> Approved:
    """Take a signature that somebody made elsewhere, with a key that never was on this machine; as `approve` else.

    Raises RecordError for a signature that is not theirs, or under other words.
    """
    require(record, who, "release", "bulletin", "proposed", clock)
    waiting = read_draft(mission, record, day)
    note = parse(signed)
    own = tuple(person for person in people(record) if person.name == who.name)
    lines = [line for line in note.lines if line.name == who.name]
    if note.text != waiting.note.text or not lines or not signers(note, own):
        raise RecordError(
            f"this is no signature of {who.name} under this draft",
            where=day,
            advice="Sign the exact bytes of the draft's statement with the key that the role was granted to.",
        )
    return _signed(mission, record, waiting, who, lines[0], clock)


def leave(
    mission: Mission, record: Record, bulletin: Bulletin, languages: tuple[str, ...], formats: tuple[str, ...]
) -> tuple[tuple[Path, ...], Path | None]:
    """A bulletin leaves; or, where two people sign, waits as a draft. Returns its files, or the draft's folder."""
    if not mission.policy.approvals:
        return publish(mission, record, bulletin, languages, formats), None
    made = rendered(bulletin, languages, formats)
    return (), draft(mission, record, bulletin.bulletin_id, day_of(bulletin), made)


class Waiting(msgspec.Struct, frozen=True):
    """A draft as it lies there: its statement with the signatures so far, and the exact files."""

    folder: Path
    note: Note
    statement: Statement
    files: dict[str, bytes]


def waiting_days(mission: Mission) -> tuple[str, ...]:
    """The days of drafts that wait for signatures."""
    folder = mission.folder / DRAFTS
    found = (path.parent.name for path in folder.glob(f"*/{STATEMENT}"))
    return tuple(sorted(day for day in found if not day.startswith(".")))  # one that begins so is not whole yet


def has_left(mission: Mission, record: Record, day: str) -> bool:
    """Whether the record has released this draft as it was signed: its files are on their way out."""
    note, _, _ = _read(mission.folder / DRAFTS / day)
    if not note.lines:
        return False
    signed = write(note).decode()
    return any(line.approved == signed for line in releases(record))


def finish(mission: Mission, record: Record) -> tuple[str, ...]:
    """Let out what two people have signed and a kill kept in the house. Returns the days of what left.

    The record may hold the release already: then its files are written, and nothing is released twice.
    """
    done = []
    for day in waiting_days(mission):
        note, said, files = _read(mission.folder / DRAFTS / day)
        if said.about.get("files") != digest_of(files) or not _is_signed(mission, record, note, said):
            continue
        let_out(mission, record, said.about["bulletin"], said.about["day"], files, write(note).decode())
        shutil.rmtree(mission.folder / DRAFTS / day)
        done.append(day)
    return tuple(done)


def _is_signed(mission: Mission, record: Record, note: Note, said: Statement) -> bool:
    """Whether two may release it now, or did."""
    if has_left(mission, record, said.about["day"]):
        return True
    try:
        need_two(note, said, people(record))
    except RecordError:
        return False
    return said == propose(record, "release", said.about)


def read_draft(mission: Mission, record: Record, day: str) -> Waiting:
    """The draft of a day. Raises MissionError where there is none, RecordError where its signatures are void."""
    folder = mission.folder / DRAFTS / Path(day).name
    note, said, files = _read(folder)
    _check(record, folder, said, files)
    return Waiting(folder, note, said, files)


def _signed(
    mission: Mission, record: Record, waiting: Waiting, who: Asker, line: SignatureLine, clock: Clock
) -> Approved:
    """One more signature under a draft; with the second it leaves."""
    said = waiting.statement
    note = with_lines(waiting.note, [line])
    about = said.about
    record.append(
        [("approval", ApprovalLine(about["day"], about["bulletin"], about["files"], who.name, who.role, clock.now_s()))]
    )
    write_atomic(waiting.folder / STATEMENT, write(note))
    signed_by = tuple(line.name for line in note.lines)
    try:
        need_two(note, said, people(record))
    except RecordError:
        return Approved(signed_by, ())
    released = let_out(mission, record, about["bulletin"], about["day"], waiting.files, write(note).decode())
    shutil.rmtree(waiting.folder)
    return Approved(signed_by, released)


def _read(folder: Path) -> tuple[Note, Statement, dict[str, bytes]]:
    path = folder / STATEMENT
    if not path.is_file():
        raise MissionError(
            "there is no such draft", where=str(folder), advice="Make one with: truceline bulletin MISSION --date DAY"
        )
    data = read_bytes(path)
    note = parse(data) if b"\n\n" in data else Note(data.decode("utf-8", "replace"), ())
    files = {p.name: read_bytes(p) for p in sorted(folder.iterdir()) if p.is_file() and p.name != STATEMENT}
    return note, read_statement(note), files


def _check(record: Record, folder: Path, said: Statement, files: dict[str, bytes]) -> None:
    wanted = propose(record, "release", said.about)
    if said != wanted:
        raise RecordError(
            "another bulletin was released since this draft was made, so its signatures are void",
            where=str(folder),
            advice="Make the draft again with truceline bulletin, and have it signed.",
        )
    if said.about.get("files") != digest_of(files):
        raise RecordError(
            "the files are not those that were proposed: every signature under this draft is void",
            where=str(folder),
            advice="Make the draft again with truceline bulletin, and have it signed.",
        )
