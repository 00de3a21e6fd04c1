"""The page on access shows the table that the program follows, and names commands that there are."""

from __future__ import annotations

import re
from pathlib import Path

from truceline.cli.access import command as access
from truceline.cli.keys import command as keys
from truceline.cli.positions import command as positions
from truceline.cli.seal import now, open_file
from truceline.record.access import TABLE, cells

PAGE = (Path(__file__).parents[2] / "docs" / "access.md").read_text(encoding="utf-8")


def test_the_table_is_that_of_the_program() -> None:
    assert TABLE.strip("\n") in PAGE
    assert f"{len(tuple(cells())):,} cells" in PAGE


def test_every_command_on_the_page_is_there() -> None:
    for group, name in ((access, "access"), (keys, "keys"), (positions, "positions")):
        named = set(re.findall(rf"truceline {name} ([a-z]+)", PAGE))
        assert named and named <= set(group.commands), name


def test_every_option_on_the_page_is_there() -> None:
    options = {
        text
        for group in (access, keys, positions)
        for one in group.commands.values()
        for parameter in one.params
        for text in parameter.opts
    }
    options |= {text for one in (now, open_file) for parameter in one.params for text in parameter.opts}
    assert set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", PAGE)) <= options
