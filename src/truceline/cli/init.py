"""`truceline init`: a mission folder to edit."""

from __future__ import annotations

import json
from pathlib import Path

import click

_MISSION = """\
[mission]
name = {name}
# agreement = "agreement.toml"      # see docs/agreement-language.md; without one, nothing is a breach
zone = "UTC"                        # time zone of the reporting day, such as "Europe/Kyiv"
cut_off = "00:00"                   # local time at which a reporting day ends
languages = ["en"]                  # of the bulletin: en, uk, ru
# area = [22.0, 44.0, 40.5, 52.5]   # lon_min, lat_min, lon_max, lat_max: catches swapped coordinates

# How files are read: the first pattern that matches counts. Without one, the format is recognised from the bytes.
# [[source]]
# match = "patrol*.csv"
# name = "patrol"
# connector = "patrol"
# class = "patrol"
# zone = "Europe/Kyiv"

[policy]                            # what may leave the house
cell_resolution = 5                 # H3 cells of about 250 square kilometres
delay_h = 24                        # places that monitors saw are withheld this long
min_cell = 3                        # fewer incidents than this are shown in a coarser cell, or in none
texts = []                          # sources whose texts a bulletin may reprint whole; all others are quoted
encrypt = false                     # true, best from the first day: all that is kept is locked (docs/access.md)

[bulletin]
period_days = 1
"""


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="Name of the mission; by default that of the folder.")
@click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
def command(folder: Path, name: str | None, as_json: bool) -> None:
    """Make a mission folder to edit.

    \b
    Example:
      truceline init north --name "Northern sector"
      truceline ingest north reports/
      truceline run north
      truceline bulletin north
    """
    from truceline.cli.answers import answer
    from truceline.mission.folder import SETTINGS
    from truceline.model.errors import UsageError
    from truceline.stores.files import make_folder, readable_name, write_atomic

    settings = folder / SETTINGS
    if settings.exists():
        raise UsageError("there is a mission already", where=str(folder), advice="Choose another folder, or edit it.")
    make_folder(folder)
    write_atomic(settings, _MISSION.format(name=_toml_string(readable_name(name or folder.resolve().name))).encode())
    answer(
        as_json,
        {"mission": str(folder), "settings": str(settings)},
        (f"A mission stands in {folder}. Edit {settings}, then: truceline ingest {folder} PATH",),
    )


def _toml_string(words: str) -> str:
    """A basic string of TOML, which escapes as JSON does (and DEL besides)."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
