"""Every command of the command line with its options, from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import click
from cells import cell

from truceline.cli import COMMANDS, commands

#: what click puts before a paragraph that is to stay as it was typed
_AS_TYPED = "\b"


def names() -> tuple[str, ...]:
    """The commands in the order of a day's work."""
    return tuple(COMMANDS)


def walk(name: str) -> Iterator[tuple[str, click.Command]]:
    """A command and the commands in it, with the words by which each is called."""
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    yield from _within(f"truceline {name}", command)


def _within(words: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            inner = command.get_command(click.Context(command), name)
            assert inner is not None
            yield from _within(f"{words} {name}", inner)


def undocumented() -> list[str]:
    """Commands without a text, and options without a help: nobody could tell what they do."""
    missing = []
    for name in names():
        for words, command in walk(name):
            if not command.help:
                missing.append(words)
            options = [param for param in command.params if isinstance(param, click.Option) and not param.hidden]
            missing += [f"{words} {param.opts[0]}" for param in options if not param.help]
    return missing


def index() -> str:
    """All commands on one page."""
    rows = "\n".join(f"| [`truceline {name}`]({name}.md) | {words} |" for name, (_, words) in COMMANDS.items())
    codes = "Exit codes: 0 done · 1 done, with rejected rows (listed) · 2 usage · 3 the input cannot be used."
    head = f"# Commands\n\n{codes} Every command takes `--json` and `--help`."
    return f"{head}\n\n| command | what it does |\n|---|---|\n{rows}\n"


def page(name: str) -> str:
    """One command: its text, its arguments and options, and the commands in it."""
    return "\n\n".join(_section(words, command) for words, command in walk(name)) + "\n"


def _section(words: str, command: click.Command) -> str:
    level = "#" * min(4, len(words.split()) - 1)
    context = click.Context(command, info_name=words)
    usage = " ".join(command.collect_usage_pieces(context))
    parts = [f"{level} {words}", f"```text\n{words} {usage}\n```", *_paragraphs(command.help or "")]
    rows = [row for param in command.get_params(context) if (row := _row(param)) is not None]
    if rows:
        parts.append("| option | what it does |\n|---|---|\n" + "\n".join(rows))
    return "\n\n".join(parts)


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.replace("\f", "").split("\n\n"):
        lines = paragraph.rstrip().strip("\n").split("\n")
        if lines[0].strip() == _AS_TYPED:
            head, rest = (lines[1], lines[2:]) if lines[1].endswith(":") else ("", lines[1:])
            yield (
                (f"{head.strip()}\n\n" if head else "")
                + "```text\n"
                + "\n".join(line.strip() for line in rest)
                + "\n```"
            )
        else:
            yield cell(" ".join(line.strip() for line in lines))


def _row(param: click.Parameter) -> str | None:
    if isinstance(param, click.Argument):
        return None
    assert isinstance(param, click.Option)
    if param.hidden:
        return None
    names = ", ".join(f"`{name}`" for name in (*param.opts, *param.secondary_opts))
    kind = "" if param.is_flag or param.count else f" `{param.make_metavar(click.Context(click.Command('x')))}`"
    said = cell(param.help or "")
    if param.show_default and param.default not in (None, "", ()) and not param.is_flag:
        said += f" Default: `{param.default}`."
    return f"| {names}{kind.replace('|', '&#124;')} | {said} |"
