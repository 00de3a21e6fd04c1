"""`truceline schema`: the JSON Schema of every public type."""

from __future__ import annotations

import click


@click.command("schema")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="The same: a schema is JSON.")
def command(name: str | None, as_json: bool) -> None:
    """Print the JSON Schema of every public type, or of one.

    \b
    Examples:
      truceline schema
      truceline schema Incident
      truceline schema Proof        of bulletin.proof.json
    """
    import msgspec

    from truceline.model.errors import UsageError
    from truceline.model.schemas import PUBLIC_TYPES, schema

    if name == "Proof":
        from truceline.record.proof import proof_schema

        click.echo(msgspec.json.format(proof_schema(), indent=2).decode())
        return
    if name is not None and name not in {kind.__name__ for kind in PUBLIC_TYPES}:
        raise UsageError(
            f"there is no type {name!r}", advice=f"Types: {', '.join(sorted(k.__name__ for k in PUBLIC_TYPES))}."
        )
    click.echo(msgspec.json.format(msgspec.json.encode(schema(name)), indent=2).decode())
