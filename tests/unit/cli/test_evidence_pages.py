"""The evidence view from the command line: of texts alone, and of ids in a mission. All texts are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from truceline.cli.derive import command as derive
from truceline.cli.explain import command as explain
from truceline.cli.export import command as export
from truceline.cli.extract import command as extract
from truceline.cli.ingest import command as ingest
from truceline.cli.init import command as init
from truceline.cli.run import command as run
from truceline.filters.changes import mirrored
from truceline.model.errors import UsageError
from truceline.model.observation import Derivation, SharedSpan

WIRE = """Shells hit ferry landing at Orvane

By AFP | March 4, 2031

Mortar shells struck the ferry landing at Orvane early on Tuesday, killing two dock workers and wounding 14 people who
were waiting for the first crossing, harbour master Jonas Virel said.

"We had taken down the sandbags only last week, and people had begun to trust it," Virel told reporters.

Windows were blown out along the quay and one of the two ferries was left listing with water in its engine room.

The General Staff of the East Bank denied responsibility and said its batteries had been under seal since the weekend.
"""
GAZETTE = """Two killed as shells hit ferry port

March 4, 2031

Two dock workers were killed and 14 people wounded when mortar shells struck the ferry landing at Orvane early on
Tuesday. They were waiting for the first crossing of the day.

"We had taken down the sandbags, and people had begun to trust it," governor Petro Lysenko told reporters.

Windows were blown out along the quay and one of the two ferries was left listing with water in its engine room. About
200 residents spent the night in the school of Pell.

