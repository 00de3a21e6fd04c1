"""`truceline access`: who may do what, as one table, and the answer to one question."""

from __future__ import annotations

import click


@click.group("access", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Who may do what. What the table does not grant is refused.

    \b
    Examples:
      truceline access table
      truceline access may side_a read position
      truceline access may chair release bulletin proposed
    """


@command.command("table")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def table(as_json: bool) -> None:
    """Print the table: a row for each class of data in a state, a column for each role."""
    from truceline.cli.answers import answer
    from truceline.record.access import LETTERS, TABLE, cells, may

    granted = [
        {"role": role, "action": action, "class": what, "state": state}
        for role, action, what, state in cells()
        if may(role, action, what, state).allowed
    ]
    letters = " · ".join(f"{letter} {action}" for letter, action in LETTERS.items())
    answer(as_json, {"granted": granted}, (TABLE.strip("\n"), "", letters, "Whatever is not here is refused."))


@command.command("may")
@click.argument("role")
@click.argument("action")
@click.argument("what", metavar="CLASS")
@click.argument("state", default="held")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def ask(role: str, action: str, what: str, state: str, as_json: bool) -> None:
    """May ROLE do ACTION on CLASS in STATE? Exit code 0 yes, 1 no."""
    import sys

    import msgspec

    from truceline.cli.answers import answer
    from truceline.record.access import ACTIONS, CLASSES, ROLES, STATES, Action, Class, Role, State, may

    for given, known, name in (
        (role, ROLES, "role"),
        (action, ACTIONS, "action"),
        (what, CLASSES, "class"),
        (state, STATES, "state"),
    ):
        _known(given, known, name)
    found = may(
        msgspec.convert(role, Role),
        msgspec.convert(action, Action),
        msgspec.convert(what, Class),
        msgspec.convert(state, State),
    )
    answer(as_json, msgspec.to_builtins(found), (f"{'yes' if found.allowed else 'no'}: {found.reason}.",))
    sys.exit(0 if found.allowed else 1)


def _known(given: str, known: tuple[str, ...], name: str) -> None:
    from truceline.model.errors import UsageError

    if given not in known:
        raise UsageError(f"there is no {name} {given!r}", advice=f"One of: {', '.join(known)}.")
