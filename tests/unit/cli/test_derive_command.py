"""`truceline derive` on files, folders and JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from truceline.cli.derive import command
from truceline.model.errors import InputError

STORY = (
    "Mortar shells struck the ferry landing at Orvane early on Tuesday, killing two workers, the harbour master said. "
    "Windows were blown out along the quay and one of the two ferries was left listing with water in its engine room."
)


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_folder_gives_pairs_and_origins_by_file_name(tmp_path: Path) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "b.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "in" / "sub" / "a.txt").write_text(STORY + "\n", encoding="utf-8")
    (tmp_path / "in" / "page.html").write_text(
        "<html><body><p>The choir sang in Pell.</p></body></html>", encoding="utf-8"
    )
    out = tmp_path / "o.jsonl"
    result = CliRunner().invoke(command, [str(tmp_path / "in"), "-o", str(out)])
    assert result.exit_code == 0, result.output
    pair, *origins = lines(out)
    assert (pair["kind"], pair["a"], pair["b"], pair["relation"], pair["score"]) == (
        "pair",
        "b.txt",
        "sub/a.txt",
        "copy",
        1.0,
    )
    assert [origin["items"] for origin in origins] == [["b.txt", "sub/a.txt"], ["page.html"]]


def test_json_lines_keep_their_ids_and_spans_hold_in_their_texts(tmp_path: Path) -> None:
    texts = {"z": STORY, "a": "— " + STORY.replace("the harbour master said", "officials said")}
    source = tmp_path / "items.jsonl"
    source.write_text("".join(json.dumps({"id": k, "text": t}) + "\n" for k, t in texts.items()), encoding="utf-8")
    out = tmp_path / "o.jsonl"
    assert CliRunner().invoke(command, [str(source), "-o", str(out)]).exit_code == 0
    pair = lines(out)[0]
    assert (pair["a"], pair["b"]) == ("a", "z")
    spans = pair["spans"]
    assert isinstance(spans, list) and spans
    for span in spans:
        assert texts["a"][slice(*span["a"])] == texts["z"][slice(*span["b"])] == span["text"]


def test_bad_lines_are_listed_and_the_rest_goes_in(tmp_path: Path) -> None:
    source = tmp_path / "items.jsonl"
    bad = [
        "not json",
        '{"text": "no id"}',
        '{"id": "b", "text": " "}',
        '{"id": "a", "text": "another text"}',
        '{"id": 7, "text": 8}',
    ]
    source.write_text("\n".join([json.dumps({"id": "a", "text": STORY}), *bad]), encoding="utf-8")
    result = CliRunner().invoke(command, [str(source), "-o", str(tmp_path / "o"), "--json"])
    assert result.exit_code == 1
    assert '"rejected":5' in result.output
    assert all(f"items.jsonl:{line}:" in result.output for line in range(2, 7))


def test_nothing_to_compare_is_said(tmp_path: Path) -> None:
    (tmp_path / "e.txt").write_bytes(b"")
    for path in (tmp_path, tmp_path / "e.txt"):
        result = CliRunner().invoke(command, [str(path)])
        assert isinstance(result.exception, InputError)
        with pytest.raises(InputError):
            raise result.exception
