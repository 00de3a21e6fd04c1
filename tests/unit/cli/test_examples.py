"""Each command's help has an example, and each example is one that its parser takes."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from tests.typed_commands import plain, refused

from truceline.cli import COMMANDS, commands


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
    return [plain(one) for one in typed if one.startswith("truceline ")]


@pytest.mark.parametrize("words", list(_COMMANDS))
def test_every_command_has_an_example(words: str) -> None:
    assert any(one.startswith(words) for one in _examples(_COMMANDS[words])), f"{words} --help shows no use of it"


@pytest.mark.parametrize("example", sorted({one for command in _COMMANDS.values() for one in _examples(command)}))
def test_an_example_is_read_by_its_command(example: str) -> None:
    assert refused(example) is None
