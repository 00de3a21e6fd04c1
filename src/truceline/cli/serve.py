"""`truceline serve`: a mission's bulletins in the browser of this machine."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("serve")
@click.argument("mission", type=click.Path(path_type=Path))
@click.option("--port", default=8750, show_default=True, type=click.IntRange(0, 65_535))
def command(mission: Path, port: int) -> None:
    """Show a mission's bulletins at http://127.0.0.1:PORT. Only this machine can see them.

    \b
    Example:
      truceline serve north --port 8750
    """
    import uvicorn

    from truceline.mission.folder import open_mission
    from truceline.service.app import app

    click.echo(f"http://127.0.0.1:{port}/", err=True)
    uvicorn.run(app(open_mission(mission)), host="127.0.0.1", port=port, log_level="warning")
