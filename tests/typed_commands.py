"""Commands as somebody types them, held against the parsers of `truceline` without running anything."""

from __future__ import annotations

import re
import shlex

import click

from truceline.cli import commands

#: what may stand behind a command on its line: a remark after two blanks or a `#`, where output goes, another program
_BEHIND = re.compile(r"\s{2,}(?!--).*| [#>|] .*")


def plain(line: str) -> str:
    """The command alone, without what explains it or takes its output."""
    return _BEHIND.sub("", re.sub(r"\s{2,}--", " --", line)).strip()


def refused(line: str) -> str | None:
    """Why `truceline …` is not a command that can be typed so; null where it is one. Values are not looked at."""
    command: click.Command = commands
    words = shlex.split(line)[1:]
    while isinstance(command, click.Group):
        if not words or words[0] in ("--help", "--version"):
            return None
        # `truceline seal MISSION` is a command too
        inner = command.get_command(click.Context(command), words[0])
        rest = words[1:] if inner is not None else words
        inner = inner or command.get_command(click.Context(command), "now")
        if inner is None:
            return f"there is no command {words[0]!r}"
        command, words = inner, rest
    try:
        read, left, _ = command.make_parser(click.Context(command)).parse_args(list(words))
    except click.UsageError as error:
        return error.format_message()
    given = {name: value for name, value in read.items() if value and isinstance(value, str | tuple | list)}
    missing = [param.name for param in command.params if param.required and param.name not in given]
    if left or missing:
        return f"too much: {left}" if left else f"missing: {missing}"
    for param in command.params:
        value = given.get(param.name or "")
        if isinstance(param.type, click.Choice | click.IntRange) and isinstance(value, str):
            try:
                param.type.convert(value, param, None)
            except click.BadParameter as error:
                return error.format_message()
    return None
