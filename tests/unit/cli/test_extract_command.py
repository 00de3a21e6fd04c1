"""`truceline extract` on files: lines, offsets in the file, exit codes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from msgspec import structs

from truceline.cli.extract import command
from truceline.confined import extracting
from truceline.filters.folders import beginning_of
from truceline.model.errors import InputError, UsageError

STORY = (
    "Guns fall silent in Kestria\n\n"
    "By Ana Roth | Jan. 8, 2026\n\n"
    "The army shelled Pell on Tuesday, killing about 20 people, local officials said. “We are afraid,” said Mona "
    "Idris, "
    "a nurse in the town. It is the first shelling of the town since the truce took hold three weeks ago.\n\n"
    "The security guarantees were rejected by the Northern Command, which has said that it wants a plan of its own for "
    "the towns along the river, and that the talks would go on in the capital until the end of the month.\n"
)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def run(*arguments: str) -> Any:
    return CliRunner().invoke(command, list(arguments), catch_exceptions=False)


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_offsets_hold_in_the_file_as_it_is(tmp_path: Path, start: bytes, line_end: str) -> None:
    data = start + STORY.replace("\n", line_end).encode()
    source, out = tmp_path / "story.txt", tmp_path / "out.jsonl"
    source.write_bytes(data)
    assert run(str(source), "-o", str(out)).exit_code == 0
    text = data.decode("utf-8")
    found = lines(out)
    assert {line["kind"] for line in found} >= {
        "quote",
        "statement",
        "quantity",
        "time",
        "place",
        "event",
        "agreement_element",
    }
    for line in found:
        assert text[line["start"] : line["end"]] == line["text"]
        assert line["file"] == str(source)
        assert "rendition" not in line


def test_the_fields_of_each_kind(tmp_path: Path) -> None:
    source, out = tmp_path / "story.txt", tmp_path / "out.jsonl"
    source.write_text(STORY, encoding="utf-8")
    run(str(source), "-o", str(out))
    by_kind: dict[str, dict[str, Any]] = {}
    for line in lines(out):
        by_kind.setdefault(line["kind"], line)
    assert by_kind["quote"]["speaker"] == "Mona Idris"
    assert by_kind["quote"]["speaker_id"] == "mona_idris"
    assert {"speaker", "mode", "cue"} <= by_kind["statement"].keys()
    quantity = by_kind["quantity"]
    assert (quantity["value"], quantity["low"], quantity["high"]) == (20, 18, 22)
    assert (quantity["unit"], quantity["of"], quantity["claimed_by"]) == ("person", "people", "local officials")
    event = by_kind["event"]
    assert (event["type"], event["place"], event["claimed_by"]) == ("fire.shelling", "Pell", "local officials")
    assert (event["from"], event["to"]) == ("2026-01-06T00:00:00Z", "2026-01-07T00:00:00Z")
    assert by_kind["agreement_element"]["status"] == "rejected"
    assert by_kind["agreement_element"]["by"] == "Northern Command"


def test_html_is_read_in_its_rendition_and_says_so(tmp_path: Path) -> None:
    body = "".join(f"<p>{part}</p>" for part in STORY.split("\n\n"))
    source, out = tmp_path / "story.html", tmp_path / "out.jsonl"
    source.write_text(f"<html><body><article>{body}</article></body></html>", encoding="utf-8")
    assert run(str(source), "-o", str(out)).exit_code == 0
    found = lines(out)
    assert found
    assert all(line["rendition"] for line in found)


def test_a_folder_is_read_in_order_and_other_files_are_left(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.bin"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    out = tmp_path / "out" / "out.jsonl"
    out.parent.mkdir()
    shown = run(str(tmp_path), "-o", str(out), "--json")
    assert json.loads(shown.stdout)["files"] == 2
    names = [Path(line["file"]).name for line in lines(out)]
    assert names == sorted(names)
    assert set(names) == {"a.txt", "b.txt"}


def test_one_kind_only(tmp_path: Path) -> None:
    source = tmp_path / "story.txt"
    source.write_text(STORY, encoding="utf-8")
    shown = run(str(source), "--kind", "quote")
    assert {json.loads(line)["kind"] for line in shown.stdout.splitlines()} == {"quote"}


def test_the_zone_is_used(tmp_path: Path) -> None:
    source = tmp_path / "story.txt"
    source.write_text(STORY, encoding="utf-8")
    shown = run(str(source), "--kind", "event", "--zone", "Europe/Kyiv")
    assert json.loads(shown.stdout.splitlines()[0])["from"] == "2026-01-05T22:00:00Z"


def test_wrong_use_is_told(tmp_path: Path) -> None:
    source = tmp_path / "story.txt"
    source.write_text(STORY, encoding="utf-8")
    assert run(str(source), "--kind", "rumour").exit_code == 2
    assert run(str(tmp_path / "none.txt")).exit_code == 2
    with pytest.raises(UsageError):
        run(str(source), "--zone", "Europe/Nowhere")


def test_a_file_that_cannot_be_used_is_an_input_error(tmp_path: Path) -> None:
    source = tmp_path / "empty.txt"
    source.write_bytes(b"")
    with pytest.raises(InputError):
        run(str(source))


def test_a_text_that_cannot_be_used_keeps_no_other_out(tmp_path: Path) -> None:
    folder, out = tmp_path / "texts", tmp_path / "out.jsonl"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"")
    (folder / "b.txt").write_text(STORY, encoding="utf-8")
    result = run(str(folder), "-o", str(out))
    assert result.exit_code == 1
    assert "a.txt: the file is empty" in result.stderr
    assert {line["file"] for line in lines(out)} == {str(folder / "b.txt")}


def test_no_text_at_all_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no text to read"):
        run(str(tmp_path))


def test_years_at_the_ends_of_the_calendar(tmp_path: Path) -> None:
    source, out = tmp_path / "story.txt", tmp_path / "out.jsonl"
    source.write_text(STORY + "\n9999-12-31, 0001-01-01, 31.12.9999 and 9999-12-31T23:59:59Z were days.\n")
    assert run(str(source), "-o", str(out)).exit_code == 0
    assert lines(out)


def test_a_language_that_cannot_be_told_is_said(tmp_path: Path) -> None:
    source, out = tmp_path / "story.txt", tmp_path / "out.jsonl"
    source.write_text("Die Armee sagte „wir sind bereit“ und zog am 08.01.2026 aus der Stadt ab.\n", encoding="utf-8")
    result = run(str(source), "-o", str(out))
    assert result.exit_code == 0
    assert "the language could not be told; quotations, digits and dates only" in result.stderr
    assert [(line["kind"], line["language"]) for line in lines(out)] == [("quote", None), ("time", None)]


def test_several_workers_give_the_same_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(STORY.replace("Pell", f"Pell{number}"), encoding="utf-8")
    one = run(str(tmp_path)).stdout
    monkeypatch.setattr("truceline.confined.crew._WORTH_A_WORKER", 0)
    assert run(str(tmp_path)).stdout == one


def test_the_day_of_publication_can_be_told_where_the_text_does_not(tmp_path: Path) -> None:
    bare, dated, out = tmp_path / "bare.txt", tmp_path / "dated.txt", tmp_path / "out.jsonl"
    bare.write_text("The army shelled Pell on Tuesday, local officials said.\n", encoding="utf-8")
    dated.write_text(STORY, encoding="utf-8")
    page = tmp_path / "page.html"
    assert run(str(bare), str(dated), "--published", "2026-03-05", "-o", str(out), "--html", str(page)).exit_code == 0
    days = {line["file"]: line["from"] for line in lines(out) if line["text"] == "Tuesday"}
    assert days == {str(bare): "2026-03-03T00:00:00Z", str(dated): "2026-01-06T00:00:00Z"}
    assert "3 Mar 2026" in page.read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="not a day"):
        run(str(bare), "--published", "yesterday")


def test_words_that_cost_too_much_are_a_note_and_the_next_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    little = structs.replace(extracting._TOLD, cpu_s=0.3)
    monkeypatch.setattr(extracting, "_TOLD", little)
    (tmp_path / "a.txt").write_text(STORY * 5_000, encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    told = run(str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "-o", str(out))
    assert told.exit_code == 1
    assert "a.txt: reading it takes more than" in told.stderr
    assert {line["file"] for line in lines(out)} == {str(tmp_path / "b.txt")}


def test_a_first_file_tells_its_language_early_and_a_pipe_is_left_to_its_reader(tmp_path: Path) -> None:
    text, pipe = tmp_path / "a.txt", tmp_path / "b.txt"
    text.write_text("я" * 3_000, encoding="utf-8")
    os.mkfifo(pipe)  # whoever opened it would wait for its writer
    assert beginning_of([text, pipe]) == "я" * 2_048
    assert beginning_of([pipe, text]) == beginning_of([tmp_path / "none.txt"]) == beginning_of([]) == ""
