"""`truceline serve`: a mission as a place to work, for the browsers of this machine."""

from __future__ import annotations

from pathlib import Path

import click

_HOST = "127.0.0.1"


@click.command("serve")
@click.argument("mission", type=click.Path(path_type=Path))
@click.option("--port", default=8750, show_default=True, type=click.IntRange(0, 65_535), help="0: any that is free.")
@click.option("--json", "as_json", is_flag=True, help='Print {"url", "port", "enter"} once it answers.')
def command(mission: Path, port: int, as_json: bool) -> None:
    """Serve a mission at http://127.0.0.1:PORT. Only this machine can see it. Ctrl-C ends it.

    It answers at / (the pages, else the newest bulletin), /v1, /bulletins, /health and /openapi.json. The second
    address that it prints signs in the person at this keyboard: keep it to yourself.

    \b
    Example:
      truceline serve north --port 8750
    """
    import secrets

    from truceline.cli.answers import answer
    from truceline.cli.listening import listening
    from truceline.live.worker import kept_going
    from truceline.mission.folder import open_mission
    from truceline.service.house import open_house
    from truceline.service.logs import to_stderr
    from truceline.service.running import run

    to_stderr()
    solo = secrets.token_urlsafe(24)
    with (
        open_house(open_mission(mission), solo=solo) as house,
        listening(_HOST, port) as listener,
        kept_going(mission),
    ):
        port = listener.getsockname()[1]
        url = f"http://{_HOST}:{port}/"
        enter = f"{url}enter#token={solo}"
        answer(as_json, {"url": url, "port": port, "enter": enter}, [url, enter])
        run(house, listener)
