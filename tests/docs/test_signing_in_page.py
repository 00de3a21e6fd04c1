"""The page on signing in: its commands are there, and its settings are read."""

from __future__ import annotations

import re
from pathlib import Path

from truceline.cli.accounts import command as accounts
from truceline.cli.serve import command as serve
from truceline.mission.folder import open_mission

PAGE = (Path(__file__).parents[2] / "docs" / "signing-in.md").read_text(encoding="utf-8")


def test_every_command_and_option_on_the_page_is_there() -> None:
    assert set(re.findall(r"truceline accounts ([a-z]+)", PAGE)) == set(accounts.commands)
    options = {
        text for one in (*accounts.commands.values(), serve) for parameter in one.params for text in parameter.opts
    }
    assert set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", PAGE)) <= options


def test_the_settings_on_the_page_are_read(tmp_path: Path) -> None:
    own, through_a_provider = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "mission.toml").write_text(f'[mission]\nname = "North"\n{own}\n{through_a_provider}')
    rules = open_mission(tmp_path).signin
    assert (rules.idle_min, rules.longest_h, rules.codes) == (30, 12, True)
    assert rules.oidc is not None and (rules.oidc.acr, rules.oidc.amr) == (("gold",), ("mfa", "hwk"))
