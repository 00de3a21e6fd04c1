"""Suspend and evacuate: killed after any step, the same command goes on; a copy is verified before any wiping."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.peopled import peopled

from truceline.cli.seal import command
from truceline.mission import sealing
from truceline.mission.asking import Asker
from truceline.mission.folder import SEALED, SEALING, Mission, open_mission
from truceline.mission.intake import ingest, receipts
from truceline.mission.locks import vault_of
from truceline.mission.opened import opened
from truceline.mission.positions import Question, add, ask
from truceline.mission.sealing import (
    Sealing,
    begin,
    confirm,
    copy,
    enter,
    give_up,
    open_copy,
    state_of,
    statement_about,
    waits_for_signatures,
    wipe,
)
from truceline.mission.statements import propose
from truceline.model.errors import InputError, MissionError, RecordError, UsageError
from truceline.model.monitors import Identity
from truceline.record.note import Note, sign, write
from truceline.stores.age import recipient_of
from truceline.stores.clock import FixedClock
from truceline.stores.keyring import keys_on_disk, load_or_make
from truceline.stores.silence import SilentProgress

CLOCK = FixedClock(1_770_000_000)
ME = Asker("me", "keyboard")
SECRET = secrets.token_bytes(32)
TO = [recipient_of(SECRET)]
PERSON = Identity("heron", "witness", "Jane Roe")


@pytest.fixture
def mission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "north"
    folder.mkdir()
    (folder / "mission.toml").write_text('[mission]\nname = "North"\n[policy]\nencrypt = true\n')
    (tmp_path / "report.txt").write_text("Shelling at the bridge, heard by patrol 3.")
    found = open_mission(folder)
    with opened(found) as record:
        ingest(found, record, [tmp_path / "report.txt"], CLOCK, SilentProgress())
        add(found, record, ME, "identities", [PERSON], CLOCK)
    return found


def _begun(mission: Mission, to: Path, *, wait: bool = False) -> Sealing:
    with opened(mission) as record:
        return begin(mission, record, ME, to, TO, CLOCK, None, wait=wait)


def _copied(mission: Mission, state: Sealing) -> Sealing:
    with opened(mission, while_sealing=True) as record:
        state = enter(mission, record, state)
        record.settle()
    return copy(mission, state)


def _back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    """Open the copy on another machine, and see that all is there."""
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "other-keys"))
    open_copy(tmp_path / "north.age", SECRET, tmp_path / "back", tmp_path / "other-keys")
    found = open_mission(tmp_path / "back")
    with opened(found) as record:
        (receipt,) = receipts(record)
        assert vault_of(found).get(receipt.sha256).startswith(b"Shelling at the bridge")
        assert ask(found, record, ME, Question("identities"), "call the witness back", CLOCK) == (PERSON,)
        assert record.verify() > 0
    return found


def test_what_was_copied_goes_on_elsewhere_and_nothing_stays(
    mission: Mission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = _copied(mission, _begun(mission, tmp_path / "north.age"))
    wipe(mission.folder, state)
    assert sorted(p.name for p in mission.folder.iterdir()) == [".lock", SEALED]
    assert keys_on_disk(tmp_path / "keys") == ()
    with pytest.raises(MissionError, match="sealed and evacuated"):
        open_mission(mission.folder)
    assert _back(tmp_path, monkeypatch).settings.name == "North"


class Killed(BaseException):
    """The process is gone."""


def _killing(monkeypatch: pytest.MonkeyPatch, name: str, after: int) -> None:
    """The n-th call of a step never returns."""
    real, calls = getattr(sealing, name), [0]

    def step(*given: object, **named: object) -> object:
        calls[0] += 1
        if calls[0] > after:
            raise Killed
        return real(*given, **named)

    monkeypatch.setattr(sealing, name, step)


@pytest.mark.parametrize("n", range(14))
def test_killed_at_any_step_of_wiping_it_goes_on(
    mission: Mission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, n: int
) -> None:
    state = _copied(mission, _begun(mission, tmp_path / "north.age"))
    with monkeypatch.context() as patched:
        for name in ("wipe_file", "remove_tree", "write_atomic"):
            _killing(patched, name, n // 3 if name != "write_atomic" else n % 3)
        with pytest.raises(Killed):
            wipe(mission.folder, state)
    held = state_of(mission.folder)
    assert held is not None
    wipe(mission.folder, held)
    assert sorted(p.name for p in mission.folder.iterdir()) == [".lock", SEALED]
    assert keys_on_disk(tmp_path / "keys") == ()
    _back(tmp_path, monkeypatch)


@pytest.mark.parametrize("step", ["plan", "write_copy", "_keep"])
def test_killed_while_copying_it_copies_again(
    mission: Mission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    state = _begun(mission, tmp_path / "north.age")
    with monkeypatch.context() as patched:
        _killing(patched, step, 0)
        with pytest.raises(Killed):
            _copied(mission, state)
    held = state_of(mission.folder)
    assert held is not None and held.stage == "begun"
    with opened(mission, while_sealing=True) as record:
        assert sum(1 for _ in record.entries("seal")) == 1
    state = _copied(mission, held)
    with opened(mission, while_sealing=True) as record:
        assert sum(1 for _ in record.entries("seal")) == 1
    wipe(mission.folder, state)
    _back(tmp_path, monkeypatch)


def test_while_it_is_being_sealed_nothing_else_works_in_it(mission: Mission, tmp_path: Path) -> None:
    state = _begun(mission, tmp_path / "north.age")
    with pytest.raises(MissionError, match="being sealed"), opened(mission):
        pass
    with opened(mission, while_sealing=True) as record:
        give_up(mission, record, state, ME, CLOCK)
    with opened(mission) as record:
        assert sum(1 for _ in record.entries("seal")) == 1
    assert not (mission.folder / SEALING).exists()


def test_nothing_is_wiped_when_the_copy_is_not_what_was_verified(mission: Mission, tmp_path: Path) -> None:
    state = _copied(mission, _begun(mission, tmp_path / "north.age"))
    whole = (tmp_path / "north.age").read_bytes()
    (tmp_path / "north.age").write_bytes(whole[:-1] + b"?")
    with pytest.raises(RecordError, match="changed since it was verified"):
        wipe(mission.folder, state)
    (tmp_path / "north.age").unlink()
    with pytest.raises(RecordError, match="not there"):
        wipe(mission.folder, state)
    with opened(mission, while_sealing=True) as record:
        assert receipts(record)
        give_up(mission, record, state, ME, CLOCK)


def test_wiping_never_reaches_a_folder_that_is_not_the_missions_keys(mission: Mission, tmp_path: Path) -> None:
    import msgspec

    state = _copied(mission, _begun(mission, tmp_path / "north.age"))
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("x")
    with pytest.raises(MissionError, match="not in the folder of keys"):
        wipe(mission.folder, msgspec.structs.replace(state, keys=str(precious)))
    assert (precious / "file").exists()


def test_a_recipient_confirms_with_a_code_that_only_the_copy_holds(mission: Mission, tmp_path: Path) -> None:
    state = _copied(mission, _begun(mission, tmp_path / "north.age", wait=True))
    code, files = open_copy(tmp_path / "north.age", SECRET, None, tmp_path / "other-keys")
    assert files == state.files and not (tmp_path / "other-keys").exists()
    assert code not in (mission.folder / SEALING).read_text()
    confirm(state, code.upper())
    for wrong in ("", code[:-1], code[:-1] + "x"):
        with pytest.raises(UsageError, match="not the code"):
            confirm(state, wrong)


@pytest.mark.parametrize("to", ["north/copy.age", "report.txt"])
def test_the_copy_goes_to_a_new_file_outside(mission: Mission, tmp_path: Path, to: str) -> None:
    with pytest.raises(UsageError, match="inside the mission or there already"):
        _begun(mission, tmp_path / to)
    assert state_of(mission.folder) is None


def test_recipients_are_checked_before_anything_happens(mission: Mission, tmp_path: Path) -> None:
    with opened(mission) as record:
        for recipients, error in (([], UsageError), (["age1nobody"], InputError)):
            with pytest.raises(error):
                begin(mission, record, ME, tmp_path / "x.age", recipients, CLOCK, None)
    assert state_of(mission.folder) is None


def test_a_rehearsal_says_that_two_people_must_sign_first(mission: Mission, tmp_path: Path) -> None:
    """In the hour of an evacuation it is too late to learn of it. Without roles whoever is there seals alone."""
    words = [str(mission.folder), "--to", str(tmp_path / "n.age"), "--recipient", TO[0], "--dry-run"]
    alone = CliRunner().invoke(command, words)
    assert (alone.exit_code, "two people" in alone.output) == (0, False)
    peopled(mission, tmp_path / "keys", {"ann": "chair", "ben": "side_a"})
    with opened(mission) as record:
        assert waits_for_signatures(record, TO, None)
        note = propose(record, "seal", statement_about(TO)).text
        signers = [load_or_make(tmp_path / "keys", name) for name in ("ann", "ben")]
        signed = write(Note(note, tuple(sign(note, signer) for signer in signers)))
        assert not waits_for_signatures(record, TO, signed)
    shown = CliRunner().invoke(command, words).output
    assert f"truceline access seal {mission.folder} {TO[0]} -o seal.note" in shown and "Nothing was touched." in shown
    (tmp_path / "seal.note").write_bytes(signed)
    ready = CliRunner().invoke(command, [*words, "--statement", str(tmp_path / "seal.note")])
    assert (ready.exit_code, "two people" in ready.output) == (0, False)
