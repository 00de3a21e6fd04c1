from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.proof_files import LOG, PINNED, samples

from truceline.cli import commands
from truceline.model.failure import TrucelineError


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proofs")
    for name, data in samples(folder).items():
        (folder / f"{name}.json").write_bytes(data)
    return folder


def verify(*words: str | Path) -> Result:
    done = CliRunner().invoke(commands, ["verify", *map(str, words)])
    if isinstance(done.exception, TrucelineError):
        raise done.exception
    return done


def witness(side: str) -> str:
    return f"{side}={dict(PINNED.witnesses)[side].text}"


def test_a_row_is_told_field_by_field(files: Path) -> None:
    told = verify(files / "row.json").stdout
    assert "Row 3 of 5 in the table 'incidents'" in told
    assert 'name: "inc_2"' in told
    assert '"lat_e6": 3' in told


def test_an_entry_is_told_with_what_it_discloses(files: Path) -> None:
    told = verify(files / "entry.json").stdout
    assert "entry 0 of the record truceline/test (a piece of evidence was received and is kept)" in told
    assert "    n: 0" in told


def test_grades_count_the_keys_that_were_given(files: Path) -> None:
    bulletin = files / "bulletin.json"
    log = ("--key", LOG.text)
    for sides, grade in (
        ((), "unattested"),
        (("neutral",), "unattested"),
        (("vardenia",), "unattested"),
        (("neutral", "vardenia"), "attested"),
        (("neutral", "vardenia", "kostria"), "attested"),
    ):
        keys = [word for side in sides for word in ("--key", witness(side))]
        summary = json.loads(verify(bulletin, *log, *keys, "--json").stdout)
        assert (summary["grade"], summary["all_figures"], summary["keys"]) == (grade, 9, "given")
    assert json.loads(verify(bulletin, "--json").stdout)["grade"] is None


def test_all_figures_below_a_place_are_told(files: Path) -> None:
    summary = json.loads(verify(files / "bulletin.json", "--figure", "/counts/0", "--json").stdout)
    assert summary["figures"] == {
        "/counts/0/label": "fire.shelling",
        "/counts/0/value_high": None,
        "/counts/0/value_low": 3,
    }
    with pytest.raises(TrucelineError, match="no figure at '/counts/7'"):
        verify(files / "bulletin.json", "--figure", "/counts/7")


def test_one_figure_is_cut_out(files: Path, tmp_path: Path) -> None:
    one = tmp_path / "one.json"
    verify(files / "bulletin.json", "--figure", "/night", "--out", one)
    assert json.loads(verify(one, "--json").stdout)["figures"] == {"/night": -1}
    again = tmp_path / "again.json"
    verify(one, "--figure", "/night", "--out", again)
    assert again.read_bytes() == one.read_bytes()
    with pytest.raises(TrucelineError, match="3 figures were named"):
        verify(files / "bulletin.json", "--figure", "/counts/0", "--out", one)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["nonsense"], "is no key"),
        ([witness("neutral")], "0 keys of a record"),
        ([LOG.text, LOG.text], "2 keys of a record"),
        ([LOG.text, witness("neutral").partition("=")[2]], "whose witness"),
    ],
)
def test_keys_that_say_nothing_are_refused(files: Path, keys: list[str], words: str) -> None:
    with pytest.raises(TrucelineError, match=words):
        verify(files / "entry.json", *(word for key in keys for word in ("--key", key)))


def test_options_of_proofs_are_refused_for_missions(files: Path) -> None:
    with pytest.raises(TrucelineError, match="are for proofs"):
        verify(files, "--figure", "/night")


def test_words_of_a_hostile_proof_do_nothing_to_a_terminal(files: Path, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.json"
    hostile.write_bytes((files / "words.json").read_bytes().replace(b"truceline-proof/1", b"\\u001b[2J", 1))
    with pytest.raises(TrucelineError) as refused:
        verify(hostile)
    assert "\x1b" not in refused.value.diagnostics().replace("\\x1b", "")
