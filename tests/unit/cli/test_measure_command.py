"""`truceline measure` as a filter: files in, verdict.json out, exit codes of the contract."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from click.testing import CliRunner, Result

from truceline.cli import commands
from truceline.model.failure import TrucelineError


def measure(*words: str) -> Result:
    return CliRunner().invoke(commands, ["measure", *words])


def exit_code(result: Result) -> int:
    """The code that `main` ends with."""
    return result.exception.exit_code if isinstance(result.exception, TrucelineError) else result.exit_code


def write(path: Path, levels: list[tuple[int, float]], extra: str = "") -> Path:
    chance = np.random.default_rng(1)
    first = np.datetime64("2025-01-01")
    values = [n for days, level in levels for n in chance.poisson(level, days)]
    path.write_text("date,value\n" + "".join(f"{first + i},{n}\n" for i, n in enumerate(values)) + extra)
    return path


def test_a_verdict_as_a_file(tmp_path: Path) -> None:
    series = write(tmp_path / "series.csv", [(60, 40), (30, 5), (10, 45)])
    out = tmp_path / "verdict.json"
    done = measure(str(series), "--truce", "2025-03-02..", "-o", str(out))
    assert exit_code(done) == 0, done.stderr
    verdict = json.loads(out.read_text())
    assert list(verdict) == ["verdict", "effect", "changes", "alarms", "reasons"]
    assert verdict["verdict"] == "collapsed"
    assert set(verdict["effect"]) == {"ratio", "low", "high"}
    assert set(verdict["changes"][-1]) == {"date", "from", "to", "p"}
    assert verdict["alarms"][-1] >= "2025-04-01"


def test_json_on_the_screen_and_the_same_bytes_twice(tmp_path: Path) -> None:
    series = write(tmp_path / "series.csv", [(60, 40), (30, 5)])
    first = measure(str(series), "--truce", "2025-03-02..2025-04-01", "--json")
    assert json.loads(first.stdout)["verdict"] == "holding"
    assert measure(str(series), "--truce", "2025-03-02..2025-04-01", "--json").stdout == first.stdout


def test_rejected_rows_are_listed_and_the_rest_goes_in(tmp_path: Path) -> None:
    series = write(tmp_path / "series.csv", [(60, 40), (30, 5)], "2025-04-01,many\n")
    done = measure(str(series), "--truce", "2025-03-02..", "--json")
    assert exit_code(done) == 1
    assert "series.csv:92" in done.stderr and "many" in done.stderr
    assert json.loads(done.stdout)["verdict"] == "holding"


def test_what_cannot_be_used(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    assert exit_code(measure(str(empty))) == 3
    series = write(tmp_path / "series.csv", [(10, 4)])
    for words in ("2025-03-02", "..2025-03-02", "2025-03-02..2025-03-01", "soon.."):
        assert exit_code(measure(str(series), "--truce", words)) == 2, words


def test_effort_by_day_and_by_watcher(tmp_path: Path) -> None:
    series = write(tmp_path / "series.csv", [(60, 40), (20, 10)])
    first = np.datetime64("2025-01-01")
    by_day = tmp_path / "hours.csv"
    by_day.write_text("date,hours\n" + "".join(f"{first + i},{80 if i < 60 else 4}\n" for i in range(80)))
    thin = measure(str(series), "--truce", "2025-03-02..", "--effort", str(by_day), "--json")
    assert exit_code(thin) == 0, thin.stderr
    assert json.loads(thin.stdout)["effect"]["ratio"] is None
    by_watcher = tmp_path / "watchers.csv"
    rows = "".join(f"post-1,{first + i}T00:00Z,{first + i}T12:00Z\n" for i in range(80))
    by_watcher.write_text("watcher,start,end\n" + rows)
    steady = measure(str(series), "--truce", "2025-03-02..", "--effort", str(by_watcher), "--json")
    assert exit_code(steady) == 0, steady.stderr
    assert json.loads(steady.stdout)["verdict"] == "holding"


def test_a_figure_in_a_column_of_another_name(tmp_path: Path) -> None:
    series = write(tmp_path / "series.csv", [(60, 40), (30, 5)])
    usual = measure(str(series), "--truce", "2025-03-02..", "--json").stdout
    named = tmp_path / "named.csv"
    named.write_text(series.read_text().replace("value", "Fires"))
    assert measure(str(named), "--truce", "2025-03-02..", "--value", "fires", "--json").stdout == usual
    without = measure(str(named))
    assert exit_code(without) == 3
    assert "--value COLUMN" in str(without.exception)
    assert exit_code(measure(str(named), "--value", "smoke")) == 2


def test_late_reports_are_forecast(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    first = np.datetime64("2025-01-01")
    rows = []
    for i in range(100):
        count = int(chance.poisson(30))
        rows.append(f"{first + i},{chance.binomial(count, 0.6)},{first + i}")
        if i < 99:
            rows.append(f"{first + i},{count},{first + i + 1}")
    path = tmp_path / "late.csv"
    path.write_text("date,value,reported\n" + "\n".join([*rows, "2025-03-01,5,2025-02-01", "2025-03-02,5,soon"]) + "\n")
    done = measure(str(path), "--json")
    (last,) = json.loads(done.stdout)["nowcast"]
    assert last["day"] == "2025-04-10" and last["reported"] < last["median"] <= last["high"]
    assert "No delay is learnt from it." in done.stderr and "reported" in done.stderr
    assert "still being reported" in measure(str(path)).stdout


def test_a_paragraph_to_publish(tmp_path: Path) -> None:
    series = write(tmp_path / "series.csv", [(100, 40), (30, 5)])
    told = measure(str(series), "--truce", "2025-04-11..", "--paragraph").stdout
    figures = json.loads(measure(str(series), "--truce", "2025-04-11..", "--json").stdout)["effect"]
    assert f"{figures['ratio']:.2f} times the level expected" in told
    assert f"{figures['low']:.2f} to {figures['high']:.2f}), which shows a fall" in told
    for words in (
        "130 days from 1 Jan 2025",
        "No observation effort",
        "does not show that the truce caused",
        "de Jong",
    ):
        assert words in told
    assert exit_code(measure(str(series), "--paragraph")) == 2
    short = measure(str(series), "--truce", "2025-01-05..", "--paragraph").stdout
    assert "No effect of the truce is estimated. Only 4 of the days before" in short


def test_a_table_of_an_office_with_points_in_its_days_and_commas_in_its_figures(tmp_path: Path) -> None:
    plain = write(tmp_path / "plain.csv", [(60, 40), (30, 5)])
    rows = [line.split(",") for line in plain.read_text().splitlines()[1:]]
    office = tmp_path / "office.csv"
    days = [".".join(reversed(day.split("-"))) for day, _ in rows]
    office.write_text("date;value\n" + "".join(f"{day};{n},0\n" for day, (_, n) in zip(days, rows, strict=True)))
    here, there = (measure(str(path), "--truce", "2025-03-02..", "--json") for path in (plain, office))
    assert here.stdout == there.stdout and json.loads(here.stdout)["verdict"] == "holding"
    office.write_text(office.read_text().replace(".", "/").replace(",0", ",000"))
    refused = measure(str(office), "--truce", "2025-03-02..", "--json")
    assert "value: 40,000" in refused.stderr or ",000" in refused.stderr + str(refused.exception)


def test_more_heavy_weapons_than_events_are_told_and_left_out(tmp_path: Path) -> None:
    path = write(tmp_path / "series.csv", [(60, 40), (30, 20)])
    head, *rows = path.read_text().splitlines()
    path.write_text(f"{head},heavy\n" + "".join(f"{row},{'99' if n > 80 else '5'}\n" for n, row in enumerate(rows)))
    done = measure(str(path), "--truce", "2025-03-02..")
    assert "heavy: on 2025-03-23 99 of" in done.stderr and "on 8 more days" in done.stderr
    assert "heavy weapons had 0 %" not in done.stdout and "100 %" not in done.stdout
