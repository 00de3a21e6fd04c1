"""The page of all benchmarks: it names what can be run, keeps tables, and hides no failure."""

from __future__ import annotations

import msgspec
import pytest
from benchmarks.page import HERE, Benchmark, Run, benchmarks, page, section, shown

ONE = Benchmark("A thing", "How fast?", "another", ["thing.py"], ["thing.py", "--long"], "Much.")
RAN = Run("python benchmarks/thing.py", "2026-01-02", "abc", "a machine", 0.5, 1.5, 12.0, 20.0, 0, "")


@pytest.mark.parametrize("one", benchmarks(), ids=lambda one: one.short)
def test_each_names_a_script_and_options_that_it_has(one: Benchmark) -> None:
    for words in (one.quick, one.full):
        script = (HERE / words[0]).read_text("utf-8")
        for option in (word for word in words if word.startswith("--")):
            assert f'"{option}"' in script, f"{words[0]} has no {option}"


def test_tables_stay_tables_and_the_rest_stands_as_it_was_printed() -> None:
    printed = "\x1b[1mten\x1b[0m  rows\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\none\n\ntwo"
    assert shown(printed) == "```text\nten  rows\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```text\none\n\ntwo\n```"


def test_a_table_right_behind_a_line_is_a_table_too() -> None:
    assert (
        shown("1x: done\n| a |\n|---|\n| 1 |\nend\n")
        == "```text\n1x: done\n```\n\n| a |\n|---|\n| 1 |\n\n```text\nend\n```"
    )


def test_a_page_tells_the_machine_the_load_and_what_it_is_bad_at() -> None:
    told = page([ONE], {"thing": msgspec.structs.replace(RAN, printed="1.5 s")})
    assert "**A thing.** Much." in told
    assert "a machine; load 0.5 before, 1.5 after" in told and "1.5 s" in told
    assert "failed" not in told


def test_a_run_that_failed_is_told_and_one_that_was_not_made_too() -> None:
    assert "**It failed** (exit code 3)" in section(ONE, msgspec.structs.replace(RAN, status=3))
    assert "Not run yet: `python benchmarks/thing.py`" in section(ONE, None)


def test_what_is_not_run_anew_stays_as_the_page_had_it() -> None:
    before = page([ONE], {"thing": msgspec.structs.replace(RAN, printed="1.5 s\n\n| a |\n|---|\n| 1 |")})
    other = msgspec.structs.replace(ONE, asks="How slow?")
    after = page([other], {}, before)
    assert after == before.replace("How fast?", "How slow?")
    assert "Not run yet" in page([other], {})
