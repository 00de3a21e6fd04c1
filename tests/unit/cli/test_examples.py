"""Each command's help has an example, and each example is one that its parser takes."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

import click
import pytest

from truceline.cli import COMMANDS, commands

#: what stands behind an example on its line: two blanks and a remark, or where its output goes
_REMARK = re.compile(r"\s{2,}.*| > .*")


def _walk(words: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            if not inner.hidden:
                yield from _walk(f"{words} {name}", inner)


def _all() -> dict[str, click.Command]:
    context = click.Context(commands)
    found: dict[str, click.Command] = {}
    for name in COMMANDS:
        command = commands.get_command(context, name)
        assert command is not None
        found.update(_walk(f"truceline {name}", command))
    return found


_COMMANDS = _all()


def _examples(command: click.Command) -> list[str]:
    """The lines of the help that are to be typed, with those joined that a backslash parts."""
    text = (command.help or "").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.startswith("  ")]
    typed = [part.strip() for line in lines for part in line.split("&&")]
    return [re.sub(r"\s{2,}--", " --", one) for one in typed if one.startswith("truceline ")]


def _called(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that is called, and what is left for it to read."""
    command: click.Command = commands
    while isinstance(command, click.Group):
        if words[0] not in command.list_commands(click.Context(command)):
            # `truceline seal MISSION` is a command too, and so is a group's own --help
            inner = command.get_command(click.Context(command), "now")
            assert inner is not None, f"there is no command {words[0]!r}"
            return inner, words
        inner = command.get_command(click.Context(command), words[0])
        assert inner is not None
        command, words = inner, words[1:]
    return command, words


@pytest.mark.parametrize("words", list(_COMMANDS))
def test_every_command_has_an_example(words: str) -> None:
    assert any(one.startswith(words) for one in _examples(_COMMANDS[words])), f"{words} --help shows no use of it"


@pytest.mark.parametrize("example", sorted({one for command in _COMMANDS.values() for one in _examples(command)}))
def test_an_example_is_read_by_its_command(example: str) -> None:
    command, given = _called(shlex.split(_REMARK.sub("", example), comments=False)[1:])
    context = click.Context(command)
    read, left, _ = command.make_parser(context).parse_args(list(given))
    assert left == [], f"{command.name} takes no {left}"
    for param in command.params:
        value = read.get(param.name)
        if param.required:
            assert value, f"{param.name} is missing"
        if isinstance(param.type, click.Choice | click.IntRange) and isinstance(value, str):
            param.type.convert(value, param, context)
