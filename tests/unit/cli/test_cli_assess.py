"""`truceline agreement` and `truceline assess` on files."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.unit.assess.scenes import clause, toml, zones

from truceline.cli.agreement import command as agreement_command
from truceline.cli.assess import command as assess_command
from truceline.model.errors import InputError

_CSV = """incident_id,type,start,end,lat,lon,radius_m,actor,verb,calibre_mm
i1,fire.shelling,2031-03-12T00:00:00Z,2031-03-12T00:05:00Z,48.0,36.0,300,Alder,saw,122
i2,fire.shelling,2031-02-12T00:00:00Z,2031-02-12T00:05:00Z,48.0,36.0,300,Alder,saw,
i3,fire.shelling,2031-03-12T00:00:00Z,,48.0,36.5,300,Alder,reported,
i4,weapon,2031-03-12T00:00:00Z,,48.0,36.0,300,Alder,saw,
"""


_BAD = "i5,fire,never,,48.0,36.0,300,Alder,saw,\n,fire,2031-03-12,,48,36,1,,,\n"


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    body = clause('{ all = [{ act = "fire" }, { in_zone = "buffer" }] }')
    (tmp_path / "agreement.toml").write_bytes(toml(body))
    (tmp_path / "zones.geojson").write_bytes(zones())
    (tmp_path / "incidents.csv").write_text(_CSV)
    return tmp_path


def assessed(mission: Path, *options: str) -> tuple[int, list[dict[str, Any]], str]:
    out = mission / "findings.jsonl"
    given = [str(mission / "incidents.csv"), "--agreement", str(mission / "agreement.toml"), "-o", str(out), *options]
    result = CliRunner().invoke(assess_command, given, catch_exceptions=False)
    return result.exit_code, [json.loads(line) for line in out.read_text().splitlines()], result.stderr


def test_one_line_for_each_incident_that_a_clause_is_about(mission: Path) -> None:
    code, lines, _ = assessed(mission)
    assert code == 0
    assert [(line["incident_id"], line["status"], line["reached"]) for line in lines] == [
        ("i1", "breach", True),
        ("i2", "no_breach", False),
        ("i3", "no_breach", False),
    ]
    first = lines[0]
    assert (first["provision_id"], first["belief"], first["plausibility"]) == ("p", 1.0, 1.0)
    assert (first["attribution"], first["attributed_to"]) == ("consistent_with_party", "A")
    assert first["readings"][0]["tree"]["children"][0]["words"].startswith("in force according to all")


def test_without_reasons_the_findings_are_the_same(mission: Path) -> None:
    _, full, _ = assessed(mission, "--reached")
    _, short, _ = assessed(mission, "--no-reasons")
    assert [{name: line[name] for name in short[0]} for line in full] == short


def test_reasons_in_another_language_change_words_alone(mission: Path) -> None:
    def worlds(node: dict[str, Any]) -> list[Any]:
        return [node["met"], node["unknown"], node["not_met"], [worlds(child) for child in node["children"]]]

    _, english, _ = assessed(mission)
    _, ukrainian, _ = assessed(mission, "--lang", "uk")
    for one, other in zip(english, ukrainian, strict=True):
        assert (one["finding_id"], one["status"], one["belief"]) == (
            other["finding_id"],
            other["status"],
            other["belief"],
        )
        trees = [line["readings"][0]["tree"] for line in (one, other)]
        assert worlds(trees[0]) == worlds(trees[1])
    assert "км" in str(ukrainian) and "порушення" in ukrainian[0]["summary"]


def test_rows_of_one_incident_are_merged(mission: Path) -> None:
    (mission / "incidents.csv").write_text(
        "event_id,incident_id,source,start,end,lat,lon,radius_m,type,actor,verb\n"
        "e1,i1,a,2031-03-12,,48.0,36.5,50000,fire,Birch,reported\n"
        "e2,i1,b,2031-03-12T01:00:00Z,2031-03-12T01:05:00Z,48.0,36.0,300,fire.shelling,Alder,saw\n"
    )
    code, lines, _ = assessed(mission)
    assert code == 0
    ((line),) = lines
    assert (line["status"], line["attribution"]) == ("breach", "none_stated")  # the rows name different actors


def test_bad_rows_are_listed_and_the_rest_goes_in(mission: Path) -> None:
    (mission / "incidents.csv").write_text(
        _CSV + "i5,fire,never,,48.0,36.0,300,Alder,saw,\n,fire,2031-03-12,,48,36,1,,,\n"
    )
    code, lines, errors = assessed(mission)
    assert code == 1
    assert len(lines) == 3
    assert "incidents.csv:6: start: never" in errors
    assert "incidents.csv:7: incident_id: nothing" in errors


def test_a_table_without_incident_ids_cannot_be_used(mission: Path) -> None:
    (mission / "incidents.csv").write_text("id,start\n1,2031-03-12\n")
    with pytest.raises(InputError, match="incident_id"):
        assessed(mission)


def test_check_ends_with_three_and_lists_every_problem(mission: Path) -> None:
    path = mission / "agreement.toml"
    sound = CliRunner().invoke(agreement_command, ["check", str(path)])
    assert (sound.exit_code, "can be applied" in sound.output) == (0, True)
    path.write_bytes(path.read_bytes().replace(b'"fire"', b'"fier"').replace(b'"buffer" }', b'"bufer" }'))
    broken = CliRunner().invoke(agreement_command, ["check", str(path), "--json"])
    summary = json.loads(broken.output)
    assert broken.exit_code == 3
    assert (summary["usable"], summary["errors"]) == (False, 2)
    assert {"file", "line", "clause", "found", "advice", "severity"} <= summary["problems"][0].keys()


def test_zones_may_lie_elsewhere(mission: Path) -> None:
    elsewhere = mission / "drawn.geojson"
    (mission / "zones.geojson").rename(elsewhere)
    path = str(mission / "agreement.toml")
    assert CliRunner().invoke(agreement_command, ["check", path]).exit_code == 3
    assert CliRunner().invoke(agreement_command, ["check", path, "--zones", str(elsewhere)]).exit_code == 0


def test_show_reads_the_agreement_back(mission: Path) -> None:
    result = CliRunner().invoke(agreement_command, ["show", str(mission / "agreement.toml")])
    assert result.exit_code == 0
    assert "“The act is prohibited.”" in result.output
    assert "from 2031-03-02 00:00 +00:00" in result.output


def test_what_fuse_writes_is_taken_without_a_warning(mission: Path) -> None:
    (mission / "incidents.csv").write_text(
        "event_id,source,start,end,lat,lon,radius_m,type,line,incident_id,p_same,n_origins\n"
        "e1,a,2031-03-12T01:00:00Z,,48.0,36.0,300,fire.shelling,2,i1,0.9,2\n"
        "e2,a,2031-03-12T01:00:00Z,,48.0,36.0,300,fire.shelling,3,i1,0.9,2\n"
    )
    code, lines, stderr = assessed(mission)
    assert (code, len(lines), stderr) == (0, 1, "")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_incidents_in_another_encoding(mission: Path, encoding: str) -> None:
    (mission / "incidents.csv").write_text(_CSV, encoding=encoding)
    _, lines, _ = assessed(mission)
    assert [line["incident_id"] for line in lines] == ["i1", "i2", "i3"]


def test_packed_incidents(mission: Path) -> None:
    (mission / "incidents.csv").write_bytes(gzip.compress(_CSV.encode()))
    _, lines, _ = assessed(mission)
    assert [line["incident_id"] for line in lines] == ["i1", "i2", "i3"]


def test_agreement_show_writes_a_page(mission: Path, tmp_path: Path) -> None:
    page = tmp_path / "agreement.html"
    done = CliRunner().invoke(
        agreement_command, ["show", str(mission / "agreement.toml"), "--html", str(page), "--lang", "uk"]
    )
    assert done.exit_code == 0 and str(page) in done.output
    assert '<html lang="uk">' in page.read_text(encoding="utf-8")


def test_agreement_diff_tells_what_changed(mission: Path, tmp_path: Path) -> None:
    before, after = mission / "agreement.toml", tmp_path / "later" / "agreement.toml"
    after.parent.mkdir()
    after.write_text(before.read_text(encoding="utf-8").replace("The act is prohibited.", "The act is forbidden."))
    (after.parent / "zones.geojson").write_bytes((mission / "zones.geojson").read_bytes())
    same = CliRunner().invoke(agreement_command, ["diff", str(before), str(before)])
    assert (same.exit_code, same.output) == (0, "No difference.\n")
    told = CliRunner().invoke(agreement_command, ["diff", str(before), str(after), "--json"])
    (first, *_) = json.loads(told.output)["differences"]
    assert first["kind"] == "changed" and any("forbidden" in line for line in first["after"])


def test_what_changed_since_an_earlier_assessment(mission: Path, tmp_path: Path) -> None:
    first, (given, agreement) = tmp_path / "first.jsonl", (mission / "incidents.csv", mission / "agreement.toml")
    CliRunner().invoke(assess_command, [str(given), "--agreement", str(agreement), "-o", str(first)])
    again = [str(given), "--agreement", str(agreement), "--since", str(first)]
    same = CliRunner().invoke(assess_command, again)
    assert (same.exit_code, same.output) == (0, f"0 findings differ from those of {first}.\n")
    given.write_text(given.read_text().replace("i1,", "i9,"))
    told = CliRunner().invoke(assess_command, again)
    assert "i1 p: gone" in told.output and "i9 p: new, breach" in told.output
    counted = json.loads(CliRunner().invoke(assess_command, [*again, "--json"]).output)
    assert counted["changed"] == {"new": 1, "gone": 1, "changed": 0, "into_or_out_of_breach": 2}


def test_a_file_that_holds_no_findings_is_refused(mission: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text('{"incident_id": "i1"}\n')
    given = [str(mission / "incidents.csv"), "--agreement", str(mission / "agreement.toml"), "--since", str(wrong)]
    with pytest.raises(InputError, match="line 1 is no finding"):
        CliRunner().invoke(assess_command, given, catch_exceptions=False)


def test_the_agreements_of_the_package_can_be_taken_out(tmp_path: Path) -> None:
    out = tmp_path / "agreements"
    done = CliRunner().invoke(agreement_command, ["examples", "--out", str(out)])
    assert done.exit_code == 0 and "minsk_package_2015: Package of Measures" in done.output
    folders = sorted(folder.name for folder in out.iterdir())
    assert len(folders) == 13
    for folder in folders:
        checked = CliRunner().invoke(agreement_command, ["check", str(out / folder / "agreement.toml")])
        assert checked.exit_code == 0, checked.output
