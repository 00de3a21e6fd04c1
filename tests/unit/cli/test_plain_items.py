"""Lines of items read one by one: packed, marked, damaged, and too long ones."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from truceline.filters import plain_items
from truceline.filters.plain_items import read_plain
from truceline.model.errors import InputError, Rejected

ROWS = [json.dumps({"id": k, "text": f"Shells hit the quay at Orvane.\n\nBy {k}."}) for k in "abc"]


def read(path: Path) -> tuple[list[str], list[Rejected]]:
    notes: list[Rejected] = []
    return [document.item.part for document in read_plain(path, notes)], notes


def test_a_packed_file_gives_the_same_items_as_a_plain_one(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    plain.write_text("\ufeff" + "\n\n".join(ROWS), encoding="utf-8")
    packed.write_bytes(gzip.compress("\n".join(ROWS[:2]).encode() + b"\n") + gzip.compress(ROWS[2].encode()))
    assert read(plain) == read(packed) == (["a", "b", "c"], [])
    first, second = ([document.item_id for document in read_plain(path, [])] for path in (plain, packed))
    assert first == second


def test_what_stood_before_the_damage_is_in(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    chance = [json.dumps({"id": k, "text": " ".join(str(k * n % 7919) for n in range(400))}) for k in range(200)]
    path.write_bytes(gzip.compress("\n".join(chance).encode())[:-2_000])
    notes: list[Rejected] = []
    found = []
    with pytest.raises(InputError, match="damaged"):
        for document in read_plain(path, notes):
            found.append(document.item.part)
    assert 0 < len(found) < 200


def test_the_same_line_again_is_passed_over_and_another_text_under_its_id_is_a_note(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([*ROWS, ROWS[0], json.dumps({"id": "b", "text": "Another text."})]), encoding="utf-8")
    found, notes = read(path)
    assert found == ["a", "b", "c"]
    assert [(note.line, note.field) for note in notes] == [(5, "id")]


def test_a_line_that_is_too_long_is_a_note_and_the_next_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain_items, "MAX_BYTES", 300)
    monkeypatch.setattr("truceline.sources.items.MAX_BYTES", 300)
    path = tmp_path / "a.jsonl"
    long = json.dumps({"id": "x", "text": "word " * 500})
    path.write_text("\n".join([ROWS[0], long, ROWS[1]]) + "\n", encoding="utf-8")
    found, notes = read(path)
    assert found == ["a", "b"]
    assert [note.line for note in notes] == [2]


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match="empty"):
        read(path)
