"""`truceline schema`: the JSON Schema of every public type and table, and what the columns of tables mean."""

from __future__ import annotations

import click


@click.command("schema")
@click.argument("name", required=False)
@click.option("--text", is_flag=True, help="The columns of a table for people to read; without a name, of all tables.")
@click.option("--json", "as_json", is_flag=True, help="The same: a schema is JSON.")
def command(name: str | None, text: bool, as_json: bool) -> None:
    """Print the JSON Schema of every public type, of one, or of the rows of a table.

    \b
    Examples:
      truceline schema
      truceline schema Incident
      truceline schema incidents            of incidents.jsonl: truceline export MISSION incidents -o incidents.jsonl
      truceline schema incidents --text     what each column means
      truceline schema Proof                of bulletin.proof.json
    """
    import msgspec

    if text:
        from truceline.cli.column_page import page

        click.echo(page(name), nl=False)
        return
    click.echo(msgspec.json.format(_schema(name), indent=2).decode())


def _schema(name: str | None) -> bytes:
    import msgspec

    from truceline.model.errors import UsageError
    from truceline.model.schemas import PUBLIC_TYPES, schema

    if name == "Proof":
        from truceline.record.proof import proof_schema

        return proof_schema()
    types = {kind.__name__ for kind in PUBLIC_TYPES}
    if name is None or name in types:
        return msgspec.json.encode(schema(name))
    from truceline.model.column_texts import DESCRIBED
    from truceline.model.columns import json_schema
    from truceline.model.tables import BY_NAME

    if name not in BY_NAME:
        raise UsageError(
            f"there is no type and no table {name!r}",
            advice=f"Types: {', '.join(sorted(types))}. Tables: {', '.join(BY_NAME)}.",
        )
    return msgspec.json.encode(json_schema(name, DESCRIBED[name], BY_NAME[name]))
