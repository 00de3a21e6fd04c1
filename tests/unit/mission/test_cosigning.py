"""A record is signed by its key and by witnesses, and never over a second history."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import apsw
import msgspec
import pytest

from truceline.mission.check import verify
from truceline.mission.checkpointed import public_checkpoint
from truceline.mission.cosigning import ask, requests, take
from truceline.mission.folder import Mission, open_mission
from truceline.mission.opened import opened
from truceline.mission.signing import log_keys, sign
from truceline.model.errors import MissionError, RecordError
from truceline.ports import Reply
from truceline.record import note as notes
from truceline.record.standings import Trusted
from truceline.record.witness_request import parse_request
from truceline.record.witnessing import Refusal
from truceline.stores.keyring import KeySigner, key_file, keys_folder, published_signer
from truceline.stores.sqlite import SqliteRecord
from truceline.stores.witness import WitnessStore

SIDES = ("alpha", "bravo", "neutral")
SIGNERS = {side: published_signer(f"witness.{side}.example") for side in SIDES}
SETTINGS = '[mission]\nname = "m"\n'


class Line(msgspec.Struct, frozen=True):
    """What an entry of these tests says."""

    number: int


class NearWitness:
    """A witness in this process; `bad` changes what it answers."""

    def __init__(self, signer: KeySigner, keys: dict[str, tuple[notes.VerifierKey, ...]], now_s: int = 100) -> None:
        self.store, self.keys, self.now_s = WitnessStore(Path(":memory:"), signer), keys, now_s
        self.silent = False
        self.bad: Callable[[Reply], Reply] | None = None

    def add_checkpoint(self, request: bytes) -> Reply:
        if self.silent:
            return Reply(None, b"", "no answer")
        said = self.store.answer(parse_request(request), self.keys, self.now_s)
        if isinstance(said, Refusal):
            reply = Reply(409, f"{said.size}\n".encode()) if said.size is not None else Reply(422, said.found.encode())
        else:
            reply = Reply(200, said.text.encode())
        return self.bad(reply) if self.bad else reply

    def checkpoint(self, origin: str) -> Reply:
        note = None if self.silent else self.store.newest(origin)
        return Reply(404 if not self.silent else None) if note is None else Reply(200, note)


def named(*sides: str) -> str:
    return "".join(
        f'\n[[witness]]\nside = "{side}"\nkey = "{notes.key_of(SIGNERS[side], notes.COSIGNATURE).text}"\nurl = "http://x"\n'
        for side in sides
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "mission.toml").write_text(SETTINGS + named(*SIDES))
    return tmp_path / "m"


def grow(folder: Path, n: int = 1) -> None:
    with opened(open_mission(folder)) as record:
        for _ in range(n):
            record.append([("remedy", Line(record.size()))])


def near(folder: Path) -> dict[str, NearWitness]:
    with opened(open_mission(folder)) as record:
        keys = {record.origin: log_keys(record)}
    return {side: NearWitness(SIGNERS[side], keys) for side in SIDES}


def asked(folder: Path, witnesses: dict[str, NearWitness], **options: bool) -> dict[str, str]:
    def connect(one: Trusted) -> NearWitness:
        return witnesses[one.side]

    with opened(open_mission(folder)) as record:
        heard = ask(open_mission(folder), record, None, connect, **options)
    return {one.side: one.outcome for one in heard.heard}


def newest(folder: Path) -> int:
    record = SqliteRecord(folder / "truceline.db", read_only=True)
    try:
        return max((size for size, _ in record.checkpoints()), default=0)
    finally:
        record.close()


def signed_json(folder: Path) -> Path:
    record = SqliteRecord(folder / "truceline.db", read_only=True)
    origin = record.origin
    record.close()
    return key_file(keys_folder(os.environ), origin).parent / "signed.json"


def put_back(folder: Path, backup: Path) -> None:
    for rest in folder.glob("truceline.db*"):
        rest.unlink()
    shutil.copy(backup, folder / "truceline.db")


def test_each_command_signs_what_it_added_and_signing_again_changes_nothing(folder: Path) -> None:
    grow(folder, 3)
    assert newest(folder) == 4, "three, and the entry that names the key"
    mission = open_mission(folder)
    with opened(mission) as record:
        assert sign(mission, record) == sign(mission, record)
        assert sign(mission, record, 2).note != sign(mission, record).note
    assert verify(mission).signatures is not None


def test_witnesses_sign_and_the_bulletin_shows_who_did_not(folder: Path) -> None:
    grow(folder)
    witnesses = near(folder)
    assert asked(folder, witnesses) == dict.fromkeys(SIDES, "signed")
    grow(folder, 2)
    witnesses["alpha"].silent, witnesses["neutral"].now_s = True, 300
    assert asked(folder, witnesses) == {"alpha": "silent", "bravo": "signed", "neutral": "signed"}
    mission = open_mission(folder)
    with opened(mission) as record:
        shown = public_checkpoint(mission, record, None)
    assert (shown.grade, shown.unsigned) == ("attested", 0)
    assert [(one.side, one.signed, one.last_size, one.last_time) for one in shown.witnesses] == [
        ("alpha", False, 2, "1970-01-01T00:01:40Z"),
        ("bravo", True, 4, "1970-01-01T00:01:40Z"),
        ("neutral", True, 4, "1970-01-01T00:05:00Z"),
    ]
    attestation = verify(mission).signatures
    assert attestation is not None and attestation.attestation.grade == "attested"


def test_all_together_attest_jointly_and_each_counts_once(folder: Path) -> None:
    grow(folder)
    witnesses = near(folder)
    for now_s in (100, 200, 300):
        for one in witnesses.values():
            one.now_s = now_s
        asked(folder, witnesses)
    mission = open_mission(folder)
    with opened(mission) as record:
        shown = public_checkpoint(mission, record, None)
    assert shown.grade == "jointly_attested"
    assert len(notes.parse(shown.note.encode()).lines) == 4, "a newer signature replaces the older one"
    assert {one.last_time for one in shown.witnesses} == {"1970-01-01T00:05:00Z"}


def test_a_witness_that_knows_more_of_what_it_signed_tells_where_to_begin(folder: Path) -> None:
    grow(folder)
    witnesses = near(folder)
    asked(folder, witnesses)
    # the record forgot who signed what
    apsw.Connection(str(folder / "truceline.db")).execute("DELETE FROM checkpoints")
    grow(folder, 3)
    assert asked(folder, witnesses) == dict.fromkeys(SIDES, "signed")


@pytest.mark.parametrize(
    "bad",
    [
        lambda reply: Reply(200, b""),
        lambda reply: Reply(200, b"\xff\xfe"),
        lambda reply: Reply(200, reply.body.replace(b"witness.", b"someone.")),
        lambda reply: Reply(200, reply.body[:-8] + b"AAAAAA=\n"),
        lambda reply: Reply(200, b"x" * 200_000),
        lambda reply: Reply(409, b"999999999\n"),
        lambda reply: Reply(409, b"0\n"),
        lambda reply: Reply(409, b"-1\n"),
        lambda reply: Reply(409, b"9" * 5_000),
        lambda reply: Reply(403, "злий\u202e\n".encode()),
        lambda reply: Reply(None, b"", "hung up"),
    ],
)
def test_a_hostile_witness_spoils_nothing(folder: Path, bad: Callable[[Reply], Reply]) -> None:
    grow(folder)
    witnesses = near(folder)
    witnesses["bravo"].bad = bad
    heard = asked(folder, witnesses)
    assert (heard["alpha"], heard["neutral"]) == ("signed", "signed")
    assert heard["bravo"] in ("refused", "silent")
    report = verify(open_mission(folder)).signatures
    assert report is not None and report.attestation.grade == "attested"


def test_an_old_backup_is_not_signed_on(folder: Path, tmp_path: Path) -> None:
    grow(folder)
    shutil.copy(folder / "truceline.db", tmp_path / "old.db")
    grow(folder, 5)
    put_back(folder, tmp_path / "old.db")
    grow(folder, 9)
    assert newest(folder) == 2
    mission = open_mission(folder)
    with opened(mission) as record:
        withheld = sign(mission, record).withheld
    assert withheld is not None and "not those that were signed" in withheld.found and not withheld.ask_first


def test_a_shorter_record_is_not_signed_even_where_it_was_asked_about(folder: Path, tmp_path: Path) -> None:
    grow(folder)
    shutil.copy(folder / "truceline.db", tmp_path / "old.db")
    grow(folder, 5)
    put_back(folder, tmp_path / "old.db")
    mission = open_mission(folder)
    with opened(mission) as record:
        record.append([("remedy", Line(1))])
        withheld = sign(mission, record, confirmed=True).withheld
    assert withheld is not None and "only 3" in withheld.found


def restored(path: Path, data: bytes) -> None:
    """A file as a backup brings it back."""
    path.unlink()
    path.write_bytes(data)


def test_keys_from_a_backup_sign_once_all_witnesses_were_heard(folder: Path) -> None:
    grow(folder)
    witnesses = near(folder)
    asked(folder, witnesses)
    restored(signed_json(folder), signed_json(folder).read_bytes())
    grow(folder)
    before = newest(folder)
    witnesses["bravo"].silent = True
    assert asked(folder, witnesses) == {"alpha": "answered", "bravo": "silent", "neutral": "answered"}
    assert newest(folder) == before
    witnesses["bravo"].silent = False
    assert asked(folder, witnesses) == dict.fromkeys(SIDES, "signed")
    grow(folder)
    assert newest(folder) > before + 1, "asked once, and then as ever"


def test_only_a_person_signs_while_a_witness_is_silent(folder: Path) -> None:
    grow(folder)
    witnesses = near(folder)
    signed_json(folder).unlink()
    witnesses["bravo"].silent = True
    grow(folder)
    assert newest(folder) == 2
    assert asked(folder, witnesses, anyway=True) == {"alpha": "signed", "bravo": "silent", "neutral": "signed"}


def test_what_a_witness_shows_outlives_a_restore_of_everything(folder: Path, tmp_path: Path) -> None:
    grow(folder)
    witnesses = near(folder)
    shutil.copy(folder / "truceline.db", tmp_path / "old.db")
    mark = signed_json(folder).read_bytes()
    grow(folder, 4)
    asked(folder, witnesses)
    put_back(folder, tmp_path / "old.db")
    restored(signed_json(folder), mark)
    with pytest.raises(RecordError, match="has signed more"):
        asked(folder, witnesses)
    grow(folder, 9)
    assert newest(folder) == 2
    with pytest.raises(RecordError, match="another history"):
        asked(folder, witnesses, anyway=True)
    witnesses = near(folder)
    assert set(asked(folder, witnesses).values()) == {"answered"}, "other witnesses change nothing"
    assert newest(folder) == 2


def test_a_mark_that_cannot_be_read_stops_no_work(folder: Path) -> None:
    grow(folder)
    signed_json(folder).write_bytes(b"{")
    grow(folder)
    assert newest(folder) == 2


def test_without_its_key_a_record_grows_unsigned_and_says_so(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grow(folder)
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "elsewhere"))
    grow(folder, 2)
    report = verify(open_mission(folder)).signatures
    assert report is not None and (report.size, report.unsigned) == (2, 2)
    mission = open_mission(folder)
    with opened(mission) as record:
        shown = public_checkpoint(mission, record, None)
        withheld = sign(mission, record).withheld
    assert (shown.size, shown.unsigned) == (2, 2)
    assert withheld is not None and "is not here" in withheld.found


def test_keys_inside_the_mission_sign_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_KEYS", str(folder / "keys"))
    grow(folder)
    assert newest(folder) == 0
    assert not (folder / "keys").exists()


def test_another_key_of_the_same_name_does_not_sign(folder: Path) -> None:
    grow(folder)
    path = signed_json(folder).with_name("signing.key")
    name = path.read_text().split()[1]
    path.write_text(f"truceline-key-v1 {name} {'A' * 43}=\n")
    mission = open_mission(folder)
    with opened(mission) as record:
        record.append([("remedy", Line(9))])
        withheld = sign(mission, record).withheld
    assert withheld is not None and "not one that the record names" in withheld.found


def test_verify_finds_a_checkpoint_that_is_not_of_this_record(folder: Path) -> None:
    grow(folder, 2)
    changed = (
        "UPDATE checkpoints SET note = CAST(replace(CAST(note AS TEXT), char(10) || '3', char(10) || '2') AS BLOB)"
    )
    apsw.Connection(str(folder / "truceline.db")).execute(changed)
    with pytest.raises(RecordError, match="does not hold"):
        verify(open_mission(folder))


def test_a_note_that_somebody_kept_is_checked(folder: Path, tmp_path: Path) -> None:
    grow(folder, 2)
    mission = open_mission(folder)
    with opened(mission) as record:
        kept = record.checkpoint() or b""
    assert kept
    verify(mission, noted=kept)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mission.toml").write_text(SETTINGS)
    grow(tmp_path / "other")
    with pytest.raises(RecordError, match="not of"):
        verify(open_mission(tmp_path / "other"), noted=kept)


def test_answers_by_files_are_taken_only_from_named_witnesses(folder: Path) -> None:
    (folder / "mission.toml").write_text(SETTINGS + named("alpha").replace('url = "http://x"\n', ""))
    grow(folder)
    mission = open_mission(folder)
    witness = near(folder)["alpha"]
    with opened(mission) as record:
        (request,) = requests(mission, record, None).values()
        stranger = notes.cosign(parse_request(request).note.text, published_signer("stranger"), 5)
        with pytest.raises(RecordError, match="no signature of a witness"):
            take(mission, record, None, stranger.text.encode())
        with pytest.raises(RecordError, match="nobody says whose"):
            take(mission, record, None, b"1\n", "stranger")
        with pytest.raises(RecordError, match="newest checkpoint has"):
            take(mission, record, None, b"99\n", "witness.alpha.example")
        assert isinstance(take(mission, record, None, b"1\n", "witness.alpha.example"), bytes)
        heard = take(mission, record, None, witness.add_checkpoint(request).body)
    assert not isinstance(heard, bytes) and heard.outcome == "signed"


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ('side = "neutral"\nkey = "nonsense"', "no key"),
        (f'side = "neutral"\nkey = "{notes.key_of(SIGNERS["alpha"]).text}"', "a log's"),
        (
            f'side = "x"\nkey = "{notes.key_of(SIGNERS["alpha"], notes.COSIGNATURE).text}"\nurl = "ftp://x"',
            "no address",
        ),
    ],
)
def test_settings_that_name_no_witness_are_refused(folder: Path, more: str, found: str) -> None:
    (folder / "mission.toml").write_text(f"{SETTINGS}\n[[witness]]\n{more}\n")
    mission: Mission = open_mission(folder)
    with opened(mission) as record, pytest.raises(MissionError, match=found):
        ask(mission, record, None, lambda _: NearWitness(SIGNERS["alpha"], {}))
