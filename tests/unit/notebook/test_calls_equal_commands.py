"""A call from Python gives what the command of the same name gives, from paths, data frames and dicts alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pandas as pd
import pyarrow.csv
import pytest
from click.testing import CliRunner

import truceline as tl
from truceline.cli import commands

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
TABLES = [str(EXAMPLES / "merging" / f"{name}.csv") for name in ("acled", "ged")]
AGREEMENT = """
[agreement]
id = "a"
name = "A truce"
version = "1"
time_zone = "UTC"

[[party]]
id = "A"
name = "Alder"

[[party]]
id = "B"
name = "Birch"

[[reading]]
according_to = "all"
from = "2020-01-01T00:00"

[[provision]]
id = "fire"
words = "All fire shall cease."
citation = "Article 1"
when = { act = "fire" }
"""


def told(*words: str) -> str:
    done = CliRunner().invoke(commands, list(words), catch_exceptions=False)
    assert done.exit_code in (0, 1), done.stderr
    return done.stdout


def lines(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told(*words).splitlines()]


def test_read_is_extract() -> None:
    path = str(EXAMPLES / "reading" / "wire.txt")
    found = tl.read(path, zone="Europe/Kyiv")
    assert list(found.lines) == lines("extract", path, "--zone", "Europe/Kyiv")
    words = tl.read({path: Path(path).read_text(encoding="utf-8")}, zone="Europe/Kyiv")
    drop = {"item": None, "file": None}
    assert [line | drop for line in words.lines] == [line | drop for line in found.lines]


def test_derive_is_derive() -> None:
    folder = EXAMPLES / "reading"
    found = tl.derive(folder)
    assert list(found.lines) == lines("derive", str(folder), "--changes")
    assert len(found) == 3
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in ("wire.txt", "gazette.txt")}
    assert tl.derive(texts).pairs.to_list()[0]["relation"] == "rewrite"
    dicts = [{"id": name, "text": words} for name, words in texts.items()]
    assert tl.derive(dicts).pairs.to_list()[0]["relation"] == "rewrite"


def test_fuse_is_fuse(tmp_path: Path) -> None:
    told("fuse", *TABLES, "--zone", "Europe/Kyiv", "-o", str(tmp_path / "merged.jsonl"))
    written = [json.loads(line) for line in (tmp_path / "merged.jsonl").read_text().splitlines()]
    merged = tl.fuse(TABLES, zone="Europe/Kyiv")
    assert merged.rows.to_pylist() == written
    frames = {Path(path).name: pyarrow.csv.read_csv(path) for path in TABLES}
    assert tl.fuse(frames, zone="Europe/Kyiv").rows.to_pylist() == written
    dicts = {Path(path).name: pd.read_csv(path, dtype=str).to_dict("records") for path in TABLES}
    assert tl.fuse(dicts, zone="Europe/Kyiv").rows.to_pylist() == written


def test_assess_is_assess(tmp_path: Path) -> None:
    agreement, merged_csv = tmp_path / "agreement.toml", tmp_path / "merged.csv"
    agreement.write_text(AGREEMENT)
    told("fuse", *TABLES, "--zone", "Europe/Kyiv", "-o", str(merged_csv))
    written = lines("assess", str(merged_csv), "--agreement", str(agreement))
    for given in (merged_csv, tl.fuse(TABLES, zone="Europe/Kyiv")):
        found = tl.assess(given, agreement)
        assert msgspec.json.decode(msgspec.json.encode(found.lines)) == written
    assert tl.assess(merged_csv, AGREEMENT).counts == found.counts
    assert {"breach"} == {one.status for one in found.of("breach")}


def test_assess_takes_a_missions_own_table() -> None:
    merged = tl.fuse(TABLES, zone="Europe/Kyiv")
    assert {one.finding.incident_id for one in tl.assess(merged.incidents, AGREEMENT)} <= {
        *merged.incidents["incident_id"].to_pylist()
    }


def test_measure_is_measure() -> None:
    path = str(EXAMPLES / "measuring" / "deaths.csv")
    said = json.loads(told("measure", path, "--truce", "2016-02-27..2016-04-09", "--json"))
    found = tl.measure(path, truce="2016-02-27..2016-04-09")
    assert found.document == said
    frame = pd.read_csv(path, parse_dates=["date"])
    assert tl.measure(frame, truce=("2016-02-27", "2016-04-09")).document == said
    days = dict(zip(frame["date"].dt.date, frame["value"], strict=True))
    assert tl.measure(days, truce=("2016-02-27", "2016-04-09")).document == said


def test_audit_is_audit() -> None:
    path = str(EXAMPLES / "claims" / "claims.csv")
    said = json.loads(told("audit", path, "--zone", "Europe/Kyiv", "--json"))
    assert tl.audit(path, zone="Europe/Kyiv").document == said
    rows = pd.read_csv(path, dtype=str).to_dict("records")
    assert tl.audit(rows, zone="Europe/Kyiv").counts == said["summary"]
    wrong = [point["claimant"] for point in said["points"] if point["verdict"] == "inconsistent"]
    assert sorted(wrong) == ["Alder Republic", "Birch Federation"]


@pytest.mark.parametrize("lang", ["uk", "ru"])
def test_cards_speak_the_readers_language(lang: str) -> None:
    from truceline.notebook.card import spoken

    own = tl.audit(str(EXAMPLES / "claims" / "claims.csv"), zone="Europe/Kyiv", lang=lang)._repr_html_()
    assert spoken(lang).term("card", "audit") in own and spoken("en").term("card", "audit") not in own
