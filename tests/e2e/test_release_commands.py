"""As a new user: a draft that two people sign, a byte that voids it, a recall, a field laid open, evidence erased."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from truceline.cli import commands
from truceline.model.errors import MissionError, RecordError, UsageError
from truceline.model.failure import TrucelineError
from truceline.stores.sqlite import SqliteRecord

MISSION = """[mission]
name = "North"
zone = "Europe/Kyiv"
languages = ["en"]
"""
PATROL = """event_id,source,start,end,lat,lon,radius_m,type
e1,north,2026-03-03T10:00:00Z,2026-03-03T10:30:00Z,49.99,36.23,800,fire.shelling
"""
STORY = "Shelling hits Kharkiv\n\nMarch 3, 2026\n\nMortar fire hit Kharkiv on Tuesday, the governor said.\n"


class Desk:
    """One machine with its keys; an error of ours is raised as it is."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.mission = folder / "north"
        self.folder = folder
        monkeypatch.setenv("TRUCELINE_KEYS", str(folder / "keys"))
        monkeypatch.delenv("TRUCELINE_AS", raising=False)
        monkeypatch.chdir(folder)
        self.mission.mkdir()
        (self.mission / "mission.toml").write_text(MISSION)
        incoming = folder / "incoming"
        incoming.mkdir()
        (incoming / "patrol.csv").write_text(PATROL)
        (incoming / "wire.txt").write_text(STORY)
        self.run("ingest", self.mission, incoming)

    def run(self, *words: object) -> dict[str, Any]:
        done = CliRunner().invoke(commands, [*map(str, words), "--json"], standalone_mode=False)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return json.loads(done.stdout)  # type: ignore[no-any-return]

    def receipt(self) -> int:
        """The entry that acknowledges patrol.csv."""
        record = SqliteRecord(self.mission / "truceline.db", read_only=True)
        found = next(e.index for e in record.entries("receipt") if b"patrol.csv" in e.body)
        record.close()
        return found

    def bulletin(self) -> dict[str, Any]:
        return self.run("bulletin", self.mission, "--format", "md,json")

    def with_roles(self) -> None:
        """An analyst, a chair and a member for one side; bulletins leave with two signatures."""
        keys = {name: self.run("keys", "make", name)["public"] for name in ("anna", "boris", "clara")}
        roles = [f"analyst={keys['anna']}", f"chair={keys['boris']}", f"side_a={keys['clara']}"]
        self.run("access", "found", self.mission, *roles, "-o", "found.note")
        for name in keys:
            self.run("access", "sign", "found.note", "--as", name)
        self.run("access", "enter", self.mission, "found.note")
        settings = self.mission / "mission.toml"
        settings.write_text(settings.read_text() + "[policy]\napprovals = 2\n")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def test_a_bulletin_leaves_with_two_signatures_under_these_bytes_and_no_others(desk: Desk) -> None:
    desk.with_roles()
    made = desk.bulletin()
    draft = Path(made["draft"])
    assert made["files"] == [] and not (desk.mission / "bulletins").exists()
    assert "Leaves with two signatures" in (draft / "bulletin.en.md").read_text()
    with pytest.raises(TrucelineError, match="may not release"):
        desk.run("release", "approve", desk.mission, draft.name, "--as", "clara")
    for _ in range(2):  # twice the same person is one person
        assert desk.run("release", "approve", desk.mission, draft.name, "--who", "anna")["files"] == []
    page = draft / "bulletin.en.md"
    words = page.read_bytes()
    page.write_bytes(words + b" ")
    with pytest.raises(RecordError, match="void"):
        desk.run("release", "approve", desk.mission, draft.name, "--as", "boris")
    page.write_bytes(words)
    (draft / "another.txt").write_text("smuggled in")
    with pytest.raises(RecordError, match="void"):
        desk.run("release", "approve", desk.mission, draft.name, "--as", "boris")
    (draft / "another.txt").unlink()
    released = desk.run("release", "approve", desk.mission, draft.name, "--as", "boris")
    assert (desk.mission / "bulletins" / draft.name / "bulletin.en.md").read_bytes() == words
    assert len(released["files"]) >= 2 and not draft.exists()
    assert desk.run("verify", desk.mission)["signed_releases"] == 1


