"""`truceline locate` as a filter."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from truceline.cli.locate import command
from truceline.model.errors import InputError


def run(*given: str, text: str = "") -> str:
    answer = CliRunner().invoke(command, list(given), input=text, catch_exceptions=False)
    assert answer.exit_code == 0
    return answer.output


def test_words_are_answered_with_a_circle_and_why() -> None:
    shown = run("під Авдіївкою", "--near", "Покровськ")
    assert "48.1402, 37.7501 ±" in shown and "Покровський район" in shown and "by a case of its name" in shown


def test_what_cannot_be_told_is_said_and_what_is_not_known() -> None:
    shown = run("Олександрівка", "Xyzzyville")
    assert "undecided" in shown and "more (--all)" in shown and "not known" in shown
    assert len(run("Олександрівка", "--all").splitlines()) > 100


def test_lines_of_standard_input_give_json_lines() -> None:
    lines = [json.loads(line) for line in run("--json", text="Харкові\n\nОлександрівка\n").splitlines()]
    assert [line["words"] for line in lines] == ["Харкові", "Олександрівка"]
    assert lines[0]["place"]["name"] == "Kharkiv" and lines[0]["place"]["radius_m"] > 10_000
    assert lines[1]["place"] is None and lines[1]["n_candidates"] > 100
    assert set(lines[1]["candidates"][0]) >= {"lat", "lon", "radius_m", "division", "via", "share_ppm"}


def test_a_file_of_words_and_a_gazetteer_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("Sarvenna\nnear Sarvenna\n")
    (tmp_path / "own.csv").write_text("name,lat,lon\nSarvenna,5.1,-30.2\n")
    shown = run("--file", str(tmp_path / "words.txt"), "--gazetteer", str(tmp_path / "own.csv"), "--json")
    assert [json.loads(line)["place"]["lat"] for line in shown.splitlines()] == [5.1, 5.1]


def test_a_faulty_gazetteer_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,lat,lon\nSarvenna,95,-30.2\n")
    with pytest.raises(InputError) as caught:
        run("Sarvenna", "--gazetteer", str(tmp_path / "own.csv"))
    assert caught.value.where == "own.csv:2"


def test_an_archive_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "own.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("own.csv", "w") as member,
    ):
        for _ in range(513):
            member.write(bytes(1 << 20))
    assert (tmp_path / "own.zip").stat().st_size < 4 << 20
    with pytest.raises(InputError, match="when unpacked") as caught:
        run("Sarvenna", "--gazetteer", str(tmp_path / "own.zip"))
    assert caught.value.where == "own.zip" and caught.value.advice
