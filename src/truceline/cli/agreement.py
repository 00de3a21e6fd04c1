"""`truceline agreement`: whether an agreement file can be applied, and what it says in sentences."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_UNUSABLE = 3
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("agreement")
def command() -> None:
    """Check an agreement file, read it back in sentences, or see what changed in it.

    \b
    Examples:
      truceline agreement check mission/agreement.toml
      truceline agreement show mission/agreement.toml --html agreement.html
      truceline agreement diff before/agreement.toml after/agreement.toml
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
    from truceline.cli.answers import answer
    from truceline.filters.agreement_file import read_agreement

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
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with map and calendar.")
@click.option("--lang", type=click.Choice(["en", "uk", "ru"]), default="en", help="Language of the page.")
@click.option("--json", "as_json", is_flag=True, help="Print the agreement as JSON.")
def show(file: Path, zones: Path | None, html: Path | None, lang: str, as_json: bool) -> None:
    """The agreement in sentences, to be read against its text by somebody who knows it.

    \b
    Examples:
      truceline agreement show mission/agreement.toml
      truceline agreement show mission/agreement.toml --html agreement.html --lang uk
    """
    import msgspec

    from truceline.assess.language import load
    from truceline.assess.portrait import portrait
    from truceline.filters.agreement_file import read_agreement

    agreement = load(*read_agreement(file, zones))
    if html is not None:
        from truceline.agreements.page import render_agreement
        from truceline.stores.files import write_atomic

        write_atomic(html, render_agreement(agreement, lang))
        click.echo(msgspec.json.encode({"file": str(html)}).decode() if as_json else f"Written: {html}")
        return
    click.echo(msgspec.json.encode(agreement, order="sorted").decode() if as_json else portrait(agreement), nl=as_json)


@command.command("diff")
@click.argument("before", type=_FILE, metavar="BEFORE")
@click.argument("after", type=_FILE, metavar="AFTER")
@click.option("--json", "as_json", is_flag=True, help="Print the differences as JSON.")
def diff(before: Path, after: Path, as_json: bool) -> None:
    """What changed between two versions, clause by clause; places as they are drawn.

    Ends with 0 whether or not they differ.

    \b
    Example:
      truceline agreement diff version1/agreement.toml version2/agreement.toml
    """
    from truceline.assess.differences import differences
    from truceline.assess.language import load
    from truceline.cli.answers import answer
    from truceline.filters.agreement_file import read_agreement

    found = differences(*(load(*read_agreement(file, None)) for file in (before, after)))
    lines = [line for one in found for line in (f"{one.passage}: {one.kind}", *(f"  {line}" for line in one.lines()))]
    answer(as_json, {"differences": found}, lines or ["No difference."])


@command.command("schema")
def schema_() -> None:
    """The shape of an agreement file as a JSON Schema, for an editor that checks while one writes.

    \b
    Example:
      truceline agreement schema > agreement.schema.json
    """
    import msgspec

    from truceline.assess.schema import schema

    click.echo(msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode())


@command.command("examples")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Write them there, a folder each."
)
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def examples(out: Path | None, as_json: bool) -> None:
    """The real agreements that come with the package: what they are, and their files to read or to start from.

    \b
    Examples:
      truceline agreement examples
      truceline agreement examples --out agreements
    """
    from truceline.assess.language import load
    from truceline.cases.cases import agreements
    from truceline.cli.answers import answer
    from truceline.filters.agreement_file import ZONES_NAME
    from truceline.stores.files import make_folder, write_atomic

    listed = []
    for name, parts in agreements().items():
        read = load(parts["agreement.toml"], parts.get(ZONES_NAME), f"{name}/agreement.toml")
        listed.append({"folder": name, "name": read.name, "clauses": len(read.provisions) + len(read.left)})
        if out is not None:
            make_folder(out / name)
            for file, data in parts.items():
                write_atomic(out / name / file, data)
    lines = [f"{one['folder']}: {one['name']} ({one['clauses']} clauses)" for one in listed]
    answer(as_json, {"agreements": listed}, [*lines, *([f"Written to {out}."] if out is not None else [])])
