"""`truceline serve`: a mission as a place to work, for the browsers of this machine."""

from __future__ import annotations

from pathlib import Path

import click

_HOST = "127.0.0.1"


@click.command("serve")
@click.argument("mission", type=click.Path(path_type=Path))
@click.option("--port", default=8750, show_default=True, type=click.IntRange(0, 65_535), help="0: any that is free.")
@click.option(
    "--origin",
    default="",
    help="The address that people use, where a proxy that speaks TLS stands in front: https://hq.example.org.",
)
@click.option("--json", "as_json", is_flag=True, help='Print {"url", "port", "enter"} once it answers.')
def command(mission: Path, port: int, origin: str, as_json: bool) -> None:
    """Serve a mission at http://127.0.0.1:PORT. Only this machine can see it. Ctrl-C ends it.

    It answers at / (the pages, else the newest bulletin), /v1, /bulletins, /health and /openapi.json.

    In a mission without people the second address that it prints signs in whoever sits here, once: keep it to yourself.
    In a mission with people each signs in with an account: truceline accounts --help

    \b
    Example:
      truceline serve north --port 8750
      truceline serve north --origin https://hq.example.org
    """
    from truceline.cli.answers import answer
    from truceline.cli.listening import listening
    from truceline.live.worker import kept_going
    from truceline.mission.folder import open_mission
    from truceline.service.house import open_house
    from truceline.service.logs import to_stderr
    from truceline.service.running import run
    from truceline.service.signin.origin import Origin, origin_of

    to_stderr()
    front = origin_of(origin) if origin else Origin()
    with (
        open_house(open_mission(mission), origin=front) as house,
        listening(_HOST, port) as listener,
        kept_going(mission),
    ):
        port = listener.getsockname()[1]
        url = f"http://{_HOST}:{port}/"
        alone = not house.door.roles.are_granted()
        enter = f"{url}enter#token={house.door.solo.token}" if alone else ""
        answer(as_json, {"url": url, "port": port, "enter": enter}, [url, *([enter] if alone else [])])
        if alone and not as_json:
            house.door.solo.heard = lambda token: click.echo(f"Another browser: {url}enter#token={token}")
        run(house, listener)
