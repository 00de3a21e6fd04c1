"""`truceline fetch`: evidence from the web into a mission."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("fetch")
@click.argument("mission", type=click.Path(path_type=Path))
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--source", help="Read what comes with this connector instead of recognising it.")
@click.option("--most-mb", default=64, show_default=True, type=click.IntRange(1, 512), help="MiB of one address.")
@click.option(
    "--most-s", default=30, show_default=True, type=click.IntRange(1, 600), help="Seconds of one address, all in all."
)
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(mission: Path, urls: tuple[str, ...], source: str | None, most_mb: int, most_s: int, as_json: bool) -> None:
    """Take pages, feeds and tables in from the web: each as the server gives it to anybody, with a receipt.

    Only http and https, only servers on the public internet: every address that a name leads to is looked at, also
    behind redirects, and the connection goes to that one. Nothing inside your own network is ever asked, no password or
    cookie is sent, and proxies of the environment are not used. Where each piece came from is an entry of the record.

    \b
    Examples:
      truceline fetch north https://example.org/feed.xml
      truceline fetch north https://example.org/report.html https://example.org/events.csv
    """
    from truceline.cli.answers import leave
    from truceline.cli.first_reading import first_reading
    from truceline.cli.progress import progress
    from truceline.confined.reading import expect_items
    from truceline.fetching.fetch import Caps, Fetcher
    from truceline.mission.asking import admit
    from truceline.mission.fetched import fetch_into
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.sources.catalogue import by_name
    from truceline.stores.clock import SystemClock

    folder = open_mission(mission)
    if source is not None:
        by_name(source)
    expect_items()
    http = Fetcher(Caps(most_bytes=most_mb << 20, most_s=most_s))
    with progress() as bar, opened(folder) as record:
        admit(folder, record, "add", "evidence")
        new, repeated, failed = fetch_into(folder, record, urls, http, SystemClock(), bar, source)
        notes = first_reading(folder, new, repeated, bar, as_json, failed)
    leave(notes)
