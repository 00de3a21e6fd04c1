"""`truceline serve`: a mission's bulletins in the browser of this machine."""

from __future__ import annotations

from pathlib import Path

import click

_HOST = "127.0.0.1"


@click.command("serve")
@click.argument("mission", type=click.Path(path_type=Path))
@click.option("--port", default=8750, show_default=True, type=click.IntRange(0, 65_535), help="0: any that is free.")
@click.option("--json", "as_json", is_flag=True, help='Print {"url", "port"} once it answers.')
def command(mission: Path, port: int, as_json: bool) -> None:
    """Show a mission's bulletins at http://127.0.0.1:PORT. Only this machine can see them. Ctrl-C ends it.

    It answers at / (the newest bulletin), /bulletins, /health and /openapi.json.

    \b
    Example:
      truceline serve north --port 8750
    """
    import uvicorn

    from truceline.cli.answers import answer
    from truceline.cli.listening import listening
    from truceline.mission.folder import open_mission
    from truceline.service.app import app

    application = app(open_mission(mission))
    with listening(_HOST, port) as listener:
        port = listener.getsockname()[1]
        url = f"http://{_HOST}:{port}/"
        answer(as_json, {"url": url, "port": port}, [url])
        uvicorn.Server(uvicorn.Config(application, log_level="warning")).run(sockets=[listener])
