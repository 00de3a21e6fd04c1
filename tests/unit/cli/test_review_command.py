"""Rulings of reviewers in a mission, from the command line to what they change. Everything in it is invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from truceline.cli.explain import command as explain
from truceline.cli.export import command as export
from truceline.cli.ingest import command as ingest
from truceline.cli.review import command as review
from truceline.cli.run import command as run
from truceline.model.errors import InputError, UsageError

EVENTS = """event_id,source,start,end,lat,lon,radius_m,type
a,wire,2031-04-07T10:00:00Z,2031-04-07T10:10:00Z,49.99,36.23,800,fire.shelling
b,gazette,2031-04-07T10:00:00Z,2031-04-07T10:20:00Z,49.991,36.231,800,fire.shelling
c,field,2031-04-07T10:05:00Z,2031-04-07T10:15:00Z,49.99,36.231,800,fire.shelling
"""


def done(command: object, *words: str) -> dict[str, object]:
    result = CliRunner().invoke(command, [*words, "--json"], catch_exceptions=False)  # type: ignore[arg-type]
    assert result.exit_code == 0, result.output
    answer: dict[str, object] = json.loads(result.output)
    return answer


@pytest.fixture
def mission(tmp_path: Path) -> str:
    (tmp_path / "mission.toml").write_text('[mission]\nname = "North"\n')
    (tmp_path / "events.csv").write_text(EVENTS)
    done(ingest, str(tmp_path), str(tmp_path / "events.csv"))
    assert done(run, str(tmp_path))["incidents"] == 1
    return str(tmp_path)


def rows(mission: str, table: str) -> list[dict[str, object]]:
    path = Path(mission) / f"{table}.jsonl"
    done(export, mission, table, "-o", str(path))
    return [json.loads(line) for line in path.read_text().splitlines()]


def ids(mission: str) -> dict[str, str]:
    return {str(row["native_id"]): str(row["observation_id"]) for row in rows(mission, "observations")}


def apart(mission: str, first: str, second: str) -> dict[str, object]:
    named = ids(mission)
    pair = (named[first], named[second])
    return done(review, mission, *pair, "--apart", "--who", "A. Reviewer", "--why", "two bridges")


def test_a_ruling_holds_in_every_run_and_the_record_says_who_and_why(mission: str) -> None:
    named = ids(mission)
    assert apart(mission, "a", "b") == {"rulings": 1, "known_already": 0}
    assert done(run, mission)["incidents"] == done(run, mission)["incidents"] == 2
    (ruled,) = rows(mission, "rulings")
    assert {ruled["a"], ruled["b"]} == {named["a"], named["b"]}
    assert (ruled["same"], ruled["who"], ruled["why"]) == (False, "A. Reviewer", "two bridges")
    assert ruled["a_incident_id"] != ruled["b_incident_id"]


def test_the_same_ruling_again_is_known_already(mission: str) -> None:
    apart(mission, "a", "b")
    assert apart(mission, "b", "a") == {"rulings": 0, "known_already": 1}


def test_what_became_of_an_incident_is_told_under_its_old_id(mission: str) -> None:
    (old,) = [str(row["incident_id"]) for row in rows(mission, "incidents")]
    apart(mission, "a", "b")
    new = next(str(row["incident_id"]) for row in rows(mission, "incidents") if row["incident_id"] != old)
    named = ids(mission)
    done(review, mission, named["a"], named["b"], "--withdraw", "--who", "A. Reviewer", "--why", "one after all")
    assert done(run, mission)["incidents"] == 1
    assert [(row["incident_id"], row["what"]) for row in rows(mission, "history")] == [(old, "split"), (new, "merged")]
    said = " ".join(str(line["words"]) for line in done(explain, mission, new)["lines"])  # type: ignore[attr-defined]
    assert f"{new} is part of {old}" in said
    assert rows(mission, "rulings") == []


def test_an_explanation_names_the_ruling(mission: str) -> None:
    apart(mission, "a", "b")
    incident = str(rows(mission, "incidents")[0]["incident_id"])
    said = CliRunner().invoke(explain, [mission, incident]).output
    assert "not one incident. A. Reviewer: two bridges" in said


def test_many_rulings_come_from_a_file(mission: str) -> None:
    path = Path(mission) / "decisions.csv"
    path.write_text("a,b,same,who,why\na,b,no,A. Reviewer,two bridges\na,c,yes,B. Reviewer,one photograph\n")
    assert done(review, mission, "--decisions", str(path))["rulings"] == 2
    assert done(run, mission)["incidents"] == 2


def test_rulings_that_contradict_others_are_refused_and_change_nothing(mission: str) -> None:
    path = Path(mission) / "decisions.csv"
    path.write_text("a,b,same,who,why\na,b,yes,A. Reviewer,w\nb,c,yes,A. Reviewer,w\na,c,no,B. Reviewer,w\n")
    with pytest.raises(InputError, match=r"B\. Reviewer"):
        done(review, mission, "--decisions", str(path))
    assert done(review, mission)["rulings"] == []


def test_a_ruling_without_author_or_with_an_unknown_report_is_refused(mission: str) -> None:
    named = ids(mission)
    with pytest.raises(InputError, match="nobody"):
        done(review, mission, named["a"], named["b"], "--same", "--who", "A. Reviewer")
    with pytest.raises(UsageError, match="no observation"):
        done(review, mission, named["a"], "obs_nobody", "--same", "--who", "A", "--why", "b")
    with pytest.raises(UsageError, match="two observations"):
        done(review, mission, named["a"], named["b"])


def test_a_look_back_knows_no_later_ruling_and_writes_no_history(mission: str) -> None:
    apart(mission, "a", "b")
    done(run, mission)
    before = rows(mission, "history")
    done(run, mission, "--until", "2031-01-01")
    assert rows(mission, "history") == before


WIRE = """Shelling at the ferry