def test_a_draft_goes_stale_when_another_bulletin_leaves(desk: Desk) -> None:
    desk.with_roles()
    draft = Path(desk.bulletin()["draft"])
    kept = {path.name: path.read_bytes() for path in draft.iterdir()}
    for name in ("anna", "boris"):
        desk.run("release", "approve", desk.mission, draft.name, "--as", name)
    draft.mkdir(parents=True)
    for name, data in kept.items():
        (draft / name).write_bytes(data)
    with pytest.raises(RecordError, match="another bulletin"):
        desk.run("release", "approve", desk.mission, draft.name, "--as", "anna")


def test_without_roles_nobody_can_sign_and_without_approvals_the_bulletin_says_so(desk: Desk) -> None:
    made = desk.bulletin()
    page = next(Path(name) for name in made["files"] if name.endswith(".md"))
    assert "Released by its operator alone" in page.read_text()
    settings = desk.mission / "mission.toml"
    settings.write_text(settings.read_text() + "[policy]\napprovals = 2\n")
    with pytest.raises(MissionError, match="nobody holds a role"):
        desk.bulletin()


def test_a_recall_adds_a_notice_and_takes_nothing_away(desk: Desk) -> None:
    made = desk.bulletin()
    before = {name: Path(name).read_bytes() for name in made["files"]}
    found = desk.run("release", "recall", desk.mission, made["bulletin_id"], "--why", "the wrong river")
    (notice,) = found["notices"]
    assert "the wrong river" in Path(notice).read_text() and made["bulletin_id"] in Path(notice).read_text()
    assert {name: Path(name).read_bytes() for name in before} == before
    assert desk.run("verify", desk.mission)["recalled"] == 1
    with pytest.raises(UsageError, match="recalled already"):
        desk.run("release", "recall", desk.mission, made["bulletin_id"], "--why", "again")
    with pytest.raises(UsageError, match="was released"):
        desk.run("release", "recall", desk.mission, "2020-01-01", "--why", "never")


def test_a_field_is_laid_open_alone_and_its_proof_outlives_the_erasure(desk: Desk) -> None:
    entry = desk.receipt()
    proof = desk.folder / f"disclosure-{entry}.json"
    desk.run("release", "disclose", desk.mission, entry, "--field", "sha256", "--to", "A", "--why", "complaint 7")
    words = proof.read_text()
    sha256 = json.loads(words)["disclosed"]["sha256"]["value"]
    assert "patrol.csv" not in words and "filename" not in json.loads(words)["disclosed"]
    with pytest.raises(UsageError, match="holds no colour"):
        desk.run("release", "disclose", desk.mission, entry, "--field", "colour", "--to", "A", "--why", "x")
    desk.run("run", desk.mission)
    gone = desk.run("release", "erase", desk.mission, "--evidence", sha256[:16], "--why", "it names somebody")
    assert gone["blobs"] == 1 and gone["fields"] > 1
    assert desk.run("verify", proof) and proof.read_text() == words
    report = desk.run("verify", desk.mission)
    assert (report["evidence"], report["destroyed"]) == (1, 1)
    kept = b"".join(path.read_bytes() for path in desk.mission.rglob("*") if path.is_file())
    assert b"patrol.csv" not in kept and b"36.23,800" not in kept
    assert sha256.encode() in kept  # its receipt stands
    assert desk.run("run", desk.mission)["items"] == 1
    with pytest.raises(UsageError):
        desk.run("release", "erase", desk.mission, "--evidence", "0" * 16, "--why", "x")


def test_an_erasure_takes_two_people_and_exactly_what_they_signed(desk: Desk) -> None:
    desk.with_roles()
    erase = (
        "release",
        "erase",
        desk.mission,
        "--entry",
        desk.receipt(),
        "--field",
        "filename",
        "--as",
        "anna",
        "--why",
    )
    asked = desk.run(*erase, "it names a street")
    assert asked["signed"] is False
    desk.run("access", "sign", "release.statement", "--as", "anna")
    with pytest.raises(RecordError, match="two people"):
        desk.run(*erase, "it names a street")
    desk.run("access", "sign", "release.statement", "--as", "boris")
    with pytest.raises(RecordError, match="about something else"):
        desk.run(*erase, "another reason")
    assert desk.run(*erase, "it names a street")["by"] == ["anna", "boris"]
    with pytest.raises(TrucelineError):
        desk.run(*erase, "it names a street")
