"""`truceline agreement`: whether an agreement file can be applied, and what it says in sentences."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_UNUSABLE = 3
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("agreement")
def command() -> None:
    """Check an agreement file, or read it back in sentences.

    \b
    Examples:
      truceline agreement check mission/agreement.toml
      truceline agreement show mission/agreement.toml
    """


@command.command("check")
@click.argument("file", type=_FILE, metavar="FILE")
@click.option("--zones", type=_FILE, help="GeoJSON of its zones. Default: zones.geojson beside it.")
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def check(file: Path, zones: Path | None, as_json: bool) -> None:
    """Schema, geometry, intervals, names and contradictions: every problem, with its line and what to do.

    Ends with 0 when the agreement can be applied (warnings may remain) and with 3 when it cannot.

    \b
    Example:
      truceline agreement check mission/agreement.toml --json
    """
    from truceline.assess.language import examine
    from truceline.cli.agreement_file import read_agreement
    from truceline.cli.answers import answer

    given = read_agreement(file, zones)
    agreement, problems = examine(given.toml, given.zones, given.where, given.zones_where)
    errors = sum(problem.severity == "error" for problem in problems)
    summary: dict[str, object] = {
        "file": str(file),
        "usable": agreement is not None,
        "errors": errors,
        "warnings": len(problems) - errors,
        "problems": problems,
    }
    verdict = "cannot be applied" if agreement is None else "can be applied"
    counts = f"{errors} error{'s'[: errors != 1]}, {len(problems) - errors} warning{'s'[: len(problems) - errors != 1]}"
    answer(as_json, summary, [*(problem.sentence() for problem in problems), f"{file}: {verdict} ({counts})."])
    if agreement is None:
        sys.exit(_UNUSABLE)


@command.command("show")
@click.argument("file", type=_FILE, metavar="FILE")
@click.option("--zones", type=_FILE, help="GeoJSON of its zones. Default: zones.geojson beside it.")
@click.option("--json", "as_json", is_flag=True, help="Print the agreement as JSON.")
def show(file: Path, zones: Path | None, as_json: bool) -> None:
    """The agreement in sentences, to be read against its text by somebody who knows it.

    \b
    Example:
      truceline agreement show mission/agreement.toml
    """
    import msgspec

    from truceline.assess.language import load
    from truceline.assess.portrait import portrait
    from truceline.cli.agreement_file import read_agreement

    agreement = load(*read_agreement(file, zones))
    click.echo(msgspec.json.encode(agreement, order="sorted").decode() if as_json else portrait(agreement), nl=as_json)