By Reuters | April 7, 2031

Mortar shells struck the ferry landing near Kharkiv early on Monday, killing two dock workers and wounding 14 people who
were waiting for the first crossing, the harbour master said.
"""
#: the same news in another language, of which words cannot tell whether it is a translation
ABROAD = """Обстріл переправи

Reuters | 7 квітня 2031

Мінометні снаряди влучили у причал порома біля Харкова рано в понеділок: двоє докерів загинули, 14 людей поранено, які
чекали на першу переправу, повідомив начальник порту.
"""


@pytest.fixture
def press(tmp_path: Path) -> str:
    (tmp_path / "mission.toml").write_text('[mission]\nname = "North"\n')
    for name, words in (("wire.txt", WIRE), ("abroad.txt", ABROAD)):
        (tmp_path / name).write_text(words)
        done(ingest, str(tmp_path), str(tmp_path / name))
    done(run, str(tmp_path))
    return str(tmp_path)


def on_texts(mission: str, *verdict: str) -> dict[str, object]:
    named = sorted(str(row["item_id"]) for row in rows(mission, "evidence"))
    return done(review, mission, *named, *verdict, "--who", "A. Reviewer", "--why", "each had somebody there")


def origins(mission: str) -> int:
    done(run, mission)
    return len({row["origin_id"] for row in rows(mission, "origins")})


def test_texts_are_of_one_origin_or_of_two_as_people_rule_and_as_before_when_they_take_it_back(press: str) -> None:
    assert origins(press) == 2
    on_texts(press, "--one-origin")
    assert origins(press) == 1
    (ruled,) = rows(press, "rulings")
    assert (ruled["about"], ruled["same"], ruled["who"]) == ("texts", True, "A. Reviewer")
    assert ruled["a_origin_id"] == ruled["b_origin_id"]
    origin = str(rows(press, "origins")[0]["origin_id"])
    said = CliRunner().invoke(explain, [press, origin]).output
    assert "one origin. A. Reviewer: each had somebody there" in said
    on_texts(press, "--two-origins")
    assert origins(press) == 2
    on_texts(press, "--cannot-tell")
    assert rows(press, "rulings")[0]["same"] is None
    on_texts(press, "--withdraw")
    assert rows(press, "rulings") == []
    assert origins(press) == 2


def test_a_verdict_on_reports_is_none_on_texts(press: str) -> None:
    with pytest.raises(UsageError, match="not said of two texts"):
        on_texts(press, "--apart")
