"""The command line. One file a command; each is imported only when it is called, so that `--help` is quick."""

from __future__ import annotations

import importlib
import io
import sys

import click

from truceline.arrow_alone import leave_pandas_out
from truceline.model.failure import TrucelineError

#: command -> (module, one line of help); the order is that of a day's work
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("demo", "Run the exercise or a real case, from nothing to a bulletin."),
    "init": ("init", "Make a mission folder to edit."),
    "ingest": ("ingest", "Take evidence into a mission."),
    "fetch": ("fetch", "Take evidence in from the web."),
    "run": ("run", "Run every stage that is out of date."),
    "bulletin": ("bulletin", "Publish the bulletin of a day."),
    "release": ("release", "Sign a bulletin, recall one; disclose or erase single fields and evidence."),
    "explain": ("explain", "Say why: evidence, origins, weights, rule by rule."),
    "review": ("review", "Rule which reports are one incident, with who and why."),
    "export": ("export", "Write a table as csv, xlsx, geojson, parquet, gpkg or jsonl."),
    "positions": ("positions", "Posts, shifts and people: under keys of their own, each look is entered."),
    "access": ("access", "Who may do what, who holds which role, who asked, whose copy leaked."),
    "accounts": ("accounts", "With what people sign in to serve: passwords, codes, tokens."),
    "seal": ("seal", "Suspend and evacuate: copy to people's keys, verify, seal, wipe; open such a copy."),
    "keys": ("keys", "Secret keys: make, list, rotate, protect."),
    "verify": ("verify", "Check that nothing in a mission was changed or lost."),
    "witness": ("witness", "Sign that a record only grew; ask others to sign yours."),
    "migrate": ("migrate", "Move a mission into PostgreSQL, or home into its folder."),
    "serve": ("serve", "Show a mission's bulletins to a browser on this machine."),
    "agreement": ("agreement", "Check or show an agreement file."),
    "extract": ("extract", "Filter: texts to quotes, statements, quantities, events."),
    "suggest": ("suggest", "A language model's suggestions about texts, held against the texts."),
    "locate": ("locate", "Filter: words for places to circles on the map."),
    "derive": ("derive", "Filter: texts to origins (which are one witness)."),
    "fuse": ("fuse", "Filter: event tables to incidents."),
    "assess": ("assess", "Filter: incidents and an agreement to findings."),
    "measure": ("measure", "Filter: a daily series to a verdict: is it holding?"),
    "audit": ("audit", "Filter: the parties' claims to what adds up and what does not."),
    "schema": ("schema", "Print the JSON Schema of the public types."),
}


class _Commands(click.Group):
    """Commands by name, without importing those that are not called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"truceline.cli.{COMMANDS[cmd_name][0]}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="truceline")
def commands() -> None:
    """Ceasefire monitoring and verification: from evidence and an agreement to a bulletin that anyone can check.

    \b
    Try it:
      truceline demo                         an invented ceasefire, from nothing to a bulletin
      truceline demo easter-2025             the parties' claims about a real truce, audited
    \b
    Your own mission:
      truceline init mission                 a folder to edit
      truceline ingest mission reports/      take evidence in
      truceline run mission                  what is one incident, what is a breach
      truceline bulletin mission             publish
      truceline explain mission inc_1a2b3c   why
    """


def main() -> None:
    """Entry point. Errors that are meant for people end in one message and the exit code of the contract."""
    leave_pandas_out()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a letter, or a name that is no text, is no reason to fail.
            stream.reconfigure(errors="backslashreplace")
    try:
        commands.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except TrucelineError as error:
        from truceline.cli.printable import printable

        click.echo(printable(error.diagnostics()), err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our pipe has left (`truceline … | head`): there is nobody to tell.
        sys.stderr.close()
        sys.exit(0)