The General Staff of the East Bank denied responsibility and said its batteries had been under seal since the weekend.
"""


def page(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_bytes().decode())


def invoke(command: object, *words: str) -> str:
    result = CliRunner().invoke(command, list(words), catch_exceptions=False)  # type: ignore[arg-type]
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "wire.txt").write_text(WIRE, encoding="utf-8")
    (folder / "gazette.txt").write_text(GAZETTE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def mission(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mission") / "north"
    invoke(init, str(folder))
    invoke(ingest, str(folder), str(texts))
    invoke(run, str(folder))
    return folder


def ids(mission: Path, table: str, column: str) -> list[str]:
    out = mission / f"{table}.jsonl"
    invoke(export, str(mission), table, "-o", str(out))
    return [json.loads(line)[column] for line in out.read_text(encoding="utf-8").splitlines()]


def test_extract_writes_the_text_line_by_line(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "wire.html"
    invoke(extract, str(texts / "wire.txt"), "-o", str(tmp_path / "o.jsonl"), "--html", str(out), "--lang", "uk")
    tree = page(out)
    assert tree.get("lang") == "uk"
    lines = tree.xpath("//p[@class='line']")
    assert len(lines) == 6 and "Mortar shells struck" in "".join(lines[2].itertext())
    assert len(tree.xpath("//li[starts-with(@class, 'f ')]")) == len((tmp_path / "o.jsonl").read_text().splitlines())


def test_derive_writes_the_texts_side_by_side(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "beside.html"
    invoke(derive, str(texts), "-o", str(tmp_path / "o.jsonl"), "--html", str(out))
    tree = page(out)
    both = {words.text_content() for words in tree.xpath("//mark[@class='same']")}
    assert any("Windows were blown out along the quay" in words for words in both)
    told = tree.xpath("//table[@id='pair-1-quotes']")[0].text_content()
    assert "cut" in told and "re-attributed" in told and "Petro Lysenko" in told
    assert "residents" in tree.xpath("//table[@id='pair-1-lone']")[0].text_content()


def test_derive_says_what_was_changed(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    invoke(derive, str(texts), "-o", str(out), "--changes")
    pair = json.loads(out.read_text(encoding="utf-8").splitlines()[0])
    assert (pair["a"], pair["b"]) == ("gazette.txt", "wire.txt")
    (quote,) = pair["quotes"]
    assert quote["flags"] == ["cut", "re_attributed"] and quote["cut_in"] == ["a"] and quote["cut"] == "unmarked"
    assert quote["changed"] == [{"a": "", "b": "only last week"}]
    assert quote["a"]["speaker"] == "Petro Lysenko"
    for side, text in (("a", GAZETTE), ("b", WIRE)):
        assert text[quote[side]["start"] : quote[side]["end"]] == quote[side]["text"]
        for fact in (fact for fact in pair["only"] if fact["in"] == side):
            assert text[fact["start"] : fact["end"]] == fact["text"]
    assert {"a", "b"} == {fact["in"] for fact in pair["only"]}


def test_a_pair_seen_from_the_other_side() -> None:
    span = SharedSpan(1, 2, 3, 4)
    pair = Derivation(
        "x", "y", "rewrite", 1, (span,), "Why: a credits AFP; b is a with parts cut out.", "a_from_b", "AFP"
    )
    turned = mirrored(pair)
    assert (turned.a, turned.b, turned.direction) == ("y", "x", "b_from_a")
    assert turned.spans == (SharedSpan(3, 4, 1, 2),)
    assert turned.reason == "Why: b credits AFP; a is b with parts cut out."
    assert mirrored(turned) == pair


def test_explain_tells_an_item_line_by_line(mission: Path) -> None:
    told = [invoke(explain, str(mission), item) for item in sorted(set(ids(mission, "evidence", "item_id")))]
    wire = next(words for words in told if "wire.txt news" in words or "wire.txt\n" in words.splitlines()[0] + "\n")
    assert "Line 1, headline: “Shells hit ferry landing at Orvane”" in wire
    assert "said by" in wire and "quotation “We had taken down the sandbags only last week" in wire
    assert "→ when 4 Mar 2031" in wire


def test_explain_lays_an_origin_side_by_side(mission: Path) -> None:
    origins = ids(mission, "origins", "origin_id")
    shared = next(origin for origin in origins if origins.count(origin) > 1)
    told = invoke(explain, str(mission), shared)
    assert "Side by side" in told and "⟦Windows were blown out along the quay" in told
    assert "re-attributed; said by:" in told
    lines = json.loads(invoke(explain, str(mission), shared, "--json"))["lines"]
    assert any(line.get("beside") for line in lines)


@pytest.mark.parametrize("table", ["origins", "evidence", "incidents", "observations"])
def test_explain_writes_the_view_of_anything_with_an_id(mission: Path, tmp_path: Path, table: str) -> None:
    column = {"origins": "origin_id", "evidence": "item_id", "incidents": "incident_id"}.get(table, "observation_id")
    out = tmp_path / f"{table}.html"
    told = json.loads(invoke(explain, str(mission), ids(mission, table, column)[0], "--html", str(out), "--json"))
    assert told["texts"] >= 1 and told["file"] == str(out)
    assert len(page(out).xpath("//details[starts-with(@id, 'text-')]")) == told["texts"]


def test_what_is_no_id_is_refused_with_advice(mission: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not an id"):
        CliRunner().invoke(explain, [str(mission), "north", "--html", str(tmp_path / "x.html")], catch_exceptions=False)


def test_a_decision_on_a_suggestion_is_in_the_record_and_in_no_incident(texts: Path, tmp_path: Path) -> None:
    folder, wire = tmp_path / "north", texts / "wire.txt"
    invoke(init, str(folder))
    invoke(ingest, str(folder), str(wire))
    invoke(run, str(folder))

    def table(name: str) -> str:
        invoke(export, str(folder), name, "-o", str(tmp_path / f"{name}.csv"))
        return (tmp_path / f"{name}.csv").read_text(encoding="utf-8")

    before = table("observations"), table("incidents")
    decision = {
        "kind": "event", "file": "wire.txt", "start": 0, "end": 5, "text": "Shots", "type": "fire.shot",
        "suggestion": True, "text_sha256": "ab" * 32, "model": "m", "prompt_version": "1", "agreed_by": None,
        "decision": "accept", "by": "Anna Marn", "why": "it says so",
    }  # fmt: skip
    decisions = tmp_path / "decisions.jsonl"
    decisions.write_text(json.dumps(decision) + "\n", encoding="utf-8")
    invoke(ingest, str(folder), str(decisions))
    invoke(run, str(folder))
    assert (table("observations"), table("incidents")) == before
    (row,) = [line for line in table("evidence").splitlines() if "decisions.jsonl" in line]
    assert "accepted by Anna Marn: it says so" in row
    assert "As it came: accepted by Anna Marn" in invoke(explain, str(folder), row.split(",")[0])
