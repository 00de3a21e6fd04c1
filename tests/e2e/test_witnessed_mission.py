"""A mission with three witnesses in processes of their own over HTTP, and one by files; and what restores do to it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.witness_process import Served

from truceline.cli import commands
from truceline.model.failure import TrucelineError
from truceline.record.note import COSIGNATURE, VerifierKey, key_of
from truceline.stores.keyring import key_file, keys_folder, published_signer
from truceline.stores.sqlite import SqliteRecord

SIDES = ("alpha", "bravo", "neutral")


def truceline(*words: str | Path) -> Any:
    done = CliRunner().invoke(commands, [*(str(word) for word in words), "--json"], catch_exceptions=True)
    if isinstance(done.exception, TrucelineError):
        raise done.exception
    assert done.exit_code in (0, 1), (words, done.output, done.exception)
    return json.loads(done.stdout)


def article(folder: Path, n: int) -> Path:
    path = folder / f"article-{n}.txt"
    path.write_text(
        f"Shelling in Kharkiv\n\nBy Reuters | March {n}, 2026\n\n"
        f"Shelling hit Kharkiv on March {n}, killing {n} people, the governor said.\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="module")
def witnesses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Served]]:
    folder = tmp_path_factory.mktemp("witnesses")
    served = {side: Served(folder / side, f"witness.{side}.example") for side in SIDES}
    yield served
    for one in served.values():
        one.stop()


def name(mission: Path, **sides: tuple[str, str]) -> None:
    text = (mission / "mission.toml").read_text()
    for side, (key, url) in sides.items():
        text += f'\n[[witness]]\nside = "{side}"\nkey = "{key}"\n' + (f'url = "{url}"\n' if url else "")
    (mission / "mission.toml").write_text(text)


def watched(mission: Path, witnesses: dict[str, Served]) -> Path:
    """The mission, after its key was handed to the witnesses and theirs to it."""
    key = truceline("witness", "key", mission)["key"]
    for one in witnesses.values():
        one.run("watch", str(one.folder), key)
        one.stop()
        one.start()
    name(mission, **{side: (one.key.text, one.url) for side, one in witnesses.items()})
    return mission


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    truceline("init", tmp_path / "mission")
    truceline("ingest", tmp_path / "mission", article(tmp_path, 1))
    return tmp_path / "mission"


def outcomes(asked: Any) -> dict[str, str]:
    return {one["side"]: one["outcome"] for one in asked["heard"]}


def test_three_witnesses_sign_over_http_and_a_silent_one_stops_nothing(
    mission: Path, witnesses: dict[str, Served], tmp_path: Path
) -> None:
    watched(mission, witnesses)
    first = truceline("witness", "ask", mission)
    assert outcomes(first) == dict.fromkeys(SIDES, "signed")
    truceline("bulletin", mission, "--ask-witnesses", "--format", "json")
    (page,) = mission.glob("bulletins/*/bulletin.json")
    assert json.loads(page.read_bytes())["checkpoint"]["grade"] == "jointly_attested"
    truceline("ingest", mission, article(tmp_path, 2))
    witnesses["bravo"].stop()
    try:
        second = truceline("witness", "ask", mission)
    finally:
        witnesses["bravo"].start()
    assert outcomes(second) == {"alpha": "signed", "bravo": "silent", "neutral": "signed"}
    assert second["size"] > first["size"]
    status = json.loads(witnesses["alpha"].run("status", str(witnesses["alpha"].folder), "--json").stdout)
    origin = truceline("witness", "key", mission)["origin"]
    assert {one["origin"]: one["size"] for one in status["signed"]}[origin] >= second["size"]

    # What the witnesses saw is more than an old backup holds: nothing is signed on top of it.
    backup = tmp_path / "backup.db"
    shutil.copy(mission / "truceline.db", backup)
    truceline("ingest", mission, article(tmp_path, 3))
    truceline("witness", "ask", mission)
    (key_file(keys_folder(os.environ), origin).parent / "signed.json").unlink()
    for rest in mission.glob("truceline.db*"):
        rest.unlink()
    shutil.copy(backup, mission / "truceline.db")
    before = newest_size(mission)
    truceline("ingest", mission, article(tmp_path, 4))
    assert newest_size(mission) == before, "signed without asking"
    with pytest.raises(TrucelineError, match="restored from an old backup"):
        truceline("witness", "ask", mission)
    truceline("ingest", mission, article(tmp_path, 5))
    assert newest_size(mission) == before, "what a witness has shown is not forgotten"


def newest_size(mission: Path) -> int:
    record = SqliteRecord(mission / "truceline.db", read_only=True)
    try:
        return max((size for size, _ in record.checkpoints()), default=0)
    finally:
        record.close()


def test_by_files_without_a_network(mission: Path, tmp_path: Path) -> None:
    far = Served(tmp_path / "far", "witness.far.example", truceline("witness", "key", mission)["key"])
    far.stop()
    name(mission, neutral=(far.key.text, ""))
    stick = tmp_path / "stick"
    asked = truceline("witness", "ask", mission, "--files", stick)
    assert outcomes(asked) == {"neutral": "by_files"}
    (request,) = (Path(file) for file in asked["files"])
    signed = json.loads(far.run("sign", str(far.folder), str(request), "--json").stdout)
    assert truceline("witness", "take", mission, signed["file"])["signed"] == ["witness.far.example"]

    # The mission forgets what this witness saw: the witness tells, and the next request begins there.
    truceline("ingest", mission, article(tmp_path, 2))
    (request,) = (Path(file) for file in truceline("witness", "ask", mission, "--files", stick)["files"])
    lines = request.read_bytes().split(b"\n\n", 1)
    request.write_bytes(b"old 0\n\n" + lines[1])
    told = json.loads(far.run("sign", str(far.folder), str(request), "--json").stdout)
    assert not told["signed"]
    assert truceline("witness", "take", mission, told["file"])["signed"] == []
    again = json.loads(far.run("sign", str(far.folder), str(request), "--json").stdout)
    assert again["signed"]
    assert truceline("witness", "take", mission, again["file"])["signed"] == ["witness.far.example"]


def test_an_old_record_under_a_key_that_remembers_is_not_signed(mission: Path, tmp_path: Path) -> None:
    shutil.copy(mission / "truceline.db", tmp_path / "old.db")
    truceline("ingest", mission, article(tmp_path, 2))
    for rest in mission.glob("truceline.db*"):
        rest.unlink()
    shutil.copy(tmp_path / "old.db", mission / "truceline.db")
    before = newest_size(mission)
    truceline("ingest", mission, article(tmp_path, 3), article(tmp_path, 4), article(tmp_path, 5))
    assert newest_size(mission) == before


def test_a_copied_folder_without_its_key_still_works(
    mission: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(mission, tmp_path / "copy")
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "other-keys"))
    truceline("ingest", tmp_path / "copy", article(tmp_path, 2))
    truceline("run", tmp_path / "copy")
    assert newest_size(tmp_path / "copy") == newest_size(mission)
    assert not (tmp_path / "other-keys").exists(), "no second key for one record"


def test_one_key_is_one_witness_and_a_log_is_none(mission: Path) -> None:
    text = (mission / "mission.toml").read_text()
    own = truceline("witness", "key", mission)["key"]
    name(mission, neutral=(own, ""))
    with pytest.raises(TrucelineError, match="a log's, not a witness's"):
        truceline("witness", "ask", mission)
    (mission / "mission.toml").write_text(text)
    seed = published_signer("witness.example.org")
    twin = VerifierKey("witness.example.org/other", COSIGNATURE, seed.public)
    name(mission, alpha=(key_of(seed, COSIGNATURE).text, ""), neutral=(twin.text, ""))
    with pytest.raises(TrucelineError, match="named twice"):
        truceline("witness", "ask", mission)
