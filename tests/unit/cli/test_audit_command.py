"""`truceline audit` as a filter, on the real case and on the real data beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from truceline.cases.cases import case_files
from truceline.cli import commands
from truceline.model.errors import InputError


def audit(*words: str) -> Result:
    return CliRunner().invoke(commands, ["audit", *words])


def test_the_claims_of_the_easter_truce(tmp_path: Path) -> None:
    claims = tmp_path / "claims.csv"
    claims.write_bytes(case_files("easter-2025")["incoming/claims.csv"])
    out = tmp_path / "audit.json"
    done = audit(str(claims), "--truce", "2025-04-19T18:00+03:00..2025-04-21T00:00+03:00", "-o", str(out))
    assert done.exit_code == 0, done.stderr
    document = json.loads(out.read_text())
    assert document["summary"]["inconsistent"] == 0
    words = " ".join(point["words"] for point in document["points"])
    for said in ("add up exactly", "stands for 957", "30 h", "24 h", "unlike units", "uav_used"):
        assert said in words
    assert all(point["lines"] for point in document["points"])


def test_the_shared_table_as_it_is(shared_data: Path) -> None:
    done = audit(str(shared_data / "truce_claims" / "easter_2025_claims.csv"), "--json")
    assert done.exit_code == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["claims"] == 23
    assert document["summary"]["inconsistent"] == 0


def test_a_bad_row_is_listed_and_the_rest_goes_in(tmp_path: Path) -> None:
    claims = tmp_path / "claims.csv"
    claims.write_text(
        "claimant,against,as_of,window_start,window_end,category,count,qualifier\n"
        "A,B,2025-04-20T00:00Z,2025-04-19T00:00Z,2025-04-20T00:00Z,total,10,exact\n"
        "A,B,2025-04-20T00:00Z,2025-04-19T00:00Z,2025-04-20T00:00Z,shelling,many,exact\n"
    )
    done = audit(str(claims), "--json")
    assert done.exit_code == 1
    assert "claims.csv:3" in done.stderr
    assert json.loads(done.stdout)["claims"] == 1


def test_no_claims_at_all(tmp_path: Path) -> None:
    other = tmp_path / "claims.csv"
    other.write_text("a,b\n1,2\n")
    assert isinstance(audit(str(other)).exception, InputError)


def test_it_is_told_in_the_language_asked_for_and_qualifiers_are_read_in_it(tmp_path: Path) -> None:
    claims = tmp_path / "claims.csv"
    head = "claimant,against,as_of,window_start,window_end,category,count,qualifier\n"
    day = "А,Б,2025-04-20T00:00Z,2025-04-19T00:00Z,2025-04-20T00:00Z"
    claims.write_text(f'{head}{day},усього,"1,470",понад\n{day},дрони,12,\n{day},обстріли,31,рівно\n')
    told = audit(str(claims), "--lang", "uk")
    assert told.exit_code == 0, told.stderr
    assert "не узгоджується (1)" in told.stdout and "понад 1 470" in told.stdout.replace("\u00a0", " ")
    claims.write_text(f"{head}{day},дрони,12,\n")
    assert "ничего нельзя сопоставить" in audit(str(claims), "--lang", "ru").stdout


def test_shares_with_decimals_and_claims_of_nobody(tmp_path: Path) -> None:
    claims = tmp_path / "claims.csv"
    day = "2025-04-20T00:00Z,2025-04-19T00:00Z,2025-04-20T00:00Z"
    claims.write_text(
        "claimant,against,as_of,window_start,window_end,category,count,unit\n"
        f'A,B,{day},drones,33.4%,%\nA,B,{day},shelling,"66,6",percent\nA,B,{day},total,100,per cent\n'
        f"A,B,{day},raids,3.5,attack\nA,,{day},total,5,attack\n"
    )
    done = audit(str(claims), "--json")
    document = json.loads(done.stdout)
    assert [point["verdict"] for point in document["points"]] == ["consistent"]
    assert "claims.csv:5: count: 3.5" in done.stderr
    assert "claims.csv:6: against: nothing. Say of whose acts it is" in done.stderr
