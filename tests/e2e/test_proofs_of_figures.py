"""From a bulletin's figure to its proof, as somebody would check it who trusts nobody: other processes, files alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.witness_process import Served

from truceline.cli import commands
from truceline.model.failure import TrucelineError

SIDES = ("alpha", "bravo", "neutral")
VERIFIER = Path(__file__).parents[2] / "docs" / "verify_figure.py"


def run(*words: str | Path) -> str:
    done = CliRunner().invoke(commands, [str(word) for word in words], catch_exceptions=True)
    if isinstance(done.exception, TrucelineError):
        raise done.exception
    assert done.exit_code in (0, 1), (words, done.output, done.exception)
    return done.stdout


def summary(*words: str | Path) -> Any:
    return json.loads(run(*words, "--json"))


def alone(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The independent program, without anything of ours to import."""
    command = [sys.executable, "-I", "-S", str(VERIFIER), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proofs")
    article = folder / "article.txt"
    article.write_text(
        "Shelling in Kharkiv\n\nBy Reuters | March 1, 2026\n\n"
        "Shelling hit Kharkiv on March 1, killing 2 people, the governor said.\n",
        encoding="utf-8",
    )
    run("init", folder / "mission")
    run("ingest", folder / "mission", article)
    run("run", folder / "mission")
    return folder / "mission"


@pytest.fixture(scope="module")
def proof(mission: Path) -> Path:
    files = summary("bulletin", mission, "--format", "json,html")["files"]
    (found,) = [Path(file) for file in files if file.endswith("bulletin.proof.json")]
    return found


def _pointer(proof: Path) -> tuple[str, object]:
    """A figure of the bulletin that a reader would ask about."""
    bulletin = json.loads((proof.parent / "bulletin.json").read_bytes())
    return "/counts/0/value_low", bulletin["counts"][0]["value_low"]


def test_a_figure_is_checked_from_the_one_file(mission: Path, proof: Path, tmp_path: Path) -> None:
    pointer, value = _pointer(proof)
    away = Path(shutil.copy(proof, tmp_path / "received.json"))
    key = summary("witness", "key", mission)["key"]
    held = summary("verify", away, "--figure", pointer, "--key", key)
    assert held["figures"] == {pointer: value}
    assert (held["keys"], held["grade"], held["kind"]) == ("given", "unattested", "release")
    one = tmp_path / "one.json"
    run("verify", away, "--figure", pointer, "-o", one)
    assert len(one.read_bytes()) < 10_000
    for file in (away, one):
        done = alone(file, pointer, key)
        assert done.returncode == 0, done.stderr
        assert f"{pointer} = {value}" in done.stdout
        assert "a key you gave" in done.stdout


def test_it_is_told_what_is_shown_and_what_is_not(mission: Path, proof: Path) -> None:
    told = run("verify", proof, "--figure", _pointer(proof)[0])
    assert "The proof holds." in told
    assert "trust on first use" in told
    assert "It does not show:" in told
    assert "that the figure is true" in told
    known = run("verify", proof, "--key", summary("witness", "key", mission)["key"])
    assert "trust on first use" not in known
    assert "not attested" in known


def test_a_changed_figure_and_another_key_are_refused(mission: Path, proof: Path, tmp_path: Path) -> None:
    pointer, value = _pointer(proof)
    changed = tmp_path / "changed.json"
    data = proof.read_bytes()
    assert isinstance(value, int)
    before, after = b'"value_low":%d' % value, b'"value_low":%d' % (value + 1)
    changed.write_bytes(data.replace(before, after, 1))
    with pytest.raises(TrucelineError, match="not the one that was released"):
        run("verify", changed)
    assert alone(changed, pointer).returncode == 1
    run("init", tmp_path / "other")
    other = summary("witness", "key", tmp_path / "other")["key"]
    with pytest.raises(TrucelineError):
        run("verify", proof, "--key", other)
    assert alone(proof, pointer, other).returncode == 1


def test_a_proof_beside_a_bulletin_is_verified_with_the_mission(mission: Path, proof: Path) -> None:
    data = proof.read_bytes()
    run("verify", mission)
    proof.write_bytes(data.replace(b'"index":', b'"index":1', 1))
    with pytest.raises(TrucelineError, match="not one of the mission's record"):
        run("verify", mission)
    run("bulletin", mission, "--format", "json,html")
    assert proof.read_bytes() == data


def test_doing_it_again_adds_nothing(mission: Path, proof: Path) -> None:
    data, before = proof.read_bytes(), summary("verify", mission)
    for words in (("run", mission), ("bulletin", mission, "--format", "json,html"), ("run", mission)):
        run(*words)
    assert summary("verify", mission) == before
    assert proof.read_bytes() == data


def test_every_step_of_an_explanation_has_its_entry(mission: Path, proof: Path) -> None:
    run("export", mission, "incidents", "-o", mission.parent / "incidents.csv")
    incident = (mission.parent / "incidents.csv").read_text().splitlines()[1].split(",")[0]
    lines = [line["words"] for line in summary("explain", mission, incident)["lines"]]
    told = lines[lines.index(next(line for line in lines if line.startswith("In the record"))) + 1 :]
    entries = [line for line in told if ": entry " in line]
    assert [line.split(":")[0] for line in entries][:3] == ["Received article.txt", "Read", "Observed"]
    assert all("signed in the checkpoint of" in line for line in entries)
    for line in entries:
        run("verify", mission, "--head", line.split("leaf ")[1][:64])


@pytest.fixture(scope="module")
def witnesses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Served]]:
    folder = tmp_path_factory.mktemp("witnesses")
    served = {side: Served(folder / side, f"witness.{side}.example") for side in SIDES}
    yield served
    for one in served.values():
        one.stop()


def test_the_proof_carries_what_witnesses_sign_later(mission: Path, proof: Path, witnesses: dict[str, Served]) -> None:
    key = summary("witness", "key", mission)["key"]
    text = (mission / "mission.toml").read_text()
    for side, one in witnesses.items():
        one.run("watch", str(one.folder), key)
        one.stop()
        one.start()
        text += f'\n[[witness]]\nside = "{side}"\nkey = "{one.key.text}"\nurl = "{one.url}"\n'
    (mission / "mission.toml").write_text(text)
    run("witness", "ask", mission)
    keys = [word for side, one in witnesses.items() for word in ("--key", f"{side}={one.key.text}")]
    assert summary("verify", proof, "--key", key, *keys)["grade"] == "jointly_attested"
    assert summary("verify", proof, "--key", key, *keys[2:])["grade"] == "attested"
    assert summary("verify", proof, "--key", key, *keys[:4])["grade"] == "unattested"
    done = alone(proof, key, *(one.key.text for one in witnesses.values()))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("a key you gave") == 4
